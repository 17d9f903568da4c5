#!/usr/bin/env python3
"""Backtraces pass through signal handlers: gdb's and the compiler's unwinder's, 64 and 32 bit, whatever was optimised;
and the restorers are glibc's, byte for byte."""
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import INCLUDE, Report, fresh_directory, run, x86_64_targets  # noqa: E402

# What gdb and the unwinders compare with, the nop before them included.
RESTORERS = {
    "-m64": {"kcall_sigaction_rt_restore": "90 48c7c00f000000 0f05"},
    "-m32": {"kcall_sigaction_rt_restore": "90 b8ad000000 cd80", "kcall_sigaction_restore": "90 58 b877000000 cd80"},
}
WAYS = ["-O0", "-O2", "-O2 -fomit-frame-pointer", "-O2 -static -no-pie", "-O2 -flto"]

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


def check_gdb(name, program):
    done = run(["gdb", "-nx", "-q", "-batch", "-ex", "set debuginfod enabled off", "-ex", "set confirm off",
                "-ex", "handle SIGUSR1 SIGUSR2 nostop noprint pass", "-ex", "break inner", "-ex", "run", "-ex", "bt",
                "-ex", "continue", "-ex", "bt", "-ex", "kill", program], timeout=60)
    if "ptrace" in done.stdout and "not permitted" in done.stdout:
        report.skip(f"{name}: gdb", "may not trace here")
        return
    for handler in ("plain_handler", "info_handler"):
        pattern = rf"^#\d+ .*\b{handler} .*\n#\d+ +<signal handler called>\n(?:#.*\n)*#\d+ .*\bouter .*\n(?:#.*\n)*#\d+ .*\bmain "
        report.check(f"{name}: gdb through {handler}", re.search(pattern, done.stdout, re.M), done.stdout)


def main():
    out = fresh_directory("backtrace")
    gdb = shutil.which("gdb")
    if not gdb:
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
                if gdb:
                    check_gdb(name, program)
    report.end()


main()
