"""What the parts of measure.py share."""
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
INCLUDE = ROOT / "include"
TESTED_WRAPPERS = sorted((ROOT / "tests" / "codegen").glob("*.cpp"))

sys.path.insert(0, str(ROOT / "tests"))
import harness  # noqa: E402


class Failure(Exception):
    """A program that could not be run, or that failed."""

    def short(self):
        """The line that says most: the first error, else the first one."""
        lines = [line.strip() for line in str(self).splitlines() if line.strip()]
        errors = [line for line in lines if re.search(r"\berror\b|not found|undefined reference", line)]
        return (errors + lines + ["no reason given"])[0]


def checked(command, **options):
    """harness.run(), for what must succeed."""
    done = harness.run(command, **options)
    if done.returncode != 0:
        raise Failure(f"{done.stdout.rstrip() or 'no output'}\nexit status {done.returncode} of: {' '.join(done.args)}")
    return done
