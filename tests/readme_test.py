#!/usr/bin/env python3
"""Every snippet of README.md and docs/ is compiled, and its output compared with what is printed below it; the examples
in headers' comments are compiled, too."""
import pathlib
import platform
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import COMMON, INCLUDE, ROOT, Report, fresh_directory, run  # noqa: E402

FREESTANDING = ("-Os -nostdlib -static -fno-pie -no-pie -fno-exceptions -fno-rtti -fno-stack-protector "
                "-fno-asynchronous-unwind-tables").split()
report = Report()

FUNCTION = "kcall::result<void> example() {", "return {}; }"
MAIN = "int example(int argc, char** argv, char** envp) {", "return 0; }"
NOTHING = "", ""
TEXT = 'const char text[] = "text"; '

# What stands before and after each example in a header's comments, which leaves out what does not matter there.
SURROUNDINGS = {
    "alternate_stack.hpp": [("void handler(int); " + FUNCTION[0], FUNCTION[1])],
    "arena.hpp": [FUNCTION],
    "arguments.hpp": [NOTHING],
    "condition.hpp": [("int item; bool empty(); void put(int); void take(int&); " + FUNCTION[0], FUNCTION[1])],
    "directory.hpp": [("void use(kcall::fd, const char*); " + FUNCTION[0], FUNCTION[1])],
    "environment.hpp": [("void use(kcall::text_part, kcall::static_text);", "")],
    "gate/gate.hpp": [NOTHING],
    "heap.hpp": [FUNCTION],
    "kcall.hpp": [("int example() {", "return 0; }")],
    "mapped_file.hpp": [("void count_lines(const char*, kcall::size_t); " + FUNCTION[0], FUNCTION[1])],
    "mutex.hpp": [FUNCTION],
    "once.hpp": [("kcall::result<void> open_log(); " + FUNCTION[0], FUNCTION[1])],
    "operator_new.hpp": [("struct tree_node {}; kcall::size_t size; " + FUNCTION[0], FUNCTION[1])],
    "options.hpp": [("bool lines; kcall::static_text skip, name, when; void use(kcall::static_text); "
                     "int complain(kcall::text_part, kcall::static_text); " + MAIN[0], MAIN[1])],
    "pages.hpp": [("void fill(char*, kcall::size_t); " + FUNCTION[0], FUNCTION[1])],
    "parse.hpp": [('int complain(const char*, kcall::errc); void use(unsigned); int example(const char* word) {',
                   "return 0; }")],
    "path_search.hpp": [MAIN],
    "pipeline.hpp": [("int example(char** sort_argv, char** uniq_argv, char** envp) {", "}")],
    "print.hpp": [
        ('const char name[] = "name"; char storage[8]; kcall::writer writer{kcall::stdout_fd, storage}; '
         "kcall::size_t size; unsigned flags; kcall::errc error; kcall::pid pid; " + FUNCTION[0], FUNCTION[1]),
        ("struct point { int x, y; };", ""),
        ("kcall::fd out;", ""),
    ],
    "reader.hpp": [("int complain(kcall::errc); void use(const kcall::piece&); int example() {", "return 0; }")],
    "report.hpp": [('const char name[] = "", from[] = "", to[] = ""; kcall::errc error; ' + FUNCTION[0], FUNCTION[1])],
    "signal_scope.hpp": [FUNCTION],
    "spawn.hpp": [MAIN],
    "start.hpp": [NOTHING],
    "temporary_file.hpp": [("kcall::fd dir; " + TEXT + FUNCTION[0], FUNCTION[1])],
    "thread.hpp": [("int sum, numbers[2]; int add(const int (&)[2]); " + FUNCTION[0], FUNCTION[1])],
    "thread_local.hpp": [NOTHING],
    "types/control_message.hpp": [("kcall::fd file; kcall::msghdr message; " + FUNCTION[0], FUNCTION[1])],
    "walk.hpp": [("bool wanted_without_its_contents; " + FUNCTION[0], FUNCTION[1])],
    "writer.hpp": [("void complain(kcall::errc); " + FUNCTION[0], FUNCTION[1])],
}


def examples(header):
    """The pieces of code in a header's comments, indented by three spaces; empty comment lines do not end them."""
    run_of_lines = re.compile(r"(?:^ *///?(?:   .*)?\n)+", re.M)
    for match in run_of_lines.finditer(header.read_text()):
        code = re.sub(r"^ *///?(?:   )?", "", match[0], flags=re.M).strip("\n")
        first = re.sub(r" +//.*", "", code.split("\n")[0])
        if first.startswith(("#include <", "template <")) or first.endswith((";", "{", "}", "=")):
            yield code


