#!/usr/bin/env python3
"""Prints the C, POSIX, glibc and Linux headers of this machine, in groups that compile together as one C++ file.

The first group has nearly all; the others are kernel headers that clash with glibc's or with each other.
libc_headers.txt is its output. Run it again when the C library of the test machine changes:
  python3 tests/headers/find_libc_headers.py > tests/headers/libc_headers.txt
"""
import pathlib
import re
import subprocess
import sys

ROOTS = [pathlib.Path("/usr/include/x86_64-linux-gnu"), pathlib.Path("/usr/include")]
FOLDERS = ["", "sys", "arpa", "net", "netinet", "netpacket", "netax25", "netrom", "netash", "neteconet", "netiucv",
           "netrose", "protocols", "scsi", "rpc", "nfs", "gnu", "linux", "asm"]
# These are for one width or one processor.
NOT_FOR_ALL = r"/asm/.*(32|64)\.h$|/sys/(io|perm|vm86|reg|debugreg)\.h$"


def owned_by_libc():
    listed = subprocess.run(["dpkg", "-L", "libc6-dev", "linux-libc-dev"], capture_output=True, text=True, check=True)
    return set(listed.stdout.splitlines())


def candidates():
    owned = owned_by_libc()
    for folder in FOLDERS:
        names = set()
        for root in ROOTS:
            for file in (root / folder).glob("*.h"):
                if str(file) in owned and not re.search(NOT_FOR_ALL, str(file)):
                    names.add(f"{folder}/{file.name}".lstrip("/"))
        yield from sorted(names)


def compiling_together(headers):
    """As many of the headers as compile in one file, and the others."""
    headers, others = list(headers), []
    while True:
        text = "".join(f"#include <{name}>\n" for name in headers)
        done = subprocess.run(["g++", "-std=gnu++20", "-fsyntax-only", "-fmax-errors=1", "-x", "c++", "-"], input=text,
                              capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return headers, others
        # The line of this file whose include failed: the first place of the include stack.
        place = re.search(r"<stdin>:(\d+)", done.stderr)
        if not place:
            sys.exit(done.stderr)
        others.append(headers.pop(int(place[1]) - 1))


def main():
    others = list(candidates())
    first = True
    while others:
        group, others = compiling_together(others)
        if not group:
            break  # these do not compile alone either
        print(("" if first else "\n") + "\n".join(group))
        first = False
    print("left out:", *others, file=sys.stderr)


if __name__ == "__main__":
    main()
