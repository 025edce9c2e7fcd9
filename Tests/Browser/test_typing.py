"""What is typed is not lost: the language, leaving, a day, a train; and what stands around a form."""

import re

import pytest

import forms
from look import check

NOTE = ".note"


@pytest.fixture
def page(page_for):
    page = page_for("lokaal.haarlem")
    forms.open_form(page, "/groups/new")
    return page


def language(page, words):
    with page.expect_navigation():
        page.get_by_role("banner").get_by_role("button", name=words).locator("visible=true").click()


def press(page, words):
    with page.expect_navigation():
        page.get_by_role("button", name=words).locator("visible=true").first.click()


def throw_away(page):
    forms.open_form(page, "/groups/new")


def test_a_change_of_language_keeps_what_was_typed(page):
    """page P07"""
    forms.fill(page, name="Proef 0", neighbourhood="Hees")
    language(page, "English")
    assert page.locator("html").get_attribute("lang") == "en"
    assert forms.field(page, "name").input_value() == "Proef 0"
    assert "Unsaved text from today" in page.locator(NOTE).inner_text()
    language(page, "Nederlands")
    assert forms.field(page, "neighbourhood").input_value() == "Hees"
    check(page)
    throw_away(page)


def test_a_change_of_language_says_nothing_of_a_form_in_which_nothing_was_typed(page):
    """page P07"""
    language(page, "English")
    assert page.locator(NOTE).count() == 0
    language(page, "Nederlands")
    assert page.locator(NOTE).count() == 0


def test_the_enter_key_sends_the_form_and_changes_no_language(page):
    """page P07"""
    forms.fill(page, name="")
    with page.expect_navigation():
        forms.field(page, "name").press("Enter")
    assert forms.errors(page)
    assert page.locator("html").get_attribute("lang") == "nl"


def test_without_script_the_switch_that_stands_takes_along_what_was_typed(browser, server, people):
    """page P07"""
    state = people.sign_in("lokaal.haarlem")
    context = browser.new_context(base_url=server.url, storage_state=state, java_script_enabled=False)
    page = context.new_page()
    page.goto("/groups/new")
    switches = page.get_by_role("button", name="English").locator("visible=true")
    assert switches.count() == 1
    forms.fill(page, name="Zonder script")
    switches.click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert forms.field(page, "name").input_value() == "Zonder script"
    page.get_by_role("button", name="Nederlands").locator("visible=true").click()
    assert forms.field(page, "name").input_value() == "Zonder script"
    page.get_by_role("button", name=forms.DISCARD).click()
    context.close()


def test_leaving_a_form_throws_away_what_was_typed_and_can_be_undone(page):
    """page P12"""
    forms.fill(page, name="Andere tekst")
    press(page, "Annuleren")
    assert page.url.endswith("/groups")
    assert "weggegooid" in page.locator(NOTE).inner_text()
    press(page, "Ongedaan maken")
    assert page.url.endswith("/groups/new")
    assert forms.field(page, "name").input_value() == "Andere tekst"
    assert re.search(r"Niet-opgeslagen tekst van vandaag, \d\d:\d\d", page.locator(NOTE).inner_text())
    page.get_by_role("link", name="Verder met deze tekst").click()
    assert page.url.endswith("#form")
    press(page, "Weggooien")
    assert forms.field(page, "name").input_value() == ""
    assert "weggegooid" in page.locator(NOTE).inner_text()


def test_leaving_a_form_in_which_nothing_was_typed_leaves_at_once(page):
    """page P12"""
    press(page, "Annuleren")
    assert page.url.endswith("/groups")
    assert page.locator(NOTE).count() == 0


def test_without_a_connection_a_form_stays_and_is_sent_when_told(page, people):
    """page P43"""
    name = f"In de trein {page.evaluate('Date.now()')}"
    forms.fill(page, name=name)
    page.context.set_offline(True)
    forms.save_button(page, "name").click()
    notice = page.get_by_role("alert").filter(has_text="Geen verbinding")
    notice.wait_for(state="visible")
    assert page.url.endswith("/groups/new")
    assert forms.field(page, "name").input_value() == name
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    check(page)
    page.context.set_offline(False)
    press(page, "Probeer opnieuw")
    assert re.search(r"/groups/G-\w+$", page.url)
    assert name in forms.main_text(page)
    # The browser complains of the connection, which is what the test is about.
    people.watch_of(page).complaints.clear()


