"""The list of groups of the country, which the peers render whole: what its page has, and what they get
ready-made.

They look up the session and the rights, count, filter and page the groups, and make every word, link
and mark of the page. Ready-made are the pictures (rings and bars, which our own code draws), the entries
of the menu of a role, and the words of the catalogue.
"""

import html
import re

from assembly import Flag, Optional, Text
from machine import fail
from translation import translated

LINK = {"path": Text(), "text": Text()}
MAYBE = Text(is_optional=True)
SELECT = {"id": Text(), "name": Text(), "choices": [
    {"value": Text(), "label": Text(), "isChosen": Flag()}]}
# Options without headings are one run, which stands in the scope of its select.
SELECT["runs"] = True
INPUT = {"id": Text(), "name": Text(), "value": Text(), "width": "w20", "type": "text"}
FIELD = {"id": Text(), "label": Text(), "hasLabel": True, "select": Optional(SELECT),
         "text": Optional(INPUT)}
TAG = {"look": Text(), "text": Text()}
CELL = {"label": MAYBE, "look": MAYBE, "text": MAYBE, "words": MAYBE, "hasTags": Flag(), "tags": [TAG],
        "picture": Text(is_optional=True, is_markup=True)}
PAGE = {
    "title": Text(), "count": Text(),
    "filter": {"path": Text(), "hidden": [{"name": Text(), "value": Text()}], "fields": [FIELD],
               "isFiltered": Flag(), "chosen": [LINK]},
    "table": {
        "form": "two", "caption": Text(),
        "headers": [{"text": Text(), "isHidden": Flag(), "sorted": MAYBE, "sortPath": MAYBE}],
        "rows": [{"picture": Text(is_markup=True), "path": Text(), "name": Text(), "cells": [CELL]}],
        "paging": Optional({"previous": MAYBE, "range": MAYBE, "next": MAYBE})},
}
FRAME = {
    "isSignedIn": True, "csrf": Text(), "path": Text(), "person": Text(), "printed": Text(),
    "place": {"programme": Text(), "path": Text(), "name": Text()},
    "navigation": [{"label": Text(), "path": Text(), "isCurrent": Flag()}],
    "language": "nl", "otherLanguage": "en", "otherLanguageName": "English",
}
FILES = {"styles": r'<link rel="stylesheet" href="([^"]+)"', "script": r'<script src="([^"]+)"',
         "logo": r'<link rel="icon" href="([^"]+)"'}
# Statements by what the peers know them as; those after a mark are of some addresses only.
ROLES = {
    "scope": r"FROM cities WHERE .* ORDER BY sort_key",
    "groups": r"FROM groups WHERE .* ORDER BY .* LIMIT",
    "families": r"FROM \(VALUES .* CROSS JOIN families",
    "months": r"FROM \(VALUES .* CROSS JOIN contact_months",
    "before": r"count\(\*\) FROM \(SELECT 1 FROM groups WHERE .* < \(SELECT",
    "count": r"count\(\*\) FROM \(SELECT 1 FROM groups",
    "notice": r"FROM rules WHERE key",
}
ONLY_LATER = {"before"}
ROW = re.compile(r'<tr><th scope="row"><div class="who">(<svg.*?</svg>)<div><a href="/groups/([^"]+)".*?'
                 r"</tr>", re.S)
BARS = re.compile(r'<svg class="spark".*?</svg>', re.S)


def addresses(cookie, rows):
    """All of the network's groups, their second page, those of a state, and the silent ones first."""
    last = rows("SELECT ref FROM groups ORDER BY sort_key, id LIMIT 1 OFFSET 49")
    second = [f"/groups?after={last[0][0]}"] if last else []
    return [(cookie, path) for path in
            ("/groups", *second, "/groups?state=active", "/groups?flag=silent&sort=contact")]


def facts(pages, role, words):
    """What the peers get for the pages as Coalitie showed them: texts that all have alike, the menu and
    place of the role, and the pictures of each group."""
    text = pages[0]
    files = {name: re.search(pattern, text).group(1) for name, pattern in FILES.items()}
    pictures = {}
    for page in pages:
        for row in ROW.finditer(page):
            bars = BARS.search(row.group(0))
            pictures[row.group(2)] = {"ring": row.group(1), "bars": bars.group(0) if bars else ""}
    if not pictures:
        fail("the list of groups shows no groups")
    return {
        "templates": translated("list", PAGE, {**FRAME, **files}, words),
        "frames": {role: frame(text)}, "pictures": pictures,
    }


def frame(text):
    """Place and menu of who asked, as the peers' templates name them."""
    place = re.search(r'<p class="scope">(.*?)<br><a href="(.*?)">(.*?)</a>', text)
    menu = re.search(r'<nav class="nav".*?</nav>', text, re.S)
    entries = re.findall(r'<li><a href="(.*?)"( aria-current="page")?>(.*?)</a>', menu.group(0))
    return {
        "place": dict(zip(("programme", "path", "name"), map(html.unescape, place.groups()))),
        "navigation": [{"path": path, "label": html.unescape(label), "isCurrent": bool(current)}
                       for path, current, label in entries],
    }
