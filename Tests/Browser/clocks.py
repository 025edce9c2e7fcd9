"""A clock that is moved, and the people of a city who sign in anew on each of its days."""

import os
import re
import time
from datetime import date, timedelta

import forms
from accounts import PASSWORD, email
from people import People, log_in
from program import run

CITY = "Utrecht"
LOCAL, OFFICER = "lokaal.utrecht", "gemeente.utrecht"
DEPUTY = "collega.utrecht"
NETWORK, LEAD = "netwerk", "aandacht"
#: The daily round looks every tenth of a second whether another hour has come.
ROUND_SECONDS = 0.3


class Clock:
    """The file from which the program takes its time."""

    def __init__(self, path, day):
        self.path, self.day, self.hour = path, day, 9
        self._write()

    def go_to(self, day):
        self.day, self.hour = day, 9
        self._write()

    def _write(self):
        fresh = self.path.with_suffix(".new")
        fresh.write_text(f"{self.day.isoformat()}T{self.hour:02}:00:00Z\n")
        os.replace(fresh, self.path)


def months_after(day, months):
    """The same day so many months later; the plays begin on a day that every month has."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, day.day)


class Year(People):
    """One city's year: who signs in anew on each day, and what each has seen."""

    def __init__(self, browser, server, clock):
        super().__init__(browser, server)
        self.clock = clock
        self.pages = {}
        #: Who coordinates the group and the family these days.
        self.worker = LOCAL
        #: What people asked of themselves, which no rule of the program tells.
        self.own = set()
        #: Every row that ever stood on the coordinator's Vandaag: its task, and what it said.
        self.seen = {}

    # The clock and who works

    def hire(self, name, account, role, city=CITY):
        """Makes an account by the command, and lets its owner choose a password by the link."""
        made = run("user add", self.server.files, name, email(account), "--role", role,
                   "--city", city, "--programme", "samen_hier",
                   "--clock-file", str(self.clock.path))
        assert made.returncode == 0, made.stderr
        link = made.stdout.strip()
        page = self._context().new_page()
        page.goto(link[link.index("/invitations/"):])
        forms.fill(page, password=PASSWORD, password_again=PASSWORD)
        assert forms.save(page, "password") == 303, forms.errors(page)
        page.context.close()

    def go_to(self, day):
        """Another day: sessions are over, and the daily round has gone round."""
        self.clock.go_to(day)
        self.leave()
        time.sleep(ROUND_SECONDS)

    def leave(self):
        for page in self.pages.values():
            page.context.close()
        self.pages = {}

    def at(self, account):
        """The page at which somebody works today."""
        if account not in self.pages:
            context = self._context(viewport={"width": 1280, "height": 900})
            page = context.new_page()
            self.watch(context, page)
            log_in(page, account)
            self.pages[account] = page
        return self.pages[account]

    # What reaches the coordinator

    def look(self):
        """The coordinator opens Vandaag; gives the rows, each by the task that it is."""
        page = self.at(self.worker)
        page.goto("/")
        rows = page.locator("section.work .task h3 a").evaluate_all(
            "all => all.map(a => [a.getAttribute('href'), a.innerText.trim()])")
        # What else there is about the same record stands behind a number.
        if page.locator("section.work .task a.plus").count():
            page.goto("/tasks?due=now")
            rows += page.locator("tbody th a, main .task h3 a").evaluate_all(
                "all => all.map(a => [a.getAttribute('href'), a.innerText.trim()])")
        today = dict(row for row in rows if "/tasks/" in row[0])
        for path, title in today.items():
            self.seen.setdefault(path, (title, self.clock.day))
        return today

    def rows_that_count(self):
        """All that the program told on Vandaag in the year, without silence and concerns."""
        return {title: day for title, day in self.seen.values()
                if title not in self.own and not re.match("Bel groep|Bespreek de zorg", title)}


def weeks(first, last):
    """The days a week apart from one to another, the last included."""
    day = first
    while day < last:
        yield day
        day += timedelta(days=7)
    yield last
