"""A button that is pressed twice, a form that is sent again, and two people in one record."""

import contextlib
import re
import sqlite3
import time

import pytest

import forms
from days import in_days
from groups import add_member, make_group, make_group_of
from people import People, log_in

ALREADY = re.compile(r"had u al (gedaan|opgeslagen)", re.I)
FIVE = ["Joke Peters", "Ruben van Dam", "Samira Haddad", "Wim Derksen", "Lotte Janssen"]


@pytest.fixture
def slow(browser, own_server):
    """People of a server of one test."""
    own_server.start()
    people = People(browser, own_server)
    yield people
    people.close()


@contextlib.contextmanager
def no_answer(people):
    """The server hears what is sent, in its order, and can write none of it down yet."""
    database = sqlite3.connect(people.server.files.database, isolation_level=None)
    with contextlib.closing(database):
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def press_twice(people, page, button):
    """Two presses, the second before any answer came; leaves the page that follows."""
    button.scroll_into_view_if_needed()
    box = button.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with page.expect_event("load"):
        with no_answer(people):
            for _ in range(2):
                # The mouse itself: a button would wait for the page that the first press asked for.
                page.mouse.click(x, y)
                time.sleep(0.8)
    page.wait_for_load_state("networkidle")


def note(page):
    return page.get_by_role("status").first.inner_text()


def main_button(page, name):
    return page.get_by_role("main").get_by_role("button", name=name).first


def test_a_double_click_on_every_kind_of_button_has_one_effect_and_says_so(slow):
    page = slow.page_for("lokaal.nijmegen")

    page.goto("/")
    rows = page.locator("tr", has=page.get_by_role("button", name=re.compile("Gesproken")))
    group = rows.first.get_by_role("link").first.get_attribute("href")
    page.goto(f"{group}/log")
    before = page.get_by_role("main").inner_text().count(": Contact gehad,")
    page.goto("/")
    press_twice(slow, page, rows.first.get_by_role("button"))
    assert ALREADY.search(note(page)), "one-tap log"
    page.goto(f"{group}/log")
    assert page.get_by_role("main").inner_text().count(": Contact gehad,") <= before + 1

    forms.open_form(page, "/groups/new")
    forms.fill(page, name="Dubbel")
    forms.choose_by_label(page, "kind", "welkom")
    press_twice(slow, page, forms.save_button(page, "name"))
    assert ALREADY.search(note(page)), "a new group"
    made = forms.ref_in(page)
    page.goto("/groups?q=Dubbel")
    assert forms.refs(page, "groups") == [made]

    page.goto("/tasks")
    press_twice(slow, page, page.get_by_role("button", name=re.compile("^Klaar|Afvinken|Gedaan")).first)
    assert ALREADY.search(note(page)), "a task"
    press_twice(slow, page, page.get_by_role("status").get_by_role("button"))
    assert ALREADY.search(note(page)), "the undo of a task"


def test_a_double_click_on_a_step_and_on_what_asks_first_has_one_effect(slow):
    page = slow.page_for("shelter.nijmegen")
    stay = plan(page, in_days(900), in_days(930))
    page.goto(f"/stays/{stay}")
    page.locator("summary", has_text="Anders").click()
    press_twice(slow, page, main_button(page, "Verblijf annuleren"))
    assert "annuleren?" in page.get_by_role("heading", level=1).inner_text()
    press_twice(slow, page, main_button(page, "Verblijf annuleren"))
    assert ALREADY.search(note(page))
    assert "Geannuleerd" in forms.main_text(page)


def test_back_and_send_again_answers_as_the_first_time(slow):
    page = slow.page_for("lokaal.nijmegen")
    forms.open_form(page, "/groups/new")
    forms.fill(page, name="Terug")
    forms.choose_by_label(page, "kind", "welkom")
    key = forms.field(page, "once").first.input_value()
    assert forms.save(page, "name") == 303
    first = forms.ref_in(page)

    page.go_back()
    forms.fill(page, name="Terug")
    forms.choose_by_label(page, "kind", "welkom")
    # A page that is kept has the key of before; one that is asked for anew has its own.
    page.evaluate("key => document.querySelectorAll('[name=once]').forEach(f => f.value = key)", key)
    assert forms.save(page, "name") == 303
    assert forms.ref_in(page) == first
    assert ALREADY.search(note(page))

    page.go_back()
    forms.fill(page, name="Terug Noord")
    page.evaluate("key => document.querySelectorAll('[name=once]').forEach(f => f.value = key)", key)
    assert forms.save(page, "name") == 409
    assert forms.field(page, "name").input_value() == "Terug Noord"
    assert page.get_by_role("alert").get_by_role("link").first.get_attribute("href") == f"/groups/{first}"
    main_button(page, "Opslaan als een tweede").click()
    page.wait_for_load_state()
    assert forms.ref_in(page) != first


