#!/usr/bin/env python3
"""kcall beside musl: a program that uses both, and what the compiler says where musl's macros would change what kcall's
names mean."""
import pathlib
import shutil

import harness

HEADERS = pathlib.Path("/usr/include/x86_64-linux-musl")
MACROS = "names of system calls macros"
PROGRAM = """#include <kcall/kcall.hpp>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
int main() {
  const kcall::pid mine = kcall::getpid();
  if (mine.get() != getpid()) return 1;
  const auto now = kcall::clock_gettime(kcall::clock::monotonic);
  return now && kcall::write(kcall::stdout_fd, "beside musl\\n") ? 0 : 2;
}
"""


def musl_compiler():
    """g++ with musl's C headers. There is no C++ library for it, and kcall needs none."""
    own = harness.run(["g++", "-print-file-name=include"]).stdout.strip()
    return ["g++", "-std=c++20", "-O2", "-nostdinc", "-isystem", own, "-isystem", HEADERS, f"-I{harness.INCLUDE}"]


def main():
    report = harness.Report()
    if not shutil.which("musl-gcc") or not HEADERS.is_dir():
        report.skip("musl", "no musl-gcc here (musl-tools)")
        report.end()
    out = harness.fresh_directory("musl")
    source, program = out / "both.cpp", out / "both"
    source.write_text(PROGRAM, encoding="ascii")
    done = harness.run([*musl_compiler(), *harness.COMMON, "-fno-exceptions", "-c", source, "-o", out / "both.o"])
    if report.expect_success("kcall first, then musl's headers", done):
        linked = harness.run(["musl-gcc", "-static", out / "both.o", "-o", program])
        if report.expect_success("links with musl", linked):
            ran = harness.run([program])
            report.check("runs with musl", ran.returncode == 0 and ran.stdout == "beside musl\n", f"{ran}")
    for header in ("unistd.h", "dirent.h", "sys/stat.h", "sys/statfs.h", "sys/sendfile.h", "sys/resource.h"):
        source.write_text(f"#include <{header}>\n#include <kcall/kcall.hpp>\nint main() {{}}\n", encoding="ascii")
        done = harness.run([*musl_compiler(), "-fsyntax-only", source])
        if done.returncode == 0:
            report.ok(f"musl's <{header}> first", "this musl has no such macros")
        else:
            report.check(f"musl's <{header}> first is explained", MACROS in done.stdout, done.stdout)
    report.end()


main()
