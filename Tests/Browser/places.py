"""The pages of each role; `*` stands for the first record on the list before it.

`/a > /b/*/c` is reached by the first link of that shape on the page `/a`, and so on."""

import re

import forms

PLACES = {
    None: ["/login", "/components"],
    "netwerk": [
        "/", "/cities", "/cities/*", "/groups", "/groups/*", "/families", "/families/*", "/matches",
        "/matches/*", "/stays", "/stays/planner", "/stays/free", "/stays/*", "/guests",
        "/accommodations", "/tasks", "/week", "/account"],
    "lokaal.nijmegen": [
        "/", "/cities/*", "/groups", "/groups?state=active", "/groups?q=Bestaatniet", "/groups/new",
        "/groups/*", "/groups/*/members/new", "/groups/*/log/new", "/log/many", "/families",
        "/families/new", "/families/*", "/couple", "/matches", "/matches/new", "/matches/*", "/tasks",
        "/week", "/round", "/groups/*/talks/new", "/account"],
    "gemeente.nijmegen": [
        "/", "/cities/*", "/groups", "/groups/*", "/families", "/families/new", "/families/*",
        "/matches", "/tasks", "/week", "/account"],
    "shelter.nijmegen": [
        "/", "/cities/*", "/stays", "/stays/new", "/stays/planner", "/stays/*", "/guests",
        "/accommodations", "/tasks", "/week", "/account"],
    "aandacht": [
        "/", "/voice", "/voice > /families/*/voice", "/groups", "/families", "/stays", "/tasks", "/week"],
    "beheer": ["/", "/cities", "/account"],
}

# The pages behind those above: logs, forms, confirmations, other stages of a record, and refusals.
FURTHER = {
    None: ["/help", "/privacy", "/accessibility"],
    "netwerk": [
        "/?map=shelter", "/samen-hier", "/shelter-city", "/changes", "/tasks > /tasks/*", "/cities/new", "/cities > /cities/* > /cities/*/programmes", "/guests/new",
        "/guests > /guests/*", "/guests > /guests/* > /guests/*/identity/edit", "/accommodations/new",
        "/guests/candidates", "/guests/candidates > /guests/*/candidate",
        "/guests/candidates > /guests/*/candidate > /guests/*/candidate/edit",
        "/guests/candidates > /guests/*/candidate > /guests/*/nominate",
        "/cohorts", "/cohorts > /cohorts/*/edit",
        "/stays?state=planned > /stays/* > /stays/*/nominate",
        "/stays?state=nominated > /stays/* > /stays/*/nomination",
        "/accommodations > /accommodations/* > /accommodations/*/edit",
        "/stays?state=departing > /stays/* > /stays/*/extend",
        "/stays?state=in_stay > /stays/* > /stays/*/edit",
        "/stays?state=planned > /stays/*", "/stays?state=aftercare > /stays/*",
        "/matches?state=completed > /matches/*", "/families?state=completed > /families/*",
        "/groups/*/log", "/families?q=Bestaatniet", "/tasks/new"],
    "lokaal.nijmegen": [
        "/groups/*/edit", "/groups/*/former", "/groups/*/log", "/groups?state=forming > /groups/*",
        "/groups?state=ready > /groups/*", "/groups/* > /groups/*/members/*/edit",
        "/groups/* > /groups/*/trainings",
        "/groups/* > /groups/*/members/*/clearance", "/groups/* > /groups/*/members/*/edit > /groups/*/members/*/leave",
        "/groups/* > /groups/*/log/*/edit", "/log/new", "/families?state=announced > /families/*",
        "/families?state=waiting > /families/*", "/families?state=supported > /families/*",
        "/families?state=supported > /families/* > /families/*/edit",
        "/families?state=supported > /families/* > /families/*/members/new",
        "/families?state=supported > /families/* > /families/*/members/*/edit",
        "/families?state=waiting > /families/* > /families/*/needs",
        "/families?state=supported > /families/* > /families/*/needs/new?back=*",
        "/families?state=supported > /families/* > /families/*/needs/*/edit",
        "/families?state=supported > /families/* > /matches/*/plan > /matches/*/plan/print",
        "/groups?q=Galgenveld > /groups/*", "/groups?q=Galgenveld > /groups/* > /groups/*/goals/*/edit",
        "/groups?q=Galgenveld > /groups/* > /groups/*/plan/print",
        "/families?state=supported > /families/* > /families/*/notes",
        "/families?state=waiting > /families/* > /families/*/leave/*",
        "/families?state=waiting > /families/* > /families/*/code", "/search", "/search?q=le",
        "/search?q=lnet", "/search?q=xyzzy",
        "/matches/new > /matches/new?family=*", "/matches/new > /matches/new?group=*",
        "/matches/new > /matches/new?family=* > /matches/new?family=*&group=*",
        "/matches?state=active > /matches/* > /matches/*/steps/ended_early",
        "/matches?state=active > /matches/* > /matches/*/steps/suspended",
        "/tasks > /tasks/*", "/tasks > /tasks/* > /tasks/*/edit",
        "/week > /families/*/talks/*", "/week?week=morgen", "/tasks/new", "/account/password", "/account/name", "/groups/G-ZZZZ"],
    "gemeente.nijmegen": [
        "/families?state=announced > /families/*", "/groups/*/log", "/stays", "/stays/planner",
        "/accommodations", "/stays/new", "/nergens"],
    "shelter.nijmegen": [
        "/stays?state=preparing > /stays/*", "/stays?state=planned > /stays/*", "/guests > /guests/*",
        "/accommodations/new", "/accommodations > /accommodations/*",
        "/accommodations > /accommodations/* > /accommodations/*/edit",
        "/stays?state=preparing > /stays/* > /stays/*/edit",
        "/stays?state=nominated > /stays/* > /stays/*/nomination",
        "/tasks/new"],
    "beheer": ["/cities/new"],
}

