"""What each way into the kernel costs: getppid and write."""
from bench_report import bars, look
from bench_report.figure import Figure

HOWS = ("typed", "raw", "wrapper", "syscall()")
GATES = ("syscall", "x32", "vsyscall", "sysenter", "int80")


def tip(row, ratio=None):
    stats = row.stats
    text = (f"{row.key}: 10th percentile {stats['p10']:.2f} ns, quartiles {stats['q1']:.2f}, {stats['median']:.2f}, "
            f"{stats['q3']:.2f} ns; {stats['samples']} samples")
    return text if ratio is None else f"{text}; {ratio:.3f} of the bare loop"


def bar_of(row, name=None, note=""):
    stats = row.stats
    text = look.nanoseconds(row.p10) + (f"  {note}" if note else "")
    return bars.Bar(name or look.how_name(row), row.gate, row.p10, stats["q1"], stats["q3"], stats["median"], text,
                    tip(row))


def contenders(table, program, group):
    """The wrapper through each gate, and the libc's two ways."""
    typed = [table.one(program=program, group=group, gate=gate, how="typed", argument="") for gate in GATES]
    libc = table.all(program=program, group=group, gate="libc", argument="")
    return sorted((row for row in typed + libc if row), key=lambda row: row.p10)


def times_text(table, row):
    ratio = table.times_native(row)
    return f"× {look.times(ratio)}" if ratio else ""


def gates(table, group, caption):
    items = []
    for program in table.programs(group=group):
        rows = contenders(table, program, group)
        if rows:
            items.append(bars.Heading(program))
            items += [bar_of(row, note=times_text(table, row)) for row in rows]
    if not items:
        return None
    return Figure(f"{group}-gates", caption, f"Nanoseconds per {group} through each gate, logarithmic",
                  lambda width, narrow: bars.chart(items, width, narrow, "ns per call, logarithmic", log=True))


def compared(table, program, group):
    order = {gate: place for place, gate in enumerate(GATES + ("libc",))}
    rows = [row for row in table.all(program=program, group=group, argument="") if row.how != "bare"
            and row.gate in order and row.how in HOWS and table.bare(row)]
    return sorted(rows, key=lambda row: (order[row.gate], HOWS.index(row.how)))


def ratio_bar(table, row):
    ratio = table.ratio(row)
    low, high = table.ratio_spread(row)
    return bars.Bar(look.how_name(row), row.gate, ratio, low, high, ratio, f"{ratio:.3f}", tip(row, ratio))


def ratios(table, group, caption):
    items = []
    for program in table.programs(group=group):
        rows = compared(table, program, group)
        if rows:
            items.append(bars.Heading(program))
            items += [ratio_bar(table, row) for row in rows]
    shown = [item for item in items if isinstance(item, bars.Bar)]
    if not shown:
        return None
    low = min(0.95, min(item.value for item in shown) - 0.02)
    high = max(1.15, max(item.value for item in shown) + 0.03)

    def build(width, narrow):
        return bars.chart(items, width, narrow, "of the bare loop", low=low, high=high, dots=True)
    return Figure(f"{group}-ratios", caption, f"{group}: each contender by its gate's bare loop", build)
