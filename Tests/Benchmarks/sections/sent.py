"""Pages of a record and of a city, beside nginx that serves the same bytes from files.

nginx makes nothing: the ratio tells how far a page that is made anew is from one that is only sent.
"""

import contenders
from data import record_pages, serve
from load import rounds, show, show_ratios, target
from machine import page

CONNECTIONS = 32


def run(bench):
    files = bench.files()
    asked, _ = record_pages(files)
    server = serve(files)
    bench.started.append(server)
    bodies = {path: page(server.port, path, cookie).encode()
              for requests in asked.values() for cookie, path in requests}
    peer = contenders.nginx(bench.folder, {"/livez": b"ok\n", **bodies})
    bench.started += [peer] if peer else []
    targets = [
        target(name, kind, pid, port, requests, bench.folder, CONNECTIONS)
        for kind, requests in asked.items()
        for name, pid, port in [("Coalitie", server.process.pid, server.port),
                                *([(peer.name, peer.pid, peer.port)] if peer else [])]]
    samples = rounds(targets, bench.options)
    show("Pages of a record, beside the same bytes in files", targets, samples, bench.options)
    if peer:
        show_ratios(samples, [(("Coalitie", kind, CONNECTIONS), (peer.name, kind, CONNECTIONS))
                              for kind in asked])
    return []
