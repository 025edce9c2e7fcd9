"""The local coordinator forms a group of five."""

import re

import forms
from days import in_days, in_short, in_words, today
from groups import add_member, make_group, make_group_of
from look import width_problems

FOUR = ["Joke Peters", "Ruben van Dam", "Samira Haddad", "Wim Derksen"]
FOUR_OF_FIVE = re.compile(r"\b(4|vier)\s*(van|/)\s*(de\s+)?(5|vijf)\b", re.I)
FIVE_OF_FIVE = re.compile(r"\b(5|vijf)\s*(van|/)\s*(de\s+)?(5|vijf)\b|\bcompleet\b", re.I)

MEMBERS = '.part3 a[href*="/members/"][href$="/edit"]'


def test_story_L1_the_fifth_member_changes_four_of_five_into_five_of_five(page_for):
    """Build a group: what is missing is said, and a fifth member completes it."""
    page = page_for("lokaal.nijmegen")
    ref = make_group_of(page, "Hazenkamp", FOUR)
    text = forms.main_text(page)
    assert FOUR_OF_FIVE.search(text)
    assert not FIVE_OF_FIVE.search(text)
    assert re.search(r"open plek|nog (1|één|een) lid|vijfde lid|mist", text, re.I)
    for member in FOUR:
        assert member in text

    assert add_member(page, ref, "Lotte Janssen") == 303
    page.goto(f"/groups/{ref}")
    text = forms.main_text(page)
    assert FIVE_OF_FIVE.search(text)
    assert not FOUR_OF_FIVE.search(text)
    assert "Lotte Janssen" in text


def test_story_L1_a_member_who_is_certainly_under_eighteen_is_refused_in_words(page_for):
    page = page_for("lokaal.nijmegen")
    ref = make_group(page, "Galgenveld")
    status = add_member(page, ref, "Daan de Jong", birth_year=today().year - 17)
    assert status == 422
    assert page.title().startswith("Fout:")
    assert "18" in forms.errors(page)
    assert "18" in forms.error_at(page, "birth_year")
    assert forms.field(page, "name").input_value() == "Daan de Jong"
    page.goto(f"/groups/{ref}")
    assert "Daan de Jong" not in forms.main_text(page)


def test_a_member_who_turns_eighteen_this_year_is_accepted(page_for):
    page = page_for("lokaal.nijmegen")
    ref = make_group(page, "Lent")
    assert add_member(page, ref, "Noor Bakker", birth_year=today().year - 18) == 303
    page.goto(f"/groups/{ref}")
    assert "Noor Bakker" in forms.main_text(page)


def test_story_L1_an_email_address_of_another_group_warns_and_leads_there(page_for):
    page = page_for("lokaal.nijmegen")
    first = make_group(page, "Goffert")
    assert add_member(page, first, "Els Bouwman") == 303, forms.errors(page)
    second = make_group(page, "Heijendaal")
    assert add_member(page, second, "Elsje Bouwman", email="elsbouwman@voorbeeld.nl") == 303
    note = page.get_by_role("status").first
    assert "staat ook in groep Goffert" in note.inner_text()
    note.get_by_role("link").click()
    assert page.url.endswith(f"/groups/{first}")
    # The same address within one group is asked about before it is saved.
    assert add_member(page, first, "Els B. Bouwman", email="elsbouwman@voorbeeld.nl") == 409
    page.get_by_role("main").get_by_role("link", name="Naar Els Bouwman").click()
    assert "/members/" in page.url


def test_story_M3_the_municipality_knows_whether_a_group_may_start_and_no_more(page_for):
    """Know whether a group may start: "Compleet" or what lacks, without VOG details and numbers."""
    coordinator, officer = page_for("lokaal.nijmegen"), page_for("gemeente.nijmegen")
    ref = make_group_of(coordinator, "Grootstal", FOUR)
    officer.goto(f"/groups/{ref}")
    assert "zoekt nog 1 lid" in forms.main_text(officer)
    told = forms.whole_text(officer)
    assert not any(name in told for name in FOUR)
    assert officer.locator('main a[href^="tel:"], main a[href^="mailto:"]').count() == 0
    assert "@voorbeeld.nl" not in officer.content()

    ready = forms.open_first(coordinator, "/groups?state=ready", "groups")
    seen = re.compile(r"gezien op|VOG gezien|aangevraagd|geldig tot|tot \d+ \w+ \d{4}", re.I)
    coordinator.goto(f"/groups/{ready}")
    officer.goto(f"/groups/{ready}")
    assert "Compleet" in forms.main_text(officer)
    told = forms.whole_text(officer)
    assert not seen.search(told), seen.search(told)
    assert officer.locator('main a[href^="tel:"], main a[href^="mailto:"]').count() == 0
    assert officer.goto(f"/groups/{ready}/trainings").status in (403, 404)


