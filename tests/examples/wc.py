#!/usr/bin/env python3
"""wc beside coreutils' in the C locale: counts, columns, totals, bad input, hostile surroundings, system calls and speed.

usage: wc.py DIRECTORY   (the one with the built examples)
"""
import os
import pathlib
import random
import resource
import select
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from trials import Report, Trials, hostile_files, machine  # noqa: E402

report = Report()
OPTIONS = ([], ["-l"], ["-w"], ["-c"], ["-lw"], ["-cl"], ["-w", "--bytes"])


def old_words():
    """Up to coreutils 9.4, bytes that cannot be printed are no part of words; ours does as those."""
    done = subprocess.run(["wc", "-w"], input=b"\1", capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"})
    return done.stdout.split() == [b"0"]


def random_bytes(generator, size):
    alphabet = b" \t\n\v\f\r\x00\x08\x0e\x1f!~\x7f\x80\x89\xa0\xffab"
    return bytes(generator.choice(alphabet) for _ in range(size))


def counts(trials, directory, files):
    names = [name for name in files if "\n" not in name and not name.startswith("-")]
    for options in OPTIONS:
        tag = "".join(options).replace("-", "") or "default"
        for name in names:
            trials.compare(f"{tag}.{name[:20]}", [*options, name])
        trials.compare(f"{tag}.all", [*options, *names])
        trials.compare(f"{tag}.standard_input", options, stdin=files["all bytes"])
        trials.compare(f"{tag}.nothing", options)
        with open(directory / "noise", "rb") as noise:
            noise.seek(1234)
            trials.compare(f"{tag}.seekable_input", options, stdin=noise)
        trials.compare(f"{tag}.proc", [*options, "/proc/version", "/proc/filesystems",
                                        "/sys/kernel/mm/transparent_hugepage/enabled"])
    # Every length and alignment of a random mixture of all that counts, in pieces as a pipe gives them.
    generator = random.Random(1)
    for size in [*range(40), 4080, 4095, 4096, 4097, 65535, 65536, 65537, 65552, 200_000]:
        (directory / "random").write_bytes(random_bytes(generator, size))
        trials.compare(f"random.{size}", ["-lwc", "random"])
    text = random_bytes(generator, 30_000)
    pieces = "import os, sys\nfor at in range(0, 30000, 1013): os.write(1, open('pieces', 'rb').read()[at : at + 1013])"
    (directory / "pieces").write_bytes(text)
    (directory / "random").unlink()
    for program in (trials.command, ["wc"]):
        with subprocess.Popen([sys.executable, "-c", pieces], cwd=directory, stdout=subprocess.PIPE) as feeder:
            done = trials.run(program, ["-lwc"], stdin=feeder.stdout)
        if program == ["wc"]:
            trials.check("in_pieces", done.stdout == mine.stdout, f"{mine!r}\n{done!r}")
        mine = done
    (directory / "pages").write_bytes(b"x" * 409_600)
    with open(directory / "sparse", "wb") as sparse:
        sparse.truncate(6_000_000_000)
    trials.compare("pages", ["-c", "pages"])
    trials.compare("beyond_4_GiB", ["-c", "sparse", "text"])
    trials.compare("ahead_of_the_end", ["-c"], stdin=open(directory / "text", "rb"))
    beyond = open(directory / "text", "rb")  # noqa: SIM115
    beyond.seek(100)
    trials.compare("beyond_the_end", ["-c"], stdin=beyond)


def rows_at_once(trials):
    """What has been counted is shown before the next file is, which may take long."""
    with subprocess.Popen([*trials.command, "text", "-"], cwd=trials.directory, stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as counting:
        shown = select.select([counting.stdout], [], [], 10)[0] != []
        rest = counting.communicate(b"a b\n")[0]
    trials.check("rows_at_once", shown and rest.splitlines()[0].split() == [b"2", b"3", b"14", b"text"], repr(rest))


def names_and_options(trials):
    trials.compare("two_dashes", ["-", "-"], stdin=b"only once\n")
    trials.compare("dash_and_files", ["text", "-", "empty"], stdin=b"a b\n")
    trials.compare("double_dash", ["--", "-dash", "-l"], says=["-l", "ENOENT"])
    trials.compare("options_behind_files", ["text", "-l", "empty"])
    trials.compare("abbreviated", ["--li", "--w", "text"])
    trials.compare("many", ["text"] * 500)
    trials.compare("long_name", ["n" * 255, "n" * 256], says=["n" * 256, "ENAMETOOLONG"])
    trials.compare("long_path", ["d/" * 3000], says=["ENAMETOOLONG"])
    trials.compare("missing", ["nosuch"], says=["nosuch", "ENOENT"])
    trials.compare("missing_among_others", ["text", "nosuch", "text"], says=["nosuch", "ENOENT"])
    trials.compare("directory", ["folder", "text"], says=["folder", "EISDIR"])
    trials.compare("directory_bytes", ["-c", "folder"], says=["folder", "EISDIR"])
    trials.compare("not_a_directory", ["text/x"], says=["text/x", "ENOTDIR"])
    trials.compare("empty_name", ["", "text"], says=["ENOENT"])
    trials.compare("devices", ["/dev/null", "text"])
    trials.compare("bad_letter", ["-lx", "text"], says=["-x: no such option"])
    trials.compare("bad_name", ["--nosuch=3", "text"], says=["--nosuch: no such option"])
    trials.compare("needless_value", ["--lines=3", "text"], says=["--lines: takes no value"])
    done = trials.ours(["--help"])
    trials.expect("help", done)
    trials.check("help.text", all(word in done.stdout for word in (b"usage: wc", b"--lines", b"--words", b"--bytes")),
                 repr(done.stdout))
    # Nobody's shell does this, but the kernel may be asked to.
    done = subprocess.run(["env", "-i", *trials.command, "-l"], input=b"\n", capture_output=True, check=False)
    trials.check("empty_environment", (done.returncode, done.stdout) == (0, b"1\n"), repr(done))


def hostile(trials, files):
    trials.full_disk("full_disk", ["text"])
    trials.full_disk("full_disk.help", ["--help"], says=())
    trials.closed_stdout("closed_stdout", ["text"])
    trials.closed_stdin("closed_stdin", [], stdout=b"0 0 0\n")
    trials.closed_stdin("closed_stdin.unused", ["-l", "text"], status=0, stdout=b"2 text\n", says=())
    trials.closed_stdin("closed_stdin.number_taken", ["text", "-"],
                        stdout=b" 2  3 14 text\n 0  0  0 -\n 2  3 14 total\n")
    trials.closed("closed_stderr", ["nosuch"], "stderr", says=())
    trials.unreadable("unreadable", ["secret", "text"], "secret", stdout=b" 2  3 14 text\n 2  3 14 total\n")
    trials.broken_pipe("broken_pipe", ["text"])
    many = ["text"] * 3000
    trials.limited("short_writes", many, 10_000, trials.ours(many).stdout)
    trials.interrupted("interrupted", ["text", "noise", "long_line", "-"], stdin=files["noise"])
    trials.interrupted("interrupted.many_rows", many[:500], calls=("open", "openat", "read", "write"))
    trials.fewer_calls("calls", ["text"], most=7)
    trials.fewer_calls("calls.lines", ["-l", "text"], most=6)
    trials.fewer_calls("calls.bytes", ["-c", "noise"], most=6)


def user_time(program, arguments, directory, rounds):
    """The least user and system time of several runs, of each program in turn."""
    least = [1e9] * len(program)
    for _ in range(rounds):
        for i, one in enumerate(program):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([one, *arguments], cwd=directory, stdout=subprocess.DEVNULL, check=True,
                           env={**os.environ, "LC_ALL": "C"})
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            least[i] = min(least[i], spent)
    return least


def speed(trials, directory):
    if machine(trials.program) != "x86-64":
        return trials.skip("speed", "the usual wc is a 64-bit program")
    generator = random.Random(2)
    words = ["".join(generator.choice("etaoinshrdlu") for _ in range(generator.randint(1, 11))) for _ in range(2000)]
    line = " ".join(generator.choice(words) for _ in range(12))
    block = "\n".join(line[i % 40:] for i in range(20_000)) + "\n"
    (directory / "book").write_text(block * 20)
    for name, options, most in (("default", [], 0.5), ("words", ["-w"], 0.5), ("lines", ["-l"], 1.5)):
        mine, usual = user_time([trials.program, "wc"], [*options, "book"], directory, 7)
        # Two ticks of 4 ms are the clock's own uncertainty where processes are charged by ticks.
        trials.check(f"speed.{name}", mine <= usual * most + 0.008, f"{mine:.3f} s, the usual wc {usual:.3f} s",
                     f"{mine / usual if usual else 0:.2f} of the usual wc's time, at most {most} allowed")
    (directory / "book").unlink()


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        trials = Trials(report, pathlib.Path(sys.argv[1]).resolve() / "wc", "wc", directory)
        trials.size(5120, clang=5632)
        if old_words():
            files = hostile_files(directory)
            counts(trials, directory, files)
            names_and_options(trials)
            rows_at_once(trials)
            hostile(trials, files)
        else:
            trials.skip("counts", "this wc counts words otherwise: it is newer than coreutils 9.4")
        speed(trials, directory)
    report.end()


main()
