#!/usr/bin/env python3
"""Structures and constants against the kernel's and glibc's headers: each file here is compiled, not run, for every ABI."""
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import COMMON, INCLUDE, Report, first_of, fresh_directory, in_parallel, run  # noqa: E402

ARM = first_of("aarch64-linux-gnu-g++", "aarch64-linux-gnu-g++-12")
# On Debian the headers of linux-libc-dev that differ by ABI lie under the multiarch name of x86-64.
TARGETS = {
    "x86-64": ["g++"],
    "ia32": ["g++", "-m32", "-idirafter", "/usr/include/x86_64-linux-gnu"],
    "aarch64": [ARM],
}


def missing(command):
    """Why this compiler cannot do it, or None."""
    if not shutil.which(command[0]):
        return f"no {command[0]} here"
    source = fresh_directory("layout") / "can.cpp"
    source.write_text("#include <linux/types.h>\n#include <sys/types.h>\n", encoding="ascii")
    return None if run([*command, "-fsyntax-only", source]).returncode == 0 else "no kernel headers for this target"


def check(case):
    name, command, source = case
    done = run([*command, "-std=c++20", *COMMON, "-fsyntax-only", f"-I{INCLUDE}", f"-I{HERE}", source])
    return f"{source.stem} {name}", done


def main():
    report, cases = Report(), []
    for name, command in TARGETS.items():
        reason = missing(command)
        if reason:
            report.skip(name, reason)
            continue
        cases += [(name, command, source) for source in sorted(HERE.glob("*.cpp"))]
    for name, done in in_parallel(check, cases):
        report.check(name, done.returncode == 0, done.stdout)
    report.end()


main()
