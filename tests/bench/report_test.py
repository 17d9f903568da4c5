#!/usr/bin/env python3
"""tools/bench: a quick run, and what it writes; how it fails; and the arithmetic of the report."""
import csv
import json
import os
import re
import shutil
import stat
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import harness  # noqa: E402

sys.path.insert(0, str(harness.ROOT / "tools"))
from bench_report import axes, histogram, quantiles, results, svg  # noqa: E402
from bench_report.table import Table  # noqa: E402
from page_reader import Page  # noqa: E402

BENCH = harness.ROOT / "tools/bench"
TRIES = 3


# ---- arithmetic ------------------------------------------------------------------------------------------------------


def close_to(found, wanted):
    return abs(found - wanted) < 1e-9


def check_arithmetic(report):
    hand_made = quantiles.summary([50.0, 10.0, 30.0, 20.0, 40.0])
    wanted = {"samples": 5, "min": 10, "p10": 14, "q1": 20, "median": 30, "q3": 40}
    report.check("quantiles of five values", all(close_to(hand_made[name], wanted[name]) for name in wanted),
                 str(hand_made))
    eleven = quantiles.summary([float(value) for value in range(100, -1, -10)])
    found = [eleven[name] for name in ("p10", "q1", "median", "q3")]
    report.check("quantiles of eleven values", found == [10, 25, 50, 75], str(eleven))
    one = quantiles.summary([7.0])
    report.check("quantiles of one value", set(one.values()) == {7.0, 1}, str(one))
    try:
        quantiles.quantile([], 0.5)
        report.fail("quantile of nothing", "no error")
    except ValueError:
        report.ok("quantile of nothing")
    report.check("parts of a run", quantiles.parts(list(range(7)), 3) == [[0, 1], [2, 3], [4, 5, 6]]
                 and quantiles.parts([1, 2], 5) == [[1], [2]], str(quantiles.parts(list(range(7)), 3)))
    spread = quantiles.ratio_spread([2.0, 2.0, 6.0, 6.0], [1.0, 1.0, 2.0, 2.0], 2)
    report.check("spread of ratios", spread == (2.0, 3.0), str(spread))
    report.check("quantile of a histogram", histogram.weighted_quantile([(30, 1), (10, 8), (20, 1)], 0.5) == 10
                 and histogram.weighted_quantile([(30, 1), (10, 8), (20, 1)], 0.99) == 30)
    shares = histogram.binned([(100, 3), (200, 1)], 100)
    report.check("shares of a histogram", [round(share) for _, _, share in shares] == [75, 25]
                 and shares[0][0] <= 100 < shares[0][1] and shares[1][0] <= 200 < shares[1][1], str(shares))
    report.check("logarithmic ticks", axes.log_ticks(100, 10000, 9) == [100, 200, 500, 1000, 2000, 5000, 10000]
                 and axes.log_ticks(1, 1e6, 7) == [1, 10, 100, 1000, 1e4, 1e5, 1e6])


def check_table(report):
    def sample(gate, how, value):
        return {"program": "p", "group": "g", "gate": gate, "how": how, "argument": "", "ns": [value] * 3}

    table = Table([sample("syscall", "bare", 100.0), sample("syscall", "typed", 101.0), sample("int80", "bare", 4000.0),
                   sample("int80", "typed", 4400.0), sample("libc", "wrapper", 130.0)])
    ratios = {(row.gate, row.how): table.ratio(row) for row in table.rows}
    report.check("ratios to the own gate's loop", close_to(ratios["int80", "typed"], 1.1)
                 and close_to(ratios["libc", "wrapper"], 1.3) and close_to(ratios["syscall", "typed"], 1.01),
                 str(ratios))
    report.check("multiples of the usual gate's loop",
                 close_to(table.times_native(table.one(gate="int80", how="typed")), 44))


# ---- a run -----------------------------------------------------------------------------------------------------------


