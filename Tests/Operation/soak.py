#!/usr/bin/env python3
"""Thousands of slow clients of each kind at once, with the deadlines of the program as it is served.

Meanwhile a normal client asks one thing after the other. Fails unless each of its requests is answered,
99 of 100 within 100 ms, every slow client is cut within 20 s, at most 128 MiB are held, and every
descriptor comes back. COALITIE_CROWD says how many of each kind.
"""

import http.client
import multiprocessing
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "Browser"))

import crowd
from program import Files, Server, run

CROWD = int(os.environ.get("COALITIE_CROWD", "2000"))
MOST_MILLISECONDS = 100
MOST_SECONDS = 20
MOST_MEBIBYTES = 128
PAUSE = 0.005
PATHS = ["/livez", "/login", "/assets/coalitie.css"]


def main():
    raise_limit(CROWD * len(crowd.KINDS) + 500)
    with tempfile.TemporaryDirectory() as name:
        files = Files(name)
        made = run("demo", files)
        assert made.returncode == 0, made.stderr
        server = Server(files).start()
        try:
            flaws = soak(server)
            if server.terminate() != 0:
                flaws.append("the server did not end with status 0")
        finally:
            server.end()
    for flaw in flaws:
        print(f"soak: {flaw}", file=sys.stderr)
    sys.exit(1 if flaws else 0)


def raise_limit(wanted):
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if hard != resource.RLIM_INFINITY and hard < wanted:
        sys.exit(f"soak: {wanted} descriptors are needed, {hard} are allowed (COALITIE_CROWD=... for fewer).")
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(wanted, 1024), hard))


def soak(server):
    quiet = Normal(server.port).during(lambda: time.sleep(3))
    watch = Watch(server.process.pid)
    lives = {}
    busy = Normal(server.port).during(lambda: lives.update(hang(server.port, watch)))
    rest = watch.until_at_rest()
    report(lives, quiet, busy, watch)
    return [*flaws_of(lives, busy, watch), *([] if rest else ["descriptors did not come back"])]


def hang(port, watch):
    """Opens all crowds, and watches until everybody is cut."""
    started = {kind.name: crowd.start(kind, port, CROWD) for kind in crowd.KINDS}
    while not all(pipe.poll() for _, pipe in started.values()):
        watch.look()
        time.sleep(0.1)
    lives = {name: pipe.recv() for name, (_, pipe) in started.items()}
    # Whoever never reads cannot see its own end: the server's descriptors tell.
    watch.wait_for_silent(len(lives))
    for process, pipe in started.values():
        pipe.send(None)
        process.join()
    return lives


class Watch:
    """The server's memory and descriptors."""

    def __init__(self, pid):
        self.pid = pid
        self.began = time.monotonic()
        self.before = self.descriptors()
        self.memory_before = self.most_memory = self.memory()
        self.most_descriptors = 0
        self.silent_after = None

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def memory(self):
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:")) / 1024

    def look(self):
        self.most_memory = max(self.most_memory, self.memory())
        self.most_descriptors = max(self.most_descriptors, self.descriptors())

    def wait_for_silent(self, kinds):
        """Until only the normal client is left, or nobody has been cut for long."""
        end = time.monotonic() + crowd.GUARD
        while self.descriptors() > self.before + 1 and time.monotonic() < end:
            self.look()
            time.sleep(0.1)
        self.silent_after = time.monotonic() - self.began

    def until_at_rest(self):
        end = time.monotonic() + crowd.GUARD
        while self.descriptors() > self.before and time.monotonic() < end:
            time.sleep(0.1)
        return self.descriptors() <= self.before


class Normal:
    """A client like any other, in a process of its own; `naps` tells how late it was woken from its
    own pauses, which is the machine's doing and not the server's."""

    def __init__(self, port):
        self.port = port

    def during(self, work):
        here, there = multiprocessing.Pipe()
        process = multiprocessing.Process(target=self.ask, args=(there,), daemon=True)
        process.start()
        here.recv()
        work()
        here.send(None)
        self.times, self.naps, self.failures = here.recv()
        process.join()
        return self

    def ask(self, pipe):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=crowd.GUARD)
        times, naps, failures = [], [], []
        while not (times and pipe.poll()):
            began = time.perf_counter()
            try:
                connection.request("GET", PATHS[len(times) % len(PATHS)])
                answer = connection.getresponse()
                answer.read()
                if answer.status != 200:
                    failures.append(f"status {answer.status}")
            except (OSError, http.client.HTTPException) as error:
                failures.append(repr(error))
                connection.close()
            ended = time.perf_counter()
            times.append((ended - began) * 1000)
            if len(times) == 1:
                pipe.send(None)
            time.sleep(PAUSE)
            naps.append((time.perf_counter() - ended - PAUSE) * 1000)
        pipe.send((times, naps, failures))


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def report(lives, quiet, busy, watch):
    for name, each in lives.items():
        known = [life for life in each if life is not None]
        told = f"the last after {max(known):.1f} s" if known else "told by the server's descriptors"
        print(f"{name:14} {len(each)} clients, {told}")
    print(f"all cut {watch.silent_after:.1f} s after the first came")
    for name, client in [("quiet", quiet), ("meanwhile", busy)]:
        print(f"{name:14} {len(client.times)} requests, {len(client.failures)} failed, "
              f"p50 {percentile(client.times, .5):.1f} ms, p99 {percentile(client.times, .99):.1f} ms, "
              f"longest {max(client.times):.1f} ms; own pauses late by p99 {percentile(client.naps, .99):.1f} ms")
    print(f"memory         {watch.memory_before:.1f} MiB before, {watch.most_memory:.1f} MiB at most")
    print(f"descriptors    {watch.before} before, {watch.most_descriptors} at most, "
          f"{watch.descriptors()} afterwards; load {os.getloadavg()[0]:.1f}")


def flaws_of(lives, busy, watch):
    flaws = [f"a request of the normal client failed: {failure}" for failure in busy.failures[:5]]
    for kind in crowd.KINDS:
        kept = [life for life in lives[kind.name] if life is None or life > MOST_SECONDS]
        if kind.reads and kept:
            flaws.append(f"{len(kept)} of {kind.name} were not cut within {MOST_SECONDS} s")
    if watch.silent_after > MOST_SECONDS + 5:
        flaws.append(f"somebody was there after {watch.silent_after:.1f} s")
    if watch.most_memory > MOST_MEBIBYTES:
        flaws.append(f"{watch.most_memory:.0f} MiB were held, {MOST_MEBIBYTES} are the most")
    late = percentile(busy.times, .99)
    if late > MOST_MILLISECONDS:
        own = percentile(busy.naps, .99)
        blame = f"; the machine is busy, its own pauses were late by {own:.0f} ms" if own > late / 3 else ""
        flaws.append(f"p99 of the normal client is {late:.0f} ms, {MOST_MILLISECONDS} is the most{blame}")
    return flaws


if __name__ == "__main__":
    main()
