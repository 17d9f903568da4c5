"""What machine this is: everything that the figures depend on."""
import datetime
import os
import pathlib
import platform
import re

from bench_report import build, packages

COMPILERS = ("g++", "clang++-19", "clang++-14")


def read(path):
    try:
        return pathlib.Path(path).read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def first_line(command):
    return packages.output(command).partition("\n")[0].strip()


def processor():
    fields = dict(re.findall(r"^([^\t:]+?)\s*: (.*)$", read("/proc/cpuinfo").partition("\n\n")[0], re.MULTILINE))
    return {"cpu": fields.get("model name", platform.machine()), "cpu_vendor": fields.get("vendor_id", ""),
            "cpu_family": fields.get("cpu family", ""), "cpu_model": fields.get("model", ""),
            "cpu_stepping": fields.get("stepping", ""), "cpu_mhz": fields.get("cpu MHz", ""),
            "microcode": fields.get("microcode", ""), "hypervisor_bit": "hypervisor" in fields.get("flags", "").split()}


def hypervisor(has_bit):
    vendor = re.search(r"^Hypervisor vendor:\s*(.*)$", packages.output(["lscpu"]), re.MULTILINE)
    product = " ".join(filter(None, (read(f"/sys/class/dmi/id/{name}") for name in ("sys_vendor", "product_name"))))
    if not vendor and not has_bit:
        return "none"
    return (vendor[1] if vendor else "unknown") + (f" ({product})" if product else "")


def mitigations():
    directory = pathlib.Path("/sys/devices/system/cpu/vulnerabilities")
    return {path.name: read(path) for path in sorted(directory.glob("*"))} if directory.is_dir() else {}


def asked_for():
    """What the kernel was told about mitigations; the rest of its command line is nobody's business."""
    return " ".join(re.findall(r"\b(?:mitigations|nopti|pti|spectre_v2|retbleed|spec_\w+|nospectre_v\d)(?:=\S+)?",
                               read("/proc/cmdline")))


def compilers():
    found = [first_line([name, "--version"]) for name in COMPILERS]
    return [line for line in found if line]


def libraries():
    """Versions of the Debian packages whose code is measured, as far as they are here."""
    names = ("libc6", "musl", "dietlibc-dev", "libklibc-dev", "libbenchmark-dev", "gnuplot-nox", "coreutils", "busybox",
             "busybox-static", "tini", "dumb-init")
    found = {name: packages.output(["dpkg-query", "-W", "-f", "${Version}", name]) for name in names}
    return {name: version for name, version in found.items() if version}


def glibc():
    try:
        return os.confstr("CS_GNU_LIBC_VERSION") or ""
    except (ValueError, OSError):
        return ""


def kcall_version():
    number = re.search(r"#define KCALL_VERSION (\d+)", read(build.ROOT / "include/kcall/config.hpp"))
    if not number:
        return ""
    value = int(number[1])
    return f"{value // 10000}.{value // 100 % 100}.{value % 100}"


def distribution():
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "")
    except OSError:
        return ""


def collect():
    found = processor()
    found["hypervisor"] = hypervisor(found.pop("hypervisor_bit"))
    found.update({
        "kernel": f"{platform.system()} {platform.release()} {platform.version()}",
        "mitigations_asked_for": asked_for(),
        "mitigations": mitigations(),
        "clocksource": read("/sys/devices/system/clocksource/clocksource0/current_clocksource"),
        "governor": read("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        "cores": os.cpu_count(),
        "load": read("/proc/loadavg").split(" ")[0],
        "distribution": distribution(),
        "glibc": glibc(),
        "libraries": libraries(),
        "compilers": compilers(),
        "kcall": kcall_version(),
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
    })
    return found
