#!/usr/bin/env python3
"""Threads in programs without a libc: what threads.cpp checks, under every compiler and target, static and static-pie,
with and without a stack protector. Ten thousand threads are joined and ten thousand detached in one way to build of each
compiler, fewer in the others, and fewest under an emulator; --count asks for other numbers. Before that, what
interleavings.cpp explores."""
import argparse
import dataclasses
import errno
import pathlib
import platform
import re
import shutil
import signal
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
# Threads of which every call is looked at.
DETACHED = 5
LEFT, OVERFLOWED = 43, 42

# Cores, the first thread's stack, descriptors.
LIMITED = ["sh", "-c", 'ulimit -c 0 && ulimit -s 1024 && ulimit -n 64 && exec "$@"', "sh"]

report = harness.Report()


def execute(cell, program, *words):
    """(exit status or -signal, output)"""
    runner = cell.compiler.runner
    command = [*runner, program, *words, "emulated"] if runner else [*LIMITED, program, *words]
    done = harness.run(command, timeout=300)
    return done.returncode, done.stdout


def runs(compiler, out):
    """Whether this machine runs what a compiler makes."""
    program = out / "hello"
    cell = Cell(compiler, *next(iter(WAYS)))
    return cell.build(harness.ROOT / "examples/hello.cpp", program).returncode == 0 and \
        execute(cell, program)[1] == "hello\n"


@dataclasses.dataclass
class Attempt:
    """A program, and what it did."""
    built: object
    undefined: str = ""
    everything: tuple = ()
    overflow: tuple = ()
    killed: tuple = ()
    leave: tuple = ()
    trace: str = ""
    apart: tuple = ()
    blockless: tuple = ()


def attempt(cell, program, count):
    made = Attempt(cell.build(HERE / "threads.cpp", program))
    if made.built.returncode != 0:
        return made
    made.undefined = harness.run(["nm", "-u", program]).stdout.strip()
    made.everything = execute(cell, program, "all", str(count))
    made.overflow = execute(cell, program, "overflow")
    made.killed = execute(cell, program, "killed")
    made.leave = execute(cell, program, "leave")
    if tried_apart(cell):
        made.apart = tried(cell, program.with_suffix(".apart"))
        made.blockless = tried(cell, program.with_suffix(".blockless"), "-DWITHOUT_BLOCK")
    if traced(cell) and shutil.which("strace"):
        log = program.with_suffix(".trace")
        harness.run(["strace", "-f", "-qq", "-e", "signal=none", "-o", log, program, "detached", str(DETACHED)])
        made.trace = log.read_text(encoding="utf-8", errors="replace")
    return made


def tried(cell, program, *flags):
    built = cell.build(HERE / "apart.cpp", program, HERE / "worker.cpp", *flags)
    return execute(cell, program) if built.returncode == 0 else (built.returncode, shown(built))


def tried_apart(cell):
    return cell.compiler.name.startswith("g++") and (cell.level, cell.link) == (FAST, PIE)


def traced(cell):
    return cell.compiler.name.startswith("g++") and cell.level == FAST and not cell.compiler.runner


def check(cell, made, count):
    if made.built.returncode != 0:
        report.fail(f"{cell.name}: build", shown(made.built))
        return
    report.check(f"{cell.name}: nothing undefined", not made.undefined, made.undefined)
    status, said = made.everything
    skipped = [line for line in said.splitlines() if line.startswith("skipped: ")]
    report.check(f"{cell.name}: all is right", status == 0, f"exit status {status}\n{said}", f"{count} threads")
    for line in skipped:
        report.skip(cell.name, line.removeprefix("skipped: "))
    for what, good, seen in (
            ("an overflow runs into the guard", made.overflow == (OVERFLOWED, "stack overflow\n"), made.overflow),
            ("an overflow kills", made.killed[0] == -signal.SIGSEGV, made.killed),
            ("main's end is the program's", made.leave[0] == LEFT, made.leave)):
        report.check(f"{cell.name}: {what}", good, f"exit status {seen[0]}\n{seen[1]}")
    if tried_apart(cell):
        report.check(f"{cell.name}: main in another file than threads", made.apart[0] == 42,
                     f"exit status {made.apart[0]}\n{made.apart[1]}")
        # On aarch64 nothing of it is missed, and GNU ld takes the absent piece in a static-pie for one.
        if not cell.compiler.runner:
            report.check(f"{cell.name}: no thread without the first one's block", made.blockless[0] == errno.ENOSYS,
                         f"exit status {made.blockless[0]}\n{made.blockless[1]}")
    if traced(cell):
        check_ends(cell, made.trace)


def check_ends(cell, trace):
    """How detached threads end: with signals blocked, so that no handler looks for a stack, and with the kernel told not
    to clear a word that is not theirs any more. Whoever gets the memory next would see it once in a while."""
    name = f"{cell.name}: a detached thread's last calls"
    if not shutil.which("strace"):
        report.skip(name, "no strace here")
        return
    calls = {}
    for line in trace.splitlines():
        if made := re.match(r"(\d+) +(\w+)\((?:(NULL|0)\b)?", line):
            calls.setdefault(made[1], []).append(made[2] + (" 0" if made[3] else ""))
    ends = [tuple(made[-4:]) for made in calls.values() if made[-2:] == ["munmap", "exit 0"]]
    right = ("rt_sigprocmask", "set_tid_address 0", "munmap", "exit 0")
    report.check(name, len(ends) == DETACHED and set(ends) == {right}, f"{set(ends)}\nexpected {right}", f"{len(ends)} of them")


def explore(out):
    """Whether locks hold in every interleaving: their code is the same everywhere, so one compiler is enough."""
    name, program = "interleavings", out / "interleavings"
    compiler = shutil.which("g++")
    if platform.machine() != "x86_64" or not compiler:
        report.skip(name, "for x86-64, by g++")
        return
    built = harness.run([compiler, "-std=c++20", "-O2", *harness.COMMON, "-I", HERE / "explored", "-I", harness.INCLUDE,
                         HERE / "interleavings.cpp", "-o", program])
    if built.returncode != 0:
        report.fail(f"{name}: build", shown(built))
        return
    done = harness.run([program], timeout=300)
    for line in done.stdout.splitlines():
        tried = re.fullmatch(r"(ok|FAILED) ([^:]+): (.+)", line)
        report.check(f"{name}: {tried[2] if tried else line}", tried and tried[1] == "ok", line, tried[3] if tried else "")
    report.check(f"{name}: all", done.returncode == 0, f"exit status {done.returncode}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="WORD", action="append", default=[],
                        help="only what has WORD in its name (repeatable: all of them)")
    parser.add_argument("--count", type=int, help="so many threads everywhere")
    options = parser.parse_args()
    out = harness.fresh_directory("threads")
    if all(word in "interleavings" for word in options.only):
        explore(out)
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
    def number(cell):
        if options.count or cell.compiler.runner:
            return options.count or EMULATED
        return WAYS[cell.level, cell.link, cell.protector]

    made = harness.in_parallel(lambda one: attempt(*one, number(one[0])), chosen)
    for (cell, _), one in zip(chosen, made):
        check(cell, one, number(cell))
    report.end()


if __name__ == "__main__":
    main()
