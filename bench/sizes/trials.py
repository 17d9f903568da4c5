"""What each program is given to do, and what it does then: its output, system calls and shared libraries."""
import dataclasses
import functools
import os
import pathlib
import re
import shutil
import subprocess

from common import Failure, checked, harness

# The same for all, and little: what a program finds in its environment costs it calls (locales, above all).
ENVIRONMENT = {"LC_ALL": "C", "PATH": os.defpath}
TEXT = "one\ntwo\nthree\n"
FILES = ["alpha", "beta", "gamma"]


@dataclasses.dataclass(frozen=True)
class Trial:
    arguments: list
    expected: str  # a regular expression for all of the output
    what: str  # for the table's title


def trials(to_start):
    """By name. init needs a program to start."""
    return {
        "hello": Trial([], "hello\n", "writes a line"),
        "cat": Trial(["text"], re.escape(TEXT), "copies a file of three lines"),
        "wc": Trial(["text"], r" *3 +3 +14 text\n", "counts a file of three lines"),
        "tail": Trial(["-n", "2", "text"], "two\nthree\n", "-n 2 of a file of three lines"),
        "ls": Trial(["-l", "folder"], "(?s)(total .*\n)?" + "".join(f"-rw.* {name}\n" for name in FILES),
                    "-l of a directory with three files"),
        "env": Trial(["-i", "ONE=1", "TWO=2"], "ONE=1\nTWO=2\n", "-i ONE=1 TWO=2"),
        "init": Trial([str(to_start)], "hello\n", "starts hello, and ends as it ends"),
    }


def make_input(folder):
    (folder / "text").write_text(TEXT)
    (folder / "folder").mkdir()
    for name in FILES:
        (folder / "folder" / name).write_text(name)


@functools.cache
def no_trace():
    """Why system calls cannot be counted here, or ""."""
    if not shutil.which("strace"):
        return "no strace here (Debian: strace)"
    done = harness.run(["strace", "-f", "-o", "/dev/null", "true"])
    return "" if done.returncode == 0 else f"strace may not trace here: {done.stdout.strip()}"


def run(folder, command, expected):
    """What strace -f writes about the command, which must print what is expected; "" without strace."""
    log = folder / "trace"
    traced = [] if no_trace() else ["strace", "-f", "-o", str(log)]
    done = subprocess.run([*traced, *command], cwd=folder, text=True, errors="replace", timeout=60, env=ENVIRONMENT,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0 or not re.fullmatch(expected, done.stdout):
        raise Failure(f"exit status {done.returncode}, printed {done.stdout!r} {done.stderr!r}: {' '.join(command)}")
    return log.read_text(errors="replace") if traced else ""


def system_calls(traced):
    """How many there are after exec, exit included; of what it starts, only until that is another program."""
    lines = re.findall(r"^(\d+) +(\w+)\(", traced, re.M)
    if not lines or lines[0][1] != "execve":
        raise Failure("strace shows no execve")
    own, others = lines[0][0], set()
    count = 0
    for process, name in lines[1:]:
        if process in others:
            continue
        count += 1
        if process != own and name in ("execve", "execveat"):
            others.add(process)
    return count


def shared_libraries(program, traced):
    """Bytes of the loader and the libraries that the program needs beside itself."""
    loader = re.findall(r"interpreter: (\S+)\]", checked(["readelf", "-lW", program]).stdout)
    opened = re.findall(r'^\d+ +open(?:at)?\(.*"([^"]+\.so[.\d]*)".* = \d+$', traced, re.M)
    return sum(pathlib.Path(path).stat().st_size for path in loader + opened)
