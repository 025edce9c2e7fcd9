"""The rows of the compared tables, as dictionaries for a template."""

VOG = {"seen": "ok", "exempt": "ok", "requested": "warn half", "none": "mutec open",
       "expired": "bad diamond", "refused": "bad diamond"}
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


def members(facts, page, found):
    words, column = facts.words, facts.columns["members"]
    languages, held = {}, {}
    for volunteer, code in found.get("languages", ()):
        languages.setdefault(volunteer, []).append(facts.languages[code])
    for volunteer, _, until in found.get("attended", ()):
        if until is None or until > facts.today:
            held[volunteer] = held.get(volunteer, 0) + 1
    required = found["required"][0][0]
    rows = []
    for row in found["members"]:
        volunteer = row[column["volunteer_id"]]
        is_trained = held.get(volunteer, 0) >= required
        rows.append({
            "id": row[column["id"]],
            "path": f"{page['path']}/members/{row[column['id']]}",
            "name": row[column["name_sealed"]],
            "contact": row[column["phone_sealed"]] or row[column["email_sealed"]],
            "role": words["member.contact" if row[column["is_contact"]] else "member.member"],
            "languages": listed(words, languages.get(volunteer, [])),
            "vog": vog(facts, row[column["vog_sealed"]]),
            "training": {"look": "ok" if is_trained else "warn half",
                         "text": words["training.valid" if is_trained else "training.to_do"]},
            "joined": short_day(words, row[column["joined_on"]]),
        })
    positions = {id: index for index, id in enumerate(page["order"])}
    return sorted(rows, key=lambda row: positions[row["id"]])


def vog(facts, sealed):
    status, _, until, _ = (sealed or "none\n\n\n").split("\n", 3)
    if status == "seen" and until and until <= facts.today:
        status = "expired"
    return {"look": VOG[status], "text": facts.words[f"vog.status.{status}"]}


def short_day(words, day):
    year, month, number = map(int, day.split("-"))
    return f"{number} {words[f'month.short.{month}']} {year}"


def listed(words, parts):
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {words['list.and']} {parts[-1]}"


def cities(facts, page, found):
    column, programmes = facts.columns["cities"], {}
    for _, city, programme, state, *_ in found["programmes"]:
        programmes.setdefault(city, {})[programme] = state
    counts = counted(found)
    rows = {row[column["id"]]: row for row in found["cities"]}
    return [
        {"path": "/cities/" + row[column["ref"]], "name": row[column["name_nl"]],
         "cells": cells(facts, row[column["ref"]], programmes.get(row[column["id"]], {}),
                        counts.get(row[column["id"]], {}))}
        for row in map(rows.get, page["order"])]


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
