#!/usr/bin/env python3
"""What including kcall costs against `#include <span>`: lines, and instructions that g++ executes.

The goal for kcall.hpp is half, which is not reached: 0.55 of the lines and 0.60 of the instructions with g++ 12. The test
fails where it gets much worse than that. The headers that have a subject each cost at most as much as <span>, and so do
those for programs without a libc; all subjects together (all.hpp) cost more, which is why there are subjects. No times:
instructions hardly vary from run to run.
"""
import pathlib
import re
import shlex
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

OUT = harness.fresh_directory("include_cost")
# The most that each may cost, as a multiple of <span>.
LIMITS = {"kcall": 0.64}
SUBJECTS = re.findall(r"<kcall/(\w+)\.hpp>", (harness.INCLUDE / "kcall/all.hpp").read_text("utf-8"))
LIMITS |= {subject: 1.0 for subject in SUBJECTS if subject != "kcall"}
# Of those for programs without a libc, the ones that include the most.
LIMITS |= {header: 1.0 for header in "print options reader report pipeline thread operator_new walk temporary_file".split()}
SOURCES = {"nothing": "", "<stdint.h>": "#include <stdint.h>\n", "<span>": "#include <span>\n"}
SOURCES |= {subject: f"#include <kcall/{subject}.hpp>\n" for subject in [*LIMITS, "all"]}
FLAGS = ["-std=c++20", "-I", harness.INCLUDE]


def preprocessed_lines(source):
    done = harness.run(["g++", *FLAGS, "-E", "-P", source])
    return sum(1 for line in done.stdout.splitlines() if line.strip()) if done.returncode == 0 else None


def compiler_proper(source):
    """The command that g++ would run, without the assembler and without g++ itself."""
    for line in harness.run(["g++", *FLAGS, "-fsyntax-only", source, "-###"]).stdout.splitlines():
        if "cc1plus" in line.split(" -", 1)[0]:
            return shlex.split(line)
    return None


def by_perf(source):
    done = harness.run(["perf", "stat", "-x", ",", "-e", "instructions:u", *compiler_proper(source)])
    found = re.search(r"^(\d+),[^,]*,instructions:u", done.stdout, re.M)
    return int(found[1]) if found else None


def by_valgrind(source):
    done = harness.run(["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null",
                        *compiler_proper(source)])
    found = re.search(r"I\s+refs:\s+([\d,]+)", done.stdout)
    return int(found[1].replace(",", "")) if found else None


def compare(report, what, counts):
    if None in counts.values():
        report.fail(what, f"not measured: {counts}")
        return
    base = counts["nothing"]
    for name, count in counts.items():
        print(f"    {what}: {name:20}{count - base:14,}{(count - base) / (counts['<span>'] - base):8.2f}")
    for subject, limit in LIMITS.items():
        ratio = (counts[subject] - base) / (counts["<span>"] - base)
        report.check(f"{what}: {subject}.hpp is {ratio:.2f} of <span>", ratio < limit, f"limit {limit}", f"limit {limit}")


def main():
    report = harness.Report()
    sources = {}
    for number, (name, text) in enumerate(SOURCES.items()):
        sources[name] = OUT / f"{number}.cpp"
        sources[name].write_text(text)
    compiles = harness.run(["g++", *FLAGS, "-fsyntax-only", sources["all"]])
    if not report.expect_success("all.hpp compiles", compiles):
        report.end()

    def counts_by(counter):
        return dict(zip(sources, harness.in_parallel(counter, sources.values())))

    compare(report, "lines", counts_by(preprocessed_lines))
    counters = [(by_perf, "perf"), (by_valgrind, "valgrind")]
    usable = next((count for count, tool in counters if shutil.which(tool) and count(sources["nothing"])), None)
    if usable:
        compare(report, "instructions", counts_by(usable))
    else:
        report.skip("instructions", "neither perf nor valgrind counts instructions here")
    report.end()


if __name__ == "__main__":
    main()
