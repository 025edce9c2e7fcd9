"""A signal ends the server whenever it comes."""

import signal
import subprocess
import time

import pytest

from program import ROOT, STOP_GUARD, environment, program


def launch(files, *options):
    """The server, with what it says in a pipe."""
    return subprocess.Popen(
        [program(), "serve", "--host", "127.0.0.1", "--port", "0", *files.arguments(),
         "--home", str(ROOT), *options],
        env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
@pytest.mark.parametrize("round", range(3))
def test_a_signal_at_the_moment_of_the_announcement_ends_it_in_order(files, number, round):
    server = launch(files)
    assert server.stdout.readline().startswith(b"Coalitie is on ")
    server.send_signal(number)
    assert server.wait(STOP_GUARD) == 0


def test_a_signal_before_it_serves_ends_it_at_once_and_spoils_nothing(files):
    files.database.unlink()
    server = launch(files, "--demo")
    deadline = time.monotonic() + STOP_GUARD
    while not files.database.exists() and time.monotonic() < deadline:
        time.sleep(0.005)
    server.send_signal(signal.SIGTERM)
    assert server.wait(STOP_GUARD) == -signal.SIGTERM
    server = launch(files, "--demo")
    assert server.stdout.readline().startswith(b"Coalitie is on ")
    server.send_signal(signal.SIGTERM)
    assert server.wait(STOP_GUARD) == 0