def bench(*arguments, env=None, timeout=300):
    return harness.run([BENCH, "--no-install", *arguments], cwd="/", env=env, timeout=timeout)


def quantile_again(values, share):
    """Written once more, in another way."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    weights = [max(0.0, 1 - abs(place - i)) for i in range(len(ordered))]
    return sum(weight * value for weight, value in zip(weights, ordered))


def p10s(measured):
    found = {}
    for sample in measured["samples"]:
        name = "/".join(filter(None, (sample["group"], sample["gate"], sample["how"], sample["argument"])))
        found[f"{sample['program']}: {name}"] = quantile_again(sample["ns"], 0.10)
    return found


def check_numbers(report, page, measured):
    """Every number of the page, against the JSON."""
    known = p10s(measured)
    wrong, checked = [], 0
    for number in page.numbers:
        if "data-p10" not in number:
            continue
        wanted = known.get(number["data-p10"])
        if wanted is not None and "data-of" in number:
            wanted /= known[number["data-of"]]
        checked += 1
        if wanted is None or abs(float(number["value"]) - wanted) > 1e-3 * max(wanted, 1):
            wrong.append(f"{number}: {wanted}")
    report.check("the page's times are those of the JSON", checked > 50 and not wrong,
                 f"{checked} numbers\n" + "\n".join(wrong[:5]), f"{checked} numbers")


def check_sizes(report, page, measured):
    sizes = measured["sizes"]
    if not sizes:
        report.fail("sizes", "not in the JSON")
        return
    known = {}
    for row in sizes["wrappers"] + sizes.get("callers", []):
        for style, value in row.items():
            if isinstance(value, dict):
                known.update({f"{row['name']}/{style}/{what}": value[what] for what in ("instructions", "bytes")})
    for row in sizes["programs"]:
        known.update({f"{row['name']}/{row['made_with']}/{what}": row[what] for what in ("bytes", "system_calls", "page_faults")})
    shown = {number["data-size"]: int(number["value"]) for number in page.numbers if "data-size" in number}
    wrong = [name for name, value in shown.items() if known.get(name) != value]
    report.check("the page's sizes are those of the JSON", shown and not wrong, str(wrong[:5]), f"{len(shown)} numbers")
    for style in ("kcall", "by_hand"):
        found = [shown.get(f"write/{style}/{what}") for what in ("instructions", "bytes")]
        report.check(f"write, {style}, is three instructions of eight bytes", found == [3, 8], str(found))
    hello = next((row for row in sizes["programs"] if row["name"] == "hello"), None)
    report.check("hello makes two system calls", hello and hello["made_with"].startswith("kcall")
                 and hello["system_calls"] in (2, None) and hello["bytes"] < 1024, str(hello))


def check_plots(report, text, measured):
    plots = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    empty = [plot[:120] for plot in plots if len(re.findall(r"<polygon|<use|<path", plot)) < 8
             or 'class="tip"' not in plot and "<polygon" not in plot]
    report.check("every plot is filled", len(plots) >= 16 and not empty, f"{len(plots)} plots\n" + "\n".join(empty),
                 f"{len(plots)} plots")
    report.check("no plot has a NaN or an infinity", not re.search(r"\b(nan|inf)\b", " ".join(plots), re.IGNORECASE))
    placeholders = re.findall(r"rgb\(\s*1,\s*2,\s*\d+\)", text)
    report.check("all colours are the style sheet's", not placeholders, str(placeholders[:3]))
    groups = {"getppid-gates", "getppid-ratios", "write-gates", "write-ratios", "getcpu", "latency", "processes",
              "readv-batch", "writev-batch"}
    absent = groups - set(re.findall(r'<figure id="plot-([^"]*)"', text))
    report.check("every subject has its plot", not absent or bool(measured["absent"]), str(absent))


def check_page(report, text, measured):
    page = Page(text)
    report.check("the page is well-formed", not page.wrong and not page.open, "\n".join(page.wrong[:5] + page.open[:5]))
    report.check("the page needs nothing else", not page.fetched and "script" not in page.tags
                 and not re.search(r"@import|url\(|https?://(?!www\.w3\.org/2000/svg)", text), str(page.fetched))
    lost = [link for link in page.links if link.startswith("#") and link[1:] not in page.anchors]
    report.check("its links lead somewhere", not lost and {"results.json", "results.csv"} <= set(page.links), str(lost))
    gates = {entry["gate"] for entry in measured["missing"]}
    report.check("missing gates are named", gates == set(page.missing), f"{gates} {page.missing}",
                 ", ".join(sorted(gates)))
    check_numbers(report, page, measured)
    check_sizes(report, page, measured)
    check_plots(report, text, measured)


def check_files(report, out):
    measured = json.loads((out / "results.json").read_text())
    wanted = {"facts", "missing", "samples", "latency", "sizes"}
    report.check("results.json has its parts", wanted <= set(measured) and measured["samples"], str(set(measured)))
    positive = all(value > 0 for sample in measured["samples"] for value in sample["ns"])
    report.check("all samples are positive", positive)
    facts = measured["facts"]
    absent = [name for name in ("cpu", "kernel", "hypervisor", "mitigations", "clocksource", "cores", "vdso64", "glibc",
                                "compilers", "date") if not facts.get(name)]
    report.check("the machine's facts", not absent, f"missing: {absent}")
    report.check("__kernel_vsyscall ends with ret", not facts["vdso32"] or facts["vsyscall_bytes"].endswith("c3"),
                 facts["vsyscall_bytes"])
    with open(out / "results.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    known = p10s(measured)
    wrong = []
    for row in rows:
        name = "/".join(filter(None, (row["group"], row["gate"], row["how"], row["argument"])))
        if abs(float(row["p10_ns"]) - known[f"{row['program']}: {name}"]) > 1e-3:
            wrong.append(name)
    report.check("results.csv agrees with results.json", len(rows) == len(measured["samples"]) and not wrong,
                 str(wrong[:3]), f"{len(rows)} rows")
    return measured


def outside(measured):
    """Wrappers that cost more than their instruction. Generous: other programs run on the machine as well."""
    table = Table(measured["samples"])
    typed = [row for row in table.all(how="typed") if row.group in ("getppid", "write") and table.bare(row)]
    return [f"{row.key}: {table.ratio(row):.3f}" for row in typed if not 0.75 < table.ratio(row) < 1.25], len(typed)


def check_ratios(report, measured, programs, out):
    wrong, count = outside(measured)
    for _ in range(TRIES - 1):
        if not wrong:
            break
        again = bench("--quick", "--programs", programs, "--out", out)
        if again.returncode == 0:
            wrong, count = outside(json.loads((out / "results.json").read_text()))
    report.check("wrappers cost what their instructions cost", count and not wrong, "\n".join(wrong),
                 f"{count} wrappers")


def check_run(report, tree, out):
    done = bench("--quick", "--out", out, env={"BUILD_DIR": str(tree)})
    if not report.expect_success("tools/bench --quick", done):
        return None
    report.check("it shows its progress", all(word in done.stdout for word in ("[1/", "without a libc", "the page")),
                 done.stdout)
    measured = check_files(report, out)
    check_page(report, (out / "index.html").read_text(encoding="utf-8"), measured)
    return measured


# ---- failing ---------------------------------------------------------------------------------------------------------


def expect_failure(report, name, done, *words):
    report.check(name, done.returncode != 0 and all(word in done.stdout for word in words)
                 and "Traceback" not in done.stdout, f"exit status {done.returncode}\n{done.stdout}")


def check_arguments(report, folder):
    expect_failure(report, "an unknown option", bench("--fast"), "unrecognized arguments: --fast")
    expect_failure(report, "--out without a directory", bench("--out"), "--out")
    (folder / "file").write_text("")
    expect_failure(report, "--out below a file", bench("--quick", "--out", folder / "file/report"), "cannot write to",
                   "file/report")
    expect_failure(report, "programs that are not there", bench("--programs", folder / "none", "--out", folder / "out"),
                   "no such directory")
    (folder / "bad.json").write_text("{")
    expect_failure(report, "a page of what is not JSON",
                   bench("--from-json", folder / "bad.json", "--out", folder / "out"), "is not JSON")
    helped = bench("--help")
    report.check("--help", helped.returncode == 0 and "--quick" in helped.stdout)


def program(path, text):
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def check_failing_programs(report, folder):
    """One that works and three that fail, each in its own way: the good one's results are there."""
    good = {"program": "x86-64, no libc", "missing": [{"gate": "x32", "reason": "answers ENOSYS"}], "samples": [
        {"group": "getppid", "gate": "syscall", "how": how, "argument": "", "ns": [100.0, 101.5, 103.25, 104.0]}
        for how in ("bare", "raw", "typed")]}
    built = folder / "built"
    built.mkdir()
    program(built / "bench_small_x86_64", f"#!/bin/sh\ncat <<'E'\n{json.dumps(good)}\nE\n")
    program(built / "bench_google", "#!/bin/sh\necho out of luck >&2\nexit 3\n")
    program(built / "bench_batch", "#!/bin/sh\necho not JSON\n")
    program(built / "bench_latency_x86_64", "#!/bin/sh\nkill -SEGV $$\n")
    out = folder / "failed"
    done = bench("--programs", built, "--out", out)
    expect_failure(report, "failing programs", done, "bench_google: exit status 3: out of luck",
                   "bench_batch did not print what was expected", "bench_latency_x86_64: died of signal 11")
    measured = results.read_json(out / "results.json")
    report.check("the others' results are there", len(measured["samples"]) == 3 and len(measured["failed"]) == 3)
    text = (out / "index.html").read_text(encoding="utf-8")
    page = Page(text)
    report.check("the page says what failed and what is not built", not page.wrong and "out of luck" in text
                 and "ia32 without a libc" in text and page.missing == ["x32"] and "<svg" in text)


