"""The renderer beside direct appends of the same bytes, swift-mustache and Jinja2."""

import subprocess

from contenders import PYTHON
from machine import HERE, PEERS, fail, say
from report import at_least, heading, spread, table

PROGRAM = PEERS / "swift/release/Renderer"
LEAST = 0.6


def run(bench):
    if not PROGRAM.exists():
        say("the renderers are not built (make bench-peers), so they are not compared")
        return []
    file, rounds = bench.folder / "table.html", []
    if not PYTHON.exists():
        say("Jinja2 is not there (make bench-peers), so nothing is compared with it")
    for _ in range(bench.options.rounds):
        figures = measured([PROGRAM, file])
        if PYTHON.exists():
            figures |= measured([PYTHON, HERE / "peers/python/render.py", file])
        rounds.append(figures)
    heading(f"A table of fifty rows, {file.stat().st_size:,} bytes, µs")
    table(["", "µs", "times ours"], [
        [name, spread((one[name] for one in rounds), 1),
         spread((one[name] / one["rendered"] for one in rounds), 2)] for name in rounds[0]])
    return [at_least("renderer", "renderer vs direct appends", LEAST,
                     [one["appended"] / one["rendered"] for one in rounds])]


def measured(command):
    """The figures of a program that first makes sure that all wrote the same bytes."""
    told = subprocess.run(command, capture_output=True, text=True)
    if told.returncode != 0:
        fail(f"{command[0].name}: {(told.stdout + told.stderr).strip()}")
    return {name: float(time) for name, time in (line.split() for line in told.stdout.splitlines())}
