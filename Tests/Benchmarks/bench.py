#!/usr/bin/env python3
"""Measures Coalitie beside nginx and Go in one interleaved run, and says what it found.

Throughput on a shared machine varies from minute to minute, so only what was measured in the same
round is compared: every round runs everything once, in rotated order, and the table gives the median
and the quartiles of the ratios per round. No time decides whether this succeeds; a wrong answer does.
"""

import argparse
import os
import re
import socket
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import contenders
from contenders import anonymous_kilobytes, cpu_seconds, free_port, wait_for
from program import Files, Server, run
from wire import Wire

HERE = Path(__file__).resolve().parent
MOST_PATHS = 10
TOLERANCE = 0.02


@dataclass
class Target:
    """One server with one kind of page."""

    server: str
    page: str
    pid: int
    port: int
    script: Path
    bytes_each: float

    @property
    def name(self):
        return f"{self.server} {self.page}"


@dataclass
class Sample:
    requests_per_second: float
    p50: float
    p99: float
    cpu: float


def main():
    options = arguments()
    if not shutil.which("wrk"):
        sys.exit("bench: wrk is not installed (Debian package wrk).")
    os.environ["COALITIE_PROGRAM"] = str(Path(options.program).resolve())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = demo(folder)
        starts = [start_time(files) for _ in range(options.rounds)]
        server = Server(files).start()
        peers = []
        try:
            wait_for(server.port, "/livez")
            memory_before = anonymous_kilobytes(server.process.pid)
            targets = prepare(server, folder, peers)
            samples = measure(targets, options)
            report(targets, samples, options)
            report_server(starts, memory_before, anonymous_kilobytes(server.process.pid))
        finally:
            for peer in peers:
                peer.end()
            server.end()


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--program", default=".build/release/coalitie")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=2, help="of each measurement")
    parser.add_argument("--connections", type=int, default=32)
    return parser.parse_args()


def demo(folder):
    files = Files(folder / "data")
    files.folder.mkdir(mode=0o700)
    made = run("demo", files)
    if made.returncode != 0:
        sys.exit(f"bench: the demo could not be made: {made.stderr.strip()}")
    return files


def start_time(files):
    """Milliseconds from starting the program to its first answer, after a clean stop."""
    port, begin = free_port(), time.monotonic()
    server = Server(files)
    server.launch(port)
    wait_for(port, "/livez", pause=0.0005)
    elapsed = (time.monotonic() - begin) * 1000
    server.terminate()
    return elapsed


def prepare(server, folder, peers):
    """Reads every page once, checks it, and gives its bytes to the others."""
    local, network = Wire(server).log_in("lokaal.nijmegen"), Wire(server).log_in("netwerk")
    pages = {
        "/livez": (Wire(server), ["/livez"]),
        "group page": (local, linked(local, "/groups?state=active", "groups")),
        "city page": (network, linked(network, "/cities", "cities")),
    }
    targets, bodies = [], {}
    for page, (wire, paths) in pages.items():
        answers = {path: checked(wire, path) for path in paths}
        bodies |= {path: answer.text.encode() for path, answer in answers.items()}
        script = script_of(folder, page, wire, paths)
        targets.append(target("Coalitie", page, server.process.pid, server.port, script, wire, paths))
    return targets + beside(folder, bodies, pages, targets, peers)


def beside(folder, bodies, pages, targets, peers):
    found = []
    for name, peer, shown in (
            ("nginx", contenders.nginx(folder, bodies), list(pages)),
            ("Go", contenders.go(folder, bodies["/livez"]), ["/livez"])):
        if peer is None:
            print(f"bench: {name} is not installed, so nothing is compared with it")
            continue
        peers.append(peer)
        for page in shown:
            script = next(one.script for one in targets if one.page == page)
            wire, paths = pages[page]
            found.append(target(name, page, peer.pid, peer.port, script, wire, paths, bodies))
    return found


def linked(wire, path, folder):
    """The addresses of the first records on a list."""
    found = re.findall(rf'href="(/{folder}/[A-Z]-[0-9A-Z]{{4}})"', wire.get(path).text)
    if not found:
        sys.exit(f"bench: {path} lists nothing")
    return list(dict.fromkeys(found))[:MOST_PATHS]


def checked(wire, path):
    answer = wire.get(path)
    if answer.status != 200 or not answer.text:
        sys.exit(f"bench: {path} answered {answer.status} with {len(answer.text)} characters")
    return answer


