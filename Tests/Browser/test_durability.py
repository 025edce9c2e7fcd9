"""What was acknowledged is there after a stop and after a kill, on the same files."""

import http.client
import re
import threading
from uuid import uuid4

import pytest

from wire import Wire

WORKERS = 3
ENOUGH = 24
LOST = (ConnectionError, http.client.HTTPException, TimeoutError, AssertionError)


class Work:
    """People who announce families and log contacts until the server is gone.

    `acknowledged` holds what the server answered with 303: an address, and words that must be there.
    """

    def __init__(self, server):
        self.server = server
        self.acknowledged = []
        self.unexpected = []
        self.enough = threading.Event()
        self.stopped = threading.Event()
        self.threads = [threading.Thread(target=self._work, args=(number,), daemon=True)
                        for number in range(WORKERS)]

    def start(self):
        for thread in self.threads:
            thread.start()
        assert self.enough.wait(120), f"too little was acknowledged: {self.unexpected}"

    def join(self):
        self.stopped.set()
        for thread in self.threads:
            thread.join(120)
            assert not thread.is_alive()

    def _work(self, number):
        try:
            wire = Wire(self.server).log_in("lokaal.nijmegen")
            groups = list(dict.fromkeys(re.findall(r"/groups/(G-\w{4})\b", wire.get("/groups?state=active").text)))
            while not self.stopped.is_set():
                self._announce(wire, 1 + len(self.acknowledged) % 9)
                self._log(wire, groups[(number + len(self.acknowledged)) % len(groups)])
        except LOST as end:
            if not self.stopped.is_set():
                self.unexpected.append(repr(end))

    def _announce(self, wire, size):
        form = wire.form_in(wire.get("/families/new"), "household_size")
        route = re.search(r'name="route"[^>]*value="([^"]+)"|<option[^>]*value="(\w+)"',
                          wire.get("/families/new").text)
        answer = wire.post("/families/new", form, household_size=str(size),
                           route=route.group(1) or route.group(2), arrival_certainty="expected")
        self._keep(answer, answer.location, None)

    def _log(self, wire, group):
        note = f"Kenmerk {uuid4().hex}."
        answer = wire.submit(f"/groups/{group}/log/new", "note", contact="made", note=note)
        self._keep(answer, f"/groups/{group}/log", note)

    def _keep(self, answer, address, words):
        if answer.status != 303:
            self.unexpected.append(f"{answer.status} for {address}")
            return
        self.acknowledged.append((address, words))
        if len(self.acknowledged) >= ENOUGH:
            self.enough.set()


def timeline(wire, address):
    """The page and the older pages behind it."""
    text, seen = "", set()
    while address and address not in seen and len(seen) < 20:
        seen.add(address)
        answer = wire.get(address)
        assert answer.status == 200, f"{address} answered {answer.status}"
        text += answer.text
        older = re.search(r'<a [^>]*rel="next"[^>]*>', answer.text)
        address = older and re.search(r'href="([^"]+)"', older.group(0)).group(1).replace("&amp;", "&")
    return text


def assert_all_is_there(server, work):
    wire = Wire(server).log_in("lokaal.nijmegen")
    pages = {address: timeline(wire, address) for address, _ in work.acknowledged}
    missing = [words for address, words in work.acknowledged if words and words not in pages[address]]
    assert not missing


def test_everything_acknowledged_before_a_kill_is_there(own_server):
    work = Work(own_server.start())
    work.start()
    work.stopped.set()
    own_server.kill()
    work.join()
    own_server.start()
    assert_all_is_there(own_server, work)


def test_it_can_be_killed_again_and_again(own_server):
    kept = []
    for _ in range(3):
        work = Work(own_server.start())
        work.start()
        work.stopped.set()
        own_server.kill()
        work.join()
        kept.append(work)
    own_server.start()
    for work in kept:
        assert_all_is_there(own_server, work)


def test_a_stop_finishes_what_is_under_way_and_exits_with_zero(own_server):
    work = Work(own_server.start())
    work.start()
    work.stopped.set()
    assert own_server.terminate() == 0
    work.join()
    own_server.start()
    assert_all_is_there(own_server, work)
    assert not work.unexpected


def test_a_second_start_keeps_what_was_typed(own_server):
    own_server.start()
    wire = Wire(own_server).log_in("lokaal.nijmegen")
    group = re.search(r"/groups/(G-\w{4})\b", wire.get("/groups?state=active").text).group(1)
    note = f"Kenmerk {uuid4().hex}."
    assert wire.submit(f"/groups/{group}/log/new", "note", contact="made", note=note).status == 303
    assert own_server.terminate() == 0
    own_server.start()
    again = Wire(own_server)
    again.cookies = wire.cookies
    assert note in again.get(f"/groups/{group}").text


@pytest.mark.parametrize("presses", [2])
def test_a_form_sent_twice_has_one_effect(own_server, presses):
    wire = Wire(own_server.start()).log_in("lokaal.nijmegen")
    group = re.search(r"/groups/(G-\w{4})\b", wire.get("/groups?state=active").text).group(1)
    path, note = f"/groups/{group}/log/new", f"Kenmerk {uuid4().hex}."
    form = wire.form_in(wire.get(path), "note")
    for _ in range(presses):
        assert wire.post(path, form, contact="made", note=note).status in (303, 409)
    assert timeline(wire, f"/groups/{group}/log").count(note) == 1
