"""Pages with ten times as many entries in the logs, beside the same pages with the usual number."""

import shutil

import data
from data import serve
from load import ratios, rounds, show, target
from machine import BENCH, say
from recording import requests
from report import at_most

MOST = 2
ROOM = 12e9


def run(bench):
    options = bench.options
    if options.size != "country":
        say("ten times the entries can only be made of the country; passed over")
        return []
    if not options.tenfold:
        say("ten times the entries were not asked for (--tenfold); passed over")
        return []
    if shutil.disk_usage(BENCH).free < ROOM:
        say(f"ten times the entries need {ROOM / 1e9:.0f} GB of disk; passed over")
        return []
    targets, pages = [], []
    for times in (1, 10):
        files = data.database(options.size, times)
        asked = asked_of(files)
        server = serve(files)
        bench.started.append(server)
        pages = list(asked)
        targets += [target(f"{times} x", page, server.process.pid, server.port, list_, bench.folder)
                    for page, list_ in asked.items()]
    samples = rounds(targets, options)
    show("Ten times the entries", targets, samples, options)
    # Ten times the entries divided by the usual number.
    return [at_most("tenfold", f"CPU of the {page} with 10 x the log entries", MOST,
                    ratios(samples, ("10 x", page, 32), ("1 x", page, 32), "cpu"))
            for page in pages]


def asked_of(files):
    """The compared pages and the lists and logs that grow with the data."""
    asked = requests(files)
    groups = asked["group page"]
    return asked | {
        "log of a group": [(cookie, f"{path}/log") for cookie, path in groups],
        "list of groups": [(cookie, "/groups") for cookie, _ in groups],
        "page of today": [(cookie, "/") for cookie, _ in groups],
        "city page": [(asked["dashboard"][0][0], f"/cities/{ref}")
                      for _, _, ref in data.local_people(files)],
    }
