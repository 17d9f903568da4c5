"""Horizontal bars with their spread, one below the other, with headings between them."""
import dataclasses

from bench_report import axes, look
from bench_report.figure import block, cell, label, margins


@dataclasses.dataclass
class Heading:
    text: str


@dataclasses.dataclass
class Bar:
    label: str
    colour: str
    value: float  # where the bar ends
    low: float  # the line goes from here
    high: float  # to here
    mark: float  # with a tick here
    text: str  # written beside it
    tip: str


BAR = 15


class Layout:
    """How wide screens have names beside the bars, narrow ones above them."""

    def __init__(self, width, narrow, names, texts):
        self.width, self.narrow = width, narrow
        self.left = 18 if narrow else min(300, 18 + int(6.9 * max(map(len, names), default=10)))
        self.right = 24 if narrow else 18 + int(6.8 * max(map(len, texts), default=8))
        self.pitch = 41 if narrow else 23
        self.heading = 32

    def place(self, items):
        """(item, top) of each, in pixels from the top, and the height of all."""
        placed, top = [], 0
        for item in items:
            placed.append((item, top))
            top += self.heading if isinstance(item, Heading) else self.pitch
        return placed, top

    def centre(self, top):
        return top + self.pitch - BAR / 2 - 5 if self.narrow else top + self.pitch / 2

    def labels(self, item, top):
        if isinstance(item, Heading):
            y = top + self.heading - 11
            return [label(item.text, f"screen {4 / self.width:.5f}, first {y:.1f}", extra="left font 'bold,12'")]
        left, right = f"screen {4 / self.width:.5f}", f"screen {1 - 4 / self.width:.5f}"
        y = self.centre(top) - BAR / 2 - 9 if self.narrow else self.centre(top)
        return [label(item.label, f"{left}, first {y:.1f}", extra="left"),
                label(item.text, f"{right}, first {y:.1f}", extra="right")]


def chart(items, width, narrow, unit, log=False, low=None, high=None, dots=False):
    """items: Bars and Headings; dots: the values as points about a line at 1, for ratios. Gives height and script."""
    bars = [item for item in items if isinstance(item, Bar)]
    names = [item.label if isinstance(item, Bar) else item.text for item in items]
    layout = Layout(width, narrow, names, [bar.text for bar in bars])
    placed, body = layout.place(items)
    first, last = bounds(bars, log, low, high)
    height = body + 52
    script = margins(width, height, layout.left, layout.right, 4, 48)
    script += axes.axis("x", first, last, log, 5 if narrow else 9) + [f"set yrange [{body}:0]", "unset ytics"]
    script.append(f"set xlabel '{unit}' offset 0,0.2 textcolor rgb '{look.placeholder('muted')}'")
    for item, top in placed:
        script += layout.labels(item, top)
    middles = [(bar, layout.centre(top)) for bar, top in placed if isinstance(bar, Bar)]
    script += block("bars", [row(bar, y, first) for bar, y in middles])
    script += block("line", lines_at(1 if dots else first, body, [y for _, y in middles], narrow))
    if narrow:
        script.append("unset grid")
    script.append("plot " + ", ".join([POINTS if dots else BARS] + SPREAD))
    return height, "\n".join(script)


def lines_at(x, body, places, narrow):
    """The vertical line where the bars begin; in pieces where names stand above them."""
    if not narrow:
        return [(x, 0, body)]
    return [(x, y - BAR / 2 - 1, BAR + 2) for y in places]


def bounds(bars, log, low, high):
    ends = [bar.value for bar in bars] + [bar.high for bar in bars]
    if log:
        found = axes.log_range([bar.low for bar in bars] + ends)
    else:
        found = (0.0, max(ends) * 1.03)
    return float(found[0] if low is None else low), float(found[1] if high is None else high)


def row(bar, y, first):
    colour = int(look.placeholder(bar.colour)[1:], 16)
    return (bar.value, y, first, y - BAR / 2, y + BAR / 2, colour, bar.low, bar.high - bar.low, bar.mark, cell(bar.tip))


INK = look.placeholder("ink")
BARS = "$bars using 1:2:3:1:4:5:6 with boxxyerror lc rgb variable"
POINTS = "$bars using 1:2:6 with points pt 7 ps 0.9 lc rgb variable"
SPREAD = [
    f"$line using 1:2:(0):3 with vectors nohead lw 1.2 lc rgb '{look.placeholder('muted')}'",
    f"$bars using 1:2:($7-$1):(0) with vectors nohead lw 0.8 lc rgb '{INK}'",
    f"$bars using 7:2:8:(0) with vectors nohead lw 2.2 lc rgb '{INK}'",
    f"$bars using 9:($2-5):(0):(10) with vectors nohead lw 1.6 lc rgb '{INK}'",
    f"$bars using 1:2:10 with labels hypertext point pt 5 ps 2.2 lc rgb '{INK}'",
]
