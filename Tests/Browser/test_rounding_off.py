"""Story L10: a match is closed by the wizard."""

import re
from datetime import date, timedelta

import pytest

import forms
from clocks import LEAD, Clock
from program import Files, Server
from yearplay import Story

TODAY = date(2026, 11, 24)
COORDINATOR = "extra.rotterdam"
LESSON = "Vraag in maand tien al wie er blijft eten."


@pytest.fixture
def story(browser, tmp_path):
    """A year of the demo that is being rounded off, six weeks before its end."""
    clock = Clock(tmp_path / "now.txt", TODAY)
    folder = tmp_path / "files"
    folder.mkdir()
    server = Server(Files(folder), "--demo", "--clock-file", str(clock.path)).start()
    story = Story(browser, server, clock)
    story.hire("Rosa Pinto", COORDINATOR, "local", city="Rotterdam")
    story.worker = COORDINATOR
    story.match = forms.open_first(story.at(COORDINATOR), "/matches?state=closing", "matches")
    yield story
    complaints = story.close()
    server.end()
    assert not complaints, "\n".join(complaints)


def lacking(story):
    """What the page of the step says that lacks, each with where it is done."""
    page = story.at(COORDINATOR)
    page.goto(f"/matches/{story.match}/steps/completed")
    return {re.sub(r"^Ontbreekt:\s*", "", line.inner_text()): line.get_by_role("link")
            for line in page.locator(".next li.g-no").all()}


def saying(lacks, words):
    """The link of the one that says so."""
    return next(link for text, link in lacks.items() if words in text)


def test_story_L10_the_wizard_closes_a_match(story):
    """Close a match: review, closing talks, lesson, the data; blocked by a concern; until when it is kept."""
    early = lacking(story)
    assert any("als het jaar om is" in text for text in early), "not before its end"
    story.go_to(TODAY + timedelta(days=45))
    concern = story.report(f"/matches/{story.match}", "De buurman schreeuwt in het portiek.")
    lacks = lacking(story)
    assert len(lacks) == 2, list(lacks)
    # Blocked by an open concern, which the sentence leads to.
    saying(lacks, "Er staat nog een zorg open").click()
    story.at(COORDINATOR).wait_for_url(re.compile(concern + "$"))
    assert story.close_concern(concern, "unfounded") == 303
    # It asks for the last review.
    lacks = lacking(story)
    assert len(lacks) == 1, list(lacks)
    saying(lacks, "Het gesprek van maand 12 is nog niet gehouden").click()
    story.at(COORDINATOR).wait_for_url(re.compile(r"/reviews/m12$"))
    story.review("m12")
    the_wizard_asks(story)
    the_wizard_is_answered(story)


def the_wizard_asks(story):
    """Both talks and the lesson are required, what becomes of the data is said, typed text stays."""
    page = story.at(COORDINATOR)
    page.goto(f"/matches/{story.match}")
    forms.whole_text(page)
    page.get_by_role("link", name="Afronden", exact=True).click()
    told = forms.whole_text(page)
    assert "gewist" in told and "aantallen blijven" in told
    assert page.get_by_role("link", name="Lees het gesprek van maand 12").is_visible()
    forms.date(page, "family_talk_on", story.clock.day)
    assert forms.save(page, "lesson") == 422
    assert not forms.error_at(page, "family_talk_on_day")
    for name in ("group_talk_on_day", "lesson"):
        assert forms.error_at(page, name), name
    assert forms.field(page, "family_talk_on_day").input_value() == str(story.clock.day.day)


def the_wizard_is_answered(story):
    page = story.complete(LESSON)
    told = page.get_by_role("status").first.inner_text()
    kept = re.search(r"bewaard tot (\d+ \w+ \d{4})", told)
    assert kept, told
    whole = forms.whole_text(page)
    assert "Afgerond" in whole and LESSON in whole
    lead = story.at(LEAD)
    lead.goto(f"/matches/{story.match}")
    assert LESSON in forms.whole_text(lead)
    family = forms.refs(page, "families")[0]
    page.goto(f"/families/{family}")
    assert kept[1] in forms.whole_text(page), "the date stands on the record, too"
