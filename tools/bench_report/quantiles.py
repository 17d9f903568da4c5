"""What is said about a set of samples, and why: averages follow the few samples that an interrupt fell into."""


def quantile(ordered, share):
    """Of sorted values; between two of them, in proportion (as R, NumPy and spreadsheets do by default)."""
    if not ordered:
        raise ValueError("no samples")
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def summary(values):
    ordered = sorted(values)
    return {
        "samples": len(ordered),
        "min": ordered[0],
        "p10": quantile(ordered, 0.10),
        "q1": quantile(ordered, 0.25),
        "median": quantile(ordered, 0.50),
        "q3": quantile(ordered, 0.75),
    }


def parts(values, count):
    """Splits into `count` consecutive parts of about the same length; fewer where there are fewer values."""
    count = max(1, min(count, len(values)))
    bounds = [len(values) * i // count for i in range(count + 1)]
    return [values[first:last] for first, last in zip(bounds, bounds[1:])]


def ratio_spread(values, base, count=5):
    """Lowest and highest ratio of 10th percentiles over consecutive parts of the run, which were interleaved."""
    ratios = [quantile(sorted(ours), 0.10) / quantile(sorted(theirs), 0.10)
              for ours, theirs in zip(parts(values, count), parts(base, count))]
    return min(ratios), max(ratios)
