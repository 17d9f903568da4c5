"""Numbers in the page. Each says in its attributes which measurement it is, so that it can be checked."""
import html

from bench_report import look


def ns(row):
    return (f'<data value="{row.p10:.3f}" data-p10="{html.escape(row.key)}">'
            f"{look.nanoseconds(row.p10).replace(' ', '&nbsp;')}</data>")


def ratio(row, base):
    value = row.p10 / base.p10
    return (f'<data value="{value:.4f}" data-p10="{html.escape(row.key)}" data-of="{html.escape(base.key)}">'
            f"{look.times(value)}</data>")


def size(number, what):
    return f'<data value="{number}" data-size="{html.escape(what)}">{look.count(number)}</data>'
