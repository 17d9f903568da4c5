#!/usr/bin/env python3
"""tail: beside coreutils' on files, pipes and bad input, and with -f on files that grow, are cut, replaced and removed.

usage: tail.py DIRECTORY   (the one with the built examples)
"""
import os
import pathlib
import random
import selectors
import signal
import socket
import subprocess
import sys
import tempfile
import time

from trials import Report, Trials, clip, hostile_files, shown

DEADLINE = 10


class Follower:
    """tail -f under way: what it writes is waited for, never for longer than the deadline."""

    def __init__(self, program, arguments, directory, **options):
        self.process = subprocess.Popen([*program, *arguments], cwd=directory, stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, env={"PATH": os.environ["PATH"], "LC_ALL": "C"}, **options)
        self.output = {"stdout": b"", "stderr": b""}
        self.selector = selectors.DefaultSelector()
        for name in self.output:
            pipe = getattr(self.process, name)
            os.set_blocking(pipe.fileno(), False)
            self.selector.register(pipe, selectors.EVENT_READ, name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.selector.close()
        self.process.stdout.close()
        self.process.stderr.close()

    def wait_for(self, name, expected, match=bytes.__eq__):
        """Whether `expected` has been written within the deadline, and nothing else."""
        end = time.monotonic() + DEADLINE
        while not match(self.output[name], expected) and time.monotonic() < end:
            for key, _ in self.selector.select(0.05):
                part = os.read(key.fd, 65536)
                self.output[key.data] += part
                if not part:
                    self.selector.unregister(key.fileobj)
            if len(self.output[name]) > len(expected) and match is bytes.__eq__:
                break
        return match(self.output[name], expected)

    def quiet(self, seconds=0.2):
        """Nothing comes."""
        before = dict(self.output)
        for key, _ in self.selector.select(seconds):
            self.output[key.data] += os.read(key.fd, 65536)
        return self.output == before

    def shown(self):
        return f"stdout {clip(self.output['stdout'])!r}, stderr {clip(self.output['stderr'])!r}"


def append(path, data):
    with open(path, "ab") as file:
        file.write(data)


def amounts(trials):
    files = ("text", "empty", "newline", "no_final_newline", "all bytes", "nul", "noise", "long_line", "lines", "large",
             "large_no_final", "blocks")
    numbers = ("0", "1", "2", "10", "1000", "20000", "100000", "18446744073709551615", "1K", "1kB", "2b", "3KiB", "1M")
    for file in files:
        for option in ("-n", "-c"):
            wrong = ""
            for number in [sign + number for sign in ("", "+") for number in numbers] + ["-3"]:
                words = [option, number]
                usual = trials.run(["tail"], [*words, file])
                expected = (usual.returncode, usual.stdout, usual.stderr)
                ways = {"named": trials.ours([*words, file])}
                if number in ("0", "1", "10", "20000", "+1", "+10", "+20000", "+100000"):
                    redirected = ["sh", "-c", 'exec "$@" < "$0"', file, *trials.command]
                    piped = ["sh", "-c", 'cat "$0" | "$@"', file, *trials.command]
                    ways.update({"<": trials.run(redirected, words), "|": trials.run(piped, words)})
                for way, done in ways.items():
                    if (done.returncode, done.stdout, done.stderr) != expected:
                        wrong += f"{way} {number}\nours:  {shown(done)}\nusual: {shown(usual)}\n"
            trials.check(f"amount.{file}.{option}", not wrong, wrong)


def positions(trials):
    """Standard input that has been read from before, and what is left of it afterwards."""
    script = 'exec < "$1"; dd bs="$2" count=1 status=none > /dev/null; shift 2; "$@"; echo "<"; cat'
    for file in ("lines", "large"):
        wrong = ""
        for skipped in ("1", "3", "100", "200000"):
            for words in (["-n", "3"], ["-n", "100000"], ["-c", "5"], ["-c", "150000"], ["-c", "+4"], ["-n", "+4"]):
                mine = trials.run(["sh", "-c", script, "sh"], [file, skipped, *trials.command, *words])
                usual = trials.run(["sh", "-c", script, "sh"], [file, skipped, "tail", *words])
                if (mine.returncode, mine.stdout) != (usual.returncode, usual.stdout):
                    wrong += f"{skipped} {words}\nours:  {shown(mine)}\nusual: {shown(usual)}\n"
        trials.check(f"position.{file}", not wrong, wrong)


def operands(trials):
    trials.compare("several", ["text", "lines", "empty"])
    trials.compare("several.bytes", ["-c", "3", "text", "-", "lines"], stdin=b"from stdin")
    trials.compare("quiet", ["-q", "text", "lines"])
    trials.compare("verbose", ["-v", "text"])
    trials.compare("verbose.stdin", ["-v"], stdin=b"x\n")
    trials.compare("quiet_then_verbose", ["-q", "-v", "text", "lines"])
    trials.compare("silent", ["--silent", "text", "lines"])
    trials.compare("long_options", ["--lines=1", "text"])
    trials.compare("long_options.bytes", ["--bytes", "+2", "text"])
    trials.compare("last_amount_counts", ["-n", "1", "-c", "3", "text"])
    trials.compare("options_behind", ["text", "-n1", "lines"])
    trials.compare("odd_names", ["--", "-dash", "new\nline", "n" * 255, "-"], stdin=b"x")
    trials.compare("double_dash", ["-n1", "--", "text"])
    trials.compare("stdin_twice", ["-", "-"], stdin=b"once\n")
    for bad in ("", "x", "1x", "-", "+", "1.5", "99999999999999999999", "1Z", "18446744073709551616", "16E", "1KB2", "1iB", "1B", "--1", "+-1"):
        trials.compare(f"bad_number.{bad or 'empty'}", [f"-n{bad}" if bad else "--lines=", "text"],
                       says=["ERANGE" if bad in ("99999999999999999999", "18446744073709551616", "16E") else "EINVAL"])
    trials.compare("needs_a_number", ["-n"], says=["-n", "needs a value"])
    trials.compare("bad_option", ["--nosuch"], says=["--nosuch", "no such option"])
    trials.compare("missing", ["text", "nosuch", "lines"], says=["nosuch", "ENOENT"])
    trials.compare("missing.alone", ["nosuch"], says=["nosuch", "ENOENT"])
    trials.compare("directory", ["folder"], says=["folder", "EISDIR"])
    trials.compare("directory.among", ["text", "folder", "lines"], says=["folder", "EISDIR"])
    trials.compare("directory.bytes", ["-c1", "folder"], says=["folder", "EISDIR"])
    trials.compare("not_a_directory", ["text/x"], says=["text/x", "ENOTDIR"])
    trials.compare("empty_name", [""], says=["ENOENT"])
    trials.compare("long_name", ["n" * 300], says=["n" * 300, "ENAMETOOLONG"])
    trials.compare("long_path", ["d/" * 3000], says=["ENAMETOOLONG"])
    trials.compare("proc", ["-n", "3", "/proc/version"])
    trials.compare("proc.bytes", ["-c", "5", "/proc/version"])
    trials.compare("sys", ["-n1", "/sys/kernel/mm/transparent_hugepage/enabled"])
    trials.compare("null", ["/dev/null"])
    trials.unreadable("unreadable", ["text", "secret"], "secret", stdout=b"==> text <==\none\ntwo three\n")
    sparse = trials.directory / "sparse"
    with open(sparse, "wb") as file:
        file.truncate(6 << 30)
        file.seek(6 << 30)
        file.write(b"\nthe end\nof it\n")
    for words in (["-n2"], ["-c6"], ["-c", "+6442450944"], ["-c", "+6442450947"], ["-c", "+9999999999"]):
        trials.compare(f"sparse.{''.join(words)}", [*words, "sparse"])


def surroundings(trials):
    trials.full_disk("full_disk", ["text"])
    trials.full_disk("full_disk.much", ["-n", "+1", "large"])
    trials.closed_stdout("closed_stdout", ["text"])
    trials.closed_stdin("closed_stdin", ["-"])
    trials.closed("closed_stdin_unused", ["text"], "stdin", stdout=b"one\ntwo three\n", says=(), status=0)
    whole = (trials.directory / "large").read_bytes()
    trials.limited("limited", ["-n", "+1", "large"], 100_000, whole)
    trials.broken_pipe("broken_pipe", ["-n", "+1", "large"])
    calls = ("read", "write", "pread64", "open", "openat")
    for number, words in enumerate((["-n", "5", "large"], ["-n", "20000", "large"], ["-n", "+9", "large"],
                                    ["-c", "300000", "large", "text"])):
        trials.interrupted(f"interrupted.{number}", words, calls=calls)
    trials.interrupted("interrupted.pipe", ["-n", "20000"], calls=("read", "write"), stdin=whole)
    trials.fewer_calls("calls", ["text"], most=14)
    trials.fewer_calls("calls.large", ["-n3", "large"], most=14)
    noise = b"".join(b"line %d\n" % i for i in range(200_000))
    trials.compare("pipe.much", ["-n", "100000"], stdin=noise)
    trials.compare("pipe.little_of_much", ["-n", "1"], stdin=noise)


def following(trials):
    where = trials.directory

    def check(name, good, tail):
        trials.check(f"follow.{name}", good, tail.shown())

    (where / "grows").write_bytes(b"a\nb\nc\n")
    with Follower(trials.command, ["-n2", "-f", "grows"], where) as tail:
        good = tail.wait_for("stdout", b"b\nc\n")
        append(where / "grows", b"d\n")
        good = good and tail.wait_for("stdout", b"b\nc\nd\n")
        append(where / "grows", b"without newline")
        good = good and tail.wait_for("stdout", b"b\nc\nd\nwithout newline")
        check("appended", good, tail)
        large = os.urandom(500_000)
        append(where / "grows", large)
        check("much", tail.wait_for("stdout", b"b\nc\nd\nwithout newline" + large), tail)
        os.truncate(where / "grows", 0)
        good = tail.wait_for("stderr", b"tail: grows: file truncated\n")
        append(where / "grows", b"anew\n")
        check("truncated", good and tail.wait_for("stdout", b"b\nc\nd\nwithout newline" + large + b"anew\n"), tail)
        # The open file is followed, not the name.
        os.rename(where / "grows", where / "renamed")
        (where / "grows").write_bytes(b"another file\n")
        append(where / "renamed", b"still\n")
        check("renamed", tail.wait_for("stdout", b"b\nc\nd\nwithout newline" + large + b"anew\nstill\n"), tail)
        check("quiet", tail.quiet() and tail.process.poll() is None, tail)

    for name in ("one", "two", "three"):
        (where / name).write_bytes(name.encode() + b"\n")
    with Follower(trials.command, ["-f", "one", "two", "nosuch", "three"], where) as tail:
        expected = b"==> one <==\none\n\n==> two <==\ntwo\n\n==> three <==\nthree\n"
        good = tail.wait_for("stdout", expected) and tail.wait_for("stderr", b"tail: nosuch: ENOENT\n")
        for name, added in (("three", b"no header\n"), ("one", b"1\n"), ("one", b"2\n"), ("three", b"3\n")):
            header = b"" if added in (b"no header\n", b"2\n") else b"\n==> %s <==\n" % name.encode()
            append(where / name, added)
            expected += header + added
            good = good and tail.wait_for("stdout", expected)
        check("several", good, tail)
    with Follower(trials.command, ["-qf", "one", "one"], where) as tail:
        good = tail.wait_for("stdout", b"one\n1\n2\none\n1\n2\n")
        append(where / "one", b"x\n")
        check("twice", good and tail.wait_for("stdout", b"one\n1\n2\none\n1\n2\nx\nx\n"), tail)
    with Follower(trials.command, ["-f", "-c+3", "two"], where) as tail:
        good = tail.wait_for("stdout", b"o\n")
        append(where / "two", b"+")
        check("from_start", good and tail.wait_for("stdout", b"o\n+"), tail)

    # A file on standard input is followed, too; a pipe has an end.
    with open(where / "three", "rb") as three, Follower(trials.command, ["-fn1"], where, stdin=three) as tail:
        good = tail.wait_for("stdout", b"3\n")
        append(where / "three", b"4\n")
        check("stdin", good and tail.wait_for("stdout", b"3\n4\n"), tail)
    trials.compare("follow.pipe_ends", ["-f"], stdin=b"a\nb\n")
    trials.compare("follow.only_missing", ["-f", "nosuch"], says=["nosuch", "ENOENT"])
    done = trials.ours(["-f", "folder"])
    trials.expect("follow.directory", done, 1, b"", ["folder", "EISDIR"])

    os.mkfifo(where / "fifo")
    with Follower(trials.command, ["-f", "fifo"], where) as tail:
        with open(where / "fifo", "wb", buffering=0) as fifo:
            fifo.write(b"1\n2\n")
        good = tail.wait_for("stdout", b"1\n2\n")
        # All writers are gone; another one comes.
        with open(where / "fifo", "wb", buffering=0) as fifo:
            fifo.write(b"3\n")
            good = good and tail.wait_for("stdout", b"1\n2\n3\n")
            fifo.write(b"4\n")
            good = good and tail.wait_for("stdout", b"1\n2\n3\n4\n")
        check("fifo", good, tail)
        used = sum(os.times()[2:4])
        tail.quiet(0.3)
        check("fifo.waits", tail.process.poll() is None and sum(os.times()[2:4]) - used < 0.2, tail)

    # With --pid, it ends when a process does, and shows what that has written last.
    for how in ([], ["strace", "-qq", "-o", "/dev/null", "-e", "inject=pidfd_open:error=ENOSYS"]):
        name = "pid.polled" if how else "pid"
        if how and not trials.calls(["text"]):
            trials.skip(f"follow.{name}", "no strace here, which would take pidfd_open away")
            continue
        (where / "one").write_bytes(b"one\n")
        writer = subprocess.Popen(["sh", "-c", "read go; echo last >> one"], cwd=where, stdin=subprocess.PIPE)
        command = [*how, *trials.command, "-f", f"--pid={writer.pid}", "one"]
        with Follower(command, [], where) as tail:
            good = tail.wait_for("stdout", b"one\n")
            writer.communicate(b"go\n")
            good = good and tail.wait_for("stdout", b"one\nlast\n")
            try:
                status = tail.process.wait(DEADLINE)
            except subprocess.TimeoutExpired:
                status = "still there"
            check(name, good and status == 0, tail)
    trials.compare("follow.pid.gone", ["-f", "--pid=4194304", "text"])
    for bad in ("x", "-1", "99999999999"):
        trials.compare(f"follow.pid.bad.{bad}", ["-f", f"--pid={bad}", "text"], says=[bad])

    # Whoever reads what it writes goes away: it ends, though nothing is written any more.
    for name, pair in (("pipe", os.pipe()), ("socket", tuple(end.detach() for end in socket.socketpair()))):
        process = subprocess.Popen([*trials.command, "-f", "one"], cwd=where, stdout=pair[1], stderr=subprocess.PIPE)
        os.close(pair[1])
        try:
            first = os.read(pair[0], 100)
            os.close(pair[0])
            status = process.wait(DEADLINE)
        except subprocess.TimeoutExpired:
            status = "still there"
        finally:
            process.kill()
            process.wait()
            process.stderr.close()
        trials.check(f"follow.reader_gone.{name}", status == -signal.SIGPIPE and first, f"exit status {status}")
    with open("/dev/full", "wb") as full:
        process = subprocess.Popen([*trials.command, "-n0", "-f", "one"], cwd=where, stdout=full, stderr=subprocess.PIPE)
        time.sleep(0.05)
        append(where / "one", b"y\n")
        try:
            said = process.communicate(timeout=DEADLINE)[1]
        except subprocess.TimeoutExpired:
            process.kill()
            said = process.communicate()[1]
        trials.check("follow.full_disk", process.returncode == 1 and b"ENOSPC" in said, f"{process.returncode}, {said!r}")

    without_inotify(trials, check)


def without_inotify(trials, check):
    """Where there is no inotify, no room for watches, or a file system that may be changed behind the kernel's back, files
    are looked at every second."""
    if not trials.calls(["text"]):
        return trials.skip("follow.without_inotify", "no strace here, which would take inotify away")
    behind = ("inotify_add_watch:retval=1", "fstatfs,fstatfs64:error=ENOSYS")
    for injected in (("inotify_init1:error=EMFILE",), ("inotify_init1:error=ENOSYS",),
                     ("inotify_add_watch:error=ENOSPC",), ("inotify_add_watch:error=ENOENT",), behind):
        label = injected[-1].replace(":error=", ".")
        name = trials.directory / f"polled {label}"
        name.write_bytes(b"old\n")
        strace = [word for one in injected for word in ("-e", f"inject={one}")]
        strace = ["-qq", "-o", "/dev/null", "-e", "trace=poll,inotify_init1,inotify_add_watch,fstatfs,fstatfs64", *strace]
        with Follower(["strace"], [*strace, trials.program, "-f", name], trials.directory, start_new_session=True) as tail:
            good = tail.wait_for("stdout", b"old\n")
            append(name, b"new\n")
            check(f"without_inotify.{label}", good and tail.wait_for("stdout", b"old\nnew\n"), tail)
            # strace detaches when it is killed: the session that was started goes as a whole.
            os.killpg(tail.process.pid, signal.SIGKILL)
    return None


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    report = Report()
    program = pathlib.Path(sys.argv[1]).resolve() / "tail"
    with tempfile.TemporaryDirectory() as directory:
        where = pathlib.Path(directory)
        hostile_files(where)
        chance = random.Random(3)
        (where / "lines").write_bytes(b"".join(b"line %d\n" % i for i in range(40)))
        large = b"".join(b"x" * chance.randrange(60) + b"\n" for _ in range(30_000))
        (where / "large").write_bytes(large)
        (where / "large_no_final").write_bytes(large + b"the last")
        # Newlines where blocks begin and end.
        (where / "blocks").write_bytes((b"\n" + b"y" * 65534 + b"\n") * 3 + b"z" * 65536 + b"\n")
        trials = Trials(report, program, "tail", where)
        operands(trials)
        amounts(trials)
        positions(trials)
        surroundings(trials)
        following(trials)
    report.end()


main()
