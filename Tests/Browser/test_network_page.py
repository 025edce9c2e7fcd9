"""The network's own page: whom to help first, a map that can be read, a table that fits a big screen."""

import re

import pytest


@pytest.fixture
def page(page_for):
    return page_for("netwerk")


def circles(page):
    """Where each circle of the map stands: x, y, radius."""
    return page.locator("figure .map a circle.c").evaluate_all(
        "all => all.map(c => [c.cx, c.cy, c.r].map(a => a.baseVal.value))")


@pytest.mark.parametrize("map", ["/", "/?map=shelter"])
def test_page_P25_no_circle_covers_another(page, map):
    page.goto(map)
    found = circles(page)
    assert len(found) > 12
    for index, (x, y, radius) in enumerate(found):
        for x2, y2, radius2 in found[index + 1:]:
            assert (x - x2) ** 2 + (y - y2) ** 2 >= (radius + radius2) ** 2


def test_page_P25_each_circle_has_its_name_and_number(page):
    page.goto("/")
    told = page.locator("figure .map a:not([aria-hidden]) title").all_text_contents()
    names = {words.split(":")[0] for words in told}
    drawn = page.locator("figure .map .nm").evaluate_all(
        "all => all.map(t => t.textContent)")
    assert names == set(drawn)
    counted = [words for words in told if re.search(r"groepen: [1-9]", words)]
    assert len(counted) == page.locator("figure .map text.n").count()
    leads = page.locator("figure .map a:has(text.n)").evaluate_all(
        "all => all.map(a => a.getAttribute('href'))")
    assert leads and all(path.startswith("/groups?state=active&city=") for path in leads)


def test_page_P25_a_mark_opens_what_is_most_urgent_there(page):
    page.goto("/")
    mark = page.locator("figure .map a", has=page.locator(".sig")).first
    count = mark.get_attribute("data-count")
    page.goto(mark.get_attribute("href"))
    assert page.locator("h1 .count").inner_text() == count


def test_page_P01_each_sign_of_a_city_opens_its_list(page):
    page.goto("/")
    tags = page.locator(".calls .tag")
    assert tags.count() == page.locator(".calls a.tag").count() > 3
    worry = page.locator(".calls a.tag", has_text="zorg").first
    count = int(worry.get_attribute("data-count"))
    worry.click()
    assert "flag=concern" in page.url and page.locator("tbody tr").count() == count
    page.goto("/cities")
    page.get_by_role("main").get_by_role("link", name="Nijmegen").first.click()
    assert page.get_by_role("main").get_by_text("Zorgen", exact=True).is_visible()


def test_page_P26_all_cities_are_on_the_first_screen_of_a_big_one(page):
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto("/")
    rows = page.locator(".cities tbody tr")
    assert rows.count() == 21
    assert rows.last.evaluate("row => row.getBoundingClientRect().bottom") <= 1080
    assert page.locator(".cities").evaluate("e => e.scrollWidth <= e.clientWidth")
    assert page.locator(".cities tfoot").get_by_role("link").first.is_visible()
    assert rows.first.locator("th").inner_text() == "Nijmegen"


@pytest.mark.parametrize("width", [1440, 1920, 2560])
def test_page_P26_the_table_stands_beside_the_map(page, width):
    page.set_viewport_size({"width": width, "height": 1080})
    page.goto("/")
    drawing, table = (page.locator(what).bounding_box() for what in ("figure .map", ".cities"))
    assert drawing["x"] + drawing["width"] <= table["x"]
    assert table["y"] < drawing["y"] + drawing["height"]
    assert page.locator(".cities").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_page_P26_what_can_be_ordered_looks_so(page):
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto("/")
    lines = page.locator(".cities thead th").evaluate_all(
        "all => all.map(th => [!!th.querySelector('a'),"
        " getComputedStyle(th.querySelector('a') || th).textDecorationLine === 'underline'])")
    assert len({tuple(line) for line in lines}) == 2
    assert all(can == shows for can, shows in lines)


@pytest.mark.parametrize("path", ["/", "/stays/planner", "/stays/free", "/stays/new", "/accommodations"])
def test_page_P38_twice_the_size_of_text_stays_within_the_page(page, path):
    page.goto(path)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth")


def test_page_P31_a_month_without_contact_has_no_number(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/groups?state=active")
    for path in page.locator("tbody th a").evaluate_all("all => all.map(a => a.getAttribute('href'))"):
        page.goto(path)
        numbers = page.locator(".bars .v").all_text_contents()
        assert "0" not in numbers, path


def test_page_P32_the_goals_of_a_family_are_squares(page_for):
    page = page_for("lokaal.nijmegen")
    page.goto("/families?state=supported")
    page.goto(page.locator("tbody th a").first.get_attribute("href"))
    met, every = map(int, re.findall(r"\d+", page.locator(".prog").inner_text()))
    assert page.locator(".prog rect").count() == every
    assert page.locator(".prog rect.f").count() == met
