"""Stories of the local coordinator about several groups at once."""

import re
from uuid import uuid4

import forms
from days import in_days


def sentence():
    return f"Samen de post gelezen, kenmerk {uuid4().hex[:10]}."


def row_of(page, index):
    """A group in the table of several: its reference, and the field of its sentence."""
    row = page.get_by_role("row").filter(has=page.locator("input")).nth(index)
    words = row.get_by_role("textbox", name=re.compile("notitie|opschrijven|zin", re.I))
    return re.search(r"G-[0-9A-Z]{4}", row.inner_html()).group(0), row, words


def test_story_L3_several_groups_are_logged_in_one_table_and_only_the_filled_rows_are_saved(page_for):
    """Log for several groups on one page: the active groups, each with a row of its own."""
    page = page_for("lokaal.nijmegen")
    page.goto("/groups?state=active")
    active = set(forms.refs(page, "groups"))
    page.goto("/log/many")
    assert set(forms.refs(page, "groups")) == active and len(active) >= 2
    note = sentence()
    group, row, words = row_of(page, 0)
    row.locator('input[type="radio"][value="made"]').first.check(force=True)
    words.fill(note)
    assert forms.save(page, words.get_attribute("name")) == 303
    assert re.search(r"\b(1|één|een)\b", page.get_by_role("status").first.inner_text())
    page.goto(f"/groups/{group}")
    assert note in page.get_by_role("main").text_content()


def test_story_L3_an_error_stands_in_its_row_and_every_row_keeps_what_was_typed(page_for):
    page = page_for("lokaal.nijmegen")
    forms.open_form(page, "/log/many")
    good, bad = sentence(), sentence()
    for index, note in ((0, good), (1, bad)):
        _, row, words = row_of(page, index)
        row.locator('input[type="radio"][value="made"]').first.check(force=True)
        words.fill(note)
    _, row, words = row_of(page, 1)
    duration = row.locator('input[name^="duration"]')
    name = duration.get_attribute("name")
    duration.fill("een hele middag")
    assert forms.save(page, name) == 422
    assert forms.error_at(page, name)
    assert forms.field(page, name).input_value() == "een hele middag"
    assert [row_of(page, index)[2].input_value() for index in (0, 1)] == [good, bad]
    assert row_of(page, 0)[1].locator("[aria-invalid=true]").count() == 0
    forms.fill(page, **{name: "1,5"})
    assert forms.save(page, name) == 303
    assert re.search(r"\b2\b", page.get_by_role("status").first.inner_text())


def test_story_L4_silent_groups_stand_in_the_order_of_their_silence(page_for):
    """See silent groups: since the last contact that was made; attempts do not count, the paused rest."""
    page = page_for("lokaal.nijmegen")
    page.goto("/groups?flag=silent&sort=contact")
    silent = forms.refs(page, "groups")
    assert silent, "the demo has a silent group in Nijmegen"
    assert "28 dagen zonder contact" in page.locator("caption").inner_text()
    assert "Pogingen tellen niet mee" in page.locator("caption").inner_text()
    assert "Stil" in page.get_by_role("row").nth(1).inner_text()

    forms.open_form(page, f"/groups/{silent[0]}/log/new")
    forms.choose(page, "contact", "tried")
    assert forms.save(page, "note") == 303
    page.goto("/groups?flag=silent&sort=contact")
    assert forms.refs(page, "groups") == silent, "an attempt is no contact"


def test_story_L4_all_cities_silent_groups_the_longest_first_and_none_that_is_paused(page_for):
    page = page_for("netwerk")
    page.goto("/groups?flag=silent&sort=contact")
    found = forms.refs(page, "groups")
    assert len(found) >= 2
    days = [last_contact(page, ref) for ref in found]
    assert days == sorted(days)
    page.goto("/groups?state=paused")
    assert not set(found) & set(forms.refs(page, "groups"))


def test_story_L4_a_group_that_rests_is_silent_no_more(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/groups?flag=silent&sort=contact")
    group = forms.refs(page, "groups")[0]
    page.goto(f"/groups/{group}")
    page.locator("summary", has_text="Anders").click()
    forms.date(page, "paused_until", in_days(30))
    forms.choose(page, "pause_reason")
    page.get_by_role("button", name="Pauzeren").click()
    page.wait_for_load_state()
    page.goto("/groups?flag=silent")
    assert group not in forms.refs(page, "groups")
    page.goto(f"/groups/{group}")
    page.get_by_role("button", name="Neem deze stap terug").click()
    page.goto("/groups?flag=silent")
    assert group in forms.refs(page, "groups")


def last_contact(page, ref):
    """How long ago the last contact of a row was, in days; the longest is the smallest."""
    row = page.get_by_role("row").filter(has=page.locator(f'a[href="/groups/{ref}"]'))
    text = row.inner_text()
    number = int(re.search(r"(\d+|een) (dag|we+k|maand)", text)[1].replace("een", "1"))
    unit = re.search(r"(\d+|een) (dag|we+k|maand)", text)[2]
    return -number * {"dag": 1, "week": 7, "wek": 7, "wee": 7, "maand": 30}.get(unit, 7)
