#!/usr/bin/env python3
"""The call and error numbers of kcall against the kernel headers installed here, name by name.

  tests/headers_agree.py [--root DIR] [--cxx COMPILER] [--cross COMPILER] [TABLE...]

TABLE: x86_64, ia32, x32, aarch64, errno, "errno of aarch64"; all of them if none is named. For each, the header's
#define lines are listed and a C++ file is compiled that asserts, for every one, that the enumerator, kcall::number and
kcall::name agree with it. A name that kcall lacks is a failure; names newer than the header are counted. Exit status: 0
all agree, 1 something does not, 77 no header was found.
"""
import argparse
import pathlib
import re
import sys
import tempfile

import harness

# The header of each table, and whether it takes the cross compiler to find it.
TABLES = {
    "x86_64": ("asm/unistd_64.h", False),
    "ia32": ("asm/unistd_32.h", False),
    "x32": ("asm/unistd_x32.h", False),
    "aarch64": ("asm/unistd.h", True),
    "errno": ("errno.h", False),
    "errno of aarch64": ("errno.h", True),
}
# Marks in the numbering, not calls.
NOT_CALLS = {"syscalls", "arch_specific_syscall"}


def compile_with(compiler, arguments, text, directory):
    source = pathlib.Path(directory) / "check.cpp"
    source.write_text(text, encoding="utf-8")
    return harness.run([*compiler, "-std=c++20", *arguments, source])


def macros(compiler, header, prefix, directory):
    """The names that the header defines with this prefix, or None and why."""
    done = compile_with(compiler, ["-E", "-dM"], f"#include <{header}>\n", directory)
    if done.returncode:
        return None, done.stdout
    return sorted(set(re.findall(rf"^#define {prefix}(\w+)\s+\S", done.stdout, re.M))), ""


def needed(compiler, directory):
    """What <asm/unistd_x32.h> takes from <asm/unistd.h>, which cannot be included beside it."""
    done = compile_with(compiler, ["-E", "-dM"], "#include <asm/unistd.h>\n", directory)
    return [line for line in done.stdout.splitlines() if line.startswith("#define __X32_SYSCALL_BIT")]


def enumerators(path):
    """{enumerator: what it is set to, if not to one more than the last} of the one enumeration in a generated header."""
    body = re.search(r"^enum class \w+ : \w+ \{\n(.*?)^\};", path.read_text(encoding="utf-8"), re.M | re.S).group(1)
    return dict(re.findall(r"^  (\w+)(?: = (\w+))?,(?:  //.*)?$", body, re.M))


def fits(report, table, done):
    if done.returncode == 0:
        return True
    wrong = [line for line in done.stdout.splitlines() if "error" in line]
    return report.check(table, False, "\n".join(wrong) or done.stdout)


def check_calls(report, table, compiler, header, root, directory):
    defined, why = macros(compiler, header, "__NR_", directory)
    if defined is None:
        report.skip(table, f"no <{header}>: {why.splitlines()[0] if why else compiler[0]}")
        return
    defined = [name for name in defined if name not in NOT_CALLS]
    ours = enumerators(root / f"include/kcall/abi/numbers/{table}.hpp")
    # The enumerator of a C++ keyword has an underscore more.
    spelled = {name: name if name in ours else name + "_" for name in defined}
    lacking = [name for name in defined if spelled[name] not in ours]
    if not defined or lacking:
        report.fail(table, f"kcall lacks {', '.join(lacking)}" if lacking else f"<{header}> defines no number")
        return
    lines = [*needed(compiler, directory), f"#include <{header}>"]
    lines += [f"#include <kcall/names/{table}.hpp>", f"using abi = kcall::abi::{table};"]
    for name in defined:
        theirs = f"static_cast<abi::nr>(__NR_{name})"
        lines.append(f'static_assert(abi::nr::{spelled[name]} == {theirs}, "number of {name}");')
        lines.append(f'static_assert(kcall::number<abi>("{name}") == {theirs}, "look-up of {name}");')
        lines.append(f'static_assert(kcall::name<abi>(__NR_{name}) == "{name}", "name of __NR_{name}");')
    done = compile_with(compiler, ["-fsyntax-only", f"-I{root / 'include'}"], "\n".join(lines) + "\n", directory)
    if fits(report, table, done):
        newer = sorted(ours.keys() - set(spelled.values()))
        note = f"{len(defined)} numbers as in <{header}>, {len(newer)} that it has not"
        report.ok(table, note + (f" ({', '.join(newer)})" if newer else ""))


def check_errors(report, table, compiler, header, root, directory):
    defined, why = macros(compiler, header, "(?=E[A-Z0-9]+\\s)", directory)
    if defined is None:
        report.skip(table, f"no <{header}>: {why.splitlines()[0] if why else compiler[0]}")
        return
    ours = enumerators(root / "include/kcall/error.hpp")
    lacking = [name for name in defined if name.lower() not in ours]
    absent = [name for name in ours if name.upper() not in defined]
    if not defined or lacking or absent:
        report.fail(table, f"kcall lacks: {', '.join(lacking)}\n<{header}> lacks: {', '.join(absent)}")
        return
    lines = [f"#include <{header}>", "#include <kcall/error_text.hpp>"]
    for name in defined:
        error = f"kcall::errc::{name.lower()}"
        lines.append(f'static_assert(static_cast<int>({error}) == {name}, "number of {name}");')
        if not re.search(r"[a-z]", ours[name.lower()]):
            lines.append(f'static_assert(kcall::name(kcall::errc{{{name}}}) == "{name}", "name of {name}");')
            lines.append(f'static_assert(kcall::text(kcall::errc{{{name}}}).has_value(), "text of {name}");')
    done = compile_with(compiler, ["-fsyntax-only", f"-I{root / 'include'}"], "\n".join(lines) + "\n", directory)
    if fits(report, table, done):
        report.ok(table, f"{len(defined)} numbers as in <{header}>")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--root", type=pathlib.Path, default=harness.ROOT, help="the project's directory")
    parser.add_argument("--cxx", default="g++", help="a compiler that finds the x86 headers")
    cross = harness.first_of("aarch64-linux-gnu-g++", "aarch64-linux-gnu-g++-12")
    parser.add_argument("--cross", default=cross, help="a compiler that finds the aarch64 headers")
    parser.add_argument("tables", nargs="*", metavar="TABLE", help="what to compare; all if none is named")
    options = parser.parse_args()
    unknown = [table for table in options.tables if table not in TABLES]
    if unknown:
        parser.error(f"no such table: {', '.join(unknown)}; there are {', '.join(TABLES)}")
    report = harness.Report()
    with tempfile.TemporaryDirectory() as directory:
        for table in options.tables or TABLES:
            header, crossed = TABLES[table]
            compiler = [options.cross if crossed else options.cxx]
            check = check_errors if table.startswith("errno") else check_calls
            check(report, table, compiler, header, options.root.resolve(), directory)
    if report.skipped and not report.passed and not report.failed:
        sys.exit(77)
    report.end()


if __name__ == "__main__":
    main()
