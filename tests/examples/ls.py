#!/usr/bin/env python3
"""ls: its whole output beside coreutils', on real directories and crafted ones, and what bad input does to it.

usage: ls.py DIRECTORY   (the one with the built examples)
"""
import os
import pathlib
import random
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time

from trials import Report, Trials, hostile_files, shown

UTC = {"TZ": "UTC0"}
OPTIONS = ["", "-l", "-a", "-A", "-la", "-lA", "-n", "-1", "-ld", "-Aa", "-aA", "-1l"]


def changing(trials, name, arguments, attempts=5):
    """compare() where others may change what is listed between the two runs."""
    for _ in range(attempts - 1):
        one, other = trials.ours(arguments, env=UTC), trials.run(["ls"], arguments, env=UTC)
        if (one.returncode, one.stdout) == (other.returncode, other.stdout):
            break
        time.sleep(0.02)
    trials.compare(name, arguments, env=UTC)


def real_directories(trials):
    for directory in ("/etc", "/dev", "/usr/bin", "/usr/lib", "/usr/include", "/usr", "/sys", "/etc/alternatives"):
        if not os.path.isdir(directory):
            trials.skip(f"real{directory.replace('/', '.')}", "no such directory here")
            continue
        for option in ("-l", "-la", "-nA", ""):
            changing(trials, f"real{directory.replace('/', '.')}.{option or 'plain'}", [*filter(None, [option]), directory])


def odd_directory(where):
    """Every type, permission, size and time that there is."""
    hostile_files(where)
    for name in (b"\xff\xfe\x80", b"\x01\x1b[31m", b" leading", b"trailing ", b"a\tb", "日本".encode(), b"...", b".hidden",
                 b"..dots", b"A", b"a", b"B", b"_", b"-l", b"--help", b"*", b"\"quoted\"", b"it's", b"\\", b"a" * 254):
        (pathlib.Path(os.fsdecode(bytes(str(where), "utf8") + b"/" + name))).write_bytes(name * 3)
    for mode in (0, 0o777, 0o4755, 0o4644, 0o2755, 0o2644, 0o1777, 0o1666, 0o7777, 0o7000, 0o421, 0o124):
        path = where / f"mode_{mode:o}"
        path.write_bytes(b"")
        path.chmod(mode)
        (where / f"directory_{mode:o}").mkdir()
        (where / f"directory_{mode:o}").chmod(mode)
    os.mkfifo(where / "fifo")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(where / "socket"))
    os.symlink("text", where / "link")
    os.symlink("nowhere/at all", where / "dangling")
    os.symlink("loop", where / "loop")
    os.symlink("x" * 4000, where / "long link")
    os.symlink("folder", where / "link to folder")
    os.symlink(os.fsdecode(b"\xff\n -> \x80"), where / "odd link")
    for size in (1, 999_999_999, 12345678901234, 4096):
        with open(where / f"size_{size}", "wb") as file:
            file.truncate(size)
    for i in range(12):
        os.link(where / "text", where / f"hard_{i}")
    if os.getuid() == 0:
        for number in (1, 65534, 4294967294, 123456):
            path = where / f"owner_{number}"
            path.write_bytes(b"")
            os.chown(path, number, number)
        for major, minor in ((1, 3), (511, 1048575), (4095, 0)):
            try:
                os.mknod(where / f"device_{major}_{minor}", stat.S_IFCHR | 0o600, os.makedev(major, minor))
                os.mknod(where / f"block_{major}_{minor}", stat.S_IFBLK | 0o600, os.makedev(major, minor))
            except PermissionError:
                break


def times(where):
    """Moments at which calendars and ls change their minds."""
    now = int(time.time())
    half = 31556952 // 2
    moments = [0, 1, -1, 59, 86399, 86400, now, now - half + 3600, now - half - 3600, now + 86400, now - 86400,
               951782400, 951868799, 951868800, 4107542400, 2147483647, 2147483648, 4294967295, 4294967296, -2147483648,
               -2208988800, 1709164799, 1709164800, 1709251200, 253402300799, 253402300800, 15032385535]
    chance = random.Random(5)
    moments += [chance.randrange(-2**31, 2**34) for _ in range(150)]
    for at in range(1970, 2110):
        moments.append(int((at - 1970) * 365.2425 * 86400))
    for number, moment in enumerate(moments):
        path = where / f"{number:04}"
        path.write_bytes(b"")
        try:
            os.utime(path, (moment, moment))
        except (OSError, OverflowError):
            path.unlink()
    # Beyond what most file systems keep; theirs is what they cut it down to.
    for moment in ("@-67768040609740800", "@67768036191676799", "@67768036191676800", "@9223372036854775807",
                   "@-9223372036854775807", "@-62135596801", "@-62167219201", "@-377705116800"):
        subprocess.run(["touch", "-d", moment, where / f"far{moment}"], capture_output=True, check=False, env=dict(os.environ, **UTC))


