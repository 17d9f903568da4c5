"""Builds and runs kcall's benchmarks, and writes a report: results.json, results.csv and a page that needs nothing but
itself, index.html. Takes three to five minutes on two cores; --quick less than one.

On Debian 12, installs what it needs (as root or with sudo); what cannot be had is left out, and said in the page. Exit
status 0 only if everything that was built ran, and the report is complete.
"""
import argparse
import os
import pathlib
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from bench_report import build, measure, packages, page, results  # noqa: E402
from bench_report.progress import Failure, Progress  # noqa: E402

BUILD = pathlib.Path(os.environ.get("BUILD_DIR") or build.ROOT / "build").resolve()


def options():
    parser = argparse.ArgumentParser(prog="tools/bench", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter,
                                     epilog="Environment: BUILD_DIR (default: build), JOBS (default: 2).")
    parser.add_argument("--quick", action="store_true", help="fewer samples: a first look, nothing to cite")
    parser.add_argument("--no-install", action="store_true", help="install nothing")
    parser.add_argument("--out", type=pathlib.Path, metavar="DIR", default=BUILD / "bench/report",
                        help="where the report goes (default: build/bench/report)")
    parser.add_argument("--programs", type=pathlib.Path, metavar="DIR",
                        help="run the programs that lie there; builds nothing, and measures no sizes")
    parser.add_argument("--from-json", type=pathlib.Path, metavar="FILE",
                        help="measure nothing: make the page of an earlier run's results.json")
    return parser.parse_args()


def writable(directory):
    """Before minutes of work, not after them."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        probe = directory / ".probe"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Failure(f"cannot write to {directory}: {error.strerror}") from error
    return directory


def measured_now(asked, progress):
    work = writable(BUILD / "bench")
    packages.ensure(not asked.no_install, work / "apt.log", progress.say)
    if asked.programs:
        if not asked.programs.is_dir():
            raise Failure(f"no such directory: {asked.programs}")
        directory = asked.programs.resolve()
    else:
        progress.start("building the programs")
        directory = build.build(work, progress)
    return measure.everything(directory, work, asked.quick, not asked.programs, progress)


def report(asked, progress):
    """Writes the report; gives the number of things that went wrong."""
    out = writable(asked.out.resolve())
    measured = results.read_json(asked.from_json) if asked.from_json else measured_now(asked, progress)
    results.write_json(out / "results.json", measured)
    results.write_csv(out / "results.csv", measured)
    progress.start("the page")
    complaints = page.write(out / "index.html", measured)
    for complaint in complaints:
        progress.say(complaint)
    progress.clear()
    print(f"{out / 'index.html'}  ({progress.seconds():.0f} s)")
    return len(complaints) + len(measured["failed"])


def main():
    asked = options()
    progress = Progress(1 if asked.from_json else measure.steps())
    try:
        return 1 if report(asked, progress) else 0
    except (Failure, OSError) as failure:
        progress.say(str(failure))
        return 1
    except KeyboardInterrupt:
        progress.say("interrupted")
        return 130


if __name__ == "__main__":
    sys.exit(main())
