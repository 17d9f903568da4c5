#!/usr/bin/env python3
"""Sanitizers see the memory that kcall's wrappers hand to the kernel."""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import INCLUDE, Report, fresh_directory, run  # noqa: E402

# compiler, flags, program, text that must be in the report; None: the program must succeed
CASES = [
    ("g++", "-fsanitize=address", "overflow", "heap-buffer-overflow"),
    ("g++", "-fsanitize=address", "uninitialised", None),
    ("g++", "-fsanitize=address", "spawned", None),
    ("g++", "-fsanitize=thread", "uninitialised", None),
    ("clang++-14", "-fsanitize=address", "overflow", "heap-buffer-overflow"),
    ("clang++-14", "-fsanitize=memory", "uninitialised", None),
    ("clang++-14", "-fsanitize=memory", "written", "use-of-uninitialized-value"),
    ("clang++-14", "-fsanitize=memory", "answers", None),
    ("clang++-14", "-fsanitize=thread", "uninitialised", None),
    ("clang++-19", "-fsanitize=address", "overflow", "heap-buffer-overflow"),
    ("clang++-19", "-fsanitize=memory", "uninitialised", None),
    ("clang++-19", "-fsanitize=memory", "answers", None),
    ("clang++-19", "-fsanitize=memory", "written", "use-of-uninitialized-value"),
]


def main():
    report = Report()
    folder = fresh_directory("sanitizer")
    # Sanitizers of this age do not know the wider address randomisation of new kernels; containers may forbid setarch.
    fixed_addresses = ["setarch", "-R"] if run(["setarch", "-R", "true"]).returncode == 0 else []
    for compiler, flag, program, expected in CASES:
        name = f"{compiler}{flag.replace('-fsanitize=', ' ')} {program}"
        binary = folder / name.replace(" ", "_")
        built = run([compiler, "-std=c++20", "-O1", "-g", flag, f"-I{INCLUDE}", HERE / f"{program}.cpp", "-o", binary])
        if built.returncode == 127 or "cannot find" in built.stdout:
            report.skip(name, f"no {compiler} with {flag} here")
            continue
        if not report.expect_success(name + " builds", built):
            continue
        done = run([*fixed_addresses, binary], stdin="abcdefghijklmnop", timeout=60)
        if not fixed_addresses and re.search("unexpected memory mapping|[Ss]hadow memory", done.stdout):
            report.skip(name, "the sanitizer wants other addresses, and setarch -R is not allowed here")
        elif expected is None:
            report.expect_success(name, done)
        else:
            report.check(name, done.returncode != 0 and expected in done.stdout, done.stdout or "(no report)")
    report.end()


main()
