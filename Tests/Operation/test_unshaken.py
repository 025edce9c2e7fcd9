"""Under load and without descriptors, as it is served."""

import http.client
import os
import resource
import select
import socket
import threading
import time

import pytest

GUARD = 60
PATHS = ["/login", "/livez", "/assets/coalitie.css", "/readyz"]


class Asking:
    """Threads that ask one thing after the other; `broken` are answers that were begun and not ended,
    or did not come at all."""

    def __init__(self, port, count=16):
        self.port = port
        self.answered, self.broken, self.over = 0, [], threading.Event()
        self.threads = [threading.Thread(target=self._work, args=(n,), daemon=True) for n in range(count)]
        for thread in self.threads:
            thread.start()

    def _work(self, number):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=GUARD)
        turn = number
        while not self.over.is_set():
            if number % 4 == 0:
                connection.close()  # a quarter makes a new connection for each request
            try:
                connection.request("GET", PATHS[turn % len(PATHS)])
                response = connection.getresponse()
            except ConnectionError:
                return  # closed before a byte of an answer: the client knows that nothing was done
            except (OSError, http.client.HTTPException) as error:
                self.broken.append(repr(error))
                return
            try:
                response.read()
            except (OSError, http.client.HTTPException) as error:
                self.broken.append(repr(error))
                return
            if response.status != 200:
                self.broken.append(f"status {response.status}")
            self.answered, turn = self.answered + 1, turn + 1

    def wait_for(self, count):
        end = time.monotonic() + GUARD
        while self.answered < count:
            assert time.monotonic() < end and not self.broken, self.broken
            time.sleep(0.01)

    def join(self):
        for thread in self.threads:
            thread.join(GUARD)
            assert not thread.is_alive()


@pytest.mark.parametrize("after", [1, 50, 400])
def test_a_stop_under_load_breaks_no_answer(serve, after):
    server = serve("--demo")
    asking = Asking(server.port)
    asking.wait_for(after)
    assert server.terminate() == 0
    asking.join()
    assert not asking.broken


def test_a_server_without_descriptors_turns_newcomers_away_and_recovers(serve):
    server = serve("--demo")
    known = Client(server.port)
    assert known.ask() == 200
    limits = resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE)
    most = max(int(name) for name in os.listdir(f"/proc/{server.process.pid}/fd")) + 10
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, (most, limits[1]))
    crowd = [socket.create_connection(("127.0.0.1", server.port), GUARD) for _ in range(60)]
    told, _, _ = select.select(crowd, [], [], GUARD)
    # Whoever came while nothing at all was left is let go without a word.
    answer = next(filter(None, (client.recv(65536) for client in told)), b"")
    assert answer.startswith(b"HTTP/1.1 503 ") and b"\r\nRetry-After: " in answer
    assert known.ask() == 200
    for client in crowd:
        client.close()
    assert Client(server.port).ask_until(200)
    resource.prlimit(server.process.pid, resource.RLIMIT_NOFILE, limits)
    assert known.ask("/login") == 200
    assert server.terminate() == 0


class Client:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=GUARD)

    def ask(self, path="/livez"):
        self.connection.request("GET", path)
        response = self.connection.getresponse()
        response.read()
        return response.status

    def ask_until(self, status):
        """Newcomers may still be turned away for a moment."""
        end = time.monotonic() + GUARD
        while time.monotonic() < end:
            try:
                if self.ask() == status:
                    return True
            except ConnectionError:
                self.connection.close()
            time.sleep(0.1)
        return False
