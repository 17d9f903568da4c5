#!/usr/bin/env python3
"""gates: every row is there and its figures are figures, bad arguments and full disks are reported. Judges no times.

usage: gates.py DIRECTORY [EMULATOR...]   (the directory with the built examples, and what runs them, if anything)
"""
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from harness import Report  # noqa: E402

COLUMNS = 3
# By what readelf says of the program: the rows, those that must have figures first.
ROWS = {
    "X86-64": (["bare syscall", "kcall gate::syscall", "kcall gate::vdso"],
               ["bare int $0x80", "kcall gate::int80", "kcall gate::x32"]),
    "80386": (["kcall gate::vsyscall", "kcall gate::vdso"],
              ["bare call *AT_SYSINFO", "bare int $0x80", "kcall gate::int80", "kcall gate::sysenter"]),
    "AArch64": (["bare svc", "kcall gate::svc", "kcall gate::vdso"], []),
}
FACTS = ["CPU", "kernel", "hypervisor", "clock source", "vDSO", "mitigations", "samples"]

report = Report()


def run(command, *arguments, **options):
    options.setdefault("stdout", subprocess.PIPE)
    return subprocess.run([*command, *arguments], stderr=subprocess.PIPE, text=True, timeout=120, check=False,
                          **options)


def check_row(text, name, may_be_absent):
    found = re.search(rf"^{re.escape(name)}  +(.*)$", text, re.M)
    if not report.check(f"row {name}", found is not None, text):
        return
    rest = found.group(1)
    if rest.startswith("not here: "):
        report.check(f"row {name} has figures", may_be_absent, rest, rest)
        return
    figures = re.match(r"((?:\d+\.\d\s+\d+\.\d\d\s*){%d})(<- .*)?$" % COLUMNS, rest)
    if not report.check(f"row {name} has figures", figures is not None, rest):
        return
    words = [float(word) for word in figures.group(1).split()]
    report.check(f"row {name} took some time", all(word > 0 for word in words[::2]), rest)


def check_table(command, target):
    done = run(command, "--samples", "10")
    text = done.stdout
    if not report.check("gates runs", done.returncode == 0 and done.stderr == "", f"{done}"):
        return
    for fact in FACTS:
        report.check(f"fact {fact}", re.search(rf"^{fact}(  +\S|$)", text, re.M) is not None, text)
    always, perhaps = ROWS[target]
    libc = re.findall(r"^(\w+) (?:wrapper|syscall\(\)) ", text, re.M)
    report.check("rows of the libc", len(libc) == 2, text)
    for name in always + [f"{libc[0]} wrapper", f"{libc[0]} syscall()"] if libc else always:
        check_row(text, name, False)
    for name in perhaps:
        check_row(text, name, True)
    table = text[text.index("getppid"):]
    first = re.search(r"^\S.*?  +\d+\.\d.*$", table, re.M).group(0)
    ratios = re.findall(r"\d+\.\d\d\b", first)
    report.check("the first row with figures is the measure", ratios[:COLUMNS] == ["1.00"] * COLUMNS, first)
    report.check("few samples are called few", "Fewer than 300 samples" in text, text)
    virtual = re.search(r"^hypervisor +(?!none seen)", text, re.M) and not re.search(r"^emulator ", text, re.M)
    for line in table.splitlines():
        ratio = re.search(r"  +\d+\.\d  +(\d+\.\d\d) ", line)
        if ratio and (float(ratio.group(1)) < 9.9 or float(ratio.group(1)) > 10.1):
            expected = bool(virtual) and float(ratio.group(1)) > 10
            said = "hypervisor's price" in line
            report.check(f"a word on the hypervisor: {line[:24].strip()}", said == expected, line)


def check_refusals(command):
    for words in (["--samples"], ["--samples", "0"], ["--samples", "ten"], ["--samples", "10x"], ["--samples", "-1"],
                  ["--samples", ""], ["--samples", "100001"], ["--samples", "99999999999999999999"], ["--sample", "1"],
                  ["-h"], ["file"], [""], ["--quick", "file"]):
        done = run(command, *words)
        report.check(f"refuses {words}", done.returncode == 2 and done.stdout == "" and
                     done.stderr.startswith("gates: ") and done.stderr.count("\n") == 1,
                     f"{done.returncode}\n{done.stdout}\n{done.stderr}")
    done = run(command, "--help")
    report.check("helps", done.returncode == 0 and done.stdout.startswith("usage: gates"), f"{done}")


def check_output_errors(command):
    for words in (["--samples", "1"], ["--help"]):
        with open("/dev/full", "w", encoding="utf-8") as full:
            done = run(command, *words, stdout=full)
        report.check(f"{words[0]}: full disk", done.returncode == 1 and "ENOSPC" in done.stderr, f"{done}")
        done = run(["sh", "-c", 'exec "$@" >&-', "sh", *command], *words)
        report.check(f"{words[0]}: closed standard output", done.returncode == 1 and "EBADF" in done.stderr, f"{done}")


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    program = pathlib.Path(sys.argv[1]).resolve() / "gates"
    header = subprocess.run(["readelf", "-h", program], capture_output=True, text=True, check=False).stdout
    target = next((name for name in ROWS if name in header), None)
    if not report.check("gates is a program of a known target", target is not None, f"{program}\n{header}"):
        report.end()
    command = [*sys.argv[2:], str(program)]
    check_table(command, target)
    check_refusals(command)
    check_output_errors(command)
    report.end()


main()
