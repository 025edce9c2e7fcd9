"""What both Python sites share: the recorded statements, run on one connection that stays open.

Only the template engine and the framework differ between them.
"""

import base64
import hashlib
import json
import os
import sqlite3

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

import tables


class Facts:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            recorded = json.load(file)
        self.words, self.languages = recorded["words"], recorded["languages"]
        self.today = recorded["today"]
        self.statements = recorded["statements"]
        self.pages = {page["path"]: page for page in recorded["pages"]}
        self.keys = {int(number): AESGCM(base64.b64decode(key))
                     for number, key in recorded["keys"].items()}
        self.columns = {
            statement["role"]: {name: index for index, name in enumerate(statement["columns"])}
            for statement in self.statements if statement["role"]}
        # Autocommit: the transaction of a request is begun and ended by hand.
        self.database = sqlite3.connect(
            f"file:{recorded['database']}?mode=rw", uri=True, isolation_level=None,
            cached_statements=256, check_same_thread=False)
        for pragma in ("query_only = ON", "temp_store = MEMORY", "mmap_size = 17179869184"):
            self.database.execute(f"PRAGMA {pragma}")

    def read(self, page, token):
        """The rows of every statement that has a role; None without a session."""
        digest = hashlib.sha256(token.encode()).digest()
        found = {}
        self.database.execute("BEGIN")
        try:
            for run in page["runs"]:
                statement = self.statements[run["statement"]]
                values = [digest if isinstance(value, dict) else value
                          for value in run["parameters"]]
                rows = self.database.execute(statement["sql"], values).fetchall()
                if statement["sealed"]:
                    rows = [self.opened(statement, row) for row in rows]
                if statement["role"]:
                    found[statement["role"]] = rows
        finally:
            self.database.execute("COMMIT")
        return found if found["session"] else None

    def opened(self, statement, row):
        row = list(row)
        for sealed in statement["sealed"]:
            value = row[sealed["column"]]
            if value is not None:
                place = f"{sealed['place']}:{row[sealed['id']]}".encode()
                row[sealed["column"]] = self.keys[value[1]].decrypt(
                    value[2:14], value[14:], place).decode()
        return row

    def rows(self, page, found):
        """What the template of the page repeats."""
        return getattr(tables, page["kind"])(self, page, found)


FACTS = Facts(os.environ["BENCH_FACTS"])
