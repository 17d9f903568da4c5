"""The page's sections: texts and plots, in the order in which a reader wants them."""
import dataclasses

from bench_report import figures_gates, figures_rest, figures_sizes, figures_vdso, look, machine, tables

SPREAD = ("Bar: 10th percentile. Thick line: from the lower to the upper quartile; tick: the median. The number after × is the "
          "multiple of a bare loop of the program’s usual gate.")
PLAIN = "Bar: 10th percentile. Thick line: from the lower to the upper quartile; tick: the median."
RATIO = ("Point: 10th percentile by that of a hand-written loop of the same instruction, in the same program (by the usual "
         "gate’s for the libc). Line: lowest and highest of five consecutive fifths of the run.")
CURVE = "Points: 10th percentiles. Vertical lines: quartiles."


@dataclasses.dataclass
class Section:
    anchor: str
    title: str
    parts: list  # HTML texts and Figures; None is left out

    def kept(self):
        return [part for part in self.parts if part]


def gates(table):
    return Section("gates", "Getting in and out", [
        "<p>getppid does next to nothing in the kernel, so that it is the way in and out which is measured. write of one "
        "byte to <code>/dev/null</code> is about the cheapest call that does something.</p>",
        "<h3>getppid</h3>", figures_gates.gates(table, "getppid", SPREAD),
        "<h3>write, 1 byte to /dev/null</h3>", figures_gates.gates(table, "write", SPREAD)])


WHY = """<p>A wrapper that is inlined is the instruction, and costs what the instruction costs. A libc’s wrapper is a
function: it returns right after the system call, and that is expensive beyond the few instructions that it has. The
processor predicts where a <code>ret</code> goes from a small stack of return addresses. Kernels that guard against
return-based attacks (“return thunks”, retbleed, SRSO and the like, see <a href="#machine">the machine</a>) leave that stack
overwritten, so that the first <code>ret</code> of user code after the call is mispredicted. How much that is depends on the
processor and on what its kernel mitigates: on other machines the same comparison gives 1.3 to 1.5.</p>"""


def overhead(table):
    return Section("overhead", "What is added to the instruction", [
        WHY, "<h3>getppid</h3>", figures_gates.ratios(table, "getppid", RATIO),
        "<h3>write</h3>", figures_gates.ratios(table, "write", RATIO)])


def one_program(table, group, start):
    """The program with a libc, if it ran: it has the most to compare."""
    names = [name for name in table.programs(group=group) if name.startswith(start)]
    return next((name for name in names if name.endswith("glibc")), names[0] if names else None)


def clocks(table):
    parts = ["<p>The kernel maps a small shared object, the vDSO, into every process; its functions read most clocks without "
             "entering the kernel. kcall’s <code>clock_gettime</code> finds them by itself and calls them; CPU-time clocks are a "
             "real call in any case, which the vDSO’s function makes itself. The last rows are the bare instructions that "
             "read the processor’s counter: what no clock can beat.</p>"]
    for start in ("x86-64", "ia32"):
        program = one_program(table, "clock_gettime", start)
        if program:
            parts += [f"<h3>{program}</h3>", figures_vdso.clocks(table, program, PLAIN)]
    return Section("clocks", "Reading the clock", parts)


def vdso(table):
    parts = ["<h3>getcpu</h3>", figures_vdso.getcpu(table, PLAIN),
             "<h3>getrandom</h3><p>Since Linux 6.11 the vDSO can hand out random bytes, from a state that each thread brings. "
             "It saves the way into the kernel for small requests; for large ones the generator’s own work decides, and the "
             "kernel’s may be the faster one. A libc older than that knows only the real call.</p>"]
    for start in ("x86-64", "ia32"):
        program = one_program(table, "getrandom", start)
        if program:
            parts += [f"<h4>{program}</h4>", figures_sizes.getrandom(table, program, False, CURVE),
                      figures_sizes.getrandom(table, program, True, CURVE)]
    return Section("vdso", "getcpu and getrandom", parts)


def overhead_text(entries):
    taken = sorted({entry["overhead"] for entry in entries if "overhead" in entry})
    return " and ".join(look.count(value) for value in taken) or "nothing"


def latency(entries):
    return Section("latency", "Single calls", [
        "<p>Loops say what a call costs among its like. Here each call is timed alone, with <code>rdtscp</code> before and "
        f"after; the cost of an empty pair ({overhead_text(entries)} cycles of the time stamp counter) is taken off. The "
        "counter may tick in steps of many cycles, so that fine structure below that step is its own.</p>",
        figures_rest.latency(entries, "Share of calls by duration, each panel to its own height. What lies to the right of the "
                                      "hill are interrupts; the last call of a thousand may lie outside the plot.")])


