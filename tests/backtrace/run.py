#!/usr/bin/env python3
"""Backtraces pass through signal handlers: gdb's and the compiler's unwinder's, 64 and 32 bit, whatever was optimised;
gdb's in programs without a libc too, from alternate stacks, and for aarch64 under qemu-user; and the restorers are
glibc's, byte for byte."""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import INCLUDE, Report, all_targets, fresh_directory, run, x86_64_targets  # noqa: E402

# What gdb and the unwinders compare with, the nop before them included.
RESTORERS = {
    "-m64": {"kcall_sigaction_rt_restore": "90 48c7c00f000000 0f05"},
    "-m32": {"kcall_sigaction_rt_restore": "90 b8ad000000 cd80", "kcall_sigaction_restore": "90 58 b877000000 cd80"},
}
WAYS = ["-O0", "-O2", "-O2 -fomit-frame-pointer", "-O2 -static -no-pie", "-O2 -flto"]
FREE = ("-std=c++20 -g -ffreestanding -fno-exceptions -fno-rtti -fno-stack-protector -fno-asynchronous-unwind-tables "
        "-fno-unwind-tables -nostdlib").split()
FREE_WAYS = ["-O0 -fno-pie -static", "-O2 -fomit-frame-pointer -fno-pie -static", "-Os -fPIE -static-pie"]
HANDLERS = ["plain_handler", "info_handler"]
FREE_HANDLERS = [*HANDLERS, "plain_elsewhere", "info_elsewhere"]
# gdb 13 cannot make sense of the vector state that qemu-user gives a CPU with SVE.
QEMU = ["qemu-aarch64", "-cpu", "cortex-a72"]

report = Report()


def check_bytes(name, program, width):
    symbols = dict(reversed(line.split()[::2]) for line in run(["nm", program]).stdout.splitlines()
                   if re.fullmatch(r"[0-9a-f]+ . \S+", line))
    for symbol, expected in RESTORERS[width].items():
        if symbol not in symbols:
            report.fail(f"{name}: {symbol} is there")
            continue
        start = int(symbols[symbol], 16) - 1
        wanted = expected.replace(" ", "")
        dump = run(["objdump", "-s", "-j", ".text", f"--start-address={start}",
                    f"--stop-address={start + len(wanted) // 2}", program]).stdout
        found = "".join(re.findall(r"^ [0-9a-f]+ ((?:[0-9a-f]+ ?)+?) {2}", dump, re.M)).replace(" ", "")
        report.check(f"{name}: bytes of {symbol}", found == wanted, f"{found}\n{wanted}\n{dump}")


def gdb(program, handlers, *start, debugger="gdb"):
    """What gdb shows at each stop in inner()."""
    commands = ["set debuginfod enabled off", "set confirm off", "handle SIGUSR1 SIGUSR2 nostop noprint pass",
                "break inner", *start, *["bt", "continue"] * (len(handlers) - 1), "bt", "kill"]
    return run([debugger, "-nx", "-q", "-batch", *[word for one in commands for word in ("-ex", one)], program],
               timeout=60).stdout


def check_shown(name, shown, handlers):
    if "ptrace" in shown and "not permitted" in shown:
        report.skip(f"{name}: gdb", "may not trace here")
        return
    for handler in handlers:
        pattern = rf"^#\d+ .*\b{handler} .*\n#\d+ +<signal handler called>\n(?:#.*\n)*#\d+ .*\bouter .*\n(?:#.*\n)*#\d+ .*\bmain "
        report.check(f"{name}: gdb through {handler}", re.search(pattern, shown, re.M), shown)


def check_free(out, target, flags, name):
    """A program without a libc; where the target is another machine, qemu-user is gdb's."""
    program = out / re.sub(r"\W+", "_", name)
    done = run([*target.command, *FREE, *flags.split(), f"-I{INCLUDE}", HERE / "libc_free.cpp", "-o", program])
    if not report.expect_success(f"{name}: build", done):
        return
    if "aarch64" not in target.name:
        report.expect_success(f"{name}: runs", run([program]))
        if shutil.which("gdb"):
            check_shown(name, gdb(program, FREE_HANDLERS, "run"), FREE_HANDLERS)
        return
    report.expect_success(f"{name}: runs", run([*QEMU, program]))
    if not shutil.which("gdb-multiarch"):
        report.skip(f"{name}: gdb", "no gdb-multiarch here")
        return
    # A socket's path must be short.
    with tempfile.TemporaryDirectory() as folder:
        door = pathlib.Path(folder) / "door"
        with subprocess.Popen([*QEMU, "-g", door, program], stderr=subprocess.DEVNULL) as emulator:
            for _ in range(500):
                if door.exists() or emulator.poll() is not None:
                    break
                time.sleep(0.01)
            shown = gdb(program, FREE_HANDLERS, f"target remote {door}", "continue", debugger="gdb-multiarch")
            emulator.kill()
    check_shown(name, shown, FREE_HANDLERS)


def check_all_free(out):
    for target in all_targets():
        # clang's programs for another machine want a linker of their own.
        if target.missing() or target.name == "clang-19 aarch64":
            continue
        if "aarch64" in target.name and not shutil.which("qemu-aarch64"):
            report.skip(f"{target.name} without a libc", "no qemu-aarch64 here")
            continue
        for way in FREE_WAYS:
            check_free(out, target, way, f"{target.name} without a libc {way}")


def main():
    out = fresh_directory("backtrace")
    if not shutil.which("gdb"):
        report.skip("gdb", "no gdb here")
    (out / "empty.cpp").write_text("#include <cstdio>\nint main() {}\n", encoding="ascii")
    for target in x86_64_targets():
        if target.missing():
            report.skip(target.name, target.missing())
            continue
        for width in RESTORERS:
            ways = WAYS if not target.is_clang else [way for way in WAYS if "lto" not in way]
            if run([*target.command, width, out / "empty.cpp", "-o", out / "empty"]).returncode != 0:
                report.skip(f"{target.name} {width}", "no library to link with")
                continue
            for way in ways:
                name = f"{target.name} {width} {way}"
                program = out / re.sub(r"\W+", "_", name)
                done = run([*target.command, width, "-std=c++20", "-g", *way.split(), f"-I{INCLUDE}",
                            HERE / "handler.cpp", "-o", program])
                if not report.expect_success(f"{name}: build", done):
                    continue
                report.expect_success(f"{name}: unwinds", run([program]))
                check_bytes(name, program, width)
                if shutil.which("gdb"):
                    check_shown(name, gdb(program, HANDLERS, "run"), HANDLERS)
    check_all_free(out)
    report.end()


main()
