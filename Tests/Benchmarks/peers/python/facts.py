"""What both Python sites share: the recorded statements, run on one connection that stays open.

Only the template engine and the framework differ between them.
"""

import hashlib
import json
import os
import sqlite3

from city_table import cities
from group_list import groups

# What a page's template is filled with.
MODELS = {"groups": groups, "cities": cities}


class Facts:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            recorded = json.load(file)
        self.words, self.today = recorded["words"], recorded["today"]
        self.frames, self.pictures = recorded["frames"], recorded["pictures"]
        self.templates = recorded["templates"]
        self.statements = recorded["statements"]
        self.pages = {page["path"]: page for page in recorded["pages"]}
        self.names = {statement["role"]: statement["columns"] for statement in self.statements}
        # Autocommit: the transaction of a request is begun and ended by hand.
        self.database = sqlite3.connect(
            f"file:{recorded['database']}?mode=rw", uri=True, isolation_level=None,
            cached_statements=256, check_same_thread=False)
        for pragma in ("query_only = ON", "temp_store = MEMORY", "mmap_size = 17179869184"):
            self.database.execute(f"PRAGMA {pragma}")

    def read(self, page, token):
        """The rows of every statement that has a role; None without a session or a right to look."""
        digest = hashlib.sha256(token.encode()).digest()
        found = {}
        self.database.execute("BEGIN")
        try:
            for run in page["runs"]:
                statement = self.statements[run["statement"]]
                values = [digest if isinstance(value, dict) else value
                          for value in run["parameters"]]
                rows = self.database.execute(statement["sql"], values).fetchall()
                if statement["role"]:
                    found[statement["role"]] = rows
        finally:
            self.database.execute("COMMIT")
        return found if found["session"] and self.frame(found["grants"]) else None

    def frame(self, grants):
        """Place and menu by the first right that may look; None for nobody's."""
        return next((self.frames[role] for role, *_ in grants if role in self.frames), None)

    def named(self, role, found):
        """The rows of a statement as dictionaries."""
        names = self.names[role]
        return [dict(zip(names, row)) for row in found[role]]

    def model(self, page, found):
        """What the template of the page shows."""
        return MODELS[page["kind"]](self, page, found)


FACTS = Facts(os.environ["BENCH_FACTS"])
