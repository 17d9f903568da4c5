"""HTML tables."""
import html
import json

from bench_report import cite, look


def table(heads, rows, css=""):
    """Cells are HTML; those of all columns but the first are aligned as numbers where they are numbers."""
    head = "".join(f"<th scope=col>{text}</th>" for text in heads)
    body = "".join("<tr>" + "".join(cell(i, text) for i, text in enumerate(row)) + "</tr>\n" for row in rows)
    return (f'<div class="scroll"><table class="{css}"><thead><tr>{head}</tr></thead>'
            f"<tbody>\n{body}</tbody></table></div>")


def cell(i, text):
    return f"<th scope=row>{text}</th>" if i == 0 else f"<td>{text}</td>"


def details(summary, content):
    return f"<details><summary>{summary}</summary>{content}</details>"


STYLES = {"by_hand": "by hand", "kcall": "kcall", "raw": "kcall::call", "errno_style": "errno style",
          "std_expected": "std::expected style", "std_expected_called": "std::expected, out of line"}


def code(rows, alone=False):
    """Instructions and bytes in the ways that something is written; those that agree in one row, or each alone."""
    styles = [style for style in STYLES if any(style in row for row in rows)]
    groups = {}
    for row in rows:
        same = row["name"] if alone else json.dumps([row.get(style) for style in styles])
        groups.setdefault(same, []).append(row)
    shown = [[names(group), *(code_cell(group[0], style) for style in styles)] for group in groups.values()]
    return table(["", *(STYLES[style] for style in styles)], shown, "numbers")


def names(rows):
    return " ".join(f"<code>{html.escape(row['name'])}</code>" for row in rows)


def code_cell(row, style):
    found = row.get(style)
    if not found:
        return "–"
    name = f"{row['name']}/{style}"
    return f"{cite.size(found['instructions'], name + '/instructions')} / {cite.size(found['bytes'], name + '/bytes')}"


def programs(rows):
    return table(["", "bytes", "with its libraries", "system calls", "page faults", "start to exit"],
                 [program(row) for row in rows], "numbers")


def program(row):
    name = f"{row['name']}/{row['made_with']}"
    shared = row.get("shared_bytes") or 0
    calls, faults, start = row.get("system_calls"), row.get("page_faults"), row.get("start_ratio")
    return [f'<span title="{html.escape(row.get("note") or "")}">{html.escape(row["made_with"])}</span>',
            cite.size(row["bytes"], name + "/bytes"), look.count(row["bytes"] + shared) if shared else "",
            "–" if calls is None else cite.size(calls, name + "/system_calls"),
            "–" if faults is None else cite.size(faults, name + "/page_faults"), "–" if start is None else f"{start:.2f}"]


def headers(rows):
    return table(["", "lines", "ms over an empty file", "<code>&lt;span&gt;</code> = 1"], [
        [f"<code>{html.escape(row['header'])}</code>", look.count(row["lines"]), f"{row['ms_over_empty']:.1f}",
         f"{row['ratio_to_span']:.2f}"] for row in rows], "numbers")


def everything(results):
    """All contenders, in the order of groups and programs."""
    rows = sorted(results.rows, key=lambda row: (row.group, row.program, row.argument.zfill(8), row.p10))
    shown = []
    for row in rows:
        name = "/".join(part for part in (row.group, row.gate, row.how, row.argument) if part)
        ratio, stats = results.ratio(row), row.stats
        shown.append([html.escape(name), html.escape(row.program), cite.ns(row), f"{stats['q1']:.1f}",
                      f"{stats['median']:.1f}", f"{stats['q3']:.1f}", f"{stats['samples']}",
                      "" if ratio is None else f"{ratio:.3f}"])
    return table(["what", "program", "10th percentile", "lower quartile", "median", "upper quartile", "samples",
                  "of the bare loop"], shown, "numbers small")