def check_no_gnuplot(report, folder):
    """Without gnuplot: files and page, and a message."""
    tools = folder / "tools"
    tools.mkdir()
    for name in ("env", "bash", "dirname", "python3", "sh", "cat"):
        (tools / name).symlink_to(shutil.which(name))
    out = folder / "no_plots"
    done = bench("--from-json", folder / "failed/results.json", "--out", out, env={"PATH": str(tools)})
    expect_failure(report, "without gnuplot", done, "no gnuplot here")
    there = all((out / name).stat().st_size for name in ("results.json", "results.csv", "index.html"))
    report.check("without gnuplot, the rest is there", there
                 and "could not be drawn" in (out / "index.html").read_text(encoding="utf-8"))
    try:
        svg.draw("x", 100, 100, "plot nonsense(")
        report.fail("gnuplot's complaints", "no error")
    except svg.PlotError as error:
        report.check("gnuplot's complaints", "gnuplot" in str(error), str(error))


def main():
    report = harness.Report()
    check_arithmetic(report)
    check_table(report)
    folder = harness.fresh_directory("bench_report")
    check_arguments(report, folder)
    absent = [tool for tool in ("gnuplot", "cmake", "g++", "objdump") if not shutil.which(tool)]
    if absent or os.uname().machine != "x86_64":
        report.skip("tools/bench", f"no {absent[0]} here" if absent else "the programs are for x86-64")
    else:
        check_failing_programs(report, folder)
        check_no_gnuplot(report, folder)
        measured = check_run(report, folder / "tree", folder / "report")
        if measured:
            check_ratios(report, measured, folder / "tree/bench/programs/bench", folder / "again")
    report.end()


main()
