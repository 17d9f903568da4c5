"""The page's section about the machine."""
import html

from bench_report import tables

NAMES = {
    "cpu": "processor", "cpu_vendor": "vendor", "microcode": "microcode", "kernel": "kernel",
    "hypervisor": "hypervisor",
    "cores": "processors", "clocksource": "clock source", "governor": "frequency governor",
    "mitigations_asked_for": "kernel command line about mitigations", "distribution": "distribution", "glibc": "glibc",
    "load": "load when it began", "kcall": "kcall", "date": "date",
}


def headline(facts):
    """The machine in a few words, for the top of the page."""
    parts = [f"{facts.get('cpu', 'unknown processor')} (family {facts.get('cpu_family', '?')}, model "
             f"{facts.get('cpu_model', '?')})"]
    if facts.get("hypervisor", "none") != "none":
        parts.append(f"under {facts['hypervisor']}")
    parts.append(" ".join(str(facts.get("kernel", "")).split(" ")[:2]))
    return html.escape(", ".join(part for part in parts if part))


def processor(facts):
    return " ".join(f"{name} {facts[key]}" for name, key in (("family", "cpu_family"), ("model", "cpu_model"),
                                                            ("stepping", "cpu_stepping")) if facts.get(key))


def general(facts):
    rows = [[NAMES[key], html.escape(str(facts[key]))] for key in NAMES if facts.get(key)]
    rows.insert(2, ["family, model, stepping", html.escape(processor(facts))])
    rows += [["compilers", "<br>".join(html.escape(line) for line in facts.get("compilers", []))],
             ["packages", "<br>".join(html.escape(f"{name} {version}")
                                      for name, version in facts.get("libraries", {}).items())]]
    return tables.table(["", ""], rows, "facts")


def mitigations(facts):
    found = facts.get("mitigations", {})
    rows = [[html.escape(name.replace("_", " ")), html.escape(text)] for name, text in found.items()]
    if not rows:
        return "<p>The kernel does not say.</p>"
    affected = [row for row in rows if row[1] != "Not affected"]
    others = ", ".join(row[0] for row in rows if row[1] == "Not affected")
    return tables.table(["", ""], affected, "facts") + (f"<p>Not affected: {others}.</p>" if others else "")


def symbols(facts):
    rows = []
    for key, name in (("vdso64", "64-bit image"), ("vdso32", "32-bit image")):
        found = facts.get(key) or []
        rows.append([name, " ".join(f"<code>{html.escape(symbol)}</code>" for symbol in found) or "none was found"])
    return tables.table(["", ""], rows, "facts")


def vsyscall(facts):
    lines = facts.get("vsyscall") or []
    if not lines:
        return "<p>The 32-bit image was not seen: no 32-bit program could be started here.</p>"
    return ("<pre>" + "\n".join(f"{line['bytes']:<18}{html.escape(line['instruction'])}" for line in lines) + "</pre>"
            "<p>Read from the memory of a running 32-bit program. The kernel patches it at boot to what the processor "
            "does best; the <code>int $0x80</code> behind the faster instruction is where restarted calls come in.</p>")


def section(facts):
    return ("<h3>General</h3>" + general(facts) + "<h3>Mitigations</h3>" + mitigations(facts)
            + "<h3>What the vDSO offers</h3>" + symbols(facts)
            + "<h3>The bytes of <code>__kernel_vsyscall</code></h3>" + vsyscall(facts))
