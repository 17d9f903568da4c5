"""A plot in the page: drawn twice, for wide and for narrow screens, so that its text is always of readable size."""
import dataclasses
import html

from bench_report import look, svg

WIDE, NARROW = 860, 350


@dataclasses.dataclass
class Figure:
    name: str
    caption: str  # HTML
    description: str  # for those who cannot see it
    build: object  # (width, narrow) -> (height, gnuplot script)


STYLE = "\n".join([
    "set border 0",
    "unset key",
    f"set tics scale 0 textcolor rgb '{look.placeholder('muted')}'",
    f"set grid xtics noytics lt 1 lc rgb '{look.placeholder('grid')}' lw 1",
    "set style fill solid 1 noborder",
])


def quoted(text):
    """A gnuplot string."""
    return "'" + str(text).replace("'", "''").replace("\n", " ") + "'"


def label(text, place, colour="ink", extra=""):
    return f"set label {quoted(text)} at {place} textcolor rgb '{look.placeholder(colour)}' {extra}"


def margins(width, height, left, right, top, bottom):
    return [f"set lmargin at screen {left / width:.5f}", f"set rmargin at screen {1 - right / width:.5f}",
            f"set tmargin at screen {1 - top / height:.5f}", f"set bmargin at screen {bottom / height:.5f}"]


def block(name, rows):
    """Inline data; texts are quoted by the caller."""
    return [f"${name} << EOD"] + ["\t".join(str(cell) for cell in row) for row in rows] + ["EOD"]


def cell(text):
    """A text in inline data."""
    return '"' + str(text).replace("\\", "/").replace('"', "'") + '"'


def rendered(figure):
    """HTML of the figure; raises svg.PlotError."""
    drawn = []
    for kind, width in (("wide", WIDE), ("narrow", NARROW)):
        height, script = figure.build(width, kind == "narrow")
        text = svg.draw(f"{figure.name}-{kind}", width, height, STYLE + "\n" + script)
        text = text.replace(f'aria-label="{figure.name}-{kind}"', f'aria-label="{html.escape(figure.description)}"')
        drawn.append(f'<div class="{kind}">{text}</div>')
    return f'<figure id="plot-{figure.name}">{"".join(drawn)}<figcaption>{figure.caption}</figcaption></figure>'
