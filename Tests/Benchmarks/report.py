"""How figures are shown: medians with quartiles, tables, and the bars of the design."""

import statistics
from dataclasses import dataclass

# The order in which the design names its goals.
ORDER = ["hello/Go", "hello/Hummingbird", "hello/nginx", "page/Hummingbird", "page/Go", "page/Python",
         "page/cpu", "renderer", "slow", "idle", "tenfold", "memory", "start", "search", "replay"]


@dataclass
class Goal:
    """One line of the last table; what was not measured has no line."""

    place: str
    goal: str
    bar: str
    reached: str
    # None where a person has to judge.
    is_met: bool | None


def at_least(place, goal, least, values):
    """A ratio that should be large."""
    return Goal(place, goal, f">= {least:g} x", spread(values, 2), statistics.median(values) >= least)


def at_most(place, goal, most, values, unit="x", digits=2):
    """A figure that should be small."""
    return Goal(place, goal, f"<= {most:g} {unit}", f"{spread(values, digits)} {unit}",
                statistics.median(values) <= most)


def spread(values, digits=0):
    """Median and, between brackets, the quartiles."""
    values = list(values)
    if len(values) == 1:
        return f"{values[0]:,.{digits}f}"
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return f"{middle:,.{digits}f} ({low:,.{digits}f}-{high:,.{digits}f})"


def table(heads, rows):
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    for row in [heads, *rows]:
        print("  ".join(cell.ljust(width) if column == 0 else cell.rjust(width)
                        for column, (cell, width) in enumerate(zip(row, widths))), flush=True)


def heading(text):
    print(f"\n{text}", flush=True)


def closing(goals):
    if not goals:
        return
    heading("Goals of the design; ratios are medians (quartiles) of the ratios per round")
    table(["goal", "bar", "reached", ""], [
        [goal.goal, goal.bar, goal.reached, {True: "yes", False: "NO", None: ""}[goal.is_met]]
        for goal in sorted(goals, key=lambda goal: ORDER.index(goal.place))])
