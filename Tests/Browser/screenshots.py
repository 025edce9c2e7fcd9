"""Takes a picture of every page, wide and narrow, in both languages, to be looked at by a person.

`screenshots.py FOLDER [WORD...]` takes only those with each word in their name, as in
`screenshots.py .screenshots en-light groups`."""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Error, sync_playwright

import forms
from accounts import PASSWORD, email
from days import in_days
from people import People
from places import FURTHER, PLACES, STRANGE, UNFILLED, resolve
from program import Files, Server, run

WIDTHS = (1280, 320)
# Light in both languages; the dark is the same page in other colours.
LOOKS = (("nl", False), ("nl", True), ("en", False))

# Accounts that the demo lacks: other roles, more than one role, cities without records.
ADDED = {
    "aandacht": ["--role", "safeguarding"],
    "controle": ["--role", "auditor"],
    "begin": ["--role", "local", "--city", "Utrecht", "--programme", "samen_hier"],
    "opvang": ["--role", "shelter", "--city", "Zwolle", "--programme", "shelter_city"],
    "ambtenaar": ["--role", "municipality", "--city", "Utrecht"],
}
KNOWN = ["lokaal.rotterdam", "lokaal.amsterdam"]


def main(folder, words):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as files, sync_playwright() as playwright:
        files = Files(files)
        invitations = prepare(files)
        server = Server(files, "--demo").start()
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        try:
            camera = Camera(People(browser, server), folder, words)
            camera.take_all(invitations)
        finally:
            browser.close()
            server.end()
    return camera.missed


def prepare(files):
    """The demo with more accounts; gives the path of each one's invitation."""
    made = [run("demo", files)]
    for account, grant in ADDED.items():
        made.append(run("user add", files, account.title(), email(account), *grant))
    for account in KNOWN:
        made.append(run("user reset", files, email(account)))
    assert not any(one.returncode for one in made), [one.stderr for one in made]
    paths = [re.search(r"/invitations/\S+", one.stdout).group(0) for one in made[1:]]
    return dict(zip([*ADDED, *KNOWN], paths))


class Camera:
    def __init__(self, people, folder, words):
        self.people = people
        self.folder = folder
        self.words = words
        self.missed = []

    def take_all(self, invitations):
        self.take_invitations(invitations)
        for language, dark in LOOKS:
            for account, places in [*PLACES.items(), *FURTHER.items(), *STRANGE.items()]:
                for place in places:
                    self.take(account, place, language, dark)
            for account, place, field in UNFILLED:
                self.take_unfilled(account, place, field, language, dark)
            for moment in MOMENTS:
                self.take_moment(moment, language, dark)

    def take_invitations(self, invitations):
        """Each sets the password that all accounts have; the first is looked at."""
        for number, path in enumerate(invitations.values()):
            page = self.people.page_for(None)
            page.goto(path)
            if number == 0:
                self.photograph(page, "visitor-invitation-nl-light")
            for field in ("password", "password_again"):
                forms.fill(page, **{field: PASSWORD})
            page.locator("main form .btn").first.click()
            page.wait_for_load_state()
            self.people.close()

    def take(self, account, place, language, dark):
        name = f"{account or 'visitor'}-{name_of(place)}"
        self.shoot(name, language, dark, lambda: self.open(account, place, language, dark))

    def take_unfilled(self, account, place, field, language, dark):
        name = f"{account}-{name_of(place)}-errors"
        self.shoot(name, language, dark, lambda: self.send(account, place, field, language, dark))

    def take_moment(self, moment, language, dark):
        name = f"moment-{moment.__name__}"
        self.shoot(name, language, dark, lambda: moment(self.people, language, dark))

    def open(self, account, place, language, dark):
        page = self.people.page_for(account, language=language, dark=dark)
        page.goto(resolve(page, place))
        return page

    def send(self, account, place, field, language, dark):
        page = self.people.page_for(account, language=language, dark=dark)
        forms.open_form(page, resolve(page, place))
        forms.fill(page, **{field: ""})
        forms.save(page, field)
        return page

    def shoot(self, name, language, dark, opened):
        """One page that cannot be reached does not keep the others from being seen."""
        full = f"{name}-{language}-{'dark' if dark else 'light'}"
        if not all(word in full for word in self.words):
            return
        try:
            self.photograph(opened(), full)
        except (AssertionError, Error) as error:
            self.missed.append(f"{full}: {error}")
        self.people.close()

    def photograph(self, page, name):
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900 if width > 600 else 640})
            # As high as the page is, so that what sticks to the bottom of a phone stands there.
            height = page.evaluate("document.scrollingElement.scrollHeight")
            page.set_viewport_size({"width": width, "height": height})
            page.screenshot(path=self.folder / f"{name}-{width}.png")


