#!/usr/bin/env python3
"""The benchmark programs: every compiler builds them without a warning, and what they print is whole and well-formed.
Judges no times."""
import collections
import itertools
import json
import os
import pathlib
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

OUT = harness.fresh_directory("bench_test")
GATES = {"x86-64": {"syscall", "int80", "x32"}, "ia32": {"vsyscall", "int80", "sysenter"}, "aarch64": {"svc"}}
GROUPS = {"getppid", "write", "clock_gettime", "getcpu", "getrandom"}
SIZES = [str(1 << power) for power in range(11)]

report = harness.Report()


def built(compiler):
    """The directory with the programs, or None."""
    name = f"{compiler} builds them"
    missing = next((tool for tool in ("cmake", "ninja", compiler) if not shutil.which(tool)), None)
    if missing:
        report.skip(name, f"no {missing} here")
        return None
    where = OUT / compiler
    options = ["-DKCALL_BENCH=ON", "-DKCALL_TESTS=OFF", "-DKCALL_EXAMPLES=OFF", f"-DCMAKE_CXX_COMPILER={compiler}"]
    done = harness.run(["cmake", "-S", harness.ROOT, "-B", where, "-G", "Ninja", *options])
    if not report.expect_success(f"{compiler} configures them", done):
        return None
    for line in re.findall(r"^-- kcall: (.*)$", done.stdout, re.M):
        report.skip(f"{compiler}, all of them", line)
    jobs = os.environ.get("JOBS", "2")
    done = harness.run(["cmake", "--build", where, "-j", jobs])
    return where / "bench" if report.expect_success(name, done) else None


def answer(program, *arguments):
    """What a program printed, or None."""
    done = harness.run([program, *arguments])
    try:
        if report.expect_success(f"{program.name} runs", done):
            return json.loads(done.stdout)
    except json.JSONDecodeError as error:
        report.fail(f"{program.name} prints JSON", f"{error}")
    return None


def check_samples(name, samples, count):
    wrong = [s for s in samples if len(s["ns"]) != count or min(s["ns"]) < 0 or max(s["ns"]) == 0]
    report.check(f"{name}: figures are figures", samples and not wrong, f"{wrong}")
    keys = collections.Counter((s["group"], s["gate"], s["how"], s["argument"]) for s in samples)
    report.check(f"{name}: no name twice", max(keys.values()) == 1, f"{keys}")


def check_gates(name, program, present, missing):
    """present: {(group, gate): {how, …}}"""
    gates = GATES[program.split(",")[0]]
    kcall = {"bare", "raw", "typed"}
    for group in ("getppid", "write"):
        here = {gate for g, gate in present if g == group and gate != "libc"}
        report.check(f"{name}: each gate in {group}, or why not", here == gates - missing, f"{here}, missing {missing}")
        report.check(f"{name}: all ways in {group}", all(present[group, gate] == kcall for gate in here), f"{present}")
        if "no libc" not in program:
            libc = present[group, "libc"]
            report.check(f"{name}: the libc in {group}", libc == {"wrapper", "syscall()"}, f"{libc}")


def check_small(program):
    said = answer(program, "--quick")
    if said is None:
        return
    check_samples(program.name, said["samples"], 120)
    present = collections.defaultdict(set)
    for sample in said["samples"]:
        present[sample["group"], sample["gate"]].add(sample["how"])
    report.check(f"{program.name}: groups", {group for group, _ in present} == GROUPS, f"{present}")
    check_gates(program.name, said["program"], present, {gate["gate"] for gate in said["missing"]})


def check_google(program):
    said = answer(program, "--quick")
    if said is None:
        return
    taken = collections.Counter(b["name"] for b in said["benchmarks"] if b["run_type"] == "iteration")
    report.check(f"{program.name}: repetitions", set(taken.values()) == {60}, f"{taken}")
    present = collections.defaultdict(set)
    for name in taken:
        group, gate, how = name.split("/")[:3]
        present[group, gate].add(how)
    missing = {key.split("/")[1] for key in said["context"] if key.startswith("missing/")}
    check_gates(program.name, "x86-64, glibc", present, missing)


def check_batch(program):
    said = answer(program, "--quick")
    if said is None:
        return
    check_samples(program.name, said["samples"], 120)
    expected = set(itertools.product(("readv", "writev"), ("typed", "one_by_one"), SIZES))
    named = {(s["group"], s["how"], s["argument"]) for s in said["samples"]}
    report.check(f"{program.name}: all sizes", named == expected, f"{named ^ expected}")


def check_latency(program):
    said = answer(program, "--quick")
    if said is None:
        return
    counts = [sum(count for _, count in each["histogram"]) for each in said["latency"]]
    report.check(f"{program.name}: every call is counted", set(counts) == {20_000}, f"{counts}")
    gates = {each["gate"] for each in said["latency"] if each["group"] == "getppid"}
    gates |= {each["gate"] for each in said["missing"]}
    report.check(f"{program.name}: each gate, or why not", gates == GATES[said["program"].split(",")[0]], f"{gates}")


def check_processes(where):
    program = where / "bench_processes"
    others = sorted([*where.glob("bench_exit_*"), *where.glob("bench_empty_*")])
    names = [f'{path.name}/a "quoted" one={path}' for path in others]
    said = answer(program, "5", *names, "nothing/here=/no/such/program")
    if said is None:
        return
    check_samples(program.name, said["samples"], 5)
    started = [sample["gate"] for sample in said["samples"]]
    report.check("every program starts", started == [path.name for path in others], f"{said}")
    report.check("what does not start is said", [m["gate"] for m in said["missing"]] == ["/no/such/program"], f"{said}")
    for words in ([], ["5"], ["0", "a=/b"], ["5x", "a=/b"], ["99999999999999999999", "a=/b"], ["5", "a"], ["5", "a="]):
        done = harness.run([program, *words])
        report.check(f"bench_processes {words} is refused", done.returncode == 2 and "usage" in done.stdout, f"{done}")


def check_calls(program):
    """A call that fails is faster than one that works."""
    trace = OUT / f"{program.name}.strace"
    if harness.run(["strace", "-o", "/dev/null", "true"]).returncode != 0:
        report.skip(f"{program.name}: its calls", "strace does not work here")
        return
    done = harness.run(["strace", "-f", "-e", "trace=getppid,write", "-o", trace, program, "--quick"])
    if not report.expect_success(f"{program.name} runs under strace", done):
        return
    lines = trace.read_text(errors="replace").splitlines()
    failed = [line for line in lines if "= -1" in line]
    report.check(f"{program.name}: no call fails", not failed, "\n".join(failed))


def check_full_disk(program):
    done = harness.run(["sh", "-c", f"'{program}' --quick > /dev/full"])
    report.check(f"{program.name}: a full disk is reported", done.returncode == 1, f"{done}")


def main():
    directories = [where for where in map(built, ("g++", "clang++-14", "clang++-19")) if where]
    for where in directories[:1]:
        for program in sorted(where.glob("bench_small_*")):
            if program.is_file():
                check_small(program)
        check_calls(where / "bench_small_x86_64")
        check_full_disk(where / "bench_small_x86_64")
        for program in sorted(where.glob("bench_latency_*")):
            check_latency(program)
        check_batch(where / "bench_batch")
        check_processes(where)
        if (where / "bench_google").exists():
            check_google(where / "bench_google")
    report.end()


if __name__ == "__main__":
    main()
