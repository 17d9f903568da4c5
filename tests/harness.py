"""What the test scripts share: running programs, counting results, finding compilers."""
import concurrent.futures
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
INCLUDE = ROOT / "include"
BUILD = pathlib.Path(os.environ.get("BUILD_DIR") or ROOT / "build").resolve()

COMMON = "-Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wold-style-cast -Werror".split()
CLANG = COMMON + ("-Weverything -Wno-c++98-compat -Wno-c++98-compat-pedantic -Wno-c++20-compat -Wno-padded").split()


class Target:
    """A compiler and the flags that choose what it compiles for."""

    def __init__(self, name, command, warnings, nm="nm", objdump="objdump"):
        self.name = name
        self.command = command
        self.warnings = warnings
        self.nm = nm
        self.objdump = objdump

    @property
    def is_clang(self):
        return "clang" in self.command[0]

    def missing(self):
        """Why this cannot be used here, or None."""
        if not shutil.which(self.command[0]):
            return f"no {self.command[0]} here"
        return None


def first_of(*names):
    return next((name for name in names if shutil.which(name)), names[-1])


def x86_64_targets():
    return [
        Target("g++", ["g++"], COMMON),
        Target("clang-14", ["clang++-14"], CLANG),
        Target("clang-19", ["clang++-19"], CLANG + ["-Wno-pre-c++20-compat-pedantic"]),
    ]


def all_targets():
    """Every compiler for every ABI that the headers must compile for; none needs a libc."""
    targets = x86_64_targets()
    for target in x86_64_targets():
        targets.append(Target(target.name + " -m32", target.command + ["-m32"], target.warnings))
    cross = first_of("aarch64-linux-gnu-g++", "aarch64-linux-gnu-g++-12")
    nm = first_of("aarch64-linux-gnu-nm", "llvm-nm-19", "llvm-nm-14", "nm")
    targets.append(Target("g++ aarch64", [cross], COMMON, nm=nm))
    targets.append(
        Target("clang-19 aarch64", ["clang++-19", "--target=aarch64-linux-gnu"], targets[2].warnings, nm=nm))
    return targets


def run(command, cwd=None, env=None, timeout=600, stdin=None):
    """Runs a program to its end; never raises because of its exit status."""
    command = [str(part) for part in command]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", **(env or {})}
    try:
        return subprocess.run(command, cwd=cwd, env=environment, timeout=timeout, input=stdin, text=True,
                              errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              stdin=subprocess.DEVNULL if stdin is None else None)
    except FileNotFoundError:
        return subprocess.CompletedProcess(command, 127, f"{command[0]}: not found\n")
    except subprocess.TimeoutExpired as late:
        return subprocess.CompletedProcess(command, 124, f"{late}\n")


def kernel_headers(compiler):
    """Flags with which -m32 finds the kernel's <asm/…>: it serves both widths, but only 64-bit compilers look where it
    lies."""
    listed = run([compiler, "-M", "-x", "c++", "-include", "asm/unistd.h", "/dev/null"]).stdout
    found = re.search(r"(\S+)/asm/unistd\.h", listed)
    return ["-idirafter", found[1]] if found else []


def fresh_directory(*parts):
    """An empty directory below the build directory."""
    path = BUILD.joinpath(*parts)
    shutil.rmtree(path, ignore_errors=True)
    path.mkdir(parents=True)
    return path


def clip(text, lines=12):
    kept = text.rstrip().splitlines()
    return "\n".join(kept[:lines] + ([f"… {len(kept) - lines} more lines"] if len(kept) > lines else []))


class Report:
    """Counts, prints one line for each test, and ends with the summary that tools/test reads."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0

    def ok(self, name, note=""):
        self.passed += 1
        print(f"ok {name}" + (f": {note}" if note else ""), flush=True)

    def fail(self, name, detail=""):
        self.failed += 1
        print(f"FAILED {name}", flush=True)
        if detail:
            print("    " + clip(detail).replace("\n", "\n    "), flush=True)

    def skip(self, name, reason):
        self.skipped += 1
        print(f"skipped {name}: {reason}", flush=True)

    def check(self, name, good, detail="", note=""):
        if good:
            self.ok(name, note)
        else:
            self.fail(name, detail)
        return good

    def expect_success(self, name, done):
        """done: what run() gave."""
        shown = " ".join(shlex.quote(part) for part in done.args)
        return self.check(name, done.returncode == 0, f"$ {shown}\nexit status {done.returncode}\n{done.stdout}")

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped", flush=True)
        sys.exit(1 if self.failed or not (self.passed or self.skipped) else 0)


def in_parallel(function, items):
    """function(item) for each item, JOBS at a time; the answers in order."""
    with concurrent.futures.ThreadPoolExecutor(int(os.environ.get("JOBS", "2"))) as pool:
        return list(pool.map(function, items))
