"""The network changes rules, keeps trainings and exempts from a certificate of conduct."""

import re
from datetime import timedelta

import forms
from days import today
from groups import make_group_of
from people import People
from program import Server

FOUR = ["Joke Peters", "Ruben van Dam", "Samira Haddad", "Wim Derksen"]


def withdraw_planned(page):
    """One version at a time is planned; the demo has one."""
    page.goto("/rules")
    look = page.get_by_role("link", name="Bekijk de nieuwe versie")
    if look.count():
        look.click()
        page.get_by_role("button", name="Intrekken").click()
        page.wait_for_load_state()


def propose(page, day, **values):
    page.goto("/rules/new")
    for name, value in values.items():
        page.locator(f'[name="{name.replace("__", ".")}"]').fill(str(value))
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        page.locator(f'[name="from_on_{part}"]').fill(str(value))
    page.get_by_role("button", name="Versie voorstellen").click()
    page.wait_for_load_state()
    return re.search(r"/rules/(\d+)$", page.url)[1]


def test_rules_change_from_a_day_on_and_only_what_differs_is_told(page_for):
    page = page_for("netwerk")
    withdraw_planned(page)
    page.goto("/rules/new")
    page.get_by_role("button", name="Versie voorstellen").click()
    page.wait_for_load_state()
    assert "Er verandert niets" in page.get_by_role("alert").inner_text()
    propose(page, today() + timedelta(days=40), silence__days=20)
    assert "Van 28 dagen naar 20 dagen" in forms.main_text(page)
    page.goto("/rules")
    assert "gelden nieuwe regels" in forms.main_text(page)
    withdraw_planned(page)


def test_a_rule_of_safety_waits_for_a_second_person_who_is_not_the_proposer(page_for):
    admin = page_for("beheer")
    withdraw_planned(admin)
    number = propose(admin, today() + timedelta(days=2), retention__months=18)
    assert "zelf voor" in forms.main_text(admin)
    assert admin.get_by_role("button", name="Bevestigen").count() == 0
    network = page_for("netwerk")
    network.goto("/tasks")
    network.get_by_role("link", name="Bekijk nieuwe regels").first.click()
    network.get_by_role("link", name="Bekijk de regels").first.click()
    assert network.url.endswith(f"/rules/{number}")
    assert "Van 24 maanden naar 18 maanden" in forms.main_text(network)
    network.get_by_role("button", name="Bevestigen").click()
    network.wait_for_load_state()
    assert "Gepland" in forms.main_text(network)
    network.get_by_role("button", name="Intrekken").click()
    network.wait_for_load_state()


def test_a_group_says_which_rules_it_has(page_for):
    page = page_for("lokaal.nijmegen")
    ref = make_group_of(page, "Heijendaal", FOUR)
    page.goto(f"/groups/{ref}")
    page.locator("#meer > summary").click()
    page.get_by_role("link", name=re.compile("^Regels van")).click()
    assert "nieuwste regels" in forms.main_text(page)
    assert "Een welkomgroep heeft minstens" in page.content()


def test_edge_rules_change_mid_match_and_a_group_is_moved_after_what_changes_was_shown(
        files, browser, tmp_path):
    clock = tmp_path / "clock"
    clock.write_text(f"{today() + timedelta(days=50)}T09:00:00Z")
    server = Server(files, "--demo", "--clock-file", str(clock)).start()
    people = People(browser, server)
    try:
        page = people.page_for("lokaal.nijmegen")
        group = forms.open_first(page, "/groups?state=active", "groups")
        page.goto(f"/groups/{group}")
        path = page.url
        page.locator("#meer > summary").click()
        page.get_by_role("link", name="Regels van 1 januari 2019").click()
        assert "Van 28 dagen naar 21 dagen" in forms.main_text(page)
        page.get_by_role("button", name=re.compile("^Overzetten naar de regels van")).click()
        page.wait_for_load_state()
        assert page.url == path
        page.goto(path + "/rules")
        assert "nieuwste regels" in forms.main_text(page)
    finally:
        people.close()
        server.end()


def test_an_exemption_is_asked_granted_without_a_name_and_told(page_for):
    local = page_for("lokaal.nijmegen")
    ref = make_group_of(local, "Heseveld", FOUR)
    local.goto(f"/groups/{ref}")
    local.get_by_role("link", name="Joke Peters", exact=True).first.click()
    local.get_by_role("link", name="VOG en training", exact=True).first.click()
    local.get_by_role("link", name="Vrijstelling van de VOG vragen").click()
    local.get_by_label("Had hier nog geen adres").check()
    until = today() + timedelta(days=60)
    for part, value in (("day", until.day), ("month", until.month), ("year", until.year)):
        local.locator(f'[name="exempt_until_{part}"]').fill(str(value))
    local.get_by_role("button", name="Vrijstelling vragen").click()
    local.wait_for_load_state()

    network = page_for("netwerk")
    network.goto("/tasks")
    network.get_by_role("link", name=re.compile("bij groep Heseveld")).first.click()
    network.get_by_role("link", name=re.compile("^Beslis")).first.click()
    text = forms.main_text(network)
    assert "had hier nog geen adres" in text
    assert not any(name.split()[0] in text for name in FOUR)
    network.get_by_label("Vrijstellen", exact=True).check()
    network.get_by_role("button", name="Beslissing opslaan").click()
    network.wait_for_load_state()
    assert network.url.endswith(f"/groups/{ref}")

    local.goto(f"/groups/{ref}/trainings")
    assert "Vrijgesteld tot" in forms.main_text(local)
