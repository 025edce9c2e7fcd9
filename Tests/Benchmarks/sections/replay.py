"""The busiest hour of the whole country: 7,000 people, each a page every 20 seconds, one in ten a
form; how much of the machine that takes, and how long anybody waits.

The people are signed in when it begins: their sessions are written before the server starts, for
7,000 passwords cost ten minutes of two cores whatever the server does. Signing in is counted apart.
"""

import json
import random
import subprocess
import time
from datetime import datetime
from zoneinfo import ZoneInfo

from accounts import PASSWORD
from data import copy, rows, serve, sign_in
from machine import CORES, PEERS, cpu_seconds, fail, page, say
from report import Goal, heading, spread, table
from wire import Wire

PEOPLE = 7_000
EVERY = 20
MOST_BUSY = 0.30
MOST_P99 = 50
SIGN_INS = 10
# How many records of a kind one person looks at.
RECORDS = 6
# Of a hundred people, as many hold each role.
SHARES = {"local": 60, "municipality": 30, "shelter": 9, "network": 1}
# How often each role asks for which page.
MIXES = {
    "local": {"home": 25, "group": 22, "groups": 8, "log": 8, "family": 9, "families": 6,
              "matches": 3, "year": 6, "tasks": 9, "city": 2, "cities": 2},
    "municipality": {"home": 30, "group": 9, "groups": 12, "family": 14, "families": 14,
                     "year": 5, "tasks": 10, "stays": 2, "city": 2, "cities": 2},
    "shelter": {"home": 25, "stay": 25, "stays": 15, "planner": 10, "accommodations": 8,
                "guests": 5, "tasks": 12},
    "network": {"home": 25, "city": 15, "cities": 10, "group": 10, "groups": 10, "families": 5,
                "stays": 10, "guests": 5, "tasks": 10},
}
LISTS = {"home": "/", "groups": "/groups", "families": "/families", "matches": "/matches",
         "tasks": "/tasks", "cities": "/cities", "stays": "/stays", "planner": "/stays/planner",
         "accommodations": "/accommodations", "guests": "/guests"}


def run(bench):
    program = PEERS / "go/replay"
    if not program.exists():
        say("the replay is not built (make bench-peers), so the busiest hour is not shown")
        return []
    files = copy(bench.files(bench.largest), "replay")
    crowd = people(files)
    today = datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    persons = [person | {"cookie": cookie} for person, cookie in zip(
        described(files, crowd, today), sign_in(files, [person for person, *_ in crowd]))]
    server = serve(files)
    bench.started.append(server)
    probe(server, persons)
    seconds = bench.options.replay_seconds
    plan = bench.folder / "plan.json"
    plan.write_text(json.dumps({
        "origin": server.url, "seconds": seconds, "every": EVERY, "people": persons,
        "mixes": MIXES}))
    heading(f"The busiest hour: {len(persons):,} people, a page every {EVERY} s each, for {seconds} s")
    before, begin = cpu_seconds(server.process.pid), time.monotonic()
    told = subprocess.run([program, plan], stdout=subprocess.PIPE, text=True,
                          timeout=seconds + 120, check=True)
    took = time.monotonic() - begin
    busy = (cpu_seconds(server.process.pid) - before) / took / CORES
    return show(json.loads(told.stdout), busy, took, signing_in(server))


