"""Single calls' latencies, and whole processes."""
from bench_report import bars, histogram, look
from bench_report.figure import Figure


def latency(entries, caption):
    panels = [(f"{look.gate_name(entry['gate'])}, {entry['program']}", entry["gate"], histogram.net(entry))
              for entry in entries if entry["histogram"]]
    if not panels:
        return None
    unit = entries[0].get("unit", "TSC cycles")
    return Figure("latency", caption, "Histograms of single calls' latencies by gate",
                  lambda width, narrow: histogram.chart(panels, width, narrow, f"{unit} per call, logarithmic"))


ENDS = {
    ("syscall", "x86-64"): "exit, syscall, x86-64",
    ("int80", "x86-64"): "exit, int $0x80, x86-64",
    ("int80", "ia32"): "exit, int $0x80, ia32",
    ("vsyscall", "ia32"): "exit, __kernel_vsyscall, ia32",
}


def end_name(row):
    return ENDS.get((row.gate, row.argument)) or f"empty main, {row.argument}"


def process_bar(row):
    rate = {name: 1e9 / row.stats[name] for name in ("p10", "q1", "median", "q3")}
    tip = f"{row.key}: {rate['p10']:.0f} per second at the 10th percentile, {row.p10 / 1e3:.1f} µs each"
    return bars.Bar(end_name(row), row.gate, rate["p10"], rate["q3"], rate["q1"], rate["median"],
                    f"{look.count(round(rate['p10']))} / s", tip)


def processes(table, caption):
    rows = sorted(table.all(group="process"), key=lambda row: row.p10)
    if not rows:
        return None
    items = [process_bar(row) for row in rows]
    return Figure("processes", caption, "Processes per second, by how they end",
                  lambda width, narrow: bars.chart(items, width, narrow, "processes per second"))
