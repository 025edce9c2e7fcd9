"""Vandaag: one worklist, tasks for persons, and what is done about each with one tap."""

import re

import pytest

import forms
from days import in_days
from jobs import Job, check

TASK = re.compile(r"/tasks/T-\w+$")
PHONE = {"width": 390, "height": 844}


def phone(page_for, account):
    page = page_for(account, width=390, touch=True)
    page.set_viewport_size(PHONE)
    page.goto("/")
    return page


def rows(page):
    return page.locator("#te-doen").locator("xpath=../..").locator(".task")


@pytest.mark.parametrize("account", ["lokaal.nijmegen", "gemeente.nijmegen", "netwerk"])
def test_page_P35_the_first_three_rows_lie_on_the_first_screen_of_a_phone(page_for, account):
    page = phone(page_for, account)
    tasks = rows(page)
    bar = page.locator(".thumb")
    bottom = bar.bounding_box()["y"] if bar.count() else PHONE["height"]
    for index in range(min(3, tasks.count())):
        box = tasks.nth(index).bounding_box()
        assert box["y"] + box["height"] <= bottom, f"row {index + 1} ends at {box}"


@pytest.mark.job
def test_page_P35_a_silent_group_is_spoken_to_in_one_tap(page_for):
    page = phone(page_for, "lokaal.nijmegen")
    job = Job(page)
    button = rows(page).get_by_role("button", name=re.compile("^Gesproken")).first
    job.click(job.needs(button))
    assert "is vastgelegd" in page.get_by_role("status").inner_text()
    check("log spoken on a phone", job, (1, 0, 1, PHONE["height"]))
    page.get_by_role("status").get_by_role("button").click()


def test_page_P13_what_is_done_is_named_and_can_be_taken_back(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/")
    row = rows(page).filter(has=page.get_by_role("button", name=re.compile("^Klaar"))).first
    title = row.get_by_role("link").first.inner_text()
    row.get_by_role("button").click()
    assert f"“{title}” is klaar." in page.get_by_role("status").inner_text()
    page.get_by_role("status").get_by_role("button", name="Ongedaan maken").click()
    assert title in forms.main_text(page)


def test_page_P02_no_task_of_a_rule_is_closed_with_one_tap_that_writes_nothing(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/tasks")
    for row in page.get_by_role("row").filter(has_text=re.compile("^(Bel groep|Bespreek|Doe de intake|Zoek een lid)")).all():
        assert not row.get_by_role("button", name=re.compile("^Klaar")).count(), row.inner_text()


def test_page_P02_a_concern_that_closes_asks_how_it_ended(page_for):
    local = page_for("lokaal.nijmegen")
    forms.open_form(local, "/concerns/new")
    forms.fill(local, text="De bel gaat elke nacht.")
    assert forms.save(local, "text") == 303
    page = page_for("aandacht")
    page.goto("/")
    page.locator('main a[href^="/concerns/Z-"]').first.click()
    page.get_by_text("Sluit de melding").first.click()
    page.get_by_role("button", name="Sluit de melding").click()
    assert "Kies hoe het is afgelopen" in forms.main_text(page)


@pytest.mark.job
def test_page_P17_a_task_is_handed_to_a_colleague_who_is_shown_it(page_for):
    page = page_for("lokaal.nijmegen")
    forms.open_form(page, "/tasks/new")
    forms.fill(page, title="Sleutel ophalen bij de conciërge")
    forms.date(page, "due_on", in_days(40))
    assert forms.save(page, "title") == 303
    page.goto("/tasks")
    job = Job(page)
    job.click(page.get_by_role("link", name="Sleutel ophalen bij de conciërge"))
    job.click(page.locator("#overdragen").get_by_text("Joris Wiersma"))
    job.click(page.locator("#overdragen").get_by_role("button", name="Overdragen"))
    assert "is nu van Joris Wiersma" in page.get_by_role("status").inner_text()
    check("hand a task to a colleague", job, (3, 0, 2, None))
    # He is away, so that who stands in for him goes on seeing it, with whose it is.
    page.goto("/tasks")
    row = page.get_by_role("main").get_by_role("row").filter(has_text="Sleutel ophalen")
    assert "Voor Joris Wiersma, afwezig" in row.inner_text()

    colleague = page_for("collega.nijmegen")
    colleague.goto("/")
    row = rows(colleague).filter(has_text="Sleutel ophalen")
    assert "Van Hanneke Vos" in row.inner_text()


def test_what_must_be_done_today_is_one_number(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/")
    total = page.locator('a[href="/tasks?due=now"]').first
    count, words = total.get_attribute("data-count"), total.inner_text()
    assert sum(map(int, re.findall(r"\d+", words))) == int(count)
    total.click()
    assert page.get_by_role("heading", level=1).locator(".count").inner_text() == count
