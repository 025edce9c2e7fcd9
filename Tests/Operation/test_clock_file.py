"""A demo whose time is the line of a file, so that months can be tried in minutes."""

import email.utils
import os
import re
import sqlite3
import subprocess
import time
from datetime import datetime, timedelta, timezone

import pytest

from accounts import PASSWORD
from accounts import email as address
from program import ROOT, Files, Server, environment, program, run
from test_check_config import assert_same_as_start
from test_metrics import figures
from wire import Wire

GUARD = 30
START = "2027-03-01T09:00:00Z"


class Clock:
    def __init__(self, path):
        self.path = path
        self.set(START)

    def set(self, text):
        """Whoever reads sees the line before or the line after."""
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"{text}\n")
        os.replace(fresh, self.path)

    def add(self, **distance):
        self.set((datetime.fromisoformat(self.path.read_text().strip()) + timedelta(**distance))
                 .strftime("%Y-%m-%dT%H:%M:%SZ"))


@pytest.fixture
def clock(tmp_path):
    return Clock(tmp_path / "now.txt")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo as a server fills it on the clock's day."""
    folder = tmp_path_factory.mktemp("demo")
    files = Files(folder / "files")
    files.folder.mkdir()
    server = Server(files, "--demo", "--clock-file", str(Clock(folder / "now.txt").path)).start()
    assert server.terminate() == 0
    return files


@pytest.fixture
def start(serve, clock):
    return lambda *options: serve("--demo", "--clock-file", str(clock.path), *options)


def day_of(page):
    return re.search(r"(\d+ [a-z]+ 20\d\d)", page.text).group(1)


def rows(files, statement):
    connection = sqlite3.connect(f"file:{files.database}?mode=ro", uri=True)
    try:
        return connection.execute(statement).fetchall()
    finally:
        connection.close()


def until(look):
    end = time.monotonic() + GUARD
    while not (found := look()):
        assert time.monotonic() < end
        time.sleep(0.1)
    return found


def test_pages_sessions_and_rounds_follow_the_file(start, files, clock):
    server = start()
    wire = Wire(server).log_in("lokaal.nijmegen")
    assert day_of(wire.get("/")) == "1 maart 2027"
    newest = "SELECT max(happened_on) FROM log_entries"
    assert "2027-02-01" < rows(files, newest)[0][0] <= "2027-03-01"
    silences = "SELECT DISTINCT subject_id FROM tasks WHERE kind = 'silence'"
    before = rows(files, silences)
    clock.add(days=92)
    # The session of three months ago is over; the new day has its tasks without a restart.
    assert wire.get("/").status == 303
    assert day_of(Wire(server).log_in("lokaal.nijmegen").get("/")) == "1 juni 2027"
    made = until(lambda: set(rows(files, silences)) - set(before))
    due = rows(files, f"SELECT created_at FROM tasks WHERE kind = 'silence' AND subject_id = {made.pop()[0]}")
    assert datetime.fromtimestamp(due[-1][0] / 1000, timezone.utc).isoformat() == "2027-06-01T09:00:00+00:00"
    # The protocol's own dates stay the real ones.
    sent = email.utils.parsedate_to_datetime(wire.get("/login").headers["date"])
    assert abs(datetime.now(timezone.utc) - sent) < timedelta(minutes=5)
    assert run("check", files, "--clock-file", str(clock.path)).returncode == 0


def test_a_session_lives_by_the_file(start, clock):
    wire = Wire(start()).log_in("lokaal.nijmegen")
    clock.add(minutes=29)
    assert wire.get("/").status == 200
    clock.add(days=-60)
    assert wire.get("/").status == 303
    wire.log_in("lokaal.nijmegen")
    clock.add(minutes=31)
    assert wire.get("/").status == 303


def test_a_wait_after_failures_lives_by_the_file(start, clock):
    server = start()

    def fail(password="verkeerd-wachtwoord"):
        return Wire(server).submit("/login", "password", email=address("netwerk"), password=password).status
    while fail() != 429:
        pass
    clock.add(hours=1)
    assert fail(PASSWORD) == 303


def test_commands_beside_it_have_the_same_time(start, files, clock, tmp_path):
    server = start("--metrics-port", "0")
    at = ["--clock-file", str(clock.path)]
    assert run("backup", files, *at, str(tmp_path / "copy.sqlite")).returncode == 0
    assert run("user reset", files, *at, address("netwerk")).returncode == 0
    clock.add(days=3)
    assert figures(server)["coalitie_backup_age_seconds"] == str(3 * 86_400)
    link = run("user reset", files, *at, address("netwerk")).stdout.strip()
    clock.add(days=6)
    assert Wire(server).get(link[link.index("/invitations/"):]).status == 200
    clock.add(days=2)
    assert Wire(server).get(link[link.index("/invitations/"):]).status == 404


def test_a_file_that_says_nothing_any_more_is_logged_once_and_the_last_time_stands(start, clock):
    server = start()
    clock.set("straks")
    for _ in range(3):
        assert day_of(Wire(server).log_in("lokaal.nijmegen").get("/")) == "1 maart 2027"
    clock.path.unlink()
    assert Wire(server).get("/login").status == 200
    assert server.errors().count("The last time it said stands.") == 1
    clock.set("2027-03-02T09:00:00Z")
    assert day_of(Wire(server).log_in("lokaal.nijmegen").get("/")) == "2 maart 2027"


@pytest.mark.parametrize("text", ["straks", "", "2027-02-30T09:00:00Z", None])
def test_a_start_is_refused_for_a_file_that_says_nothing(files, clock, text):
    clock.path.unlink() if text is None else clock.set(text)
    assert_same_as_start(files, "--demo", "--clock-file", str(clock.path))


def test_it_is_for_the_demo_only(files, clock):
    option = ["--clock-file", str(clock.path)]
    assert_same_as_start(files, *option)
    refused = run("serve", files, "--port", "0", *option)
    assert refused.returncode == 64 and "--demo" in refused.stderr


def test_real_records_are_refused_whatever_is_asked(tmp_path, clock):
    files = Files(tmp_path / "real")
    files.folder.mkdir()
    assert run("migrate", files).returncode == 0
    assert run("user add", files, "Els Visser", "els@voorbeeld.nl", "--role", "admin").returncode == 0
    option = ["--clock-file", str(clock.path)]
    assert_same_as_start(files, "--demo", *option)
    for command in ("check", "user list"):
        refused = run(command, files, *option)
        assert refused.returncode == 78 and "is not the demo" in refused.stderr


def test_the_environment_names_the_file_too(files, clock):
    settings = environment() | {"COALITIE_CLOCK_FILE": str(clock.path), "COALITIE_HOME": str(ROOT)}
    refused = run_with(settings, "serve", "--check-config", *files.arguments())
    assert refused.returncode == 64 and "--clock-file needs --demo" in refused.stderr
    taken = run_with(settings | {"COALITIE_DEMO": "1"}, "serve", "--check-config", *files.arguments())
    assert (taken.returncode, taken.stderr) == (0, "")


def run_with(settings, *words):
    return subprocess.run([program(), *words], env=settings, capture_output=True, text=True, timeout=60)
