"""Pages beside the same in other stacks: the list of groups whole, and the dashboard of the network."""

import contenders
from data import serve
from load import ratios, rounds, show, show_ratios, target
from machine import page, say
from recording import KINDS, Recording, check, requests
from report import Goal, at_least, at_most, heading

PEERS = [contenders.hummingbird, contenders.go, contenders.django, contenders.flask]
LEAST = {"Hummingbird": 8, "Go": 5, "Django": 40, "Flask": 8}
MOST_MICROSECONDS = 150
LEAST_SQL = 0.5


def run(bench):
    files = bench.files()
    asked = requests(files)
    recording = Recording(files, asked)
    facts = bench.folder / "facts.json"
    recording.write(facts, bench.folder)
    for kind in KINDS:
        runs = [len(one["runs"]) for one in recording.pages if one["kind"] == kind.template]
        heading(f"{kind.name}: {len(runs)} addresses, {min(runs)} to {max(runs)} statements, "
                f"{recording.cost[kind.name]:.0%} of its processor time inside SQLite")
    server = serve(files)
    bench.started.append(server)
    peers = [peer for peer in (start(facts) for start in PEERS) if peer]
    bench.started += peers
    compare(server, peers, asked)
    targets = [
        target(name, kind.name, pid, port, asked[kind.name], bench.folder, kind.connections)
        for kind in KINDS
        for name, pid, port in [("Coalitie", server.process.pid, server.port),
                                *((peer.name, peer.pid, peer.port) for peer in peers)]]
    samples = rounds(targets, bench.options)
    show("Pages", targets, samples, bench.options)
    return goals(samples, peers, recording)


def compare(server, peers, asked):
    """Before anything is timed: every address of every kind, of every peer."""
    for kind in KINDS:
        for cookie, path in asked[kind.name]:
            ours = page(server.port, path, cookie)
            for peer in peers:
                check(kind, peer.name, peer.port, path, cookie, ours)
        if peers:
            part = "the whole page" if kind.is_whole else "the table"
            say(f"{kind.name}: {part} of {', '.join(peer.name for peer in peers)} is ours, byte by byte")
    say("the pictures of the list of groups reach the peers ready-made; Coalitie draws its own")


def goals(samples, peers, recording):
    pairs = [(("Coalitie", kind.name, kind.connections), (peer.name, kind.name, kind.connections))
             for kind in KINDS for peer in peers]
    show_ratios(samples, pairs)
    found = []
    for ours, theirs in pairs:
        place = theirs[0] if theirs[0] in ("Hummingbird", "Go") else "Python"
        found.append(at_least(f"page/{place}", f"{ours[1]} vs {theirs[0]}", LEAST[theirs[0]],
                              ratios(samples, ours, theirs)))
    for kind in KINDS:
        cpu = [sample.cpu for sample in samples[("Coalitie", kind.name, kind.connections)]]
        share = recording.cost[kind.name]
        found.append(at_most("page/cpu", f"server CPU for the {kind.name}", MOST_MICROSECONDS, cpu,
                             "µs", 0))
        found.append(Goal("page/cpu", f"of which inside SQLite, {kind.name}", f">= {LEAST_SQL:.0%}",
                          f"{share:.0%}", share >= LEAST_SQL))
    return found
