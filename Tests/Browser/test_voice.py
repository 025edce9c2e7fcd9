"""The family's own voice: what coordinator, safeguarding lead and network see of it, and its sheets."""

import io
import re

import pytest
from pypdf import PdfReader

LEAD = "aandacht"


def due(page_for):
    """The page of the first family whose talk is to be offered now."""
    page = page_for(LEAD)
    page.goto("/voice")
    page.locator("#nu").locator("xpath=../..").locator(".task a").first.click()
    page.wait_for_url(re.compile(r"/families/F-\w+/voice$"))
    return page


def test_the_lead_has_a_day_and_a_desk_of_her_own(page_for):
    page = page_for(LEAD)
    page.goto("/")
    assert page.locator("h1").inner_text() == "Vandaag"
    menu = page.locator("nav.nav a").all_inner_texts()
    assert menu == ["Vandaag", "Zorgen", "Gesprekken", "Groepen", "Gezinnen", "Verblijven", "Inrichting"]
    page.goto("/voice")
    assert page.locator(".rows .task").count() > 2


def test_what_was_said_is_closed_to_the_coordinator_and_open_to_the_lead(page_for):
    lead = due(page_for)
    path = re.sub(r"^https?://[^/]+", "", lead.url)
    lead.goto(path + "/new")
    lead.get_by_label("Het hele gezin").check()
    lead.get_by_label("Ja, gehouden").check()
    lead.locator('[name="unknown"]').fill("Wij slapen slecht van de buren beneden.")
    lead.get_by_role("button", name="Opslaan").click()
    lead.wait_for_url(re.compile(r"/voice$"))
    lead.locator("#gehouden").locator("xpath=..").get_by_role("link").first.click()
    assert "buren beneden" in lead.locator("main").inner_text()
    network = page_for("netwerk")
    network.goto(path)
    assert "buren beneden" not in network.content()
    for account in ["gemeente.nijmegen", "gemeente.haarlem"]:
        page = page_for(account)
        assert page.goto(path).status in (403, 404)


@pytest.mark.parametrize("language, script", [("ar", "Arabic"), ("ti", "Ethiopic"), ("prs", "Arabic")])
def test_a_sheet_is_drawn_in_letters_of_its_script(page_for, language, script):
    page = due(page_for)
    page.goto(page.url.split("?")[0] + "/sheet?language=" + language)
    sheet = page.locator("article.sheet")
    assert sheet.get_attribute("dir") == ("ltr" if script == "Ethiopic" else "rtl")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": "article.sheet h2"})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    # The font of last resort draws boxes and has no letters of its own.
    assert fonts and all("LastResort" not in font["familyName"] for font in fonts), fonts
    width = sheet.locator("h2").evaluate(
        """(h) => { const s = document.createElement('span'), t = [...h.textContent].length;
        s.style.font = getComputedStyle(h).font; s.style.whiteSpace = 'pre'; s.style.position = 'absolute';
        document.body.append(s); s.textContent = h.textContent; const a = s.offsetWidth;
        s.textContent = '\\u{10FFFD}'.repeat(t); const b = s.offsetWidth; s.remove(); return [a, b] }""")
    assert width[0] != width[1], "every letter is as wide as a box"


@pytest.mark.parametrize("language", ["nl", "ar", "ti", "ps", "uk", "so", "es"])
def test_a_sheet_fits_on_one_side_and_asks_with_whom_one_wants_to_talk(page_for, language):
    page = due(page_for)
    page.goto(page.url.split("?")[0] + "/sheet?language=" + language)
    assert len(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages) == 1
    # One of three ways to talk besides the sheet, yes or no twice, and that one wants no talk.
    assert page.locator("article.sheet").inner_text().count("☐") == 8


def test_a_talk_is_told_through_whom_the_speaker_chose(page_for):
    page = page_for(LEAD)
    page.goto("/voice")
    for path in [link.get_attribute("href") for link in page.locator(".rows .task a").all()]:
        page.goto(path + "/new")
        chosen = page.locator('[name="builder"] option')
        if page.locator('[name="builder"]').count():
            break
    name = chosen.nth(1).inner_text().split(",")[0]
    page.get_by_label("Het hele gezin").check()
    page.get_by_label("Eigen gesprek").check()
    page.get_by_label("Ja, gehouden").check()
    page.locator('[name="builder"]').select_option(index=1)
    page.get_by_role("button", name="Opslaan").click()
    page.wait_for_url(re.compile(r"/voice$"))
    page.locator("#gehouden").locator("xpath=..").get_by_role("link").first.click()
    assert f"Via een community builder: {name}" in page.locator("main").inner_text()
