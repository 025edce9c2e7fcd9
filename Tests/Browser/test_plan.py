"""The plan: goals in three columns, private ones, the municipality's tasks, and the plan on paper."""

import io
import re

from pypdf import PdfReader

import forms


def test_story_M4_an_action_of_the_municipality_is_its_task_and_done_there_is_done_here(page_for):
    title = "Schoolplek voor de oudste"
    local = page_for("lokaal.nijmegen")
    add(local, title, owner="De gemeente")
    # Without its place, to which one would go without loading the page anew.
    plan = local.url.split("#")[0]
    assert title in column(local, "De gemeente").inner_text()

    officer = page_for("gemeente.nijmegen")
    officer.goto("/tasks")
    officer.get_by_role("link", name=title).first.click()
    officer.get_by_role("main").get_by_role("button", name=re.compile("^Klaar")).first.click()

    local.goto(plan)
    column(local, "De gemeente").get_by_text(re.compile("^Afgerond")).click()
    done = column(local, "De gemeente").get_by_role("listitem").filter(has_text=title)
    assert "Bereikt" in done.inner_text()


def test_story_M4_what_is_late_is_red_for_both(page_for):
    late = page_for("lokaal.nijmegen").locator("main a.tag.bad").filter(has_text="Gemeente:")
    late.page.goto("/")
    assert late.count() == 1
    count = int(re.search(r"\d+", late.inner_text())[0])
    late.click()
    assert late.page.get_by_role("main").locator(".tag.bad").count() >= count
    officer = page_for("gemeente.nijmegen")
    officer.goto("/")
    row = officer.get_by_role("main").get_by_role("listitem").filter(has_text="Leerlingenvervoer voor twee kinderen")
    assert row.locator(".tag.bad").count() == 1


def test_a_step_is_ticked_with_one_tap_and_taken_back_with_another(page_for):
    page = page_for("lokaal.nijmegen")
    add(page, "Muziekles", steps="Docent zoeken\nProefles")
    step = page.get_by_role("button", name="Docent zoeken")
    assert step.get_attribute("aria-pressed") == "false"
    step.click()
    assert page.get_by_role("button", name="Docent zoeken").get_attribute("aria-pressed") == "true"
    page.get_by_role("button", name="Docent zoeken").click()
    assert page.get_by_role("button", name="Docent zoeken").get_attribute("aria-pressed") == "false"


def test_a_private_goal_is_read_by_nobody_else_until_the_person_agrees(page_for):
    title = "Uitleg over de nieuwe medicijnen"
    local = page_for("lokaal.nijmegen")
    add(local, title, theme="Gezondheid", owner="De gemeente")
    # Without its place, to which one would go without loading the page anew.
    plan = local.url.split("#")[0]
    officer = page_for("gemeente.nijmegen")
    officer.goto(plan)
    assert title not in forms.main_text(officer)
    assert "gezondheid" in forms.main_text(officer)
    local.get_by_role("link", name=title).click()
    for part, value in zip(("day", "month", "year"), today(local)):
        forms.fill(local, **{f"shared_on_{part}": value})
    assert forms.save(local, "title") == 303
    officer.goto(plan)
    assert title in forms.main_text(officer)


def test_the_plan_of_a_sponsor_group_prints_on_two_sides_with_nothing_private(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/groups?q=Galgenveld")
    page.get_by_role("main").get_by_role("link", name="Galgenveld", exact=True).first.click()
    page.get_by_role("link", name="Op papier").click()
    assert sheets(page) == 2
    page.goto("/families?state=supported")
    page.locator('main a[href^="/families/F-"]').first.click()
    whole_plan(page)
    page.get_by_role("link", name="Op papier").click()
    assert sheets(page) <= 2
    page.get_by_role("link", name="Voor de gemeente").click()
    assert sheets(page) == 1
    assert "Mee naar het ziekenhuis" not in forms.main_text(page)


def test_the_page_of_a_family_has_five_open_goals_and_leads_to_the_rest(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/families?state=supported")
    page.locator('main a[href^="/families/F-"]').first.click()
    assert 1 <= page.locator("#doelen").locator("xpath=../..").locator(".folk li").count() <= 5
    assert page.locator(".goals").count() == 0
    whole_plan(page)
    assert page.locator(".goals > section").count() >= 3


def test_the_plan_of_every_supported_family_prints_on_two_sides_in_its_language(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/families?state=supported")
    refs = forms.refs(page, "families")
    seen = set()
    for ref in refs:
        page.goto(f"/families/{ref}")
        whole_plan(page)
        page.get_by_role("link", name="Op papier").click()
        seen.add(page.locator("h1 span[lang]").first.get_attribute("lang"))
        assert "Ons plan" in page.locator("h1").inner_text()
        assert sheets(page) <= 2, ref
    assert seen - {"nl", "en"}, seen


def test_who_formally_does_a_goal_is_chosen_and_shown_with_function_and_organisation(page_for):
    page = page_for("lokaal.nijmegen")
    family = add(page, "Taxi naar school", owner="De gemeente", contact=True)
    page.goto(family)
    whole_plan(page)
    goal = column(page, "De gemeente").get_by_role("listitem").filter(has_text="Taxi naar school").first
    assert "Gemeente Nijmegen" in goal.inner_text()
    assert goal.locator('a[href^="tel:"]').count() == 1


def test_the_columns_stand_below_each_other_on_a_phone(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/groups?q=Galgenveld")
    page.get_by_role("main").get_by_role("link", name="Galgenveld", exact=True).first.click()
    boxes = lambda: [box.bounding_box() for box in page.locator(".goals > section").all()]
    page.set_viewport_size({"width": 320, "height": 640})
    tops = [box["y"] for box in boxes()]
    assert len(tops) == 3 and tops == sorted(set(tops))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 900})
    assert len({round(box["y"]) for box in boxes()}) == 1


def whole_plan(page):
    page.get_by_role("main").get_by_role("link", name=re.compile("Het hele plan|op het plan")).first.click()


def add(page, title, theme="School", owner="De groep", steps="", contact=False):
    """A goal of the first supported family of the city, on whose plan one comes back; gives the family's address."""
    page.goto("/families?state=supported")
    page.locator('main a[href^="/families/F-"]').first.click()
    family = page.url
    page.get_by_role("link", name="Doel toevoegen").click()
    forms.fill(page, title=title, steps=steps)
    forms.choose_by_label(page, "theme", theme)
    forms.choose_by_label(page, "owner", owner)
    if contact:
        page.locator("[name=contact]").select_option(index=1)
    assert forms.save(page, "title") == 303
    return family


def column(page, name):
    return page.locator(".goals > section").filter(has=page.get_by_role("heading", name=name, exact=True))


def sheets(page):
    return len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def today(page):
    return page.evaluate("(() => { const d = new Date(); return [d.getDate(), d.getMonth() + 1, d.getFullYear()] })()")
