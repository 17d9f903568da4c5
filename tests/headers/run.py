#!/usr/bin/env python3
"""Every header alone, together, twice, and beside the C library's, with all warnings, for every compiler and target."""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
OUT = harness.fresh_directory("headers")
HEADERS = sorted(str(path.relative_to(harness.INCLUDE)) for path in harness.INCLUDE.rglob("*.hpp"))

# Headers of one target's inline assembly, to be included where they belong only.
ONLY_FOR = {
    r"gate/svc\.|(gate|call|start|memory_functions)/(\w+_)?aarch64\.": "aarch64",
    r"gate/(syscall|x32)\.|(gate|call|start|memory_functions)/(\w+_)?x86_64\.": "x86_64",
    r"gate/(int80|\w+_x86)\.|memory_functions/x86\.": "x86_64 ia32",
    r"memory_functions/wide_none\.": "aarch64 ia32",
    r"gate/(called|vsyscall|sysenter)\.|(gate|call|start)/(\w+_)?ia32\.": "ia32",
}
# Where the preprocessor may decide something.
MAY_BRANCH = {"kcall/config.hpp", "kcall/abi/native.hpp", "kcall/gate/native.hpp", "kcall/gate/int80.hpp",
              "kcall/call/vfork.hpp", "kcall/call/clone.hpp", "kcall/start.hpp", "kcall/start/piece.hpp",
              "kcall/result.hpp", "kcall/memory_functions.hpp"}
# A header includes its own layer and those before it, never one after it.
LAYERS = ["abi", "gate", "types", "call"]
# Names that the linker itself defines, for start-up code.
BY_LINKER = {"__ehdr_start", *(f"__{kind}_array_{end}" for kind in ("preinit", "init", "fini") for end in ("start", "end"))}
# Opt-in headers for hosted programs: these use the standard library.
HOSTED = {"kcall/std.hpp"}

FREESTANDING = ["-ffreestanding", "-nostdinc", "-nostdinc++"]


def abi_of(target):
    if "aarch64" in target.name:
        return "aarch64"
    return "ia32" if "-m32" in target.name else "x86_64"


def belongs_to(header, abi):
    targets = [where for pattern, where in ONLY_FOR.items() if re.search(pattern, header)]
    return abi in targets[0].split() if targets else True


def headers_for(target):
    return [h for h in HEADERS if h not in HOSTED and belongs_to(h, abi_of(target))]


def includes(headers):
    return "".join(f"#include <{header}>\n" for header in headers)


def write(name, text):
    path = OUT / name
    path.write_text(text)
    return path


def compile_with(target, *arguments):
    # -I: users must not need -isystem to be rid of warnings.
    return harness.run([*target.command, "-std=c++20", "-O2", *target.warnings, "-I", harness.INCLUDE, *arguments])


def alone(target):
    """One driver run for all; one run each only to say which of them fails."""
    files = {}
    for header in headers_for(target):
        files[header] = write("alone_" + header.replace("/", "_").replace(".hpp", ".cpp"), includes([header]))
    done = compile_with(target, *FREESTANDING, "-fsyntax-only", *files.values())
    if done.returncode == 0:
        return [(f"alone, {target.name}", True, f"{len(files)} headers", "")]
    failures = []
    for header, file in files.items():
        done = compile_with(target, *FREESTANDING, "-fsyntax-only", file)
        if done.returncode != 0:
            failures.append((f"alone, {target.name}, {header}", False, "", done.stdout))
    return failures


def together(target):
    """All headers in two units, which then link; nothing is left undefined but main, which start.hpp calls,
    and what the linker defines."""
    headers = headers_for(target)
    tag = target.name.replace(" ", "_")
    answers = []
    objects = []
    for number, order in enumerate([headers, headers[::-1]]):
        source = write(f"together_{tag}_{number}.cpp", includes(order))
        objects.append(OUT / f"together_{tag}_{number}.o")
        done = compile_with(target, *FREESTANDING, "-fno-exceptions", "-fno-stack-protector", "-fno-pie", "-c", source, "-o", objects[-1])
        answers.append((f"together{', in reverse' if number else ''}, {target.name}", done.returncode == 0, "", done.stdout))
    if not all(good for _, good, _, _ in answers):
        return answers
    linker = [*target.command, "-nostdlib", "-r"]
    if "--target=aarch64-linux-gnu" in target.command:
        linker += ["-fuse-ld=lld-19"]
    done = harness.run([*linker, *objects, "-o", OUT / f"together_{tag}_linked.o"])
    answers.append((f"two units link, {target.name}", done.returncode == 0, "", done.stdout))
    listed = harness.run([target.nm, "-u", objects[0]]).stdout.splitlines()
    # "w" and "v" are weak: what start.hpp uses if it is there.
    undefined = {line.split()[-1] for line in listed if line.split()[0] == "U"} - {"main", *BY_LINKER}
    answers.append((f"nothing undefined, {target.name}", not undefined, "", " ".join(sorted(undefined))))
    return answers


