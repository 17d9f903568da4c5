#!/usr/bin/env python3
"""examples/sysno against the facts in tools/data, the kernel headers installed here, and ausyscall where there is one.

  tests/sysno_test.py [--root DIR] [--cxx COMPILER] [SYSNO...]

SYSNO: a built sysno, or a command such as "qemu-aarch64 build/sysno"; without one, examples/sysno.cpp is built here,
freestanding for each ABI and with the libc. Exit status: 0, 1 on failure, 77 if nothing could be tested.
"""
import argparse
import os
import pathlib
import re
import resource
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile

import harness

BITS = {"x86_64": 0, "ia32": 0, "x32": 0x40000000, "aarch64": 0}
SPELLINGS = {
    "x86_64": ["x86_64", "x86-64", "amd64"],
    "ia32": ["ia32", "i386", "i486", "i586", "i686"],
    "x32": ["x32"],
    "aarch64": ["aarch64", "arm64"],
}
HEADERS = {"x86_64": "asm/unistd_64.h", "ia32": "asm/unistd_32.h"}
# Where ausyscall (audit 3.0.9) has another name than the kernel's tables.
AUSYSCALL_NAMES = {
    "pread": "pread64",
    "pwrite": "pwrite64",
    "getdents": "getdents64",  # on aarch64
    "newfstat": "fstat",
    "sys_kexec_load": "kexec_load",
    "sched_rr_get_interval64": "sched_rr_get_interval_time64",
}
FREESTANDING = (
    "-Os -ffreestanding -fno-exceptions -fno-rtti -fno-stack-protector -fno-pie -nostdlib -static -no-pie "
    "-fno-asynchronous-unwind-tables -ffunction-sections -fdata-sections -Wl,--gc-sections"
).split()


class Sysno:
    def __init__(self, command):
        self.command = command

    def __call__(self, *words, **how):
        how = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **how}
        return subprocess.run([*self.command, *words], text=True, timeout=60, check=False, **how)


class Said:
    """What a program did, to compare and to show."""

    def __init__(self, done):
        self.status, self.out, self.err = done.returncode, done.stdout, done.stderr

    def __str__(self):
        return f"exit status {self.status}\nstdout: {(self.out or '')[:300]!r}\nstderr: {(self.err or '')[:300]!r}"


