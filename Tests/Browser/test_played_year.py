"""One year of a group and a family, played through the pages from registering to its end."""

import re
from datetime import date, timedelta

import pytest

import forms
from clocks import LEAD, LOCAL, NETWORK, OFFICER, Clock, months_after, weeks
from otherwise import (COORDINATOR, DONE_MEANWHILE, a_concern_holds_the_end, something_worries,
                       somebody_goes_away, the_coordinator_is_back, the_deputy_takes_over,
                       the_network_reads_what_was_done)
from program import Files, Server
from yearplay import Story

MEMBERS = [("Joke Peters", "Nederlands"), ("Ruben van Dam", "Nederlands"),
           ("Samira Haddad", "Nederlands, Arabisch"), ("Wim Derksen", "Nederlands"),
           ("Lotte Janssen", "Nederlands")]
BEGINNING = date(2027, 1, 4)
ARRIVAL = date(2027, 3, 29)
CLOSING = months_after(ARRIVAL, 10)
END = months_after(ARRIVAL, 12) + timedelta(days=3)
#: The coordinator is away from one week to another, three weeks later.
AWAY, BACK = (ARRIVAL + timedelta(days=7 * week) for week in (28, 31))
MONTHS = ["month_3", "month_6", "month_9", "month_12"]
#: What the municipality does, by the week since the arrival.
MUNICIPALITY = {
    1: ["Ingeschreven bij de gemeente", "Uitkering aangevraagd"],
    5: ["Kinderen gaan naar school"],
    6: ["Eerste uitkering en toeslagen ontvangen"],
    8: ["plan inburgering"],
    26: ["Gemeente en begeleiding weten wanneer de groep stopt"],
}


@pytest.fixture
def year(browser, tmp_path):
    clock = Clock(tmp_path / "now.txt", BEGINNING)
    folder = tmp_path / "files"
    folder.mkdir()
    server = Server(Files(folder), "--demo", "--clock-file", str(clock.path)).start()
    story = Story(browser, server, clock)
    yield story
    complaints = story.close()
    server.end()
    assert not complaints, "\n".join(complaints)


def test_a_year_goes_otherwise_and_is_played_through_the_pages_until_it_is_rounded_off(year):
    hire(year)
    form_the_group(year)
    prepare_both(year)
    couple(year)
    wait_for_the_arrival(year)
    live_together(year)
    every_list_is_done(year)
    what_was_missed_stays_visible(year)
    what_was_heard_is_known_without_a_word(year)
    the_family_has_its_milestones(year)
    the_closing_begins(year)
    told = year.rows_that_count()
    assert len(told) <= 12, told
    live_on(year)
    the_year_is_rounded_off(year)
    the_network_reads_what_was_done(year)


def hire(year):
    year.hire(COORDINATOR, LOCAL, "local")
    year.hire("Bram Hofstra", OFFICER, "municipality")


def form_the_group(year):
    year.register_group("Lombok", MEMBERS)
    year.announce(size=5, arrival=date(2027, 3, 15))
    year.look()
    assert year.counted() == {"Nieuw": 1}


def prepare_both(year):
    year.go_to(BEGINNING + timedelta(days=7))
    year.look()
    year.describe_group(intake_on=year.clock.day)
    year.step(f"/groups/{year.group}", "Begin met vormen")
    assert year.counted() == {"In vorming": 1}
    year.clear("Gedragscode")
    year.step(f"/groups/{year.group}", "Begin de voorbereiding")
    year.take_in("Nederlands leren", "Taal")
    year.go_to(BEGINNING + timedelta(days=14))
    year.look()
    year.clear("VOG", "Samen op weg", "Grenzen")
    year.describe_group(max_household=6, support_level="2", available_from_on=year.clock.day)
    year.add_group_goal("Samen eten in de eerste week", "Vrije tijd")
    year.step(f"/groups/{year.group}", "Klaar voor koppeling")
    assert year.counted() == {"Te koppelen": 1, "Wachtende gezinnen": 1}


def couple(year):
    year.go_to(BEGINNING + timedelta(days=21))
    year.look()
    year.propose()
    year.introduce("coordinator")
    year.decide("family")
    year.decide("group")
    year.sign()
    assert year.counted() == {"Gekoppeld": 1}


def wait_for_the_arrival(year):
    """The flight slips by a fortnight; the reminders go along, and nothing is late."""
    later = lines_of_months(year)
    for day in weeks(BEGINNING + timedelta(days=28), ARRIVAL - timedelta(days=7)):
        year.go_to(day)
        year.look()
        if day == date(2027, 2, 22):
            year.move_arrival(ARRIVAL)
            assert "te laat" not in forms.whole_text(year.plan())
        if day == ARRIVAL - timedelta(days=14):
            year.do_task_of_municipality("Plaats op school gevonden")
        year.tick_due(but=later)
    year.go_to(ARRIVAL)
    year.look()
    year.move_arrival(ARRIVAL, "realised")
    year.step(f"/matches/{year.match}", "Start het jaar")
    assert year.counted() == {"Actief": 1}
    year.tick_due(but=later)