def libc_groups():
    text = (HERE / "libc_headers.txt").read_text()
    return [group.split() for group in text.split("\n\n")]


def compiling(command, name, group):
    """The headers of the group that are here and compile in one file, the others, and what is wrong if most do not.
    They change with each update of the system's packages, and a kernel header that is no C++ is not our doing."""
    asked = "".join(f"#if __has_include(<{header}>)\nhere {number}\n#endif\n" for number, header in enumerate(group))
    done = harness.run([*command[:-1], "-E", "-P", write(name, asked)])
    here = [group[int(number)] for number in re.findall(r"^here (\d+)$", done.stdout, re.M)]
    out = [header for header in group if header not in here]
    group, why = here, done.stdout
    for _ in range(50):
        done = harness.run([*command, write(name, includes(group))])
        if done.returncode == 0:
            return group, out, ""
        # The line whose include failed: the last place in this file before the first error.
        why = done.stdout
        places = re.findall(re.escape(name) + r":(\d+)", re.split(r"\berror:", why, maxsplit=1)[0])
        if not places:
            break
        out.append(group.pop(int(places[-1]) - 1))
    return None, out, harness.clip(why, 3)


def beside_libc(target):
    """Before and after the C library's and the kernel's headers, with the macros that GNU mode adds (unix, linux, i386)."""
    headers = headers_for(target)
    extra = []
    if "-m32" in target.name:
        # See cmake/toolchain-ia32.cmake.
        found = re.search(r"(\S+)/asm/unistd\.h",
                          harness.run([target.command[0], "-m64", "-M", "-x", "c++", "-include", "asm/unistd.h",
                                       "/dev/null"]).stdout)
        extra = ["-idirafter", found[1]] if found else []
    tag = target.name.replace(" ", "_")
    command = [*target.command, "-std=gnu++20", "-O1", *target.warnings, *extra, "-fsyntax-only"]
    total = 0
    out = []
    for number, group in enumerate(libc_groups()):
        group, broken, why = compiling(command, f"libc_{tag}_{number}.cpp", group)
        if group is None:
            return [(f"beside libc's, {target.name}", None, "", why)]
        out += broken
        theirs = includes(group)
        for order, text in (("before", includes(headers) + theirs), ("after", theirs + includes(headers))):
            source = write(f"{order}_libc_{tag}_{number}.cpp", text)
            done = harness.run([*command, "-I", harness.INCLUDE, source])
            if done.returncode != 0:
                return [(f"{order} libc's headers, group {number}, {target.name}", False, "", done.stdout)]
        total += len(group)
    note = f"{total} C headers" + (f", without {' '.join(out)}: absent or no C++ here" if out else "")
    return [(f"before and after libc's, {target.name}", total > 400, note, f"only {note}")]


def without_comments(text):
    return re.sub(r"//[^\n]*|/\*.*?\*/", "", text, flags=re.S)


def rules(report):
    """What every header must look like."""
    for header in HEADERS:
        text = (harness.INCLUDE / header).read_text()
        code = without_comments(text)
        wrong = []
        if "#pragma once" not in text:
            wrong.append("no #pragma once")
        if header not in MAY_BRANCH and re.search(r"^\s*#\s*(if|ifdef|ifndef|elif)\b", code, re.M):
            wrong.append("a preprocessor branch: only config.hpp and native.hpp have them")
        if header not in HOSTED:
            wrong += [f"includes {name}" for name in re.findall(r"^\s*#\s*include\s*(\S+)", code, re.M)
                      if not name.startswith("<kcall/")]
        if header != "kcall/config.hpp" and re.search(r"\b__(x86_64__|i386__|aarch64__|GNUC__|clang__|LP64__)\b", code):
            wrong.append("reads a compiler macro: only config.hpp does")
        layer = header.split("/")[1]
        if layer in LAYERS:
            later = "|".join(LAYERS[LAYERS.index(layer) + 1:]) or "$"
            wrong += [f"includes {name}, of a later layer" for name in re.findall(rf"<(kcall/(?:{later})/\S+)>", code)]
        wrong += [f"defines the macro {name}" for name in re.findall(r"^\s*#\s*define\s+(\w+)", code, re.M)
                  if not name.startswith("KCALL_")]
        if wrong:
            report.fail(f"rules, {header}", "\n".join(wrong))
    if not report.failed:
        report.ok("rules", f"{len(HEADERS)} headers")


def main():
    report = harness.Report()
    rules(report)
    work = []
    for target in harness.all_targets():
        if target.missing():
            report.skip(f"headers, {target.name}", target.missing())
            continue
        work += [(alone, target), (together, target), (beside_libc, target)]
    for answers in harness.in_parallel(lambda pair: pair[0](pair[1]), work):
        for name, good, note, detail in answers:
            if good is None:
                report.skip(name, detail.replace("\n", " "))
            else:
                report.check(name, good, detail, note)
    report.end()


if __name__ == "__main__":
    main()
