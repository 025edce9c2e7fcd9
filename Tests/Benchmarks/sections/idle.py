"""Ten thousand connections that are kept open and say nothing: what they cost the others."""

import select
import socket
import time

from data import serve
from load import load, target
from machine import anonymous_kilobytes, raise_descriptor_limit, say
from report import at_most, heading, spread

CONNECTIONS = 10_000
HELD_SECONDS = 12
LIMIT = 12_000
MOST_KILOBYTES = 1
MOST_P99 = 1.5
REQUEST = b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
# Opening and measuring again takes as long as they are held.
MOST_ROUNDS = 3


def run(bench):
    allowed = raise_descriptor_limit(CONNECTIONS + 2_000)
    count = min(CONNECTIONS, allowed - 1_000)
    if count < CONNECTIONS:
        say(f"only {allowed} descriptors are allowed, so {count} connections are held")
    server = serve(bench.files(), "--connections", str(LIMIT))
    bench.started.append(server)
    active = target("Coalitie", "/livez", server.process.pid, server.port, [("", "/livez")],
                    bench.folder)
    load(active, 1)
    kilobytes, ratios, without, beside = [], [], [], []
    for _ in range(min(MOST_ROUNDS, bench.options.rounds)):
        without.append(load(active, 3).p99)
        before = anonymous_kilobytes(server.process.pid)
        held = Held(server.port, count)
        kilobytes.append((anonymous_kilobytes(server.process.pid) - before) / count)
        beside.append(load(active, 3).p99)
        held.end()
        ratios.append(beside[-1] / without[-1])
    heading(f"{count:,} idle connections, held {HELD_SECONDS} s: {spread(kilobytes, 3)} kB of user "
            f"memory each; p99 of others {spread(beside)} µs, without {spread(without)} µs")
    return [at_most("idle", f"memory of each of {count:,} idle connections", MOST_KILOBYTES,
                    kilobytes, "kB", 3),
            at_most("idle", "p99 of others beside them", MOST_P99, ratios)]


class Held:
    """Connections that each asked once and are kept open."""

    def __init__(self, port, count):
        self.begun = time.monotonic()
        self.connections = []
        for _ in range(count):
            connection = socket.create_connection(("127.0.0.1", port), timeout=30)
            connection.sendall(REQUEST)
            self.connections.append(connection)
        for connection in self.connections:
            if not connection.recv(4096).startswith(b"HTTP/1.1 200"):
                say("an idle connection got no answer")

    def end(self):
        """Waits until the first was held long enough, and tells if any was closed before."""
        time.sleep(max(0, HELD_SECONDS - (time.monotonic() - self.begun)))
        poll = select.poll()
        for connection in self.connections:
            poll.register(connection, select.POLLIN)
        closed = len(poll.poll(0))
        if closed:
            say(f"{closed} of {len(self.connections)} idle connections were closed meanwhile")
        for connection in self.connections:
            connection.close()