def test_a_button_of_a_page_without_a_connection_stays_too(page):
    """page P43"""
    page.goto("/account")
    page.context.set_offline(True)
    page.get_by_role("button", name="Uitloggen").locator("visible=true").first.click()
    page.get_by_role("alert").filter(has_text="Geen verbinding").wait_for(state="visible")
    assert page.url.endswith("/account")
    page.context.set_offline(False)


def test_what_no_draft_keeps_is_asked_about_before_its_page_is_left(page):
    page.goto("/account/name")
    forms.fill(page, name="Karim H.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/groups")
    assert asked == ["beforeunload"]


@pytest.mark.parametrize("path", ["/families/new", "/groups/new", "/tasks/new"])
def test_one_line_says_what_is_required(page, path):
    """page P42"""
    page.goto(path)
    text = forms.main_text(page)
    assert text.count("verplicht") == 1 or "Vul alles in." in text
    assert page.locator("[aria-required=true]").count() > 0


def test_a_table_is_a_stop_of_the_keyboard_only_where_it_can_be_moved(page_for):
    """page P40"""
    page = page_for("lokaal.nijmegen")
    for path in ("/", "/groups", "/families", "/tasks"):
        page.goto(path)
        page.wait_for_timeout(100)
        stops = page.locator(".scroll").evaluate_all(
            "all => all.map(e => [e.scrollWidth > e.clientWidth, e.tabIndex === 0])")
        assert all(moves == stop for moves, stop in stops), (path, stops)


def test_the_first_stops_of_signing_in_are_its_fields(page_for):
    """page P44"""
    page = page_for(None)
    page.goto("/login")
    stops = []
    for _ in range(5):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.name || document.activeElement.className"))
    assert stops[2:] == ["email", "password", "btn"], stops
    assert re.search(r"\d{3}", page.locator("main a[href^='tel:']").inner_text())


def test_help_has_somebody_to_call_and_to_write_to(page_for):
    """page P24"""
    page = page_for("gemeente.nijmegen")
    page.goto("/help")
    main = page.get_by_role("main")
    assert main.locator("a[href^='tel:']").count() >= 3
    assert main.locator("a[href^='mailto:']").count() >= 2
    assert main.locator("a[href='tel:112']").is_visible()
    check(page)


def test_a_session_says_when_it_was_used_and_the_others_end_together(browser, server, people):
    """page P41"""
    from people import log_in
    contexts = [browser.new_context(base_url=server.url, locale="nl-NL") for _ in range(2)]
    first, second = [context.new_page() for context in contexts]
    for page in (first, second):
        log_in(page, "gemeente.haarlem")
    first.goto("/account")
    assert "Laatst gebruikt: nu." in forms.main_text(first)
    press(first, "Beëindig alle andere")
    second.goto("/groups")
    assert second.url.endswith("/login")
    first.goto("/groups")
    assert first.url.endswith("/groups")
    for context in contexts:
        context.close()
    people.states.pop("gemeente.haarlem", None)
    people.languages.pop("gemeente.haarlem", None)


def test_the_site_can_be_installed_as_an_app(page_for):
    page = page_for(None)
    page.goto("/login")
    link = page.locator("link[rel=manifest]").get_attribute("href")
    answer = page.request.get(link)
    assert answer.headers["content-type"] == "application/manifest+json"
    manifest = answer.json()
    for icon in manifest["icons"]:
        assert page.request.get(icon["src"]).status == 200
    errors = page.context.new_cdp_session(page).send("Page.getAppManifest")["errors"]
    assert errors == []
    assert page.evaluate("navigator.serviceWorker ? navigator.serviceWorker.getRegistrations()"
                         ".then(all => all.length) : 0") == 0
