"""The page's sections: texts and plots, in the order in which a reader wants them."""
import dataclasses
import html

from bench_report import figures_gates, figures_rest, figures_sizes, figures_vdso, look, machine, tables, texts

@dataclasses.dataclass
class Section:
    anchor: str
    title: str
    parts: list  # HTML texts and Figures; None is left out

    def kept(self):
        return [part for part in self.parts if part]


def gates(table):
    caption = f"{texts.PLAIN} {texts.MULTIPLE}"
    return Section("gates", "Getting in and out", [
        texts.GATES, "<h3>getppid</h3>", figures_gates.gates(table, "getppid", caption),
        "<h3>write, 1 byte to /dev/null</h3>", figures_gates.gates(table, "write", caption)])


def overhead(table):
    return Section("overhead", "What is added to the instruction", [
        texts.WHY, "<h3>getppid</h3>", figures_gates.ratios(table, "getppid", texts.RATIO),
        "<h3>write</h3>", figures_gates.ratios(table, "write", texts.RATIO)])


def one_program(table, group, start):
    """The program with a libc, if it ran: it has the most to compare."""
    names = [name for name in table.programs(group=group) if name.startswith(start)]
    return next((name for name in names if name.endswith("glibc")), names[0] if names else None)


def clocks(table):
    parts = [texts.CLOCKS]
    for start in ("x86-64", "ia32"):
        program = one_program(table, "clock_gettime", start)
        if program:
            parts += [f"<h3>{program}</h3>", figures_vdso.clocks(table, program, texts.PLAIN)]
    return Section("clocks", "Reading the clock", parts)


def vdso(table):
    parts = ["<h3>getcpu</h3>", figures_vdso.getcpu(table, texts.PLAIN),
             texts.GETRANDOM]
    for start in ("x86-64", "ia32"):
        program = one_program(table, "getrandom", start)
        if program:
            parts += [f"<h4>{program}</h4>", figures_sizes.getrandom(table, program, False, texts.CURVE),
                      figures_sizes.getrandom(table, program, True, texts.CURVE)]
    return Section("vdso", "getcpu and getrandom", parts)


def overhead_text(entries):
    taken = sorted({entry["overhead"] for entry in entries if "overhead" in entry})
    return " and ".join(look.count(value) for value in taken) or "nothing"


def latency(entries):
    return Section("latency", "Single calls", [
        texts.LATENCY.format(overhead=overhead_text(entries)), figures_rest.latency(entries, texts.SHARES)])


def batches(table):
    program = one_program(table, "readv", "x86-64")
    return Section("batches", "Many pieces in one call", [
        texts.BATCHES,
        "<h3>readv</h3>" if program else "", figures_sizes.batch(table, program, "readv", texts.CURVE),
        "<h3>writev</h3>" if program else "", figures_sizes.batch(table, program, "writev", texts.CURVE)])


def processes(table):
    return Section("processes", "Whole processes", [
        texts.PROCESSES, figures_rest.processes(table, texts.RATES)])


def codegen(sizes):
    return Section("code", "Code", [
        texts.CODE.format(compiler=sizes["compiler"]),
        tables.code(sizes["wrappers"]),
        tables.details("Each wrapper in a row of its own", tables.code(sizes["wrappers"], alone=True)),
        texts.CALLERS + tables.code(sizes["callers"], alone=True) if sizes.get("callers") else ""])


def small_programs(sizes):
    rows, what = sizes["programs"], sizes.get("trials") or {}
    parts = [texts.SMALL, texts.HELLO.format(**sizes["hello_starts"]) if sizes.get("hello_starts") else ""]
    for name in dict.fromkeys(row["name"] for row in rows):
        parts.append(f"<h3>{name}</h3>" + (f"<p>{html.escape(what[name])}</p>" if name in what else "")
                     + tables.programs([row for row in rows if row["name"] == name]))
    return Section("programs", "Small programs", parts)


def headers(sizes):
    rows = sizes["headers"]
    inner = [row for row in rows if row["header"].startswith("<kcall/") and row["header"].count("/") > 1]
    outer = [row for row in rows if row not in inner]
    return Section("headers", "What including costs", [
        texts.HEADERS.format(compiler=sizes["compiler"]),
        tables.headers(outer), tables.details("Every header by itself", tables.headers(inner)) if inner else ""])


def all_sections(table, measured):
    sections = [gates(table), overhead(table), clocks(table), vdso(table), latency(measured["latency"]), batches(table),
                processes(table)]
    if measured["sizes"]:
        sizes = measured["sizes"]
        sections += [codegen(sizes), small_programs(sizes), headers(sizes)]
    sections += [Section("method", "How it was measured", [texts.METHOD]),
                 Section("machine", "The machine", [machine.section(measured["facts"])]),
                 Section("figures", "All figures", [
                     tables.details(f"{len(table.rows)} contenders, in nanoseconds", tables.everything(table))])]
    return sections
