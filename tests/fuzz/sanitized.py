"""Building and running programs with sanitizers, 64 and 32 bit."""
import pathlib
import sys

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
from harness import COMMON, INCLUDE, kernel_headers, run  # noqa: E402

FLAGS = "-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all".split()
# Sanitizers of this age do not know the wider address randomisation of new kernels; containers may forbid setarch.
FIXED_ADDRESSES = ["setarch", "-R"] if run(["setarch", "-R", "true"]).returncode == 0 else []


def build(compiler, width, out, *arguments):
    flags = ["-std=c++20", width, *COMMON, f"-I{INCLUDE}", *kernel_headers(compiler)]
    return run([compiler, *flags, *arguments, "-o", out])


def run_fixed(program, *arguments, **options):
    return run([*FIXED_ADDRESSES, program, *arguments], **options)


def widths(compiler, out):
    """Those of -m64 and -m32 of which programs with sanitizers can be built and run."""
    source = out / "empty.cpp"
    source.write_text("#include <cstdio>\nint main() {}\n", encoding="ascii")
    program = out / "empty"
    return [width for width in ("-m64", "-m32")
            if build(compiler, width, program, source, *FLAGS).returncode == 0 and run_fixed(program).returncode == 0]
