#!/usr/bin/env python3
"""init: exit statuses, signals of every number, orphans in a pid namespace, the terminal, and tini beside it.

usage: init.py DIRECTORY   (the one with the built examples)
"""
import os
import pathlib
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from trials import NOBODY, Report, Trials

report = Report()
PATIENCE = 20

# Tells which signals it gets, one a line, until SIGTERM.
LISTENER = """
import os, signal
everything = set(signal.valid_signals()) - {signal.SIGKILL, signal.SIGSTOP}
signal.pthread_sigmask(signal.SIG_BLOCK, everything)
print("ready", os.getpid(), flush=True)
while True:
    came = signal.sigwait(everything)
    print(int(came), flush=True)
    if came == signal.SIGTERM:
        break
"""


def start(command, **options):
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, **options}
    return subprocess.Popen([str(part) for part in command], **options)


def finish(process):
    """Exit status, output, complaints; ends it if it takes too long."""
    try:
        out, err = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        out, err = process.communicate()
        return -1000, out, "did not end: " + err
    return process.returncode, out, err


def run(command, **options):
    return finish(start(command, **options))


def beside_tini(trials, init):
    """The same exit status and output."""
    tini = shutil.which("tini")
    if not tini:
        report.skip("init.beside_tini", "no tini here (Debian: tini)")
        return
    cases = {
        "status_0": ["true"], "status_1": ["false"], "status_7": ["sh", "-c", "exit 7"],
        "status_255": ["sh", "-c", "exit 255"], "output": ["echo", "-s", "--", "-g", "x"],
        "missing": ["nosuch"], "missing_path": ["/no/such"], "directory": ["/"],
        "killed": ["sh", "-c", "kill -9 $$"], "stdin": ["cat"],
        "signals": ["grep", "^Sig[BIC]", "/proc/self/status"], "environment": ["sh", "-c", "echo $HOME $PWD"],
        "orphan": ["sh", "-c", "sleep 0.05 & exit 3"],
    }
    for name, words in cases.items():
        mine, usual = run([init, "-s", "--", *words]), run([tini, "-s", "--", *words])
        both = mine[:2] == usual[:2]
        report.check(f"init.beside_tini.{name}", both, f"ours: {mine}\ntini: {usual}", f"exit status {mine[0]}")
    mine = trials.calls(["-s", "true"])
    if mine is not None:
        usual = trials.calls(["-s", "true"], program=[tini])
        report.check("init.beside_tini.calls", len(mine[0]) < len(usual[0]), f"ours: {mine[0]}\ntini: {usual[0]}",
                     f"{len(mine[0])}, tini {len(usual[0])}")


def statuses(trials, directory):
    for status in (0, 1, 2, 126, 127, 128, 254, 255):
        trials.expect(f"status_{status}", trials.ours(["sh", "-c", f"exit {status}"]), status)
    wrong = []
    for number in range(1, 65):
        if number in (signal.SIGCHLD, signal.SIGCONT, signal.SIGSTOP, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU,
                      signal.SIGURG, signal.SIGWINCH):
            continue
        # Without a core dump, of which the status would not tell.
        done = trials.ours(["sh", "-c", f"ulimit -c 0; kill -{number} $$"])
        if done.returncode != 128 + number or done.stderr:
            wrong.append((number, done))
    report.check("init.killed_by_each", not wrong, repr(wrong), "56 signals")
    trials.expect("program_options", trials.ours(["sh", "-c", 'echo "$0 $*"', "-s", "--help", "-g"]), stdout=b"-s --help -g\n")
    trials.expect("double_dash", trials.ours(["-s", "--", "echo", "--"]), stdout=b"--\n")
    trials.expect("no_program", trials.ours([]), 1, b"", ["no program"])
    trials.expect("bad_option", trials.ours(["-x", "true"]), 1, b"", ["-x", "no such option"])
    trials.expect("bad_signal", trials.ours(["-p", "NOSUCH", "true"]), 1, b"", ["NOSUCH", "no such signal"])
    trials.expect("signal_0", trials.ours(["-p", "0", "true"]), 1, b"", ["no such signal"])
    trials.expect("signal_missing", trials.ours(["-p"]), 1, b"", ["-p", "needs a value"])
    done = trials.ours(["--help"])
    report.check("init.help", done.returncode == 0 and done.stdout.startswith(b"usage: init "), repr(done))
    trials.full_disk("help_full_disk", ["--help"])
    trials.closed_stdout("help_closed_stdout", ["--help"])
    trials.expect("missing", trials.ours(["nosuch"]), 127, b"", ["nosuch: ENOENT"])
    trials.expect("missing_path", trials.ours(["/nosuch/nosuch"]), 127, b"", ["/nosuch/nosuch: ENOENT"])
    trials.expect("empty_name", trials.ours([""]), 127, b"", ["ENOENT"])
    trials.expect("directory", trials.ours(["/"]), 126, b"", ["/: EACCES"])
    trials.expect("long_name", trials.ours(["/" + "n" * 300]), 126, b"", ["n" * 300 + ": ENAMETOOLONG"])
    (directory / "plain").write_text("echo not for the kernel\n")
    trials.expect("not_executable", trials.ours(["./plain"]), 126, b"", ["./plain: EACCES"])
    (directory / "plain").chmod(0o755)
    trials.expect("script", trials.ours(["./plain"]), stdout=b"not for the kernel\n")
    (directory / "garbage").write_bytes(b"\x7fELF" + bytes(100))
    (directory / "garbage").chmod(0o755)
    trials.check("garbage", trials.ours(["./garbage"]).returncode in (126, 127), "a file that is no program")
    trials.closed("closed_stdin", ["cat"], "stdin", 1, b"", ["Bad file descriptor"])
    trials.closed("closed_stderr", ["nosuch"], "stderr", 127, b"", [])

    def ignore_children():
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    trials.expect("sigchld_ignored", trials.ours(["sh", "-c", "exit 4"], preexec_fn=ignore_children), 4)


