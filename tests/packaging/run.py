#!/usr/bin/env python3
"""Installs kcall and builds small projects outside the tree, in each of the ways a user would."""
import json
import pathlib
import re
import shlex
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
import harness  # noqa: E402

HERE = pathlib.Path(__file__).resolve().parent
OUT = harness.fresh_directory("packaging")
GREETING = "hello from outside\n"
report = harness.Report()


def project(kind, name):
    """A copy of the small project of this kind."""
    where = OUT / name
    shutil.copytree(HERE / kind, where)
    if not (where / "main.cpp").exists():
        shutil.copy(HERE / "main.cpp", where)
    return where


def files_below(where):
    return {str(path.relative_to(where)): path.read_bytes() for path in where.rglob("*") if path.is_file()}


def says_hello(name, program, runner=()):
    done = harness.run([*runner, program])
    report.check(name, done.returncode == 0 and done.stdout == GREETING, f"exit {done.returncode}: {done.stdout!r}")


def extra_flags(build):
    """Words of main.cpp's compile command that are none of: compiler, input and output, include path, standard."""
    commands = json.loads((build / "compile_commands.json").read_text())
    words = next(shlex.split(entry["command"]) for entry in commands if entry["file"].endswith("main.cpp"))
    extra = []
    skip = False
    for word in words[1:]:
        if skip:
            skip = False
        elif word in ("-o", "-c", "-isystem", "-MF", "-MQ", "-MT"):
            skip = True
        elif not re.match(r"-I|-isystem|-std=(gnu|c)\+\+2|-m32$|-MD$", word):
            extra.append(word)
    return extra, commands


def cmake_project(kind, name, *options, flags=""):
    """Configures and builds; returns the build directory or None."""
    where = project(kind, name)
    build = where / "build"
    done = harness.run(["cmake", "-S", where, "-B", build, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON",
                        f"-DCMAKE_CXX_FLAGS={flags}", *options])
    if done.returncode == 0:
        done = harness.run(["cmake", "--build", build])
    return build if report.expect_success(f"{name} builds", done) else None


def meson_project(name, *options, env=None, prepare=None):
    where = project("meson", name)
    if prepare:
        prepare(where)
    build = where / "build"
    done = harness.run(["meson", "setup", *options, build, where], env=env)
    if done.returncode == 0:
        done = harness.run(["meson", "compile", "-C", build], env=env)
    return build if report.expect_success(f"{name} builds", done) else None


def source_without_builds(where):
    """What a download of this project has."""
    def ignored(folder, names):
        return [n for n in names if n == ".git" or (n.startswith("build") and pathlib.Path(folder) == harness.ROOT)]
    shutil.copytree(harness.ROOT, where, ignore=ignored)


def test_install():
    first = OUT / "prefix"
    build = OUT / "cmake"
    done = harness.run(["cmake", "-S", harness.ROOT, "-B", build, f"-DCMAKE_INSTALL_PREFIX={first}",
                        "-DKCALL_TESTS=OFF", "-DKCALL_EXAMPLES=OFF"])
    if done.returncode == 0:
        done = harness.run(["cmake", "--build", build, "--target", "install"])
    if not report.expect_success("CMake installs", done):
        report.end()

    # From here on the prefix is where nobody expected it: everything below shows that it can be moved.
    moved = OUT / "moved"
    first.rename(moved)
    installed = files_below(moved)
    strays = [name for name in installed
              if not re.match(r"include/kcall/.*\.hpp$|include/kcall/start\.ld$|share/cmake/kcall/[\w-]+\.cmake$|share/pkgconfig/kcall\.pc$", name)]
    report.check("nothing but headers, CMake's and pkg-config's files is installed", not strays, "\n".join(strays))
    fixed = [name for name, text in installed.items() if str(OUT).encode() in text or str(harness.ROOT).encode() in text]
    report.check("no installed file names a directory of the build", not fixed, "\n".join(fixed))

    headers = {name: text for name, text in installed.items() if name.startswith("include/")}
    ours = {f"include/{name}": text for name, text in files_below(harness.INCLUDE).items()}
    report.check("CMake installs every header", headers == ours, str(set(headers) ^ set(ours)))
    return moved, headers


def test_meson_install(headers):
    build = OUT / "meson"
    done = harness.run(["meson", "setup", f"-Dprefix={OUT / 'meson_prefix'}", "-Dtests=false", "-Dexamples=false", build,
                        harness.ROOT])
    if done.returncode == 0:
        done = harness.run(["meson", "install", "-C", build])
    if report.expect_success("Meson installs", done):
        theirs = files_below(OUT / "meson_prefix")
        report.check("Meson installs the same headers", {n: t for n, t in theirs.items() if n.startswith("include/")} == headers)
        (OUT / "meson_prefix").rename(OUT / "meson_moved")
        done = harness.run(["pkg-config", "--cflags", "kcall"],
                           env={"PKG_CONFIG_PATH": str(OUT / "meson_moved/share/pkgconfig")})
        paths = [pathlib.Path(word[2:]).resolve() for word in done.stdout.split()]
        report.check("Meson's kcall.pc can be moved", paths == [OUT / "meson_moved/include"], done.stdout)


