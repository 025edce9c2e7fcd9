"""The Shelter City coordinator plans stays; the database refuses an overlap."""

import pytest

import forms
from days import in_days


@pytest.fixture
def page(page_for):
    return page_for("shelter.nijmegen")


def plan(page, accommodation, first, last):
    """Plans a slot from `first` up to, not including, `last`; gives the status."""
    forms.open_form(page, "/stays/new")
    forms.fill(page, accommodation=accommodation)
    forms.date(page, "from_on", first)
    forms.date(page, "until_on", last)
    return forms.save(page, "from_on_day")


def home(page):
    """An accommodation to plan with."""
    forms.open_form(page, "/stays/new")
    places = forms.options(page, "accommodation")
    assert places
    return places[0][0]


def test_an_overlapping_stay_is_refused_and_the_clash_is_named(page):
    place = home(page)
    assert plan(page, place, in_days(900), in_days(960)) == 303, forms.errors(page)
    stay = forms.ref_in(page)

    assert plan(page, place, in_days(959), in_days(1000)) in (409, 422)
    assert str(in_days(900).year) in forms.errors(page)
    assert forms.field(page, "from_on_day").input_value() == str(in_days(959).day)
    page.goto("/stays/planner")
    assert stay in page.content()


def test_a_stay_may_start_on_the_day_that_another_ends(page):
    place = home(page)
    assert plan(page, place, in_days(1100), in_days(1150)) == 303, forms.errors(page)
    assert plan(page, place, in_days(1150), in_days(1190)) == 303, forms.errors(page)
    page.goto(f"/stays/{forms.ref_in(page)}")
    assert str(in_days(1150).year) in forms.main_text(page)


def test_a_stay_that_ends_before_it_begins_is_refused(page):
    assert plan(page, home(page), in_days(1500), in_days(1500)) == 422
    assert forms.error_at(page, "until_on_day")


def nominating(page, path):
    """The form of a nomination of this guest, with the slots that it offers."""
    forms.open_form(page, path)
    return forms.options(page, "stay")


def test_story_N4_a_cohort_is_planned_and_no_guest_is_nominated_twice(page_for):
    """Slots of all cities in a year calendar; by code name; a second one for the same nights is refused."""
    network, second = page_for("netwerk"), page_for("netwerk.tweede")
    network.goto(f"/cohorts?year={in_days(130).year}")
    assert network.get_by_role("main").get_by_role("region").count() >= 1
    assert "Zonder gast" in forms.main_text(network)

    network.goto("/guests/candidates?state=ready")
    path = next(link for link in network.locator("main a").evaluate_all(
        "links => links.map(link => link.getAttribute('href'))") if link.endswith("/candidate"))
    network.goto(path)
    name = network.get_by_role("heading", level=1).inner_text()
    form = path.replace("/candidate", "/nominate")
    slots, others = nominating(network, form), nominating(second, form)
    assert len(slots) >= 2, "the demo has fewer than two slots"

    forms.fill(network, stay=slots[0][0], needs="Een kamer zonder trap")
    assert forms.save(network, "stay") == 303, forms.errors(network)
    assert name in network.get_by_role("heading", level=1).inner_text()

    forms.fill(second, stay=next(value for value, _ in others if value != slots[0][0]))
    assert forms.save(second, "stay") == 422
    assert f"{name} is dan al ergens anders" in forms.errors(second)


def test_a_city_answers_a_nomination_in_two_clicks(page):
    page.goto("/tasks")
    page.get_by_role("main").get_by_role("link", name="Beantwoord").first.click()
    page.wait_for_load_state()
    assert "Kan deze gast komen?" in forms.main_text(page)
    forms.choose(page, "takes", "yes")
    assert forms.save(page, "takes") == 303, forms.errors(page)
    assert "Geaccepteerd" in forms.main_text(page)


def test_the_planner_scrolls_inside_its_own_region(page):
    page.goto("/stays/planner")
    region = page.get_by_role("main").get_by_role("region").first
    assert region.get_attribute("tabindex") is None, "a stop where nothing scrolls"
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    assert region.get_attribute("tabindex") == "0"
    assert region.get_attribute("aria-label") or region.get_attribute("aria-labelledby")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
