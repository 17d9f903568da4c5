#!/usr/bin/env python3
"""Start-up of programs without a libc, built in every way (cells.py): constructors, thread_local, relocations, canaries,
alignment; and every example that has a _start of its own, tried once each (smoke.py)."""
import pathlib
import shutil
import subprocess

import smoke
from cells import LLD, Cell, cells, compilers, harness, shown

HERE = pathlib.Path(__file__).resolve().parent
OUT = harness.fresh_directory("start")
LOST = "stack smashing detected\n"


def execute(cell, program, *arguments, env=None):
    done = subprocess.run([*cell.compiler.runner, program, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, timeout=60, check=False, env=env, stdin=subprocess.DEVNULL)
    # qemu-user reports a signal that ended the program in its own words, too.
    done.stderr = "".join(line for line in done.stderr.splitlines(True) if not line.startswith("qemu: uncaught"))
    return done


def features(cell, program, more=()):
    """Complaints, "" if there are none."""
    done = cell.build(HERE / "features.cpp", program, *more)
    if done.returncode != 0:
        return shown(done)
    # qemu-user needs its own environment: it is given one with nothing else.
    for env in (None, {}):
        done = execute(cell, program, "one", "two", env=env)
        if (done.returncode, done.stdout, done.stderr) != (42, "destroyed in order\nthe end\n", ""):
            return f"environment {env}: exit status {done.returncode}, {done.stdout!r}, {done.stderr!r}"
    return ""


def under_valgrind(program):
    """Which has no vDSO for the programs it runs, and tells them so in the auxiliary vector."""
    done = harness.run(["valgrind", "-q", "--error-exitcode=9", program, "one", "two"])
    return "" if (done.returncode, done.stdout) == (42, "destroyed in order\nthe end\n") else shown(done)


def smash(cell, program):
    done = cell.build(HERE / "smash.cpp", program)
    if done.returncode != 0:
        return shown(done)
    if (fits := execute(cell, program, "a" * 15)).returncode != 42:
        return f"what fits: exit status {fits.returncode}, {fits.stderr!r}"
    if not cell.protected:
        return ""
    done = execute(cell, program, "a" * 100)
    return "" if (done.returncode, done.stderr) == (-6, LOST) else f"exit status {done.returncode}, {done.stderr!r}"


def no_arguments(cell, program):
    done = cell.build(HERE / "no_arguments.cpp", program)
    if done.returncode != 0:
        return shown(done)
    done = execute(cell, program)
    return "" if done.returncode == 42 else f"exit status {done.returncode}, {done.stderr!r}"


def refused(cell, program, header, *more):
    done = cell.build(HERE / "without_header.cpp", program, *more)
    good = done.returncode != 0 and f"include <kcall/{header}>" in done.stdout
    return "" if good else shown(done)


def one_cell(cell):
    folder = OUT / cell.name.replace(" ", "_")
    folder.mkdir()
    complaints = {"features": features(cell, folder / "features"), "smash": smash(cell, folder / "smash"),
                  "constructors without their header": refused(cell, folder / "refused", "constructors.hpp")}
    # Relocations that are added to what is there cannot be applied twice, as that program would have it.
    if cell.link == "static":
        complaints["argc of 0"] = no_arguments(cell, folder / "no_arguments")
    # A stack protector brings one of the headers. What the compiler does matters to no linker.
    if not cell.protected and cell.level == "-O0":
        complaints["thread_local without its header"] = refused(cell, folder / "refused", "thread_local.hpp",
                                                                "-DTHREAD_LOCAL")
        complaints["no _start"] = refused(cell, folder / "refused", "start.hpp", "-DNO_START")
    # Neither does more than one compiler.
    if cell.name in ("g++ -O0 static -fno-stack-protector", "clang-19 lld -O0 static -fno-stack-protector"):
        complaints["constructors.hpp in another file"] = refused(cell, folder / "refused", "constructors.hpp", "-DELSEWHERE",
                                                                 HERE / "elsewhere.cpp")
    if cell.name in ("g++ -O0 static-pie -fno-stack-protector", "g++ -m32 -O0 static-pie -fno-stack-protector") and \
            shutil.which("valgrind"):
        complaints["under valgrind"] = complaints["features"] or under_valgrind(folder / "features")
    for name in smoke.EXAMPLES:
        done = cell.build(harness.ROOT / "examples" / f"{name}.cpp", folder / name)
        complaints[name] = shown(done) if done.returncode else smoke.EXAMPLES[name](cell, folder / name)
    shutil.rmtree(folder)
    return cell, complaints


def few_flags(compiler):
    """What docs/without_libc.md says is enough."""
    done = harness.run([*compiler.command, "-std=c++20", "-nostdlib", "-static", "-fno-exceptions", "-I", harness.INCLUDE,
                        harness.ROOT / "examples/ls.cpp", "-o", OUT / "few_flags"])
    return shown(done) if done.returncode else smoke.ls(Cell(compiler, *[""] * 3), OUT / "few_flags")


def other_ways(compiler):
    """Ways that only some compilers or linkers know, with everything on: relative relocations packed, whole-program
    optimisation, -O3."""
    # GNU ld packs relocations on x86 only.
    packed = {"ld.bfd": "-Wl,-z,pack-relative-relocs"}.get(compiler.linker, "-Wl,--pack-dyn-relocs=relr")
    ways = {"-O3": ["-O3"], "-Os": ["-Os"]}
    if not (compiler.linker == "ld.bfd" and compiler.abi == "aarch64"):
        ways["RELR"] = [packed]
    if "g++" in compiler.name:
        ways["LTO"] = ["-flto", HERE / "elsewhere.cpp"]
    elif compiler.linker == LLD:
        ways["LTO"] = ["-flto", HERE / "elsewhere.cpp"]
        ways["ThinLTO"] = ["-flto=thin", HERE / "elsewhere.cpp"]
    # No undefined behaviour: a trap where there is some.
    if compiler.name == "g++":
        ways["sanitized"] = ["-fsanitize=undefined", "-fsanitize-undefined-trap-on-error"]
    # A program is compiled in parts when it is large, or when a little one counts as that.
    if compiler.name == "g++":
        ways["LTO in parts"] = [*ways["LTO"], "-DIN_PARTS", *"--param lto-min-partition=50 --param lto-partitions=4".split()]
    answers = []
    for way, more in ways.items():
        cell = Cell(compiler, "-O2", "static-pie", "-fstack-protector-strong")
        program = OUT / f"{compiler.name}_{way}".replace(" ", "_")
        answers.append((f"{compiler.name}, {way}", features(cell, program, more)))
    return answers


def main():
    report = harness.Report()
    here = []
    for compiler in compilers():
        if compiler.missing():
            report.skip(compiler.name, compiler.missing())
        elif compiler.abi == "ia32" and not runs_ia32(compiler):
            report.skip(compiler.name, "makes no program that runs here")
        else:
            here.append(compiler)
    for cell, complaints in harness.in_parallel(one_cell, [cell for compiler in here for cell in cells(compiler)]):
        for name, complaint in complaints.items():
            report.check(f"{cell.name}: {name}", not complaint, complaint)
    for compiler in here:
        if compiler.name in ("g++", "clang-19"):
            report.check(f"{compiler.name}: few flags", not (complaint := few_flags(compiler)), complaint)
    for answers in harness.in_parallel(other_ways, here):
        for name, complaint in answers:
            report.check(name, not complaint, complaint)
    report.end()


def runs_ia32(compiler):
    """Without a libc nothing but the compiler itself is needed; but the kernel may not run such programs."""
    program = OUT / "ia32"
    return cells(compiler)[0].build(harness.ROOT / "examples/hello.cpp", program).returncode == 0 and \
        harness.run([program]).stdout == "hello\n"


if __name__ == "__main__":
    main()
