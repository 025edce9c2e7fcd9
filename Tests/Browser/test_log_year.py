"""The log that ticks what got done, and the message in which a group is asked how it goes."""

import re
from uuid import uuid4

import pytest

import forms
from look import check

NARROW = 320


@pytest.fixture
def page(page_for):
    return page_for("lokaal.nijmegen", width=NARROW, touch=True)


@pytest.fixture
def group(page):
    """A group that has a family, and so a year."""
    page.goto("/groups?state=active")
    row = page.locator("tr", has_text="Altrade").first
    return re.search(r"/groups/(G-\w+)", row.inner_html()).group(1)


def match_of(page, group):
    page.goto(f"/groups/{group}")
    return re.search(r"/matches/(M-\w+)/plan", page.content()).group(1)


def ticked(page, match, *titles):
    """How often lines or steps of these words are ticked on the plan."""
    page.goto(f"/matches/{match}/plan")
    forms.whole_text(page)
    return [
        page.get_by_role("main").get_by_role("button", name=title, exact=True, pressed=True).count()
        for title in titles]


def offered(page, group):
    forms.open_form(page, f"/groups/{group}/log/new")
    if not forms.has(page, "done"):
        return []
    field = forms.field(page, "done")
    assert not field.first.is_visible(), "the usual log is as short as it was"
    forms.reveal(field)
    return forms.options(page, "done")


def label(words):
    return words.split("\n")[0].strip()


def group_with_both(page):
    """A group with an open line and an open step among what its log offers."""
    page.goto("/groups?state=active")
    for group in forms.refs(page, "groups"):
        lines = offered(page, group)
        assert len(lines) <= 5
        if {code.split("-")[0] for code, _ in lines} == {"line", "step"}:
            return group, lines
    raise AssertionError("no group of the demo has both")


def test_a_log_ticks_a_line_and_a_step_and_takes_both_back(page):
    group, lines = group_with_both(page)
    match = match_of(page, group)
    line = next((code, label(words)) for code, words in lines if code.startswith("line"))
    step = next((code, label(words)) for code, words in lines if code.startswith("step"))
    before = ticked(page, match, line[1], step[1])

    note = f"Samen gefietst, kenmerk {uuid4().hex[:10]}."
    forms.open_form(page, f"/groups/{group}/log/new")
    forms.tap(page, "contact", "made")
    forms.fill(page, note=note)
    for code, _ in (line, step):
        forms.tap(page, "done", code)
    assert forms.save(page, "note") == 303, forms.errors(page)
    assert ticked(page, match, line[1], step[1]) == [count + 1 for count in before]

    page.goto(f"/groups/{group}/log")
    entry = page.locator(".tl__day > li").filter(has_text=note)
    told = entry.get_by_role("list", name="Klaar sinds dit contact")
    assert line[1] in told.inner_text() and step[1] in told.inner_text()
    entry.get_by_role("link", name=re.compile("Wijzig")).click()
    chosen = page.locator('[name="done"]:checked')
    assert sorted(chosen.evaluate_all("all => all.map(e => e.value)")) == sorted([line[0], step[0]])
    page.get_by_role("button", name="Verwijder dit contact").click()
    page.wait_for_load_state()
    assert ticked(page, match, line[1], step[1]) == before, "open again"


def test_the_group_is_asked_in_a_message_and_its_answer_written_on_one_page(page, group):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"/groups/{group}")
    page.get_by_role("button", name="Vraag het de groep").click()
    page.get_by_role("button", name="Vraag het de groep ✓").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")
    assert text.startswith("Beste groep Altrade,") and "Hoe gaat het?" in text
    assert len(text) < 900, "short enough for a telephone"
    page.get_by_role("link", name="Leg het antwoord vast").click()
    page.wait_for_load_state()
    for name in ("done", "mood"):
        assert forms.field(page, name).first.evaluate("e => !e.closest('details:not([open])')"), name
    hours = page.locator('main [name^="hours_"]')
    assert hours.first.is_visible()
    hours.first.fill("6 uur")
    forms.choose(page, "mood", "4")
    assert forms.save(page, "note") == 303, forms.errors(page)
    page.goto(f"/groups/{group}/log")
    entry = page.locator(".tl__day > li").first
    assert "(6 uur)" in entry.inner_text() and "Bericht" in entry.inner_text()
    entry.get_by_role("link", name=re.compile("Wijzig")).click()
    page.get_by_role("button", name="Verwijder dit contact").click()
    page.wait_for_load_state()


def test_without_script_the_message_stands_in_a_field_and_a_log_ticks(
        sign_in, browser, server, page, group):
    match = match_of(page, group)
    context = browser.new_context(
        base_url=server.url, storage_state=sign_in("lokaal.nijmegen"), java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/groups/{group}")
    assert not page.get_by_role("button", name="Vraag het de groep").is_visible()
    page.get_by_text("Lees het bericht aan de groep").click()
    assert page.get_by_label("Tekst").input_value().startswith("Beste groep Altrade,")
    page.goto(f"/groups/{group}/log/new?answer=1")
    choice = page.locator('[name="done"]').first
    title = page.locator(f'label[for="{choice.get_attribute("id")}"]').inner_text().strip()
    choice.check(force=True)
    page.get_by_role("button", name="Opslaan", exact=True).first.click()
    page.goto(f"/matches/{match}/plan")
    assert page.get_by_role(
        "button", name=title, exact=True, pressed=True, include_hidden=True).count()
    page.goto(f"/groups/{group}/log")
    page.get_by_role("link", name=re.compile("Wijzig")).first.click()
    page.get_by_role("button", name="Verwijder dit contact").click()
    context.close()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_its_pages_are_accessible_and_fit(page_for, group, language):
    page = page_for("lokaal.nijmegen", language=language)
    for path in (f"/groups/{group}/log/new?answer=1", f"/groups/{group}/log",
                 f"/groups/{group}/write"):
        assert page.goto(path).status == 200, path
        check(page, language)
    page.goto(f"/groups/{group}")
    page.evaluate("document.querySelectorAll('details').forEach(part => part.open = true)")
    check(page, language)
