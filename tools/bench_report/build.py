"""Builds the benchmark programs."""
import os
import pathlib
import shutil

from bench_report.progress import Failure

ROOT = pathlib.Path(__file__).resolve().parents[2]


def tail(path, lines=12):
    try:
        return "\n".join(path.read_text(errors="replace").rstrip().splitlines()[-lines:])
    except OSError:
        return ""


def build(directory, progress):
    """Gives the directory of the programs."""
    if not shutil.which("cmake"):
        raise Failure("no cmake here (Debian: cmake)")
    log = directory / "build.log"
    generator = ["-G", "Ninja"] if shutil.which("ninja") else []
    options = ["-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS_RELEASE=-O2", "-DKCALL_BENCH=ON", "-DKCALL_TESTS=OFF",
               "-DKCALL_EXAMPLES=OFF"]
    tree = directory / "programs"
    with open(log, "w", encoding="utf-8") as out:
        for command in (["cmake", "-S", ROOT, "-B", tree] + generator + options,
                        ["cmake", "--build", tree, "-j", os.environ.get("JOBS", "2")]):
            if progress.run(command, out, out, timeout=600):
                raise Failure(f"the benchmark programs do not build; the end of {log}:\n{tail(log)}")
    return tree / "bench"
