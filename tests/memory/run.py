#!/usr/bin/env python3
"""Memory in programs without a libc: memory_functions.hpp and operator_new.hpp, built in every way that tests/start knows;
and no memory function is compiled into a call of itself or of another one."""
import pathlib
import re
import shutil
import signal
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "start"))
from cells import LLD, Cell, cells, compilers, harness, shown  # noqa: E402

OUT = harness.fresh_directory("memory")
NAMES = "memcpy memmove memset memcmp bcmp strlen".split()
TRAPS = {-signal.SIGILL, -signal.SIGTRAP, -signal.SIGSEGV, -signal.SIGABRT}
# ia32 with and without registers of sixteen bytes.
MORE = {"ia32": [["-march=i686", "-mno-sse"], ["-msse2"]]}


def execute(cell, program, *words):
    return subprocess.run([*cell.compiler.runner, program, *words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          timeout=120, check=False, stdin=subprocess.DEVNULL)


def complaint(cell, more=()):
    """"" if all is well."""
    program = OUT / re.sub(r"\W+", "_", " ".join([cell.name, *more]))
    done = cell.build(HERE / "libc_free.cpp", program, *more)
    if done.returncode != 0:
        return shown(done)
    done = execute(cell, program)
    if (done.returncode, done.stdout) != (0, ""):
        return f"exit status {done.returncode}: {done.stdout}"
    for word in ("exhaust", "twice"):
        done = execute(cell, program, word)
        if done.returncode not in TRAPS:
            return f"{word}: exit status {done.returncode}: {done.stdout}"
    program.unlink()
    return ""


def lto(compiler):
    """What sees the whole program might see what the functions do, too."""
    if "g++" in compiler.name:
        return ["-flto", "-Wl,-u,main"]
    return ["-flto"] if compiler.linker == LLD else None


def ways(compiler):
    found = [(cell, []) for cell in cells(compiler)]
    fast = Cell(compiler, "-O3", "static", "-fno-stack-protector")
    small = Cell(compiler, "-Os", "static-pie", "-fstack-protector-strong")
    for more in [[], *MORE.get(compiler.abi, [])]:
        found += [(fast, more), (small, more)]
    if lto(compiler):
        found += [(cell, lto(compiler)) for cell in (fast, small)]
    return found


def calls_itself(target):
    """[(how compiled, what it calls)] of all ways."""
    source = OUT / "functions.cpp"
    wrong = []
    count = 0
    for level in ("-O0", "-O1", "-Os", "-O2", "-O3"):
        # Without -ffreestanding, too: then compilers know what memcpy is, and look for it.
        for mode in (["-ffreestanding"], [], ["-ffreestanding", "-fstack-protector-all", "-fPIE"]):
            made = OUT / f"functions_{target.name}.o".replace(" ", "_")
            done = harness.run([*target.command, "-std=c++20", level, *mode, "-fno-exceptions", "-fno-asynchronous-unwind-tables",
                                "-I", harness.INCLUDE, "-c", source, "-o", made])
            if done.returncode != 0:
                wrong.append((level, mode, done.stdout))
                continue
            count += 1
            # Each function is a symbol of its own section: a call of it is a relocation against it.
            dump = harness.run([target.nm.replace("nm", "objdump"), "-r", made]).stdout
            sections = re.split(r"^RELOCATION RECORDS FOR ", dump, flags=re.M)[1:]
            text = "".join(section for section in sections if section.startswith("[.text"))
            named = re.findall(rf"(?<![\w.])(?:{'|'.join(NAMES)})(?!\w)", re.sub(r"^\[.*", "", text, flags=re.M))
            # These have no canaries, and need nothing from elsewhere.
            undefined = set(re.findall(r"U (\w+)", harness.run([target.nm, "-u", made]).stdout)) - {"_GLOBAL_OFFSET_TABLE_"}
            if named or undefined:
                wrong.append((level, mode, f"calls {named}, needs {undefined}"))
    return wrong, count


def main():
    report = harness.Report()
    work = []
    for compiler in compilers():
        if compiler.missing():
            report.skip(compiler.name, compiler.missing())
            continue
        done = cells(compiler)[0].build(harness.ROOT / "examples/hello.cpp", OUT / "hello")
        if done.returncode != 0 or harness.run([*compiler.runner, OUT / "hello"]).stdout != "hello\n":
            report.skip(compiler.name, "makes no program that runs here")
        else:
            work += ways(compiler)
    for (cell, more), said in zip(work, harness.in_parallel(lambda way: complaint(*way), work)):
        report.check(" ".join([cell.name, *more]), not said, said)
    (OUT / "functions.cpp").write_text("#include <kcall/memory_functions.hpp>\n", encoding="ascii")
    targets = [target for target in harness.all_targets() if not target.missing() and shutil.which(target.nm)]
    for target, (wrong, count) in zip(targets, harness.in_parallel(calls_itself, targets)):
        report.check(f"no function calls another, {target.name}", not wrong, "\n".join(map(str, wrong)), f"{count} ways")
    report.end()


if __name__ == "__main__":
    main()
