"""The rows of the dashboard's table, as dictionaries for a template."""

STATES = {"active": "ok", "pilot": "info", "agreed": "info half", "forming": "warn half",
          "exploring": "info open", "paused": "mutec still", "leaving": "mutec still",
          "former": "mutec"}
SAMEN_HIER = [
    *((key, "/groups?state=" + key) for key in
      ("interest", "forming", "preparing", "ready", "matched", "active")),
    ("concern", "/groups?flag=concern"), ("silent", "/groups?flag=silent&sort=contact"),
    ("strength", "/groups?flag=strength"),
    ("waiting", "/families?state=waiting"),
]
SHELTER_CITY = [("stays", "/stays?period=now")]


def cities(facts, page, found):
    programmes = {}
    for _, city, programme, state, *_ in found["programmes"]:
        programmes.setdefault(city, {})[programme] = state
    counts = counted(found)
    rows = {row["id"]: row for row in facts.named("cities", found)}
    return {"rows": [
        {"path": "/cities/" + row["ref"], "name": row["name_nl"],
         "cells": cells(facts, row["ref"], programmes.get(row["id"], {}),
                        counts.get(row["id"], {}))}
        for row in map(rows.get, page["order"])]}


def counted(found):
    counts = {}
    for city, _, subject, state, count in found["counts"]:
        if subject == "stay":
            key = "stays" if state in ("in_stay", "departing") else None
        else:
            key = state if subject == "group" or state == "waiting" else None
        if key:
            of_city = counts.setdefault(city, {})
            of_city[key] = of_city.get(key, 0) + count
    for key in ("concern", "silent", "strength"):
        for city, count in found[key]:
            counts.setdefault(city, {})[key] = count
    return counts


def cells(facts, ref, states, counts):
    row = []
    for programme, columns in (("samen_hier", SAMEN_HIER), ("shelter_city", SHELTER_CITY)):
        state = states.get(programme)
        row.append({"label": facts.words[f"programme.{programme}"], "tags": state and [
            {"look": STATES[state], "text": facts.words[f"city.state.{state}"]}]})
        for key, path in columns:
            count, label = counts.get(key, 0), facts.words[f"network.column.{key}"]
            if state is None and count == 0:
                row.append({"label": label})
            else:
                row.append({"label": label, "number": str(count), "is_zero": count == 0,
                            "path": f"{path}&city={ref}" if count else None})
    return row
