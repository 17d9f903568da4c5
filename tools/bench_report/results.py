"""The measurements as files: everything as JSON, one line for each contender as CSV."""
import csv
import json

from bench_report.progress import Failure
from bench_report.table import Table

COLUMNS = ("program", "group", "gate", "how", "argument", "samples", "min_ns", "p10_ns", "q1_ns", "median_ns", "q3_ns",
           "of_own_bare_loop", "of_native_bare_loop")


def empty():
    return {"facts": {}, "missing": [], "absent": [], "failed": [], "samples": [], "latency": [], "sizes": None}


def merge(results, part):
    for name in ("samples", "latency", "missing"):
        results[name] += part[name]


def read_json(path):
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise Failure(f"cannot read {path}: {error.strerror}") from error
    except ValueError as error:
        raise Failure(f"{path} is not JSON: {error}") from error
    if not isinstance(found, dict) or "samples" not in found:
        raise Failure(f"{path} has no samples: is it the results.json of tools/bench?")
    return {**empty(), **found}


def write_json(path, results):
    """One line for each contender, so that the file can be looked at and compared."""
    with open(path, "w", encoding="utf-8") as file:
        file.write("{\n")
        for i, (name, value) in enumerate(results.items()):
            if isinstance(value, list) and value:
                text = "[\n" + ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in value) + "\n ]"
            else:
                text = json.dumps(value, ensure_ascii=False, indent=1)
            file.write(f" {json.dumps(name)}: {text}{',' if i + 1 < len(results) else ''}\n")
        file.write("}\n")


def rounded(value, digits):
    return "" if value is None else f"{value:.{digits}f}"


def csv_row(table, row):
    stats = row.stats
    return [row.program, row.group, row.gate, row.how, row.argument, stats["samples"],
            *(rounded(stats[name], 3) for name in ("min", "p10", "q1", "median", "q3")),
            rounded(table.ratio(row), 4), rounded(table.times_native(row), 4)]


def write_csv(path, results):
    table = Table(results["samples"])
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(COLUMNS)
        out.writerows(csv_row(table, row) for row in table.rows)
