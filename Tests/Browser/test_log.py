"""Logging a contact in under a minute, from a phone."""

import re
from uuid import uuid4

import pytest

import forms
from days import in_days, today
from people import People
from program import Server

PHONE = 390
HOUR_AND_A_HALF = re.compile(r"\b(1,5 uur|anderhalf uur|90 min|1 uur (en )?30|1:30|1u30)", re.I)


@pytest.fixture
def page(page_for):
    return page_for("lokaal.nijmegen", width=PHONE, touch=True)


@pytest.fixture
def group(page):
    """A group that has a family, so that there is something to log."""
    return forms.open_first(page, "/groups?state=active", "groups")


def sentence():
    return f"Samen de post gelezen, kenmerk {uuid4().hex[:10]}."


def test_story_L2_a_contact_is_three_taps_and_one_sentence(page, group):
    """Log a contact in under a minute: today is filled in, and saving leads back with a confirmation."""
    note = sentence()
    forms.open_form(page, f"/groups/{group}/log/new")
    for name, part in (("day", today().day), ("year", today().year)):
        assert forms.field(page, f"happened_on_{name}").input_value() == str(part)

    forms.tap(page, "contact", "made")
    forms.tap(page, "worry", "no")
    forms.fill(page, note=note)
    button = forms.save_button(page, "note")
    with page.expect_navigation():
        button.tap()

    assert page.get_by_role("status").first.is_visible()
    page.goto(f"/groups/{group}")
    assert note in page.get_by_role("main").text_content()


def test_page_P04_whether_one_worries_is_asked_before_the_note_and_answered_by_nobody_else(
        page, group):
    forms.open_form(page, f"/groups/{group}/log/new")
    answers = [value for value, _ in forms.options(page, "worry")]
    assert answers == ["no", "watched", "reported"]
    assert page.locator('[name="worry"]:checked').count() == 0
    order = ["contact", "happened_on_day", "worry", "note"]
    places = [forms.field(page, name).first.evaluate(
        "e => (e.closest('label, .chip') || e).getBoundingClientRect().top + scrollY")
        for name in order]
    assert places == sorted(places)
    # All that is asked of everybody lies on the first two screens.
    assert places[-1] < 2 * page.viewport_size["height"]
    assert not forms.field(page, "duration").is_visible()


def test_page_P04_who_does_not_say_whether_there_is_a_worry_may_save(page, group):
    note = sentence()
    forms.open_form(page, f"/groups/{group}/log/new")
    forms.tap(page, "contact", "made")
    forms.fill(page, note=note)
    assert forms.save(page, "note") == 303
    page.goto(f"/groups/{group}")
    entry = page.locator(".tl__day > li").filter(has_text=note)
    entry.get_by_role("link", name=re.compile("Wijzig")).click()
    assert page.locator('[name="worry"]:checked').count() == 0, "unanswered became an answer"


def test_page_P04_a_worry_that_one_keeps_to_oneself_marks_no_group(page, group):
    marked = page.get_by_role("main").get_by_text("Zorg gemeld")
    page.goto(f"/groups/{group}")
    before = marked.count()
    forms.open_form(page, f"/groups/{group}/log/new")
    forms.tap(page, "contact", "made")
    forms.tap(page, "worry", "watched")
    assert forms.save(page, "note") == 303
    page.goto(f"/groups/{group}")
    assert marked.count() == before
    # It is asked after at the next contact.
    page.goto(f"/groups/{group}/log/new")
    assert "U lette op deze groep" in forms.main_text(page)


def test_page_P19_a_failed_attempt_is_asked_no_more_than_that(page, group):
    forms.open_form(page, f"/groups/{group}/log/new")
    fold = page.locator("details.made-only")
    assert fold.is_visible()
    forms.tap(page, "contact", "tried")
    assert not fold.is_visible()
    for name in ("duration", "themes", "mood", "members"):
        assert not forms.field(page, name).first.is_visible()
    assert forms.field(page, "note").is_visible()
    forms.tap(page, "contact", "made")
    assert fold.is_visible()


def test_the_save_button_is_in_reach_of_the_thumb(page, group):
    forms.open_form(page, f"/groups/{group}/log/new")
    box = forms.save_button(page, "note").bounding_box()
    assert box["y"] + box["height"] <= page.viewport_size["height"]
    assert box["height"] >= 44