def facts(root, abi):
    """[(name, number)] by number."""
    lines = (root / f"tools/data/{abi}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return sorted(((name, int(number) | BITS[abi]) for number, name in rows), key=lambda row: row[1])


def truth(tables, abi, part):
    """The lines that a search in one ABI must give."""
    return "".join(f"{name}\t{number}\n" for name, number in tables[abi] if part.lower() in name)


def finds(report, sysno, name, words, expected):
    """Found: exactly that on stdout, nothing on stderr, status 0."""
    said = Said(sysno(*words))
    good = said.status == 0 and said.out == expected and said.err == ""
    return good or report.check(f"{name}: sysno {' '.join(words)}", False, f"{said}\nexpected: {expected[:300]!r}")


def refuses(report, sysno, name, words, *parts, **how):
    """Not found, or not written: status 1, nothing on stdout, one line on stderr that says so."""
    said = Said(sysno(*words, **how))
    good = said.status == 1 and not said.out and said.err.startswith("sysno: ") and said.err.count("\n") == 1
    good = good and said.err.endswith("\n") and all(part in said.err for part in parts)
    return good or report.check(f"{name}: sysno {' '.join(words)}", False, f"{said}\nexpected in stderr: {parts}")


def looks_up(report, sysno, tables, label):
    good = True
    everything = ""
    for abi, rows in tables.items():
        dump = "".join(f"{number}\t{name}\n" for name, number in rows)
        everything += "".join(f"{abi}\t{line}\n" for line in dump.splitlines())
        for spelling in SPELLINGS[abi]:
            good = finds(report, sysno, label, ["--dump", spelling], dump) and good
            good = finds(report, sysno, label, ["--exact", spelling, "exit_group"],
                         f"{dict(rows)['exit_group']}\n") and good
        # Each tenth one, from both ends of the table: by number, by hexadecimal number, by exact name.
        for name, number in rows[::10] + rows[-1:]:
            good = finds(report, sysno, label, [abi, str(number)], f"{name}\n") and good
            good = finds(report, sysno, label, [abi, hex(number).upper().replace("X", "x")], f"{name}\n") and good
            good = finds(report, sysno, label, ["--exact", abi, name], f"{number}\n") and good
        if BITS[abi]:
            good = finds(report, sysno, label, [abi, str(rows[0][1] & ~BITS[abi])], f"{rows[0][0]}\n") and good
        for part in ("open", "OpenAt", "time", "_", "64", "getpid"):
            if part[0].isdigit():
                continue
            good = finds(report, sysno, label, [abi, part], truth(tables, abi, part)) and good
    good = finds(report, sysno, label, ["--dump"], everything) and good
    for part in ("openat", "clone", "break"):
        lines = [f"{abi}\t{line}\n" for abi in tables for line in truth(tables, abi, part).splitlines()]
        good = finds(report, sysno, label, [part], "".join(lines)) and good
    lines = [f"{abi}\t{number}\n" for abi, rows in tables.items() for name, number in rows if name == "openat"]
    good = finds(report, sysno, label, ["--exact", "openat"], "".join(lines)) and good
    for wanted in (5, 0, 470):
        lines = [f"{abi}\t{name}\t{number}\n" for abi, rows in tables.items() for name, number in rows
                 if number & ~BITS[abi] == wanted]
        good = finds(report, sysno, label, [str(wanted)], "".join(lines)) and good
    if good:
        report.ok(f"{label}: dumps, names and numbers of {len(tables)} ABIs")


def refuses_what_it_must(report, sysno, label):
    good = True
    for words, parts in [
        (["nonesuch"], ["nonesuch"]),
        (["x86_64", "mmap2"], ["mmap2", "x86_64"]),
        (["--exact", "opena"], ["opena"]),
        (["--exact", "x86_64", "OPENAT"], ["OPENAT"]),
        (["x86_64", "9999"], ["9999"]),
        (["4294967296"], ["4294967296"]),
        (["99999999999999999999999999"], ["99999999"]),
        (["x86_64", "0x"], ["0x"]),
        (["x86_64", "5x"], ["5x"]),
        (["x86_64", "1073741824"], ["1073741824"]),
        (["vax", "openat"], ["no such ABI", "vax"]),
        (["--dump", "vax"], ["no such ABI", "vax"]),
        (["openat", "x86_64"], ["no such ABI"]),
        (["x86_64"], ["name or a number"]),
        ([], ["name or a number"]),
        (["--exact"], ["name or a number"]),
        (["x86_64", "openat", "read"], ["too many"]),
        (["--dump", "x86_64", "openat"], ["too many"]),
        (["--verbose"], ["--verbose"]),
        (["-1"], ["-1"]),
        ([""], ["''"]),
        (["x86_64", "a" * 10000], ["aaaa"]),
    ]:
        good = refuses(report, sysno, label, words, *parts) and good
    said = Said(sysno("--help"))
    if not (said.status == 0 and said.out.startswith("usage: sysno") and said.err == "" and "--exact" in said.out):
        good = report.check(f"{label}: --help", False, str(said))
    if good:
        report.ok(f"{label}: what it cannot find or understand is said on stderr, status 1")


def reports_failing_output(report, sysno, label):
    good = True
    with open("/dev/full", "w", encoding="utf-8") as full:
        for words in (["--dump"], ["x86_64", "openat"], ["--help"]):
            good = refuses(report, sysno, label, words, "standard output", "ENOSPC", stdout=full) and good
    for words in (["--dump"], ["x86_64", "openat"], ["--help"]):
        # Closed in the child, just before sysno starts.
        closed = {"stdout": None, "preexec_fn": lambda: os.close(1)}
        good = refuses(report, sysno, label, words, "standard output", "EBADF", **closed) and good
    # A file that takes part of a write and then no more: what fits must be there, the rest be reported.
    whole, limit = sysno("--dump").stdout, 10000

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    with tempfile.TemporaryFile("w+", encoding="utf-8") as file:
        how = {"stdout": file, "preexec_fn": limited}
        good = refuses(report, sysno, label, ["--dump"], "standard output", "EFBIG", **how) and good
        file.seek(0)
        if file.read() != whole[:limit]:
            good = report.check(f"{label}: a partial write is continued where it ended", False)
    if good:
        report.ok(f"{label}: full, closed and limited output are reported by the error's name, status 1")


def agrees_with_headers(report, sysno, label, compiler):
    if not shutil.which(compiler):
        report.skip(f"{label}: the installed headers", f"no {compiler} here")
        return
    for abi, header in HEADERS.items():
        done = harness.run([compiler, "-E", "-dM", "-x", "c++", "-include", header, "/dev/null"])
        numbers = {name: int(value) for name, value in re.findall(r"^#define __NR_(\w+) (\d+)$", done.stdout, re.M)}
        numbers.pop("syscalls", None)
        if done.returncode or not numbers:
            report.skip(f"{label}: <{header}>", "not found")
            continue
        dumped = dict(reversed(line.split("\t")) for line in sysno("--dump", abi).stdout.splitlines())
        wrong = [name for name, number in numbers.items() if dumped.get(name) != str(number)]
        report.check(f"{label}: <{header}>", not wrong, f"differ: {wrong}", f"{len(numbers)} numbers agree")


def agrees_with_ausyscall(report, sysno, label):
    ausyscall = shutil.which("ausyscall") or shutil.which("ausyscall", path="/usr/sbin:/sbin")
    if not ausyscall:
        report.skip(f"{label}: ausyscall", "not installed (Debian: auditd)")
        return
    for abi, theirs in {"x86_64": "x86_64", "ia32": "i386", "aarch64": "aarch64"}.items():
        done = harness.run([ausyscall, theirs, "--dump"])
        rows = [line.split() for line in done.stdout.splitlines() if re.match(r"\d+\s+\w", line)]
        if done.returncode or not rows:
            report.skip(f"{label}: ausyscall {theirs}", "it knows no such table")
            continue
        dumped = dict(line.split("\t") for line in sysno("--dump", theirs).stdout.splitlines())
        wrong = [f"{number} {name}, here {dumped.get(number)}" for number, name in rows
                 if dumped.get(number) not in (name, AUSYSCALL_NAMES.get(name))]
        report.check(f"{label}: ausyscall {theirs} --dump", not wrong, "\n".join(wrong), f"{len(rows)} rows agree")
        said = sysno(theirs, "openat").stdout
        same = harness.run([ausyscall, theirs, "openat"]).stdout.split() == said.split()
        report.check(f"{label}: ausyscall {theirs} openat", same, said)


def build(report, root, compiler, directory):
    """[(label, command)] of everything that can be built here."""
    built = []
    cross = harness.first_of("aarch64-linux-gnu-g++", "aarch64-linux-gnu-g++-12")
    for label, command, runner in [
        ("freestanding", [compiler, *FREESTANDING], []),
        ("freestanding -m32", [compiler, "-m32", *FREESTANDING], []),
        ("freestanding aarch64", [cross, *FREESTANDING], ["qemu-aarch64"]),
        ("with libc", [compiler, "-O2"], []),
    ]:
        absent = [part for part in [command[0], *runner] if not shutil.which(part)]
        if absent:
            report.skip(label, f"no {absent[0]} here")
            continue
        program = pathlib.Path(directory) / ("sysno-" + label.replace(" ", "-"))
        source = root / "examples/sysno.cpp"
        done = harness.run([*command, "-std=c++20", f"-I{root / 'include'}", source, "-o", program])
        if done.returncode:
            report.expect_success(f"{label}: build", done)
        else:
            built.append((label, [*runner, str(program)]))
    return built


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=harness.ROOT, help="the project's directory")
    parser.add_argument("--cxx", default="g++", help="the compiler to build and to find headers with")
    parser.add_argument("programs", nargs="*", metavar="SYSNO", help="a built sysno, or a command that runs it")
    options = parser.parse_args()
    root = options.root.resolve()
    report = harness.Report()
    tables = {abi: facts(root, abi) for abi in BITS}
    with tempfile.TemporaryDirectory() as directory:
        programs = [(program, shlex.split(program)) for program in options.programs]
        for label, command in programs or build(report, root, options.cxx, directory):
            sysno = Sysno(command)
            looks_up(report, sysno, tables, label)
            refuses_what_it_must(report, sysno, label)
            reports_failing_output(report, sysno, label)
            agrees_with_headers(report, sysno, label, options.cxx)
            agrees_with_ausyscall(report, sysno, label)
    if report.skipped and not report.passed and not report.failed:
        sys.exit(77)
    report.end()


if __name__ == "__main__":
    main()