def without_calls(trials):
    """Kernels and filters that lack clone3 or pidfd_open."""
    strace = shutil.which("strace")
    cases = {"clone3_absent": ["clone3:error=ENOSYS"], "clone3_filtered": ["clone3:error=EPERM"],
             "clone3_older": ["clone3:error=EINVAL"],
             "pidfd_absent": ["clone3:error=ENOSYS", "pidfd_open:error=ENOSYS"],
             "interrupted": ["rt_sigtimedwait,rt_sigtimedwait_time64:error=EINTR:when=1..5"]}
    for name, injected in cases.items():
        inject = [word for one in injected for word in ("-e", "inject=" + one)]
        # Not -f: what is injected is for init alone.
        for words, status in ((["sh", "-c", "exit 9"], 9), (["nosuch"], 127), (["/"], 126)):
            label = f"{name}.{status}"
            if not strace:
                trials.skip(label, "no strace here")
                continue
            traced, done = trials.calls(words, inject)
            trials.check(label, done.returncode == status, f"{done}\n{traced}")


def all_signals(init):
    """Each signal that is sent to init comes to the program, once."""
    process = start([init, sys.executable, "-c", LISTENER])
    try:
        ready = process.stdout.readline()
        program = int(ready.split()[1])
        numbers = [n for n in range(1, 65) if n not in (9, 15, 17, 19, 32, 33)] + [15]
        answers = []
        for number in numbers:
            os.kill(process.pid, number)
            answers.append(int(process.stdout.readline() or -1))
        status, _, complaints = finish(process)
        report.check("init.passes_on_each", answers == numbers and status == 0 and not complaints,
                     f"sent {numbers}\ncame {answers}\nstatus {status}, {complaints}", f"{len(numbers)} signals")
        report.check("init.program_is_a_child", program != process.pid)
    finally:
        process.kill()
        finish(process)
    # A libc keeps these two for itself; they end the program.
    for number in (32, 33):
        process = start([init, "sh", "-c", "echo ready; exec sleep 20"])
        process.stdout.readline()
        os.kill(process.pid, number)
        status = finish(process)[0]
        report.check(f"init.passes_on_{number}", status == 128 + number, f"exit status {status}")
    # A program that stops and goes on.
    process = start([init, "sh", "-c", "echo $$; exec sleep 20"])
    program = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGTSTP)
    stopped = becomes(lambda: state(program) == "T")
    os.kill(process.pid, signal.SIGCONT)
    going = becomes(lambda: state(program) == "S")
    os.kill(process.pid, signal.SIGTERM)
    status = finish(process)[0]
    report.check("init.stop_and_go_on", stopped and going and status == 143, f"stopped {stopped}, going {going}, {status}")
    # One that comes with the program's end, and is taken after that.
    late = 'trap "" PWR; kill -STOP $PPID; kill -PWR $PPID; (sleep 0.1; kill -CONT $PPID) & exit 5'
    status = run([init, "sh", "-c", late])[0]
    report.check("init.signal_at_the_end", status == 5, f"exit status {status}")
    # Many at once, while children end all the time.
    process = start([init, "-s", "sh", "-c", "trap : USR1; echo ready; for i in $(seq 300); do (true &); done; exit 5"])
    process.stdout.readline()
    for _ in range(2000):
        os.kill(process.pid, signal.SIGUSR1)
    status = finish(process)[0]
    report.check("init.storm", status == 5, f"exit status {status}")


