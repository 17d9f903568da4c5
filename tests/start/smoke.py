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


def wc(cell, program):
    return ran(cell, program, [], "      2       3      14\n", TEXT)


def env(cell, program):
    return ran(cell, program, ["-i", "A=1", "B=two"], "A=1\nB=two\n") or \
        ran(cell, program, ["-i", "PATH=/usr/bin:/bin", "sh", "-c", "echo $0"], "sh\n")


def ls(cell, program):
    usual = harness.run(["ls", "-l", "/etc"], env={"LC_ALL": "C", "TZ": "UTC0"}).stdout
    return ran(cell, program, ["-l", "/etc"], usual)


def tail(cell, program):
    return ran(cell, program, ["-n", "1"], "two three\n", TEXT)


def init(cell, program):
    return ran(cell, program, ["sh", "-c", "(true &); echo ran"], "ran\n")


def pipeline(cell, program):
    return ran(cell, program, ["sort", "-r", "--", "head", "-n", "1"], "two three\n", TEXT)


def checksum(cell, program):
    usual = harness.run(["sha256sum", "/etc/passwd", "/etc/group"]).stdout
    return ran(cell, program, ["/etc/passwd", "/etc/group"], usual)


EXAMPLES = {trial.__name__: trial for trial in (hello, cat, wc, env, ls, tail, init, pipeline, checksum)
            if (harness.ROOT / f"examples/{trial.__name__}.cpp").exists()}


def without_libc():
    """The names of the examples that have a _start of their own."""
    sources = (harness.ROOT / "examples").glob("*.cpp")
    return {path.stem for path in sources if re.search(r"#include <kcall/start\.hpp>", path.read_text())}
