"""The answer in one paragraph, from the figures of this run."""
import html

from bench_report import cite, look

X86_64 = ("x86-64, glibc", "x86-64, no libc", "x86-64, musl")
IA32 = ("ia32, glibc", "ia32, no libc")


def first(table, programs, **wanted):
    """The first of the programs that has such a row."""
    found = (table.one(program=program, **wanted) for program in programs)
    return next((row for row in found if row), None)


def entering(table):
    bare = first(table, X86_64, group="getppid", gate="syscall", how="bare")
    if not bare:
        return []
    text = ("Entering the kernel and coming back with <code>syscall</code> takes "
            f"{cite.ns(bare)} (getppid, a bare loop).")
    typed = table.one(program=bare.program, group="getppid", gate="syscall", how="typed")
    wrapper = table.one(program=bare.program, group="getppid", gate="libc", how="wrapper")
    if typed:
        text += f" A kcall wrapper costs <strong>{cite.ratio(typed, bare)}</strong> of that"
        text += f", {look.libc_of(bare.program)}’s {cite.ratio(wrapper, bare)}." if wrapper else "."
    return [text]


def is_virtual(facts):
    return facts.get("hypervisor", "none") != "none"


def int80(table, facts):
    int80_row = first(table, X86_64, group="getppid", gate="int80", how="bare")
    bare = table.one(program=int80_row.program, group="getppid", gate="syscall", how="bare") if int80_row else None
    if not bare:
        return []
    text = f"<code>int $0x80</code> costs <strong>{cite.ratio(int80_row, bare)}</strong> times as much here"
    if is_virtual(facts) and int80_row.p10 > 10 * bare.p10:
        text += ": an exit to the hypervisor and back, which is the hypervisor’s price and not the instruction’s"
    return [text + "."]


def vsyscall(table):
    row = first(table, IA32, group="getppid", gate="vsyscall", how="bare")
    bare = first(table, X86_64, group="getppid", gate="syscall", how="bare")
    if not row or not bare:
        return []
    return ["32-bit code that goes through <code>__kernel_vsyscall</code> pays "
            f"{cite.ns(row)}, {cite.ratio(row, bare)} of 64-bit <code>syscall</code>."]


def clock(table):
    ours = first(table, X86_64, group="clock_gettime", gate="vdso", how="typed", argument="monotonic")
    if not ours:
        return []
    same = dict(program=ours.program, group="clock_gettime", argument="monotonic")
    real, libc = table.one(gate="syscall", how="typed", **same), table.one(gate="libc", how="wrapper", **same)
    text = f"Reading the monotonic clock through the vDSO takes {cite.ns(ours)} with kcall"
    text += f", {cite.ratio(ours, libc)} of {look.libc_of(ours.program)}’s" if libc else ""
    return [text + (f"; as a real call it takes {cite.ns(real)}." if real else ".")]


def missing(measured):
    """Gates that do not work here: {gate: {reason: programs}}."""
    found = {}
    for entry in measured["missing"]:
        found.setdefault(entry["gate"], {}).setdefault(entry["reason"], []).append(entry["program"])
    return found


def missing_text(measured):
    parts = []
    for gate, reasons in missing(measured).items():
        for reason, programs in reasons.items():
            parts.append(f'<strong data-missing="{html.escape(gate)}">{html.escape(look.gate_name(gate))}</strong> '
                         f"{html.escape(reason)} ({html.escape('; '.join(dict.fromkeys(programs)))})")
    if not parts:
        return "Every gate that kcall knows works on this machine."
    return "Not measured, because this machine lacks them: " + ", ".join(parts) + "."


def answer(table, measured):
    sentences = entering(table) + int80(table, measured["facts"]) + vsyscall(table) + clock(table)
    return " ".join(sentences) or "Nothing was measured."
