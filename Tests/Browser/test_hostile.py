"""Names as people bear them, and text that would like to be more than text."""

import pytest

import forms
from groups import make_group_of

# In the order in which they sort: on the name after the particle, other scripts after Latin.
NAMES = ["'t Hart", "Nadia", "Siobhán O'Brien", "Zoë Özgür", "Łukasz Ødegård-Ünal",
         "Anna van der Zee", "محمد الأحمد"]
SORTED = ["'t Hart", "Nadia", "Siobhán O'Brien", "Łukasz Ødegård-Ünal", "Zoë Özgür",
          "Anna van der Zee", "محمد الأحمد"]

TEXTS = {
    "script": "<script>window.harmed = true</script>",
    "image": "<img src=x onerror='window.harmed = true'>",
    "end of the field": "</textarea><script>window.harmed = true</script>",
    "SQL": "'); DROP TABLE families; -- ' OR 1=1",
    "template": "{{csrf}} {{{csrf}}} {{#each}}",
    "emoji": "Samen gekookt 🍲👨‍👩‍👧‍👦 en gelachen 😀",
    "right to left": "قرأنا البريد معًا",
    "entities": "Tom & Jerry &lt;3 &#39;\"",
}
TOO_LONG = "a" * 1_000_000


@pytest.fixture
def page(page_for):
    return page_for("lokaal.nijmegen")


@pytest.fixture
def group(page):
    return forms.open_first(page, "/groups?state=active", "groups")


def log(page, group, note):
    forms.open_form(page, f"/groups/{group}/log/new")
    forms.choose(page, "contact", "made")
    forms.fill(page, note=note)
    return forms.save(page, "note")


def test_names_are_shown_as_typed_and_sort_on_the_name_behind_the_particle(page):
    make_group_of(page, "Willemskwartier", NAMES)
    rows = page.locator("main .folk > li").all_inner_texts()
    shown = [name for row in rows for name in NAMES if name in row]
    assert shown == SORTED


def test_a_group_may_have_a_name_with_an_apostrophe_and_diacritics(page):
    name = "'t Höfke & Zonen <3"
    make_group_of(page, name, [])
    assert name in page.get_by_role("heading", level=1).inner_text()
    assert name in page.title()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_text_stays_text(page, group, text):
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog opened: {dialog.message}"))
    assert log(page, group, text) == 303
    page.goto(f"/groups/{group}")
    assert text in page.get_by_role("main").text_content()
    assert page.evaluate("window.harmed === undefined")
    page.goto("/families")
    assert forms.refs(page, "families")


@pytest.mark.parametrize("text", ["' OR 1=1 --", "%", "_", "\"", "NEAR(", "<script>", "\\"])
def test_a_search_for_odd_text_finds_nothing_and_breaks_nothing(wire_for, text):
    from urllib.parse import quote
    wire = wire_for("lokaal.nijmegen")
    for folder in ("families", "groups"):
        answer = wire.get(f"/{folder}?q={quote(text)}")
        assert answer.status == 200
        assert "<script>window" not in answer.text and f'href="/{folder}/{folder[0].upper()}-' not in answer.text


def test_a_note_of_a_megabyte_is_refused_and_the_server_goes_on(wire_for, page, group):
    wire = wire_for("lokaal.nijmegen")
    answer = wire.submit(f"/groups/{group}/log/new", "note", contact="made", note=TOO_LONG)
    assert answer.status in (413, 422)
    assert page.goto(f"/groups/{group}").status == 200
    assert "aaaaaaaaaaaaaaaaaaaa" not in page.get_by_role("main").text_content()


def test_a_note_that_is_a_little_too_long_keeps_what_was_typed(page, group):
    note = "b" * 2001
    assert log(page, group, note) == 422
    assert forms.error_at(page, "note")
    assert forms.field(page, "note").input_value() == note


def test_a_nul_does_no_harm(wire_for, page, group):
    wire = wire_for("lokaal.nijmegen")
    answer = wire.submit(f"/groups/{group}/log/new", "note", contact="made", note="voor\0na-de-nul")
    assert answer.status in (303, 400, 422)
    page.goto(f"/groups/{group}")
    text = page.get_by_role("main").text_content()
    assert "\0" not in text
    assert ("na-de-nul" in text) == (answer.status == 303)


def test_bytes_that_are_no_text_are_refused(wire_for, group):
    wire = wire_for("lokaal.nijmegen")
    path = f"/groups/{group}/log/new"
    form = wire.form_in(wire.get(path), "note")
    assert wire.post(path, form, contact="made", note=b"\xff\xfe\x80").status in (400, 422)


@pytest.mark.parametrize("path", ["/families/F-%00AB", "/families/F-../..", "/groups/' OR 1=1", "/groups/%ff"])
def test_an_odd_address_is_refused(wire_for, path):
    assert wire_for("lokaal.nijmegen").get(path.replace(" ", "%20")).status in (400, 404)
