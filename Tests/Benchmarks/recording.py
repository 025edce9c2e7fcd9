"""What Coalitie does for a page, recorded from the program itself and handed to the peers.

There is one source for the SQL: what the program really runs, with the values that it binds, as
trace.c tells it. A peer runs the same statements in the same order, and renders the same page or, of the
dashboard, the rows of the same table. It is spared the rest: parameters come from the recording, the
dashboard's cities come sorted, and all of that page around its rows is constant text. That favours the
peers.
"""

import hashlib
import http.client
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import grouplist
from data import Preloaded, network_person, rows, serve, sign_in
from machine import BENCH, GUARD, ROOT, cpu_seconds, fail, page

BODY = re.compile(r"(<table>(?:(?!</table>).)*?<tbody>\n)(.*?)(</tbody>(?:(?!</table>).)*</table>)",
                  re.S)
# Pages asked one after the other to see how much of their time the database takes.
TIMED = 300


# What differs from answer to answer and is as long each time.
TOKEN = re.compile(r'(name="(?:csrf|once)" value=")([^"]+)"')


@dataclass
class Kind:
    """A page that is compared. `roles` name the statements that it is made of."""

    name: str
    # Which template and rows the peers use.
    template: str
    # Fewer where a page is large: what is under way when wrk stops has to be worked off.
    connections: int
    roles: dict
    # Rendered by the peers from its first byte to its last, rather than only a table of it.
    is_whole: bool = False


KINDS = [
    Kind("list of groups", "groups", 32, grouplist.ROLES, True),
    Kind("dashboard", "cities", 8, {
        "cities": r"FROM cities ORDER BY",
        "programmes": r"FROM city_programmes",
        "counts": r"FROM state_counts",
        "silent": r"silent_on <= \?",
        "strength": r"member_count < groups.minimum_count",
        "concern": r"INDEXED BY groups_with_concern",
    }),
]
COMMON = {"session": r"FROM sessions JOIN users", "grants": r"programme FROM grants"}


def requests(files):
    """For each kind the cookies and addresses with which it is asked."""
    [cookie] = sign_in(files, [network_person(files)])
    return addresses(files, cookie)


def addresses(files, cookie):
    """The same for somebody of the network who is signed in."""
    return {"list of groups": grouplist.addresses(cookie, partial(rows, files)),
            "dashboard": [(cookie, "/")]}


class Recording:
    """The statements of all pages, and the pages as Coalitie shows them."""

    def __init__(self, files, asked, is_weighed=True):
        self.files, self.asked = files, asked
        self.statements, self.pages, self.texts, self.cost = [], [], {}, {}
        trace, steps = BENCH / "trace", BENCH / "steps"
        for file in (trace, steps):
            file.unlink(missing_ok=True)
        with Preloaded(BENCH_TRACE=str(trace)):
            server = serve(files)
        try:
            self.record(server, trace)
        finally:
            server.end()
        if not is_weighed:
            return
        with Preloaded(BENCH_STEPS=str(steps)):
            server = serve(files)
        try:
            self.weigh(server, steps)
        finally:
            server.end()

    def record(self, server, trace):
        with closing(sqlite3.connect(self.files.database)) as database:
            for kind in KINDS:
                for cookie, path in self.asked[kind.name]:
                    page(server.port, path, cookie)
                    before = trace.stat().st_size
                    text = page(server.port, path, cookie)
                    parts = trace.read_bytes()[before:].decode().split("\0")[:-1]
                    told = of_request(list(zip(parts[::3], parts[1::3], parts[2::3])), cookie)
                    self.add(kind, path, text, told, database)

    def add(self, kind, path, text, told, database):
        selected = [pair for pair in told if pair[0].lstrip().upper().startswith("SELECT")]
        runs = []
        for sql, expanded in selected:
            values = parameters(sql, expanded)
            runs.append({"statement": self.number(kind, sql, values, database),
                         "parameters": values})
        present = {self.statements[run["statement"]]["role"] for run in runs}
        missing = set(COMMON | kind.roles) - present - grouplist.ONLY_LATER
        if missing:
            fail(f"{path} runs no statement for {', '.join(sorted(missing))}: has its SQL changed?")
        self.texts.setdefault(kind.name, []).append(text)
        around = ("", "", []) if kind.is_whole else around_rows(path, text, database)
        self.pages.append({"path": path, "kind": kind.template, "runs": runs,
                           **dict(zip(("before", "after", "order"), around))})

    def number(self, kind, sql, values, database):
        """The statement's place in the list, where each text stands once."""
        flat = " ".join(sql.split())
        role = next((name for name, pattern in (COMMON | kind.roles).items()
                     if re.search(pattern, flat)), "")
        for index, known in enumerate(self.statements):
            if (known["sql"], known["role"]) == (sql, role):
                return index
        names = [name for name, *_ in database.execute(
            sql, [b"" if isinstance(value, dict) else value for value in values]).description]
        sealed = [name for name in names if name.endswith("_sealed")]
        # What stands outside the dashboard's table stays sealed, which favours the peers as well.
        if sealed and role:
            fail(f"the peers open nothing that is sealed, as {', '.join(sealed)}")
        self.statements.append({"role": role, "sql": sql, "columns": names})
        return len(self.statements) - 1

    def weigh(self, server, steps):
        """How much of a page's processor time passes inside SQLite, with one client."""
        for kind in KINDS:
            asked = self.asked[kind.name]
            for cookie, path in asked:
                page(server.port, path, cookie)
            connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=GUARD)
            before, cpu = nanoseconds(steps), cpu_seconds(server.process.pid)
            for number in range(TIMED):
                cookie, path = asked[number % len(asked)]
                connection.request("GET", path, headers={"Cookie": cookie})
                connection.getresponse().read()
            cpu = cpu_seconds(server.process.pid) - cpu
            self.cost[kind.name] = (nanoseconds(steps) - before) / 1e9 / max(cpu, 1e-9)

    def write(self, file, root):
        """The file that every peer reads at its start."""
        catalogue = words()
        [(role,)] = rows(self.files, "SELECT DISTINCT role FROM grants WHERE user_id = ?",
                         network_person(self.files))
        file.write_text(json.dumps({
            "livez": "ok\n", "files": str(root), "database": str(self.files.database),
            "today": str(datetime.now(ZoneInfo("Europe/Amsterdam")).date()), "words": catalogue,
            "statements": self.statements, "pages": self.pages,
            **grouplist.facts(self.texts["list of groups"], role, catalogue)}))


