"""hello and cat: bytes, and system calls from exec to exit, for kcall and for the same programs with a libc."""
import functools
import pathlib
import re
import shutil
import subprocess

from common import HERE, Failure, checked, harness

# What helps a rival as it helps kcall.
SMALL = ("-Os -s -fno-ident -fno-stack-protector -fcf-protection=none -fno-asynchronous-unwind-tables "
         "-Wl,-z,noseparate-code -Wl,--build-id=none").split()
SECTIONS = "-ffunction-sections -fdata-sections -Wl,--gc-sections".split()
FIXED = ["-fno-pie", "-no-pie"]

# Name, package of Debian, command. klibc's shared programs crash when the linker drops what nothing refers to.
RIVALS = [
    ("dietlibc, static", "dietlibc-dev", ["diet", "gcc", *SMALL, *SECTIONS]),
    ("klibc, static", "libklibc-dev", ["klcc", "-static", *SMALL, *SECTIONS]),
    ("klibc, shared", "libklibc-dev", ["klcc", "-shared", *SMALL]),
    ("musl, static", "musl-tools", ["musl-gcc", *SMALL, *SECTIONS, "-static", *FIXED]),
    ("glibc, dynamic", "gcc", ["gcc", *SMALL, *SECTIONS, *FIXED]),
    ("glibc, static", "libc6-dev", ["gcc", *SMALL, *SECTIONS, "-static", *FIXED]),
]
SOURCES = [("hello", "", "hello.c"), ("hello", ", printf", "hello_stdio.c"), ("cat", "", "cat.c")]

# What cat copies.
TEXT = "one\ntwo\nthree\n"


@functools.cache
def no_trace():
    """Why system calls cannot be counted here, or ""."""
    if not shutil.which("strace"):
        return "no strace here (Debian: strace)"
    done = harness.run(["strace", "-f", "-o", "/dev/null", "true"])
    return "" if done.returncode == 0 else f"strace may not trace here: {done.stdout.strip()}"


def trace(folder, program, arguments, expected):
    """What strace -f writes about the program, which must print what is expected."""
    log = folder / "trace"
    done = subprocess.run(["strace", "-f", "-o", str(log), str(program), *arguments], cwd=folder, text=True, timeout=60,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if done.returncode != 0 or done.stdout != expected:
        raise Failure(f"{program.name}: exit status {done.returncode}, printed {done.stdout!r} {done.stderr!r}")
    return log.read_text()


def system_calls(traced):
    """How many there are after exec, exit included."""
    names = re.findall(r"^\d+ +(\w+)\(", traced, re.M)
    if not names or names[0] != "execve":
        raise Failure("strace shows no execve")
    return len(names) - 1


def shared_libraries(program, traced):
    """Bytes of the loader and the libraries that the program needs beside itself."""
    loader = re.findall(r"interpreter: (\S+)\]", checked(["readelf", "-lW", program]).stdout)
    opened = re.findall(r'^\d+ +open(?:at)?\(.*"([^"]+\.so[.\d]*)".* = \d+$', traced, re.M)
    return sum(pathlib.Path(path).stat().st_size for path in loader + opened)


def row(folder, name, made_with, program, note):
    arguments, expected = ([], "hello\n") if name == "hello" else (["text"], TEXT)
    traced = "" if no_trace() else trace(folder, program, arguments, expected)
    shared = shared_libraries(program, traced)
    if shared:
        note += f"; and shared libraries of {shared:,} bytes"
    return {"name": name, "made_with": made_with, "bytes": program.stat().st_size, "shared_bytes": shared,
            "system_calls": system_calls(traced) if traced else None, "note": note}


def of_kcall(folder, compiler, linker=""):
    """Built as the examples are."""
    tag = " and ".join(filter(None, [compiler, linker]))
    build = folder / f"kcall_{compiler}_{linker}"
    options = ["-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS_RELEASE="]
    if linker:
        options.append(f"-DCMAKE_EXE_LINKER_FLAGS=-fuse-ld={linker}")
    checked(["cmake", "-G", "Ninja", "-S", HERE, "-B", build, f"-DCMAKE_CXX_COMPILER={compiler}", *options])
    checked(["cmake", "--build", build])
    note = "-Os -s and what kcall::freestanding brings"
    return [row(folder, "hello", f"kcall, {tag} -Os", build / "hello", note),
            row(folder, "cat", f"kcall, {tag} -Os", build / "cat", note),
            row(folder, "hello", f"assembly, {tag}", build / "hello_assembly", "linked with the same flags")]


def of_rivals(folder, missing):
    rows = []
    for made_with, package, command in RIVALS:
        if not shutil.which(command[0]):
            missing.append({"what": made_with, "reason": f"no {command[0]} here (Debian: {package})"})
            continue
        for name, variant, source in SOURCES:
            program = folder / re.sub(r"\W+", "_", f"{source}_{made_with}")
            try:
                checked([*command, HERE / source, "-o", program])
                rows.append(row(folder, name, made_with + variant, program, " ".join(command)))
            except Failure as failure:
                missing.append({"what": f"{source}, {made_with}", "reason": failure.short()})
    return rows


def measure(folder, missing):
    """"programs" of the report: kcall's first, then the others as they are listed."""
    (folder / "text").write_text(TEXT)
    if no_trace():
        missing.append({"what": "system calls of hello and cat", "reason": no_trace()})
    rows = of_kcall(folder, "g++")
    for linker in ("", "lld-19"):
        absent = [tool for tool in ("clang++-19", linker and f"ld.{linker}") if tool and not shutil.which(tool)]
        if absent:
            missing.append({"what": f"kcall, clang++-19 {linker}".strip(),
                            "reason": f"no {absent[0]} here (Debian: clang-19 lld-19)"})
        else:
            rows += of_kcall(folder, "clang++-19", linker)
    rows += of_rivals(folder, missing)
    return sorted(rows, key=lambda row: row["name"] != "hello")
