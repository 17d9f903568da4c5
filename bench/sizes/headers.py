"""What including each public header costs: lines, and the compiler's time, over an empty file."""
import os
import random
import re
import shlex
import time

from common import INCLUDE, Failure, checked

FLAGS = ["-std=c++20", "-I", INCLUDE]
# What users include by name: not the tables and parts in other directories, nor what belongs to other targets.
PUBLIC = re.compile(r"((call|types|gate)/)?\w+\.hpp$")
NOT_PUBLIC = re.compile(r".*_(x86_64|ia32|aarch64)\.hpp$|gate/(svc|called|vsyscall|sysenter)\.hpp$")
# For about the calls that kcall.hpp has.
LIBC = "unistd.h fcntl.h poll.h time.h signal.h sys/mman.h sys/socket.h sys/stat.h sys/uio.h sys/wait.h".split()
COMPARED = [["span"], ["type_traits"], ["string_view"], *[[header] for header in LIBC[:2]], LIBC]


def public_headers():
    """The umbrella first."""
    found = sorted(str(path.relative_to(INCLUDE / "kcall")) for path in (INCLUDE / "kcall").rglob("*.hpp"))
    public = [header for header in found if PUBLIC.match(header) and not NOT_PUBLIC.match(header)]
    return sorted(public, key=lambda header: (header != "kcall.hpp", header.count("/"), header))


class Included:
    """A source file that includes something, and what that costs."""

    def __init__(self, folder, number, headers):
        self.name = f"<{headers[0]}>" if headers else "nothing"
        if len(headers) > 1:
            self.name += f" and {len(headers) - 1} more of libc's"
        self.source = folder / f"include_{number}.cpp"
        self.source.write_text("".join(f"#include <{header}>\n" for header in headers))
        self.seconds = []

    def count_lines(self):
        preprocessed = checked(["g++", *FLAGS, "-E", "-P", self.source]).stdout
        self.lines = sum(1 for line in preprocessed.splitlines() if line.strip())

    def prepare(self, command):
        self.command = [str(self.source) if word == command[0] else word for word in command[1]]

    def take_turn(self):
        self.seconds.append(processor_time(self.command))


def compiler_proper(source):
    """(source, command) as g++ would run it: cc1plus alone, without the driver, whose start is most of an empty file's
    time."""
    for line in checked(["g++", *FLAGS, "-fsyntax-only", source, "-###"]).stdout.splitlines():
        if "cc1plus" in line.split(" -", 1)[0]:
            return str(source), shlex.split(line)
    raise Failure("g++ -### does not say how it calls cc1plus")


def processor_time(command):
    """User and system time of one run: whatever else the machine does counts less than by the clock on the wall."""
    with open(os.devnull, "w", encoding="ascii") as nowhere:
        to_nowhere = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1), (os.POSIX_SPAWN_DUP2, nowhere.fileno(), 2)]
        child = os.posix_spawn(command[0], command, os.environ, file_actions=to_nowhere)
    _, status, usage = os.wait4(child, 0)
    if status != 0:
        raise Failure(f"exit status {os.waitstatus_to_exitcode(status)} of: {' '.join(command)}")
    return usage.ru_utime + usage.ru_stime


def usable(included, missing):
    """Those that compile; the others go to missing."""
    kept = []
    for one in included:
        try:
            one.count_lines()
            one.take_turn()
            kept.append(one)
        except Failure as failure:
            missing.append({"what": f"#include {one.name}", "reason": failure.short()})
    return kept


def measure(folder, missing, seconds):
    """"headers" of the report. All take turns, for about as long as asked; the least of each one's times counts."""
    until = time.monotonic() + seconds
    wanted = [[], *COMPARED, *[[f"kcall/{header}"] for header in public_headers()]]
    included = [Included(folder, number, headers) for number, headers in enumerate(wanted)]
    empty, span = included[0], included[1]
    command = compiler_proper(empty.source)
    for one in included:
        one.prepare(command)
    included = usable(included, missing)
    if empty not in included or span not in included:
        raise Failure("neither an empty file nor <span> compiles with g++: nothing to compare headers with")
    order = list(included)
    while time.monotonic() < until:
        # What ran just before matters a little, so that nobody has the same neighbours always.
        random.shuffle(order)
        for one in order:
            one.take_turn()

    def over_empty(one):
        return max(0.0, 1000 * (min(one.seconds) - min(empty.seconds)))

    return [{"header": one.name, "lines": one.lines, "ms_over_empty": round(over_empty(one), 2),
             "ratio_to_span": round(over_empty(one) / over_empty(span), 3)} for one in included[1:]]
