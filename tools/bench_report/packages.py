"""Debian's packages, as tools/test installs them: as root or with sudo, and never more than a note where that fails."""
import os
import shutil
import subprocess

PACKAGES = ("g++ cmake ninja-build binutils strace gnuplot-nox libbenchmark-dev g++-12-multilib musl-tools "
            "dietlibc-dev libklibc-dev busybox-static tini dumb-init").split()


def output(command, timeout=60):
    """A program's output, empty if it cannot be run or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=timeout, check=False,
                              stdin=subprocess.DEVNULL, env=dict(os.environ, LC_ALL="C.UTF-8"))
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout if done.returncode == 0 else ""


def missing(wanted=PACKAGES):
    return [name for name in wanted if output(["dpkg-query", "-W", "-f", "${db:Status-Status}", name]) != "installed"]


def as_root():
    """What to put in front of a command, or None."""
    if os.geteuid() == 0:
        return []
    allowed = shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if allowed and allowed.returncode == 0 else None


def apt(front, log, *arguments):
    # --no-remove: some packages that developers have (gcc-multilib) conflict with cross compilers.
    command = front + ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-o", "DPkg::Lock::Timeout=120", "-qq", "-y"]
    done = subprocess.run(command + list(arguments), stdin=subprocess.DEVNULL, stdout=log, stderr=log, check=False)
    return done.returncode == 0


def possible(front, log, wanted):
    """Those that can be had: one that cannot must not cost the others."""
    simulate = ["install", "--no-install-recommends", "--no-remove", "--simulate"]
    if apt(front, log, *simulate, *wanted):
        return wanted
    found = []
    for name in wanted:
        if apt(front, log, *simulate, *found, name):
            found.append(name)
    return found


def install(names, log_path, say):
    """Gives the names of the packages that are missing in the end."""
    wanted = missing(names)
    if not wanted:
        return []
    front = as_root()
    if front is None:
        say(f"missing packages, and neither root nor sudo to install them: {' '.join(wanted)}")
        return wanted
    say(f"installing: {' '.join(wanted)}")
    with open(log_path, "w", encoding="utf-8") as log:
        apt(front, log, "-o", "APT::Update::Error-Mode=any", "update")
        found = possible(front, log, wanted)
        if found:
            apt(front, log, "install", "--no-install-recommends", "--no-remove", *found)
    wanted = missing(names)
    if wanted:
        say(f"could not install (see {log_path}): {' '.join(wanted)}")
    return wanted


def ensure(install_them, log_path, say, names=PACKAGES):
    if not shutil.which("dpkg-query"):
        say("not Debian: using the tools that are here")
        return []
    if install_them:
        return install(names, log_path, say)
    absent = missing(names)
    if absent:
        say(f"missing packages: {' '.join(absent)} (--no-install)")
    return absent