def batches(table):
    program = one_program(table, "readv", "x86-64")
    return Section("batches", "Many pieces in one call", [
        "<p>readv from <code>/dev/zero</code> and writev to <code>/dev/null</code> of so many segments of 64 bytes, against "
        "as many single calls: the way in and out is paid once, and what is left is each segment’s own work.</p>",
        "<h3>readv</h3>" if program else "", figures_sizes.batch(table, program, "readv", CURVE),
        "<h3>writev</h3>" if program else "", figures_sizes.batch(table, program, "writev", CURVE)])


def processes(table):
    return Section("processes", "Whole processes", [
        "<p>The classical comparison: a program that only exits, started again and again (vfork, execve, wait4). The "
        "difference of one system call is buried under the cost of a process; what a libc does before main is not.</p>",
        figures_rest.processes(table, "Bar: by the 10th percentile of their durations. Line: quartiles; tick: the median.")])


def codegen(sizes):
    return Section("code", "Code", [
        f"<p>Instructions / bytes of each wrapper, compiled out of line by {sizes['compiler']} for x86-64, with its "
        "<code>ret</code>: as one would write it in assembly, kcall’s, one that sets <code>errno</code>, and one that returns "
        "<code>std::expected&lt;T, std::error_code&gt;</code> or its like.</p>",
        tables.code(sizes["wrappers"]),
        tables.details("Each wrapper in a row of its own", tables.code(sizes["wrappers"], alone=True)),
        ("<h3>Code around a call</h3><p>What a caller becomes who checks for an error, or retries and goes on.</p>"
         + tables.code(sizes["callers"], alone=True)) if sizes.get("callers") else ""])


def small_programs(sizes):
    rows = sizes["programs"]
    parts = ["<p>Bytes of the stripped program, and how many system calls it makes (seen by strace).</p>"]
    for name in dict.fromkeys(row["name"] for row in rows):
        parts.append(f"<h3>{name}</h3>" + tables.programs([row for row in rows if row["name"] == name]))
    return Section("programs", "Small programs", parts)


def headers(sizes):
    rows = sizes["headers"]
    inner = [row for row in rows if row["header"].startswith("<kcall/") and row["header"].count("/") > 1]
    outer = [row for row in rows if row not in inner]
    return Section("headers", "What including costs", [
        f"<p>Compile time of a file that includes only this header, over that of an empty file ({sizes['compiler']}).</p>",
        tables.headers(outer), tables.details("Every header by itself", tables.headers(inner)) if inner else ""])


METHOD = """<ul>
<li>All contenders of a program take turns, sample by sample, in shuffled order. Whatever drifts (frequency, neighbours on a
shared machine) drifts for all alike, so that ratios are steadier than the figures that they are made of.</li>
<li>A sample is a batch of calls of some 20 to 50 microseconds, timed as a whole: short enough to fit between two timer
interrupts, long enough for the clock not to matter.</li>
<li>What is quoted is the 10th percentile. Nothing makes a call faster than it is, many things make it slower: an average
follows the few samples that an interrupt or another guest fell into. The smallest sample would follow lucky ones.</li>
<li>The loops are compiled with g++ -O2, the same for all contenders but for the call in their middle.</li>
<li>Programs without a libc and programs linked with one measure the same table of calls; x86-64 with glibc runs under Google
Benchmark, all others under a sampler of the same design that needs no C++ library.</li>
<li>Every number on this page is in <a href="results.json">results.json</a> (with every sample) or
<a href="results.csv">results.csv</a>, and <code>tools/bench</code> makes the page again for your machine.</li>
</ul>"""


def all_sections(table, measured):
    sections = [gates(table), overhead(table), clocks(table), vdso(table), latency(measured["latency"]), batches(table),
                processes(table)]
    if measured["sizes"]:
        sizes = measured["sizes"]
        sections += [codegen(sizes), small_programs(sizes), headers(sizes)]
    sections += [Section("method", "How it was measured", [METHOD]),
                 Section("machine", "The machine", [machine.section(measured["facts"])]),
                 Section("figures", "All figures", [
                     tables.details(f"{len(table.rows)} contenders, in nanoseconds", tables.everything(table))])]
    return sections
