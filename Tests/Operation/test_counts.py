"""Counts that may not grow unseen."""

import shutil

import pytest

from counting import Keeping, Traced, instructions, recorded, toolchain

CONNECTIONS = 32
REQUESTS = 6000
MOST_CALLS = 2.2
TOLERANCE = 0.10


@pytest.mark.skipif(not shutil.which("strace"), reason="strace is not installed")
def test_a_hello_costs_two_system_calls_and_a_little(serve, tmp_path):
    server = serve("--demo")
    keeping = Keeping(server.port, CONNECTIONS)
    keeping.ask(CONNECTIONS * 10)
    with Traced(server.process.pid, tmp_path) as traced:
        keeping.ask(REQUESTS)
    keeping.close()
    calls = traced.calls()
    each = sum(calls.values()) / REQUESTS
    print(f"{each:.3f} system calls a request: {calls}")
    assert calls["recvfrom"] >= REQUESTS and calls["sendto"] >= REQUESTS, calls
    assert each <= MOST_CALLS, calls


@pytest.mark.skipif(not shutil.which("valgrind"), reason="valgrind is not installed")
def test_parser_and_renderer_take_the_instructions_that_are_recorded():
    now, before = instructions(), recorded()
    print(f"now {now}, recorded {before}")
    differing = {
        name: f"{count} instructions, {before[name]} recorded" for name, count in now.items()
        if abs(count / int(before[name]) - 1) > TOLERANCE}
    if before["swift"] != toolchain():
        differing = differing and differing | {
            "swift": f"{toolchain()}, but recorded with {before['swift']}: the compiler may be why"}
    assert not differing, f"{differing}: repair it, or make record-instructions and say why"
