#!/usr/bin/env python3
"""Signals in programs without a libc: every compiler and target, static and static-pie, with and without a stack
protector. What the program checks is in libc_free.cpp; here it also overflows its stack."""
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import INCLUDE, Report, all_targets, fresh_directory, in_parallel, run  # noqa: E402

FREE = ("-std=c++20 -ffreestanding -fno-exceptions -fno-rtti -fno-asynchronous-unwind-tables -fno-unwind-tables "
        "-nostdlib").split()
STATIC, STATIC_PIE = "-fno-pie -static", "-fPIE -static-pie"
BARE, GUARDED = "-fno-stack-protector", "-fstack-protector-strong"
WAYS = [f"-O0 {STATIC} {BARE}", f"-Os {STATIC_PIE} {BARE}", f"-O2 {STATIC} {GUARDED}", f"-O0 {STATIC_PIE} {GUARDED}"]
STACK = 256 * 1024
OVERFLOWED = 42

report = Report()


def linker(target):
    """clang finds no linker of its own for another architecture."""
    return ["-fuse-ld=lld-19"] if "--target=aarch64-linux-gnu" in target.command else []


def emulator(target):
    return ["qemu-aarch64"] if "aarch64" in target.name else []


def small_stack():
    resource.setrlimit(resource.RLIMIT_STACK, (STACK, STACK))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def overflow(command, word):
    """(exit status or -signal, output)"""
    done = subprocess.run([*command, word], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          timeout=60, check=False, preexec_fn=None if len(command) > 1 else small_stack)
    return done.returncode, done.stdout.decode(errors="replace")


def build(cell):
    target, way, program = cell
    return run([*target.command, *linker(target), *FREE, *way.split(), "-I", INCLUDE,
                HERE / "libc_free.cpp", "-o", program])


def check(target, way, program, built):
    name = f"{target.name} {way}"
    if not report.expect_success(f"{name}: build", built):
        return
    undefined = run([target.nm, "-u", program]).stdout.strip()
    report.check(f"{name}: nothing undefined", not undefined, undefined)
    command = [*emulator(target), str(program)]
    report.expect_success(f"{name}: runs", run(command, timeout=120))
    status, said = overflow(command, "overflow")
    report.check(f"{name}: an overflow is reported", status == OVERFLOWED and said == "stack overflow\n",
                 f"{status}\n{said}")
    for word in ("twice", "helpless"):
        status, said = overflow(command, word)
        # The emulator may say so before it dies of the same signal.
        died = status == -signal.SIGSEGV and (emulator(target) or not said)
        report.check(f"{name}: overflow, {word}: killed", died, f"{status}\n{said}")


def why_not(target, out):
    absent = target.missing() or next((f"no {tool} here" for tool in emulator(target) if not shutil.which(tool)), None)
    if absent:
        return absent
    source, program = out / "empty.cpp", out / "empty"
    source.write_text(f'#include <kcall/start.hpp>\nint main() {{ return 0; }}\n', encoding="ascii")
    done = run([*target.command, *linker(target), *FREE, *WAYS[0].split(), "-I", INCLUDE, source, "-o", program])
    if done.returncode != 0:
        return "it cannot link here"
    done = run([*emulator(target), program])
    return None if done.returncode == 0 else f"its programs do not run here: {done.stdout.strip() or done.returncode}"


def main():
    out = fresh_directory("signals")
    cells = []
    for target in all_targets():
        reason = why_not(target, out)
        if reason:
            report.skip(target.name, reason)
            continue
        cells += [(target, way, out / re.sub(r"\W+", "_", f"{target.name} {way}")) for way in WAYS]
    for cell, built in zip(cells, in_parallel(build, cells)):
        check(*cell, built)
    report.end()


main()
