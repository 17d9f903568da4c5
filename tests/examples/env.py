#!/usr/bin/env python3
"""env beside coreutils': printing, changing, finding and running commands, exit statuses, hostile surroundings.

usage: env.py DIRECTORY   (the one with the built examples)
"""
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from trials import Report, Trials  # noqa: E402

report = Report()
# execve with an environment of which Python knows nothing: entries without =, with an empty name, twice the same.
ODD_ENVIRONMENT = r"""
import ctypes, sys
def array(words): return (ctypes.c_char_p * (len(words) + 1))(*words, None)
libc = ctypes.CDLL(None)
entries = [b"plain", b"=empty", b"A=1", b"B=2", b"A=3", b"", b"AB=4", b"A", b"\xff=\xfe", b"C=a=b\nc"]
argv = [word.encode() for word in sys.argv[1:]]
libc.execve(argv[0], array(argv), array(entries))
"""


def executable(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)


def printing(trials):
    trials.compare("prints", [])
    trials.compare("prints.ended_by_NUL", ["-0"], env={"LINES": "1\n2\n"})
    trials.compare("sets", ["A=1", "B=", "=nameless", "C=a=b"])
    trials.compare("replaces_in_place", ["B=2", "D=3", "B=4"], env={"A": "1", "B": "1", "C": "1"})
    trials.compare("unsets", ["-u", "A", "--unset=C", "--unset", "nosuch", "-uB"], env={"A": "1", "B": "1", "C": "1", "AA": "1"})
    trials.compare("unsets_then_sets", ["-u", "A", "A=2"], env={"A": "1", "B": "1"})
    for name, options in (("i", ["-i"]), ("dash", ["-"]), ("long", ["--ignore-environment"]), ("dashes", ["--", "-"]),
                          ("short", ["--ignore-e"])):
        trials.compare(f"empty.{name}", options)
        trials.compare(f"empty_then_sets.{name}", [*options, "A=1", "B=2"])
    trials.compare("dash_once", ["-", "-"], says=["-", "ENOENT"])
    trials.compare("bundled", ["-i0u", "A", "A=1", "B=2"], env={"A": "1"})
    trials.compare("binary", [b"A=\x01\xff\n", b"\xfe=\x80"], env={"X": "\udcff\udc80"})
    trials.compare("large", ["A" * 1000 + "=" + "b" * 100_000], env={"X" * 1000: "y" * 130_000})
    trials.compare("many", [f"NAME{i}=new" for i in range(0, 9000, 3)], env={f"NAME{i}": "v" * 40 for i in range(6000)})
    for name, arguments in (("print", []), ("unset", ["-u", "A", "-uplain"]), ("set", ["A=5", "plain=6", "=7"]), ("many", ["-u", "A", "A=1", "B=", "C"])):
        runs = [trials.run([sys.executable, "-c", ODD_ENVIRONMENT], [program, *arguments]) for program in (str(trials.program), "/usr/bin/env")]
        good = runs[0].stdout == runs[1].stdout and runs[0].returncode == runs[1].returncode
        trials.check(f"odd_environment.{name}", good, f"ours: {runs[0]!r}\nusual: {runs[1]!r}")
    done = trials.ours(["--help"])
    trials.expect("help", done)
    trials.check("help.text", b"usage: env" in done.stdout and b"--unset=NAME" in done.stdout, repr(done.stdout))


