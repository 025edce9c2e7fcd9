"""The year of a match: ticking a line, holding a review, and the tasks that lines are."""

import re

import pytest

import forms
from days import today
from look import check


def match_of(page, name):
    """The running match of a group of the demo."""
    page.goto("/matches?state=active")
    row = page.locator("tr", has_text=name).first
    return re.search(r"/matches/(M-\w+)", row.inner_html()).group(1)


def lines(page, pressed):
    return page.locator(f'button.line[aria-pressed="{pressed}"]')


def test_a_line_is_ticked_with_one_click_and_taken_back_with_another(page_for):
    page = page_for("lokaal.nijmegen")
    match = match_of(page, "Altrade")
    page.goto(f"/matches/{match}/plan")
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    line = lines(page, "false").first
    title = line.inner_text()
    line.click()
    page.wait_for_load_state()
    assert "#regel-" in page.url, "it comes back to the line"
    assert title in page.locator(".note").inner_text()
    page.locator(".note").get_by_role("button", name="Ongedaan maken").click()
    page.wait_for_load_state()
    assert "Weer open" in page.locator(".note").inner_text()


def test_a_review_is_held_on_one_page(page_for):
    page = page_for("lokaal.nijmegen")
    match = match_of(page, "Altrade")
    page.goto(f"/matches/{match}/reviews/own")
    forms.choose(page, "audience", "both")
    forms.choose(page, "outcome", "good")
    forms.fill(page, **{"answer.going": "Rustig, de kinderen fietsen naar school."})
    assert forms.save(page, "held_on_day") == 303, forms.errors(page)
    assert page.url.endswith("/plan")
    assert "Andere gesprekken" in forms.main_text(page)


def test_a_review_that_was_missed_stays_visible(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto(f"/matches/{match_of(page, 'Hatert')}/plan")
    assert "niet gehouden" in forms.whole_text(page)


def test_story_m4_a_line_of_the_municipality_is_its_task(page_for):
    page = page_for("gemeente.nijmegen")
    page.goto("/tasks")
    words = "Gemeente en begeleiding weten wanneer de groep stopt"
    page.locator("main a", has_text=words).first.click()
    page.wait_for_load_state()
    match = forms.refs(page, "matches")[0]
    page.get_by_role("button", name="Klaar").first.click()
    page.wait_for_load_state()
    coordinator = page_for("lokaal.nijmegen")
    coordinator.goto(f"/matches/{match}/plan?open=exit_plan")
    ticked = lines(coordinator, "true").filter(has_text=words)
    assert ticked.count() == 1, "done by the municipality, ticked on the plan"
    ticked.click()
    coordinator.wait_for_load_state()
    page.goto("/tasks")
    assert words in forms.main_text(page), "taken back on the plan, open for the municipality"


def test_a_flight_that_moved_three_times_is_told_calmly(page_for):
    page = page_for("netwerk")
    page.goto("/matches?state=agreed")
    row = page.locator("tr", has_text="Crooswijk").first
    match = re.search(r"/matches/(M-\w+)", row.inner_html()).group(1)
    page.goto(f"/matches/{match}/plan")
    assert "3 keer verplaatst" in forms.main_text(page)
    assert "te laat" not in forms.whole_text(page)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_pages_of_the_year_are_accessible_and_fit(page_for, language):
    page = page_for("lokaal.nijmegen", language=language)
    match = match_of(page, "Altrade")
    for path in (f"/matches/{match}/plan?open=first_days", f"/matches/{match}/reviews/own",
                 "/checklists", "/checklists/first_days"):
        assert page.goto(path).status == 200, path
        check(page, language)


def test_a_milestone_may_be_known_to_the_month(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto(f"/matches/{match_of(page, 'Altrade')}")
    family = forms.refs(page, "families")[0]
    page.goto(f"/families/{family}/milestones/new")
    forms.fill(page, kind="b1")
    last = today()
    page.locator("[name=reached_on_day]").fill("")
    page.locator("[name=reached_on_month]").fill(str(last.month))
    page.locator("[name=reached_on_year]").fill(str(last.year))
    assert forms.save(page, "reached_on_year") == 303, forms.errors(page)
    assert "Taal op B1" in forms.whole_text(page)
