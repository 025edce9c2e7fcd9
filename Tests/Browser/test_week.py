"""The week, and the talks that stand in it."""

import re

import pytest

import forms
import jobs
from days import in_days, today
from look import check
from places import resolve


def plan(page, group, **values):
    day = values.pop("day", in_days(1))
    forms.open_form(page, f"{group}/talks/new")
    forms.fill(page, happens_on_day=day.day, happens_on_month=day.month, happens_on_year=day.year, **values)
    assert forms.save(page, "begins") == 303
    return re.sub(r"^https?://[^/]+", "", page.url)


@pytest.mark.job
def test_page_P28_a_week_is_printed_with_two_clicks(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/")
    page.add_init_script("window.print = () => { document.title = 'printed' }")
    job = jobs.Job(page)
    job.click(page.get_by_role("navigation").get_by_role("link", name="Week", exact=True).first)
    job.click(job.needs(page.get_by_role("button", name="Afdrukken")))
    assert page.title() == "printed"
    jobs.check("print a week", job, (2, 0, 1, None))


def test_page_P28_a_talk_is_planned_stands_in_the_week_and_goes_into_a_calendar(page_for):
    page = page_for("lokaal.nijmegen")
    group = resolve(page, "/groups/*")
    talk = plan(page, group, kind="training", begins="19u30", place="Bibliotheek")
    check(page)
    assert "19:30" in forms.main_text(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="Naar mijn agenda").click()
    text = download.value.path().read_text()
    assert download.value.suggested_filename.endswith(".ics")
    assert "BEGIN:VEVENT" in text and "LOCATION:Bibliotheek" in text
    page.goto(f"/week?from={in_days(1).isoformat()}")
    assert page.locator(f'main a[href="{talk}"]').count() == 1


def test_a_talk_that_was_held_opens_its_log_with_the_day(page_for):
    page = page_for("lokaal.nijmegen")
    group = resolve(page, "/groups/*")
    talk = plan(page, group, kind="talk", day=today())
    page.goto(talk)
    page.get_by_role("button", name="Gesproken").click()
    page.wait_for_load_state()
    assert f"{group}/log/new" in page.url
    assert forms.field(page, "happened_on_day").input_value() == str(today().day)
    page.goto(talk)
    assert "Geweest" in forms.main_text(page)


def test_a_talk_can_be_called_off_and_that_undone_without_script(browser, server, people):
    state = people.sign_in("lokaal.nijmegen")
    context = browser.new_context(base_url=server.url, storage_state=state, java_script_enabled=False)
    page = context.new_page()
    talk = plan(page, resolve(page, "/groups/*"), kind="talk", begins="23:45")
    page.get_by_role("button", name="Zeg dit gesprek af").click()
    page.get_by_role("button", name="Ongedaan maken").click()
    assert page.url.endswith(talk)
    assert page.get_by_role("button", name="Zeg dit gesprek af").is_visible()
    context.close()
