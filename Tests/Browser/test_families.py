"""The municipality announces a family and the coordinator sees it at once."""

import re

import forms
from days import in_days
from families import announce, code_name

MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus",
          "september", "oktober", "november", "december"]


def in_words(day):
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def test_story_M1_a_family_is_announced_without_names_and_the_coordinator_gets_a_task(page_for):
    """Announce a family: saved without names, it shows its code, and the coordinator sees it at once."""
    coordinator = page_for("lokaal.nijmegen")
    officer = page_for("gemeente.nijmegen")
    ref = announce(officer, size=6, days=21)
    name = code_name(officer)
    assert officer.url.endswith(ref)
    assert name in officer.get_by_role("status").first.inner_text()
    assert re.search(r"\b6\b|\bzes\b", forms.main_text(officer))
    assert re.search(r"verwacht", forms.main_text(officer), re.I)
    text = forms.whole_text(officer)
    assert in_words(in_days(21)) in text
    assert not re.search(r"bevestigd", text, re.I)

    coordinator.goto(f"/families?q={name}")
    assert ref in forms.refs(coordinator, "families")
    assert name in forms.main_text(coordinator)
    coordinator.goto(f"/families/{ref}")
    assert re.search("intake", coordinator.locator(".part1 .tasks").inner_text(), re.I)
    coordinator.goto("/tasks")
    task = coordinator.get_by_role("row").filter(has_text=name)
    assert re.search("intake", task.inner_text(), re.I)
    task.get_by_role("link").first.click()
    due = in_days(7)
    assert f"{due.day} {MONTHS[due.month - 1]}" in forms.main_text(coordinator)


def test_story_M1_the_form_asks_for_five_things_and_for_no_name(page_for):
    page = page_for("gemeente.nijmegen")
    forms.open_form(page, "/families/new")
    names = page.locator("#form").locator(
        "input:not([type=hidden]), textarea, select").evaluate_all(
        "fields => fields.map(field => field.name.replace(/_(day|month|year)$/, ''))")
    # An officer works in one city, which is not asked.
    assert set(names) == {"route", "household_size", "arrival_on", "arrival_certainty", "languages"}


def test_an_impossible_household_and_day_are_refused_and_what_was_typed_stays(page_for):
    page = page_for("gemeente.nijmegen")
    forms.open_form(page, "/families/new")
    forms.choose_by_label(page, "route", "hervestiging")
    forms.fill(page, household_size=0, arrival_on_day=30, arrival_on_month=2,
               arrival_on_year=in_days(200).year)
    assert forms.save(page, "household_size") == 422
    assert forms.error_at(page, "household_size")
    assert forms.error_at(page, "arrival_on_day")
    assert forms.field(page, "arrival_on_day").input_value() == "30"
    assert forms.field(page, "household_size").input_value() == "0"


def test_two_families_of_one_city_have_different_code_names(page_for):
    page = page_for("gemeente.nijmegen")
    announce(page, size=2)
    first = code_name(page)
    announce(page, size=3)
    assert code_name(page) != first
