#!/usr/bin/env python3
"""pipeline: beside bash -o pipefail on real pipelines and broken ones.

usage: pipeline.py DIRECTORY   (the one with the built examples)
"""
import os
import pathlib
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from trials import Report, Trials, shown

report = Report()


def as_bash(stages):
    """The same pipeline for bash. Not `exec`: it would not say 126 and 127."""
    script = " | ".join(" ".join(shlex.quote(word) for word in stage) for stage in stages)
    return ["bash", "-o", "pipefail", "-c", script]


def separated(stages, separator):
    words = list(stages[0])
    for stage in stages[1:]:
        words += [separator, *stage]
    return words


def compare(trials, name, *stages, says=(), separator="--", bash_says_more=False, **options):
    """Same output and status as bash's; complaints name what they should."""
    mine = trials.ours(separated(stages, separator), **options)
    usual = trials.run(as_bash(stages), [], **options)
    same = mine.returncode == usual.returncode and mine.stdout == usual.stdout
    same = same and (bash_says_more or bool(mine.stderr) == bool(usual.stderr))
    text = mine.stderr.decode(errors="replace")
    trials.check(name, same and all(part in text for part in says),
                 f"ours: {shown(mine)}\nbash: {shown(usual)}\nours should say {list(says)}", f"exit status {mine.returncode}")
    return mine


def good(trials, directory):
    (directory / "words").write_text("pear\napple\npear\nfig\n" * 1000)
    compare(trials, "one", ["echo", "alone"])
    compare(trials, "two", ["cat", "words"], ["wc", "-l"])
    compare(trials, "five", ["cat", "words"], ["sort"], ["uniq", "-c"], ["sort", "-n"], ["head", "-2"])
    compare(trials, "standard_input", ["tr", "a-z", "A-Z"], ["rev"], stdin=b"from outside\n" * 5000)
    compare(trials, "bars", ["printf", "%s\n", "a", "--", "b"], ["grep", "--", "-"], separator="|")
    compare(trials, "empty_words", ["printf", "[%s]", "", "x y", "*", "$HOME", "\n"], ["cat"])
    compare(trials, "forty", *[["cat"]] * 40, stdin=b"passed through\n" * 10_000)
    noise = os.urandom(10_000_000)
    (directory / "noise").write_bytes(noise)
    done = trials.ours(["cat", "noise", "--", "cat", "--", "cat"])
    trials.check("ten_megabytes", done.returncode == 0 and done.stdout == noise, shown(done), "through three programs")
    done = trials.ours(["cat", "--", "gzip", "-1", "--", "gzip", "-d"], stdin=noise)
    trials.check("ten_megabytes.stdin", done.returncode == 0 and done.stdout == noise, shown(done))
    done = trials.ours(["head", "-c", "10000000", "/dev/zero", "--", "cat", "--", "wc", "-c"])
    trials.expect("ten_megabytes.counted", done, stdout=b"10000000\n")


