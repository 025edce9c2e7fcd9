"""What went otherwise in the played year: a coordinator who was away, and a worry."""

import re
from datetime import timedelta

import forms
from clocks import DEPUTY, LEAD, LOCAL, OFFICER

COORDINATOR, STAND_IN = "Fatma Kaya", "Noor Brands"
DONE_MEANWHILE = "Bel de taalschool over de wachtlijst"
LEFT_OVER = "Zoek een tolk voor het schooladvies"
WORRY = "Er liggen drie aanmaningen en zij durven het niet te zeggen."


def somebody_goes_away(year, first, back):
    """A week ahead: a colleague comes to stand in, and what must not wait is written down."""
    year.hire(STAND_IN, DEPUTY, "local")
    year.plan_own(DONE_MEANWHILE, first + timedelta(days=2))
    year.plan_own(LEFT_OVER, first + timedelta(days=5))
    page = year.be_away(first, back, STAND_IN)
    assert f"{STAND_IN} vervangt" in forms.main_text(page)
    assert year.load(COORDINATOR)["Afwezig"] == "", "she is still there"
    assert "Neem de week over" not in year.todo(DEPUTY)


def the_deputy_takes_over(year):
    """Two clicks: what she has to do this week is on the list of who stands in."""
    year.worker = DEPUTY
    assert year.take_over(COORDINATOR) == f"Overgenomen van {COORDINATOR}: 2."
    told = year.todo(DEPUTY)
    assert DONE_MEANWHILE in told and LEFT_OVER in told and "Neem de week over" not in told
    for path in (f"/groups/{year.group}", f"/matches/{year.match}"):
        page = year.at(OFFICER)
        page.goto(path)
        assert f"{STAND_IN} vervangt" in forms.whole_text(page), path
    away, standing_in = year.load(COORDINATOR), year.load(STAND_IN)
    assert f"{STAND_IN} vervangt" in away["Afwezig"]
    assert (in_hand(away), in_hand(standing_in)) == ((1, 0), (0, 2))


def the_coordinator_is_back(year):
    """What was done stays done; what was not is hers again."""
    year.worker = LOCAL
    assert LEFT_OVER not in year.todo(DEPUTY)
    told = year.todo(LOCAL)
    assert LEFT_OVER in told and DONE_MEANWHILE not in told
    assert (in_hand(year.load(COORDINATOR)), in_hand(year.load(STAND_IN))) == ((1, 1), (0, 0))
    what_the_deputy_did_stands_in_her_name(year)
    year.finish(LEFT_OVER)


def what_the_deputy_did_stands_in_her_name(year):
    page = year.at(LOCAL)
    page.goto(f"/groups/{year.group}/log")
    assert STAND_IN in forms.whole_text(page)
    page.goto(f"/groups/{year.group}/history")
    assert STAND_IN in forms.main_text(page)


def in_hand(load):
    """Running matches and open tasks of a coordinator."""
    return tuple(int(re.search(r"\d+", load.get(label) or "0")[0])
                 for label in ("Lopende koppelingen of verblijven", "Open taken"))


def something_worries(year):
    """Reported in words that its reader alone sees, and seen by her on the same day."""
    year.concern = year.report(f"/matches/{year.match}", WORRY)
    told = forms.main_text(year.at(LOCAL))
    assert "Nog niet gezien" in told and WORRY not in told
    year.triage(year.concern, "money", "middle", "070 000 00 00")
    assert WORRY in forms.main_text(year.at(LEAD))
    page = year.at(LOCAL)
    page.goto(year.concern)
    told = forms.main_text(page)
    assert "Gezien" in told and "Miriam Okafor" in told and "070 000 00 00" in told
    assert year.counted() == {"Actief": 1, "Zorg": 1}


def a_concern_holds_the_end(year):
    """While it is open the year is not rounded off, whichever way one asks; closed it is free."""
    page = year.at(LOCAL)
    for path in (f"/matches/{year.match}", f"/matches/{year.match}/steps/completed"):
        page.goto(path)
        assert page.get_by_role("button", name="Ja, rond de koppeling af").count() == 0
        lack = page.locator("li.g-no").filter(has_text="Er staat nog een zorg open")
        assert lack.count() == 1, path
    lack.get_by_role("link").click()
    page.wait_for_url(re.compile(year.concern + "$"))
    assert "Miriam Okafor" in forms.main_text(page) and WORRY not in page.content()
    assert year.close_concern(year.concern) == 422, "it ends in some way"
    assert forms.error_at(year.at(LEAD), "outcome")
    assert year.close_concern(year.concern, "solved") == 303
    assert year.counted() == {"Actief": 1}


def the_network_reads_what_was_done(year):
    """Nothing is in anybody's hands any more, and what was reported is known to have ended."""
    assert in_hand(year.load(COORDINATOR)) == in_hand(year.load(STAND_IN)) == (0, 0)
    assert year.concerns() == []
    assert year.concerns("closed") == [year.concern.rpartition("/")[2]]
