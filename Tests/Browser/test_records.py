"""The pages of records: five parts, of which the first lies whole on the first screen of a phone."""

import re

import pytest

import forms
from look import width_problems
from places import resolve

PARTS = ["nu", "jaar", "mensen", "logboek", "meer"]
PHONE = {"width": 390, "height": 844}
RECORDS = [
    ("lokaal.nijmegen", "/groups?state=active > /groups/*"),
    ("lokaal.nijmegen", "/groups?state=ready > /groups/*"),
    ("lokaal.nijmegen", "/groups?state=forming > /groups/*"),
    ("gemeente.nijmegen", "/groups?state=active > /groups/*"),
    ("lokaal.nijmegen", "/families?state=announced > /families/*"),
    ("lokaal.nijmegen", "/families?state=waiting > /families/*"),
    ("lokaal.nijmegen", "/families?state=supported > /families/*"),
    ("lokaal.nijmegen", "/matches?state=active > /matches/*"),
    ("shelter.nijmegen", "/stays?state=in_stay > /stays/*"),
    ("shelter.nijmegen", "/stays?state=preparing > /stays/*"),
    ("shelter.nijmegen", "/stays?state=planned > /stays/*"),
    ("gemeente.nijmegen", "/stays > /stays/*"),
    ("netwerk", "/ > /stays/*"),
    ("shelter.nijmegen", "/guests > /guests/*"),
    ("netwerk", "/ > /stays/* > /guests/*"),
    ("shelter.nijmegen", "/accommodations > /accommodations/*"),
]


def opened(page_for, account, place, size=None):
    """The page of a record on a phone, as it is before anybody scrolls."""
    page = page_for(account)
    path = resolve(page, place)
    page.set_viewport_size(size or PHONE)
    assert page.goto(path).status == 200
    return page


def bottom(control):
    box = control.bounding_box()
    return box["y"] + box["height"]


@pytest.mark.parametrize(("account", "place"), RECORDS)
def test_page_P15_a_record_has_five_parts_and_now_lies_on_the_first_screen(page_for, account, place):
    page = opened(page_for, account, place)
    found = page.get_by_role("main").locator(", ".join(f"#{part}" for part in PARTS))
    assert found.evaluate_all("all => all.map(one => one.id)") == PARTS
    assert bottom(page.locator(".part1")) <= PHONE["height"], page.url
    assert not page.locator("#meer").evaluate("fold => fold.open")
    assert not width_problems(page)


def test_page_P15_speaking_with_a_group_is_logged_on_the_first_screen_of_its_page(page_for):
    page = opened(page_for, "lokaal.nijmegen", "/groups?state=active > /groups/*")
    now = page.locator(".part1")
    spoken = now.get_by_role("button", name="Gesproken").or_(now.get_by_text("Vandaag gelogd"))
    assert bottom(spoken.first) <= PHONE["height"]
    assert now.get_by_role("link", name="Met details").is_visible()


def test_page_P15_a_person_of_a_group_is_one_line(page_for):
    page = opened(page_for, "lokaal.nijmegen", "/groups?state=active > /groups/*",
                  {"width": 1280, "height": 900})
    lines = page.locator(".part3 .folk > li")
    assert lines.count() >= 4
    assert max(box["height"] for box in map(lambda line: line.bounding_box(), lines.all())) <= 80


def test_page_P14_a_number_and_an_address_can_be_tapped_on_the_first_screen(page_for):
    page = opened(page_for, "lokaal.nijmegen", "/groups?state=active > /groups/*")
    now = page.locator(".part1")
    for kind, shape in (("tel:", r"tel:\+?\d{9,}"), ("mailto:", r"mailto:\S+(@|%40)\S+")):
        link = now.locator(f'a[href^="{kind}"]').first
        assert re.fullmatch(shape, link.get_attribute("href"))
        assert bottom(link) <= PHONE["height"]
        assert link.bounding_box()["height"] >= 20
        # Who does not see the sign hears what the link does and with whom.
        assert re.match(r"(Bel|Mail) \S+", link.inner_text() or link.text_content())


def test_page_P14_who_may_not_know_names_sees_no_number(page_for):
    page = opened(page_for, "gemeente.nijmegen", "/groups?state=active > /groups/*")
    assert page.get_by_role("main").locator('a[href^="tel:"], a[href^="mailto:"]').count() == 0


def test_page_P22_a_waiting_family_has_a_next_step_and_its_exits_are_folded_away(page_for):
    page = opened(page_for, "lokaal.nijmegen", "/families?state=waiting > /families/*")
    ref = forms.ref_in(page)
    search = page.locator(f'.part1 a[href="/matches/new?family={ref}"]')
    assert bottom(search) <= PHONE["height"]
    exits = page.locator(f'a[href^="/families/{ref}/leave/"]')
    assert exits.count() >= 2
    assert not any(way.is_visible() for way in exits.all())
    page.locator(".part2").get_by_text("Anders", exact=True).click()
    assert all(way.is_visible() for way in exits.all())


def test_page_P22_a_stay_offers_its_next_step_and_folds_the_way_out(page_for):
    page = opened(page_for, "shelter.nijmegen", "/stays?state=preparing > /stays/*")
    assert page.locator(".part1").get_by_text("Volgende stap:").is_visible()
    way_out = page.get_by_role("main").get_by_role("button", name="Verblijf annuleren")
    assert not way_out.is_visible()
    page.locator(".part2").get_by_text("Anders", exact=True).click()
    assert way_out.is_visible()


@pytest.mark.parametrize(("account", "place", "lacks", "fact"), [
    ("netwerk", "/stays?state=confirmed > /stays/*", "Kan vanaf", "is aangebroken"),
    ("lokaal.nijmegen", "/groups?state=forming > /groups/*", "Nog niet mogelijk", "Er is een"),
])
def test_page_P23_what_a_step_lacks_is_not_written_as_a_fact(page_for, account, place, lacks, fact):
    page = opened(page_for, account, place)
    step = page.locator(".part1 .next")
    assert step.locator(".g-no").count() >= 1
    assert step.locator(".g-ok").count() == 0, "only what lacks stands at the next step"
    text = " ".join(step.inner_text().split())
    assert lacks in text
    assert fact not in text


def test_page_P15_what_is_asked_of_a_stay_stands_in_now_with_its_buttons(page_for):
    page = opened(page_for, "netwerk", "/ > /stays/*")
    asked = page.locator(".part1 #verlenging")
    assert asked.get_by_role("button", name="Goedkeuren", exact=True).is_visible()
    assert "raakt" in asked.inner_text()
    assert page.get_by_role("main").get_by_text("Verlenging gevraagd").count() == 1


def test_a_link_to_what_is_sealed_unfolds_it_and_a_refusal_leaves_it_open(page_for):
    page = opened(page_for, "netwerk", "/ > /stays/* > /guests/*")
    reason = forms.field(page, "reason")
    assert not reason.is_visible()
    page.locator(".part3").get_by_role("link", name="Wie deze gast is").click()
    assert reason.is_visible()
    reason.fill("kort")
    with page.expect_navigation():
        page.get_by_role("button", name="Toon wie dit is").click()
    assert page.locator("#meer").evaluate("fold => fold.open")
    assert reason.input_value() == "kort"
    reason.fill("Proef van de pagina van een gast.")
    with page.expect_navigation():
        page.get_by_role("button", name="Toon wie dit is").click()
    focused = page.evaluate("document.activeElement.getAttribute('aria-labelledby')")
    assert focused == "identiteit"
    assert reason.count() == 0
    assert page.locator(".part5").get_by_text("Veilig kanaal", exact=True).is_visible()
