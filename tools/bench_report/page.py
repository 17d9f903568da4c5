"""The page: one file that needs no network, no script, and no other file."""
import html
import pathlib

from bench_report import figure, findings, look, machine, sections, svg
from bench_report.table import Table

TITLE = "What a Linux system call costs"


def section_html(section, complaints):
    parts = []
    for part in section.kept():
        parts.append(drawn(part, complaints) if isinstance(part, figure.Figure) else part)
    title = html.escape(section.title)
    return f'<section id="{section.anchor}"><h2>{title}</h2>\n' + "\n".join(parts) + "\n</section>\n"


def drawn(plot, complaints):
    try:
        return figure.rendered(plot)
    except svg.PlotError as error:
        complaints.append(str(error))
        return f'<p class="failed">This plot could not be drawn: {html.escape(str(error))}</p>'


def listed(title, entries):
    if not entries:
        return ""
    items = "".join(f"<li><strong>{html.escape(entry['what'])}</strong>: {html.escape(entry['reason'])}</li>"
                    for entry in entries)
    return f'<div class="failed"><p>{title}</p><ul>{items}</ul></div>'


def notices(measured):
    quick = ('<p class="failed">From a quick run: fewer samples than it takes to cite a figure.</p>'
             if measured["facts"].get("quick") else "")
    sizes = measured["sizes"] or {}
    return (quick + listed("Something failed, so that its figures are not here:", measured["failed"])
            + listed("Not built or not installed here, and therefore not measured:",
                     measured["absent"] + sizes.get("missing", [])))


def legend():
    items = "".join(f'<li><i style="background:var(--{gate})"></i>{html.escape(name)}</li>'
                    for gate, name in look.GATES.items() if gate != "none")
    return f'<ul class="legend" aria-label="Colours of the gates">{items}</ul>'


def head(table, measured):
    facts = measured["facts"]
    return (f"<header><h1>{TITLE}</h1>"
            f'<p class="machine">{machine.headline(facts)} · {html.escape(str(facts.get("date", "")))}</p>'
            f'<p class="answer">{findings.answer(table, measured)}</p>'
            f'<p class="missing">{findings.missing_text(measured)}</p>{notices(measured)}</header>')


def contents(all_sections):
    links = " ".join(f'<a href="#{section.anchor}">{html.escape(section.title)}</a>' for section in all_sections)
    return f"<nav>{links}</nav>"


def write(path, measured):
    """Gives what went wrong: a list of texts."""
    table, complaints = Table(measured["samples"]), []
    found = sections.all_sections(table, measured)
    body = "".join(section_html(section, complaints) for section in found)
    style = pathlib.Path(__file__).with_name("style.css").read_text(encoding="utf-8")
    path.write_text(
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<style>\n{style}</style></head>\n<body>\n"
        f"{head(table, measured)}\n{contents(found)}\n{legend()}\n<main>\n{body}</main>\n"
        "<footer><p>Made by kcall’s <code>tools/bench</code>; plots by gnuplot.</p></footer>\n</body></html>\n",
        encoding="utf-8")
    return list(dict.fromkeys(complaint for complaint in complaints))
