"""From starting the program to its first answer, and the memory that is its own."""

import time

from data import serve
from load import load, target
from machine import anonymous_kilobytes, free_port, wait_for
from program import Server
from recording import requests
from report import at_most, heading, spread

MOST_MILLISECONDS = 50
MOST_MEGABYTES = 48


def run(bench):
    files = bench.files()
    asked = requests(files)
    starts = [start_time(files) for _ in range(bench.options.rounds)]
    server = serve(files)
    bench.started.append(server)
    wait_for(server.port)
    before = megabytes(server)
    # Every page of the comparison, and more connections than any of them has workers.
    for page, list_ in asked.items():
        load(target("Coalitie", page, server.process.pid, server.port, list_, bench.folder, 256),
             bench.options.seconds * 2)
    after = megabytes(server)
    heading(f"Start to first answer: {spread(starts, 1)} ms; anonymous memory {before:.1f} MB after "
            f"the start, {after:.1f} MB after pages at c=256")
    return [at_most("memory", "anonymous memory at c=256", MOST_MEGABYTES, [after], "MB", 1),
            at_most("start", f"start to first answer ({bench.options.size} data, clean stop)",
                    MOST_MILLISECONDS, starts, "ms", 1)]


def start_time(files):
    port, begin = free_port(), time.monotonic()
    server = Server(files)
    server.launch(port)
    try:
        wait_for(port, pause=0.0005)
        return (time.monotonic() - begin) * 1000
    finally:
        server.end()


def megabytes(server):
    return anonymous_kilobytes(server.process.pid) / 1024
