"""What the tests of the examples share: each of our programs beside the usual tool on the same input, and what hostile
surroundings do to it. Not a program.

    trials = Trials(report, built / "wc", "wc", directory)
    trials.compare("two_files", ["a", "b"])                    # same output, same exit status, complaints from both
    trials.compare("missing", ["nosuch"], says=["nosuch", "ENOENT"])
    trials.full_disk("full_disk", ["a"])

Everything runs in `directory`, in the C locale. Names of tests get the program's name in front.
"""
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from harness import Report  # noqa: E402, F401  (for those who use this)

NOBODY = 65534
TIMEOUT = 60

# What nohup and a shell's & leave ignored would stay so in every program that is tried here.
for ignored in signal.valid_signals():
    if signal.getsignal(ignored) == signal.SIG_IGN and ignored not in (signal.SIGPIPE, signal.SIGXFSZ):
        signal.signal(ignored, signal.default_int_handler if ignored == signal.SIGINT else signal.SIG_DFL)


def machine(program):
    """x86-64, ia32 or aarch64: what the ELF header says."""
    return {62: "x86-64", 3: "ia32", 183: "aarch64"}.get(int.from_bytes(program.read_bytes()[18:20], "little"), "other")


def clip(text, most=300):
    return text if len(text) <= most else text[:most] + b"... (%d bytes)" % len(text)


def shown(done):
    return f"exit status {done.returncode}, stdout {len(done.stdout or b'')} bytes {clip(done.stdout or b'')!r}, stderr {clip(done.stderr or b'')!r}"


def hostile_files(directory):
    """Files that tools stumble over: {name: contents}."""
    noise = os.urandom(300_000)
    files = {
        "text": b"one\ntwo three\n",
        "empty": b"",
        "newline": b"\n",
        "no_final_newline": b"first\nlast",
        "all bytes": bytes(range(256)) * 300,
        "nul": b"a\0b\n\0\n",
        "noise": noise,
        "long_line": b"x" * 400_000 + b"\n" + b"y" * 70_000,
        "crlf": b"one\r\ntwo\r\n",
        "latin1": b"caf\xe9 na\xefve\n",
        "utf8": "naïve – žluťoučký kůň 日本語\n".encode(),
        "-dash": b"dashing\n",
        "new\nline": b"named with a newline\n",
        "n" * 255: b"named as long as may be\n",
    }
    for name, contents in files.items():
        (directory / name).write_bytes(contents)
    (directory / "folder").mkdir(exist_ok=True)
    return files


def bounded(command, input=None, **options):
    """Like subprocess.run, but what has not ended in time ends with all its children: a tracer's too."""
    if input is not None:
        options["stdin"] = subprocess.PIPE
    with subprocess.Popen(command, start_new_session=True, **options) as started:
        try:
            out, complaints = started.communicate(input, timeout=TIMEOUT)
            return subprocess.CompletedProcess(command, started.returncode, out, complaints)
        except subprocess.TimeoutExpired:
            os.killpg(started.pid, signal.SIGKILL)
            out, complaints = started.communicate()
            return subprocess.CompletedProcess(command, -1000, out or b"", b"did not end: " + (complaints or b""))


