"""Free periods: found, read and planned from the planner and from a list over all cities."""

import re

import pytest

import forms
from days import in_days


@pytest.fixture
def page(page_for):
    return page_for("shelter.nijmegen")


def test_page_P09_is_there_a_place_in_may_takes_a_click_and_another_plans_it(page):
    page.goto("/")
    page.get_by_role("navigation").get_by_role("link", name="Planner").first.click()
    sentence = page.get_by_role("main").get_by_role("link", name=re.compile("^Vrij vanaf")).last
    words = sentence.inner_text()
    sentence.click()
    assert page.url.split("?")[0].endswith("/stays/new")
    assert words in page.locator(".lede").inner_text()
    assert forms.field(page, "accommodation").input_value().startswith("A-")
    day = int(re.search(r"\d+", words).group(0))
    assert forms.field(page, "from_on_day").input_value() == str(day)
    assert forms.field(page, "until_on_day").input_value()
    assert forms.save(page, "from_on_day") == 303


def test_page_P09_a_gap_on_the_planner_is_a_link_with_words(page_for):
    page = page_for("netwerk")
    page.goto("/stays/planner")
    gaps = page.locator(".plan a.fr")
    assert gaps.count() > 10
    for path, title in gaps.evaluate_all(
            "all => all.map(a => [a.getAttribute('href'), a.querySelector('title').textContent])"):
        assert path.startswith("/stays/new?accommodation=A-") and "rij" in title
    # The same in words.
    listed = page.locator("section[aria-labelledby=vrij] tbody a[href^='/stays/new']")
    assert listed.count() >= gaps.count()


def test_page_P09_who_may_not_plan_reads_words_without_links(page_for):
    page = page_for("gemeente.nijmegen")
    page.goto("/stays/planner")
    assert page.locator(".plan .gap").count()
    assert "rij" in page.locator("section[aria-labelledby=vrij]").inner_text()
    assert not page.locator("main a[href^='/stays/new']").count()


def test_page_P09_a_month_is_asked_for_over_all_cities(page_for):
    page = page_for("netwerk")
    page.goto("/stays/planner")
    page.locator(".months a").nth(6).click()
    count = page.locator("h1 .count").inner_text()
    assert page.locator("tbody tr").count() == int(count)
    assert page.locator(".months [aria-current]").count() == 1
    plan = page.locator("tbody a[href^='/stays/new']").first
    assert "until=" in plan.get_attribute("href")


def test_page_P09_two_days_can_be_typed(page_for):
    page = page_for("netwerk")
    page.goto("/stays/free")
    forms.date(page, "from", in_days(100))
    forms.date(page, "until", in_days(190))
    page.locator("main form .btn").click()
    assert f"from={in_days(100)}" in page.url and f"until={in_days(190)}" in page.url
    forms.date(page, "until", in_days(90))
    page.locator("main form .btn").click()
    assert forms.error_at(page, "until_day")
    assert forms.field(page, "until_day").input_value() == str(in_days(90).day)


def test_page_P08_no_home_is_chosen_beforehand(page_for):
    page = page_for("netwerk")
    forms.open_form(page, "/stays/new")
    home = forms.field(page, "accommodation")
    assert home.input_value() == ""
    assert home.locator("optgroup").count() > 10
    forms.date(page, "from_on", in_days(200))
    forms.date(page, "until_on", in_days(250))
    before = len(forms.options(page, "accommodation"))
    # Enter after the days makes nothing: it shows which homes are free then.
    forms.field(page, "until_on_year").press("Enter")
    page.wait_for_load_state()
    assert page.url.endswith("/stays/new")
    assert 1 < len(forms.options(page, "accommodation")) <= before
    assert forms.field(page, "from_on_day").input_value() == str(in_days(200).day)
    assert forms.save(page, "from_on_day") == 422
    assert forms.error_at(page, "accommodation")


def test_page_P29_names_are_whole_and_a_step_is_three_months(page_for):
    for width in (1280, 320):
        page = page_for("netwerk", width=width)
        page.goto("/stays/planner")
        cut = page.locator(".plan th p").evaluate_all(
            "all => all.filter(p => p.scrollWidth > p.clientWidth + 1).map(p => p.innerText)")
        assert not cut
    page.get_by_role("link", name="3 maanden later").click()
    assert re.search(r"from=\d{4}-\d{2}", page.url)


def test_page_P27_the_planner_is_printed_across_with_all_its_months(page_for):
    page = page_for("netwerk")
    page.goto("/stays/planner")
    boxes = re.findall(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", page.pdf(prefer_css_page_size=True))
    assert boxes and all(float(wide) > float(high) for wide, high in boxes)
    # As wide as an A4 that lies across, less its margins.
    page.set_viewport_size({"width": 1032, "height": 700})
    page.emulate_media(media="print")
    assert page.locator(".plan").evaluate("e => e.scrollWidth <= innerWidth")
    ends = page.locator(".plan thead .mt").evaluate_all(
        "all => all.map(t => t.getBoundingClientRect().right)")
    assert len(ends) == 12 and max(ends) <= 1032
