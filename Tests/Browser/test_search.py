"""page P16: the search of the header, by keyboard, on a phone and without script."""

import pytest

import forms
import jobs
from look import check


def family(page):
    """The code name of a family whose first three letters nothing else has, and its page."""
    page.goto("/families")
    rows = page.get_by_role("main").locator("th a").evaluate_all(
        "links => links.map(link => [link.innerText, link.getAttribute('href')])")
    names = [name.lower() for name, _ in rows]
    beginnings = lambda start: sum(word.startswith(start) for name in names for word in name.split())
    return next((name, path) for name, path in rows
                if name.isalpha() and beginnings(name[:3].lower()) == 1 and alone(page, name[:3]))


def alone(page, typed):
    """Whether nothing else begins so: no group, city or person."""
    page.goto(f"/search?q={typed}")
    return "/families/F-" in page.url


def find(page, text):
    """Types into the box that has the cursor, and sends it."""
    job = jobs.Job(page)
    job.type(text)
    job.enter()


@pytest.mark.job
def test_page_P16_a_family_is_found_by_its_code_with_a_slash_four_keys_and_one_load(page_for):
    page = page_for("lokaal.nijmegen")
    name, path = family(page)
    page.goto("/")
    job = jobs.Job(page)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.name") == "q"
    job.type(name[:3].lower())
    job.enter()
    assert page.url.endswith(path)
    jobs.check("find a family by its code, with a slash", job, (0, 4, 1, None))


@pytest.mark.job
def test_page_P16_the_same_on_a_phone_with_one_tap(page_for):
    page = page_for("lokaal.nijmegen", width=390, touch=True)
    name, path = family(page)
    page.goto("/")
    job = jobs.Job(page)
    job.click(job.needs(page.locator("header details:has([role=search]) summary")))
    box = page.locator("header details [name=q]")
    assert box.is_visible()
    assert box.evaluate("box => box === document.activeElement")
    assert box.bounding_box()["y"] < 844
    job.type(name[:3].lower())
    job.enter()
    assert page.url.endswith(path)
    jobs.check("find a family by its code", job, (1, 4, 1, 844))


def test_page_P16_a_slash_is_a_slash_where_somebody_types(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/groups/new")
    forms.field(page, "name").first.focus()
    page.keyboard.type("Hees/Lent")
    assert forms.field(page, "name").first.input_value() == "Hees/Lent"


def test_page_P16_a_name_is_found_and_no_address_has_it(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/")
    page.keyboard.press("/")
    find(page, "zofia")
    assert page.get_by_role("main").get_by_role("link", name="Zofia").count() > 1
    assert page.url.endswith("/search")
    check(page)
    page.goto("/search?q=zofia")
    assert page.get_by_role("main").get_by_role("link", name="Zofia").count() == 0


@pytest.mark.parametrize("typed", ["a", "x" * 200, "%_'\"*"])
def test_page_P16_what_cannot_be_looked_for_is_told_at_the_box(page_for, typed):
    page = page_for("lokaal.nijmegen")
    page.goto("/search")
    forms.fill(page, q=typed)
    assert forms.save(page, "q") == 422
    assert forms.error_at(page, "q")
    assert forms.field(page, "q").input_value() == typed


def test_page_P16_it_works_without_script(browser, server, people):
    state = people.sign_in("lokaal.nijmegen")
    for width in (1280, 320):
        context = browser.new_context(
            base_url=server.url, storage_state=state, java_script_enabled=False,
            viewport={"width": width, "height": 800})
        page = context.new_page()
        page.goto("/")
        if width < 1000:
            page.locator("header details:has([role=search]) summary").click()
        box = page.locator("header [name=q]").locator("visible=true")
        # What is found alone is opened at once; no plant or bird is called so.
        box.fill("bottendaal")
        with page.expect_navigation(url="**/groups/G-*"):
            box.press("Enter")
        context.close()


def test_page_P3b_a_family_gets_another_code_name_on_a_page_of_its_own_and_back(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/families?state=announced")
    path = page.get_by_role("main").locator("tbody th a").first.get_attribute("href")
    page.goto(path)
    former = page.get_by_role("heading", level=1).inner_text()
    page.locator(".part5 > summary").click()
    page.get_by_role("link", name="Geef een andere codenaam").click()
    page.wait_for_url("**/code")
    page.get_by_label("De naam past niet").check()
    page.get_by_role("button", name="Geef een andere codenaam").click()
    page.wait_for_url(f"**{path}")
    assert page.get_by_role("heading", level=1).inner_text() != former
    page.keyboard.press("/")
    find(page, former.split()[-1])
    assert "heet sinds" in page.get_by_role("status").first.inner_text()
    page.goto(f"{path}/code")
    page.get_by_label("De naam is uitgelekt").check()
    page.get_by_role("button", name="Geef een andere codenaam").click()
    page.wait_for_url(f"**{path}")
    page.get_by_role("button", name="Ongedaan maken").click()
    page.wait_for_load_state()
    assert "heet weer" in page.get_by_role("status").first.inner_text()
