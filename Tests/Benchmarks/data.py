"""The databases that are measured, and people who are signed in without their passwords."""

import hashlib
import os
import secrets
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing
from datetime import date
from pathlib import Path

from machine import BENCH, ROOT, fail, rest, say
from program import Files, Server, environment, program

# Rows of sessions that this bench wrote bear it as their device.
DEVICE = "bench"
MAKING_GUARD = 3600
SIZES = ["demo", "province", "country"]
# Seconds that the work after a start may take before measuring begins all the same.
LONGEST_ROUND = 120


def sizes():
    """Which sizes of demo the program can make, the largest last."""
    text = subprocess.run([program(), "help", "demo"], capture_output=True, text=True).stdout
    return [size for size in SIZES if size == "demo" or ("--size" in text and size in text)]


def database(size, times=1):
    """A made database, kept for a day as long as what makes it is the same."""
    folder = BENCH / f"data-{size}-{times}-{origin()}"
    if folder.exists():
        return Files(folder)
    for old in BENCH.glob(f"data-{size}-{times}-*"):
        shutil.rmtree(old)
    unfinished = Files(BENCH / f"unfinished-{size}-{times}")
    shutil.rmtree(unfinished.folder, ignore_errors=True)
    unfinished.folder.mkdir(parents=True, mode=0o700)
    make(unfinished, size, times)
    unfinished.folder.rename(folder)
    return Files(folder)


def origin():
    """Names today and everything that has a say in the data: its days are relative to today."""
    digest = hashlib.sha256(date.today().isoformat().encode())
    for source in sorted([*ROOT.glob("Migrations/*.sql"), *ROOT.glob("Sources/Coalition/**/*.swift")]):
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def make(files, size, times):
    say(f"making the data ({size}, {times} x); it is kept in {BENCH.name}")
    begin = time.monotonic()
    wish = [] if size == "demo" else ["--size", size] + (["--times", str(times)] if times > 1 else [])
    made = subprocess.run(
        [program(), "demo", *files.arguments(), "--home", str(ROOT), *wish], env=environment(),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=MAKING_GUARD)
    if made.returncode != 0:
        fail(f"the data could not be made: {made.stderr.strip()}")
    megabytes = files.database.stat().st_size / 1e6
    say(f"made in {time.monotonic() - begin:.0f} s, {megabytes:,.0f} MB")


def copy(files, name):
    """A copy that may be written to, for the time of this run."""
    folder = BENCH / f"copy-{name}"
    shutil.rmtree(folder, ignore_errors=True)
    return files.copy_to(folder)


def rows(files, sql, *values):
    with closing(sqlite3.connect(files.database)) as database:
        return database.execute(sql, values).fetchall()


def sign_in(files, people):
    """Cookies of new sessions of these accounts, one each; no server may be running."""
    now = int(time.time() * 1000)
    tokens = [secrets.token_urlsafe(32) for _ in people]
    with closing(sqlite3.connect(files.database)) as database, database:
        database.execute("DELETE FROM sessions WHERE device = ?", (DEVICE,))
        database.executemany(
            "INSERT INTO sessions (token_hash, user_id, device, created_at, seen_at)"
            " VALUES (?, ?, ?, ?, ?)",
            # When they were last seen is spread over the minute between two notes of it.
            [(hashlib.sha256(token.encode()).digest(), person, DEVICE, now,
              now - 60_000 * index // len(people))
             for index, (token, person) in enumerate(zip(tokens, people))])
    return [f"__Host-session={token}" for token in tokens]


def network_person(files):
    """An account that looks at the whole network, in Dutch."""
    found = rows(files, "SELECT users.id FROM grants JOIN users ON users.id = user_id"
                 " WHERE role = 'network' AND language = 'nl' ORDER BY users.id LIMIT 1")
    return found[0][0] if found else fail("nobody of the network is in the data")


def local_people(files, most=10):
    """Local coordinators of different cities, each with an active group and the city."""
    return rows(files, """
        SELECT min(grants.user_id), min(groups.ref), cities.ref FROM grants
        JOIN users ON users.id = grants.user_id
        JOIN cities ON cities.id = grants.city_id
        JOIN groups ON groups.city_id = grants.city_id
        WHERE grants.role = 'local' AND users.language = 'nl' AND groups.state = 'active'
        AND grants.user_id NOT IN (
            SELECT user_id FROM grants GROUP BY user_id HAVING count(*) > 1)
        GROUP BY grants.city_id ORDER BY grants.city_id LIMIT ?""", most)


def record_pages(files):
    """Pages of a group and of a city for their coordinators, and a session of the network."""
    people = local_people(files)
    if not people:
        fail("the data has no local coordinator with an active group")
    *cookies, network = sign_in(
        files, [person for person, _, _ in people] + [network_person(files)])
    return {
        "page of a group": [(cookie, f"/groups/{ref}")
                            for cookie, (_, ref, _) in zip(cookies, people)],
        "city page": [(cookie, f"/cities/{ref}") for cookie, (_, _, ref) in zip(cookies, people)],
    }, network


class Preloaded:
    """Servers that are started inside load trace.c."""

    def __init__(self, **settings):
        self.library = BENCH / "trace.so"
        self.settings = {"LD_PRELOAD": str(self.library), **settings}

    def __enter__(self):
        source = Path(__file__).with_name("trace.c")
        compiler = next((shutil.which(name) for name in ("cc", "clang", "gcc")
                         if shutil.which(name)), None)
        if compiler is None:
            fail("no C compiler, so what a page asks of the database cannot be recorded")
        subprocess.run([compiler, "-O2", "-shared", "-fPIC", "-o", self.library, source,
                        "-lsqlite3", "-ldl"], check=True)
        os.environ.update(self.settings)

    def __exit__(self, *_):
        for name in self.settings:
            del os.environ[name]


def serve(files, *options):
    """A server that is done with what it does once a day or after a start."""
    server = Server(files, *options).start()
    rest(server.process.pid, quiet=0.5, longest=LONGEST_ROUND)
    return server
