"""Cost against size: getrandom by bytes, readv and writev by segments."""
from bench_report import look
from bench_report.figure import Figure
from bench_report import lines


def size_text(size):
    return f"{size // 1024} KiB" if size >= 1024 else f"{size} B"


def point(row, x, divisor):
    stats = row.stats
    tip = f"{row.key}: 10th percentile {row.p10:.1f} ns, quartiles {stats['q1']:.1f} to {stats['q3']:.1f} ns"
    return (x, row.p10 / divisor, stats["q1"] / divisor, stats["q3"] / divisor, tip)


def curves_of(rows, name, per_unit):
    """One curve for each way, over the arguments."""
    ways = {}
    for row in rows:
        if row.argument.isdigit():
            ways.setdefault((row.gate, row.how), []).append(row)
    curves = []
    # The dashed ones last, so that what they lie upon shows through.
    for (gate, how), found in ways.items():
        points = sorted(point(row, int(row.argument), int(row.argument) if per_unit else 1) for row in found)
        curves.append(lines.Curve(name(found[0]), gate, points, dashed=gate == "libc" or how == "one_by_one"))
    return sorted(curves, key=lambda curve: curve.dashed)


def random_name(row):
    if row.gate == "vdso":
        return "kcall, vDSO, with its state"
    return look.how_name(row)


def getrandom(table, program, per_byte, caption):
    rows = table.all(program=program, group="getrandom")
    curves = curves_of(rows, random_name, per_byte)
    if not curves:
        return None
    sizes = sorted({int(row.argument) for row in rows if row.argument.isdigit()})
    ticks = [(float(size), size_text(size)) for size in sizes]
    name = ("getrandom-per-byte-" if per_byte else "getrandom-") + program.replace(",", "").replace(" ", "-")
    unit = "ns per byte" if per_byte else "ns per call"
    return Figure(name, caption, f"getrandom, {unit} by size, {program}",
                  lambda width, narrow: lines.chart(curves, width, narrow, "bytes asked for", unit, ticks))


def batch_name(group):
    single = {"readv": "read", "writev": "write"}[group]

    def name(row):
        what = f"{group} of n segments" if row.how != "one_by_one" else f"n calls of {single}"
        return f"{what}, {look.gate_name(row.gate)}"
    return name


def batch(table, program, group, caption):
    rows = table.all(program=program, group=group)
    curves = curves_of(rows, batch_name(group), True)
    if not curves:
        return None
    counts = sorted({int(row.argument) for row in rows if row.argument.isdigit()})
    ticks = [(float(count), str(count)) for count in counts]

    def build(width, narrow):
        return lines.chart(curves, width, narrow, "segments of 64 bytes", "ns per segment", ticks)
    return Figure(f"{group}-batch", caption, f"{group}: nanoseconds per segment by number of segments", build)
