"""The pages of each role; `*` stands for the first record on the list before it."""

import re

import forms

PLACES = {
    None: ["/login"],
    "netwerk": [
        "/", "/cities", "/cities/*", "/groups", "/groups/*", "/families", "/families/*", "/matches",
        "/matches/*", "/stays", "/stays/planner", "/stays/*", "/guests", "/accommodations", "/tasks",
        "/account"],
    "lokaal.nijmegen": [
        "/", "/cities/*", "/groups", "/groups?state=active", "/groups?q=Bestaatniet", "/groups/new",
        "/groups/*", "/groups/*/members/new", "/groups/*/log/new", "/log/many", "/families",
        "/families/new", "/families/*", "/matches", "/matches/new", "/matches/*", "/tasks", "/account"],
    "gemeente.nijmegen": [
        "/", "/cities/*", "/groups", "/groups/*", "/families", "/families/new", "/families/*",
        "/matches", "/tasks", "/account"],
    "shelter.nijmegen": [
        "/", "/cities/*", "/stays", "/stays/new", "/stays/planner", "/stays/*", "/guests",
        "/accommodations", "/tasks", "/account"],
    "beheer": ["/", "/cities", "/account"],
}

# Forms sent as they open, with a field that says which form is meant.
UNFILLED = [
    ("lokaal.nijmegen", "/groups/new", "name"),
    ("lokaal.nijmegen", "/groups/*/members/new", "birth_year"),
    ("lokaal.nijmegen", "/groups/*/log/new", "note"),
    ("gemeente.nijmegen", "/families/new", "household_size"),
    ("shelter.nijmegen", "/stays/new", "from_on_day"),
]


def resolve(page, place):
    """The path with a real record in the place of `*`."""
    if "*" not in place:
        return place
    folder = place.strip("/").split("/")[0]
    if folder == "cities":
        return place.replace("*", own_city(page))
    state = "?state=active" if folder == "groups" else ""
    return place.replace("*", forms.open_first(page, f"/{folder}{state}", folder))


def own_city(page):
    """The first city this person may see: on the list, or linked from the landing page."""
    page.goto("/cities")
    if forms.refs(page, "cities"):
        return forms.refs(page, "cities")[0]
    page.goto("/")
    return re.search(r"/cities/(C-[0-9A-Z]{4})", page.content()).group(1)