def live_together(year):
    """Ten months, week by week: contact, what is due, and what Vandaag asks, but for one review."""
    later = lines_of_months(year)
    for day in weeks(ARRIVAL + timedelta(days=7), CLOSING):
        year.go_to(day)
        week = (day - ARRIVAL).days // 7
        if day == AWAY:
            the_deputy_takes_over(year)
        if day == BACK:
            the_coordinator_is_back(year)
        rows = year.look()
        if week % 2 == 1:
            year.contact()
        for title in MUNICIPALITY.get(week, []):
            year.do_task_of_municipality(title)
        if week == 10:
            somebody_leaves(year)
        if week == 13:
            somebody_joins(year)
        if week == 16:
            year.let_lead_listen()
        if week == 18:
            year.reach("a2")
        if week == 20:
            year.hear(LEAD, "Goed. Met de groep koken we samen.")
        if week == 27:
            somebody_goes_away(year, AWAY, BACK)
        if week == 29:
            year.finish(DONE_MEANWHILE)
        for title in rows.values():
            answer(year, title)
        if week % 2 == 0:
            year.tick_due(but=later if week != 26 else later - year.lines_of("month_6"))


def answer(year, title):
    if review := re.search(r"gesprek (na twee weken|van maand (\d+))", title):
        kind = "m" + review[2] if review[2] else "w2"
        if kind != "m6":
            year.review(kind)
    elif "eigen gesprek" in title:
        year.hear(year.worker, "Wij zijn blij met de school.")


def what_was_missed_stays_visible(year):
    page = year.plan()
    missed = page.locator("summary").filter(has_text="niet gehouden")
    assert missed.count() == 1 and missed.inner_text().startswith("Maand 6")


def what_was_heard_is_known_without_a_word(year):
    path = f"/families/{year.family}/voice"
    for account, reads in ((LOCAL, False), (NETWORK, False), (LEAD, True)):
        page = year.at(account)
        page.goto(path)
        held = page.locator("section[aria-labelledby=gehouden]")
        assert "maand 1" in held.inner_text() and "maand 5" in held.inner_text()
        assert "koken we samen" not in page.content()
        if reads:
            held.get_by_role("link").filter(has_text="maand 5").first.click()
            assert "koken we samen" in forms.main_text(page)


def the_family_has_its_milestones(year):
    page = year.at(LOCAL)
    page.goto(f"/families/{year.family}")
    told = forms.whole_text(page)
    for reached in ("Huisarts", "Eigen woning", "Kinderen op school", "Taalles begonnen",
                    "Plan inburgering", "Vrienden buiten de groep", "Leest zelf de post",
                    "Lid van een vereniging", "Taal op A2"):
        assert reached in told, reached


def every_list_is_done(year):
    """All but the last month's, which comes after the closing began."""
    page = year.plan()
    for part in ("before_arrival", "first_days", "sixty_days", "month_3", "month_6", "exit_plan", "month_9"):
        done, every = re.search(r"(\d+) van (\d+)", page.locator(f"#{part} summary").inner_text()).groups()
        assert done == every, part


def the_closing_begins(year):
    year.step(f"/matches/{year.match}", "Begin de afronding")
    assert year.counted() == {"Actief": 1}


def somebody_leaves(year):
    """Below five the match goes on, and somebody is looked for."""
    year.let_go("Wim Derksen")
    page = year.at(LOCAL)
    page.goto(f"/groups/{year.group}")
    assert "4/5" in forms.whole_text(page)
    assert year.counted() == {"Actief": 1, "Onder sterkte": 1}


def somebody_joins(year):
    year.add_members([("Bilal Aksoy", "Nederlands, Turks")])
    assert year.counted() == {"Actief": 1}


def live_on(year):
    """The last two months, with contact and what is due, and a worry that is in good hands."""
    for day in weeks(CLOSING + timedelta(days=7), END):
        year.go_to(day)
        year.look()
        year.contact()
        year.tick_due()
        if day == CLOSING + timedelta(days=28):
            something_worries(year)
        if day == CLOSING + timedelta(days=35):
            year.talk_about(year.concern, "De groep gaat mee naar de schuldhulp.")


def the_year_is_rounded_off(year):
    """The wizard asks for both talks and a lesson, and says until when all is kept."""
    year.go_to(END)
    year.review("m12")
    a_concern_holds_the_end(year)
    page = year.complete("Begin in maand zes met wat na het jaar komt.")
    told = forms.whole_text(page)
    assert "Afgerond" in told and "Begin in maand zes" in told
    assert "wordt bewaard tot" in page.get_by_role("status").first.inner_text()
    network = year.at(NETWORK)
    network.goto(f"/matches/{year.match}")
    assert "Begin in maand zes" not in network.content()
    assert year.counted() == {}


def lines_of_months(year):
    """What is ticked in the review of its month, all at once."""
    return set().union(*(year.lines_of(part) for part in MONTHS))