def header_examples(folder):
    """All in one file, each in a namespace of its own: one compiler run for all of them."""
    includes, parts = set(), []
    for path in sorted((INCLUDE / "kcall").rglob("*.hpp")):
        name = str(path.relative_to(INCLUDE / "kcall"))
        found = list(examples(path))
        surroundings = SURROUNDINGS.get(name, [])
        if len(found) != len(surroundings):
            report.fail(f"{name} has {len(found)} examples, and this test surroundings for {len(surroundings)}",
                        "\n\n".join(found))
        for (before, after), code in zip(surroundings, found):
            includes |= set(re.findall(r"#include <(.*)>", code)) | {f"kcall/{name}"}
            code = re.sub(r"^#include.*\n|^ *…$|… (?=kcall::)", "", code, flags=re.M)
            code = re.sub(r"\) *…|{ … }|{…}", lambda found: ") {}" if found[0][0] == ")" else "{}", code)
            parts.append(f"namespace example_{len(parts)} {{\n{before}\n#line 1 \"{name}\"\n{code}\n{after}\n}}\n")
    source = folder / "examples.cpp"
    headers = sorted(includes | {"kcall/writer.hpp", "kcall/all.hpp"})
    source.write_text("".join(f"#include <{header}>\n" for header in headers) + "".join(parts))
    # What is declared for the example only is not used, and not defined.
    built = run(["g++", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", "-Wno-unused", "-Wunused-result",
                 "-Wno-return-type", f"-I{INCLUDE}", source])
    report.expect_success(f"{len(parts)} examples in headers compile", built)


def blocks(path):
    """(language, text, line) of each fenced block."""
    text = path.read_text()
    for match in re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.M | re.S):
        yield match[1], match[2], text.count("\n", 0, match.start()) + 1


def cpp(name, source, expected, folder):
    """A program: with start.hpp libc-free, else an ordinary one."""
    (folder / "main.cpp").write_text(source)
    flags = FREESTANDING if "kcall/start.hpp" in source else ["-O1"]
    binary = folder / "program"
    built = run(["g++", "-std=c++20", *COMMON, f"-I{INCLUDE}", *flags, folder / "main.cpp", "-o", binary])
    if not report.expect_success(f"{name} compiles", built):
        return
    done = run([binary], timeout=10)
    if expected is not None:
        report.check(f"{name} prints what is below it", done.stdout.split() == expected.split(),
                     f"expected:\n{expected}\nprinted:\n{done.stdout}")
    else:
        report.expect_success(f"{name} runs", done)


def cmake(name, snippet, folder, prefix):
    (folder / "main.cpp").write_text("#include <kcall/kcall.hpp>\n"
                                     "int main() { return kcall::getpid() > kcall::pid{0} ? 0 : 1; }\n")
    (folder / "CMakeLists.txt").write_text(
        "cmake_minimum_required(VERSION 3.25)\nproject(outside LANGUAGES CXX)\nadd_executable(program main.cpp)\n" + snippet)
    (folder / "kcall").symlink_to(ROOT)
    configured = run(["cmake", "-S", folder, "-B", folder / "build", f"-DCMAKE_PREFIX_PATH={prefix}"])
    if report.expect_success(f"{name} configures", configured):
        report.expect_success(f"{name} builds", run(["cmake", "--build", folder / "build"]))
        report.expect_success(f"{name} runs", run([folder / "build" / "program"]))


def meson(name, snippet, folder):
    if not shutil.which("meson") or not shutil.which("ninja"):
        report.skip(name, "no meson or no ninja here")
        return
    (folder / "main.cpp").write_text("#include <kcall/kcall.hpp>\n"
                                     "int main() { return kcall::getpid() > kcall::pid{0} ? 0 : 1; }\n")
    (folder / "meson.build").write_text("project('outside', 'cpp', meson_version: '>=1.0')\n" + snippet)
    (folder / "subprojects").mkdir()
    (folder / "subprojects" / "kcall").symlink_to(ROOT)
    if report.expect_success(f"{name} configures", run(["meson", "setup", folder / "build", folder])):
        report.expect_success(f"{name} builds", run(["ninja", "-C", folder / "build"]))
        report.expect_success(f"{name} runs", run([folder / "build" / "program"]))