def around_rows(path, text, database):
    """What stands before and after the rows of the dashboard's table, and the numbers of its cities in
    their order: who sorts them is not compared."""
    found = BODY.search(text)
    if not found:
        fail(f"{path} has no table to compare")
    ids = dict(database.execute("SELECT ref, id FROM cities"))
    order = [ids[ref] for ref in
             re.findall(r'<th scope="row"><a href="/cities/([^"]+)"', found.group(2))]
    return text[:found.start(2)], text[found.end(2):], order


def of_request(told, cookie):
    """The pairs of text and text with values that ran on the thread that looked for the session."""
    token = hashlib.sha256(cookie.split("=", 1)[1].encode()).hexdigest()
    begin = next((index for index, (_, _, expanded) in enumerate(told)
                  if f"x'{token}'" in expanded.lower()), None)
    if begin is None:
        fail("the program looked for no session")
    thread = told[begin][0]
    return [pair for owner, *pair in told[begin:] if owner == thread]


def nanoseconds(file):
    return int.from_bytes(file.read_bytes(), "little")


def parameters(sql, expanded):
    """The values that stand in the expanded text where the statement has a question mark."""
    values, place = [], 0
    parts = sql.split("?")
    for part, following in zip(parts, parts[1:]):
        place += len(part)
        found = re.compile(r"NULL|x'([0-9a-fA-F]*)'|'((?:[^']|'')*)'|-?\d+(?:\.\d+)?").match(
            expanded, place)
        if not found or not expanded.startswith(following[:20], found.end()):
            fail(f"cannot read the values of {expanded!r}")
        values.append(value(found))
        place = found.end()
    return values


def value(found):
    text = found.group(0)
    if text == "NULL":
        return None
    if found.group(1) is not None:
        return {"token": True}
    if found.group(2) is not None:
        return found.group(2).replace("''", "'")
    return float(text) if "." in text else int(text)


def words():
    """The Dutch catalogue."""
    lines = (ROOT / "Templates/messages/nl.txt").read_text().splitlines()
    return dict(line.split(" = ", 1) for line in lines if " = " in line and line[0] != "#")


def compared(kind, text):
    """What of a page has to be equal: all of it, or the dashboard's table.

    The same characters in one spelling, as engines differ in how they escape quotes and the plus; of a
    token only how long it is."""
    if not kind.is_whole:
        text = found.group(0) if (found := BODY.search(text)) else ""
    for one, other in (("&#x27;", "&#39;"), ("&#34;", "&quot;"), ("&#43;", "+")):
        text = text.replace(one, other)
    return TOKEN.sub(lambda token: f'{token.group(1)}{"x" * len(token.group(2))}"', text)


def check(kind, name, port, path, cookie, ours):
    """A peer's page is ours, byte by byte."""
    theirs, ours = compared(kind, page(port, path, cookie)), compared(kind, ours)
    if not ours or theirs != ours:
        (BENCH / "differs-ours.html").write_text(ours)
        (BENCH / "differs-theirs.html").write_text(theirs)
        fail(f"{name} renders another {kind.name} at {path}; both are in {BENCH.name}")
