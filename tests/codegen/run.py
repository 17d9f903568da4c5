#!/usr/bin/env python3
"""Counts the instructions of every wrapper, taken out of line, on x86-64: none may be longer than written by hand."""
import pathlib
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

SOURCE = pathlib.Path(__file__).resolve().parent / "wrappers.cpp"
OUT = harness.fresh_directory("codegen")
LINE = re.compile(r"^(?:\[\[noreturn\]\] )?\S+ (\w+)\(([^)]*)\) \{.*\}  // (\d+)(?:: (.+))?$")


class Wrapper:
    def __init__(self, line, match):
        self.line = line
        self.name = match[1]
        arguments = len(match[2].split(",")) if match[2] else 0
        self.by_hand = 3 + (arguments >= 4)
        self.most = int(match[3])
        self.reason = match[4]


def read_source():
    prelude, wrappers = [], []
    for line in SOURCE.read_text().splitlines():
        match = LINE.match(line)
        if match:
            wrappers.append(Wrapper(line, match))
        elif not wrappers:
            prelude.append(line)
    return "\n".join(prelude), wrappers


def compile_lines(target, prelude, lines, tag):
    source = OUT / f"{tag}.cpp"
    source.write_text(prelude + "\n" + "\n".join(lines) + "\n}  // namespace out\n")
    warnings = [] if not target.is_clang else ["-Wno-missing-prototypes"]
    done = harness.run([*target.command, "-std=c++20", "-O2", "-ffreestanding", "-fno-stack-protector", "-fcf-protection=none",
                        "-fno-asynchronous-unwind-tables", "-fno-pic", *target.warnings, *warnings, "-I", harness.INCLUDE, "-c",
                        source, "-o", source.with_suffix(".o")])
    return source.with_suffix(".o"), done


def disassemble(target, file):
    """Function name -> its instructions, without the padding after them."""
    functions = {}
    current = None
    text = harness.run([target.objdump, "-d", "-C", "--no-show-raw-insn", file]).stdout
    for line in text.splitlines():
        start = re.match(r"[0-9a-f]+ <out::(\w+)\(.*>:$", line)
        if start:
            current = functions.setdefault(start[1], [])
        elif current is not None and re.match(r"\s+[0-9a-f]+:\t", line):
            instruction = line.split("\t", 1)[1].strip()
            # Padding: what follows the end of the function.
            if not re.match(r"nop|cs nop|data16|xchg +%ax,%ax|int3", instruction):
                current.append(instruction)
    return functions


def check_target(report, target):
    prelude, wrappers = read_source()
    file, done = compile_lines(target, prelude, [w.line for w in wrappers], target.name)
    functions = {}
    if done.returncode == 0:
        functions = disassemble(target, file)
        undefined = harness.run([target.nm, "-u", file]).stdout.strip()
        report.check(f"nothing undefined, {target.name}", not undefined, undefined)
    elif (empty := compile_lines(target, prelude, [], f"{target.name}_prelude")[1]).returncode != 0:
        report.fail(f"kcall.hpp compiles, {target.name}", empty.stdout)
        return
    else:
        # One that does not compile must not hide the others.
        for wrapper in wrappers:
            file, done = compile_lines(target, prelude, [wrapper.line], f"{target.name}_{wrapper.name}")
            if done.returncode == 0:
                functions.update(disassemble(target, file))
            else:
                report.fail(f"{wrapper.name} compiles, {target.name}", done.stdout)
    good = 0
    for wrapper in wrappers:
        code = functions.get(wrapper.name)
        if code is None:
            continue
        if len(code) <= wrapper.most and any(word.startswith("syscall") for word in code):
            good += 1
        else:
            report.fail(f"{wrapper.name}, {target.name}: {len(code)} instructions, by hand {wrapper.most}", "\n".join(code))
    report.check(f"{target.name}: {good} of {len(wrappers)} wrappers are as short as by hand", good == len(wrappers))


def main():
    report = harness.Report()
    _, wrappers = read_source()
    unexplained = [w.name for w in wrappers if w.most > w.by_hand and not w.reason]
    report.check("every wrapper longer than number, syscall, ret has a reason", not unexplained, " ".join(unexplained))
    if not shutil.which("objdump"):
        report.skip("codegen", "no objdump here")
        report.end()
    for target in harness.x86_64_targets():
        if target.missing():
            report.skip(f"codegen, {target.name}", target.missing())
        else:
            check_target(report, target)
    for wrapper in wrappers:
        if wrapper.reason:
            print(f"{wrapper.name}: {wrapper.most} instructions: {wrapper.reason}")
    report.end()


if __name__ == "__main__":
    main()
