"""The network coordinator sees all cities, and each number opens its list."""

import re
import shlex

import forms
from people import People
from program import run

DUTCH_SHELTER_CITIES = [
    "Den Haag", "Middelburg", "Nijmegen", "Maastricht", "Utrecht", "Amsterdam", "Tilburg",
    "Groningen", "Zwolle", "Haarlem", "Deventer", "Rotterdam", "Eindhoven", "Amstelveen"]
COUNTED = re.compile(r"^/(groups|families|stays|matches|tasks)\?")
SUBJECTS = {
    "groups by state": r"^/groups\?.*state=",
    "silent groups": r"^/groups\?.*(silent|quiet|stil)",
    "families waiting": r"^/families\?.*state=waiting",
    "stays now": r"^/stays\?",
}


def numbered_links(page):
    """Links whose words hold a number: {path with query: number}."""
    links = page.get_by_role("main").locator("a").evaluate_all(
        "all => all.map(link => [link.getAttribute('href'), link.dataset.count || link.innerText])")
    return {path: int(found.group(0)) for path, words in links
            if COUNTED.match(path or "") and (found := re.search(r"\d+", words))}


def landing_numbers(page):
    """The landing page and the list of cities together answer the network's question."""
    page.goto("/")
    numbers = numbered_links(page)
    page.goto("/cities")
    return {**numbers, **numbered_links(page)}


def test_every_city_is_there(page_for):
    page = page_for("netwerk")
    page.goto("/cities")
    links = set(page.get_by_role("main").get_by_role("link").all_inner_texts())
    missing = [city for city in DUTCH_SHELTER_CITIES if not any(city in words for words in links)]
    assert not missing


def test_groups_by_state_silent_groups_waiting_families_and_stays_are_counted(page_for):
    paths = list(landing_numbers(page_for("netwerk")))
    missing = [name for name, path in SUBJECTS.items() if not any(re.search(path, p) for p in paths)]
    assert not missing


def test_each_number_opens_the_list_that_has_as_many(page_for):
    page = page_for("netwerk")
    differences = []
    for path, number in landing_numbers(page).items():
        answer = page.goto(path)
        heading = " ".join(page.get_by_role("main").locator("h1, h2, caption").all_inner_texts())
        if answer.status != 200 or str(number) not in re.findall(r"\d+", heading):
            differences.append(f"{path} should have {number}: {answer.status} {heading!r}")
    assert not differences, "\n".join(differences)


def test_a_city_page_opens_from_the_list(page_for):
    page = page_for("netwerk")
    page.goto("/cities")
    page.get_by_role("main").get_by_role("link", name="Nijmegen").first.click()
    assert re.search(r"/cities/C-[0-9A-Z]{4}$", page.url)
    assert page.get_by_role("heading", level=1).inner_text().strip().endswith("Nijmegen")


def test_the_command_on_the_page_of_accounts_makes_one(browser, own_server):
    own_server.start()
    people = People(browser, own_server)
    page = people.page_for("beheer")
    page.goto("/")
    program_name, *arguments = shlex.split(page.locator("code.command").inner_text())
    assert program_name == "coalitie"
    made = run("user add", own_server.files, *arguments[2:])
    assert arguments[:2] == ["user", "add"] and made.returncode == 0, made.stderr
    assert "/invitations/" in made.stdout
    page.goto("/")
    assert page.get_by_text("naam@voorbeeld.nl", exact=True).is_visible()
    assert not people.close()