def state(process):
    try:
        text = pathlib.Path(f"/proc/{process}/stat").read_text()
    except OSError:
        return "gone"
    return text[text.rindex(")") + 2]


def becomes(true):
    end = time.monotonic() + PATIENCE
    while not true():
        if time.monotonic() > end:
            return False
        time.sleep(0.005)
    return True


def alive(group):
    """Whether there is anybody in this process group; zombies, for whom the system's own init may be slow, are nobody."""
    listed = run(["ps", "-eo", "pgid=,stat="])[1]
    return any(line.split()[0] == str(group) and not line.split()[1].startswith("Z") for line in listed.splitlines())


def groups(init):
    done = run([init, "sh", "-c", "ps -o pgid= -p $$; echo $$; ps -o pgid= -p $PPID"])
    numbers = [int(word) for word in done[1].split()]
    report.check("init.own_group", len(numbers) == 3 and numbers[0] == numbers[1] != numbers[2], repr(done))
    family = ('trap "echo parent; exit 0" TERM; '
              'sh -c \'trap "echo child; exit 0" TERM; echo ready; while :; do sleep 0.02; done\' & '
              'while :; do sleep 0.02; done')
    for options, expected in ((["-g"], {"parent", "child"}), ([], {"parent"})):
        process = start([init, *options, "sh", "-c", family])
        process.stdout.readline()
        members = re.findall(r"^\s*(\d+)\s+(\d+)", run(["ps", "-eo", "pid,ppid"])[1], re.M)
        program = [int(p) for p, parent in members if int(parent) == process.pid]
        os.kill(process.pid, signal.SIGTERM)
        process.wait(PATIENCE)
        # Who was not told goes on: the group is the program's own.
        if options:
            becomes(lambda: not any(alive(member) for member in program))
        for group in program:
            if alive(group):
                try:
                    os.killpg(group, signal.SIGKILL)
                except ProcessLookupError:
                    pass
        said = set(finish(process)[1].split())
        label = "group" if options else "program_only"
        report.check(f"init.signals_to_{label}", said == expected and process.returncode == 0, f"{said}, {process.returncode}")


def orphans(init, directory):
    unshare = ["unshare", "-pf", "--mount-proc", "--kill-child"]
    if run([*unshare, "true"])[0] != 0:
        unshare = ["unshare", "-rpf", "--mount-proc", "--kill-child"]
    if run([*unshare, "true"])[0] != 0:
        report.skip("init.as_process_1", "needs the right to make a pid namespace, and unshare")
    else:
        count = 3000
        script = (f'i=0; while [ $i -lt {count} ]; do (sh -c "exit 3" &) ; (sleep 0.01 &); i=$((i+2)); done; '
                  'n=0; while [ $n -lt 400 ]; do '
                  'left=$(ls -d /proc/[0-9]* | wc -l); zombies=$(cat /proc/[0-9]*/stat 2>/dev/null | grep -c ") Z "); '
                  # init, this shell, and what counts
                  '[ $left -le 5 ] && [ $zombies -le 1 ] && break; n=$((n+1)); sleep 0.02; done; '
                  'ps -eo stat=,ppid=,args= | grep "^Z"; echo "own id $(cat /proc/1/comm) $$"; exit 6')
        process = start([*unshare, init, "sh", "-c", script])
        try:
            out, err = process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            process.kill()
            out, err = process.communicate()
        good = process.returncode == 6 and out == "own id init 2\n"
        report.check("init.as_process_1.orphans", good, f"{process.returncode}, {out!r}, {err!r}", f"{count}, no zombie left")
        marker = directory / "marker"
        done = run([*unshare, init, "sh", "-c", f"sleep 777 & echo $! > {marker}; exit 3"])
        report.check("init.as_process_1.ends_all", done[0] == 3, repr(done))
        done = run([*unshare, init, "sh", "-c", "kill -TERM 1; sleep 10"])
        report.check("init.as_process_1.passes_on", done[0] == 143, repr(done))
        done = run([*unshare, init, "nosuch"])
        report.check("init.as_process_1.missing", done[0] == 127 and "nosuch: ENOENT" in done[2], repr(done))
    # Without a namespace, as -s has it.
    (directory / "adopted.sh").write_text("sleep 0.05; ps -o ppid= -p $$ > adopted\n")
    done = run([init, "-s", "sh", "-c", 'sh -c "sh adopted.sh & exit 0"; while [ ! -s adopted ]; do sleep 0.01; done; '
                'echo $PPID; cat adopted'], cwd=directory)
    numbers = done[1].split()
    report.check("init.subreaper", done[0] == 0 and len(numbers) == 2 and numbers[0] == numbers[1], repr(done))


