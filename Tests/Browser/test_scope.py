"""Another city's records do not exist, whichever way one asks."""

import re
import sqlite3

import pytest

import forms
from people import log_in
from wire import Wire

NOT_THERE = "F-ZZZZ"


@pytest.fixture
def family(page_for):
    """A family of Nijmegen: its reference and its code name."""
    page = page_for("lokaal.nijmegen")
    ref = forms.open_first(page, "/families")
    page.goto(f"/families/{ref}")
    return ref, page.get_by_role("heading", level=1).inner_text().split()[-1]


def without_what_differs(text, ref):
    """A page without its tokens, numbers of requests and the address that was asked."""
    text = text.replace(ref, "REF").replace(ref.lower(), "REF")
    return re.sub(r'value="[\w+/=.-]{16,}"|[0-9a-f]{12,}', "TOKEN", text)


def denials(server, ref):
    """Who was refused a record, and by what, as the audit log keeps it."""
    records = sqlite3.connect(f"file:{server.files.database}?mode=ro", uri=True)
    try:
        return records.execute(
            """SELECT users.email, audit_log.result
            FROM audit_log JOIN users ON users.id = audit_log.user_id
            WHERE audit_log.action = 'denied' AND audit_log.ref = ?""", (ref,)).fetchall()
    finally:
        records.close()


def test_story_M7_the_address_of_another_citys_family_is_a_404_and_a_line_of_the_audit(
        server, page_for, wire_for, family):
    ref, name = family
    page = page_for("gemeente.haarlem")
    before = denials(server, ref)
    assert page.goto(f"/families/{ref}").status == 404
    assert name not in page.content()
    assert denials(server, ref) == before + [("gemeente.haarlem@coalitie.example", "error.404")]

    wire = wire_for("gemeente.haarlem")
    theirs, nobodys = wire.get(f"/families/{ref}"), wire.get(f"/families/{NOT_THERE}")
    assert (theirs.status, nobodys.status) == (404, 404)
    assert without_what_differs(theirs.text, ref) == without_what_differs(nobodys.text, NOT_THERE)
    differing = {"date", "content-length", "set-cookie", "x-request-id"}
    assert {name: value for name, value in theirs.headers.items() if name not in differing} \
        == {name: value for name, value in nobodys.headers.items() if name not in differing}


def test_story_M7_a_search_for_its_code_gives_no_hit(page_for, family):
    ref, name = family
    page = page_for("gemeente.haarlem")
    for asked in (name, ref):
        page.goto(f"/search?q={asked}")
        assert "/families/" not in page.url and ref not in without_the_question(page, asked)
        page.goto(f"/families?q={asked}")
        found = forms.main_text(page)
        assert forms.refs(page, "families") == []
        page.goto("/families?q=Bestaatniet")
        assert found.replace(asked, "") == forms.main_text(page).replace("Bestaatniet", "")


def without_the_question(page, asked):
    """What the page says besides repeating what was asked."""
    return page.get_by_role("main").inner_html().replace(asked, "")


def test_the_list_of_another_city_cannot_be_asked_for(page_for, family):
    ref, _ = family
    cities = page_for("netwerk")
    cities.goto("/cities")
    link = cities.get_by_role("main").get_by_role("link", name="Nijmegen").first
    nijmegen = re.search(r"C-[0-9A-Z]{4}", link.get_attribute("href")).group(0)
    page = page_for("gemeente.haarlem")
    page.goto(f"/families?city={nijmegen}")
    assert ref not in page.content()


def test_nobody_else_may_write_in_a_group_of_nijmegen(page_for, wire_for):
    ref = forms.open_first(page_for("lokaal.nijmegen"), "/groups")
    for account in ("lokaal.haarlem", "gemeente.haarlem"):
        wire = wire_for(account)
        assert wire.get(f"/groups/{ref}").status == 404
        # The route of another role is a 403 before any record is looked at.
        assert wire.get(f"/groups/{ref}/log/new").status in (403, 404)
    assert wire_for("lokaal.haarlem").get(f"/groups/{ref}/log/new").status == 404


def test_the_officer_reads_no_note_of_the_log(page_for):
    coordinator, officer = page_for("lokaal.nijmegen"), page_for("gemeente.nijmegen")
    ref = forms.open_first(coordinator, "/groups?state=active", "groups")
    note = "Vertrouwelijke zin van de coördinator."
    forms.open_form(coordinator, f"/groups/{ref}/log/new")
    forms.choose(coordinator, "contact", "made")
    forms.fill(coordinator, note=note)
    assert forms.save(coordinator, "note") == 303
    assert officer.goto(f"/groups/{ref}").status == 200
    assert note not in officer.content()


def test_a_visitor_is_sent_to_the_sign_in_page_and_then_where_he_was_going(page_for):
    page = page_for(None)
    page.goto("/groups")
    assert "/login" in page.url
    log_in(page, "gemeente.nijmegen", password="verkeerd-wachtwoord-123")
    assert page.url.split("?")[0].endswith("/login")
    assert forms.errors(page)
    assert forms.field(page, "email").input_value() == "gemeente.nijmegen@coalitie.example"
    assert forms.field(page, "password").input_value() == ""


def test_after_signing_out_the_session_is_gone_everywhere(server, page_for):
    page = page_for(None)
    log_in(page, "beheer")
    cookies = {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}
    wire = Wire(server, cookies)
    assert wire.get("/account").status == 200
    # An earlier test may have left the account in the other language.
    page.locator('form[action="/logout"] button').locator("visible=true").first.click()
    page.wait_for_load_state()
    assert Wire(server, cookies).get("/account").status in (302, 303, 401)


def test_a_form_without_its_token_is_refused(wire_for):
    wire = wire_for("gemeente.nijmegen")
    page = wire.get("/families/new")
    form = wire.form_in(page, "household_size")
    assert "csrf" in form.names
    assert wire.post("/families/new", form, csrf="", household_size="2").status == 403
    form.values = [(name, value) for name, value in form.values if name != "csrf"]
    assert wire.post("/families/new", form, household_size="2").status == 403
