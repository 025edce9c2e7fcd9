"""Rows of the programmes as they really are: Samen Hier, formal civic integration, resettlement."""

import re

import forms
from days import in_days, today
from families import announce
from groups import add_member, make_group_of

FIVE = ["Joke Peters", "Ruben van Dam", "Samira Haddad", "Wim Derksen", "Lotte Janssen"]


def edit_group(page, ref, *days, **values):
    forms.open_form(page, f"/groups/{ref}/edit")
    for name in days:
        forms.date(page, name, today())
    forms.fill(page, **values)
    assert forms.save(page, "name") == 303, forms.errors(page)


def clear(page, ref, *titles):
    """Everybody signed, showed or attended these today."""
    forms.open_form(page, f"/groups/{ref}/trainings")
    for title in titles:
        for column in page.locator("tr.top td").filter(has_text=title).all():
            column.locator("input[type=text]").fill(f"{today().day}-{today().month}-{today().year}")
            column.locator("input[type=checkbox]").check()
    assert forms.save(page, "day.vog") == 303, forms.errors(page)


def press(page, button):
    found = page.get_by_role("main").get_by_role("button", name=button, exact=True)
    forms.reveal(found)
    found.first.click()
    page.wait_for_load_state()


def test_programme_samen_hier_four_members_are_refused_and_a_fifth_with_training_is_ready(page_for):
    page = page_for("lokaal.nijmegen")
    ref = make_group_of(page, "Nije Veld", FIVE)
    edit_group(page, ref, "intake_on")
    clear(page, ref, "Gedragscode")
    page.goto(f"/groups/{ref}")
    for step in ("Begin met vormen", "Begin de voorbereiding"):
        press(page, step)
    edit_group(page, ref, "available_from_on", max_household=6, support_level="2")
    clear(page, ref, "VOG", "Samen op weg", "Grenzen")
    leave(page, ref, FIVE[-1])

    page.goto(f"/groups/{ref}")
    now = page.locator(".part1")
    assert "Klaar voor koppeling" in now.inner_text() and "Nog niet mogelijk" in now.inner_text()
    assert "Minstens 5 leden, nu 4" in now.inner_text()
    assert now.get_by_role("button", name="Klaar voor koppeling").count() == 0

    assert add_member(page, ref, "Karin de Wit") == 303, forms.errors(page)
    page.goto(f"/groups/{ref}")
    told = now.inner_text()
    for lack in ("Nog niet alle leden hebben de gedragscode getekend",
                 "Nog niet alle leden hebben de trainingen gevolgd",
                 "Nog niet van alle leden is de VOG gezien"):
        assert lack in told
    clear(page, ref, "Gedragscode", "VOG", "Samen op weg", "Grenzen")
    page.goto(f"/groups/{ref}")
    press(page, "Klaar voor koppeling")
    assert "klaar voor koppeling" in page.get_by_role("status").first.inner_text()
    page.goto("/groups?state=ready")
    assert ref in forms.refs(page, "groups")


def leave(page, ref, name):
    page.goto(f"/groups/{ref}")
    page.locator("#mensen").locator("xpath=..").get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="Stopt…").click()
    forms.choose(page, "left_reason")
    assert forms.save(page, "left_reason") == 303, forms.errors(page)


def test_programme_civic_integration_the_plan_has_three_columns_and_a_formal_contact(page_for):
    page = page_for("lokaal.nijmegen")
    family = forms.open_first(page, "/families?state=supported", "families")
    goals = {"Fietsles op zaterdag": "De groep", "Inschrijving taalschool": "De gemeente",
             "Inburgering bij Vluchtelingenwerk": "Een partner"}
    for title, owner in goals.items():
        forms.open_form(page, f"/families/{family}/needs/new")
        forms.fill(page, title=title)
        forms.choose_by_label(page, "theme", "Taal")
        forms.choose_by_label(page, "owner", owner)
        assert forms.save(page, "title") == 303, forms.errors(page)
    page.goto(f"/families/{family}/needs")
    columns = page.locator(".goals > section")
    heads = columns.locator("h4").all_inner_texts()
    assert heads[:3] == list(goals.values())
    for title, owner in goals.items():
        at = columns.filter(has=page.get_by_role("heading", name=owner, exact=True))
        assert title in at.inner_text()

    forms.open_form(page, f"/contacts/new?family={family}")
    forms.choose(page, "function", "client_manager")
    forms.fill(page, organisation="Gemeente Nijmegen", name="Hind Berkane", phone="024 000 77 01")
    assert forms.save(page, "organisation") == 303, forms.errors(page)
    people = page.locator("section.part3").inner_text()
    assert "Hind Berkane" in people and re.search("klantmanager", people, re.I)


def test_programme_resettlement_a_date_that_slips_is_kept_as_history_and_nothing_is_late(page_for):
    officer, page = page_for("gemeente.nijmegen"), page_for("lokaal.nijmegen")
    family = announce(officer, size=4, days=10)
    for days, certainty in ((24, "confirmed"), (38, "expected")):
        forms.open_form(officer, f"/families/{family}/edit")
        forms.date(officer, "arrival_on", in_days(days))
        forms.choose(officer, "arrival_certainty", certainty)
        assert forms.save(officer, "household_size") == 303, forms.errors(officer)
    page.goto(f"/families/{family}")
    page.locator("#meer > summary").click()
    beliefs = page.locator("section[aria-labelledby=aankomst]").inner_text()
    days = re.findall(r"^(\d+) [a-z]+ \d{4}, \w+", beliefs, re.M)
    assert days == [str(in_days(count).day) for count in (38, 24, 10)], "the latest first"
    assert "te laat" not in forms.whole_text(page)


def test_programme_resettlement_a_group_is_ready_before_the_arrival(page_for):
    """Of the demo: a sponsor group that wrote its plan and ticks its list before any family is known."""
    page = page_for("lokaal.nijmegen")
    page.goto("/groups?q=Galgenveld")
    page.get_by_role("main").get_by_role("link", name="Galgenveld", exact=True).first.click()
    assert "Klaar voor koppeling" in page.locator(".titlebar").inner_text()
    year = page.locator(".part2")
    assert "Voor de aankomst" in year.inner_text() and year.locator(".goals").count() == 1
    line = year.locator('button.line[aria-pressed="false"]').first
    title = line.inner_text()
    line.click()
    page.wait_for_load_state()
    assert f"Afgevinkt: {title}" in page.get_by_role("status").first.inner_text()
    page.get_by_role("status").get_by_role("button", name="Ongedaan maken").click()
    assert "te laat" not in page.locator(".part2").inner_text()
