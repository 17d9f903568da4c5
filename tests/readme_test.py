#!/usr/bin/env python3
"""Every snippet of README.md and docs/ is compiled, and its output compared with what is printed below it."""
import pathlib
import re
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from harness import COMMON, INCLUDE, ROOT, Report, fresh_directory, run  # noqa: E402

FREESTANDING = ("-Os -nostdlib -static -fno-pie -no-pie -fno-exceptions -fno-rtti -fno-stack-protector "
                "-fno-asynchronous-unwind-tables").split()
report = Report()


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
    report.end()


main()
