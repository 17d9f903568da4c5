#!/usr/bin/env python3
"""tools/sizes and bench/sizes/measure.py: what they measure exactly (code, bytes, system calls), kcall's start to exit
beside assembly's and glibc's, their errors, and README's table."""
import json
import pathlib
import platform
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

sys.path.insert(0, str(harness.ROOT / "bench" / "sizes"))
import starts  # noqa: E402
import trials  # noqa: E402

MEASURE = harness.ROOT / "bench" / "sizes" / "measure.py"
SIZES = harness.ROOT / "tools" / "sizes"
OUT = harness.fresh_directory("bench_sizes_test")
BUILD = OUT / "build"
HEADERS = harness.INCLUDE / "kcall"

# Wrappers that g++ makes longer than they are by hand: instructions and bytes more, and why.
LONGER = {"futex_wait_private": (1, 4, "the value moves twice, because r10 is set last")}
RIVALS = ["dietlibc, static", "klibc, static", "klibc, shared", "musl, static", "glibc, dynamic", "glibc, static"]
OTHERS = ["no libc, in nolibc's style", "nolibc", "busybox", "tini", "dumb-init"]
# Bytes and system calls of kcall's programs at most, error names included; the calls are for what trials.py asks for.
LIMITS = {"hello": (512, 2), "cat": (4096, 8), "wc": (5120, 7), "init": (8192, 14)}
# Those whose C counterparts do all that kcall's do.
AS_WITH_LIBC = ["hello", "cat", "wc"]
AT_MOST_OF_ASSEMBLY, AT_LEAST_OF_GLIBC = 1.05, 2.5
TRIES, STARTS = 4, 1500

# What strace -f writes about a program that starts another; the other's own calls are not counted.
TRACED = """\
10 execve("init", ["init"], 0x1 /* 1 var */) = 0
10 brk(NULL) = 0x1
10 vfork( <unfinished ...>
11 setpgid(0, 0) = 0
11 execve("hello", ["hello"], 0x1 /* 1 var */ <unfinished ...>
10 <... vfork resumed>) = 11
11 <... execve resumed>) = 0
11 write(1, "wait4(", 6) = 6
11 exit_group(0) = ?
11 +++ exited with 0 +++
10 --- SIGCHLD {si_signo=SIGCHLD} ---
10 wait4(-1, NULL, 0, NULL) = 11
10 exit_group(0) = ?
10 +++ exited with 0 +++
"""

report = harness.Report()


def run(command, *arguments, **environment):
    return harness.run([sys.executable, command, *arguments], env={"BUILD_DIR": str(BUILD), **environment})


def measure(*arguments, **environment):
    return run(MEASURE, *arguments, **environment)


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


def ours(rows, name):
    return next((row for row in rows if row["name"] == name and row["made_with"] == "kcall, g++ -Os"), None)


def check_limit(rows, name, size, calls):
    row = ours(rows, name)
    if not row:
        report.fail(f"{name} is measured", "kcall's is not there")
        return
    report.check(f"{name} has at most {size} bytes", row["bytes"] <= size, str(row), str(row["bytes"]))
    if row["system_calls"] is None:
        report.skip(f"{name}, system calls", "nothing here counts them")
    else:
        report.check(f"{name} makes at most {calls} system calls", row["system_calls"] <= calls, str(row),
                     str(row["system_calls"]))


def is_kcall(row):
    return row["made_with"].startswith("kcall")


def less(mine, theirs):
    """With the libraries that a program cannot do without; the calls where they were counted."""
    smaller = mine["bytes"] < theirs["bytes"] + theirs["shared_bytes"]
    return smaller and (mine["system_calls"] is None or mine["system_calls"] < theirs["system_calls"])


def sooner(mine, theirs):
    """By half at least: what is compared here is many times as slow."""
    times = mine["start_ratio"], theirs["start_ratio"]
    faults = mine["page_faults"], theirs["page_faults"]
    return None in times or (times[0] < times[1] / 2 and faults[0] < faults[1])


def check_against(name, what, mine, theirs, good):
    wrong = [f"{one}\nagainst {other}" for one in mine for other in theirs if not good(one, other)]
    if not theirs:
        report.skip(f"{name} {what}", "none of them is here")
        return
    report.check(f"{name} {what}", not wrong, "\n".join(wrong), f"{len(mine)} against {len(theirs)}")


def check_programs(measured):
    rows = measured["programs"]
    for name, (size, calls) in LIMITS.items():
        check_limit(rows, name, size, calls)
    for name in dict.fromkeys(row["name"] for row in rows if is_kcall(row)):
        same = [row for row in rows if row["name"] == name]
        mine = [row for row in same if is_kcall(row)]
        with_libc = [row for row in same if row["made_with"].startswith(tuple(RIVALS))]
        if name in AS_WITH_LIBC:
            check_against(name, "is smaller than every libc's, with fewer calls", mine, with_libc, less)
        installed = [row for row in same if row["note"].startswith("as installed")]
        check_against(name, "is smaller than the system's, with fewer calls", mine, installed, less)
        check_against(name, "starts and ends sooner than the system's, touching fewer pages", mine, installed, sooner)
    mentioned = " ".join(row["made_with"] for row in rows) + " ".join(one["what"] for one in measured["missing"])
    silent = [rival for rival in RIVALS + OTHERS if rival not in mentioned]
    report.check("every rival is measured or said to be missing", not silent, " ".join(silent))


