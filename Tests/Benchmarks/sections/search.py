"""A search over the country's data, by a coordinator and by the network, of what several are found by.

What is found once opens at once, which is no page: here are the searches that show a list.
"""

import statistics

import data
from load import rounds, show, target
from machine import fail, fetch
from report import at_most

# Microseconds of the server's processor time, half of all searches.
MOST = 2000
TYPED = {
    "beginning": "st", "name in many towns": "centrum", "mistyped name": "cetnrum",
    "code name": "meidoorn", "mistyped code name": "meidorn", "name in a city": "noord utr",
    "nothing": "xyzzy",
}


def run(bench):
    files = bench.files()
    people = [person for person, _, _ in data.local_people(files)]
    *local, network = data.sign_in(files, [*people, data.network_person(files)])
    viewers = {"local": local, "network": [network]}
    server = data.serve(files)
    bench.started.append(server)
    targets = [
        target(who, kind, server.process.pid, server.port,
               [(cookie, f"/search?q={typed.replace(' ', '+')}") for cookie in listed],
               bench.folder)
        for who, cookies in viewers.items() for kind, typed in TYPED.items()
        if (listed := [cookie for cookie in cookies if lists(server.port, cookie, typed)])]
    unheard = set(viewers) - {one.server for one in targets}
    if unheard:
        fail(f"no search of {', '.join(sorted(unheard))} shows a list")
    samples = rounds(targets, bench.options)
    show("Searches over the country's data", targets, samples, bench.options)
    medians = [statistics.median(one.cpu for one in each) for each in samples.values()]
    return [at_most("search", "server CPU for a search", MOST, medians, "µs", 0)]


def lists(port, cookie, typed):
    """Whether a search answers with a list rather than with the one record that it found."""
    return fetch(port, f"/search?q={typed.replace(' ', '+')}", cookie)[0] == 200