def test_story_L8_a_member_leaves_and_the_match_goes_on(page_for):
    """A date and a reason; badge and task until there are five again; who was when stays known."""
    page = page_for("lokaal.nijmegen")
    group = five_around_a_family(page)
    match = forms.refs(page, "matches")[0]
    own_name = page.get_by_role("heading", level=1).inner_text().removeprefix("Groep ")
    name = open_leaving(page)
    for part in ("day", "month", "year"):
        forms.fill(page, **{f"left_on_{part}": ""})
    assert forms.save(page, "left_reason") == 422
    assert forms.error_at(page, "left_on_day") and forms.error_at(page, "left_reason")
    forms.date(page, "left_on", today())
    forms.choose(page, "left_reason", "moved")
    assert forms.save(page, "left_reason") == 303, forms.errors(page)

    page.goto(f"/groups/{group}")
    assert FOUR_OF_FIVE.search(forms.whole_text(page)) and "Onder sterkte" in forms.main_text(page)
    assert group in listed(page, "/groups?flag=strength", "groups")
    assert match in listed(page, "/matches?state=active", "matches"), "the match goes on"
    task = the_task_for_a_member(page, own_name)
    task.click()
    assert in_words(in_days(42)) in forms.main_text(page), "six weeks"

    assert add_member(page, group, "Jet Verbeek", email="jet.verbeek@voorbeeld.nl") == 303
    page.goto(f"/groups/{group}")
    assert FIVE_OF_FIVE.search(forms.whole_text(page)) and "Onder sterkte" not in forms.main_text(page)
    assert group not in listed(page, "/groups?flag=strength", "groups")
    assert the_task_for_a_member(page, own_name).count() == 0
    page.goto(f"/groups/{group}/former")
    former = page.get_by_role("row").filter(has_text=name)
    assert former.count() == 1 and in_short(today()) in former.inner_text()


def five_around_a_family(page):
    """An active group of five, of whom the others stopped today; its page is open."""
    group = listed(page, "/groups?state=active", "groups")[0]
    page.goto(f"/groups/{group}")
    assert page.locator(MEMBERS).count() >= 5
    while page.locator(MEMBERS).count() > 5:
        open_leaving(page)
        forms.choose(page, "left_reason", "time")
        assert forms.save(page, "left_reason") == 303, forms.errors(page)
        page.goto(f"/groups/{group}")
    return group


def open_leaving(page):
    """The form by which the last member stops; gives the name."""
    member = page.locator(MEMBERS).last
    name = member.inner_text()
    member.click()
    page.get_by_role("link", name="Stopt…").click()
    return name


def listed(page, path, folder):
    page.goto(path)
    return forms.refs(page, folder)


def the_task_for_a_member(page, group):
    page.goto("/tasks")
    return page.get_by_role("main").get_by_role("link", name=f"Zoek een lid voor groep {group}")


def test_a_form_without_a_name_names_the_field_and_links_to_it(page_for):
    page = page_for("lokaal.nijmegen")
    forms.open_form(page, "/groups/new")
    forms.fill(page, neighbourhood="Hees")
    assert forms.save(page, "name") == 422
    page.get_by_role("alert").get_by_role("link").first.click()
    assert forms.field(page, "name").evaluate("field => field === document.activeElement")
    assert forms.field(page, "name").get_attribute("aria-invalid") == "true"
    assert forms.field(page, "neighbourhood").input_value() == "Hees"


def test_a_new_group_stands_in_the_list_of_its_city(page_for):
    page = page_for("lokaal.nijmegen")
    ref = make_group(page, "Zwanenveld")
    page.goto("/groups?q=Zwanenveld")
    assert forms.refs(page, "groups") == [ref]
    page.get_by_role("link", name="Zwanenveld", exact=True).first.click()
    assert page.url.endswith(f"/groups/{ref}")


def test_fault_R56_a_long_address_stays_inside_the_part_in_which_it_stands(page_for):
    page = page_for("lokaal.nijmegen")
    ref = make_group(page, "Weezenhof")
    address = f"wilhelmina.van.der.{'meulen.' * 4}jansen@{'voorbeeld' * 4}.nl"
    # The first member is whom the page says to mail.
    assert add_member(page, ref, "Wilhelmina", email=address) == 303, forms.errors(page)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 720})
        page.goto(f"/groups/{ref}")
        link = page.locator('.part1 .reach a[href^="mailto:"]')
        assert address in link.inner_text().replace("\u200b", "")
        for part in (".part1", ".part3"):
            beyond = page.locator(part).evaluate("""part => [...part.querySelectorAll("*")].filter(
                one => one.getBoundingClientRect().right > part.getBoundingClientRect().right + 0.5
                ).length""")
            assert beyond == 0, f"{part} is too narrow at {width} px"
        assert not width_problems(page)
