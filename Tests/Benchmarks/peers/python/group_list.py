"""The list of groups whole: from the rows that were read to everything that its template shows."""

import secrets
from datetime import date
from urllib.parse import parse_qsl, quote, urlsplit

PAGE_ROWS, MOST_COUNTED, SOON_DAYS = 50, 1000, 30
# Random bytes of a token for forms, which is sent as 86 letters.
TOKEN_BYTES = 64
FILTERS = ("city", "state", "flag", "q", "sort", "order")
STATES = ("interest", "forming", "preparing", "ready", "matched", "active", "paused", "completed",
          "stopped")
FLAGS = ("silent", "strength", "concern", "clearance")
LOOKS = {"active": "ok", "matched": "ok half", "ready": "info", "interest": "info open",
         "forming": "info open", "preparing": "info half", "paused": "mutec still",
         "stopped": "mutec still", "completed": "mutec"}


class Address:
    """The list with what was chosen, from which its links are made."""

    def __init__(self, path):
        self.full, parts = path, urlsplit(path)
        self.path, self.asked = parts.path, dict(parse_qsl(parts.query))
        self.query = [(name, self.asked[name]) for name in FILTERS if name in self.asked]

    def changed(self, **changes):
        """The address with other values; None takes one away."""
        kept = [pair for pair in self.query if pair[0] not in changes]
        kept += [pair for pair in changes.items() if pair[1] is not None]
        text = "&".join(f"{quote(name)}={quote(value)}" for name, value in kept)
        return f"{self.path}?{text}" if text else self.path


def groups(facts, page, found):
    address, words = Address(page["path"]), facts.words
    frame = facts.frame(found["grants"])
    cities = {row["id"]: row for row in facts.named("scope", found)}
    count = counted(found["count"][0][0])
    person = facts.named("session", found)[0]["name"]
    today = date.fromisoformat(facts.today)
    return {
        **frame, "csrf": secrets.token_urlsafe(TOKEN_BYTES), "path": address.full, "person": person,
        "printed": f"{frame['place']['name']}, {today.day} {words[f'month.{today.month}']} {today.year}",
        "title": words["nav.groups"], "count": count, "filter": filters(words, address, cities),
        "table": {"caption": words["group.table.caption"], "headers": headers(words, address),
                  "rows": rows(facts, found, cities, today),
                  "paging": paging(facts, found, address, count)},
    }


def counted(number):
    return "1.000+" if number > MOST_COUNTED else str(number)


def filters(words, address, cities):
    places = [("", words["filter.all_cities"])]
    places += [(row["ref"], row["name_nl"]) for row in cities.values()]
    states = [("", words["filter.all_states"]), ("building_up", words["filter.building_up"])]
    states += [(state, words[f"group.state.{state}"]) for state in STATES]
    flags = [("", words["filter.no_flag"])]
    flags += [(flag, words[f"group.flag.{flag}"]) for flag in FLAGS]
    fields, chosen = [], []
    for name, key, choices in (("city", "field.city", places), ("state", "column.state", states),
                               ("flag", "column.flags", flags)):
        value = address.asked.get(name)
        fields.append({"id": name, "label": words[key], "text": None, "select": {
            "id": name, "name": name, "choices": [
                {"value": one, "label": label, "isChosen": one == value} for one, label in choices]}})
        if value:
            chosen.append({"path": address.changed(**{name: None}), "text": dict(choices)[value]})
    typed, label = address.asked.get("q", ""), words["filter.name"]
    fields.append({"id": "q", "label": label, "select": None,
                   "text": {"id": "q", "name": "q", "value": typed}})
    if typed:
        chosen.append({"path": address.changed(q=None), "text": f"{label}: {typed}"})
    hidden = [{"name": name, "value": value} for name, value in address.query
              if name in ("sort", "order")]
    return {"path": address.path, "hidden": hidden, "fields": fields, "isFiltered": bool(chosen),
            "chosen": chosen}


def headers(words, address):
    sort, is_down = address.asked.get("sort", "name"), address.asked.get("order") == "desc"

    def sortable(key, name):
        order = "desc" if sort == name and not is_down else None
        way = "descending" if is_down else "ascending"
        return {"text": words[key], "sortPath": address.changed(sort=name, order=order),
                "sorted": way if sort == name else None}

    return [sortable("group.column.group", "name"), {"text": words["field.city"]},
            {"text": words["group.column.family"]}, {"text": words["column.state"]},
            sortable("group.column.contact", "contact"),
            {"text": words["group.column.months"], "isHidden": True}, {"text": words["column.flags"]}]


