#!/usr/bin/env python3
"""hello and cat: their sizes, their system calls, and cat against the usual one on good and bad input.

usage: hello_and_cat.py DIRECTORY   (the one with the built examples)
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
from harness import Report, run  # noqa: E402

report = Report()


def calls(program, *arguments, inject=(), **options):
    """The names of the system calls after execve, from strace; None without strace."""
    if not shutil.which("strace"):
        return None
    with tempfile.NamedTemporaryFile("r") as trace:
        command = ["strace", "-o", trace.name, *inject, str(program), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, timeout=60, check=False, **options)
        names = re.findall(r"^(\w+)\(", trace.read(), re.M)
        return names[1:], done


def hello(program):
    done = subprocess.run([program], capture_output=True, check=False, timeout=10)
    report.check("hello.greets", (done.returncode, done.stdout, done.stderr) == (0, b"hello\n", b""), repr(done))
    size = program.stat().st_size
    machine = subprocess.run(["readelf", "-h", program], capture_output=True, text=True, check=False).stdout
    if "X86-64" in machine:
        report.check("hello.size", size <= 512, f"{size} bytes, at most 512 allowed", f"{size} bytes")
    else:
        report.skip("hello.size", "the limit of 512 bytes is for x86-64")
    sections = subprocess.run(["readelf", "-SW", program], capture_output=True, text=True, check=False).stdout
    writable = re.findall(r"\.(?:data|bss|got|relro)\S*", sections)
    if "X86-64" in machine:
        report.check("hello.no_writable_sections", not writable, f"{writable}\n{sections}")
    undefined = subprocess.run(["nm", "-u", program], capture_output=True, text=True, check=False).stdout
    report.check("hello.nothing_undefined", undefined.strip() == "", undefined)
    with open("/dev/full", "wb") as full:
        status = subprocess.run([program], stdout=full, check=False, timeout=10).returncode
    report.check("hello.full_disk", status == 1, f"exit status {status}")
    status = subprocess.run(["sh", "-c", 'exec "$0" >&-', program], check=False, timeout=10).returncode
    report.check("hello.closed_stdout", status == 1, f"exit status {status}")
    traced = calls(program)
    if traced is None:
        report.skip("hello.calls", "no strace here")
    else:
        report.check("hello.calls", traced[0] == ["write", "exit_group"], str(traced[0]), " ".join(traced[0]))


def compare(ours, name, arguments, directory, stdin=b"", **options):
    """Same output and exit status as the system's cat; complaints name the same files."""
    def one(program):
        return subprocess.run([program, *arguments], cwd=directory, input=stdin, capture_output=True, timeout=60,
                              check=False, **options)
    mine, usual = one(ours), one("cat")
    same = mine.stdout == usual.stdout and mine.returncode == usual.returncode
    said = bool(mine.stderr) == bool(usual.stderr)
    report.check(f"cat.{name}", same and said,
                 f"ours: {mine.returncode}, {len(mine.stdout)} bytes, {mine.stderr!r}\n"
                 f"usual: {usual.returncode}, {len(usual.stdout)} bytes, {usual.stderr!r}")
    return mine


def complains(name, done, *parts):
    text = done.stderr.decode(errors="replace")
    report.check(f"cat.{name}.message", all(part in text for part in parts), f"{text!r} should contain {parts}")


def limit_file_size():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))


