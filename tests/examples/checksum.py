#!/usr/bin/env python3
"""checksum: beside coreutils' sha256sum, on files of all sizes around a block's, pipes and bad input, with one thread and
with many.

usage: checksum.py DIRECTORY   (the one with the built examples)
"""
import os
import pathlib
import random
import re
import resource
import selectors
import shutil
import subprocess
import sys
import tempfile

from trials import Report, Trials, hostile_files, machine, shown

BUFFER = 128 * 1024


def contents(trials, names):
    trials.compare("one_file", ["text"])
    trials.compare("empty", ["empty"])
    trials.compare("all_files", names)
    usual = trials.run(["sha256sum"], names)
    for jobs in ("1", "2", "7", "64", "1000"):
        trials.expect(f"all_files.{jobs}_threads", trials.ours([f"-j{jobs}", *names]), 0, usual.stdout)
    for size in (0, 1, 63, 64, 65, BUFFER - 1, BUFFER, BUFFER + 1, 3 * BUFFER):
        trials.compare(f"standard_input.{size}", [], stdin=random.randbytes(size))
    trials.compare("dash", ["-"], stdin=b"from stdin\n")
    trials.compare("dash_in_between", ["text", "-", "noise", "text"], stdin=b"from stdin")
    trials.compare("two_dashes", ["text", "-", "-", "noise"], stdin=b"once")
    trials.compare("double_dash", ["--", "-dash", "text"])
    trials.compare("dash_after_double_dash", ["--", "-", "text"], stdin=b"still stdin")
    # One description of one pipe under three names: who comes first gets it all.
    trials.compare("the_same_pipe", ["noise", "/dev/stdin", "text", "/dev/fd/0", "-"], stdin=b"in turn" * 9000)
    trials.compare("device", ["/dev/null", "text", "/dev/null"])
    for name in ("back\\slash", "end\\n", "new\nline", "carriage\rreturn", "\\\n\\\\r\r", "tab\tquote'\"", "caf\udce9"):
        (trials.directory / name).write_bytes(b"x")
        trials.compare(f"name.{name!r}", [name, "text"])


def bad_input(trials):
    trials.compare("missing", ["text", "nosuch", "noise"], says=["checksum: nosuch: ENOENT\n"])
    trials.compare("only_missing", ["nosuch"], says=["nosuch", "ENOENT"])
    trials.compare("directory", ["folder", "text"], says=["folder", "EISDIR"])
    trials.compare("not_a_directory", ["text/x"], says=["text/x", "ENOTDIR"])
    trials.compare("empty_name", ["", "text"], says=["ENOENT"])
    trials.compare("long_name", ["n" * 300, "text"], says=["n" * 300, "ENAMETOOLONG"])
    trials.compare("long_path", ["d/" * 3000], says=["ENAMETOOLONG"])
    trials.compare("bad_option", ["--nosuch"], says=["--nosuch", "no such option"])
    for words in (["-j"], ["-j0", "text"], ["--jobs=two", "text"], ["-j", "-1", "text"], ["-j99999999999", "text"]):
        done = trials.ours(words)
        trials.check(f"bad_number.{'_'.join(words)}", done.returncode == 1 and not done.stdout and done.stderr, shown(done))
    trials.unreadable("unreadable", ["text", "secret", "text"], "secret",
                      stdout=trials.ours(["text", "text"]).stdout)
    done = trials.ours(["--help"])
    trials.check("help", done.returncode == 0 and b"--jobs" in done.stdout and not done.stderr, shown(done))


def surroundings(trials, names):
    trials.full_disk("full_disk", ["text", "noise"], says=["standard output", "ENOSPC"])
    trials.full_disk("full_disk_with_much", names * 20, says=["standard output", "ENOSPC"])
    # A file that is opened has the number of standard output then, and must not be written to.
    trials.closed_stdout("closed_stdout", ["text", "noise"], says=["standard output", "EBADF"])
    trials.check("closed_stdout.unharmed", (trials.directory / "text").read_bytes() == b"one\ntwo three\n")
    trials.closed_stdin("closed_stdin", ["-"], stdout=b"")
    whole = trials.ours(["text", "noise"]).stdout
    # … or that of standard input, and must not be taken for it.
    trials.closed_stdin("closed_stdin_between_files", ["text", "-", "noise"], stdout=whole)
    trials.closed("closed_stdin_unused", ["text", "noise"], "stdin", 0, whole, ())
    trials.broken_pipe("broken_pipe", names)
    trials.limited("limited", names, 1000, trials.ours(names).stdout, says=["EFBIG"])
    trials.fewer_calls("calls", ["text"], 9)
    trials.interrupted("interrupted", ["noise"])
    trials.interrupted("interrupted_stdin", [], calls=("read",), stdin=b"x" * 300_000)