def rows(facts, found, cities, today):
    families = {}
    for family in facts.named("families", found):
        families.setdefault(family["group_id"], family["code_nl"])
    logged = {group for group, _, _ in found["months"]}
    return [row(facts, group, cities, families.get(group["id"]), group["id"] in logged, today)
            for group in facts.named("groups", found)[:PAGE_ROWS]]


def row(facts, group, cities, family, is_logged, today):
    words, pictures = facts.words, facts.pictures[group["ref"]]
    tags = flags(words, group, today)
    contact = group["last_contact_on"]
    state = {"look": LOOKS[group["state"]], "text": words[f"group.state.{group['state']}"]}
    return {
        "name": group["name"], "path": f"/groups/{group['ref']}", "picture": pictures["ring"],
        "cells": [
            {"look": "f", "text": cities[group["city_id"]]["name_nl"]},
            {"label": words["group.column.family"], "text": family},
            {"look": None if tags else "t", "hasTags": True, "tags": [state]},
            {"label": words["list.contact"], "look": "d nowrap",
             "words": contact and passed(words, date.fromisoformat(contact), today)},
            {"look": "hide", "picture": pictures["bars"]} if is_logged else {},
            {"look": "t" if tags else None, "hasTags": bool(tags), "tags": tags},
        ],
    }


def flags(words, group, today):
    """What calls most, how many more do, and how long a pause lasts."""
    day, found = today.isoformat(), []

    def add(look, key, **values):
        found.append({"look": look, "text": words[key].format(**values)})

    members, minimum, state = group["member_count"], group["minimum_count"], group["state"]
    if group["concern_count"] > 0:
        add("bad diamond", "group.flag.concern")
    if group["silent_on"] and group["silent_on"] <= day:
        add("bad diamond", "group.flag.silent")
    if state in ("active", "matched") and members < minimum:
        key = "group.strength" if state == "active" else "group.of"
        add("warn diamond", key, count=members, minimum=minimum)
    ends = group["clearance_until_on"]
    if ends and state not in ("completed", "stopped"):
        if ends <= day:
            add("bad diamond", "group.flag.clearance_over")
        elif (date.fromisoformat(ends) - today).days <= SOON_DAYS:
            add("warn half", "group.flag.clearance")
    more = len(found) - 1
    del found[1:]
    if more > 0:
        add("plain", "group.flag.more", count=more)
    until = group["paused_until_on"]
    if state == "paused" and until and until <= day:
        add("mutec open", "group.flag.pause_over")
    elif state == "paused" and until:
        add("mutec open", "group.flag.paused_until", day=short_day(words, until))
    return found


def short_day(words, text):
    day = date.fromisoformat(text)
    return f"{day.day} {words[f'month.short.{day.month}']} {day.year}"


def passed(words, day, today):
    """How long ago a day was, in the unit in which people would tell it."""
    days = (today - day).days
    if days < 2:
        return words["day.yesterday" if days else "day.today"]
    months = (today.year - day.year) * 12 + today.month - day.month - (today.day < day.day)
    if days <= 20:
        number, unit = days, "day"
    elif months == 12 or months >= 24:
        number, unit = months // 12, "year"
    elif months >= 2:
        number, unit = months, "month"
    else:
        number, unit = days // 7, "week"
    word = words[f"unit.{unit}.{'one' if number == 1 else 'other'}"]
    return words["distance.ago"].format(span=f"{number} {word}")


def paging(facts, found, address, count):
    """The way to the other pages, forwards as far as the bench asks for; None where there are none."""
    listed = facts.named("groups", found)
    shown = listed[:PAGE_ROWS]
    is_later, is_more = "after" in address.asked, len(listed) > PAGE_ROWS
    if not is_later and not is_more:
        return None
    before = found["before"][0][0] if is_later else 0
    return {
        "previous": address.changed(before=shown[0]["ref"]) if is_later else None,
        "next": address.changed(after=shown[-1]["ref"]) if is_more else None,
        "range": None if before > MOST_COUNTED else facts.words["list.range"].format(
            first=before + 1, last=before + len(shown), all=count),
    }
