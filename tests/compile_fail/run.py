#!/usr/bin/env python3
"""What must not compile does not, with a message that says why; the nearest thing that must compile does, so that no
case passes for another reason than its own."""
import argparse
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE)]
import cases  # noqa: E402
import harness  # noqa: E402


def abi_of(target):
    if "aarch64" in target.name:
        return "aarch64"
    return "ia32" if "-m32" in target.command else "x86-64"


def compile_statement(target, statement, headers):
    source = "".join(f"#include <{name}>\n" for name in headers) + cases.PROLOGUE + statement + cases.EPILOGUE
    command = target.command + ["-std=c++20", "-ffreestanding", "-fsyntax-only", "-Wall", "-Wextra", "-Werror",
                                "-I", harness.INCLUDE, "-x", "c++", "-"]
    return harness.run(command, stdin=source)


def judge(job):
    """What is wrong with this case for this target, or None."""
    target, (_, wrong, right, words, *headers) = job
    good = compile_statement(target, right, headers)
    if good.returncode != 0:
        return f"must compile: {right}\n{good.stdout}"
    bad = compile_statement(target, wrong, headers)
    if bad.returncode == 0:
        return f"must not compile: {wrong}"
    # gcc breaks no message, but clang and gcc quote and wrap source lines: compare the words only.
    errors = " ".join(re.findall(r"(?:error|note): .*", bad.stdout))
    if not re.search(words, errors):
        return f"the message lacks “{words}”: {wrong}\n{bad.stdout}"
    if "internal compiler error" in bad.stdout:
        return bad.stdout
    return None


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="WORD", default="", help="only compilers or cases whose name contains WORD")
    options = parser.parse_args()
    report = harness.Report()
    jobs = []
    for target in harness.all_targets():
        reason = target.missing()
        mine = [name for name, case in cases.CASES.items() if abi_of(target) in case[0]
                and (options.only in name or options.only in target.name)]
        if reason:
            if mine:
                report.skip(target.name, reason)
            continue
        jobs += [(target, name) for name in mine]
    answers = harness.in_parallel(lambda job: judge((job[0], cases.CASES[job[1]])), jobs)
    for (target, name), wrong in zip(jobs, answers):
        if wrong is None:
            report.passed += 1
        else:
            report.fail(f"{target.name}: {name}", wrong)
    if not jobs:
        print("no compiler here")
        return 77
    print(f"compile_fail: {report.passed} ok, {report.failed} failed, {report.skipped} skipped")
    report.end()


if __name__ == "__main__":
    sys.exit(main())