def statuses(trials, directory):
    fails = ["sh", "-c", "exit 3"]
    compare(trials, "first_fails", fails, ["cat"])
    compare(trials, "last_fails", ["true"], fails)
    compare(trials, "last_failure_counts", ["sh", "-c", "exit 5"], fails, ["true"])
    compare(trials, "killed", ["sh", "-c", "kill -9 $$"], ["cat"], bash_says_more=True)
    compare(trials, "exit_255", ["sh", "-c", "exit 255"], ["cat"])
    # Who writes to a program that has ended gets SIGPIPE.
    compare(trials, "sigpipe", ["yes"], ["head", "-n", "2"])
    compare(trials, "sigpipe_nobody_reads", ["sh", "-c", "while echo x; do :; done"], ["true"])
    compare(trials, "missing_first", ["nosuch", "x"], ["wc", "-c"], says=["nosuch: ENOENT"])
    compare(trials, "missing_middle", ["echo", "lost"], ["nosuch"], ["cat"], says=["nosuch: ENOENT"])
    compare(trials, "missing_last", ["echo", "x"], ["./nosuch"], says=["./nosuch: ENOENT"])
    compare(trials, "all_missing", ["nosuch"], ["nosuch2"], ["nosuch3"], says=["nosuch: ENOENT", "nosuch2: ENOENT", "nosuch3: ENOENT"])
    compare(trials, "missing_while_another_writes", ["yes"], ["nosuch"], says=["nosuch: ENOENT"])
    (directory / "plain").write_text("not executable\n")
    compare(trials, "unexecutable", ["cat", "words"], ["./plain"], says=["./plain: EACCES"])
    compare(trials, "directory", ["/"], ["cat"], says=["/: EACCES"])
    compare(trials, "not_a_directory", ["./plain/x"], ["cat"], says=["./plain/x: ENOTDIR"])
    (directory / "script").write_text("echo a script without an interpreter\n")
    (directory / "script").chmod(0o755)
    compare(trials, "script", ["./script"], ["cat"])
    compare(trials, "path", ["script"], ["cat"], env={"PATH": f"/nosuch:{directory}:/usr/bin:/bin"})
    trials.expect("no_program", trials.ours([]), 2, b"", ["missing"])
    trials.expect("nothing_between", trials.ours(["true", "--", "--", "true"]), 2, b"", ["missing"])
    trials.expect("nothing_before", trials.ours(["--", "true"]), 2, b"", ["missing"])
    trials.expect("nothing_after", trials.ours(["true", "--"]), 2, b"", ["missing"])
    trials.expect("too_many", trials.ours(separated([["true"]] * 201, "--")), 2, b"", ["200"])
    trials.expect("many", trials.ours(separated([["true"]] * 200, "--")), 0, b"")
    trials.expect("help", trials.ours(["--help"]), 0, b"usage: pipeline PROGRAM [ARGUMENT]... [-- PROGRAM [ARGUMENT]...]...\n")


def surroundings(trials):
    trials.full_disk("help_full_disk", ["--help"], 2)
    trials.closed_stdout("help_closed_stdout", ["--help"], status=2)
    for name, stages in {"full_disk": [["echo", "x"], ["cat"]], "full_disk_in_the_middle": [["cat", "words"], ["tee", "/dev/full"], ["wc"]]}.items():
        with open("/dev/full", "wb") as full:
            compare(trials, name, *stages, **({"stdout": full} if name == "full_disk" else {}))
    for closed in ("<&-", ">&-", "2>&-", "<&- >&-", "<&- 2>&-", "<&- >&- 2>&-"):
        # What takes the place of a closed descriptor must not be an end of a pipe. `own` is the programs' descriptors.
        own = 'ls -l /proc/self/fd | sed "s/.* \\([0-9]*\\) -> .*/\\1/" | tr "\\n" " " >> listed'
        stages = [["sh", "-c", "cat words 2>/dev/null | head -c 4; " + own], ["sh", "-c", "cat | tr a-z A-Z; " + own],
                  ["sh", "-c", 'cat > "$0"', "written"]]
        answers = []
        for program in ([*trials.command, *separated(stages, "--")], as_bash(stages)):
            for name in ("listed", "written"):
                (trials.directory / name).unlink(missing_ok=True)
            done = trials.run(["sh", "-c", f'exec "$@" {closed}', "sh", *program], [])
            written = (trials.directory / "written").read_bytes()
            answers.append((done.returncode, written))
        trials.check(f"closed {closed}", answers[0] == answers[1], f"ours: {answers[0]}\nbash: {answers[1]}")
    trials.closed_stdout("closed_stdout", ["echo", "x", "--", "cat"], status=1, says=["cat: "])

    # Each program has its three descriptors, and ls its directory.
    listing = ["ls", "/proc/self/fd"]
    for place in range(3):
        stages = [["cat"], ["cat"], ["cat"]]
        stages[place] = listing
        done = trials.ours(separated(stages, "--"))
        trials.check(f"no_descriptor_leaks.{place}", place != 2 or done.stdout.split() == [b"0", b"1", b"2", b"3"], shown(done))
        if place != 2:
            stages = stages[:place] + [["sh", "-c", "cat; ls /proc/self/fd >&2"]] + stages[place + 1:]
            done = trials.ours(separated(stages, "--"))
            trials.check(f"no_descriptor_leaks.{place}.seen", done.stderr.split() == [b"0", b"1", b"2", b"3"], shown(done))


