"""Fast pages while something slow goes on: a handler of 100 ms on the same lane, and sign-ins."""

import http.client
import threading
import time

import contenders
from accounts import PASSWORD
from data import copy, record_pages, serve
from load import load, target
from machine import GUARD, say
from report import at_most, heading, spread
from wire import Wire

MOST = 2
# As many handlers wait at once; four workers share the lane.
SLOW_CLIENTS = 2
SECONDS_EACH = 3


def run(bench):
    found = []
    peer = contenders.slow()
    if peer:
        bench.started.append(peer)
        fast = target("Slow", "fast page", peer.pid, peer.port, [("", "/fast")], bench.folder)
        found.append(compared(bench, fast, f"beside {SLOW_CLIENTS} handlers of 100 ms",
                              lambda: sleep_once(peer.port)))
    files = copy(bench.files(), "slow")
    asked, _ = record_pages(files)
    server = serve(files)
    bench.started.append(server)
    pages = target("Coalitie", "page of a group", server.process.pid, server.port,
                   asked["page of a group"], bench.folder)
    # Hashing a password takes a core; how much the pages lose to that is no question of lanes.
    compared(bench, pages, "beside people who sign in", lambda: sign_in_once(server), 1)
    return found


def compared(bench, one, words, work, clients=SLOW_CLIENTS):
    """The p99 beside the work divided by the p99 without, round by round."""
    load(one, 1)
    without, beside = [], []
    for _ in range(bench.options.rounds):
        without.append(load(one, SECONDS_EACH).p99)
        with Busy(work, clients) as busy:
            beside.append(load(one, SECONDS_EACH).p99)
        if busy.done == 0:
            say("nothing slow was done meanwhile")
    heading(f"{one.page} at c=32: p99 {spread(without)} µs, {words} {spread(beside)} µs")
    return at_most("slow", f"p99 of fast pages {words}", MOST,
                   [high / low for high, low in zip(beside, without)])


class Busy:
    """Clients that repeat something until they are told to stop."""

    def __init__(self, work, clients):
        self.work, self.done, self.stopped = work, 0, threading.Event()
        self.threads = [threading.Thread(target=self.repeat) for _ in range(clients)]

    def repeat(self):
        while not self.stopped.is_set():
            self.work()
            self.done += 1

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        time.sleep(0.2)
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join(GUARD)


def sleep_once(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=GUARD)
    connection.request("GET", "/slow")
    connection.getresponse().read()


def sign_in_once(server):
    Wire(server).log_in("lokaal.nijmegen", PASSWORD)
