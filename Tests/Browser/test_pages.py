"""Every page, wide and narrow, in both languages, light and dark."""

import pytest

import forms
from look import check
from places import FURTHER, PLACES, UNFILLED, resolve

LANGUAGES = ["nl", "en"]
PAGES = [(account, place) for account, places in PLACES.items() for place in places]


BEHIND = [(account, place) for account, places in FURTHER.items() for place in places]


# The language is the outer loop: an account changes it once.
@pytest.mark.parametrize("language", LANGUAGES, scope="module")
@pytest.mark.parametrize(("account", "place"), PAGES)
def test_a_page_is_accessible_and_fits(page_for, account, place, language):
    page = page_for(account, language=language)
    answer = page.goto(resolve(page, place))
    assert answer.status == 200
    check(page, language)


@pytest.mark.parametrize(("account", "place"), BEHIND)
def test_a_page_behind_another_is_accessible_and_fits(page_for, account, place):
    page = page_for(account)
    page.goto(resolve(page, place))
    check(page, schemes=("light",))


@pytest.mark.parametrize("language", LANGUAGES, scope="module")
@pytest.mark.parametrize(("account", "place", "field"), UNFILLED)
def test_a_form_with_errors_is_accessible_and_fits(page_for, account, place, field, language):
    page = page_for(account, language=language)
    page.goto(resolve(page, place))
    forms.fill(page, **{field: ""})
    assert forms.save(page, field) == 422
    assert forms.errors(page)
    check(page, language)


@pytest.mark.parametrize("language", LANGUAGES, scope="module")
@pytest.mark.parametrize(("account", "path", "status"), [
    ("lokaal.nijmegen", "/groups/G-ZZZZ", 404),
    ("gemeente.nijmegen", "/nergens", 404),
    ("gemeente.nijmegen", "/stays/new", 403),
])
def test_a_refusal_is_a_page_like_any_other(page_for, account, path, status, language):
    page = page_for(account, language=language)
    assert page.goto(path).status == status
    check(page, language)


def test_the_pages_work_without_script(browser, server, people):
    state = people.sign_in("lokaal.nijmegen")
    context = browser.new_context(base_url=server.url, storage_state=state, java_script_enabled=False)
    page = context.new_page()
    for path in ("/", "/groups", "/families", "/tasks"):
        assert page.goto(path).status == 200
        assert page.get_by_role("heading", level=1).is_visible()
    context.close()


def test_the_first_stop_of_the_keyboard_leads_to_the_content(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/groups")
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("href", timeout=5000).startswith("#")
    page.keyboard.press("Enter")
    assert page.get_by_role("main").get_attribute("id") in page.url


def test_a_page_says_nothing_that_a_cache_may_keep(wire_for):
    wire = wire_for("lokaal.nijmegen")
    headers = wire.get("/families").headers
    assert "no-store" in headers["cache-control"]
    assert headers["x-content-type-options"] == "nosniff"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy
