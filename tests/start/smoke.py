"""One short trial of each example without a libc: enough to see that it works when built in some unusual way. What they
do in detail is tested in tests/examples."""
import re
import subprocess

from cells import harness

TEXT = "one\ntwo three\n"


def ran(cell, program, arguments, expected, stdin=""):
    """Complaints, "" if it printed what is expected and exited with 0."""
    done = subprocess.run([*cell.compiler.runner, program, *arguments], input=stdin, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True, timeout=60, check=False)
    if (done.returncode, done.stdout, done.stderr) == (0, expected, ""):
        return ""
    return f"exit status {done.returncode}, {done.stdout!r}, {done.stderr!r}; expected {expected!r}"


def hello(cell, program):
    return ran(cell, program, [], "hello\n")


def cat(cell, program):
    return ran(cell, program, ["-"], TEXT, TEXT)


EXAMPLES = {"hello": hello, "cat": cat}


def without_libc():
    """The names of the examples that have a _start of their own."""
    sources = (harness.ROOT / "examples").glob("*.cpp")
    return {path.stem for path in sources if re.search(r"#include <kcall/start\.hpp>", path.read_text())}
