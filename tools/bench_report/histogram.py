"""How long single calls take: one panel for each gate, one below the other, over a common logarithmic axis."""
import math

from bench_report import axes, look
from bench_report.figure import block, label, margins

PER_OCTAVE = 12
PANEL = 92


def net(entry):
    """The histogram with the cost of reading the counter taken off."""
    return [(max(cycles - entry.get("overhead", 0), 1), count) for cycles, count in entry["histogram"] if count > 0]


def binned(counts, low):
    """Shares in percent by logarithmic bin; the bins are wide enough for counters that tick in steps."""
    total = sum(count for _, count in counts)
    bins = {}
    for cycles, count in counts:
        place = math.floor(math.log2(max(cycles, low) / low) * PER_OCTAVE)
        bins[place] = bins.get(place, 0) + 100 * count / total
    edge = [low * 2 ** (place / PER_OCTAVE) for place in range(max(bins) + 2)]
    return [(edge[place], edge[place + 1], share) for place, share in sorted(bins.items())]


def weighted_quantile(counts, share):
    wanted, seen = share * sum(count for _, count in counts), 0
    for cycles, count in sorted(counts):
        seen += count
        if seen >= wanted:
            return cycles
    return counts[-1][0]


def chart(panels, width, narrow, unit):
    """panels: (name, colour, counts) each."""
    low = axes.log_range([min(cycles for cycles, _ in counts) for _, _, counts in panels])[0]
    high = axes.log_range([weighted_quantile(counts, 0.999) for _, _, counts in panels])[1]
    height = len(panels) * PANEL + 48
    script = margins(width, height, 12, 14, 0, 0) + ["set multiplot"]
    for i, (name, colour, counts) in enumerate(panels):
        unit_here = unit if i == len(panels) - 1 else ""
        script += panel(i, name, colour, counts, (low, high), (width, height), narrow, unit_here)
    return height, "\n".join(script + ["unset multiplot"])


def panel(i, name, colour, counts, span, size, narrow, unit):
    width, height = size
    bins = [part for part in binned(counts, span[0]) if part[0] < span[1]]
    top = i * PANEL + 26
    bottom = (i + 1) * PANEL
    peak = max(share for _, _, share in bins)
    script = ["unset label", f"set tmargin at screen {1 - top / height:.5f}",
              f"set bmargin at screen {1 - bottom / height:.5f}", f"set yrange [0:{peak * 1.06!r}]", "unset ytics"]
    script += axes.axis("x", float(span[0]), float(span[1]), True, 5 if narrow else 10)
    if unit:
        script.append(f"set xlabel '{unit}' offset 0,0.2 textcolor rgb '{look.placeholder('muted')}'")
    else:
        script.append("set format x ''")
        script.append(silent_ticks(span, narrow))
    y = f"screen {1 - (top - 13) / height:.5f}"
    median, most = (look.count(weighted_quantile(counts, share)) for share in (0.5, 0.99))
    script += [label(name, f"screen {12 / width:.5f}, {y}", extra="left font 'bold,12'"),
               label(f"median {median}, 99% up to {most}", f"screen {1 - 14 / width:.5f}, {y}", "muted", "right")]
    script += block(f"h{i}", [((left + right) / 2, share, left, right, 0, share) for left, right, share in bins])
    script += block(f"base{i}", [(span[0], 0), (span[1], 0)])
    script.append(f"plot $h{i} using 1:2:3:4:5:6 with boxxyerror lc rgb '{look.placeholder(colour)}', "
                  f"$base{i} using 1:2 with lines lw 1 lc rgb '{look.placeholder('muted')}'")
    return script


def silent_ticks(span, narrow):
    """Grid lines without numbers: these stand below the last panel."""
    ticks = axes.log_ticks(span[0], span[1], 5 if narrow else 10)
    return "set xtics (" + ", ".join(f"'' {tick!r}" for tick in ticks) + ")"
