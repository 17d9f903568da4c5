"""Names and colours: one colour for each gate, everywhere. The values are in style.css, light and dark."""

GATES = {
    "syscall": "syscall",
    "int80": "int $0x80",
    "vsyscall": "__kernel_vsyscall",
    "sysenter": "sysenter",
    "x32": "x32",
    "vdso": "vDSO",
    "libc": "libc",
    "none": "no call",
}

# gnuplot is given a colour that stands for the name; svg.py puts the style sheet's variable in its place.
COLOURS = ["ink", "muted", "grid", "paper"] + list(GATES)


def placeholder(name):
    return f"#0102{COLOURS.index(name):02x}"


def libc_of(program):
    return "musl" if program.endswith("musl") else "glibc"


def gate_name(gate):
    return GATES.get(gate, gate)


def how_name(row):
    """What made the call, without its program."""
    libc = libc_of(row.program)
    if row.gate == "none":
        return row.how
    if row.how == "wrapper":
        return f"{libc} {row.group}()"
    if row.how == "syscall()":
        return f"{libc} syscall()"
    gate = gate_name(row.gate)
    return {"bare": f"bare {gate}", "raw": f"kcall::call, {gate}", "typed": f"kcall, {gate}"}.get(
        row.how, f"{row.how}, {gate}")


def nanoseconds(value):
    if value >= 1e6:
        return f"{value / 1e6:.3g} ms"
    if value >= 9995:
        return f"{value / 1e3:.3g} µs"
    if value >= 99.95:
        return f"{value:.0f} ns"
    return f"{value:.1f} ns"


def times(ratio):
    if ratio is None:
        return ""
    return f"{ratio:.2f}" if ratio < 9.995 else f"{ratio:.0f}"


def count(number):
    return f"{number:,}"
