"""Coupling a family and a group after two separate decisions."""

import re

import pytest

import forms

DECISIONS = ("family_decision", "group_decision")


def propose(page, family, group):
    page.goto(f"/matches/new?family={family}&group={group}")
    return forms.save(page, "once")


def decide(page, match, decision, answer="yes"):
    """Records what one side says, on the page of the match."""
    page.goto(f"/matches/{match}")
    forms.choose(page, decision, answer)
    if answer == "yes" and forms.has(page, "expectations"):
        forms.choose(page, "expectations")
    answered = forms.save(page, decision)
    if answer == "no":
        assert answered == 200, "a no ends the match: a page of its own asks first"
        answered = forms.save(page, "sure")
    assert answered == 303, forms.errors(page)


@pytest.fixture(scope="module")
def waiting():
    """Families and groups that earlier tests of this file already used."""
    return {"families": set(), "groups": set()}


def listed(page, kind, state):
    page.goto(f"/{kind}?state={state}")
    return forms.refs(page, kind)


def next_of(page, waiting, kind, state):
    free = [ref for ref in listed(page, kind, state) if ref not in waiting[kind]]
    assert free, f"the demo has no more {kind} that are {state} in Nijmegen"
    waiting[kind].add(free[0])
    return free[0]


def start(page):
    """The button that begins the year; it is there only when nothing lacks."""
    return page.get_by_role("button", name="Start het jaar")


def test_story_L7_the_year_starts_after_two_yes_and_what_both_signed(page_for, waiting):
    """Record both decisions: activate is disabled until both said yes and there is a start date."""
    page = page_for("lokaal.nijmegen")
    family = next_of(page, waiting, "families", "waiting")
    group = next_of(page, waiting, "groups", "ready")
    assert propose(page, family, group) == 303
    match = forms.ref_in(page)
    for decision in DECISIONS:
        assert start(page).count() == 0
        assert family not in listed(page, "families", "matched")
        page.goto(f"/matches/{match}")
        forms.choose(page, decision, "yes")
        assert forms.save(page, decision) == 303
    assert "zodra zij tekenden" in page.get_by_role("status").first.inner_text()
    assert start(page).count() == 0, "what both expect is not signed yet"
    forms.choose(page, "expectations")
    assert forms.save(page, "expectations") == 303
    assert match in listed(page, "matches", "agreed")
    assert family in listed(page, "families", "matched")
    page.goto(f"/families/{family}")
    assert group in forms.refs(page, "groups")
    page.goto(f"/matches/{match}")
    forms.fill(page, starts_on_day="", starts_on_month="", starts_on_year="")
    start(page).click()
    assert forms.error_at(page, "starts_on_day"), "a year starts on a day"
    assert match in listed(page, "matches", "agreed")
    page.goto(f"/matches/{match}")
    start(page).click()
    assert "is nu actief" in page.get_by_role("status").first.inner_text()
    assert family in listed(page, "families", "supported")
    took_back(page, match, group, family)


def took_back(page, match, group, family):
    """A step is taken back by who took it, and family and group go along."""
    page.goto(f"/matches/{match}")
    page.get_by_role("button", name="Neem deze stap terug").click()
    assert "staat weer op: overeengekomen" in page.get_by_role("status").first.inner_text()
    assert page.get_by_role("button", name="Neem deze stap terug").count() == 0
    assert match in listed(page, "matches", "agreed")
    assert group in listed(page, "groups", "matched")
    assert family in listed(page, "families", "matched")


def test_a_second_coupling_of_the_same_family_is_refused_in_words(page_for, waiting):
    page = page_for("lokaal.nijmegen")
    family = next_of(page, waiting, "families", "waiting")
    first, second = (next_of(page, waiting, "groups", "ready") for _ in range(2))
    assert propose(page, family, first) == 303
    match = forms.ref_in(page)
    page.goto(f"/matches/new?family={family}&group={second}")
    assert not forms.has(page, "once"), "what would be refused has no button"
    assert re.search(r"al (gekoppeld|voorgesteld)", forms.main_text(page))
    page.goto(f"/families/{family}")
    assert forms.refs(page, "matches") in ([match], [])
    assert second not in forms.refs(page, "groups")


@pytest.mark.parametrize("decision", DECISIONS)
def test_story_L7_a_no_of_one_side_ends_in_declined_and_frees_both(page_for, waiting, decision):
    page = page_for("lokaal.nijmegen")
    family = next_of(page, waiting, "families", "waiting")
    group = next_of(page, waiting, "groups", "ready")
    assert propose(page, family, group) == 303
    match = forms.ref_in(page)
    decide(page, match, decision, "no")
    page.goto(f"/matches/{match}")
    assert "Afgewezen" in page.locator(".titlebar .tags").inner_text()
    assert family in listed(page, "families", "waiting")
    assert group in listed(page, "groups", "ready")
    waiting["groups"].discard(group)


def test_a_group_rests_and_stops_for_a_reason_that_is_asked_at_its_step(page_for):
    page = page_for("lokaal.nijmegen")
    group = listed(page, "groups", "forming")[0]
    page.goto(f"/groups/{group}")
    page.locator("summary", has_text="Anders").click()
    page.get_by_role("button", name="Stoppen").click()
    assert page.get_by_role("alert").is_visible()
    assert "Kies waarom de groep stopt" in forms.error_at(page, "stop_reason")
    forms.choose(page, "stop_reason", "family")
    page.get_by_role("button", name="Stoppen").click()
    page.get_by_role("button", name="Groep laten stoppen").click()
    assert group in listed(page, "groups", "stopped")
    page.goto(f"/groups/{group}")
    page.get_by_role("button", name="Neem deze stap terug").click()
    assert group in listed(page, "groups", "forming")
