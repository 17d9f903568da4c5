#!/usr/bin/env python3
"""fork, vfork, spawn and pipelines at every level of optimisation, with every compiler and for every target; with frame
pointers, position-independent with a stack protector, and optimised as a whole. Under qemu-user, where a child shares no
memory, errors must come back all the same."""
import pathlib
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "start"))
from cells import LLD, PROTECTORS, Cell, compilers, harness, shown  # noqa: E402

LEVELS = ["-O0", "-O1", "-O2", "-O3", "-Os"]
OUT = harness.fresh_directory("spawn")


def ways(compiler):
    """(cell, what it is called, further flags)"""
    bare, protected = PROTECTORS
    for level in LEVELS:
        yield Cell(compiler, level, "static", bare), level, []
    for level in ("-O0", "-O2"):
        yield Cell(compiler, level, "static-pie", protected), f"{level} static-pie, protected", []
    yield Cell(compiler, "-O2", "static", bare), "-O2 with frame pointers", ["-fno-omit-frame-pointer"]
    if "g++" in compiler.name and compiler.abi != "aarch64":
        yield Cell(compiler, "-O2", "static", bare), "-O2 whole", ["-flto", "-Wl,-u,main"]
    elif compiler.linker == LLD:
        yield Cell(compiler, "-O2", "static", bare), "-O2 whole", ["-flto"]


def one(work):
    """Complaints, "" if there are none."""
    number, (cell, _, more) = work
    program = OUT / f"{number}"
    built = cell.build(HERE / "processes.cpp", program, *more)
    if built.returncode != 0:
        return shown(built)
    ran = harness.run([*cell.compiler.runner, program], timeout=120)
    program.unlink()
    return "" if (ran.returncode, ran.stdout) == (0, "all is well\n") else shown(ran)


def main():
    report = harness.Report()
    for compiler in compilers():
        if missing := compiler.missing():
            report.skip(f"spawn, {compiler.name}", missing)
            continue
        cells = list(ways(compiler))
        complaints = harness.in_parallel(one, enumerate(cells))
        wrong = [(way, complaint) for (_, way, _), complaint in zip(cells, complaints) if complaint]
        for way, complaint in wrong:
            report.fail(f"spawn, {compiler.name} {way}", complaint)
        if not wrong:
            report.ok(f"spawn, {compiler.name}", f"{len(cells)} ways")
    shutil.rmtree(OUT, ignore_errors=True)
    report.end()


if __name__ == "__main__":
    main()