class Trials:
    def __init__(self, report, program, usual, directory):
        """usual: the tool to compare with, as a name, a path or a list; None if there is none."""
        self.report = report
        self.program = pathlib.Path(program)
        self.name = self.program.name
        # Another machine's programs are run by qemu-user, where strace sees two programs in one, and speed tells nothing.
        self.runner = ["qemu-aarch64"] if machine(self.program) == "aarch64" and os.uname().machine != "aarch64" else []
        self.command = [*self.runner, str(self.program)]
        self.usual = [usual] if isinstance(usual, (str, pathlib.Path)) else usual
        self.directory = pathlib.Path(directory)

    # Running

    def run(self, program, arguments, stdin=b"", env=None, **options):
        """program: ours, or a list. `stdin`: bytes, or an open file, which is left where it was. `env` comes on top of an
        environment without surprises."""
        command = [*(program if isinstance(program, list) else [program]), *arguments]
        environment = {"PATH": os.environ.get("PATH", "/usr/bin:/bin"), "LC_ALL": "C", **(env or {})}
        options = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": self.directory, **options}
        if isinstance(stdin, bytes):
            options["input"] = stdin
        else:
            options["stdin"] = stdin
        position = os.lseek(stdin.fileno(), 0, os.SEEK_CUR) if hasattr(stdin, "seek") and stdin.seekable() else None
        try:
            return bounded(command, env=environment, **options)
        finally:
            if position is not None:
                os.lseek(stdin.fileno(), position, os.SEEK_SET)

    def ours(self, arguments, **options):
        return self.run(self.command, arguments, **options)

    def check(self, name, good, detail="", note=""):
        return self.report.check(f"{self.name}.{name}", good, detail, note)

    def skip(self, name, reason):
        self.report.skip(f"{self.name}.{name}", reason)

    def expect(self, name, done, status=0, stdout=None, says=()):
        """What one run gave: exit status, output, and parts of the complaint; no complaint where none is expected."""
        text = (done.stderr or b"").decode(errors="replace")
        good = done.returncode == status and (stdout is None or done.stdout == stdout)
        good = good and all(part in text for part in says) and bool(says) == bool(text)
        wanted = f"expected: exit status {status}, " + (f"stdout {clip(stdout)!r}, " if stdout is not None else "")
        return self.check(name, good, f"{shown(done)}\n{wanted}stderr with {list(says)}")

    # Beside the usual tool

    def compare(self, name, arguments, says=(), lines_in_any_order=False, **options):
        """The same output and exit status as the usual tool; both complain or neither, ours with all of `says`."""
        mine, usual = self.ours(arguments, **options), self.run(self.usual, arguments, **options)
        arranged = (lambda text: sorted(text.splitlines(True))) if lines_in_any_order else (lambda text: text)
        same = mine.returncode == usual.returncode and arranged(mine.stdout) == arranged(usual.stdout)
        same = same and bool(mine.stderr) == bool(usual.stderr)
        text = mine.stderr.decode(errors="surrogateescape")
        said = all(part in text for part in says)
        self.check(name, same and said, f"ours:  {shown(mine)}\nusual: {shown(usual)}\nours should say {list(says)}")
        return mine

    # Hostile surroundings. `arguments` must make the program write to standard output.

    def full_disk(self, name, arguments, status=1, says=("ENOSPC",), **options):
        with open("/dev/full", "wb") as full:
            done = self.ours(arguments, stdout=full, **options)
        self.expect(name, done, status, says=says)

    def closed(self, name, arguments, which, status=1, stdout=None, says=("EBADF",), **options):
        """which: "stdin", "stdout" or "stderr"; the program starts without it."""
        number = {"stdin": 0, "stdout": 1, "stderr": 2}[which]
        shell = ["sh", "-c", f'exec "$0" "$@" {number}{"<" if number == 0 else ">"}&-', *self.command]
        done = self.run(shell, arguments, **options)
        self.expect(name, done, status, stdout, says)

    def closed_stdout(self, name, arguments, **options):
        self.closed(name, arguments, "stdout", **options)

    def closed_stdin(self, name, arguments, **options):
        self.closed(name, arguments, "stdin", **options)

    def unreadable(self, name, arguments, file, status=1, stdout=None, says=("EACCES",), **options):
        """As somebody who may not read `file`, which is made."""
        if os.getuid() != 0 or not shutil.which("setpriv"):
            return self.skip(name, "needs root and setpriv, to become somebody who may not read a file")
        (self.directory / file).write_bytes(b"secret\n")
        (self.directory / file).chmod(0)
        for parent in (self.directory, *self.directory.parents):
            if not parent.stat().st_mode & 1:
                if parent != self.directory:
                    return self.skip(name, f"nobody may enter {parent}")
                parent.chmod(0o755)
        with tempfile.TemporaryDirectory() as aside:
            os.chmod(aside, 0o755)
            copy = shutil.copy(self.program, aside)
            done = self.run(["setpriv", "--reuid", str(NOBODY), "--clear-groups", *self.runner, copy], arguments, **options)
        return self.expect(name, done, status, stdout, [file, *says])

    def limited(self, name, arguments, size, whole, status=1, says=("EFBIG",), **options):
        """Standard output is a file that cannot grow beyond `size`: the kernel cuts the write that crosses the limit
        short and refuses the next. `whole`: what all of the output would be."""

        def limit():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        file = self.directory / "limited output"
        with open(file, "wb") as out:
            done = self.ours(arguments, stdout=out, preexec_fn=limit, **options)
        kept = file.read_bytes()
        file.unlink()
        self.check(f"{name}.kept", kept == whole[:size], f"{len(kept)} bytes were kept of {len(whole)}: {clip(kept)!r}")
        self.expect(name, done, status, says=says)

    def broken_pipe(self, name, arguments, **options):
        """Nobody reads standard output: SIGPIPE ends the program, as it does the usual tool."""
        reading, writing = os.pipe()
        os.close(reading)
        with os.fdopen(writing, "wb") as out:
            done = self.ours(arguments, stdout=out, **options)
        self.check(name, done.returncode == -signal.SIGPIPE, shown(done))

    # With strace

    def calls(self, arguments, inject=(), program=None, **options):
        """The names of the system calls after execve, and what the run gave; None without strace."""
        if self.runner or not shutil.which("strace"):
            return None
        with tempfile.NamedTemporaryFile("r") as trace:
            # In 32-bit programs a line may begin with strace's remark on the mode.
            command = ["strace", "-qq", "-o", trace.name, *inject, *(program or [self.program])]
            done = self.run(command, arguments, **options)
            names = re.findall(r"^(\w+)\(", trace.read(), re.M)
            return names[1:], done

    def interrupted(self, name, arguments, calls=("read", "write"), step="1+2", expected=None, **options):
        """Signals interrupt every second call of each of these names: nothing may be lost. `expected`: the run without
        them; made where it is not given."""
        inject = []
        for call in calls:
            inject += ["-e", f"inject={call}:error=EINTR:when={step}"]
        traced = self.calls(arguments, inject, **options)
        if traced is None:
            return self.skip(name, "no strace for this, which would inject EINTR")
        names, done = traced
        expected = expected or self.ours(arguments, **options)
        same = (done.returncode, done.stdout, done.stderr) == (expected.returncode, expected.stdout, expected.stderr)
        note = ", ".join(f"{names.count(call)} {call}" for call in calls)
        return self.check(name, same, f"with:    {shown(done)}\nwithout: {shown(expected)}", f"{note}, every other one interrupted")

    def fewer_calls(self, name, arguments, most=None, **options):
        """Fewer system calls than the usual tool, and at most `most`."""
        traced = self.calls(arguments, **options)
        if traced is None:
            return self.skip(name, "no strace for this")
        mine = traced[0]
        usual = self.calls(arguments, program=self.usual, **options)[0]
        good = len(mine) < len(usual) and (most is None or len(mine) <= most)
        return self.check(name, good, f"ours, {len(mine)}: {' '.join(mine)}\nusual, {len(usual)}: {' '.join(usual)}",
                          f"{len(mine)} ({' '.join(mine)}), the usual tool {len(usual)}")

    # The file itself

    def size(self, most, clang=None):
        """The limit is for g++ on x86-64, where the smallest is built; `clang`: for what lies in a folder of that name."""
        size = self.program.stat().st_size
        if machine(self.program) != "x86-64":
            return self.skip("size", f"{size} bytes; the limit of {most} is for x86-64")
        if clang and "clang" in self.program.parent.as_posix():
            most = clang
        return self.check("size", size <= most, f"{size} bytes, at most {most} allowed", f"{size} bytes")
