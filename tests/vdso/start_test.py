#!/usr/bin/env python3
"""What _start hands over: a program without a libc finds its vDSO without asking the kernel, whoever compiles it and how,
and a program that needs nothing of it carries no byte for it."""
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import INCLUDE, Report, all_targets, fresh_directory, in_parallel, run  # noqa: E402

FREESTANDING = ("-std=c++20 -ffreestanding -fno-exceptions -fno-rtti -fno-stack-protector -fno-asynchronous-unwind-tables "
                "-fno-pie -nostdlib -static").split()
WAYS = {"-O0": ["-O0"], "-O2": ["-O2"], "-Os sections": ["-Os", "-ffunction-sections", "-Wl,--gc-sections"],
        "-O2 -flto": ["-O2", "-flto", "-Wl,-u,main"]}
# Clock sources that the vDSO cannot read.
SLOW = {"hpet", "acpi_pm", "jiffies", "xen"}
CLOCKS = pathlib.Path("/sys/devices/system/clocksource/clocksource0/current_clocksource")

report = Report()
out = fresh_directory("vdso_start")


def calls_of(program, *arguments):
    """The system calls after execve, or None if the program may not be traced or failed."""
    trace = program.with_suffix(".trace")
    done = run(["strace", "-f", "-o", trace, program, *arguments])
    if done.returncode != 0 or not trace.exists():
        return None
    return re.findall(r"^\d+ +(\w+)\(", trace.read_text(encoding="utf-8"), re.M)[1:]


def build(target, way, source, name):
    program = out / re.sub(r"\W+", "_", f"{name}_{target.name}_{way}")
    flags = list(WAYS[way])
    if target.is_clang and "-flto" in flags:
        flags += ["-fuse-ld=lld"]
    elif not target.is_clang:
        flags += ["-no-pie"]
    return program, run([*target.command, *FREESTANDING, *flags, f"-I{INCLUDE}", source, "-o", program])


def check(case):
    target, way = case
    program, built = build(target, way, HERE / "from_start.cpp", "clock")
    results = [("builds", built.returncode == 0, built.stdout)]
    if built.returncode == 0:
        # What stands behind an emptied environment may be read as the vector or not, by how many variables there were;
        # then the kernel is asked.
        for name, arguments, expected in (("asks nothing", [], [["exit_group"]]),
                                          ("works without its environment", ["x"],
                                           [["exit_group"], ["openat", "read", "close", "exit_group"]])):
            calls = calls_of(program, *arguments)
            results.append((name, calls in expected, f"system calls: {calls}"))
    return [(f"{target.name} {way}: {name}", good, detail) for name, good, detail in results]


def main():
    if not shutil.which("strace"):
        report.skip("what _start hands over", "no strace here")
        report.end()
    if CLOCKS.exists() and CLOCKS.read_text(encoding="ascii").strip() in SLOW:
        report.skip("what _start hands over", "the vDSO cannot read this clock source")
        report.end()
    cases = []
    for target in all_targets():
        if "aarch64" in target.name:
            continue  # qemu-user has no vDSO.
        if target.missing():
            report.skip(target.name, target.missing())
            continue
        program, built = build(target, "-O0", HERE / "from_start.cpp", "can")
        if built.returncode == 0 and run([program]).returncode == 126:
            report.skip(target.name, "this kernel does not run such programs")
            continue
        # clang finds the linker of its own version.
        linker = "ld.lld" + target.name.split(" ")[0].removeprefix("clang")
        cases += [(target, way) for way in WAYS if not ("flto" in way and target.is_clang and not shutil.which(linker))]
    target = cases[0][0]
    hello, _ = build(target, "-Os sections", HERE.parent.parent / "examples" / "hello.cpp", "hello")
    symbols = run([target.nm, hello])
    report.check("hello has no word for the vector", symbols.returncode == 0 and "kcall_environment" not in symbols.stdout,
                 symbols.stdout)
    for results in in_parallel(check, cases):
        for name, good, detail in results:
            report.check(name, good, detail)
    report.end()


main()
