"""Somebody is away or leaves: the deputy takes the week over, what is in hand goes on one page."""

import re

import forms
import pytest
from jobs import Job, check


@pytest.mark.job
def test_a_deputy_takes_over_for_the_week_in_two_clicks(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/")
    job = Job(page)
    job.click(page.get_by_role("link", name=re.compile("^Neem de week over")))
    job.click(page.get_by_role("button", name="Neem over voor deze week"))
    assert "Overgenomen van Joris Wiersma" in page.get_by_role("status").inner_text()
    assert "afwezig tot" in forms.main_text(page)
    check("take over for the week", job, (2, 0, 2, None))


def test_what_somebody_has_in_hand_prints_on_one_page(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/account")
    page.get_by_role("link", name="Overdracht").click()
    assert page.get_by_role("heading", level=1).inner_text().startswith("Overdracht van")
    page.emulate_media(media="print")
    assert not page.get_by_role("button", name="Draag over").is_visible()


def test_the_network_opens_names_for_an_hour_and_the_page_says_so(page_for):
    page = page_for("netwerk")
    page.goto("/groups?city=&state=active")
    page.locator("tbody th a").first.click()
    page.locator("#meer > summary").click()
    page.get_by_role("link", name="Open met een reden").click()
    page.get_by_label("Namen").check()
    page.get_by_label("Waarom moet u dit nu zien?").fill("De school belde over deze groep")
    page.get_by_role("button", name="Open", exact=True).click()
    page.locator("#meer > summary").click()
    assert "Namen open tot" in forms.main_text(page)
    page.get_by_role("link", name="Wie, wat, wanneer").click()
    assert "Ingezien: namen" in forms.main_text(page)
