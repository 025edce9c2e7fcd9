"""A fixed answer and a file of 10 kB, beside nginx, Go's net/http and Hummingbird 2."""

import json
import shutil

import contenders
from data import serve
from load import ratios, rounds, show, show_ratios, target
from machine import ROOT, fail, fetch, page
from report import at_least

FILE = "/assets/ten-kilobytes.txt"


def run(bench):
    home = home_with_file(bench.folder)
    root = bench.folder / "hello"
    file = root / FILE.strip("/")
    file.parent.mkdir(parents=True)
    shutil.copy(home / "Public" / file.name, file)
    facts = bench.folder / "hello.json"
    facts.write_text(json.dumps({
        "livez": "ok\n", "files": str(root), "database": "", "today": "", "words": {},
        "templates": {}, "frames": {}, "pictures": {}, "statements": [], "pages": []}))
    server = serve(bench.files(), "--home", str(home))
    bench.started.append(server)
    bodies = {path: page(server.port, path).encode() for path in ("/livez", FILE)}
    peers = [contenders.nginx(bench.folder, bodies), contenders.go(facts),
             contenders.hummingbird(facts)]
    bench.started += [peer for peer in peers if peer]
    return compare(bench, server, [peer for peer in peers if peer], bodies)


def home_with_file(folder):
    """The home folder with one file more, of exactly 10,000 bytes."""
    home = folder / "home"
    for name in ("Templates", "Public", "Migrations"):
        shutil.copytree(ROOT / name, home / name)
    text = "".join(f"{number:07d} tien kilobyte\n" for number in range(1000))
    (home / "Public/ten-kilobytes.txt").write_text(text[:10_000])
    return home


def compare(bench, server, peers, bodies):
    cases = [("/livez", 32), ("/livez", 256), (FILE, 32)]
    targets = []
    for name, pid, port in [("Coalitie", server.process.pid, server.port),
                            *((peer.name, peer.pid, peer.port) for peer in peers)]:
        for path, body in bodies.items():
            if fetch(port, path) != (200, body):
                fail(f"{name} does not answer {path} with the same bytes")
        targets += [target(name, path, pid, port, [("", path)], bench.folder, connections)
                    for path, connections in cases]
    samples = rounds(targets, bench.options)
    show("Hello and a file", targets, samples, bench.options)
    pairs = [(("Coalitie", *case), (peer.name, *case)) for case in cases for peer in peers]
    show_ratios(samples, pairs)
    least = {("Go", "/livez"): 1.5, ("Hummingbird", "/livez"): 2, ("nginx", "/livez"): 0.9,
             ("nginx", FILE): 0.9}
    return [at_least(f"hello/{theirs[0]}", f"{short(theirs[1])} c={theirs[2]} vs {theirs[0]}",
                     least[theirs[:2]], ratios(samples, ours, theirs))
            for ours, theirs in pairs if theirs[:2] in least]


def short(path):
    return "10 kB file" if path == FILE else "hello"
