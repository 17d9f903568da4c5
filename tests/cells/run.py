#!/usr/bin/env python3
"""Is a call right whatever the compiler makes of the code around it? Builds and runs arguments.cpp for each cell of
compiler x target x optimisation level x flag; each program tests every gate of its target."""
import argparse
import os
import pathlib
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parent / "arguments.cpp"
LEVELS = ["-O0", "-O1", "-O2", "-O3", "-Os"]
VARIANTS = ["", "-fPIC", "-fno-omit-frame-pointer", "-flto"]
# On ia32 only: 64-bit int $0x80 needs the program's own objects at low addresses.
PIE = "-static-pie"
FLAGS = ("-std=c++20 -nostdlib -ffreestanding -fno-exceptions -fno-rtti -fno-stack-protector "
         "-Wall -Wextra -Werror").split()


def targets():
    """(name, command, command to run the program with, linker for -flto)"""
    cross = harness.first_of("aarch64-linux-gnu-g++", "aarch64-linux-gnu-g++-12")
    for name, compiler, lld in [("g++", "g++", None), ("clang-14", "clang++-14", "ld.lld-14"),
                                ("clang-19", "clang++-19", "ld.lld-19")]:
        yield f"{name} x86-64", [compiler], [], lld
        yield f"{name} ia32", [compiler, "-m32"], [], lld
    yield "g++ aarch64", [cross], ["qemu-aarch64"], None
    yield "clang-19 aarch64", ["clang++-19", "--target=aarch64-linux-gnu", "-fuse-ld=lld-19"], ["qemu-aarch64"], "ld.lld-19"


class Cell:
    def __init__(self, target, command, runner, lld, level, variant):
        self.target = target
        self.name = " ".join(part for part in (target, level, variant) if part)
        self.command = command
        self.runner = runner
        self.lld = lld
        self.level = level
        self.variant = variant

    def missing(self):
        """Why this cell cannot be built and run here, or None."""
        for tool in self.command[:1] + self.runner:
            if not shutil.which(tool):
                return f"no {tool} here"
        if self.target.startswith("clang-19 aarch64") and not shutil.which("ld.lld-19"):
            return "no ld.lld-19 here"
        if self.variant == "-flto" and self.lld and not shutil.which(self.lld):
            return f"no {self.lld} here"
        return None

    def run(self, out):
        """(whether it is right, what to show if not, the gates that were tested)"""
        program = out / re.sub(r"[^\w]+", "_", self.name)
        flags = [self.level] + ([self.variant] if self.variant else [])
        flags += ["-fPIE"] if self.variant == PIE else ["-static"]
        if self.variant == "-flto" and self.lld:
            flags.append(f"--ld-path={shutil.which(self.lld)}")
        command = self.command + FLAGS + ["-I", harness.INCLUDE] + flags + [SOURCE, "-o", program]
        built = harness.run(command)
        if built.returncode != 0:
            return False, "$ " + " ".join(map(str, command)) + "\n" + built.stdout, []
        if self.variant == PIE and "no relocations" not in harness.run(["readelf", "-r", program]).stdout:
            return False, "the program has relocations, and nobody to apply them", []
        ran = harness.run(self.runner + [program], timeout=60)
        program.unlink()
        gates = re.findall(r"^tested (\S+)$", ran.stdout, re.M)
        return ran.returncode == 0 and gates, f"exit status {ran.returncode}\n{ran.stdout}", gates


def runs_ia32(out):
    """Whether this kernel runs ia32 programs: one that leaves at once, without any library."""
    source = out / "ia32.s"
    source.write_text(".globl _start\n_start: mov $1, %eax\nxor %ebx, %ebx\nint $0x80\n")
    return (harness.run(["as", "--32", source, "-o", out / "ia32.o"]).returncode == 0
            and harness.run(["ld", "-m", "elf_i386", out / "ia32.o", "-o", out / "ia32"]).returncode == 0
            and harness.run([out / "ia32"]).returncode == 0)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", metavar="WORD", action="append", default=[],
                        help="only cells whose name contains WORD (repeatable: all of them)")
    parser.add_argument("--list", action="store_true", help="print the names of the cells and stop")
    options = parser.parse_args()
    cells = [Cell(*target, level, variant) for target in targets() for level in LEVELS
             for variant in VARIANTS + [PIE] * ("ia32" in target[0])]
    cells = [cell for cell in cells if all(word in cell.name for word in options.only)]
    if options.list:
        print(*(cell.name for cell in cells), sep="\n")
        return 0

    out = harness.fresh_directory("cells")
    ia32 = runs_ia32(out)
    skipped = {}
    usable = []
    for cell in cells:
        reason = cell.missing() or (None if ia32 or "ia32" not in cell.target else "this kernel runs no ia32 programs")
        if reason:
            skipped.setdefault((cell.target, reason), []).append(cell)
        else:
            usable.append(cell)

    failed = 0
    gates = {}
    for cell, (good, text, tested) in zip(usable, harness.in_parallel(lambda cell: cell.run(out), usable)):
        for gate in tested:
            gates.setdefault(cell.target.split()[-1], {}).setdefault(gate, 0)
            gates[cell.target.split()[-1]][gate] += 1
        if not good:
            failed += 1
            print(f"FAILED {cell.name}")
            print("    " + harness.clip(text).replace("\n", "\n    "), flush=True)
    for (target, reason), those in skipped.items():
        print(f"skipped {target}: {reason} ({len(those)} cells)")
    for target, counts in gates.items():
        print(f"{target}: " + ", ".join(f"{gate} in {count} cells" for gate, count in counts.items()))
    skips = sum(map(len, skipped.values()))
    print(f"cells: {len(usable) - failed} ok, {failed} failed, {skips} skipped")
    print(f"{len(usable) - failed} passed, {failed} failed, {skips} skipped")
    if not usable:
        return 77
    return 1 if failed else 0


if __name__ == "__main__":
    os.chdir(harness.ROOT)
    sys.exit(main())
