"""People who make groups, all at once, and remember what was acknowledged."""

import http.client
import threading
from uuid import uuid4

from wire import Wire

GUARD = 120
GONE = (ConnectionError, http.client.HTTPException, TimeoutError)
ACCOUNT = "lokaal.nijmegen"


class Writers:
    """`acknowledged` maps what the server answered 303 for to a name that must be there;
    `refused` counts the other statuses."""

    def __init__(self, server, cookies, count=4):
        self.server = server
        self.cookies = cookies
        self.acknowledged = {}
        self.refused = {}
        self.over = threading.Event()
        self.changed = threading.Condition()
        self.threads = [threading.Thread(target=self._work, daemon=True) for _ in range(count)]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for thread in self.threads:
            thread.join(GUARD)
            assert not thread.is_alive()

    def wait_for(self, count):
        """Until so many more writes are acknowledged."""
        with self.changed:
            wanted = len(self.acknowledged) + count
            assert self.changed.wait_for(lambda: len(self.acknowledged) >= wanted, GUARD), self.refused

    def wait_for_refusal(self, status):
        with self.changed:
            assert self.changed.wait_for(lambda: self.refused.get(status), GUARD), self.refused

    def _work(self):
        try:
            wire = Wire(self.server, self.cookies)
            while not self.over.is_set():
                self._make_group(wire)
        except GONE:
            pass  # the server was killed

    def _make_group(self, wire):
        name = f"Groep {uuid4().hex}"
        # A form that is sent twice has one effect, so each group has a form of its own.
        answer = wire.submit("/groups/new", "name", name=name, kind="welcome")
        with self.changed:
            if answer.status == 303:
                self.acknowledged[answer.location] = name
            else:
                self.refused[answer.status] = self.refused.get(answer.status, 0) + 1
            self.changed.notify_all()


def sign_in(server):
    """The cookies of a session, which outlasts the server."""
    return Wire(server).log_in(ACCOUNT).cookies


def missing(server, cookies, acknowledged):
    """What was acknowledged and is not there."""
    wire = Wire(server, cookies)
    pages = {address: wire.get(address) for address in acknowledged}
    return [address for address, name in acknowledged.items()
            if pages[address].status != 200 or name not in pages[address].text]
