"""Concerns and complaints: reported in two clicks, read by whoever handles them, absent for others."""

import re

import pytest

import forms
from jobs import Job, check

PHONE = {"width": 390, "height": 844}
WORDS = "Er staan vreemde mannen voor de deur van de familie."


def first(page, kind, query=""):
    return forms.open_first(page, f"/{kind}{query}", kind)


def report(page, path, words=WORDS, **fields):
    """Reports a concern from the page of a record; the path of the concern."""
    page.goto(path)
    page.get_by_role("main").get_by_role("link", name="Meld een zorg").first.click()
    page.wait_for_url(re.compile("/concerns/new"))
    forms.fill(page, text=words, **fields)
    assert forms.save(page, "text") == 303
    page.wait_for_url(re.compile(r"/concerns/Z-\w+$"))
    return re.sub(r"^https?://[^/]+", "", page.url)


def test_story_L9_every_group_family_match_and_log_page_has_the_button(page_for):
    page = page_for("lokaal.nijmegen")
    group = f"/groups/{first(page, 'groups', '?state=active')}"
    for path in ("/", group, f"{group}/log", f"{group}/log/new", f"/families/{first(page, 'families')}",
                 f"/matches/{first(page, 'matches', '?state=active')}"):
        page.goto(path)
        link = page.get_by_role("main").get_by_role("link", name="Meld een zorg").first
        href = link.get_attribute("href")
        assert href.startswith("/concerns/new" if path == "/" else "/concerns/new?about="), path


def test_story_L9_for_acute_the_numbers_stand_before_the_form(page_for):
    page = page_for("lokaal.nijmegen", width=390)
    page.goto("/concerns/new")
    text = forms.main_text(page)
    assert text.index("112") < text.index("Wat is er aan de hand?")
    assert text.index("0800 2000") < text.index("Wat is er aan de hand?")
    numbers = page.locator("main a[href^='tel:']")
    assert numbers.evaluate_all("all => all.map(a => a.getAttribute('href'))") == ["tel:112", "tel:08002000"]


def test_story_L9_its_text_is_for_who_handles_it_and_the_log_says_no_more_than_that_it_was_reported(page_for):
    local = page_for("lokaal.nijmegen")
    group = f"/groups/{first(local, 'groups', '?state=active')}"
    path = report(local, group, severity="high")
    assert "Nog niet gezien" in forms.main_text(local) and WORDS not in local.content()
    lead = page_for("aandacht")
    lead.goto("/")
    assert "Beoordeel zorgmelding" in forms.main_text(lead), "nobody was told"
    lead.goto(path)
    assert WORDS in forms.main_text(lead)
    for account in ("gemeente.nijmegen", "gemeente.haarlem", "lokaal.haarlem"):
        other = page_for(account)
        assert other.goto(path).status == 404
    officer = page_for("gemeente.nijmegen")
    for place in (group, f"{group}/log", "/", "/concerns"):
        officer.goto(place)
        assert WORDS not in officer.content()
    local.goto(path)
    assert re.search(r"Gezien \d\d:\d\d", forms.main_text(local))
    local.goto(f"{group}/log")
    assert WORDS not in local.content()


def test_story_L9_the_network_reads_it_with_a_reason(page_for):
    local = page_for("lokaal.haarlem")
    path = report(local, f"/groups/{first(local, 'groups', '?state=active')}", words="Iemand bedreigt hen.")
    network = page_for("netwerk")
    network.goto(path)
    assert "bedreigt" not in network.content()
    network.locator('[name="reason"]').fill("De wethouder belde hierover.")
    network.get_by_role("button", name="Lees de melding").click()
    assert "Iemand bedreigt hen." in forms.main_text(network)


def test_story_L9_one_tap_in_the_log_is_a_report_that_asks_to_be_written(page_for):
    page = page_for("lokaal.haarlem", touch=True)
    group = f"/groups/{first(page, 'groups', '?state=active')}"
    forms.open_form(page, f"{group}/log/new")
    forms.tap(page, "contact", "made")
    forms.tap(page, "worry", "reported")
    assert forms.save(page, "note") == 303
    page.wait_for_url(re.compile(r"/concerns/Z-\w+/report$"))
    page.goto(f"{group}/log")
    assert "Zorg gemeld" in forms.main_text(page), "no more than that"
    page.goto("/")
    assert "Maak uw melding" in page.locator(".work li").first.inner_text()
    page.locator(".work li").first.get_by_role("link", name="Schrijf wat er is").click()
    page.get_by_role("main").get_by_text("Annuleren").first.click()
    page.wait_for_url(re.compile(r"/leave$"))
    assert page.get_by_role("button", name="Bel mij").is_visible()
    page.get_by_role("button", name="Trek de melding in").click()
    page.wait_for_url(re.compile(r"/$"))


@pytest.mark.parametrize("kind, words", [
    ("surroundings", "De fietsen staan steeds in het portiek."), ("complaint", "De muziek staat hard.")])
def test_programme_neighbourhood_apps_and_professionals_what_a_neighbour_says_is_the_coordinators(
        page_for, kind, words):
    """It is recorded as "omgeving" or a complaint, and goes to the coordinator, not to the group."""
    officer = page_for("gemeente.haarlem")
    officer.goto("/concerns/new")
    forms.fill(officer, text=words, kind=kind, source="neighbourhood")
    assert forms.save(officer, "text") == 303
    path = re.sub(r"^https?://[^/]+", "", officer.url)
    ref = path.rpartition("/")[2]
    local = page_for("lokaal.haarlem")
    local.goto("/")
    assert ref in forms.main_text(local), "nobody was told"
    local.goto(path)
    told = forms.main_text(local)
    assert words in told and {"surroundings": "Omgeving", "complaint": "Klacht"}[kind] in told
    # The lines between who works here and who lives there: no group has it, nor another city.
    for group in forms.refs(open_list(local, "/groups?state=active"), "groups"):
        local.goto(f"/groups/{group}")
        assert ref not in local.content() and words not in local.content()
    assert page_for("lokaal.nijmegen").goto(path).status == 404


def open_list(page, path):
    page.goto(path)
    return page


@pytest.mark.parametrize("language, direction", [("ar", "rtl"), ("ti", "ltr"), ("nl", "ltr")])
def test_the_leaflet_of_how_to_complain_is_in_the_languages_of_the_sheets(page_for, language, direction):
    page = page_for("lokaal.nijmegen")
    page.goto(f"/concerns/leaflet?language={language}")
    sheet = page.locator("article.sheet")
    assert sheet.get_attribute("dir") == direction and sheet.locator("li").count() == 4


@pytest.mark.job
def test_job_report_a_concern(page_for):
    page = page_for("lokaal.nijmegen", width=PHONE["width"], touch=True)
    page.set_viewport_size(PHONE)
    page.goto(f"/groups/{first(page, 'groups', '?state=active')}")
    job = Job(page)
    job.click(job.needs(page.get_by_role("main").get_by_role("link", name="Meld een zorg").first))
    # One types at once, with the numbers to call in sight.
    assert page.locator('[name="text"]:focus').count() == 1
    assert page.get_by_role("link", name="112").is_visible()
    job.type("Zij is bang.")
    job.click(page.get_by_role("button", name="Meld het"))
    page.wait_for_url(re.compile(r"/concerns/Z-\w+$"))
    check("report a concern", job, (2, 12, 2, 400))