def interrupted(trials):
    words = ["cat", "words", "--", "sort", "--", "uniq", "-c"]
    # The programs are not traced: what is interrupted are calls of the pipeline's own.
    trials.interrupted("interrupted", words, calls=("waitid",), step="1..20")
    for name, inject in {"clone3_absent": ["clone3:error=ENOSYS"], "clone3_filtered": ["clone3:error=EPERM"],
                         "without_pidfds": ["clone3:error=ENOSYS", "pidfd_open:error=ENOSYS", "waitid:error=EINTR:when=1+2"],
                         "interrupted_report": ["clone3:error=ENOSYS", "read:error=EINTR:when=1+2"]}.items():
        inject = [word for one in inject for word in ("-e", "inject=" + one)]
        for label, list_of_words in {"": words, ".missing": ["cat", "words", "--", "nosuch", "--", "cat"]}.items():
            expected = trials.ours(list_of_words)
            traced = trials.calls(list_of_words, inject)
            if traced is None:
                trials.skip(name + label, "no strace here")
                continue
            done = traced[1]
            same = (done.returncode, done.stdout, done.stderr) == (expected.returncode, expected.stdout, expected.stderr)
            trials.check(name + label, same, f"with: {shown(done)}\nwithout: {shown(expected)}\n{traced[0]}")
    for number, status in {1: 126, 2: 126, 3: 126}.items():
        traced = trials.calls(["sleep", "20", "--", "sleep", "20", "--", "sleep", "20", "--", "cat"],
                              ["-e", f"inject=pipe2:error=EMFILE:when={number}"])
        if traced is None:
            trials.skip(f"no_pipe.{number}", "no strace here")
            continue
        done = traced[1]
        trials.check(f"no_pipe.{number}", done.returncode == status and b"EMFILE" in done.stderr, shown(done), "those that ran were ended")
    # They have a second between them, not one each: the last one's sleep would end in the third.
    words = ["sleep", "20", "--", "sleep", "20", "--", "sleep", "2.9", "--", "cat", "--", "cat"]
    traced = trials.calls(words, ["-e", "inject=pipe2:error=EMFILE:when=4"],
                          preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_IGN))
    if traced is not None:
        names, done = traced
        trials.check("no_pipe.stubborn", done.returncode == 126 and names.count("pidfd_send_signal") == 6,
                     f"{names}\n{shown(done)}", "three that ignore SIGTERM were killed")


def stopped_by_signal(trials):
    """As a shell's, its programs are in its own process group: what the terminal sends reaches all."""
    process = subprocess.Popen([*trials.command, "sleep", "20", "--", "sleep", "20"], start_new_session=True,
                               stdout=subprocess.PIPE, cwd=trials.directory)
    end = time.monotonic() + 10
    while time.monotonic() < end:
        listed = subprocess.run(["ps", "-eo", "pgid,comm"], capture_output=True, text=True, check=False).stdout
        if sum(line.split() == [str(process.pid), "sleep"] for line in listed.splitlines()) == 2:
            break
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    try:
        process.communicate(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    trials.check("interrupt", process.returncode == -signal.SIGINT, str(process.returncode))


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    if not shutil.which("bash"):
        report.skip("pipeline", "no bash here to compare with")
        report.end()
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        trials = Trials(report, pathlib.Path(sys.argv[1]).resolve() / "pipeline", "bash", directory)
        good(trials, directory)
        statuses(trials, directory)
        surroundings(trials)
        interrupted(trials)
        stopped_by_signal(trials)
    report.end()


main()
