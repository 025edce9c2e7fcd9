"""Pages with ten times as many entries in the logs, beside the same pages with the usual number."""

from data import record_pages, serve
from load import ratios, rounds, show, target
from machine import say
from recording import addresses
from report import at_most

MOST = 2


def run(bench):
    options = bench.options
    if bench.largest == 1:
        say("ten times the entries (--tenfold) are passed over")
        return []
    targets, pages = [], []
    for times in (1, bench.largest):
        files = bench.files(times)
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
    """The compared pages, and pages of records, lists and logs that grow with the data."""
    records, network = record_pages(files)
    groups = records["page of a group"]
    cities = [(network, path) for _, path in records["city page"]]
    return addresses(files, network) | records | {
        "log of a group": [(cookie, f"{path}/log") for cookie, path in groups],
        "list of a city's groups": [(cookie, "/groups") for cookie, _ in groups],
        "page of today": [(cookie, "/") for cookie, _ in groups],
        "city page": cities,
    }
