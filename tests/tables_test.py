#!/usr/bin/env python3
"""What the tables of names cost a program: no undefined symbol, no relocation, no writable data, error names without
their texts, and one ABI's names without another's; and what the compiler says about misuse.
"""
import pathlib
import re
import shutil
import tempfile

import harness

USES = r"""
#include <kcall/error_text.hpp>
#include <kcall/names.hpp>
namespace abi = kcall::abi;
extern "C" {
const char* error_name(int n) { return kcall::name(kcall::errc{n}).c_str(); }
const char* error_text(int n) { return kcall::text(kcall::errc{n}).c_str(); }
unsigned long shown(int n, char* to) {
  const kcall::name_or_number text(kcall::errc{n});
  *to = *text.data();
  return text.size();
}
const char* name_x86_64(int n) { return kcall::name<abi::x86_64>(n).c_str(); }
const char* name_ia32(abi::ia32::nr n) { return kcall::name<abi::ia32>(n)->data(); }
int number_x32(const char* s) { return static_cast<int>(*kcall::number<abi::x32>(s)); }
bool is_getpid(int n) { return kcall::name<abi::aarch64>(n) == "getpid"; }
unsigned long letters() {
  unsigned long sum = 0;
  for (const auto [number, name] : kcall::calls<abi::aarch64>()) sum += name.size() + static_cast<unsigned>(number);
  return sum;
}
}
"""
# Programs that use one table: header, expression, words that must be in them, words that must not, and the most bytes
# that the whole program may have. The tables are 1,110; 4,429 + 268; and 4,872 + 946 + 944.
WORDS = {"name": b"ENOENT", "text": b"nothing there by that name", "call": b"epoll_pwait"}
ALONE = {
    "name": ("error_text", "kcall::name(kcall::errc{n})", 1900),
    "text": ("error_text", "kcall::text(kcall::errc{n})", 5500),
    "call": ("names", "kcall::name<kcall::abi::ia32>(n)", 7600),
}
SMALL = (
    "-Os -ffreestanding -fno-stack-protector -fno-asynchronous-unwind-tables -fno-pie -fcf-protection=none -fno-ident "
    "-ffunction-sections -nostdlib -static -no-pie -s -Wl,--gc-sections,--build-id=none -Wl,-z,noseparate-code"
).split()

NO_TABLE = "there is no table of call names for this type"
MISUSE = {
    "a number of another ABI": ("kcall::name<kcall::abi::ia32>(kcall::abi::x86_64::nr::read)", "no matching function"),
    "a floating-point number": ("kcall::name<kcall::abi::ia32>(3.0)", "no matching function"),
    "wide characters": ('kcall::number<kcall::abi::ia32>(L"read")', "no matching function"),
    "what is no ABI": ("kcall::name<int>(3)", NO_TABLE),
    "an ABI whose header is missing": ('kcall::number<kcall::abi::x32>("read")', NO_TABLE),
}


def object_is_clean(target, options, directory):
    """None, or what is wrong with the object that this compiler makes of USES."""
    place = pathlib.Path(directory) / re.sub(r"\W+", "_", f"{target.name} {options}")
    place.mkdir()
    source, made = place / "uses.cpp", place / "uses.o"
    source.write_text(USES)
    done = harness.run([*target.command, "-std=c++20", "-ffreestanding", "-fno-stack-protector", *options.split(),
                        f"-I{harness.INCLUDE}", "-c", source, "-o", made])
    if done.returncode:
        return done.stdout
    undefined = harness.run([target.nm, "-u", made]).stdout.split()
    undefined = [name for name in undefined if name not in ("U", "_GLOBAL_OFFSET_TABLE_")]
    if undefined:
        return f"undefined: {undefined}"
    sections = harness.run(["readelf", "-SW", made]).stdout
    relocated = re.findall(r"\.rela?\.(?:data|rodata|bss|init_array)\S*", sections)
    sized = re.findall(r"\] (\.(?:data|bss|tbss|init_array)\S*) +\w+ +\w+ \w+ (\w+)", sections)
    writable = [name for name, size in sized if int(size, 16)]
    return f"relocations: {relocated}, writable: {writable}" if relocated or writable else None


def clean_objects(report, directory):
    cells, absent = [], {}
    for target in harness.all_targets():
        if target.missing():
            absent[target.name] = target.missing()
            continue
        cells += [(target, options) for options in ("-O0", "-Os", "-O2", "-O3", "-O2 -fPIC")]
    for name, reason in absent.items():
        report.skip(f"clean objects: {name}", reason)
    wrong = harness.in_parallel(lambda cell: object_is_clean(*cell, directory), cells)
    bad = [f"{target.name} {options}: {why}" for (target, options), why in zip(cells, wrong) if why]
    name = "no undefined symbol, no relocation, no writable data"
    report.check(name, not bad, "\n".join(bad), f"{len(cells)} objects")


def apart(report, directory):
    for table, (header, expression, limit) in ALONE.items():
        source = pathlib.Path(directory) / "alone.cpp"
        program = source.with_suffix("")
        source.write_text(f"#include <kcall/{header}.hpp>\n"
                          f'extern "C" const char* _start(int n) {{ return ({expression}).c_str(); }}\n')
        done = harness.run(["g++", "-std=c++20", *SMALL, f"-I{harness.INCLUDE}", source, "-o", program])
        if done.returncode:
            report.expect_success(f"{table} alone", done)
            continue
        content = program.read_bytes()
        carried = [name for name, word in WORDS.items() if word in content]
        report.check(f"{table} alone", carried == [table] and len(content) <= limit,
                     f"{len(content)} bytes, at most {limit}; carries {carried}", f"{len(content)} bytes")


def misuse(report, directory):
    source = pathlib.Path(directory) / "misuse.cpp"
    for compiler in ("g++", "clang++-19"):
        if not shutil.which(compiler):
            report.skip(f"misuse: {compiler}", f"no {compiler} here")
            continue
        for name, (expression, message) in MISUSE.items():
            source.write_text("#include <kcall/abi/x32.hpp>\n#include <kcall/names/ia32.hpp>\n"
                              f"#include <kcall/abi/x86_64.hpp>\nauto x = {expression};\n")
            done = harness.run([compiler, "-std=c++20", "-fsyntax-only", f"-I{harness.INCLUDE}", source])
            report.check(f"{compiler} refuses {name}", done.returncode != 0 and message in done.stdout, done.stdout)


def main():
    report = harness.Report()
    with tempfile.TemporaryDirectory() as directory:
        clean_objects(report, directory)
        apart(report, directory)
        misuse(report, directory)
    report.end()


if __name__ == "__main__":
    main()
