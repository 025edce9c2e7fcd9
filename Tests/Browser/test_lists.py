"""Lists: two lines a row on a phone, filters in sight on a wide screen, orders that say so."""

import forms
import pytest
from look import check as look_at

LISTS = [
    ("netwerk", "/groups"), ("netwerk", "/families"), ("netwerk", "/matches"), ("netwerk", "/stays"),
    ("netwerk", "/guests"), ("netwerk", "/accommodations"), ("netwerk", "/tasks"),
    ("lokaal.nijmegen", "/groups"), ("lokaal.nijmegen", "/families"),
    ("lokaal.nijmegen", "/matches"), ("lokaal.nijmegen", "/groups/expiring"),
    ("shelter.nijmegen", "/stays"), ("shelter.nijmegen", "/accommodations"),
]


@pytest.mark.parametrize("account, path", LISTS)
def test_page_P21_a_row_on_a_phone_takes_two_lines(page_for, account, path):
    """page P21"""
    page = page_for(account, width=390)
    page.goto(path)
    rows = page.locator("main tbody tr")
    assert rows.count() >= 1
    heights = rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
    # The name of a task is a sentence, which may take two lines of its own.
    usual = 100 if path == "/tasks" else 84
    # A long name may break; the usual row has two lines.
    assert sorted(heights)[(len(heights) - 1) // 2] <= usual, heights
    assert max(heights) <= 130, heights
    # The whole row opens its record.
    box = rows.first.bounding_box()
    with page.expect_navigation():
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + 4)
    assert page.url.rstrip("/").split("/")[-1] != path.strip("/")


@pytest.mark.parametrize("account, path", [("netwerk", "/families"), ("lokaal.nijmegen", "/groups")])
def test_page_P16_filters_stand_open_on_a_wide_screen_and_fold_on_a_phone(page_for, account, path):
    """page P16"""
    page = page_for(account)
    page.goto(path)
    state = page.locator('main select[name="state"]')
    assert state.is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert not state.is_visible()
    page.locator("main summary", has_text="Filters").click()
    assert state.is_visible()


def test_page_P16_a_filter_says_how_many_it_has_before_it_is_chosen(page_for):
    """page P16"""
    page = page_for("lokaal.nijmegen")
    page.goto("/groups")
    label = dict(forms.options(page, "state"))["active"]
    page.goto("/groups?state=active")
    shown = page.locator("h1 .count").inner_text()
    assert label == f"Actief ({shown})"
    assert page.locator("main .fx").inner_text().strip().endswith("Actief")


@pytest.mark.parametrize("account, path, columns", [
    ("netwerk", "/families", ["Gezin", "Personen", "Aankomst", "Wacht sinds"]),
    ("netwerk", "/groups", ["Groep", "Laatste contact"]),
    ("netwerk", "/matches", ["Gekoppeld sinds", "Laatste contact"]),
    ("netwerk", "/guests", ["Codenaam"]),
])
def test_page_P16_every_column_that_can_be_ordered_says_so(page_for, account, path, columns):
    """page P16"""
    page = page_for(account)
    page.goto(path)
    heads = page.locator("main thead th a").all_inner_texts()
    assert heads == columns
    for name in columns:
        page.goto(path)
        page.locator("main thead th a", has_text=name).first.click()
        head = page.locator("main thead th", has_text=name).first
        first = head.get_attribute("aria-sort")
        assert first in ("ascending", "descending")
        page.locator("main thead th a", has_text=name).first.click()
        second = page.locator("main thead th", has_text=name).first.get_attribute("aria-sort")
        assert {first, second} == {"ascending", "descending"}


def test_page_P16_who_waits_longest_stands_first_also_among_all(page_for):
    """page P16"""
    page = page_for("netwerk")
    page.goto("/families?state=waiting")
    waiting = forms.refs(page, "families")
    page.goto("/families?sort=waiting")
    assert forms.refs(page, "families")[:len(waiting)] == waiting


def test_page_P16_paging_says_which_rows_of_how_many(page_for):
    """page P16"""
    page = page_for("netwerk")
    page.goto("/groups")
    total = page.locator("h1 .count").inner_text()
    pages = page.get_by_role("navigation", name="Bladeren")
    assert f"1 tot 50 van {total}" in pages.inner_text()
    pages.get_by_role("link", name="Volgende").click()
    assert f"51 tot {total} van {total}" in pages.inner_text()
    pages.get_by_role("link", name="Vorige").click()
    assert f"1 tot 50 van {total}" in pages.inner_text()


def test_page_P20_a_family_shows_its_group_and_a_match_how_far_its_year_is(page_for):
    """page P20"""
    page = page_for("lokaal.nijmegen")
    page.goto("/families?state=supported")
    assert page.locator('main td a[href^="/groups/"]').count() == page.locator("main tbody tr").count()
    page.goto("/matches?state=active")
    assert page.locator("main progress").count() == page.locator("main tbody tr").count()
    assert "Maand" in forms.main_text(page)


@pytest.mark.parametrize("path", ["/groups", "/families", "/matches", "/tasks"])
def test_page_P34_no_list_has_a_bar_at_the_thumb(page_for, path):
    """page P34"""
    page = page_for("lokaal.nijmegen", width=390)
    page.goto(path)
    assert page.locator("main .thumb").count() == 0
    assert page.locator("main .titlebar .btn").first.is_visible()


def test_page_P40_a_list_is_no_stop_of_its_own(page_for):
    """page P40"""
    page = page_for("netwerk")
    for _, path in LISTS[:3]:
        page.goto(path)
        assert page.locator('main [tabindex="0"]').count() == 0
        look_at(page)