def cat(program, directory):
    size = program.stat().st_size
    if "64" in subprocess.run(["readelf", "-h", program], capture_output=True, text=True, check=False).stdout:
        report.check("cat.size", size <= 4096, f"{size} bytes, at most 4096 allowed", f"{size} bytes, with error names")
    noise = os.urandom(3_000_000)
    (directory / "noise").write_bytes(noise)
    (directory / "empty").write_bytes(b"")
    (directory / "text").write_text("one\ntwo\n")
    (directory / "all bytes\n").write_bytes(bytes(range(256)) * 10)
    (directory / "-u file").write_text("dashing\n")
    (directory / "folder").mkdir()
    compare(program, "one_file", ["noise"], directory)
    compare(program, "several_files", ["text", "noise", "empty", "all bytes\n", "text"], directory)
    compare(program, "standard_input", [], directory, stdin=noise)
    compare(program, "dash_in_between", ["text", "-", "text"], directory, stdin=b"from stdin\0\xff")
    compare(program, "two_dashes", ["-", "-"], directory, stdin=b"once")
    compare(program, "double_dash", ["--", "-u file", "text"], directory)
    compare(program, "dash_after_double_dash", ["--", "-"], directory, stdin=b"still stdin")
    compare(program, "unbuffered", ["-u", "text"], directory)
    compare(program, "unbuffered_twice", ["text", "-uu", "--", "-u file"], directory)
    complains("missing", compare(program, "missing", ["text", "nosuch", "text"], directory), "nosuch", "ENOENT")
    complains("directory", compare(program, "directory", ["folder", "text"], directory), "folder", "EISDIR")
    complains("not_a_directory", compare(program, "not_a_directory", ["text/x"], directory), "text/x", "ENOTDIR")
    complains("empty_name", compare(program, "empty_name", [""], directory), "ENOENT")
    complains("long_name", compare(program, "long_name", ["n" * 300], directory), "n" * 300, "ENAMETOOLONG")
    complains("long_path", compare(program, "long_path", ["d/" * 3000], directory), "ENAMETOOLONG")
    done = compare(program, "bad_option", ["--nosuch"], directory)
    complains("bad_option", done, "--nosuch", "option")
    complains("bad_option_last", compare(program, "bad_option_last", ["text", "-uX"], directory), "-uX", "option")
    if os.getuid() == 0 and shutil.which("setpriv"):
        (directory / "secret").write_text("no\n")
        (directory / "secret").chmod(0)
        directory.chmod(0o755)
        shutil.copy(program, directory / "cat_copy")
        done = subprocess.run(["setpriv", "--reuid", "65534", "--clear-groups", directory / "cat_copy", "secret", "text"],
                              cwd=directory, capture_output=True, check=False, timeout=10)
        report.check("cat.unreadable", done.returncode == 1 and done.stdout == b"one\ntwo\n", repr(done))
        complains("unreadable", done, "secret", "EACCES")
    else:
        report.skip("cat.unreadable", "needs root and setpriv, to become somebody who may not read a file")

    with open("/dev/full", "wb") as full:
        done = subprocess.run([program, "text"], cwd=directory, stdout=full, stderr=subprocess.PIPE, check=False, timeout=10)
    report.check("cat.full_disk", done.returncode == 1, repr(done))
    complains("full_disk", done, "ENOSPC")
    done = subprocess.run(["sh", "-c", 'exec "$0" text nosuch >&-', program], cwd=directory, capture_output=True,
                          check=False, timeout=10)
    report.check("cat.closed_stdout", done.returncode == 1, repr(done))
    complains("closed_stdout", done, "EBADF")
    report.check("cat.closed_stdout.file_unharmed", (directory / "text").read_text() == "one\ntwo\n", "file was changed")
    done = subprocess.run(["sh", "-c", 'exec "$0" - <&-', program], cwd=directory, capture_output=True, check=False,
                          timeout=10)
    report.check("cat.closed_stdin", done.returncode == 1, repr(done))
    complains("closed_stdin", done, "EBADF")
    done = subprocess.run(["sh", "-c", 'exec "$0" <&- text', program], cwd=directory, capture_output=True, check=False,
                          timeout=10)
    report.check("cat.closed_stdin_unused", (done.returncode, done.stdout) == (0, b"one\ntwo\n"), repr(done))

    with open(directory / "text", "ab") as self_output:
        done = subprocess.run([program, "text"], cwd=directory, stdout=self_output, stderr=subprocess.PIPE, check=False,
                              timeout=10)
    unharmed = (directory / "text").read_text() == "one\ntwo\n"
    report.check("cat.input_is_output", done.returncode == 1 and unharmed, repr(done))

    # The kernel cuts the write that crosses the limit short, and refuses the next.
    with open(directory / "limited", "wb") as limited:
        done = subprocess.run([program, "noise"], cwd=directory, stdout=limited, stderr=subprocess.PIPE, check=False,
                              timeout=10, preexec_fn=limit_file_size)
    kept = (directory / "limited").read_bytes()
    report.check("cat.partial_write", done.returncode == 1 and kept == noise[:100_000], f"{len(kept)} bytes, {done!r}")
    complains("partial_write", done, "EFBIG")

    traced = calls(program, "text", cwd=directory)
    if traced is None:
        report.skip("cat.calls", "no strace here")
        report.skip("cat.interrupted", "no strace here, which would inject EINTR")
        return
    opens = [name for name in traced[0] if name in ("open", "openat")]
    rest = [name for name in traced[0] if name not in opens]
    report.check("cat.calls", len(opens) == 1 and len(rest) <= 7, str(traced[0]), f"{len(traced[0])}: {' '.join(traced[0])}")
    inject = ["-e", "inject=read,open,openat:error=EINTR:when=1+2", "-e", "inject=write:error=EINTR:when=1+3"]
    names, done = calls(program, "text", "noise", "-", cwd=directory, inject=inject, input=b"end")
    expected = b"one\ntwo\n" + noise + b"end"
    report.check("cat.interrupted", done.returncode == 0 and done.stdout == expected and not done.stderr,
                 f"{done.returncode}, {len(done.stdout)} bytes, {done.stderr!r}", f"{names.count('read')} reads, every other one interrupted")


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    built = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as directory:
        hello(built / "hello")
        cat(built / "cat", pathlib.Path(directory))
    report.end()


main()
