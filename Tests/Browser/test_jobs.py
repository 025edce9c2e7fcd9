"""Everyday jobs and what they cost a person; those of one page stand with the tests of that page."""

import re

import pytest

import forms
from jobs import Job, check

PHONE = {"width": 390, "height": 844}
SCREEN = PHONE["height"]


def on_a_phone(page_for, account):
    page = page_for(account, width=PHONE["width"], touch=True)
    page.set_viewport_size(PHONE)
    page.goto("/")
    return page


@pytest.mark.job
def test_job_log_a_visit_with_all_that_can_be_said_of_it(page_for):
    page = on_a_phone(page_for, "lokaal.nijmegen")
    page.goto(f"/groups/{forms.open_first(page, '/groups?state=active', 'groups')}")
    discard = page.get_by_role("button", name="Weggooien")
    assert not discard.count()
    job = Job(page)
    job.click(job.needs(page.get_by_role("link", name=re.compile("^Met details")).first))
    for name, value in (("contact", "made"), ("worry", "no")):
        job.click(choice(page, name, value))
    note = forms.field(page, "note")
    asked = [forms.field(page, "worry").first, note, forms.save_button(page, "note")]
    # What everybody is asked lies on the first two screens, the button on each.
    page.evaluate("scrollTo(0, 0)")
    assert all(one.bounding_box()["y"] < 2 * SCREEN for one in asked)
    job.type("Samen naar de bibliotheek, ze leest nu zelf.", note)
    for name, value in (("minutes", "60"), ("themes", None), ("medium", None), ("mood", "4")):
        job.click(choice(page, name, value))
    job.click(forms.save_button(page, "note"))
    assert "is vastgelegd" in page.get_by_role("status").first.inner_text()
    check("log a visit with its time, theme, kind, mood and a sentence", job, (9, 46, 2, SCREEN))


def choice(page, name, value=None):
    """What is tapped for one choice; the first one if it does not matter which."""
    control = forms.field(page, name)
    control = control.first if value is None else page.locator(f'main [name="{name}"][value="{value}"]')
    # The field lies over its words, so that a tap anywhere on the tile is one on the field.
    return control.first


@pytest.mark.job
@pytest.mark.parametrize("account", ["lokaal.nijmegen", "netwerk"])
def test_job_which_group_is_silent(page_for, account):
    page = on_a_phone(page_for, account)
    page.goto("/groups?flag=silent")
    silent = page.locator("main tbody th").all_inner_texts()
    assert silent
    page.goto("/")
    job = Job(page)
    job.click(page.locator('main a[href*="flag=silent"]').first)
    assert page.locator("main tbody th").first.inner_text() in silent
    check(f"which group is silent ({account})", job, (1, 0, 1, None))


@pytest.mark.job
@pytest.mark.parametrize("account", ["lokaal.nijmegen", "gemeente.nijmegen", "shelter.nijmegen", "netwerk"])
def test_job_what_must_be_done_today(page_for, account):
    page = on_a_phone(page_for, account)
    job = Job(page)
    job.needs(page.locator('main a[href*="/tasks/"]').first)
    assert len(set(page.locator('main a[href="/tasks?due=now"]').evaluate_all(
        "all => all.map(a => a.dataset.count)"))) <= 1
    check(f"what must I do today ({account})", job, (0, 0, 0, SCREEN))


@pytest.mark.job
def test_page_P03_a_family_is_coupled_with_candidates_to_compare(page_for):
    page = page_for("lokaal.haarlem")
    page.goto("/")
    job = Job(page)
    menu = page.get_by_role("navigation").get_by_role("link", name="Koppelen").first
    job.click(job.needs(menu))
    job.click(page.get_by_role("link", name=re.compile("^Zoek een groep")).first)
    heads = page.locator("main table").first.locator("thead th").all_inner_texts()
    assert heads == ["Groep", "Past het?", "Taal", "Ruimte", "Steun", "Wijk", "Te koppelen sinds"]
    first = page.locator("main tbody tr").first
    # A missing language is told, and is no green tick.
    told = first.inner_text()
    arranged = "Past, met een tolk" in told or "Past, met community builder" in told
    assert ("Geen gedeelde taal" in told) == arranged
    job.click(first.locator("th a"))
    if "Geen gemeenschappelijke taal" in forms.main_text(page):
        assert page.locator(".g-no", has_text="Geen gemeenschappelijke taal").is_visible()
    job.click(forms.save_button(page, "once"))
    assert "/matches/M-" in page.url, forms.errors(page)
    for decision in ("family_decision", "group_decision"):
        job.click(choice(page, decision, "yes"))
    job.click(page.locator("label[for=expectations]"))
    job.click(forms.save_button(page, "group_decision"))
    job.click(page.get_by_role("button", name="Start het jaar"))
    assert "is nu actief" in page.get_by_role("status").first.inner_text()
    check("couple a family: proposed, agreed, active", job, (9, 0, 6, None))


@pytest.mark.job
def test_job_is_there_a_place_in_may(page_for):
    page = page_for("shelter.nijmegen")
    page.goto("/")
    job = Job(page)
    job.click(job.needs(page.get_by_role("navigation").get_by_role("link", name="Planner").first))
    # The free periods stand there in words, each with its days, and plan a stay.
    free = page.get_by_role("main").get_by_role("link", name=re.compile("^Vrij "))
    assert free.count() >= 1 and re.search(r"\d+ nachten", free.first.inner_text())
    check("is there a place in May", job, (1, 0, 1, None))
    job.click(free.first)
    assert forms.field(page, "accommodation").input_value().startswith("A-")
    check("plan a stay in a free period", job, (2, 0, 2, None))


@pytest.mark.job
def test_job_all_cities_at_a_glance_on_a_big_screen(page_for):
    page = page_for("netwerk")
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/")
    job = Job(page)
    job.needs(page.locator(".cities tbody tr").last)
    assert page.locator(".cities tbody tr").count() == 21
    check("all cities at a glance on 1920 x 1080", job, (0, 0, 0, 1080))


def year_of(page, group):
    """The year of the running match of a group."""
    page.goto("/matches?state=active")
    page.locator("tr", has_text=group).first.get_by_role("link").first.click()
    page.get_by_role("link", name="Het hele jaar bekijken").first.click()
    page.wait_for_load_state()


@pytest.mark.job
def test_job_tick_a_line_of_the_year(page_for):
    page = on_a_phone(page_for, "lokaal.nijmegen")
    year_of(page, "Lent")
    job = Job(page)
    line = page.locator('button.line[aria-pressed="false"]').first
    words = line.inner_text()
    job.click(job.needs(line))
    note = page.get_by_role("status").first
    assert words in note.inner_text()
    check("tick a line of the year", job, (1, 0, 1, SCREEN))
    # One tap takes it back.
    job.click(note.get_by_role("button", name="Ongedaan maken"))
    assert page.locator('button.line[aria-pressed="false"]').first.inner_text() == words


@pytest.mark.job
def test_job_hold_a_review_on_one_page(page_for):
    page = on_a_phone(page_for, "lokaal.nijmegen")
    year_of(page, "Lent")
    job = Job(page)
    job.click(page.get_by_role("link", name="Ander gesprek vastleggen"))
    for name, value in (("audience", "both"), ("outcome", "good")):
        job.click(choice(page, name, value))
    job.type("Rustig, ieder weet wie belt.", page.locator('[name="answer.going"]'))
    job.click(forms.save_button(page, "outcome"))
    assert page.url.endswith("/plan"), forms.errors(page)
    check("hold a review", job, (5, 40, 2, None))