# What the demo has no account for: other cities, other roles, and cities without records. For pictures only.
STRANGE = {
    "lokaal.rotterdam": [
        "/matches?state=agreed > /matches/*", "/matches?state=closing > /matches/*",
        "/matches?state=closing > /matches/* > /matches/*/steps/ended_early"],
    "lokaal.amsterdam": [
        "/matches?state=introduced > /matches/*",
        "/matches?state=introduced > /matches/* > /matches/*/steps/declined"],
    "aandacht": ["/", "/groups", "/families?state=supported > /families/*"],
    "controle": ["/", "/cities", "/cities/*"],
    "begin": ["/", "/groups", "/families", "/matches", "/tasks", "/log/new", "/log/many", "/matches/new"],
    "opvang": ["/", "/stays", "/stays/planner", "/accommodations", "/guests"],
    "ambtenaar": ["/", "/families"],
}

# Forms sent as they open, with a field that says which form is meant.
UNFILLED = [
    ("lokaal.nijmegen", "/groups/new", "name"),
    ("lokaal.nijmegen", "/search", "q"),
    ("lokaal.nijmegen", "/groups/*/members/new", "birth_year"),
    ("lokaal.nijmegen", "/groups/*/log/new", "note"),
    ("lokaal.nijmegen", "/groups/*/talks/new", "begins"),
    ("gemeente.nijmegen", "/families/new", "household_size"),
    ("shelter.nijmegen", "/stays/new", "from_on_day"),
]


def resolve(page, place):
    """The path with a real record in the place of `*`."""
    if " > " in place:
        return follow(page, *place.split(" > "))
    if "*" not in place:
        return place
    folder = place.strip("/").split("/")[0]
    if folder == "cities":
        return place.replace("*", own_city(page))
    state = "?state=active" if folder == "groups" else ""
    return place.replace("*", forms.open_first(page, f"/{folder}{state}", folder))


def follow(page, start, *shapes):
    """The last of a chain of links, each found on the page of the one before it."""
    path = resolve(page, start)
    for shape in shapes:
        page.goto(path)
        pattern = re.compile(re.escape(shape).replace(r"\*", "(?!(?:new|planner|expiring|free|candidates)$)[^/?&]+"))
        path = next((link for link in links(page) if pattern.fullmatch(link)), None)
        assert path, f"{page.url} has no link {shape}"
    return path


def links(page):
    return page.locator("main a, footer a").evaluate_all(
        "links => links.map(link => new URL(link.getAttribute('href'), location)).map(url => url.pathname + url.search)")


def own_city(page):
    """The first city this person may see: on the list, or linked from the landing page."""
    page.goto("/cities")
    if forms.refs(page, "cities"):
        return forms.refs(page, "cities")[0]
    page.goto("/")
    return re.search(r"/cities/(C-[0-9A-Z]{4})", page.content()).group(1)
