"""Instructions and bytes of wrappers and of what is written around them, on x86-64 with g++."""
import re

from common import HERE, INCLUDE, TESTED_WRAPPERS, Failure, checked

# -O2 without the padding in front of loops and jumps, which is nobody's code. The rest is as tests/codegen has it.
FLAGS = ("-O2 -fno-align-loops -fno-align-jumps -fno-align-labels -fno-stack-protector -fcf-protection=none "
         "-fno-asynchronous-unwind-tables -fno-exceptions -fno-pic").split()
WRAPPER = re.compile(r"^(?:\[\[noreturn\]\] )?\S.*? (\w+)\(.*\) \{.*\}  // \d+")


def tested_wrappers():
    """Name -> line of each wrapper that tests/codegen takes out of line, and the headers that they need."""
    lines = [line for path in TESTED_WRAPPERS for line in path.read_text("utf-8").splitlines()]
    headers = sorted({line for line in lines if line.startswith("#include")})
    return {match[1]: match[0] for match in map(WRAPPER.match, lines) if match}, headers


def source_of(headers, lines):
    return "\n".join([*headers, "namespace out {", "using namespace kcall;", *lines, "}"]) + "\n"


def compile_source(folder, tag, source, *options):
    """The object file; the file is called after `tag`."""
    made = folder / f"{tag}.o"
    checked(["g++", *FLAGS, *options, "-I", INCLUDE, "-c", source, "-o", made])
    return made


def symbols(file):
    """(name, first address, end) of each function, a cold part under the name of the whole."""
    listed = checked(["nm", "-S", "-C", "--defined-only", file]).stdout
    for line in listed.splitlines():
        match = re.match(r"([0-9a-f]+) ([0-9a-f]+) [TtWw] (?:\w+::)*(\w+)", line)
        if match:
            start = int(match[1], 16)
            yield match[3], start, start + int(match[2], 16)


def instructions(file, section):
    """The addresses of the instructions of a section."""
    text = checked(["objdump", "-d", "--no-show-raw-insn", "-j", section, file]).stdout
    return [int(match[1], 16) for match in re.finditer(r"^\s+([0-9a-f]+):\t", text, re.M)]


def code_sizes(file):
    """Function -> {"instructions", "bytes"}. Sizes of symbols leave out the padding between functions."""
    places = instructions(file, ".text")
    return {name: {"instructions": sum(start <= place < end for place in places), "bytes": end - start}
            for name, start, end in symbols(file)}


def sizes_of(folder, tag, source, *options):
    sizes = code_sizes(compile_source(folder, tag, source, *options))
    if not sizes:
        raise Failure(f"no function found in {source}")
    return sizes


def if_possible(missing, what, measure):
    """What measure() gives, or {} and a line under "missing"."""
    try:
        return measure()
    except Failure as failure:
        missing.append({"what": what, "reason": failure.short()})
        return {}


def rival(folder, style, standard):
    return sizes_of(folder, style, HERE / "rivals.cpp", f"-std={standard}", "-include", HERE / f"{style}.hpp")


def rows(contenders, names):
    """A row for each name, with null for a contender that lacks it."""
    return [{"name": name, **{style: sizes.get(name) for style, sizes in contenders.items()}} for name in names]


def measure(folder, missing):
    """("wrappers", "callers") of the report."""
    by_hand = sizes_of(folder, "by_hand", HERE / "by_hand.S")
    wrappers, headers = tested_wrappers()
    names = [name for name in wrappers if name in by_hand]
    source = folder / "wrappers.cpp"
    source.write_text(source_of(headers, [wrappers[name] for name in names]))
    contenders = {
        "by_hand": by_hand,
        "kcall": sizes_of(folder, "kcall", source, "-std=c++20"),
        "errno_style": if_possible(missing, "errno style, wrappers", lambda: rival(folder, "errno_style", "c++20")),
        "std_expected": if_possible(missing, "std::expected, wrappers", lambda: rival(folder, "std_expected", "c++23")),
    }

    def callers(style, *options):
        return sizes_of(folder, f"callers_{style}_{len(options)}", HERE / f"callers_{style}.cpp", *options)

    calling = {
        "by_hand": by_hand,
        "kcall": callers("kcall", "-std=c++20"),
        "raw": if_possible(missing, "raw words, callers", lambda: callers("raw", "-std=c++20")),
        "std_expected": if_possible(missing, "std::expected inlined, callers",
                                    lambda: callers("expected", "-std=c++23", "-DCALLERS_INLINE=1")),
        "std_expected_called": if_possible(missing, "std::expected out of line, callers",
                                           lambda: callers("expected", "-std=c++23")),
        "errno_style": if_possible(missing, "errno style, callers", lambda: callers("errno", "-std=c++20")),
    }
    return rows(contenders, names), rows(calling, calling["kcall"])

