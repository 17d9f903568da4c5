#!/usr/bin/env python3
"""Measures sizes on x86-64 with g++: the code of kcall's wrappers and of what is written around them, against assembly
by hand, errno and std::expected; small programs against the same with libcs, without any, and the usual tools: bytes,
system calls, page faults, time from start to exit; what including each header costs. tools/sizes measures the programs
alone.

Prints tables, and writes them as JSON if asked. Takes less than two minutes, --quick less than half of one. What is not
installed is listed with the reason. Made below BUILD_DIR (default: build). Exit status 0 unless kcall's own sizes could
not be measured.
"""
import argparse
import json
import pathlib
import platform
import re
import shutil
import sys

sys.dont_write_bytecode = True
import headers  # noqa: E402
import programs  # noqa: E402
import wrappers  # noqa: E402
from common import Failure, checked, harness  # noqa: E402

TOOLS = {"g++": "g++", "cmake": "cmake", "ninja": "ninja-build", "nm": "binutils", "objdump": "binutils", "readelf": "binutils"}
PARTS = ["code", "programs", "headers"]
SECONDS_FOR_HEADERS, SECONDS_WHEN_QUICK = 34, 8


def options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write the measurements there")
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART",
                        help=f"measure only this: {', '.join(PARTS)}; may be given more than once")
    parser.add_argument("--quick", action="store_true", help="fewer repetitions: times are less exact, sizes are not")
    return parser.parse_args()


def compiler():
    """"g++ 12.2.0"; a Failure where nothing can be measured."""
    if platform.machine() != "x86_64":
        raise Failure(f"the sizes are those of x86-64 code, and this machine is {platform.machine()}")
    absent = [f"{tool} (Debian: {package})" for tool, package in TOOLS.items() if not shutil.which(tool)]
    if absent:
        raise Failure(f"not found: {', '.join(absent)}")
    return f"g++ {checked(['g++', '-dumpfullversion']).stdout.strip()}"


def measure(quick, parts):
    measured = {"compiler": compiler(), "missing": []}
    missing = measured["missing"]
    folder = harness.fresh_directory("bench_sizes")
    if "code" in parts:
        measured["wrapper_flags"] = " ".join(wrappers.FLAGS)
        measured["wrappers"], measured["callers"] = wrappers.measure(folder, missing)
    if "programs" in parts:
        measured.update(programs.measure(folder, missing, quick))
    if "headers" in parts:
        seconds = SECONDS_WHEN_QUICK if quick else SECONDS_FOR_HEADERS
        measured["headers"] = headers.measure(folder, missing, seconds)
    return measured


def table(title, heads, rows):
    """Numbers to the right, texts to the left."""
    cells = [[f"{cell:,}" if isinstance(cell, (int, float)) else str(cell) for cell in row] for row in rows]
    widths = [max(len(line[column]) for line in [heads, *cells]) for column in range(len(heads))]
    numeric = [all(re.match(r"[\d,./ ]+$|-$", line[column]) for line in cells) for column in range(len(heads))]
    print(f"\n== {title}\n")
    for line in [heads, *cells]:
        print("  ".join(cell.rjust(width) if right else cell.ljust(width)
                        for cell, width, right in zip(line, widths, numeric)).rstrip())


def code(size):
    return f"{size['instructions']} / {size['bytes']}" if size else "-"


def code_table(title, rows):
    styles = [key for key in rows[0] if key != "name"]
    table(title, ["", *(style.replace("_", " ") for style in styles)],
          [[row["name"], *(code(row[style]) for style in styles)] for row in rows])


def or_dash(value, form="{:,}"):
    return "-" if value is None else form.format(value)


def show_programs(measured):
    for name, what in measured["trials"].items():
        rows = [row for row in measured["programs"] if row["name"] == name]
        if rows:
            table(f"{name}: {what}",
                  ["made with", "bytes", "shared libraries", "system calls", "page faults", "start to exit"],
                  [[row["made_with"], row["bytes"], row["shared_bytes"] or "-", or_dash(row["system_calls"]),
                    or_dash(row["page_faults"]), or_dash(row["start_ratio"], "{:.2f}")] for row in rows])
    print(f"\nStart to exit: 10th percentiles of interleaved starts; 1 is {programs.ASSEMBLY}, hello.")
    hello = measured["hello_starts"]
    if hello:
        print("Alone among themselves, {samples:,} starts each: kcall's hello takes {kcall_to_assembly:.3f} of the assembly "
              "program's time\n(that of itself: {assembly_to_itself:.3f}), and glibc's, static, "
              "{glibc_static_to_kcall:.2f} of kcall's.".format(**hello))


def show(measured):
    if "wrappers" in measured:
        code_table(f"wrappers out of line, instructions / bytes, {measured['compiler']}", measured["wrappers"])
        code_table("what is written around a call, instructions / bytes", measured["callers"])
    if "programs" in measured:
        show_programs(measured)
    if "headers" in measured:
        table(f"including a header, over an empty file, {measured['compiler']}", ["", "lines", "ms", "<span> = 1"],
              [[row["header"], row["lines"], f"{row['ms_over_empty']:.1f}", f"{row['ratio_to_span']:.2f}"]
               for row in measured["headers"]])
    if measured["missing"]:
        print("\nmissing:")
    for one in measured["missing"]:
        print(f"  {one['what']}: {one['reason']}")


def main():
    asked = options()
    try:
        if asked.json and not asked.json.absolute().parent.is_dir():
            raise Failure(f"no directory {asked.json.parent} to write to")
        measured = measure(asked.quick, asked.only or PARTS)
        if asked.json:
            asked.json.write_text(json.dumps(measured, indent=1) + "\n")
    except (Failure, OSError) as failure:
        print(f"measure.py: {failure}", file=sys.stderr)
        sys.exit(1)
    show(measured)


if __name__ == "__main__":
    main()
