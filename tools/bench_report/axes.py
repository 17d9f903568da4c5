"""Ranges and tick marks, chosen here so that they fit on narrow screens as well."""
import math


def linear_step(span, count):
    """A step of 1, 2 or 5 times a power of ten that gives at most `count` steps."""
    rough = span / count
    power = 10 ** math.floor(math.log10(rough))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)


def log_ticks(low, high, count):
    """Powers of ten, with 2 and 5 times these if there is room."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    ticks = []
    for factors in ((1, 2, 5), (1, 3), (1,)):
        ticks = [factor * 10.0 ** power for power in range(first, last + 1) for factor in factors]
        ticks = [tick for tick in ticks if low * 0.999 <= tick <= high * 1.001]
        if len(ticks) <= count:
            break
    return ticks


def log_range(values):
    """Rounds outwards to half decades or so: the first bar has a visible length, the last one an end."""
    low, high = min(values), max(values)
    below = [factor * 10.0 ** power for power in range(-3, 13) for factor in (1, 2, 5)]
    return max(mark for mark in below if mark <= low * 0.85), min(mark for mark in below if mark >= high * 1.02)


def plain(value):
    return f"{value:,.10g}"


def axis(which, low, high, log, count):
    """gnuplot commands for the range and the ticks of one axis."""
    # A little wider: gnuplot leaves out logarithmic ticks that lie on the edge.
    commands = [f"set {which}range [{low * (0.9999 if log else 1)!r}:{high * 1.0001!r}]"]
    if log:
        commands.append(f"set logscale {which}")
        marks = ", ".join(f"'{plain(tick)}' {tick!r}" for tick in log_ticks(low, high, count))
        commands.append(f"set {which}tics ({marks})")
    else:
        step = linear_step(high - low, count)
        first = math.ceil(low / step - 1e-9)
        ticks = [i * step for i in range(first, math.floor(high / step + 1e-9) + 1)]
        commands.append(f"set {which}tics ({', '.join(f'{plain(round(tick, 9))!r} {tick!r}' for tick in ticks)})")
    return commands
