#!/usr/bin/env python3
"""Counts the instructions of every wrapper whose answer is one word, taken out of line, on x86-64.

Each line of the *.cpp here is one wrapper. The numbers at its end are how many instructions hand-written assembly takes
and, after a comma, the most that compilers may make of it where they do not manage as few. By hand: the number's mov,
syscall and ret, one more from four arguments on (the fourth travels in r10, and functions get theirs in rcx), and what
the reason after the colon says. Two arguments that change places count three, as by way of a spare register: xchg is one
instruction, but does the work of three.

Wrappers that do more than call are named with a reason under "Not here:". One that is neither counted nor named is an
error, and so is one longer than its line says; 95 of 100 must be as short as by hand.
"""
import importlib.machinery
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
import harness  # noqa: E402

sys.dont_write_bytecode = True
OUT = harness.fresh_directory("codegen")
LINE = re.compile(r"^(?:\[\[noreturn\]\] )?\S.*? (\w+)\((.*)\) \{ (?:return )?kcall::(\w+).*\}  // (\d+)(?:, (\d+))?(?:: (.+))?$")
EXCEPTION = re.compile(r"^//   (?=\w)([\w, ]+): (.+)$")
AT_LEAST = 95


class Wrapper:
    def __init__(self, line, match):
        self.line = line
        self.name, arguments, self.wraps = match[1], match[2], match[3]
        self.plain = 3 + (count_arguments(arguments) >= 4)
        self.by_hand = int(match[4])
        self.most = int(match[5] or match[4])
        self.reason = match[6]


class Source:
    """One file: what comes before its wrappers, the wrappers, and the names it leaves out."""

    def __init__(self, path):
        self.name = path.stem
        self.wrappers, self.left_out, prelude = [], [], []
        text = path.read_text("utf-8")
        for line in re.sub(r"\n//     (?=\S)", " ", text).splitlines():
            match = EXCEPTION.match(line)
            if match:
                self.left_out += match[1].replace(" ", "").split(",")
        for line in text.splitlines():
            match = LINE.match(line)
            if match:
                self.wrappers.append(Wrapper(line, match))
            elif not self.wrappers:
                prelude.append(line)
        self.prelude = "\n".join(prelude)
        # A line that looks like a wrapper's and is not read would be a hole.
        self.unread = [line for line in text.splitlines() if "kcall::" in line and "{" in line and not LINE.match(line)]


def count_arguments(text):
    """Commas outside of parentheses, and one."""
    while (inner := re.sub(r"\([^()]*\)", "", text)) != text:
        text = inner
    return len(text.split(",")) if text else 0


def public_names():
    """The functions that the headers below include/kcall/call define for users."""
    tool = harness.ROOT / "tools" / "coverage"
    found = importlib.machinery.SourceFileLoader("coverage", str(tool)).load_module().wrappers()
    inner = {path.name for path in (harness.INCLUDE / "kcall" / "call").glob("*.hpp")
             if "KCALL_ABI_TAG::detail {" in path.read_text("utf-8")}
    return {name for name, header in found.items() if header not in inner}


def check_names(report, sources):
    public = public_names()
    counted = {w.wraps for s in sources for w in s.wrappers}
    left_out = [name for s in sources for name in s.left_out]
    forgotten = sorted(public - counted - set(left_out))
    report.check("every wrapper is counted here or named with a reason", not forgotten, " ".join(forgotten))
    both = sorted(counted & set(left_out))
    report.check("no wrapper is both counted and left out", not both, " ".join(both))
    gone = sorted(set(left_out) - public)
    report.check("only wrappers are left out", not gone, " ".join(gone))


def compile_lines(target, source, lines, tag):
    file = OUT / f"{tag}.cpp"
    file.write_text(source.prelude + "\n" + "\n".join(lines) + "\n}  // namespace out\n", encoding="utf-8")
    warnings = [] if not target.is_clang else ["-Wno-missing-prototypes"]
    done = harness.run([*target.command, "-std=c++20", "-O2", "-ffreestanding", "-fno-stack-protector", "-fcf-protection=none",
                        "-fno-asynchronous-unwind-tables", "-fno-pic", *target.warnings, *warnings, "-I", harness.INCLUDE, "-c",
                        file, "-o", file.with_suffix(".o")])
    return file.with_suffix(".o"), done


