"""Everything that is measured, one thing after the other; what fails is noted, and costs nothing else."""
import json

from bench_report import build, facts, programs, results, vdso
from bench_report.progress import Failure

SIZES = "codegen, sizes, and cost of including"


def steps():
    """How many the progress display counts: building, facts, programs, sizes, page."""
    return len(programs.PROGRAMS) + 4


def machine(directory, work, progress):
    progress.start("the machine's facts")
    found = facts.collect()
    found.update(vdso.facts(work, directory / "bench_small_ia32"))
    return found


def run_programs(measured, directory, quick, progress):
    for program in programs.PROGRAMS:
        progress.start(program.what)
        if not (directory / program.name).exists():
            measured["absent"].append({"what": program.what, "reason": programs.absent(program)})
            progress.say(f"{program.name}: {programs.absent(program)}")
            continue
        try:
            results.merge(measured, programs.run(program, directory, quick, progress))
        except Failure as failure:
            note(measured, progress, program.name, failure)


def run_sizes(measured, work, quick, progress):
    progress.start(SIZES)
    path, log = work / "sizes.json", work / "sizes.log"
    command = [build.ROOT / "bench/sizes/measure.py", "--json", path] + (["--quick"] if quick else [])
    try:
        path.unlink(missing_ok=True)
        with open(log, "w", encoding="utf-8") as out:
            status = progress.run(command, out, out, timeout=300)
        if status:
            raise Failure(f"bench/sizes/measure.py: exit status {status}; the end of {log}:\n{build.tail(log, 4)}")
        measured["sizes"] = json.loads(path.read_text(encoding="utf-8"))
    except (Failure, OSError, ValueError) as failure:
        note(measured, progress, "bench/sizes/measure.py", failure)


def note(measured, progress, name, failure):
    measured["failed"].append({"what": name, "reason": str(failure)})
    progress.say(str(failure))


def everything(directory, work, quick, with_sizes, progress):
    measured = results.empty()
    measured["facts"] = machine(directory, work, progress)
    measured["facts"]["quick"] = quick
    run_programs(measured, directory, quick, progress)
    if not measured["samples"]:
        note(measured, progress, "the benchmark programs", Failure("no program measured anything"))
    if with_sizes:
        run_sizes(measured, work, quick, progress)
    return measured
