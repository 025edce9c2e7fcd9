"""Families that change: on the way to another city, split for safety, there twice, and grown."""

import re


def waiting(page):
    """The reference of the first family of Nijmegen that waits."""
    page.goto("/families?state=waiting")
    link = page.locator("table a[href^='/families/F-']").first
    return link.get_attribute("href")


def test_a_city_answers_an_offer_from_its_day(page_for):
    there = page_for("lokaal.haarlem")
    there.goto("/tasks")
    there.get_by_role("link", name=re.compile("^Beantwoord")).first.click()
    there.wait_for_url(re.compile(r"/transfers/\d+$"))
    text = there.locator("main").inner_text()
    assert "Rotterdam" in text and "personen" in text
    there.get_by_label("Nee", exact=True).check()
    there.get_by_role("button", name="Antwoord").click()
    # A no asks for a word, and keeps what was chosen.
    assert there.locator("#reason-error").count() == 1
    assert there.get_by_label("Nee", exact=True).is_checked()
    there.get_by_label("Er is nu geen groep").check()
    there.get_by_role("button", name="Antwoord").click()
    there.wait_for_url(re.compile(r"/$"))
    there.goto("/tasks")
    assert there.get_by_role("link", name=re.compile("^Beantwoord")).count() == 0


def test_an_offer_is_made_and_taken_back(page_for):
    page = page_for("lokaal.nijmegen")
    path = waiting(page)
    page.goto(path + "/move")
    page.get_by_label("Naar welke stad?").select_option(label="Haarlem")
    page.locator('[name="consent_on_day"]').fill("1")
    page.locator('[name="consent_on_month"]').fill("9")
    page.locator('[name="consent_on_year"]').fill("2026")
    page.get_by_label("In een gesprek").check()
    page.get_by_role("button", name="Bied het gezin aan").click()
    page.wait_for_url(re.compile(path + "$"))
    page.locator("#meer > summary").click()
    assert "Aangeboden aan Haarlem" in page.locator("#meer").inner_text()
    page.goto(path + "/move")
    page.get_by_role("button", name="Trek het aanbod in").click()
    page.wait_for_url(re.compile(path + "$"))
    page.locator("#meer > summary").click()
    assert "Aangeboden" not in page.locator("#meer").inner_text()


def test_a_split_keeps_what_was_typed_until_somebody_is_left_in_both(page_for):
    page = page_for("lokaal.nijmegen")
    path = waiting(page)
    page.goto(path + "/split")
    page.get_by_label("Gewoon: het gezin gaat uit elkaar").check()
    people = page.locator('[name="members"]')
    for index in range(people.count()):
        people.nth(index).check()
    page.locator('[name="on_day"]').fill("1")
    page.locator('[name="on_month"]').fill("9")
    page.locator('[name="on_year"]').fill("2026")
    page.get_by_role("button", name="Maak er twee gezinnen van").click()
    assert page.locator("#members-error").count() == 1
    assert page.locator('[name="on_day"]').input_value() == "1"
    assert page.locator("h1").inner_text().endswith("gaat uit elkaar")


def test_safeguarding_alone_sees_the_other_part(page_for):
    lead = page_for("aandacht")
    lead.goto("/families?q=&city=")
    found = None
    for link in lead.locator("table a[href^='/families/F-']").all():
        path = link.get_attribute("href")
        if lead.request.get(path + "/parting").status == 200:
            found = path
            break
    assert found
    lead.goto(found + "/parting")
    assert lead.get_by_role("button", name="Maak er weer één gezin van").count() <= 1
    assert page_for("netwerk").request.get(found + "/parting").status == 404


def test_the_pages_fit_a_telephone(page_for):
    page = page_for("lokaal.nijmegen")
    path = waiting(page)
    page.set_viewport_size({"width": 320, "height": 700})
    for name in ["move", "split", "merge", "growth"]:
        page.goto(f"{path}/{name}")
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 320, name
