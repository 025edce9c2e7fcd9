"""One sample of load by wrk, and rounds in which everything takes its turn.

Throughput on a shared machine varies from minute to minute, so only what was measured in the same
round is compared: every round runs everything once, in rotated order.
"""

import math
import re
import socket
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

from machine import GUARD, HERE, cpu_seconds, fail, rest
from report import heading, spread, table

# A page differs a little from answer to answer: masks, and the length of numbers.
TOLERANCE = 0.02
# A sample of fewer answers would say little.
LEAST_ANSWERS = 8


@dataclass
class Target:
    """One server with one kind of page; `requests` are pairs of a cookie and an address."""

    server: str
    page: str
    pid: int
    port: int
    requests: list
    script: Path
    connections: int
    bytes_each: float
    # Of one sample; more than was asked for where a single answer takes long.
    least_seconds: int = 1

    @property
    def name(self):
        return f"{self.server} {self.page}"


@dataclass
class Sample:
    throughput: float
    p50: float
    p99: float
    # Microseconds of user and system time of the server for each request.
    cpu: float


def target(server, page, pid, port, requests, folder, connections=32):
    """Writes what load.lua reads, and asks each address once to know the size of an answer."""
    name = re.sub("[^a-z0-9]+", "-", f"{server} {page} {connections}".lower())
    script = folder / f"{name}.requests"
    script.write_text("".join(f"{cookie}\t{path}\n" for cookie, path in requests))
    begin = time.monotonic()
    sizes = [size_on_wire(port, path, cookie) for cookie, path in requests]
    least = math.ceil(LEAST_ANSWERS * (time.monotonic() - begin) / len(sizes))
    return Target(server, page, pid, port, requests, script, connections, statistics.mean(sizes),
                  least)


def size_on_wire(port, path, cookie):
    """How many bytes one answer is, head and body, as wrk will count them."""
    request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n"
    request += (f"Cookie: {cookie}\r\n" if cookie else "") + "\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=GUARD) as connection:
        connection.sendall(request.encode())
        stream = connection.makefile("rb")
        head = b"".join(iter(stream.readline, b"\r\n")) + b"\r\n"
        length = re.search(rb"content-length: *(\d+)", head, re.I)
        if not head.startswith(b"HTTP/1.1 200") or not length:
            fail(f"{path} on port {port} answered {head.splitlines()[0].decode()}")
        return len(head) + len(stream.read(int(length.group(1))))


def load(one, seconds):
    """One sample; on a machine that stands still for seconds a longer one, for nothing is no answer."""
    for factor in (1, 3, 9):
        cpu, told = wrk(one, max(seconds, one.least_seconds) * factor)
        requests, duration, size, p50, p99, errors = told
        if requests or errors:
            break
    # A redirect to the sign-in page is no error to wrk, but it has another length. Answers that were
    # under way at the end are in the bytes and not in the requests.
    tolerance = TOLERANCE + one.connections / max(requests, 1)
    if errors or not requests or abs(size / requests / one.bytes_each - 1) > tolerance:
        fail(f"{one.name}: {errors} errors, {size / max(requests, 1):.0f} bytes an answer "
             f"instead of {one.bytes_each:.0f}")
    return Sample(requests / duration * 1e6, p50, p99, cpu / requests * 1e6)


def wrk(one, seconds):
    """The processor's seconds that the server took, and the six numbers of load.lua."""
    before = cpu_seconds(one.pid)
    result = subprocess.run(
        ["wrk", "-t1", f"-c{one.connections}", f"-d{seconds}s", "--timeout", f"{GUARD}s",
         "-s", HERE / "load.lua", f"http://127.0.0.1:{one.port}", "--", one.script],
        capture_output=True, text=True)
    cpu = cpu_seconds(one.pid) - before
    # What wrk no longer waits for would slow the next one.
    rest(one.pid)
    found = re.search(r"^RESULT (.+)$", result.stdout, re.M)
    if not found:
        fail(f"wrk failed on {one.name}: {result.stderr.strip()}")
    return cpu, list(map(int, found.group(1).split()))


def rounds(targets, options):
    """The samples of each target by its name and connections; a first turn only warms up."""
    for one in targets:
        load(one, 1)
    samples = {key(one): [] for one in targets}
    for number in range(options.rounds):
        print(f"round {number + 1} of {options.rounds}", flush=True)
        turn = number % len(targets)
        for one in targets[turn:] + targets[:turn]:
            samples[key(one)].append(load(one, options.seconds))
    return samples


def key(one):
    return (one.server, one.page, one.connections)


def show(title, targets, samples, options):
    heading(f"{title}: median (quartiles) of {options.rounds} rounds of {options.seconds} s, "
            "one thread of wrk")
    table(["", "c", "bytes", "requests/s", "p50 µs", "p99 µs", "CPU µs/request"], [
        [one.name, str(one.connections), f"{one.bytes_each:,.0f}",
         *(spread(getattr(sample, field) for sample in samples[key(one)])
           for field in ("throughput", "p50", "p99")),
         spread((sample.cpu for sample in samples[key(one)]), 1)]
        for one in targets])


def ratios(samples, ours, theirs, field="throughput"):
    """Ours divided by theirs, round by round."""
    return [getattr(mine, field) / max(getattr(other, field), 1e-9)
            for mine, other in zip(samples[ours], samples[theirs])]


def show_ratios(samples, pairs):
    """Throughput and CPU of pairs of keys, ours first."""
    heading("Coalitie divided by the other, per round")
    table(["", "requests/s", "CPU per request"], [
        [f"{ours[1]} c={ours[2]} / {theirs[0]}",
         *(spread(ratios(samples, ours, theirs, field), 3) for field in ("throughput", "cpu"))]
        for ours, theirs in pairs])
