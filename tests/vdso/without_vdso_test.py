#!/usr/bin/env python3
"""Every program works without a vDSO, 64 and 32 bit: the examples, all unit tests, and the clocks in programs with and
without a libc, run by without_vdso, which hides it from them. vdso_seen shows that it is hidden."""
import pathlib
import platform
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import BUILD, COMMON, INCLUDE, ROOT, Report, fresh_directory, kernel_headers, run  # noqa: E402

WITHOUT_LIBC = ("-ffreestanding -fno-exceptions -fno-rtti -fno-stack-protector -fno-asynchronous-unwind-tables "
                "-fno-pie -nostdlib -static -no-pie").split()
CLOCKS = {"hosted": ["-DHOSTED"], "hosted_static": ["-DHOSTED", "-static"], "freestanding": WITHOUT_LIBC}
PRESETS = {"-m64": "gcc-x86-64", "-m32": "gcc-ia32"}

report = Report()


def build(out, source, *flags):
    command = ["g++", "-std=c++20", "-O2", *COMMON, f"-I{INCLUDE}", *kernel_headers("g++"), *flags, HERE / source]
    return report.expect_success(f"build {out.name}", run([*command, "-o", out]))


def what_is_seen(command):
    """vdso_seen's lines, by their first word."""
    done = run(command)
    lines = dict(line.split(" ", 1) for line in done.stdout.splitlines() if line.count(" ") == 1)
    return done, {name: int(value) for name, value in lines.items() if value.lstrip("-").isdigit()}


def hides(launcher, program):
    """Checks that the launcher hides what is here; false where it may not."""
    name = f"{program.name} under {launcher[-1].name}" + (" without CAP_SYS_RESOURCE" if len(launcher) > 1 else "")
    _, plain = what_is_seen([program])
    done, hidden = what_is_seen([*launcher, program])
    if done.returncode == 77:
        report.skip(name, done.stdout.strip())
        return False
    if plain.get("getauxval") != 1 or plain.get("maps") != 1:
        report.skip(name, "no vDSO that could be hidden")
        return False
    shown = f"without it: {plain}\nunder it: {hidden}\n{done.stdout}"
    good = done.returncode == 0 and all(hidden.get(way, 0) <= 0 for way in ("getauxval", "prctl", "proc", "maps"))
    report.check(f"{name}: none is seen", good and "maps" in hidden, shown)
    # Where there are filters, and where the clock source is one that the vDSO reads.
    if plain.get("real") == 1 and plain.get("glibc") == 0:
        calls = [hidden.get(way) for way in ("glibc", "kcall", "real")]
        report.check(f"{name}: clocks are system calls now", calls == [1, 1, 1] and plain.get("kcall") == 0, shown)
    return True


def built_by_cmake(preset):
    """The directory where the examples and the unit tests are built, up to date; None if they cannot be."""
    folder = BUILD / preset
    for command in (["cmake", "--preset", preset, "-B", folder], ["cmake", "--build", folder]):
        done = run(command, cwd=ROOT, timeout=840)
        if done.returncode != 0:
            report.fail(f"build {preset}", "\n".join(done.stdout.splitlines()[-12:]))
            return None
    return folder


def runs(launcher, name, *command, stdin=None, expected=None):
    done = run([*launcher, *command], stdin=stdin, timeout=180)
    good = done.returncode == 0 and (expected is None or done.stdout == expected)
    # doctest's complaints, or else what was said last.
    said = re.findall(r"^.*\bERROR: (?!test case CRASHED).*$(?:\n +.*$)*", done.stdout, re.M) or done.stdout.splitlines()[-12:]
    report.check(f"{name} without a vDSO", good, "\n".join([f"exit status {done.returncode}", *said]))


def examples_and_unit_tests(launcher, width, out):
    missing = [tool for tool in ("cmake", "ninja") if not shutil.which(tool)]
    if missing:
        report.skip(f"examples and unit tests{width}", f"no {' and no '.join(missing)} here")
        return
    folder = built_by_cmake(PRESETS[width])
    if folder is None:
        return
    text = out / "text"
    text.write_text("one\ntwo\n", encoding="ascii")
    examples = folder / "examples"
    runs(launcher, f"hello{width}", examples / "hello")
    runs(launcher, f"cat{width}", examples / "cat", text, "-", stdin="three\n", expected="one\ntwo\nthree\n")
    runs(launcher, f"sysno{width}", examples / "sysno", "getpid")
    runs(launcher, f"gates{width}", examples / "gates", "--quick")
    unit = folder / "tests" / "kcall_unit"
    if unit.exists():
        runs(launcher, f"unit tests{width}", unit)
    else:
        report.skip(f"unit tests{width}", "they are not built: no doctest here")


def main():
    if platform.machine() != "x86_64":
        report.skip("without_vdso", "it knows x86 only")
        report.end()
    out = fresh_directory("without_vdso")
    launcher = out / "without_vdso"
    if not build(launcher, "without_vdso.cpp"):
        report.end()
    (out / "empty.cpp").write_text("#include <cstdio>\nint main() {}\n", encoding="ascii")
    for width in PRESETS:
        can = run(["g++", width, "-static", out / "empty.cpp", "-o", out / "empty"])
        if can.returncode != 0 or run([out / "empty"]).returncode != 0:
            report.skip(f"programs with {width}", "the compiler or this kernel cannot")
            continue
        seen = out / f"vdso_seen{width}"
        if not build(seen, "vdso_seen.cpp", width) or not hides([launcher], seen):
            continue
        drop = ["setpriv", "--bounding-set=-sys_resource"]
        if run([*drop, "true"]).returncode == 0:
            hides([*drop, launcher], seen)
        for name, flags in CLOCKS.items():
            if build(out / f"{name}{width}", "clock.cpp", width, *flags):
                runs([launcher], f"{name}{width}", out / f"{name}{width}")
        examples_and_unit_tests([launcher], width, out)
    report.end()


main()