def by_hand(command, text, folder):
    """The command of docs/without_libc.md for examples/hello.cpp, and how many bytes the text below promises."""
    folder.mkdir()
    (folder / "include").symlink_to(INCLUDE)
    (folder / "main.cpp").symlink_to(ROOT / "examples" / "hello.cpp")
    if report.expect_success("without_libc.md: the command by hand", run(["sh", "-c", f"cd {folder} && {command}"])):
        report.check("without_libc.md: hello prints hello", run([folder / "program"]).stdout == "hello\n")
        promised = int(re.search(r"(\d+) bytes of `examples/hello.cpp`", text)[1])
        size = (folder / "program").stat().st_size
        if platform.machine() == "x86_64":
            report.check("without_libc.md: hello is as small as it says", size == promised, f"{size} bytes")


def linker_asks(text, folder):
    """What docs/without_libc.md names for symbols that are undefined has them."""
    mangled = {"operator new": "_Znwm", "operator delete": "_ZdlPv"} if sys.maxsize > 2**32 else {}
    for symbols, header in re.findall(r"^\| (`.*`) \| `<(kcall/\w+\.hpp)>` \|$", text, re.M):
        names = [mangled.get(name, name) for name in re.findall(r"`([^`]+)`", symbols)]
        references = "".join(f'extern "C" char asked_{i} asm("{name}");\n' for i, name in enumerate(names))
        uses = "".join(f'asm volatile("" :: "r"(&asked_{i}));' for i in range(len(names)))
        for with_header in (False, True):
            (folder / "asks.cpp").write_text("#include <kcall/start.hpp>\n" + f"#include <{header}>\n" * with_header +
                                             f"{references}int main() {{ {uses} return 0; }}\n")
            linked = run(["g++", "-std=c++20", f"-I{INCLUDE}", *FREESTANDING, folder / "asks.cpp", "-o", folder / "asks"])
            if with_header:
                report.expect_success(f"without_libc.md: {header} has {' '.join(names)}", linked)
            else:
                missing = set(re.findall(r"undefined reference to `(.*?)'", linked.stdout))
                # The linker says so in C++'s words.
                report.check(f"without_libc.md: {header} is asked for", len(missing) >= len(names), linked.stdout)


def quoted(name, source):
    """A block of a guide that stands, word for word, in a test."""
    wanted = re.sub(r"\s+", " ", source).strip()
    found = any(wanted in re.sub(r"\s+", " ", test.read_text()) for test in (ROOT / "tests" / "unit").glob("*.cpp"))
    report.check(f"{name} stands in a test", found, source)


def main():
    top = fresh_directory("readme")
    prefix = top / "prefix"
    report.expect_success("install configures", run(["cmake", "-S", ROOT, "-B", top / "install", "-DKCALL_TESTS=OFF",
                                                     "-DKCALL_EXAMPLES=OFF", f"-DCMAKE_INSTALL_PREFIX={prefix}"]))
    report.expect_success("install", run(["cmake", "--install", top / "install"]))
    found = list(blocks(ROOT / "README.md"))
    for i, (language, text, line) in enumerate(found):
        name = f"README.md:{line}"
        folder = top / f"line{line}"
        folder.mkdir()
        following = found[i + 1] if i + 1 < len(found) else ("", "", 0)
        if language == "cpp":
            cpp(name, text, following[1] if following[0] == "text" else None, folder)
        elif language == "cmake":
            cmake(name, text, folder, prefix)
        elif language == "meson":
            meson(name, text, folder)
        elif language == "sh":
            commands = re.findall(r"^(tools/\w+)", text, re.M)
            report.check(f"{name} names programs that are there", commands and all((ROOT / c).is_file() for c in commands))
        elif language != "text":
            report.fail(name, f"nobody tests {language} snippets")
    for language, text, line in blocks(ROOT / "docs" / "testing_your_code.md"):
        if language == "cpp":
            quoted(f"testing_your_code.md:{line}", text)
    header_examples(top)
    guide = (ROOT / "docs" / "without_libc.md").read_text()
    by_hand(next(text for language, text, _ in blocks(ROOT / "docs" / "without_libc.md") if language == "sh"), guide,
            top / "by_hand")
    linker_asks(guide, top)
    written = "".join(path.read_text() for path in (ROOT / "README.md", *(ROOT / "docs").glob("*.md")))
    unnamed = [path.name for path in (INCLUDE / "kcall").glob("*.hpp") if path.name not in written]
    report.check("each header that programs include is named in README.md or docs/",
                 set(unnamed) <= {"error.hpp", "result.hpp", "word.hpp"}, " ".join(unnamed))
    report.end()


main()