def commands(trials, directory):
    show = ["sh", "-c", 'echo "$A:$B:$#:$*"', "sh"]
    trials.compare("runs", ["A=1", "B=2", *show, "-i", "C=3", "--"])
    trials.compare("runs.double_dash", ["-u", "A", "--", "B=2", *show, "--help"], env={"A": "1"})
    trials.compare("runs.same_environment", ["A=1", "env"])
    trials.compare("runs.empty_environment", ["-i", "/usr/bin/env"])
    for status in (0, 1, 125, 126, 127, 255):
        trials.compare(f"status.{status}", ["sh", "-c", f"exit {status}"])
    trials.compare("status.signal", ["sh", "-c", "kill -KILL $$"])
    trials.compare("reads_standard_input", ["cat"], stdin=b"a\0b\xff\n")
    trials.compare("chdir", ["-C", "/usr", "pwd"])
    trials.compare("chdir.long", ["--chdir=folder", "pwd"])
    trials.compare("chdir.missing", ["-C", "nosuch", "pwd"], says=["nosuch", "ENOENT"])
    trials.compare("chdir.file", ["-C", "text", "pwd"], says=["text", "ENOTDIR"])
    trials.compare("chdir.no_command", ["-C", "/"], says=["--chdir"])
    trials.compare("null_with_command", ["-0", "pwd"], says=["--null"])
    trials.compare("missing", ["nosuch"], says=["nosuch", "ENOENT"])
    trials.compare("missing_path", ["./nosuch"], says=["./nosuch", "ENOENT"])
    trials.compare("empty_name", [""], says=["ENOENT"])
    trials.compare("directory", ["./folder"], says=["./folder", "EACCES"])
    trials.compare("not_executable", ["./text"], says=["./text", "EACCES"])
    trials.compare("not_a_directory", ["./text/x"], says=["ENOTDIR"])
    trials.compare("long_name", ["n" * 300], says=["ENAMETOOLONG"])
    trials.compare("long_path", ["./" + "d/" * 3000], says=["ENAMETOOLONG"])
    trials.compare("bad_unset", ["-u", "A=B"], says=["A=B", "EINVAL"])
    trials.compare("bad_unset.empty", ["-u", ""], says=["EINVAL"])
    trials.compare("bad_unset.not_looked_at", ["-i", "-u", "A=B", "A=1"])
    trials.compare("bad_letter", ["-ix"], says=["-x: no such option"])
    trials.compare("bad_name", ["--nosuch", "pwd"], says=["--nosuch: no such option"])
    trials.compare("no_value", ["-u"], says=["-u: needs a value"])
    trials.compare("needless_value", ["--null=3"], says=["--null: takes no value"])

    # PATH: what execvp(3) finds, and what it says if it does not.
    executable(directory / "one" / "tool", "#!/bin/sh\necho one $0\n")
    executable(directory / "two" / "tool", "#!/bin/sh\necho two $0 \"$@\"\n")
    executable(directory / "two" / "bare", "echo bare $0 \"$@\"\n")
    executable(directory / "here", "#!/bin/sh\necho here\n")
    executable(directory / "two" / "lost", "#!/nosuch/interpreter\n")
    (directory / "locked").mkdir()
    (directory / "locked" / "tool").write_text("not executable\n")
    (directory / "named").mkdir()
    (directory / "named" / "tool").mkdir()
    (directory / "one" / "nothing").write_bytes(b"")
    (directory / "one" / "nothing").chmod(0o755)
    paths = {"first": "one:two", "second": "two:one", "missing_directory": "nosuch:two", "file": "text:two",
             "locked": "locked:two", "named": "named:two", "only_locked": "locked", "locked_and_missing": "locked:nosuch",
             "missing_and_locked": "nosuch:locked", "file_only": "text", "empty": "", "colons": "::", "absolute": str(directory / "two"),
             "slash": "one/:two/", "long_directory": "d" * 5000 + ":two", "long_path": "d/" * 2040 + ":two", "loop": "loop:two",
             "name_too_long": "d" * 256 + ":two"}
    (directory / "loop").symlink_to("loop")
    for name, path in paths.items():
        trials.compare(f"path.{name}", ["tool", "a", "b c"], env={"PATH": path})
        trials.compare(f"path_set.{name}", [f"PATH={path}", "tool", "a"])
    for path in ("one:", ":one", "one::two", ""):
        trials.compare(f"path.current_directory.{path}", [f"PATH={path}", "here"])
    trials.compare("path.unset", ["-u", "PATH", "sh", "-c", "echo found"])
    trials.compare("path.unset.missing", ["-u", "PATH", "tool"], says=["tool", "ENOENT"])
    trials.compare("path.emptied", ["-i", "sh", "-c", "echo found"])
    trials.compare("script", ["PATH=two", "bare", "a", "b c"])
    trials.compare("script.by_path", ["two/bare", "a"])
    trials.compare("script.empty", ["one/nothing", "a"])
    trials.compare("script.without_interpreter", ["two/lost"], says=["two/lost", "ENOENT"])
    trials.compare("script.without_interpreter.by_name", ["PATH=two:one", "lost"], says=["lost", "ENOENT"])
    # A large environment, and many words on top of it.
    many = {f"NAME{i}": "v" * 20 for i in range(20_000)}
    trials.compare("many_words", ["A=1", "sh", "-c", "echo $# $A $NAME19999", *["word"] * 20_000], env=many)


def hostile(trials):
    large = {"A": "x" * 100_000}
    trials.full_disk("full_disk", [], status=125)
    trials.full_disk("full_disk.large", [], status=125, env=large)
    trials.closed_stdout("closed_stdout", [], status=125)
    trials.closed_stdin("closed_stdin", ["-i", "A=1"], status=0, stdout=b"A=1\n", says=())
    trials.closed("closed_stderr", ["-C", "/"], "stderr", status=125, says=())
    trials.broken_pipe("broken_pipe", [])
    trials.limited("short_writes", [], 50_000, trials.ours([], env=large).stdout, status=125, env=large)
    trials.interrupted("interrupted", [], calls=("write",), env={**large, "B": "1", "C": "2"})
    trials.unreadable("may_not_be_run", ["./secret"], "secret", status=126)
    trials.fewer_calls("calls", [], most=4)
    trials.fewer_calls("calls.nothing", ["-i", "A=1"], most=4)


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        (directory / "text").write_text("not executable\n")
        (directory / "folder").mkdir()
        trials = Trials(report, pathlib.Path(sys.argv[1]).resolve() / "env", "/usr/bin/env", directory)
        trials.size(7168, clang=8192)
        printing(trials)
        commands(trials, directory)
        hostile(trials)
    report.end()


main()