def people(files):
    """Accounts with the role and city from which they look, in the shares of the roles."""
    dice, crowd = random.Random(7), []
    for role, share in SHARES.items():
        found = rows(files, """
            SELECT user_id, role, city_id FROM grants JOIN users ON users.id = user_id
            WHERE role = ? AND is_blocked = 0 AND user_id NOT IN (
                SELECT user_id FROM grants GROUP BY user_id HAVING count(*) > 1)
            ORDER BY user_id""", role)
        if not found:
            fail(f"nobody in the data holds the role {role} alone")
        dice.shuffle(found)
        wanted = PEOPLE * share // 100
        crowd += (found * (wanted // len(found) + 1))[:wanted]
    distinct = len({person for person, *_ in crowd})
    if distinct < len(crowd) // 2:
        say(f"the data has {distinct} accounts for {len(crowd)} sessions")
    dice.shuffle(crowd)
    return crowd


def described(files, crowd, today):
    records, dice = by_city(files), random.Random(8)

    def some(kind, city, pattern):
        known = records[kind].get(city, [])
        return [pattern.format(ref) for ref in dice.sample(known, min(RECORDS, len(known)))]

    for _, role, city in crowd:
        found = {"group": some("groups", city, "/groups/{}"),
                 "log": some("groups", city, "/groups/{}/log"),
                 "family": some("families", city, "/families/{}"),
                 "year": some("years", city, "/matches/{}/plan"),
                 "stay": some("stays", city, "/stays/{}"),
                 "city": some("cities", city, "/cities/{}")}
        pages = {kind: found.get(kind) or [LISTS[kind]] for kind in MIXES[role]
                 if found.get(kind) or kind in LISTS}
        yield {"role": role, "pages": pages, "forms": forms(role, city, records, some, today)}


def by_city(files):
    """The references of records by city; under None some of the whole country."""
    wanted = {
        "groups": "SELECT city_id, ref FROM groups ORDER BY id",
        "together": "SELECT city_id, ref FROM groups"
                    " WHERE state IN ('matched', 'active', 'paused') ORDER BY id",
        "years": "SELECT city_id, ref FROM matches WHERE group_id IS NOT NULL"
                 " AND state IN ('agreed', 'active', 'suspended', 'closing') ORDER BY id",
        "families": "SELECT city_id, ref FROM families WHERE state <> 'erased' ORDER BY id",
        "stays": "SELECT city_id, ref FROM stays ORDER BY id",
        "cities": "SELECT id, ref FROM cities ORDER BY id",
    }
    records = {}
    for kind, sql in wanted.items():
        found = rows(files, sql)
        records[kind] = {None: [ref for _, ref in found]}
        for city, ref in found:
            records[kind].setdefault(city, []).append(ref)
    return records


def forms(role, city, records, some, today):
    """What somebody writes: mostly contacts of groups, else tasks."""
    task = {"title": "Bellen over de afspraak", "due_on_day": str(today.day),
            "due_on_month": str(today.month), "due_on_year": str(today.year)}
    if role == "network":
        return [{"path": "/tasks/new", "fields": task | {"city": records["cities"][None][0]}}]
    contact = {"contact": "made", "minutes": "45", "medium": "visit", "mood": "4",
               "note": "Samen naar de markt geweest en daarna thee gedronken."}
    logged = [{"path": path, "fields": contact} for path in some("together", city, "/groups/{}/log/new")]
    if role != "local":
        logged = []
    return logged + [{"path": "/tasks/new", "fields": task}]


def probe(server, persons):
    """Asks one person of each role for every kind of page, so that a wrong plan is told at once."""
    for role in MIXES:
        person = next(one for one in persons if one["role"] == role)
        for paths in person["pages"].values():
            page(server.port, paths[0], person["cookie"])


def signing_in(server):
    """Milliseconds of the server's processor time for one person who signs in with a password."""
    costs = []
    for _ in range(SIGN_INS):
        before = cpu_seconds(server.process.pid)
        Wire(server).log_in("lokaal.nijmegen", PASSWORD)
        costs.append((cpu_seconds(server.process.pid) - before) * 1000)
    return costs


def show(told, busy, took, sign_ins):
    figures = sorted(told["kinds"].items(), key=lambda pair: -pair[1]["Count"])
    table(["", "requests", "p50 ms", "p99 ms", "p99.9 ms", "longest ms"], [
        [kind, f"{one['Count']:,}", *(f"{one[name]:.1f}" for name in ("P50", "P99", "P999", "Max"))]
        for kind, one in [*figures, ("all", told["all"])]])
    sent = told["kinds"].get("form sent", {"Count": 0})["Count"]
    print(f"{told['all']['Count'] / took:.0f} requests/s, of which {sent / took:.0f} forms; "
          f"{busy:.1%} of {CORES} cores")
    hour = PEOPLE * sum(sign_ins) / len(sign_ins) / 1000 / 3600 / CORES
    print(f"signing in: {spread(sign_ins)} ms of processor time each; all {PEOPLE:,} within this "
          f"hour would add {hour:.1%}")
    if told["failures"]:
        fail(f"{told['failures']} requests of the replay failed: {'; '.join(told['told'])}")
    p99 = told["all"]["P99"]
    return [
        Goal("replay", "the country at its busiest: processors", f"< {MOST_BUSY:.0%}", f"{busy:.1%}",
             busy < MOST_BUSY),
        Goal("replay", "the country at its busiest: p99", f"< {MOST_P99} ms", f"{p99:.1f} ms",
             p99 < MOST_P99)]
