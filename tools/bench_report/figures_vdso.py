"""The calls that the vDSO answers: clock_gettime, getcpu."""
from bench_report import bars, look
from bench_report.figure import Figure
from bench_report.figures_gates import bar_of

CLOCKS = ("realtime", "monotonic", "boottime", "tai", "monotonic_raw", "realtime_coarse", "monotonic_coarse",
          "process_cputime", "thread_cputime")
REAL = ("syscall", "vsyscall", "int80")


def names(row):
    if row.gate == "vdso":
        return "vDSO's function, bare" if row.how == "bare" else "kcall, vDSO"
    if row.gate == "libc":
        return f"{look.libc_of(row.program)} {'sched_getcpu' if row.argument == 'sched_getcpu' else row.group}()"
    if row.gate == "none":
        return f"{row.how} alone"
    return f"real call, {look.gate_name(row.gate)}"


def readers(table, program, group, argument):
    """Each way to the answer, without a libc's syscall() and bare loops, which say nothing new here."""
    rows = table.all(program=program, group=group, argument=argument)
    order = ("vdso", "libc") + REAL
    kept = [row for row in rows if row.how in ("typed", "wrapper") and row.gate in order]
    return sorted(kept, key=lambda row: order.index(row.gate))


def clocks_of(table, program):
    rows = table.all(program=program, group="clock_gettime")
    found = sorted({row.argument for row in rows if row.argument})
    return [clock for clock in CLOCKS if clock in found] + [clock for clock in found if clock not in CLOCKS]


def counter(table, program):
    rows = table.all(program=program, group="clock_gettime", gate="none")
    return [bars.Heading("no clock: the counter"), *(bar_of(row, names(row)) for row in rows)] if rows else []


def clocks(table, program, caption):
    items = []
    for clock in clocks_of(table, program):
        rows = readers(table, program, "clock_gettime", clock)
        if rows:
            items.append(bars.Heading(f"CLOCK_{clock.upper()}" + ("_ID" if clock.endswith("cputime") else "")))
            items += [bar_of(row, names(row)) for row in rows]
    if not items:
        return None
    items += counter(table, program)
    name = "clocks-" + program.replace(",", "").replace(" ", "-")
    return Figure(name, caption, f"Nanoseconds per clock_gettime, {program}",
                  lambda width, narrow: bars.chart(items, width, narrow, "ns per call", log=False))


def getcpu(table, caption):
    items = []
    for program in table.programs(group="getcpu"):
        rows = readers(table, program, "getcpu", "")
        rows += table.all(program=program, group="getcpu", argument="sched_getcpu")
        if rows:
            items.append(bars.Heading(program))
            items += [bar_of(row, names(row)) for row in rows]
    if not items:
        return None
    return Figure("getcpu", caption, "Nanoseconds per getcpu",
                  lambda width, narrow: bars.chart(items, width, narrow, "ns per call"))
