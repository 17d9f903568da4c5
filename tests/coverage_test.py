#!/usr/bin/env python3
"""docs/coverage.md: it is what tools/coverage makes, no row is blank, it lists every number, and every wrapper that it
names can be used. And the umbrella headers: every call is in one."""
import importlib.machinery
import pathlib
import re
import sys
import tempfile

import harness

COVERAGE = harness.ROOT / "tools/coverage"
PAGE = harness.ROOT / "docs/coverage.md"
ABIS = ("x86_64", "ia32", "aarch64")
# What other headers are made of: nothing for users to include.
PARTS = re.compile(r"(clone|vfork)_(x86_64|ia32|aarch64)|call|ioctl_(block|file|loop|terminal)|timer_fallback")


def rows():
    lines = [line for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| ")][1:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def numbers(abi):
    text = (harness.ROOT / f"tools/data/{abi}.tsv").read_text("utf-8")
    return {fields[1]: fields[0] for fields in (line.split("\t") for line in text.splitlines() if line[:1].isdigit())}


def check_rows(report):
    found = rows()
    blank = [row[0] for row in found if not row[4 + 1] and not row[7]]
    report.check("no row is blank", len(found) > 400 and not blank, f"{blank}")
    for column, abi in enumerate(ABIS, 1):
        listed = {row[0]: row[column] for row in found if row[column]}
        expected = numbers(abi)
        report.check(f"every number of {abi}", listed == expected, f"{set(listed) ^ set(expected)}", f"{len(listed)}")


def check_names(report, directory):
    names = harness.run([COVERAGE, "--names"]).stdout.split()
    source = pathlib.Path(directory) / "using.cpp"
    source.write_text("#include <kcall/all.hpp>\n" + "".join(f"using kcall::{name};\n" for name in names), "ascii")
    for target in harness.all_targets():
        if target.missing():
            report.skip(f"using every wrapper, {target.name}", target.missing())
            continue
        done = harness.run([*target.command, "-std=c++20", "-ffreestanding", *target.warnings, f"-I{harness.INCLUDE}",
                            "-fsyntax-only", source])
        report.check(f"using every wrapper, {target.name}", len(names) > 350 and done.returncode == 0, done.stdout,
                     f"{len(names)} names")


def check_umbrellas(report):
    headers = {path.stem for path in (harness.INCLUDE / "kcall/call").glob("*.hpp")
               if not PARTS.fullmatch(path.stem) and "KCALL_ABI_TAG::detail {" not in path.read_text("utf-8")}
    subjects = {line[16:-5]: harness.INCLUDE / line[10:-1] for line in
                (harness.INCLUDE / "kcall/all.hpp").read_text("utf-8").splitlines() if line.startswith("#include <kcall/")}
    texts = "".join(path.read_text("utf-8") for path in subjects.values())
    forgotten = sorted(header for header in headers if f"<kcall/call/{header}.hpp>" not in texts)
    report.check("every call is in all.hpp", len(headers) > 80 and not forgotten, f"not there: {forgotten}")


def check_called(report):
    """Every function below include/kcall/call/ is called by a unit test, or handed to one."""
    sys.dont_write_bytecode = True
    functions = importlib.machinery.SourceFileLoader("coverage", str(COVERAGE)).load_module().wrappers()
    texts = "".join(re.sub(r"//[^\n]*", "", path.read_text("utf-8")) for path in (harness.ROOT / "tests/unit").iterdir())
    called = set(re.findall(r"\bkcall::(\w+)", texts)) | set(re.findall(r"\b(\w+)<\w+>\(", texts))
    missing = sorted(set(functions) - called)
    report.check("every function is called by a unit test", len(functions) > 700 and not missing, f"{missing}",
                 f"{len(functions)}")


def check_mistakes(report, directory):
    """In a copy of the project: what the tool says where the facts are wrong."""
    copy = pathlib.Path(directory) / "project"
    for part in ("tools", "include", "docs"):
        harness.run(["mkdir", "-p", copy])
        harness.run(["cp", "-r", harness.ROOT / part, copy])
    decided = copy / "tools/data/coverage.tsv"
    text = decided.read_text("utf-8")

    def expect(name, changed, *words):
        decided.write_text(changed, "utf-8")
        done = harness.run([copy / "tools/coverage", "--check"])
        wrong = [word for word in words if word not in done.stdout]
        report.check(name, done.returncode == 1 and not wrong, f"exit status {done.returncode}\n{done.stdout}")

    expect("a call without a decision is named", text.replace("waitpid\twait4", "#waitpid\twait4"), "waitpid", "neither")
    expect("a wrapper that does not exist is named", text.replace("waitpid\twait4", "waitpid\twait5"), "wait5")
    expect("no wrapper and no reason", re.sub(r"(?m)^vserver\t-\t.*$", "vserver\t-\t", text), "vserver", "no reason")
    expect("a call that does not exist", text + "frobnicate\twait4\treplaced by wait4\n", "frobnicate")
    expect("a wrapper that does not use the number", text.replace("waitpid\twait4\treplaced by wait4", "waitpid\twait4\t"),
           "does not use that number")
    decided.write_text(text, "utf-8")
    page = copy / "docs/coverage.md"
    page.write_text(page.read_text("utf-8").replace("wait4", "wait3", 1), "utf-8")
    done = harness.run([copy / "tools/coverage", "--check"])
    report.check("a stale page is shown", done.returncode == 1 and "stale: docs/coverage.md" in done.stdout, done.stdout)


def main():
    report = harness.Report()
    report.expect_success("tools/coverage --check", harness.run([sys.executable, COVERAGE, "--check"]))
    check_rows(report)
    check_umbrellas(report)
    check_called(report)
    with tempfile.TemporaryDirectory() as directory:
        check_names(report, directory)
        check_mistakes(report, directory)
    report.end()


main()
