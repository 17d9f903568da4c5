#!/usr/bin/env python3
"""The unit tests of gate::vdso and its parser under AddressSanitizer and UndefinedBehaviorSanitizer, 64 and 32 bit."""
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import ROOT, Report, fresh_directory, in_parallel  # noqa: E402
from sanitized import FLAGS, build, run_fixed, widths  # noqa: E402

UNIT = ROOT / "tests" / "unit"
SOURCES = [UNIT / "vdso_test.cpp", UNIT / "vdso_image_test.cpp"]


def main():
    report = Report()
    out = fresh_directory("sanitized_unit")
    programs = []
    for compiler in ("g++", "clang++-19"):
        usable = widths(compiler, out) if shutil.which(compiler) else []
        for width in ("-m64", "-m32"):
            if width in usable:
                programs.append((compiler, width))
            else:
                report.skip(f"{compiler} {width}", "makes no program with sanitizers that runs here")

    def make(program):
        compiler, width = program
        return build(compiler, width, out / f"{compiler}{width}", *SOURCES, out / f"main{width}.o", *FLAGS, "-fno-pie",
                     "-no-pie")

    # doctest itself takes long to compile and is not what is tested.
    for width in {width for _, width in programs}:
        build(programs[0][0], width, out / f"main{width}.o", "-c", "-O0", "-fno-pie", UNIT / "main.cpp")
    for (compiler, width), built in zip(programs, in_parallel(make, programs)):
        if "doctest/doctest.h: No such file" in built.stdout or "'doctest/doctest.h' file not found" in built.stdout:
            report.skip(f"{compiler} {width}", "no doctest here")
        elif report.expect_success(f"build {compiler} {width}", built):
            done = run_fixed(out / f"{compiler}{width}")
            last = "\n".join(done.stdout.splitlines()[-12:])
            report.check(f"{compiler} {width}", done.returncode == 0, f"exit status {done.returncode}\n{last}")
    report.end()


main()