def name_of(place):
    name = place.replace(" > ", "--").strip("/").translate(str.maketrans("/?=&*", "-----"))
    return name or "landing"


# Moments that no address leads to.


def draft(people, language, dark):
    """A form opened again with the draft that was kept."""
    page = people.page_for("lokaal.nijmegen", language=language, dark=dark)
    forms.open_form(page, "/families/new")
    forms.fill(page, household_size=5)
    page.locator('main [formaction="/drafts"]').first.click()
    page.wait_for_load_state()
    page.goto("/families/new")
    return page


def conflict(people, language, dark):
    """A form that somebody else saved in the meantime."""
    page = people.page_for("lokaal.nijmegen", language=language, dark=dark)
    path = resolve(page, "/groups/*/edit")
    forms.open_form(page, path)
    other = page.context.new_page()
    other.goto(path)
    forms.fill(other, neighbourhood=f"Oost {language} {dark}")
    forms.save(other, "neighbourhood")
    other.close()
    forms.fill(page, neighbourhood="West")
    forms.save(page, "neighbourhood")
    return page


def clash(people, language, dark):
    """A stay that overlaps another."""
    page = people.page_for("shelter.nijmegen", language=language, dark=dark)
    forms.open_form(page, "/stays/new")
    forms.choose_by_label(page, "accommodation", "Zwaluwnest")
    forms.date(page, "from_on", in_days(10))
    forms.date(page, "until_on", in_days(80))
    forms.save(page, "from_on_day")
    return page


def logged(people, language, dark):
    """The note after a log on the list of groups."""
    page = people.page_for("lokaal.nijmegen", language=language, dark=dark)
    forms.open_form(page, resolve(page, "/groups/*/log/new"))
    forms.choose(page, "contact", True)
    forms.save(page, "contact")
    return page


def many_wrong(people, language, dark):
    """Several groups on one page, with a row that is refused."""
    page = people.page_for("lokaal.nijmegen", language=language, dark=dark)
    forms.open_form(page, "/log/many")
    page.locator('main [name^="duration"]').first.fill("heel lang")
    page.locator("main form#form .btn").first.click()
    page.wait_for_load_state()
    return page


def identity(people, language, dark):
    """Who a guest is, opened with a reason."""
    page = people.page_for("netwerk", language=language, dark=dark)
    page.goto(resolve(page, "/stays?state=in_stay > /stays/* > /guests/*"))
    if forms.has(page, "reason"):
        forms.fill(page, reason="Vertrekgesprek voorbereiden")
    page.locator('main form[action$="/identity"] button').click()
    page.wait_for_load_state()
    return page


def signed_out(people, language, dark):
    """A password that is wrong."""
    page = people.page_for(None, language=language, dark=dark)
    page.goto("/login")
    forms.fill(page, email=email("netwerk"), password="niet goed")
    page.locator("main form.stack .btn").click()
    page.wait_for_load_state()
    return page


MOMENTS = (draft, conflict, clash, logged, many_wrong, identity, signed_out)


if __name__ == "__main__":
    sys.exit("\n".join(main(Path(sys.argv[1]), sys.argv[2:])))
