"""A group is entered at once: its members in one form, what they have in another."""

import re

import pytest

import forms
from days import in_days, today
from groups import make_group
from jobs import Job, check
from look import check as look_at

PEOPLE = [
    ("Joke Bos", "joke@voorbeeld.nl"), ("Samira Aziz", "samira@voorbeeld.nl"),
    ("Wim Dekker", "wim@voorbeeld.nl"), ("Ruben Smit", "ruben@voorbeeld.nl"),
    ("Anna de Wit", "anna@voorbeeld.nl"),
]
COLUMNS = ["conduct", "vog", "training.1", "training.2", "training.3"]


def field(page, name):
    return page.locator(f'main [name="{name}"]').first


def begin_members(page, group, count):
    """Makes a group, and types the first of its members without saving them; gives its reference."""
    ref = make_group(page, group)
    page.goto(f"/groups/{ref}/members/many")
    for row, (name, _) in enumerate(PEOPLE[:count]):
        field(page, f"name.{row}").fill(name)
    field(page, "adults").check()
    return ref


def ticks(page):
    """The ticks of everybody, a column each."""
    return page.locator("main [data-all]")


def lacking(page, ref):
    """What the guards of the group's page still name."""
    page.goto(f"/groups/{ref}")
    return page.locator("main .g-no").all_inner_texts()


@pytest.mark.job
def test_page_P10_a_group_of_five_with_vog_and_three_trainings_is_registered(page_for):
    """page P10"""
    page = page_for("lokaal.nijmegen")
    page.goto("/groups")
    job = Job(page)
    job.click(job.needs(page.get_by_role("main").get_by_role("link", name="Nieuwe groep")))
    job.type("Hazenkamp", field(page, "name"))
    job.click(page.get_by_text("Welkomgroep", exact=True).first)
    job.click(forms.save_button(page, "name"))
    job.click(page.get_by_role("link", name="Leden invoeren").first)
    for row, (name, address) in enumerate(PEOPLE):
        job.type(name, field(page, f"name.{row}"))
        job.press("Tab")
        job.type(address)
    job.click(field(page, "adults"))
    job.click(forms.save_button(page, "name.0"))
    assert page.url.endswith("/trainings"), forms.errors(page)
    day = today()
    for column, everybody in zip(COLUMNS, ticks(page).all()):
        job.click(everybody)
        job.type(f"{day.day}-{day.month}", field(page, f"day.{column}"))
    job.click(forms.save_button(page, "vog"))
    text = forms.main_text(page)
    assert all(name in text for name, _ in PEOPLE)
    assert text.count("Op orde") >= 5 or "lid wacht" not in text
    check("register a group of five with VOG and three trainings", job, (40, 200, 6, None))


def test_page_P10_or_is_pasted_from_a_spreadsheet(page_for):
    """page P10"""
    page = page_for("lokaal.nijmegen")
    ref = make_group(page, "Heseveld")
    day = f"{today():%d-%m-%Y}"
    head = "Naam\tE-mail\tGeboortejaar\tGedragscode\tVOG\tTraining 1\tTraining 2\tTraining 3"
    rows = [f"{name}\tpl{address}\t1980" + f"\t{day}" * 5 for name, address in PEOPLE]
    page.goto(f"/groups/{ref}/members/many")
    field(page, "pasted").fill("\n".join([head, *rows]))
    page.get_by_role("button", name="Zet in de rijen").click()
    assert page.get_by_role("status").first.inner_text().startswith("Er is nog niets opgeslagen")
    assert field(page, "name.4").input_value() == "Anna de Wit"
    assert field(page, "training.3.2").input_value() == day
    look_at(page)
    assert forms.save(page, "name.0") == 303, forms.errors(page)
    assert page.url.endswith(f"/groups/{ref}")
    text = forms.main_text(page)
    assert all(name in text for name, _ in PEOPLE)


def test_page_P10_pasted_rows_show_their_faults_and_save_nothing(page_for):
    """page P10: bad input"""
    page = page_for("lokaal.nijmegen")
    ref = make_group(page, "Kolpingbuurt")
    page.goto(f"/groups/{ref}/members/many")
    field(page, "pasted").fill("Joke\tjo@voorbeeld.nl\t\t2020\nWim\tJO@voorbeeld.nl\t\t1980")
    page.get_by_role("button", name="Zet in de rijen").click()
    assert "jonger dan 18" in forms.error_at(page, "birth_year.0")
    assert "rij 1" in forms.error_at(page, "email.1")
    assert page.title().startswith("Fout:")
    look_at(page)
    page.goto(f"/groups/{ref}")
    assert "Joke" not in forms.main_text(page)


def test_page_P10_everybody_ticks_who_lacks_it_and_each_can_have_a_day_of_its_own(page_for):
    """page P10"""
    page = page_for("lokaal.nijmegen")
    ref = begin_members(page, "Grootstal", 3)
    assert forms.save(page, "name.0") == 303
    own = page.locator('main [name^="vog."]')
    assert not own.first.is_visible()
    ticks(page).nth(1).check()
    assert page.locator('main [name="vog"]:checked').count() == 3
    assert own.first.is_visible()
    field(page, "day.vog").fill(f"{in_days(-25):%d-%m-%Y}")
    own.first.fill(f"{in_days(-26):%d-%m-%Y}")
    page.locator('main [name="vog"]').nth(2).uncheck()
    look_at(page)
    assert forms.save(page, "vog") == 303, forms.errors(page)
    page.goto(f"/groups/{ref}/trainings")
    days = set(re.findall(r"Tot (\d+ \w+ \d{4})", forms.main_text(page)))
    assert len(days) == 2 and all(day.endswith(str(in_days(-25).year + 3)) for day in days)


def test_page_P11_the_guard_leads_to_choosing_a_contact_person(page_for):
    """page P11"""
    page = page_for("lokaal.nijmegen")
    ref = begin_members(page, "Neerbosch", 2)
    page.locator('main [name="contact"]:checked').evaluate("radio => { radio.checked = false }")
    assert forms.save(page, "name.0") == 303
    page.goto(f"/groups/{ref}")
    page.get_by_role("link", name="Kies een contactpersoon").first.click()
    page.get_by_label("Samira Aziz").check()
    look_at(page)
    assert forms.save(page, "contact") == 303
    assert "Samira Aziz is nu de contactpersoon" in page.get_by_role("status").first.inner_text()


def test_page_P14_everybody_of_a_group_is_written_to_in_BCC(page_for):
    """page P14"""
    page = page_for("lokaal.nijmegen")
    ref = forms.open_first(page, "/groups?state=active", "groups")
    page.goto(f"/groups/{ref}")
    page.get_by_role("link", name="Schrijf", exact=True).click()
    look_at(page)
    link = page.get_by_role("link", name=re.compile("mailprogramma")).get_attribute("href")
    assert link.startswith("mailto:?bcc=") and link.count("@") == page.locator("#adressen").input_value().count("@")
    assert page.get_by_role("link", name=re.compile("^Leg .*vast")).count() == 1


def test_page_P05_what_expires_is_one_list_with_whom_to_call(page_for):
    """page P05"""
    page = page_for("lokaal.nijmegen")
    page.goto("/groups")
    page.get_by_role("link", name="VOG en training die verlopen").click()
    look_at(page)
    assert page.locator('main a[href^="mailto:"]').count() >= 1
    marked = page.goto("/groups?flag=clearance") and len(forms.refs(page, "groups"))
    page.goto("/groups?state=active")
    assert marked < len(forms.refs(page, "groups"))