def disassemble(target, file):
    """Function name -> its instructions, without the padding after them."""
    functions = {}
    current = None
    text = harness.run([target.objdump, "-d", "-C", "--no-show-raw-insn", file]).stdout
    for line in text.splitlines():
        start = re.match(r"[0-9a-f]+ <out::(\w+)\(.*>:$", line)
        if start:
            current = functions.setdefault(start[1], [])
        elif re.match(r"[0-9a-f]+ <", line):
            current = None
        elif current is not None and re.match(r"\s+[0-9a-f]+:\t", line):
            instruction = line.split("\t", 1)[1].strip()
            # Padding: what follows the end of the function.
            if not re.match(r"nop|cs nop|data16|xchg +%ax,%ax|int3", instruction):
                current.append(instruction)
    return functions


def compile_source(report, target, source):
    """The functions of one file, as compiled; errors are reported."""
    tag = f"{source.name}-{target.name}"
    file, done = compile_lines(target, source, [w.line for w in source.wrappers], tag)
    if done.returncode == 0:
        undefined = harness.run([target.nm, "-u", file]).stdout.strip()
        if undefined:
            report.fail(f"nothing undefined, {source.name}, {target.name}", undefined)
        return disassemble(target, file)
    empty = compile_lines(target, source, [], f"{tag}-prelude")[1]
    if empty.returncode != 0:
        report.fail(f"the headers of {source.name} compile, {target.name}", empty.stdout)
        return {}
    # One that does not compile must not hide the others.
    functions = {}
    for wrapper in source.wrappers:
        file, done = compile_lines(target, source, [wrapper.line], f"{tag}-{wrapper.name}")
        if done.returncode == 0:
            functions.update(disassemble(target, file))
        else:
            report.fail(f"{wrapper.name} compiles, {target.name}", done.stdout)
    return functions


def check_target(report, target, sources):
    """How many wrappers are as short as by hand; each that is longer than its line says is a failure."""
    compiled = harness.in_parallel(lambda source: compile_source(report, target, source), sources)
    equal = total = 0
    longer = []
    for source, functions in zip(sources, compiled):
        for wrapper in source.wrappers:
            total += 1
            code = functions.get(wrapper.name)
            if code is None:
                continue
            if len(code) > wrapper.most or sum(word.startswith("syscall") for word in code) != 1:
                report.fail(f"{wrapper.name}, {target.name}: {len(code)} instructions, at most {wrapper.most}", "\n".join(code))
            elif len(code) > wrapper.by_hand:
                longer.append(wrapper.name)
            else:
                equal += 1
    report.check(f"{target.name}: {equal} of {total} wrappers ({100 * equal / total:.1f}%) are as short as by hand",
                 equal * 100 >= total * AT_LEAST, note=f"longer: {' '.join(longer)}" if longer else "")
    return longer


def main():
    report = harness.Report()
    sources = [Source(path) for path in sorted(HERE.glob("*.cpp"))]
    wrappers = [w for s in sources for w in s.wrappers]
    unread = [line for s in sources for line in s.unread]
    report.check("every line is read", not unread, "\n".join(unread))
    unexplained = [w.name for w in wrappers if (w.by_hand > w.plain or w.most > w.by_hand) and not w.reason]
    report.check("every wrapper longer than number, syscall, ret has a reason", not unexplained, " ".join(unexplained))
    check_names(report, sources)
    if not shutil.which("objdump"):
        report.skip("codegen", "no objdump here")
        report.end()
    longer, everywhere = set(), True
    for target in harness.x86_64_targets():
        if target.missing():
            report.skip(f"codegen, {target.name}", target.missing())
            everywhere = False
        else:
            longer.update(check_target(report, target, sources))
    for wrapper in wrappers:
        if wrapper.most > wrapper.by_hand:
            print(f"{wrapper.name}: {wrapper.by_hand} by hand, up to {wrapper.most}: {wrapper.reason}")
    stale = sorted({w.name for w in wrappers if w.most > w.by_hand} - longer)
    if everywhere:
        report.check("no line allows more than a compiler needs", not stale, " ".join(stale))
    report.end()


if __name__ == "__main__":
    main()
