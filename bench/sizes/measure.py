#!/usr/bin/env python3
"""Sizes: code of wrappers, small programs, and what including each header costs."""
import argparse
import json
import pathlib
import sys

sys.dont_write_bytecode = True
import wrappers  # noqa: E402
from common import Failure, harness  # noqa: E402


def main():
    folder = harness.fresh_directory("bench_sizes")
    missing = []
    w, c = wrappers.measure(folder, missing)
    for row in w + c:
        print(row["name"].ljust(18), *(f"{style} {s['instructions']}/{s['bytes']}" if s else f"{style} -" for style, s in row.items() if style != "name"))
    print(missing)


main()