def threads(trials, names):
    whole = trials.ours(["-j1", *names])

    def no_room():
        resource.setrlimit(resource.RLIMIT_AS, (1 << 20, 1 << 20))

    if trials.runner:
        trials.skip("no_thread_can_be_had", "nor could qemu-user")
    else:
        done = trials.ours(names, preexec_fn=no_room)
        trials.check("no_thread_can_be_had", (done.returncode, done.stdout) == (0, whole.stdout), shown(done))
    if trials.runner or not shutil.which("strace"):
        trials.skip("threads", "no strace for this")
        return
    with tempfile.NamedTemporaryFile("r") as trace:
        for jobs, expected in ((1, 0), (2, 2), (5, 5), (64, min(64, len(names)))):
            command = ["strace", "-f", "-qq", "-o", trace.name, "-e", "trace=clone,clone3,open,openat,close", trials.program]
            done = trials.run(command, [f"-j{jobs}", *names])
            trace.seek(0)
            seen = trace.read()
            count = len(re.findall(r"\bclone3?\(", seen))
            trials.check(f"threads.{jobs}", count == expected and done.stdout == whole.stdout,
                         f"{count} were started, expected {expected}\n{shown(done)}", f"{count} started")
            # Calls that two threads make at once take two lines of a trace each.
            opened = len(re.findall(r"\bopen(?:at)?\(", seen))
            trials.check(f"threads.{jobs}.each_file_once", opened == len(names), f"{opened} opened of {len(names)}")
        command = ["strace", "-f", "-qq", "-o", trace.name, "-e", "inject=read:error=EINTR:when=1+2", trials.program]
        done = trials.run(command, ["-j4", *names])
        trials.check("threads.interrupted", (done.returncode, done.stdout) == (0, whole.stdout), shown(done))


def fifos(trials):
    """A pipe with a name is opened and read once, in its turn."""
    os.mkfifo(trials.directory / "fifo")
    with subprocess.Popen(["sh", "-c", "cat noise > fifo"], cwd=trials.directory) as writer:
        done = trials.ours(["text", "fifo", "noise"])
    expected = trials.ours(["text", "noise", "noise"]).stdout.replace(b"noise", b"fifo", 1)
    trials.check("fifo", writer.returncode == 0 and done.stdout == expected, shown(done))


def in_time(trials):
    """What is known is shown before something takes time, and before a complaint that comes after it."""
    os.mkfifo(trials.directory / "slow")
    for jobs in ("-j1", "-j2"):
        command = [*trials.command, jobs, "text", "nosuch", "slow"]
        process = subprocess.Popen(command, cwd=trials.directory, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        ready = selectors.DefaultSelector()
        ready.register(process.stdout, selectors.EVENT_READ)
        came, part = b"", b"more"
        while part and came.count(b"\n") < 2 and ready.select(10):
            part = os.read(process.stdout.fileno(), 4096)
            came += part
        if part:
            # Whoever opens it ends what waits for that.
            with open(trials.directory / "slow", "wb"):
                pass
        rest = process.communicate()[0]
        lines = came.splitlines()
        good = len(lines) == 2 and lines[0].endswith(b"  text") and lines[1] == b"checksum: nosuch: ENOENT"
        trials.check(f"in_time.{jobs}", good and rest.endswith(b"  slow\n"), f"{came!r}, then {rest!r}")


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    report = Report()
    program = pathlib.Path(sys.argv[1]).resolve() / "checksum"
    with tempfile.TemporaryDirectory() as directory:
        where = pathlib.Path(directory)
        names = [f"./{name}" for name in hostile_files(where)]
        for size in [*range(131), *range(BUFFER - 66, BUFFER + 2), 2 * BUFFER + 55, 2 * BUFFER + 56]:
            (where / f"size {size}").write_bytes(random.randbytes(size))
            names.append(f"size {size}")
        trials = Trials(report, program, "sha256sum", where)
        contents(trials, names)
        bad_input(trials)
        surroundings(trials, names)
        threads(trials, names)
        fifos(trials)
        in_time(trials)
        report.ok("checksum.size", f"{program.stat().st_size} bytes, {machine(program)}")
    report.end()


main()
