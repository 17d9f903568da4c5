#!/usr/bin/env python3
"""Threads in programs without a libc: what threads.cpp checks, under every compiler and target, static and static-pie,
with and without a stack protector. Ten thousand threads are joined and ten thousand detached in one way to build of each
compiler, fewer in the others, and fewest under an emulator; --count asks for other numbers."""
import argparse
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "start"))
from cells import LEVELS, LINKS, PROTECTORS, Cell, compilers, harness, shown  # noqa: E402

STATIC, PIE = LINKS
BARE, GUARDED = PROTECTORS
SLOW, FAST = LEVELS
# How many threads are joined, and detached, in each way.
WAYS = {(SLOW, STATIC, BARE): 500, (FAST, PIE, BARE): 1_000, (FAST, STATIC, GUARDED): 10_000, (SLOW, PIE, GUARDED): 500}
EMULATED = 100
LEFT, OVERFLOWED = 43, 42

report = harness.Report()


def limits():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_STACK, (1 << 20, 1 << 20))
    resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))


def execute(cell, program, *words):
    """(exit status or -signal, output)"""
    runner = cell.compiler.runner
    try:
        done = subprocess.run([*runner, program, *words, *(["emulated"] if runner else [])], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=300, check=False,
                              preexec_fn=None if runner else limits)
    except subprocess.TimeoutExpired as late:
        return "too late", (late.stdout or b"").decode(errors="replace")
    return done.returncode, done.stdout.decode(errors="replace")


def runs(compiler, out):
    """Whether this machine runs what a compiler makes."""
    program = out / "hello"
    cell = Cell(compiler, *next(iter(WAYS)))
    return cell.build(harness.ROOT / "examples/hello.cpp", program).returncode == 0 and \
        execute(cell, program)[1] == "hello\n"


def check(cell, program, built, count):
    if built.returncode != 0:
        report.fail(f"{cell.name}: build", shown(built))
        return
    undefined = harness.run(["nm", "-u", program]).stdout.strip()
    report.check(f"{cell.name}: nothing undefined", not undefined, undefined)
    count = count or (EMULATED if cell.compiler.runner else WAYS[cell.level, cell.link, cell.protector])
    status, said = execute(cell, program, "all", str(count))
    skipped = [line for line in said.splitlines() if line.startswith("skipped: ")]
    report.check(f"{cell.name}: all is right", status == 0, f"exit status {status}\n{said}", f"{count} threads")
    for line in skipped:
        report.skip(cell.name, line.removeprefix("skipped: "))
    status, said = execute(cell, program, "overflow")
    report.check(f"{cell.name}: an overflow runs into the guard", (status, said) == (OVERFLOWED, "stack overflow\n"),
                 f"{status}\n{said}")
    status, said = execute(cell, program, "killed")
    report.check(f"{cell.name}: an overflow kills", status == -signal.SIGSEGV, f"{status}\n{said}")
    status, said = execute(cell, program, "leave")
    report.check(f"{cell.name}: main's end is the program's", status == LEFT, f"{status}\n{said}")


def check_ends(cell, program):
    """How detached threads end: with signals blocked, so that no handler looks for a stack, and with the kernel told not
    to clear a word that is not theirs any more. Whoever gets the memory next would see it once in a while."""
    name = f"{cell.name}: a detached thread's last calls"
    if not shutil.which("strace"):
        report.skip(name, "no strace here")
        return
    trace = program.with_suffix(".trace")
    harness.run(["strace", "-f", "-qq", "-e", "signal=none", "-o", trace, program, "all", "5"])
    calls = {}
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if made := re.match(r"(\d+) +(\w+)\((?:(NULL|0)\b)?", line):
            calls.setdefault(made[1], []).append(made[2] + (" 0" if made[3] else ""))
    # A thread that joins another ends with the same two, having freed what was the other's.
    ends = [tuple(made[-4:]) for made in calls.values() if made[-2:] == ["munmap", "exit 0"] and "set_tid_address" in made[-3]]
    right = ("rt_sigprocmask", "set_tid_address 0", "munmap", "exit 0")
    report.check(name, len(ends) >= 5 and set(ends) == {right}, f"{set(ends)}\nexpected {right}", f"{len(ends)} of them")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="WORD", action="append", default=[],
                        help="only cells whose name contains WORD (repeatable: all of them)")
    parser.add_argument("--count", type=int, help="so many threads everywhere")
    options = parser.parse_args()
    out = harness.fresh_directory("threads")
    chosen = []
    for compiler in compilers():
        if compiler.name == "clang-19 lld":  # another linker, which has nothing to do with threads
            continue
        cells = [cell for cell in (Cell(compiler, *way) for way in WAYS) if all(word in cell.name for word in options.only)]
        reason = compiler.missing() or ("" if not cells or runs(compiler, out) else "makes no program that runs here")
        if reason:
            report.skip(compiler.name, reason)
        else:
            chosen += [(cell, out / cell.name.replace(" ", "_")) for cell in cells]
    built = harness.in_parallel(lambda one: one[0].build(HERE / "threads.cpp", one[1]), chosen)
    for (cell, program), done in zip(chosen, built):
        check(cell, program, done, options.count)
        if cell.compiler.name.startswith("g++") and cell.level == FAST and done.returncode == 0 and not cell.compiler.runner:
            check_ends(cell, program)
    report.end()


if __name__ == "__main__":
    main()
