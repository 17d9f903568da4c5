#!/usr/bin/env python3
"""gate::vdso in whole programs: the functions found are dlvsym's, and clocks are read without a system call, with a libc
and without, 64 and 32 bit. The parser itself is tested by unit/vdso_image_test.cpp."""
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import COMMON, INCLUDE, Report, fresh_directory, run  # noqa: E402

WITHOUT_LIBC = ("-ffreestanding -fno-exceptions -fno-rtti -fno-stack-protector -fno-asynchronous-unwind-tables -fno-pie "
                "-nostdlib -static -no-pie").split()
# Clock sources that the vDSO cannot read.
SLOW = {"hpet", "acpi_pm", "jiffies", "xen"}

report = Report()


def build(out, source, *flags):
    command = ["g++", "-std=c++20", "-O2", *COMMON, f"-I{INCLUDE}", *flags, HERE / source, "-o", out]
    return report.expect_success(f"build {out.name}", run(command))


def reads_without_calls(program):
    done = run([program])
    if not report.check(f"{program.name} runs", done.returncode == 0, f"exit status {done.returncode}\n{done.stdout}"):
        return
    source = pathlib.Path("/sys/devices/system/clocksource/clocksource0/current_clocksource")
    if source.exists() and source.read_text(encoding="ascii").strip() in SLOW:
        report.skip(f"{program.name} under strace", "the vDSO cannot read this clock source")
        return
    trace = program.with_suffix(".trace")
    traced = run(["strace", "-f", "-o", trace, program])
    if traced.returncode != 0 or not trace.exists():
        report.skip(f"{program.name} under strace", "may not trace here")
        return
    calls = re.findall(r"^\d+ +(\w*(?:clock_get|gettimeofday)\w*)\(", trace.read_text(encoding="utf-8"), re.M)
    report.check(f"{program.name} makes no call for a clock", calls == [], f"{len(calls)} calls: {calls[:5]}")


def main():
    if not shutil.which("strace"):
        report.skip("strace", "no strace here")
    out = fresh_directory("vdso")
    (out / "empty.cpp").write_text("#include <cstdio>\nint main() {}\n", encoding="ascii")
    for width in ("-m64", "-m32"):
        can = run(["g++", width, out / "empty.cpp", "-o", out / "empty"])
        if can.returncode != 0 or run([out / "empty"]).returncode != 0:
            report.skip(f"programs with {width}", "the compiler or this kernel cannot")
            continue
        look_up = out / f"look_up{width}"
        if build(look_up, "look_up.cpp", width, "-ldl"):
            done = run([look_up])
            if done.returncode == 77:
                report.skip(look_up.name, done.stdout.strip())
                continue
            found = len(re.findall(r"^same \S+ 0x", done.stdout, re.M))
            report.check(f"{look_up.name}: as dlvsym says", done.returncode == 0 and found >= 4, done.stdout,
                         f"{found} functions")
        for name, flags in (("hosted", ["-DHOSTED"]), ("hosted_static", ["-DHOSTED", "-static"]),
                            ("freestanding", WITHOUT_LIBC)):
            program = out / f"{name}{width}"
            if build(program, "clock.cpp", width, *flags) and shutil.which("strace"):
                reads_without_calls(program)
    report.end()


main()
