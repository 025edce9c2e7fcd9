"""What Coalitie does for a page, recorded from the program itself and handed to the peers.

There is one source for the SQL: what the program really runs, with the values that it binds, as
trace.c tells it. A peer runs the same statements in the same order, opens the same sealed values and
renders the rows of the same table. It is spared the rest: parameters come from the recording, names
come sorted, and all of the page around the rows is constant text. That favours the peers.
"""

import base64
import hashlib
import http.client
import json
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from data import Preloaded, local_people, network_person, serve, sign_in
from machine import BENCH, GUARD, ROOT, cpu_seconds, fail, page

BODY = re.compile(r"(<table>(?:(?!</table>).)*?<tbody>\n)(.*?)(</tbody>(?:(?!</table>).)*</table>)",
                  re.S)
# Pages asked one after the other to see how much of their time the database takes.
TIMED = 300


@dataclass
class Kind:
    """A page that is compared. `roles` name the statements that its table is made of."""

    name: str
    # Which template and rows the peers use.
    table: str
    # Fewer where a page is large: what is under way when wrk stops has to be worked off.
    connections: int
    roles: dict


KINDS = [
    Kind("dashboard", "cities", 8, {
        "cities": r"FROM cities ORDER BY",
        "programmes": r"FROM city_programmes",
        "counts": r"FROM state_counts",
        "silent": r"silent_on <= \?",
        "strength": r"member_count < groups.minimum_count",
        "concern": r"INDEXED BY groups_with_concern",
    }),
]
COMMON = {"session": r"FROM sessions JOIN users", "grants": r"FROM grants"}
# Where a sealed column belongs, and the column with the number of its row.
SEALED = {
    "name_sealed": ("volunteers.name", "volunteer_id"),
    "email_sealed": ("volunteers.email", "volunteer_id"),
    "phone_sealed": ("volunteers.phone", "volunteer_id"),
    "vog_sealed": ("volunteers.vog", "volunteer_id"),
    "note_sealed": ("log_entries.note", "id"),
}


def requests(files):
    """For each kind the cookies and addresses with which it is asked."""
    people = local_people(files)
    if not people:
        fail("the data has no local coordinator with an active group")
    cookies = sign_in(files, [person for person, _, _ in people] + [network_person(files)])
    return {
        "group page": [(cookie, f"/groups/{ref}") for cookie, (_, ref, _) in zip(cookies, people)],
        "dashboard": [(cookies[-1], "/")],
    }


class Recording:
    """The statements of all pages, and the pages as Coalitie shows them."""

    def __init__(self, files, asked, is_weighed=True):
        self.files, self.asked = files, asked
        self.statements, self.pages, self.cost = [], [], {}
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
        found = BODY.search(text)
        if not found:
            fail(f"{path} has no table to compare")
        selected = [pair for pair in told if pair[0].lstrip().upper().startswith("SELECT")]
        runs = []
        for sql, expanded in selected:
            values = parameters(sql, expanded)
            runs.append({"statement": self.number(kind, sql, values, database),
                         "parameters": values})
        present = {self.statements[run["statement"]]["role"] for run in runs}
        missing = set(COMMON | kind.roles) - present
        # A group whose members speak nothing and did nothing would be no comparison either.
        if missing:
            fail(f"{path} runs no statement for {', '.join(sorted(missing))}: has its SQL changed?")
        self.pages.append({
            "path": path, "kind": kind.table, "before": text[:found.start(2)],
            "after": text[found.end(2):], "runs": runs,
            "order": order(kind, found.group(2), database)})

    def number(self, kind, sql, values, database):
        """The statement's place in the list, where each text stands once."""
        for index, known in enumerate(self.statements):
            if known["sql"] == sql:
                return index
        flat = " ".join(sql.split())
        role = next((name for name, pattern in (COMMON | kind.roles).items()
                     if re.search(pattern, flat)), "")
        names = [name for name, *_ in database.execute(
            sql, [b"" if isinstance(value, dict) else value for value in values]).description]
        sealed = [{"column": names.index(name), "place": place, "id": names.index(id)}
                  for name, (place, id) in SEALED.items() if name in names and id in names]
        unknown = [name for name in names if name.endswith("_sealed") and name not in SEALED]
        if unknown:
            fail(f"SEALED does not tell where {', '.join(unknown)} belongs")
        self.statements.append({"role": role, "sql": sql, "columns": names, "sealed": sealed})
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
        keys = dict(line.split(" ")[::2] for line in self.files.key.read_text().splitlines()
                    if line and not line.startswith("#"))
        assert all(len(base64.b64decode(key)) == 32 for key in keys.values())
        file.write_text(json.dumps({
            "livez": "ok\n", "files": str(root), "database": str(self.files.database),
            "today": str(datetime.now(ZoneInfo("Europe/Amsterdam")).date()), "keys": keys,
            "words": words(), "languages": languages(), "statements": self.statements,
            "pages": self.pages}))


def order(kind, rows, database):
    """The ids of the rows of a table as they stand: who sorts them is not compared."""
    if kind.table == "members":
        return [int(id) for id in re.findall(r"/members/(\d+)/edit", rows)]
    ids = dict(database.execute("SELECT ref, id FROM cities"))
    return [ids[ref] for ref in re.findall(r'<th scope="row"><a href="/cities/([^"]+)"', rows)]


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
    """The Dutch words of the compared tables."""
    lines = (ROOT / "Templates/messages/nl.txt").read_text().splitlines()
    pairs = [line.split(" = ", 1) for line in lines if " = " in line and not line.startswith("#")]
    wanted = ("member.", "field.", "vog.", "training.", "month.short.", "list.", "programme.",
              "city.state.", "network.")
    return {key: text for key, text in pairs if key.startswith(wanted)}


def languages():
    source = (ROOT / "Sources/Coalition/Words/Languages.swift").read_text()
    return dict(re.findall(r"^ +([a-z]{2,3}): ([^/\n]+)/", source, re.M))


def spelled(text):
    """The same characters in one spelling: engines differ in how they escape quotes and the plus."""
    for one, other in (("&#x27;", "&#39;"), ("&#34;", "&quot;"), ("&#43;", "+")):
        text = text.replace(one, other)
    return text


def check_table(name, port, path, cookie, ours):
    """A peer's table is ours, byte by byte."""
    theirs = BODY.search(page(port, path, cookie))
    if not theirs or spelled(theirs.group(0)) != spelled(BODY.search(ours).group(0)):
        (BENCH / "differs-ours.html").write_text(BODY.search(ours).group(0))
        (BENCH / "differs-theirs.html").write_text(theirs.group(0) if theirs else "")
        fail(f"{name} renders another table at {path}; both are in {BENCH.name}")
