"""Runs gnuplot, and makes its SVG fit into a page: style sheet's colours and fonts, tooltips without scripts."""
import re
import shutil
import subprocess

from bench_report import look


class PlotError(Exception):
    """gnuplot is not here, or did not like what it was given."""


def draw(name, width, height, script):
    """The SVG text of a gnuplot script; `name` must be unique in the page."""
    if not shutil.which("gnuplot"):
        raise PlotError("no gnuplot here (Debian: gnuplot-nox)")
    head = (f"set terminal svg size {width},{height} dynamic noenhanced font 'page,12'\n"
            "set encoding utf8\n")
    try:
        done = subprocess.run(["gnuplot"], input=head + script, capture_output=True, text=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise PlotError(f"{name}: {error}") from error
    complaint = done.stderr.strip()
    if done.returncode or complaint or "</svg>" not in done.stdout:
        raise PlotError(f"{name}: gnuplot: {complaint or f'exit status {done.returncode}'}")
    return fit(name, done.stdout, width, height)


def fit(name, text, width, height):
    text = text[text.index("<svg"):]
    text = re.sub(r"<svg[^>]*>", f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{name}">', text, count=1)
    text = re.sub(r"<desc>.*?</desc>|<filter.*?</filter>|<title>.*?</title>|xmlns:xlink=\S+", "", text, flags=re.DOTALL)
    text = text.replace("xlink:href", "href").replace("gpPt", f"{name}-pt").replace("gpDot", f"{name}-dot")
    text = re.sub(r' id="gnuplot_\w+"', "", text)
    text = re.sub(r"""<g onmousemove="gnuplot_svg.showHypertext\(evt,'(.*?)'\)"[^>]*>""", tooltip, text)
    text = re.sub(r"""rgb\(\s*1,\s*2,\s*(\d+)\)""", lambda found: f"var(--{look.COLOURS[int(found[1])]})", text)
    text = re.sub(r'\s*font-family="page"', "", text)
    text = text.replace('font-family="bold"', 'font-weight="600"')
    text = re.sub(r"<g [^>]*>\s*</g>\n?", "", text)
    return without_unused(re.sub(r"\n\s*", "\n", text))


def tooltip(found):
    return f'<g class="tip"><title>{found[1].replace("&#10;", chr(10))}</title>'


def without_unused(text):
    """Drops the definitions of point shapes that the plot does not use."""
    head, shapes, rest = re.split(r"<defs>|</defs>", text, maxsplit=2)
    kept, wanted = [], rest
    for shape in reversed(shapes.strip().split("\n")):
        name = re.search(r"\bid='([^']*)'", shape)
        if name and f"#{name[1]}'" in wanted:
            kept.append(shape)
            wanted += shape
    return f"{head}<defs>{''.join(reversed(kept))}</defs>{rest}"
