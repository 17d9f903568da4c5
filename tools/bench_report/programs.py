"""Runs the benchmark programs, and brings what they print into one form."""
import dataclasses
import json

from bench_report.progress import Failure


@dataclasses.dataclass(frozen=True)
class Program:
    name: str
    what: str  # for the progress display, and for the page where it is missing
    needs: str = ""  # the Debian package without which it is not built


PROGRAMS = (
    Program("bench_google", "x86-64 beside glibc, Google Benchmark", "libbenchmark-dev"),
    Program("bench_small_musl", "x86-64 beside musl", "musl-tools"),
    Program("bench_small_x86_64", "x86-64 without a libc"),
    Program("bench_small_ia32_glibc", "ia32 beside glibc", "g++-12-multilib"),
    Program("bench_small_ia32", "ia32 without a libc", "g++-12-multilib"),
    Program("bench_latency_x86_64", "single calls, x86-64"),
    Program("bench_latency_ia32", "single calls, ia32", "g++-12-multilib"),
    Program("bench_batch", "readv and writev by size"),
    Program("bench_processes", "whole processes"),
)

# name for bench_processes: file. What they are called in the page is in figures_rest.py.
PROCESSES = {
    "syscall/typed/x86-64": "bench_exit_syscall_x86_64",
    "int80/typed/x86-64": "bench_exit_int80_x86_64",
    "vsyscall/typed/ia32": "bench_exit_vsyscall_ia32",
    "int80/typed/ia32": "bench_exit_int80_ia32",
    "libc/empty/glibc, static": "bench_empty_static",
    "libc/empty/glibc, dynamic": "bench_empty_dynamic",
    "libc/empty/musl, static": "bench_empty_musl",
}


def arguments(program, directory, quick):
    if program.name != "bench_processes":
        return ["--quick"] if quick else []
    here = [f"{name}={directory / file}" for name, file in PROCESSES.items() if (directory / file).exists()]
    return [200 if quick else 1000] + here


def run(program, directory, quick, progress):
    """The program's output in the form of results.json: a dictionary of lists."""
    command = [directory / program.name] + arguments(program, directory, quick)
    out, err = directory / f"{program.name}.json", directory / f"{program.name}.err"
    with open(out, "wb") as stdout, open(err, "wb") as stderr:
        status = progress.run(command, stdout, stderr, timeout=120)
    if status:
        raise Failure(f"{program.name}: {ended(status)}{said(err)}")
    try:
        printed = json.loads(out.read_text(encoding="utf-8", errors="replace"))
        return normalised(program.name, printed)
    except (ValueError, KeyError, TypeError) as error:
        raise Failure(f"{program.name} did not print what was expected: {error!r}") from error


def ended(status):
    return f"died of signal {-status}" if status < 0 else f"exit status {status}"


def said(err):
    words = err.read_text(errors="replace").strip()
    return f": {words.splitlines()[-1]}" if words else ""


def normalised(name, printed):
    if "benchmarks" in printed:
        return google(printed)
    program = printed["program"]
    samples = [dict(program=program, **sample) for sample in printed.get("samples", [])]
    latency = [dict(program=program, **entry) for entry in printed.get("latency", [])]
    missing = [dict(program=program, **entry) for entry in printed.get("missing", [])]
    if name == "bench_processes":
        # What could not be started is a failure, not a gate that this machine lacks.
        missing = [dict(entry, program="whole processes") for entry in missing]
    return {"samples": samples, "latency": latency, "missing": missing}


def google(printed):
    program = "x86-64, glibc"
    ns = {}
    for one in printed["benchmarks"]:
        if one.get("run_type") == "iteration" and not one.get("error_occurred"):
            ns.setdefault(one["run_name"], []).append(round(in_ns(one), 3))
    samples = []
    # It prints them in the order in which they ran, which is random.
    for name, values in sorted(ns.items()):
        group, gate, how, *rest = name.split("/")
        samples.append({"program": program, "group": group, "gate": gate, "how": how, "argument": "/".join(rest),
                        "ns": values})
    missing = [{"program": program, "gate": key.removeprefix("missing/"), "reason": reason}
               for key, reason in printed["context"].items() if key.startswith("missing/")]
    return {"samples": samples, "latency": [], "missing": missing}


def in_ns(one):
    """Real time, like all other programs."""
    return one["real_time"] * {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}[one["time_unit"]]


def absent(program):
    because = f" (Debian: {program.needs})" if program.needs else ""
    return f"not built here{because}"
