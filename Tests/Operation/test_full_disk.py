"""A disk without room: a page that says so, reads that go on, and no restart afterwards."""

import os
import sqlite3
import subprocess

import pytest

from program import Server, run
from wire import Wire
from writers import Writers, missing, sign_in


@pytest.fixture
def small_disk(demo, tmp_path):
    """The demo on a file system of its own, with a few megabytes to spare."""
    folder = tmp_path / "small"
    folder.mkdir()
    size = demo.database.stat().st_size + (8 << 20)
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True)
    if not mounted or mounted.returncode != 0:
        pytest.skip("only who may mount a file system can fill one")
    try:
        yield demo.copy_to(folder)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def fill(folder):
    """Takes the room that is left, and gives the file to be removed again."""
    path = folder / "ballast"
    with open(path, "wb", buffering=0) as ballast:
        for size in (1 << 16, 1 << 12):
            try:
                while True:
                    ballast.write(b"\0" * size)
            except OSError:
                pass
    return path


def make_session_stale(files):
    """So that the next request would like to write when the person was last seen."""
    connection = sqlite3.connect(files.database, timeout=30)
    with connection:
        connection.execute("UPDATE sessions SET seen_at = seen_at - 120000")
    connection.close()


@pytest.fixture
def server_on_small_disk(small_disk, tmp_path):
    server = Server(small_disk, "--demo")
    # Its own output lies elsewhere: a log that cannot be written is another matter.
    server.output, server.log = tmp_path / "server.out", tmp_path / "server.err"
    server.start()
    yield server
    server.end()


def test_a_full_disk_is_told_and_passes(server_on_small_disk, small_disk):
    server = server_on_small_disk
    cookies, of_a_reader = sign_in(server), sign_in(server)
    with Writers(server, cookies) as writers:
        writers.wait_for(10)
        make_session_stale(small_disk)
        ballast = fill(small_disk.folder)
        writers.wait_for_refusal(503)
        assert set(writers.refused) == {503}
        assert_reading_goes_on(server, of_a_reader)
        assert_the_page_says_so(server, cookies)
        ballast.unlink()
        writers.wait_for(20)
    assert server.process.poll() is None
    assert set(writers.refused) == {503}
    assert not missing(server, cookies, writers.acknowledged)
    assert server.terminate() == 0
    checked = run("check", small_disk)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def assert_reading_goes_on(server, cookies):
    wire = Wire(server, cookies)
    for path in ("/groups", "/groups/new", "/cities", "/readyz", "/livez"):
        assert wire.get(path).status == 200, path


def assert_the_page_says_so(server, cookies):
    wire = Wire(server, cookies)
    for _ in range(200):
        answer = wire.submit("/groups/new", "name", name="Groep vol", kind="welcome")
        if answer.status == 503:
            break
    assert answer.status == 503 and "schijf" in answer.text
    assert int(answer.headers["retry-after"]) > 0