def check_hello_starts(measured):
    """Start to exit. Other programs run on the machine as well, so that there is more than one try."""
    found = measured["hello_starts"]
    if not found:
        report.skip("start to exit", "glibc's or the assembly program is missing")
        return
    folder = BUILD / "bench_sizes"
    built = folder / "kcall_g++_"
    commands = [[built / "hello_assembly"], [built / "hello"], [folder / "hello_c_glibc_static"]]
    to_assembly, of_glibc = found["kcall_to_assembly"], found["glibc_static_to_kcall"]
    for _ in range(TRIES - 1):
        if to_assembly <= AT_MOST_OF_ASSEMBLY and of_glibc >= AT_LEAST_OF_GLIBC:
            break
        (one, _), (mine, _), (glibc, _) = starts.measured(built / "launch", folder, commands, STARTS, 0)
        to_assembly, of_glibc = mine / one, glibc / mine
    report.check(f"hello, start to exit: within {AT_MOST_OF_ASSEMBLY} of assembly", to_assembly <= AT_MOST_OF_ASSEMBLY,
                 f"{to_assembly:.3f}", f"{to_assembly:.3f}")
    report.check(f"hello, start to exit: glibc static takes at least {AT_LEAST_OF_GLIBC} of it",
                 of_glibc >= AT_LEAST_OF_GLIBC, f"{of_glibc:.2f}", f"{of_glibc:.2f}")
    rows = measured["programs"]
    faults = {row["made_with"]: row["page_faults"] for row in rows if row["name"] == "hello"}
    report.check("hello touches as many pages as assembly", faults["kcall, g++ -Os"] == faults["assembly, g++"],
                 str(faults), str(faults["kcall, g++ -Os"]))


def check_counting():
    report.check("system calls are counted until a child is another program", trials.system_calls(TRACED) == 6,
                 str(trials.system_calls(TRACED)))


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
        if not said and row["name"] not in LIMITS:
            continue
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
    nothing = OUT / "nothing"
    nothing.mkdir()
    for command, name in ((MEASURE, "measure.py"), (SIZES, "tools/sizes")):
        done = run(command, "--nosuch")
        report.check(f"{name}: an unknown option is refused", done.returncode == 2 and "--nosuch" in done.stdout,
                     done.stdout)
        quiet = ["--no-install"] if command == SIZES else []
        done = run(command, *quiet, "--quick", PATH=str(nothing))
        report.check(f"{name}: without a compiler it says so",
                     done.returncode == 1 and "g++" in done.stdout and "Traceback" not in done.stdout,
                     f"exit status {done.returncode}\n{done.stdout}")
        done = run(command, *quiet, "--quick", "--json", OUT / "no" / "such" / "file")
        report.check(f"{name}: a file in no directory is an error",
                     done.returncode == 1 and "no directory" in done.stdout and "Traceback" not in done.stdout,
                     done.stdout)
    done = run(SIZES, "--help")
    report.check("tools/sizes --help", done.returncode == 0 and "--no-install" in done.stdout, done.stdout)
    done = measure("--only", "nosuch")
    report.check("measure.py: an unknown part is refused", done.returncode == 2 and "nosuch" in done.stdout,
                 done.stdout)


def check_table(printed, measured):
    rows = measured["programs"]
    for heading in ("system calls", "page faults", "start to exit", "shared libraries"):
        report.check(f"tools/sizes prints a column {heading}", heading in printed, printed)
    absent = [row["made_with"] for row in rows if not re.search(rf"^{re.escape(row['made_with'])} +{row['bytes']:,} ",
                                                                printed, re.M)]
    report.check("tools/sizes prints every row", not absent, "\n".join(absent), f"{len(rows)}")
    silent = [one["what"] for one in measured["missing"] if one["what"] not in printed]
    report.check("tools/sizes says what is missing", not silent, "\n".join(silent), str(len(measured["missing"])))


def main():
    absent = [tool for tool in ("g++", "cmake", "objdump") if not shutil.which(tool)]
    if platform.machine() != "x86_64" or absent:
        print(f"no {absent[0]} here" if absent else "the sizes are those of x86-64 code")
        sys.exit(77)
    check_counting()
    file = OUT / "sizes.json"
    done = run(SIZES, "--no-install", "--quick", "--json", file)
    if report.expect_success("tools/sizes --quick", done):
        measured = json.loads(file.read_text())
        check_table(done.stdout, measured)
        check_programs(measured)
        check_hello_starts(measured)
        check_readme(measured)
    done = measure("--quick", "--only", "code", "--only", "headers", "--json", file)
    if report.expect_success("measure.py --quick", done):
        measured = json.loads(file.read_text())
        check_code(measured)
        check_headers(measured)
    check_errors()
    report.end()


if __name__ == "__main__":
    main()