def script_of(folder, page, wire, paths):
    """The file that load.lua reads: the cookie, then the addresses."""
    file = folder / f"{page.strip('/').replace(' ', '-')}.requests"
    cookie = "; ".join(f"{name}={value}" for name, value in wire.cookies.items())
    file.write_text("\n".join([cookie, *paths]) + "\n")
    return file


def target(name, page, pid, port, script, wire, paths, bodies=None):
    """Asks each address once more, as wrk will, to know how many bytes belong to an answer."""
    sizes = [size_on_wire(port, path, wire.cookies, bodies and bodies[path]) for path in paths]
    return Target(name, page, pid, port, script, statistics.mean(sizes))


def size_on_wire(port, path, cookies, body):
    """How many bytes one answer is, head and body, on a connection that stays open as wrk's do."""
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    request += (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=contenders.GUARD) as connection:
        connection.sendall(request.encode())
        stream = connection.makefile("rb")
        head = b"".join(iter(stream.readline, b"\r\n")) + b"\r\n"
        content = stream.read(int(re.search(rb"content-length: *(\d+)", head, re.I).group(1)))
    if not head.startswith(b"HTTP/1.1 200") or (body is not None and content != body):
        sys.exit(f"bench: {path} on port {port} does not answer with the same bytes")
    return len(head) + len(content)


def measure(targets, options):
    """One sample of each target per round; the order rotates, and the first turn only warms up."""
    for one in targets:
        load(one, 1, options.connections)
    samples = {one.name: [] for one in targets}
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", flush=True)
        turn = number % len(targets)
        for one in targets[turn:] + targets[:turn]:
            samples[one.name].append(load(one, options.seconds, options.connections))
    return samples


def load(one, seconds, connections):
    before = cpu_seconds(one.pid)
    result = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "-s", HERE / "load.lua",
         f"http://127.0.0.1:{one.port}", "--", one.script], capture_output=True, text=True)
    cpu = cpu_seconds(one.pid) - before
    found = re.search(r"^RESULT (.+)$", result.stdout, re.M)
    if not found:
        sys.exit(f"bench: wrk failed on {one.name}: {result.stderr.strip()}")
    requests, duration, size, p50, p99, errors = map(int, found.group(1).split())
    # A redirect to the sign-in page is no error to wrk, but it has another length.
    if errors or not requests or abs(size / requests / one.bytes_each - 1) > TOLERANCE:
        sys.exit(f"bench: {one.name}: {errors} errors, {size / max(requests, 1):.0f} bytes an answer "
                 f"instead of {one.bytes_each:.0f}")
    return Sample(requests / duration * 1e6, p50, p99, cpu / requests * 1e6)


def spread(values, digits=0):
    """Median and, between brackets, the quartiles."""
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return f"{middle:,.{digits}f} ({low:,.{digits}f}-{high:,.{digits}f})"


def table(heads, rows):
    widths = [max(len(row[column]) for row in [heads, *rows]) for column in range(len(heads))]
    for row in [heads, *rows]:
        print("  ".join(cell.ljust(width) if column == 0 else cell.rjust(width)
                        for column, (cell, width) in enumerate(zip(row, widths))))


def report(targets, samples, options):
    print(f"\nmedian (quartiles) of {options.rounds} rounds, {options.connections} connections, "
          f"{options.seconds} s each, one thread of wrk")
    table(["", "bytes", "requests/s", "p50 µs", "p99 µs", "CPU µs/request"], [
        [one.name, f"{one.bytes_each:,.0f}",
         *(spread([getattr(sample, field) for sample in samples[one.name]])
           for field in ("requests_per_second", "p50", "p99")),
         spread([sample.cpu for sample in samples[one.name]], 1)]
        for one in targets])
    print("\nCoalitie divided by the other, per round")
    table(["", "requests/s", "p99", "CPU per request"], [
        [f"{one.page} / {one.server}", *(
            spread(ratios(samples[f"Coalitie {one.page}"], samples[one.name], field), 2)
            for field in ("requests_per_second", "p99", "cpu"))]
        for one in targets if one.server != "Coalitie"])


def ratios(ours, theirs, field):
    return [getattr(mine, field) / max(getattr(other, field), 1e-9) for mine, other in zip(ours, theirs)]


def report_server(starts, memory_before, memory_after):
    print(f"\nstart to first answer: {spread(starts, 1)} ms")
    print(f"anonymous memory: {memory_before / 1024:.1f} MB after the start, "
          f"{memory_after / 1024:.1f} MB after the load")


if __name__ == "__main__":
    main()
