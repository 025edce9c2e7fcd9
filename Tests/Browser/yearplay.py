"""The people of a year, each at work on the pages that are theirs, and the clock that they share."""

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
        #: Every row that ever stood on the coordinator's Vandaag: its task, and what it said.
        self.seen = {}

    # The clock and who works

    def hire(self, name, account, role):
        """Makes an account by the command, and lets its owner choose a password by the link."""
        made = run("user add", self.server.files, name, email(account), "--role", role,
                   "--city", CITY, "--programme", "samen_hier",
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
        page = self.at(LOCAL)
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
        """All that reached Vandaag in the year, without silence and concerns."""
        return {title: day for title, day in self.seen.values()
                if not re.match("Bel groep|Bespreek de zorg", title)}


class Story(Year):
    """The steps of one group and one family."""

    group = family = match = None

    # A group that forms

    def register_group(self, name, members):
        page = self.at(LOCAL)
        forms.open_form(page, "/groups/new")
        forms.fill(page, name=name, neighbourhood="Lombok")
        forms.choose(page, "kind", "sponsor")
        assert forms.save(page, "name") == 303, forms.errors(page)
        self.group = forms.ref_in(page)
        self.add_members(members)

    def add_members(self, members):
        """Several people on one page; the first is the contact person of a group that has none."""
        page = self.at(LOCAL)
        forms.open_form(page, f"/groups/{self.group}/members/many")
        for index, (name, languages) in enumerate(members):
            handle = name.lower().replace(" ", ".")
            forms.fill(page, **{
                f"name.{index}": name, f"email.{index}": f"{handle}@voorbeeld.nl",
                f"birth_year.{index}": 1975 + index, f"languages.{index}": languages})
        assert forms.save(page, "name.0") == 303, forms.errors(page)

    def describe_group(self, **values):
        page = self.at(LOCAL)
        forms.open_form(page, f"/groups/{self.group}/edit")
        for name, value in values.items():
            if isinstance(value, date):
                forms.date(page, name, value)
            else:
                forms.fill(page, **{name: value})
        assert forms.save(page, "name") == 303, forms.errors(page)

    def clear(self, *columns):
        """Everybody signed, showed or attended what these columns say, today."""
        page = self.at(LOCAL)
        forms.open_form(page, f"/groups/{self.group}/trainings")
        for title in columns:
            everybody = page.locator("tr.top td").filter(has_text=title)
            everybody.locator("input[type=text]").fill(typed(self.clock.day))
            everybody.locator("input[type=checkbox]").check()
        assert forms.save(page, "day.vog") == 303, forms.errors(page)

    def add_group_goal(self, title, theme):
        page = self.at(LOCAL)
        forms.open_form(page, f"/groups/{self.group}/goals/new")
        self.type_goal(page, title, theme, "De groep")

    def type_goal(self, page, title, theme, owner, due=None):
        forms.fill(page, title=title)
        forms.choose_by_label(page, "theme", theme)
        forms.choose_by_label(page, "owner", owner)
        if due:
            forms.date(page, "due_on", due)
        assert forms.save(page, "title") == 303, forms.errors(page)

    def step(self, path, button):
        """Takes a step that the page of a record offers."""
        page = self.at(LOCAL)
        page.goto(path)
        self.press(page, button)
        return page

    def press(self, page, button):
        found = page.get_by_role("main").get_by_role("button", name=button, exact=True)
        forms.reveal(found)
        found.first.click()
        page.wait_for_load_state()
        assert not page.title().startswith("Fout"), forms.errors(page)

    # A family that comes

    def announce(self, size, arrival):
        page = self.at(OFFICER)
        forms.open_form(page, "/families/new")
        forms.fill(page, household_size=size)
        forms.choose_by_label(page, "route", "hervestiging")
        forms.date(page, "arrival_on", arrival)
        forms.choose(page, "arrival_certainty", "expected")
        forms.choose_by_label(page, "languages", "Arabisch")
        assert forms.save(page, "household_size") == 303, forms.errors(page)
        self.family = forms.ref_in(page)

    def move_arrival(self, day, certainty="expected"):
        """The municipality hears of another day."""
        page = self.at(OFFICER)
        forms.open_form(page, f"/families/{self.family}/edit")
        forms.date(page, "arrival_on", day)
        forms.choose(page, "arrival_certainty", certainty)
        assert forms.save(page, "household_size") == 303, forms.errors(page)

    def take_in(self, goal, theme):
        """The intake: told, asked, and what matters for a match written down."""
        page = self.at(LOCAL)
        forms.open_form(page, f"/families/{self.family}/edit")
        for name in ("info_given_on", "consent_on"):
            forms.date(page, name, self.clock.day)
        forms.choose(page, "wants_group", "yes")
        forms.choose(page, "needs_level", "2")
        assert forms.save(page, "household_size") == 303, forms.errors(page)
        self.step(f"/families/{self.family}", "Begin de intake")
        forms.open_form(page, f"/families/{self.family}/needs/new")
        self.type_goal(page, goal, theme, "De groep")
        self.step(f"/families/{self.family}", "Zet op de wachtlijst")

    def know_member(self, kind, name, birth_year):
        page = self.at(LOCAL)
        forms.open_form(page, f"/families/{self.family}/members/new")
        forms.choose(page, "kind", kind)
        forms.fill(page, name=name, birth_year=birth_year)
        assert forms.save(page, "name") == 303, forms.errors(page)

    # Two who are coupled

    def propose(self):
        page = self.at(LOCAL)
        page.goto(f"/matches/new?family={self.family}&group={self.group}")
        assert forms.save(page, "once") == 303, forms.errors(page)
        self.match = forms.ref_in(page)

    def introduce(self, present):
        page = self.at(LOCAL)
        page.goto(f"/matches/{self.match}")
        forms.date(page, "introduced_on", self.clock.day)
        forms.choose(page, "introduced_with", present)
        self.press(page, "Kennismaking vastleggen")

    def decide(self, side, answer="yes"):
        page = self.at(LOCAL)
        page.goto(f"/matches/{self.match}")
        forms.choose(page, f"{side}_decision", answer)
        assert forms.save(page, f"{side}_decision") == 303, forms.errors(page)

    def sign(self):
        page = self.at(LOCAL)
        page.goto(f"/matches/{self.match}")
        forms.choose(page, "expectations")
        assert forms.save(page, "expectations") == 303, forms.errors(page)

    # The year

    def plan(self, part=None):
        page = self.at(LOCAL)
        page.goto(f"/matches/{self.match}/plan" + (f"?open={part}" if part else ""))
        return page

    def lines_of(self, part):
        """What a list says, on the page where it is kept."""
        page = self.at(LOCAL)
        page.goto(f"/checklists/{part}")
        return set(page.locator('[name^="title_nl."]').evaluate_all("all => all.map(e => e.value)"))

    def tick_due(self, but=()):
        """Ticks what is due within a fortnight, line by line, as far as others do not do it."""
        ticked = []
        while titles := self.due_lines(but):
            self.press_line(titles[0])
            ticked.append(titles[0])
        return ticked

    def due_lines(self, but):
        lines = self.plan().locator('section[aria-labelledby="nu"] li').filter(
            has=self.at(LOCAL).locator('button.line[aria-pressed="false"]'))
        told = lines.evaluate_all("""all => all.map(li => [
            li.querySelector('button').innerText.trim(), (li.querySelector('.hint') || li).innerText])""")
        return [title for title, who in told if title not in but and not who.startswith("gemeente")]

    def press_line(self, title):
        page = self.at(LOCAL)
        page.locator('button.line[aria-pressed="false"]').get_by_text(title, exact=True).first.click()
        page.wait_for_load_state()
        assert "Afgevinkt" in page.get_by_role("status").first.inner_text()

    def do_task_of_municipality(self, title):
        """The officer says of one of her tasks that it is done."""
        page = self.at(OFFICER)
        page.goto("/tasks")
        row = page.get_by_role("row").filter(has_text=title)
        row.get_by_role("button", name=re.compile("^Klaar")).click()
        page.wait_for_load_state()
        assert "is klaar" in page.get_by_role("status").first.inner_text()

    def contact(self):
        """One tap: the coordinator spoke the group today."""
        page = self.at(LOCAL)
        page.goto(f"/groups/{self.group}")
        page.get_by_role("button", name=re.compile("^Gesproken")).first.click()
        page.wait_for_load_state()

    def review(self, kind, **answers):
        """Holds a review with all lines of its month, on one page."""
        page = self.at(LOCAL)
        page.goto(f"/matches/{self.match}/reviews/{kind}")
        for line in forms.field(page, "lines").all():
            line.check(force=True)
        forms.choose(page, "audience", "both")
        forms.choose(page, "outcome", "good")
        forms.fill(page, **{"answer.going": "Rustig. De kinderen fietsen naar school."})
        assert forms.save(page, "held_on_day") == 303, forms.errors(page)

    def hear(self, account, words):
        """A talk apart with the household, by who listens."""
        page = self.at(account)
        forms.open_form(page, f"/families/{self.family}/voice/new")
        forms.choose(page, "person", "household")
        forms.choose(page, "outcome", "held")
        forms.fill(page, how=words)
        assert forms.save(page, "how") == 303, forms.errors(page)

    def let_lead_listen(self):
        """The family rather talks with somebody who is not around the group."""
        page = self.at(LOCAL)
        page.goto(f"/families/{self.family}/voice")
        self.press(page, "Laat de aandachtsfunctionaris luisteren")

    def reach(self, kind, source="family"):
        """A milestone that no line brings."""
        page = self.at(LOCAL)
        forms.open_form(page, f"/families/{self.family}/milestones/new")
        forms.fill(page, kind=kind)
        forms.choose(page, "source", source)
        assert forms.save(page, "reached_on_year") == 303, forms.errors(page)

    # What the network reads

    def numbers(self):
        """The row of the city on the network's page, by the words over its columns."""
        page = self.at(NETWORK)
        page.goto("/")
        row = page.locator(".cities tbody tr").filter(
            has=page.get_by_role("rowheader", name=CITY, exact=True))
        cells = row.locator("td[data-l]").evaluate_all(
            "all => all.map(td => [td.dataset.l, td.innerText.trim()])")
        return {label: int(text) for label, text in cells if text.isdigit()}


def typed(day):
    return f"{day.day}-{day.month}-{day.year}"


def weeks(first, last):
    """The days a week apart from one to another, the last included."""
    day = first
    while day < last:
        yield day
        day += timedelta(days=7)
    yield last
