"""The Shelter City coordinator plans stays; the database refuses an overlap."""

import pytest

import forms
from days import in_days


@pytest.fixture
def page(page_for):
    return page_for("shelter.nijmegen")


def plan(page, accommodation, guest, first, last):
    """Plans a stay from `first` up to, not including, `last`; gives the status."""
    forms.open_form(page, "/stays/new")
    for name, value in (("accommodation", accommodation), ("guest", guest)):
        forms.fill(page, **{name: value})
    forms.date(page, "from_on", first)
    forms.date(page, "until_on", last)
    return forms.save(page, "from_on_day")


def choices(page):
    """An accommodation and two guests to plan with."""
    forms.open_form(page, "/stays/new")
    places, guests = forms.options(page, "accommodation"), forms.options(page, "guest")
    assert places and len(guests) >= 2
    return places[0], guests[0], guests[1]


def test_an_overlapping_stay_is_refused_and_the_clash_is_named(page):
    (place, _), (guest, guest_name), (other, _) = choices(page)
    assert plan(page, place, guest, in_days(900), in_days(960)) == 303, forms.errors(page)
    stay = forms.ref_in(page)

    assert plan(page, place, other, in_days(959), in_days(1000)) in (409, 422)
    words = forms.errors(page)
    assert guest_name in words or stay in page.content()
    assert forms.field(page, "from_on_day").input_value() == str(in_days(959).day)
    page.goto("/stays/planner")
    assert stay in page.content()


def test_a_stay_may_start_on_the_day_that_another_ends(page):
    (place, _), (guest, _), (other, _) = choices(page)
    assert plan(page, place, guest, in_days(1100), in_days(1150)) == 303, forms.errors(page)
    assert plan(page, place, other, in_days(1150), in_days(1190)) == 303, forms.errors(page)
    page.goto(f"/stays/{forms.ref_in(page)}")
    assert str(in_days(1150).year) in forms.main_text(page)


def test_one_guest_cannot_be_in_two_places(page):
    forms.open_form(page, "/stays/new")
    places, guests = forms.options(page, "accommodation"), forms.options(page, "guest")
    assert len(places) >= 2, "the demo has one accommodation in Nijmegen"
    assert plan(page, places[0][0], guests[0][0], in_days(1300), in_days(1350)) == 303
    assert plan(page, places[1][0], guests[0][0], in_days(1320), in_days(1340)) in (409, 422)
    assert forms.error_at(page, "guest") or guests[0][1] in forms.errors(page)


def test_a_stay_that_ends_before_it_begins_is_refused(page):
    (place, _), (guest, _), _ = choices(page)
    assert plan(page, place, guest, in_days(1500), in_days(1500)) == 422
    assert forms.error_at(page, "until_on_day")


def test_the_planner_scrolls_inside_its_own_region(page):
    page.goto("/stays/planner")
    region = page.get_by_role("main").get_by_role("region").first
    assert region.get_attribute("tabindex") is None, "a stop where nothing scrolls"
    page.set_viewport_size({"width": 390, "height": 844})
    page.reload()
    assert region.get_attribute("tabindex") == "0"
    assert region.get_attribute("aria-label") or region.get_attribute("aria-labelledby")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")