def test_find_package(prefix, widths):
    for width, flags in widths.items():
        name = f"find_package{width}"
        build = cmake_project("find_package", name, f"-DCMAKE_PREFIX_PATH={prefix}", flags=flags)
        if build:
            says_hello(f"{name} runs", build / "outside")
            extra, _ = extra_flags(build)
            report.check(f"{name} adds no flags", not extra, " ".join(extra))
        name = f"find_package_freestanding{width}"
        build = cmake_project("freestanding", name, f"-DCMAKE_PREFIX_PATH={prefix}", flags=flags)
        if build:
            says_hello(f"{name} runs", build / "outside")
            undefined = harness.run(["nm", "-u", build / "outside"])
            report.check(f"{name} needs no library", undefined.returncode == 0 and not undefined.stdout.strip(),
                         undefined.stdout)
    for wanted in ("99", "0.2", "1.0"):
        where = project("find_package", f"find_package_{wanted}")
        done = harness.run(["cmake", "-S", where, "-B", where / "build", f"-DCMAKE_PREFIX_PATH={prefix}",
                            f"-DWANTED={wanted}"])
        report.check(f"find_package refuses to be version {wanted}",
                     done.returncode != 0 and "compatible with requested version" in " ".join(done.stdout.split()),
                     done.stdout)


def test_inside_another_project(name, *options):
    build = cmake_project(name, name, *options)
    if not build:
        return
    says_hello(f"{name} runs", build / "outside")
    extra, commands = extra_flags(build)
    report.check(f"{name} adds no flags", not extra, " ".join(extra))
    report.check(f"{name} compiles nothing of kcall's", len(commands) == 1, json.dumps(commands, indent=1))
    listed = harness.run(["ctest", "--test-dir", build, "-N"])
    report.check(f"{name} brings no tests", "Total Tests: 0" in listed.stdout, listed.stdout)
    harness.run(["cmake", "--install", build, "--prefix", build / "prefix"])
    installed = sorted(files_below(build / "prefix"))
    report.check(f"{name} installs nothing of kcall's", installed == ["bin/outside"], "\n".join(installed))


def test_meson(prefix, widths):
    for width, flags in widths.items():
        words = [f"-Dcpp_args={flags}", f"-Dcpp_link_args={flags}"] if flags else []
        name = f"meson_pkg_config{width}"
        build = meson_project(name, "-Dmethod=pkg-config", *words, env={"PKG_CONFIG_PATH": str(prefix / "share/pkgconfig")})
        if build:
            says_hello(f"{name} runs", build / "outside")
        name = f"meson_cmake{width}"
        build = meson_project(name, "-Dmethod=cmake", "-Dmodules=kcall::kcall", f"-Dcmake_prefix_path={prefix}", *words)
        if build:
            says_hello(f"{name} runs", build / "outside")

    name = "meson_subproject"
    build = meson_project(name, "--wrap-mode=forcefallback",
                          prepare=lambda where: source_without_builds(where / "subprojects/kcall"))
    if build:
        says_hello(f"{name} runs", build / "outside")
        commands = json.loads((build / "compile_commands.json").read_text())
        report.check(f"{name} compiles nothing of kcall's", len(commands) == 1, json.dumps(commands, indent=1))
        tests = json.loads((build / "meson-info/intro-tests.json").read_text())
        report.check(f"{name} brings no tests", tests == [], json.dumps(tests))
        plan = json.loads((build / "meson-info/intro-installed.json").read_text())
        report.check(f"{name} installs nothing of kcall's", len(plan) == 1, json.dumps(plan, indent=1))


def test_pkg_config(prefix, widths):
    flags = harness.run(["pkg-config", "--cflags", "--libs", "kcall"],
                        env={"PKG_CONFIG_PATH": str(prefix / "share/pkgconfig")})
    if not report.expect_success("pkg-config finds kcall", flags):
        return
    paths = [word for word in flags.stdout.split() if not word.startswith("-I")]
    report.check("pkg-config gives an include directory and nothing else", not paths, flags.stdout)
    for width, words in widths.items():
        program = OUT / f"plain{width}"
        done = harness.run(["g++", "-std=c++20", *words.split(), HERE / "main.cpp", "-o", program, *flags.stdout.split()])
        if report.expect_success(f"pkg-config{width} builds", done):
            says_hello(f"pkg-config{width} runs", program)


def test_cross(prefix):
    compiler = harness.first_of("aarch64-linux-gnu-g++", "aarch64-linux-gnu-g++-12")
    emulator = harness.first_of("qemu-aarch64", "qemu-aarch64-static")
    if not shutil.which(compiler) or not shutil.which(emulator):
        report.skip("find_package for aarch64", f"no {compiler} or no {emulator} here")
        return
    build = cmake_project("find_package", "find_package_aarch64", f"-DCMAKE_PREFIX_PATH={prefix}",
                          f"-DCMAKE_TOOLCHAIN_FILE={harness.ROOT / 'cmake/toolchain-aarch64.cmake'}", flags="-static")
    if build:
        says_hello("find_package_aarch64 runs", build / "outside", [emulator])


def main():
    widths = {"": ""}
    probe = OUT / "probe.cpp"
    probe.write_text("int main() {}\n")
    if harness.run(["g++", "-m32", probe, "-o", OUT / "probe"]).returncode == 0 and \
            harness.run([OUT / "probe"]).returncode == 0:
        widths["_m32"] = "-m32"
    else:
        report.skip("-m32", "g++ -m32 makes no program that runs here (g++-12-multilib)")

    prefix, headers = test_install()
    test_find_package(prefix, widths)
    test_cross(prefix)
    source = OUT / "download"
    source_without_builds(source)
    test_inside_another_project("add_subdirectory", f"-DKCALL_SOURCE={source}")
    test_inside_another_project("fetch_content", f"-DFETCHCONTENT_SOURCE_DIR_KCALL={source}")
    if shutil.which("pkg-config"):
        test_pkg_config(prefix, widths)
    else:
        report.skip("pkg-config", "no pkg-config here")
    if shutil.which("meson") and shutil.which("ninja") and shutil.which("pkg-config"):
        test_meson_install(headers)
        test_meson(prefix, widths)
    else:
        report.skip("Meson", "no meson, no ninja or no pkg-config here")
    report.end()


if __name__ == "__main__":
    main()
