"""The kernel's shared objects as they are mapped at run time: 64-bit here, 32-bit in a program started for it."""
import pathlib
import re
import subprocess
import time

from bench_report import packages


def image(pid):
    """The bytes of a running process's vDSO; empty if it has none or may not be read."""
    try:
        maps = pathlib.Path(f"/proc/{pid}/maps").read_text(encoding="utf-8")
        found = re.search(r"^(\w+)-(\w+) .*\[vdso\]$", maps, re.MULTILINE)
        if not found:
            return b""
        first, last = int(found[1], 16), int(found[2], 16)
        with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
            memory.seek(first)
            return memory.read(last - first)
    except (OSError, ValueError):
        return b""


def image_of_program(path):
    if not path.exists():
        return b""
    with subprocess.Popen([str(path), "--quick"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        try:
            return first_image(process)
        finally:
            process.kill()


def first_image(process):
    """Popen returns when the old program is gone, which is a little before the new one is mapped."""
    for _ in range(200):
        found = image(process.pid)
        if found or process.poll() is not None:
            return found
        time.sleep(0.005)
    return b""


def symbols(path):
    """(name, version, address, size) of each function that the image exports, by objdump."""
    found = []
    for line in packages.output(["objdump", "-T", str(path)]).splitlines():
        fields = line.split()
        if "DF" in fields and len(fields) >= 6:
            found.append((fields[-1], fields[-2].strip("()"), int(fields[0], 16), int(fields[-3], 16)))
    return sorted(found)


def disassembly(path, name):
    """Bytes and instructions of one function, as `objdump -d` lists them, without addresses."""
    place = next((entry for entry in symbols(path) if entry[0] == name), None)
    if place is None:
        return []
    _, _, first, size = place
    listing = packages.output(["objdump", "-d", f"--start-address={first:#x}", f"--stop-address={first + size:#x}",
                               str(path)])
    rows = [line.split("\t") for line in listing.splitlines() if re.match(r"\s*[0-9a-f]+:\t", line)]
    return [{"bytes": row[1].strip(), "instruction": re.sub(r"\s+", " ", row[2]).strip() if len(row) > 2 else ""}
            for row in rows]


def facts(directory, ia32_program):
    """For results.json; the images stay in the directory, for whoever wants a closer look."""
    images = {"vdso64": image("self"), "vdso32": image_of_program(ia32_program)}
    found = {}
    for name, data in images.items():
        path = directory / f"{name}.so"
        path.write_bytes(data)
        found[name] = [f"{symbol[0]}@{symbol[1]}" for symbol in symbols(path)] if data else []
    found["vsyscall"] = disassembly(directory / "vdso32.so", "__kernel_vsyscall")
    found["vsyscall_bytes"] = " ".join(row["bytes"] for row in found["vsyscall"])
    return found