def parent_dies(init, directory):
    said = directory / "said"
    inner = f'trap "echo told > {said}; exit 0" USR2; echo ready; while :; do sleep 0.02; done'
    # The shell is init's parent, and ends when it has read that the program is ready.
    process = start(["sh", "-c", '"$0" -p USR2 sh -c "$1" > pipe & read line < pipe; exit 0', init, inner],
                    cwd=made_pipe(directory))
    finish(process)
    told = becomes(lambda: said.exists() and said.read_text() == "told\n")
    report.check("init.parent_death", told, "the program was not told")


def made_pipe(directory):
    if not (directory / "pipe").exists():
        os.mkfifo(directory / "pipe")
    return directory


def on_terminal(words, typed, until=b""):
    """Runs a program with a terminal of its own; types when `until` has been read. Status and output."""
    process, terminal = pty.fork()
    if process == 0:
        os.execvp(words[0], words)
    out = b""
    os.set_blocking(terminal, False)
    end = time.monotonic() + PATIENCE
    status = None
    while time.monotonic() < end:
        try:
            out += os.read(terminal, 4096)
        except BlockingIOError:
            time.sleep(0.005)
        except OSError:
            break
        if typed and until in out:
            text, until = typed.pop(0)
            os.write(terminal, text)
    else:
        os.kill(process, signal.SIGKILL)
    status = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    os.close(terminal)
    return status, out.decode(errors="replace").replace("\r\n", "\n")


def terminal(init):
    show = "ps -o pgid=,tpgid= -p $$"
    status, out = on_terminal([str(init), "sh", "-c", show], [])
    numbers = out.split()
    report.check("init.terminal.foreground", status == 0 and len(numbers) == 2 and numbers[0] == numbers[1], f"{status} {out!r}")
    status, out = on_terminal([str(init), "sh", "-c", "echo go; exec sleep 20"], [(b"\x03", b"")], b"go")
    report.check("init.terminal.interrupt", status == 130, f"{status} {out!r}")
    # Afterwards the shell that started init can read from the terminal again.
    script = f'"{init}" sh -c "echo first; read a; echo got \\$a"; read b; echo then $b'
    status, out = on_terminal(["sh", "-c", script], [(b"one\n", b"got one"), (b"two\n", b"")], b"first")
    report.check("init.terminal.given_back", status == 0 and "got one" in out and "then two" in out, f"{status} {out!r}")
    # In the background it leaves the terminal to who has it.
    script = f'set -m; "{init}" sh -c "{show.replace("$", chr(92) + "$")}" & wait $!; echo end'
    status, out = on_terminal(["bash", "-c", script], [])
    numbers = out.splitlines()[0].split()
    report.check("init.terminal.background", status == 0 and len(numbers) == 2 and numbers[0] != numbers[1], f"{status} {out!r}")


def as_nobody(trials):
    if os.getuid() != 0 or not shutil.which("setpriv"):
        return trials.skip("not_root", "needs root and setpriv")
    with tempfile.TemporaryDirectory() as aside:
        os.chmod(aside, 0o755)
        copy = shutil.copy(trials.program, aside)
        done = trials.run(["setpriv", "--reuid", str(NOBODY), "--clear-groups", copy], ["-s", "sh", "-c", "exit 8"])
    trials.expect("not_root", done, 8)


def main():
    if len(sys.argv) != 2 or not pathlib.Path(sys.argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    init = pathlib.Path(sys.argv[1]).resolve() / "init"
    with tempfile.TemporaryDirectory() as name:
        directory = pathlib.Path(name)
        trials = Trials(report, init, "tini", directory)
        trials.size(8192)
        statuses(trials, directory)
        beside_tini(trials, init)
        without_calls(trials)
        all_signals(init)
        groups(init)
        orphans(init, directory)
        parent_dies(init, directory)
        terminal(init)
        as_nobody(trials)
    report.end()


main()
