#!/usr/bin/env python3
"""Measures Coalitie beside its peers in interleaved rounds, and says which goals were reached.

No time decides whether this succeeds; a wrong answer does. `make bench-peers` builds the peers.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

import machine
import report
from machine import BENCH, fail, say, tool

import data
from sections import hello, idle, pages, renderer, replay, search, sent, slow, start, tenfold

SECTIONS = {"hello": hello, "sent": sent, "pages": pages, "renderer": renderer, "slow": slow, "idle": idle,
            "tenfold": tenfold, "start": start, "search": search, "replay": replay}
# Bytes for the data with ten times the entries and a copy that is written to.
ROOM = 12e9


class Bench:
    """What the sections share: options, a folder for a run, the data, and what has to be ended."""

    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.started = []

    def files(self, times=1):
        return data.database(self.options.size, times)

    @property
    def largest(self):
        """Ten where ten times the entries are asked for and there is room for them, else one."""
        if not self.options.tenfold or self.options.size == "demo":
            return 1
        if shutil.disk_usage(BENCH).free < ROOM:
            say(f"ten times the entries need {ROOM / 1e9:.0f} GB of disk, which are not free")
            return 1
        return 10

    def run(self, name):
        try:
            return SECTIONS[name].run(self)
        finally:
            for one in reversed(self.started):
                one.end()
            self.started.clear()


def main():
    options = arguments()
    os.environ["COALITIE_PROGRAM"] = str(Path(options.program).resolve())
    if not tool("wrk"):
        fail("wrk is not installed (Debian package wrk; make bench-peers).")
    options.size = chosen_size(options.size)
    BENCH.mkdir(exist_ok=True)
    goals, wrong = [], []
    for name in options.only:
        with tempfile.TemporaryDirectory(dir=BENCH) as folder:
            try:
                goals += Bench(options, Path(folder)).run(name)
            except SystemExit as failure:
                # The other parts are worth measuring all the same.
                print(failure, flush=True)
                wrong.append(f"{name}: {failure}")
    report.closing(goals)
    if wrong:
        sys.exit("\n".join(wrong))


def chosen_size(wanted):
    sizes = data.sizes()
    if wanted and wanted not in sizes:
        fail(f"this program cannot make the size {wanted}")
    if not wanted and "country" not in sizes:
        say("this program makes no country, so the demo is measured")
    return wanted or sizes[-1]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=machine.ROOT / ".build/release/coalitie")
    parser.add_argument("--only", type=sections, default=list(SECTIONS),
                        help=f"parts with commas between: {','.join(SECTIONS)}")
    parser.add_argument("--size", choices=data.SIZES, help="country where there is one")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=2, help="of each measurement")
    parser.add_argument("--tenfold", action="store_true",
                        help="make ten times the entries too, where there is room for them")
    parser.add_argument("--replay-seconds", type=int, default=300)
    return parser.parse_args()


def sections(text):
    names = text.split(",")
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no part is called {', '.join(unknown)}")
    return names


if __name__ == "__main__":
    main()
