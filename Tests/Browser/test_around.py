"""Issue 12, people around the family: community builders, formal contacts, and whom the municipality may know."""

import re

import forms
from days import in_days
from families import announce, code_name


def keep_builder(page, name, language):
    forms.open_form(page, "/builders/new")
    forms.fill(page, name=name, phone="06 00 31 40 99")
    forms.choose(page, "languages", language)
    assert forms.save(page, "name") == 303, forms.errors(page)


def families_in(page, state, count):
    page.goto(f"/families?state={state}")
    found = forms.refs(page, "families")
    assert len(found) >= count, f"the demo has {len(found)} families that are {state}"
    return found[:count]


def people(page):
    return page.locator("section.part3").inner_text()


def test_a_builder_is_kept_and_named_on_a_match_until_a_day(page_for):
    page = page_for("lokaal.nijmegen")
    keep_builder(page, "Amal Zaki", "ar")
    assert "Amal Zaki" in forms.main_text(page)
    page.goto("/matches?state=active")
    match = forms.refs(page, "matches")[0]
    page.goto(f"/matches/{match}")
    page.locator("section.part3").get_by_role("link", name=re.compile("community builder", re.I)).last.click()
    forms.choose_by_label(page, "builder", "Amal Zaki")
    assert forms.save(page, "builder") == 303, forms.errors(page)
    assert "Amal Zaki" in people(page)
    call = page.locator('section.part3 a[href="tel:0600314099"]')
    assert call.count() == 1

    officer = page_for("gemeente.nijmegen")
    officer.goto(f"/matches/{match}")
    assert "Amal Zaki" not in officer.content()
    assert re.search("community builder", people(officer), re.I)

    page.get_by_role("link", name="Amal Zaki", exact=True).click()
    forms.date(page, "until_on", in_days(0))
    assert forms.save(page, "until_on_day") == 303, forms.errors(page)
    assert "Amal Zaki" not in people(page)


def test_a_contact_of_two_families_has_its_new_number_at_both(page_for):
    page = page_for("lokaal.nijmegen")
    first, second = families_in(page, "supported", 2)
    forms.open_form(page, f"/contacts/new?family={first}")
    forms.choose(page, "function", "client_manager")
    forms.fill(page, organisation="Gemeente Nijmegen", name="Truus Adan", phone="024 000 55 01")
    assert forms.save(page, "organisation") == 303, forms.errors(page)
    assert "Truus Adan" in people(page)
    page.goto(f"/families/{second}/contacts/new")
    forms.choose_by_label(page, "contact", "Truus Adan")
    assert forms.save(page, "contact") == 303, forms.errors(page)

    page.get_by_role("link", name="Truus Adan", exact=True).click()
    page.get_by_role("link", name=re.compile("nummer", re.I)).click()
    forms.fill(page, phone="024 000 55 02")
    assert forms.save(page, "phone") == 303, forms.errors(page)
    for ref in (first, second):
        page.goto(f"/families/{ref}")
        assert page.locator('section.part3 a[href="tel:0240005502"]').count() == 1
        assert "024 000 55 01" not in page.content()


def test_a_duty_opens_the_names_to_the_own_municipality_and_to_no_other(page_for):
    page = page_for("lokaal.nijmegen")
    forms.open_form(page, "/families/new")
    forms.fill(page, household_size=1)
    forms.choose_by_label(page, "route", "hervestiging")
    assert forms.save(page, "household_size") == 303, forms.errors(page)
    ref = forms.ref_in(page)
    forms.open_form(page, f"/families/{ref}/members/new")
    forms.choose(page, "kind", "single")
    forms.fill(page, name="Zarghuna Sultani")
    assert forms.save(page, "name") == 303, forms.errors(page)

    officer = page_for("gemeente.nijmegen")
    other = page_for("gemeente.haarlem")
    officer.goto(f"/families/{ref}")
    assert "Zarghuna" not in officer.content()

    forms.open_form(page, f"/families/{ref}/edit")
    forms.date(page, "municipality_duty_on", in_days(0))
    assert forms.save(page, "household_size") == 303, forms.errors(page)
    officer.goto(f"/families/{ref}")
    assert "Zarghuna Sultani" in people(officer)
    assert other.goto(f"/families/{ref}").status == 404

    forms.open_form(page, f"/families/{ref}/edit")
    forms.fill(page, municipality_duty_on_day="", municipality_duty_on_month="", municipality_duty_on_year="")
    assert forms.save(page, "household_size") == 303, forms.errors(page)
    officer.goto(f"/families/{ref}")
    assert "Zarghuna" not in officer.content()


def test_an_unknown_municipality_is_answered_with_the_nearest(page_for):
    officer = page_for("gemeente.nijmegen")
    ref = announce(officer, size=3)
    assert code_name(officer)
    page = page_for("lokaal.nijmegen")
    forms.open_form(page, f"/families/{ref}/edit")
    forms.fill(page, assigned_municipality="Wijchn")
    assert forms.save(page, "household_size") == 422
    assert "Wijchen" in forms.error_at(page, "assigned_municipality")
    assert forms.field(page, "assigned_municipality").input_value() == "Wijchn"
    forms.fill(page, assigned_municipality="wijchen")
    assert forms.save(page, "household_size") == 303, forms.errors(page)
    assert "Wijchen" in forms.whole_text(page)