def test_two_people_in_one_member_keep_either_text_of_each_field(slow):
    one, other = slow.page_for("lokaal.nijmegen"), slow.page_for("lokaal.nijmegen")
    ref = make_group_of(one, "Samen", ["Joke Peters"])
    path = one.locator("main .key").get_by_role("link", name="Joke Peters").get_attribute("href")
    both(one, other, path, {"phone": "06 11111111", "birth_year": "1979"}, {"phone": "06 22222222"})
    assert other.locator('[name="keep.birth_year"][value="stored"]').is_checked()
    assert not other.locator('[name="keep.phone"]:checked').count()
    assert forms.save(other, "phone") == 409
    assert "Kies welke tekst blijft" in forms.errors(other)
    other.locator('[name="keep.phone"][value="typed"]').check(force=True)
    assert forms.save(other, "phone") == 303
    other.goto(path)
    assert forms.field(other, "phone").input_value() == "06 22222222"
    assert forms.field(other, "birth_year").input_value() == "1979"
    assert ref in path


def test_two_people_in_one_goal_may_leave_the_first(slow):
    one, other = slow.page_for("lokaal.nijmegen"), slow.page_for("lokaal.nijmegen")
    forms.open_first(one, "/families?state=waiting", "families")
    one.goto(f"/families/{forms.refs(one, 'families')[0]}")
    path = one.locator('main a[href*="/needs/"][href$="/edit"]').first.get_attribute("href")
    both(one, other, path, {"title": "Plek op school"}, {"title": "Schoolplek"})
    other.locator('[name="keep.title"][value="stored"]').check(force=True)
    assert forms.save(other, "title") == 303
    other.goto(path)
    assert forms.field(other, "title").input_value() == "Plek op school"


def test_two_people_in_one_stay_see_both_dates(slow):
    one, other = slow.page_for("shelter.nijmegen"), slow.page_for("netwerk")
    stay = plan(one, in_days(700), in_days(730))
    path = f"/stays/{stay}/edit"
    for page in (one, other):
        forms.open_form(page, path)
    forms.date(one, "until_on", in_days(735))
    assert forms.save(one, "until_on_day") == 303
    forms.date(other, "until_on", in_days(740))
    assert forms.save(other, "until_on_day") == 409
    assert "Sanne Mulder heeft dit intussen gewijzigd" in forms.errors(other)
    assert str(in_days(735).year) in other.locator(".keep").first.inner_text()
    other.locator('[name="keep.until_on"][value="typed"]').check(force=True)
    assert forms.save(other, "until_on_day") == 303


def test_what_was_typed_when_the_session_ended_is_told_of_after_signing_in(slow):
    page = slow.page_for("lokaal.nijmegen")
    forms.open_form(page, "/groups/new")
    forms.fill(page, name="Halverwege")
    other = slow.page_for(None)
    log_in(other, "lokaal.nijmegen")
    other.goto("/account")
    while other.get_by_role("button", name=re.compile("Beëindig")).count():
        other.get_by_role("button", name=re.compile("Beëindig")).first.click()
        other.wait_for_load_state()
    forms.save_button(page, "name").click()
    page.wait_for_url("**/login")
    log_in(page, "lokaal.nijmegen")
    page.get_by_role("status").get_by_role("link").click()
    page.wait_for_load_state()
    assert page.url.endswith("/groups/new")
    assert forms.field(page, "name").input_value() == "Halverwege"


def test_a_member_who_comes_back_is_offered_by_the_same_address(slow):
    page = slow.page_for("lokaal.nijmegen")
    ref = make_group(page, "Weerom")
    assert add_member(page, ref, "Amira Haddad", email="amira@voorbeeld.nl") == 303
    page.goto(f"/groups/{ref}")
    page.locator("main .key").get_by_role("link", name="Amira Haddad").click()
    page.locator('main a[href$="/leave"]').first.click()
    forms.choose(page, "left_reason", "time")
    assert forms.save(page, "left_reason") == 303
    assert add_member(page, ref, "Amira Haddad", email="amira@voorbeeld.nl") == 409
    main_button(page, re.compile("Haal Amira Haddad terug")).click()
    page.wait_for_load_state()
    assert "Amira Haddad is weer lid" in note(page)


def both(one, other, path, first, second):
    """Both open the form; the first saves, and the second meets that."""
    for page in (one, other):
        forms.open_form(page, path)
    forms.fill(one, **first)
    assert forms.save(one, next(iter(first))) == 303
    forms.fill(other, **second)
    assert forms.save(other, next(iter(second))) == 409


def plan(page, first, last):
    """Plans a stay with the first home there is; gives its reference."""
    forms.open_form(page, "/stays/new")
    forms.fill(page, accommodation=forms.options(page, "accommodation")[0][0])
    forms.date(page, "from_on", first)
    forms.date(page, "until_on", last)
    assert forms.save(page, "from_on_day") == 303, forms.errors(page)
    return forms.ref_in(page)
