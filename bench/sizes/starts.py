"""How long programs live, from start to exit, and how many pages they touch. All take turns, in shuffled order; what
counts is the 10th percentile, and only as a ratio: the machine drifts, and its speed is nobody's property."""
import json
import subprocess

from common import Failure
from trials import ENVIRONMENT

ROUNDS, ROUNDS_WHEN_QUICK = 1000, 100
TIMEOUT = 300


def launch(launcher, folder, commands, rounds):
    """For each command {"ns": […], "faults": […]}, empty where it failed."""
    words = [str(launcher), str(rounds)]
    for command in commands:
        words += ["---", *map(str, command)]
    done = subprocess.run(words, cwd=folder, env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.DEVNULL, timeout=TIMEOUT, check=False)
    if done.returncode != 0:
        raise Failure(f"launch: exit status {done.returncode}")
    return json.loads(done.stdout)


def p10(values):
    return sorted(values)[len(values) // 10]


def measured(launcher, folder, commands, rounds, unit):
    """(start to exit as a multiple of that of commands[unit], minor page faults) for each command; None where it
    failed. The fewest faults: on a machine short of memory, pages go and are fetched again."""
    found = launch(launcher, folder, commands, rounds)
    if not found[unit]["ns"]:
        raise Failure(f"could not be started: {' '.join(map(str, commands[unit]))}")
    one = p10(found[unit]["ns"])
    return [(p10(each["ns"]) / one, round(min(each["faults"]))) if each["ns"] else None for each in found]
