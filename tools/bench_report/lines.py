"""Curves over a logarithmic x axis, each with its name in a key above the plot."""
import dataclasses

from bench_report import axes, look
from bench_report.figure import block, cell, label, margins


@dataclasses.dataclass
class Curve:
    name: str
    colour: str
    points: list  # (x, y, low, high, tip)
    dashed: bool = False


KEY_LINE = 19
HEIGHT = 300


def chart(curves, width, narrow, x_unit, y_unit, x_ticks, log_y=True):
    """x_ticks: (value, text) of each; y_unit stands above the axis."""
    columns = 1 if narrow else 2
    key_rows = -(-len(curves) // columns)
    top = 10 + key_rows * KEY_LINE + 32
    height = top + HEIGHT + 48
    values = [value for curve in curves for point in curve.points for value in point[1:4]]
    low, high = axes.log_range(values) if log_y else (0.0, max(values) * 1.05)
    script = margins(width, height, 64, 24, top, 48)
    script += ["set logscale x", f"set xrange [{x_ticks[0][0] * 0.9!r}:{x_ticks[-1][0] * 1.1!r}]"]
    shown = x_ticks[::2] if narrow and len(x_ticks) > 6 else x_ticks
    script.append("set xtics (" + ", ".join(f"'{text}' {value!r}" for value, text in shown) + ")")
    script += axes.axis("y", float(low), float(high), log_y, 8) + ["set grid xtics ytics"]
    script.append(f"set xlabel '{x_unit}' offset 0,0.2 textcolor rgb '{look.placeholder('muted')}'")
    script.append(label(y_unit, f"screen {6 / width:.5f}, screen {1 - (top - 18) / height:.5f}", "muted", "left"))
    for i, curve in enumerate(curves):
        script += key(i, curve, columns, width, height)
        script += block(f"c{i}", [point[:4] + (cell(point[4]),) for point in curve.points])
    script.append("plot " + ", ".join(part for i, curve in enumerate(curves) for part in drawn(i, curve)))
    return height, "\n".join(script)


def key(i, curve, columns, width, height):
    left = 12 + (i % columns) * (width - 20) / columns
    y = 1 - (10 + (i // columns + 0.5) * KEY_LINE) / height
    # gnuplot draws arrows without their dashes.
    pieces = [(0, 7), (10, 17), (20, 27)] if curve.dashed else [(0, 27)]
    colour = look.placeholder(curve.colour)
    arrows = [f"set arrow from screen {(left + first) / width:.5f}, screen {y:.5f} "
              f"to screen {(left + last) / width:.5f}, screen {y:.5f} nohead lw 2.4 lc rgb '{colour}'"
              for first, last in pieces]
    return arrows + [label(curve.name, f"screen {(left + 34) / width:.5f}, screen {y:.5f}", extra="left")]


def drawn(i, curve):
    colour = look.placeholder(curve.colour)
    dash = " dt (6,4)" if curve.dashed else ""
    return [f"$c{i} using 1:3:(0):($4-$3) with vectors nohead lw 1.4 lc rgb '{colour}'",
            f"$c{i} using 1:2 with lines lw 2.4 lc rgb '{colour}'{dash}",
            f"$c{i} using 1:2 with points pt 7 ps 0.55 lc rgb '{colour}'",
            f"$c{i} using 1:2:5 with labels hypertext point pt 5 ps 2 lc rgb '{colour}'"]
