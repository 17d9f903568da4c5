#!/usr/bin/env python3
"""bench/sizes/measure.py: what it measures exactly (code, bytes, system calls), its errors, and README's table."""
import json
import pathlib
import platform
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

MEASURE = harness.ROOT / "bench" / "sizes" / "measure.py"
OUT = harness.fresh_directory("bench_sizes_test")
HEADERS = harness.INCLUDE / "kcall"

# Wrappers that g++ makes longer than they are by hand: instructions and bytes more, and why.
LONGER = {"futex_wait_private": (1, 4, "the value moves twice, because r10 is set last")}
RIVALS = ["dietlibc, static", "klibc, static", "klibc, shared", "musl, static", "glibc, dynamic", "glibc, static"]

report = harness.Report()


def measure(*arguments, **environment):
    return harness.run([sys.executable, MEASURE, *arguments], env={"BUILD_DIR": str(OUT / "build"), **environment})


def counted_by_codegen():
    """Wrapper -> instructions by hand, as tests/codegen has them."""
    text = "".join(path.read_text("utf-8") for path in (harness.ROOT / "tests" / "codegen").glob("*.cpp"))
    return {match[1]: int(match[2]) for match in re.finditer(r"^\S.*? (\w+)\(.*\) \{.*\}  // (\d+)", text, re.M)}


def check_wrapper(row, counted):
    name, mine, hand = row["name"], row["kcall"], row["by_hand"]
    instructions, size, _ = LONGER.get(name, (0, 0, ""))
    wrong = []
    if mine["instructions"] != hand["instructions"] + instructions or mine["bytes"] > hand["bytes"] + size:
        wrong.append(f"{name}: kcall {mine}, by hand {hand}, allowed more: {instructions} and {size} bytes")
    if counted[name] != hand["instructions"]:
        wrong.append(f"{name}: by hand {hand}, and tests/codegen says {counted[name]} instructions")
    for style in ("errno_style", "std_expected"):
        if row[style] and (row[style]["instructions"] < mine["instructions"] or row[style]["bytes"] < mine["bytes"]):
            wrong.append(f"{name}: {style} {row[style]} is shorter than kcall {mine}")
    return wrong


def check_code(measured):
    counted = counted_by_codegen()
    rows = measured["wrappers"]
    wrong = [text for row in rows for text in check_wrapper(row, counted)]
    report.check("wrappers are as short as by hand", not wrong and len(rows) >= 30,
                 "\n".join(wrong) or f"only {len(rows)}", f"{len(rows)}, but for {len(LONGER)} of known reason")
    for row in measured["callers"]:
        others = {style: row[style] for style in ("errno_style", "std_expected", "std_expected_called") if row[style]}
        longer = row["kcall"]["instructions"]
        good = all(size["instructions"] >= longer for size in others.values()) and "errno_style" in others
        report.check(f"caller {row['name']} is no longer than with errno or std::expected", good, str(row))


def check_limit(rows, name, size, calls):
    row = next(row for row in rows if row["name"] == name and row["made_with"] == "kcall, g++ -Os")
    report.check(f"{name} has at most {size} bytes", row["bytes"] <= size, str(row), str(row["bytes"]))
    if row["system_calls"] is None:
        report.skip(f"{name}, system calls", "nothing here counts them")
    else:
        report.check(f"{name} makes {calls} system calls", row["system_calls"] == calls, str(row))


def is_kcall(row):
    return row["made_with"].startswith("kcall")


def less(mine, theirs):
    """With the libraries that a program cannot do without; the calls where they were counted."""
    smaller = mine["bytes"] < theirs["bytes"] + theirs["shared_bytes"]
    return smaller and (mine["system_calls"] is None or mine["system_calls"] < theirs["system_calls"])


def check_programs(measured):
    rows = measured["programs"]
    check_limit(rows, "hello", 512, 2)
    check_limit(rows, "cat", 4096, 8)
    for name in ("hello", "cat"):
        mine = [row for row in rows if row["name"] == name and is_kcall(row)]
        theirs = [row for row in rows if row["name"] == name and row["made_with"].startswith(tuple(RIVALS))]
        not_less = [f"{one}\nagainst {other}" for one in mine for other in theirs if not less(one, other)]
        report.check(f"{name} is smaller than every libc's, with fewer calls", theirs and not not_less,
                     "\n".join(not_less), f"{len(mine)} against {len(theirs)}")
    mentioned = " ".join(row["made_with"] for row in rows) + " ".join(one["what"] for one in measured["missing"])
    silent = [rival for rival in RIVALS if rival not in mentioned]
    report.check("every libc is measured or said to be missing", not silent, " ".join(silent))


def check_readme(measured):
    """README's table "Small programs" is for g++ 12."""
    if not measured["compiler"].startswith("g++ 12."):
        report.skip("README.md", f"its sizes are those of g++ 12, and this is {measured['compiler']}")
        return
    text = (harness.ROOT / "README.md").read_text()
    for row in measured["programs"]:
        if row["made_with"] != "kcall, g++ -Os":
            continue
        found = re.search(rf"^\| `examples/{row['name']}\.cpp`[^|]*\| ([\d,]+) \| (\d+)\b", text, re.M)
        said = (int(found[1].replace(",", "")), int(found[2])) if found else None
        is_so = (row["bytes"], row["system_calls"] if row["system_calls"] is not None else said and said[1])
        report.check(f"README.md has the sizes of {row['name']}", said == is_so, f"it says {said}, measured {is_so}")


def check_headers(measured):
    listed = {row["header"] for row in measured["headers"]}
    public = [HEADERS / "kcall.hpp", *(HEADERS / "call").glob("*.hpp"), *(HEADERS / "types").glob("*.hpp")]
    names = [f"<{path.relative_to(harness.INCLUDE)}>" for path in public
             if not re.search(r"_(x86_64|ia32|aarch64)\.", path.name)]
    absent = [name for name in [*names, "<span>", "<unistd.h>"] if name not in listed]
    report.check("every header is measured", not absent, " ".join(absent), f"{len(listed)}")
    wrong = [row for row in measured["headers"] if row["lines"] < 1 or row["ms_over_empty"] < 0]
    report.check("each has lines and a time", not wrong, str(wrong))


def check_errors():
    done = measure("--nosuch")
    report.check("an unknown option is refused", done.returncode == 2 and "--nosuch" in done.stdout, done.stdout)
    nothing = OUT / "nothing"
    nothing.mkdir()
    done = measure("--quick", PATH=str(nothing))
    report.check("without a compiler it says so",
                 done.returncode == 1 and "g++" in done.stdout and "Traceback" not in done.stdout,
                 f"exit status {done.returncode}\n{done.stdout}")
    done = measure("--quick", "--json", OUT / "no" / "such" / "file")
    report.check("a file in no directory is an error",
                 done.returncode == 1 and "no directory" in done.stdout and "Traceback" not in done.stdout, done.stdout)


def main():
    absent = [tool for tool in ("g++", "cmake", "objdump") if not shutil.which(tool)]
    if platform.machine() != "x86_64" or absent:
        print(f"no {absent[0]} here" if absent else "the sizes are those of x86-64 code")
        sys.exit(77)
    file = OUT / "sizes.json"
    if report.expect_success("measure.py --quick", measure("--quick", "--json", file)):
        measured = json.loads(file.read_text())
        check_code(measured)
        check_programs(measured)
        check_readme(measured)
        check_headers(measured)
    check_errors()
    report.end()


if __name__ == "__main__":
    main()
