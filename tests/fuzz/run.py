#!/usr/bin/env python3
"""Fuzzes the ELF parser under gate::vdso with libFuzzer, for 30 seconds or as many as KCALL_FUZZ_SECONDS or the first
argument says. The corpus is made here: this machine's vDSO images and made ones, for each of which it is known what
must be found. Also counts what look-ups in hostile images cost."""
import os
import pathlib
import re
import shutil
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import Report, fresh_directory, run  # noqa: E402
from sanitized import FLAGS, build, run_fixed, widths  # noqa: E402

LIMITS = ["-timeout=5", "-max_len=16384", "-use_value_profile=1", "-print_final_stats=1", "-verbosity=1"]

report = Report()


def fuzzing_compiler(out):
    """The first clang that has libFuzzer, or None."""
    program = 'extern "C" int LLVMFuzzerTestOneInput(const char*, unsigned long) { return 0; }'
    (out / "nothing.cpp").write_text(program + "\n", encoding="ascii")
    for compiler in ("clang++-19", "clang++-14", "clang++"):
        linked = run([compiler, "-fsanitize=fuzzer,address", out / "nothing.cpp", "-o", out / "nothing"])
        if linked.returncode == 0 and run_fixed(out / "nothing", "-runs=1").returncode == 0:
            return compiler
    return None


def write_corpus(compiler, usable, out):
    """Returns the directory, and for each file in it the line that must be printed for it; None if that failed."""
    corpus = out / "corpus"
    corpus.mkdir()
    expected = {}
    for width in usable:
        program, manifest = out / f"seeds{width}", out / f"manifest{width}"
        if not report.expect_success(f"build seeds{width}",
                                     build(compiler, width, program, HERE / "vdso_seeds.cpp", *FLAGS)):
            return None
        if not report.expect_success(f"seeds{width}", run_fixed(program, corpus, manifest)):
            return None
        for line in manifest.read_text(encoding="ascii").splitlines():
            name, _, answers = line.partition("\t")
            expected[name] = answers
    for width in usable:
        if f"live{width.removeprefix('-m')}" not in expected:
            report.skip(f"the live image{width}", "no vDSO in this process")
    return corpus, expected


def reason(output):
    """What a sanitizer or libFuzzer says of a crash, or how the output ends."""
    said = re.findall(r"^.*(?:ERROR: |runtime error: |SUMMARY: ).*$", output, re.M)
    return said[:4] or output.splitlines()[-8:]


def check_answers(target, corpus, expected):
    files = [corpus / name for name in expected]
    done = run_fixed(target, *files, env={"KCALL_FUZZ_PRINT": "1"})
    found = dict(re.findall(r"^Running: \S*/(\S+)\nfound\t?(.*)$", done.stdout, re.M))
    wrong = [f"{name}: found {found.get(name)!r}, expected {answers!r}" for name, answers in expected.items()
             if name not in found or answers not in ("anything", found[name])]
    some = sum(answers != "" for answers in expected.values())
    detail = "\n".join(wrong[:4] + reason(done.stdout))
    report.check(f"{target.name} finds what is there", done.returncode == 0 and not wrong, detail,
                 f"{len(expected)} images, {some} of them with something in it")


def fuzz(target, corpus, seconds, out):
    mine = out / f"corpus_of_{target.name}"
    shutil.copytree(corpus, mine)
    prefix = f"{out}/finding-{target.name}-"
    done = run_fixed(target, f"-max_total_time={seconds}", f"-artifact_prefix={prefix}", *LIMITS, mine,
                     timeout=seconds + 120)
    findings = sorted(out.glob(f"finding-{target.name}-*"))
    runs = re.search(r"^Done (\d+) runs", done.stdout, re.M)
    covered = re.findall(r"cov: (\d+) ft: (\d+)", done.stdout)
    if report.check(f"{target.name} for {seconds} s", done.returncode == 0 and not findings and runs,
                    "\n".join([f"the input: {path}" for path in findings] + reason(done.stdout)),
                    f"{runs[1] if runs else 0} inputs, {covered[-1][0] if covered else 0} edges"):
        shutil.rmtree(mine)


def count_work(compiler, out):
    program = out / "work"
    built = build(compiler, "-m64", program, HERE / "vdso_work.cpp", "-O1", "-finstrument-functions")
    if report.expect_success("build work", built):
        report.expect_success("look-ups in hostile images cost no more than their size", run([program], timeout=60))


def main():
    seconds = int(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("KCALL_FUZZ_SECONDS") or 30)
    out = fresh_directory("fuzz")
    compiler = fuzzing_compiler(out)
    if compiler is None:
        report.skip("fuzzing", "no clang with libFuzzer here")
        count_work("g++", out)
        report.end()
    count_work(compiler, out)
    usable = widths(compiler, out)
    if "-m32" not in usable:
        report.skip("fuzzing -m32", f"{compiler} -m32 -fsanitize=address makes no program that runs here")
    written = write_corpus(compiler, usable, out)
    if written is None:
        report.end()
    for width in usable:
        target = out / f"target{width}"
        built = build(compiler, width, target, HERE / "vdso_image.cpp", *FLAGS, "-fsanitize=fuzzer")
        if report.expect_success(f"build target{width}", built):
            check_answers(target, *written)
            fuzz(target, written[0], max(1, seconds // len(usable)), out)
    report.end()


main()