def test_story_L2_the_day_of_tomorrow_is_refused_and_the_typed_text_stays(page, group):
    note = sentence()
    forms.open_form(page, f"/groups/{group}/log/new")
    forms.tap(page, "contact", "made")
    forms.date(page, "happened_on", in_days(1))
    forms.fill(page, note=note)
    assert forms.save(page, "note") == 422
    assert forms.error_at(page, "happened_on_day")
    assert re.search("toekomst|later|vandaag", forms.errors(page), re.I)
    assert forms.field(page, "note").input_value() == note
    assert forms.field(page, "happened_on_day").input_value() == str(in_days(1).day)

    forms.date(page, "happened_on", today())
    assert forms.save(page, "note") == 303
    page.goto(f"/groups/{group}/log")
    assert page.get_by_role("main").text_content().count(note) == 1


@pytest.mark.parametrize("typed", ["1,5", "1.5", "1:30", "1u30", "90 min"])
def test_story_L2_a_duration_may_be_typed_as_people_write_it(page, group, typed):
    note = sentence()
    forms.open_form(page, f"/groups/{group}/log/new")
    forms.tap(page, "contact", "made")
    forms.fill(page, duration=typed, note=note)
    assert forms.save(page, "note") == 303
    page.goto(f"/groups/{group}")
    entry = page.get_by_role("listitem").filter(has_text=note).last
    assert HOUR_AND_A_HALF.search(entry.text_content())


def test_story_L2_usual_durations_and_themes_are_one_tap_each(page, group):
    note = sentence()
    forms.open_form(page, f"/groups/{group}/log/new")
    minutes = [int(value) for value, _ in forms.options(page, "minutes")]
    assert minutes[:4] == [15, 30, 45, 60] and all(each % 15 == 0 for each in minutes)
    forms.tap(page, "contact", "made")
    forms.tap(page, "minutes", "45")
    forms.tap(page, "themes", forms.options(page, "themes")[0][0])
    theme = forms.options(page, "themes")[0][1]
    forms.fill(page, note=note)
    assert forms.save(page, "note") == 303
    page.goto(f"/groups/{group}")
    entry = page.get_by_role("listitem").filter(has_text=note).last
    assert "45 min" in entry.text_content() and theme in entry.text_content()


@pytest.mark.parametrize("now, day", [("2027-06-14T22:30:00Z", 15), ("2027-01-14T23:30:00Z", 15)])
def test_story_L2_at_half_past_midnight_it_is_today_in_amsterdam(files, browser, tmp_path, now, day):
    clock = tmp_path / "now.txt"
    clock.write_text(now)
    server = Server(files, "--demo", "--clock-file", str(clock)).start()
    people = People(browser, server)
    try:
        page = people.page_for("lokaal.nijmegen")
        group = forms.open_first(page, "/groups?state=active", "groups")
        page.goto(f"/groups/{group}/log/new")
        assert forms.field(page, "happened_on_day").input_value() == str(day)
        forms.choose(page, "contact", "made")
        assert forms.save(page, "note") == 303, "that day is not the day of tomorrow"
    finally:
        assert not people.close()
        server.end()


@pytest.mark.parametrize("typed", ["een hele middag", "4 min", "25", "-1", "1,5,5"])
def test_a_duration_that_cannot_be_is_refused_at_its_field(page, group, typed):
    forms.open_form(page, f"/groups/{group}/log/new")
    forms.tap(page, "contact", "made")
    forms.fill(page, duration=typed)
    assert forms.save(page, "note") == 422
    assert forms.error_at(page, "duration")
    assert forms.field(page, "duration").input_value() == typed


def test_story_L2_typed_text_survives_a_reload(page, group):
    note = sentence()
    forms.open_form(page, f"/groups/{group}/log/new")
    forms.tap(page, "contact", "tried")
    with page.expect_response(lambda answer: answer.url.endswith("/drafts")) as kept:
        forms.field(page, "note").press_sequentially(note)
    assert kept.value.ok
    # The first draft may hold only the beginning; leaving the page sends the rest.
    page.goto("/groups")
    page.goto(f"/groups/{group}/log/new")
    assert forms.field(page, "note").input_value() == note
    page.reload()
    assert forms.field(page, "note").input_value() == note
    assert re.search("concept", forms.main_text(page), re.I)
    assert forms.save(page, "note") == 303
    page.goto(f"/groups/{group}/log/new")
    assert forms.field(page, "note").input_value() == ""


def test_nothing_typed_is_kept_in_the_browser(page, group):
    forms.open_form(page, f"/groups/{group}/log/new")
    with page.expect_response(lambda answer: answer.url.endswith("/drafts")):
        forms.fill(page, note=sentence())
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


def test_whether_contact_was_made_is_asked_and_not_guessed(page, group):
    forms.open_form(page, f"/groups/{group}/log/new")
    forms.fill(page, note=sentence())
    assert forms.save(page, "note") == 422
    assert forms.error_at(page, "contact")