def crafted(trials, where):
    odd = where / "odd"
    odd.mkdir()
    odd_directory(odd)
    for option in OPTIONS:
        trials.compare(f"odd.{option or 'plain'}", [*filter(None, [option]), "odd"], env=UTC)
    names = sorted(os.listdir(odd))
    inside = Trials(trials.report, trials.program, "ls", odd)
    for option in ("-ld", "-1d", "-l", ""):
        inside.compare(f"odd.operands.{option or 'plain'}", [*filter(None, [option]), "--", *names], env=UTC)
    (where / "times").mkdir()
    times(where / "times")
    trials.compare("times", ["-l", "times"], env=UTC)
    # Alone, because the clock is not read before it is needed.
    (where / "old").write_bytes(b"")
    for moment in (-1, -31556952 // 2 + 1):
        os.utime(where / "old", (moment, moment))
        trials.compare(f"times.alone.{moment}", ["-l", "old"], env=UTC)
    if os.path.isdir("/dev/shm"):
        with tempfile.TemporaryDirectory(dir="/dev/shm") as memory:
            times(pathlib.Path(memory))
            trials.compare("times.in_memory", ["-l", memory], env=UTC)
    (where / "many").mkdir()
    (where / "many" / "0").write_bytes(b"")
    for i in range(1, 20_000):
        os.link(where / "many" / "0", where / "many" / f"{i * 7919 % 20_011:x}")
    for option in ("-l", "-a", ""):
        trials.compare(f"many.{option or 'plain'}", [*filter(None, [option]), "many"], env=UTC)
    (where / "nothing").mkdir()
    for option in OPTIONS:
        trials.compare(f"nothing.{option or 'plain'}", [*filter(None, [option]), "nothing"], env=UTC)


def operands(trials, where):
    (where / "folder" / "inside").write_bytes(b"x")
    os.symlink("folder", where / "to folder")
    os.symlink("text", where / "to text")
    os.symlink("nosuch", where / "to nothing")
    os.symlink("ring", where / "ring")
    for option in ("", "-l", "-a", "-d", "-ld"):
        for number, words in enumerate((["text"], ["folder"], ["text", "folder"], ["folder", "text", "folder"],
                                        ["to folder"], ["to folder/"], ["to text"], ["to nothing"], ["ring"],
                                        ["to folder", "folder", "text", "to text", "to nothing", "ring"],
                                        ["folder", "nothing"], ["nothing", "folder", "many/0"], [], ["."],
                                        ["./folder/../text"], ["folder//"], ["/dev/null", "text", "/dev/tty"],
                                        ["--", "-dash"], ["--"])):
            trials.compare(f"operands.{option or 'plain'}.{number}", [*filter(None, [option]), *words], env=UTC)
    trials.compare("operands.options_behind", ["folder", "-l", "text"], env=UTC)
    trials.compare("long_options", ["--all", "--directory", "--numeric-uid-gid", "text", "folder"], env=UTC)
    trials.compare("long_options.almost", ["--almost", "folder"], env=UTC)
    trials.compare("missing", ["nosuch"], says=["nosuch", "ENOENT"])
    trials.compare("missing.among", ["-l", "text", "nosuch", "folder"], says=["nosuch", "ENOENT"], env=UTC)
    trials.compare("missing.one_directory", ["nosuch", "folder"], says=["nosuch", "ENOENT"])
    trials.compare("not_a_directory", ["text/x"], says=["text/x", "ENOTDIR"])
    trials.compare("file_with_slash", ["text/"], says=["text/", "ENOTDIR"])
    trials.compare("empty_name", [""], says=["ENOENT"])
    trials.compare("dangling_with_slash", ["to nothing/"], says=["ENOENT"])
    trials.compare("ring_with_slash", ["ring/"], says=["ELOOP"])
    trials.compare("long_name", ["n" * 300], says=["n" * 300, "ENAMETOOLONG"])
    trials.compare("long_path", ["d/" * 3000], says=["ENAMETOOLONG"])
    trials.compare("bad_option", ["--nosuch"], says=["--nosuch", "no such option"])
    trials.compare("bad_letter", ["-l!"], says=["-!", "no such option"])
    trials.expect("help", trials.ours(["--help"]), stdout=None)


def others(trials, where):
    """As somebody who may not read everything."""
    if os.getuid() != 0 or not shutil.which("setpriv"):
        return trials.skip("others", "needs root and setpriv, to become somebody who may not read a directory")
    with tempfile.TemporaryDirectory() as aside:
        open_to_all = pathlib.Path(aside)
        open_to_all.chmod(0o755)
        copy = shutil.copy(trials.program, open_to_all / "copy")
        for name, mode in (("closed", 0), ("unreadable", 0o711), ("unsearchable", 0o744), ("open", 0o755)):
            (open_to_all / name).mkdir()
            (open_to_all / name / "file").write_bytes(b"")
            (open_to_all / name / "folder").mkdir()
            os.symlink("file", open_to_all / name / "link")
            (open_to_all / name).chmod(mode)
        as_nobody = ["setpriv", "--reuid", "65534", "--clear-groups"]
        for option in ("", "-l", "-la", "-d", "-ld"):
            for names in (["closed"], ["unreadable"], ["unsearchable"], ["open"], ["unreadable/file"], ["unsearchable/file"], ["copy", "closed"],
                          ["closed", "open", "unsearchable", "copy", "unreadable"]):
                words = [*filter(None, [option]), *names]
                mine = trials.run([*as_nobody, *trials.runner, copy], words, cwd=open_to_all, env=UTC)
                usual = trials.run([*as_nobody, "ls"], words, cwd=open_to_all, env=UTC)
                same = (mine.returncode, mine.stdout) == (usual.returncode, usual.stdout)
                same = same and mine.stderr.count(b"\n") == usual.stderr.count(b"\n")
                same = same and mine.stderr.count(b"EACCES") == usual.stderr.count(b"Permission denied")
                trials.check(f"others.{option or 'plain'}.{'.'.join(names).replace('/', '_')}", same,
                             f"ours:  {shown(mine)}\nusual: {shown(usual)}")
    return None


def removed(trials, where):
    """In a directory that is there no more."""
    script = 'mkdir gone && cd gone && rmdir ../gone && exec "$@"'
    mine = trials.run(["sh", "-c", script, "sh", *trials.command], ["-la"], env=UTC)
    usual = trials.run(["sh", "-c", script, "sh", "ls"], ["-la"], env=UTC)
    trials.check("removed", (mine.returncode, mine.stdout) == (usual.returncode, usual.stdout),
                 f"ours:  {shown(mine)}\nusual: {shown(usual)}")


def surroundings(trials, where):
    trials.full_disk("full_disk", ["-l", "folder"], status=2)
    trials.full_disk("full_disk.much", ["many"], status=2)
    trials.closed_stdout("closed_stdout", ["-l", "folder"], status=2)
    trials.closed("closed_stderr", ["folder"], "stderr", stdout=b"inside\n", says=(), status=0)
    trials.closed("closed_stdin", ["folder"], "stdin", stdout=b"inside\n", says=(), status=0)
    whole = trials.ours(["many"]).stdout
    trials.limited("limited", ["many"], 50_000, whole, status=2)
    trials.broken_pipe("broken_pipe", ["many"])
    trials.interrupted("interrupted", ["-l", "many", "folder", "/etc"], calls=("getdents64", "write", "openat", "open"), env=UTC)
    trials.fewer_calls("calls", ["-l", "folder"], most=22, env=UTC)
    trials.fewer_calls("calls.usr_bin", ["-l", "/usr/bin"], env=UTC)
    trials.fewer_calls("calls.plain", ["folder"], most=12)


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    report = Report()
    program = pathlib.Path(sys.argv[1]).resolve() / "ls"
    with tempfile.TemporaryDirectory() as directory:
        where = pathlib.Path(directory)
        trials = Trials(report, program, "ls", where)
        real_directories(trials)
        hostile_files(where)
        crafted(trials, where)
        operands(trials, where)
        others(trials, where)
        removed(trials, where)
        surroundings(trials, where)
        # What nobody may enter is not removed otherwise.
        for path in (where / "odd").glob("directory_*"):
            path.chmod(0o700)
    report.end()


main()
