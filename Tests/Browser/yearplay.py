"""A year of one group and one family: what each does about it, on the page that is theirs."""

import re
from datetime import date

import forms
from clocks import CITY, NETWORK, OFFICER
from yearturns import Turns


class Story(Turns):
    """The steps of one group and one family."""

    group = family = match = concern = None

    # A group that forms

    def register_group(self, name, members):
        page = self.at(self.worker)
        forms.open_form(page, "/groups/new")
        forms.fill(page, name=name, neighbourhood="Lombok")
        forms.choose(page, "kind", "sponsor")
        assert forms.save(page, "name") == 303, forms.errors(page)
        self.group = forms.ref_in(page)
        self.add_members(members)

    def add_members(self, members):
        """Several people on one page; the first is the contact person of a group that has none."""
        page = self.at(self.worker)
        forms.open_form(page, f"/groups/{self.group}/members/many")
        for index, (name, languages) in enumerate(members):
            handle = name.lower().replace(" ", ".")
            forms.fill(page, **{
                f"name.{index}": name, f"email.{index}": f"{handle}@voorbeeld.nl",
                f"birth_year.{index}": 1975 + index, f"languages.{index}": languages})
        assert forms.save(page, "name.0") == 303, forms.errors(page)

    def describe_group(self, **values):
        page = self.at(self.worker)
        forms.open_form(page, f"/groups/{self.group}/edit")
        for name, value in values.items():
            if isinstance(value, date):
                forms.date(page, name, value)
            else:
                forms.fill(page, **{name: value})
        assert forms.save(page, "name") == 303, forms.errors(page)

    def clear(self, *columns):
        """Everybody signed, showed or attended what these columns say, today."""
        page = self.at(self.worker)
        forms.open_form(page, f"/groups/{self.group}/trainings")
        for title in columns:
            everybody = page.locator("tr.top td").filter(has_text=title)
            everybody.locator("input[type=text]").fill(typed(self.clock.day))
            everybody.locator("input[type=checkbox]").check()
        assert forms.save(page, "day.vog") == 303, forms.errors(page)

    def add_group_goal(self, title, theme):
        page = self.at(self.worker)
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
        page = self.at(self.worker)
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
        page = self.at(self.worker)
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
        page = self.at(self.worker)
        forms.open_form(page, f"/families/{self.family}/members/new")
        forms.choose(page, "kind", kind)
        forms.fill(page, name=name, birth_year=birth_year)
        assert forms.save(page, "name") == 303, forms.errors(page)

    # Two who are coupled

    def propose(self):
        page = self.at(self.worker)
        page.goto(f"/matches/new?family={self.family}&group={self.group}")
        assert forms.save(page, "once") == 303, forms.errors(page)
        self.match = forms.ref_in(page)

    def introduce(self, present):
        page = self.at(self.worker)
        page.goto(f"/matches/{self.match}")
        forms.date(page, "introduced_on", self.clock.day)
        forms.choose(page, "introduced_with", present)
        self.press(page, "Kennismaking vastleggen")

    def decide(self, side, answer="yes"):
        page = self.at(self.worker)
        page.goto(f"/matches/{self.match}")
        forms.choose(page, f"{side}_decision", answer)
        assert forms.save(page, f"{side}_decision") == 303, forms.errors(page)

    def sign(self):
        page = self.at(self.worker)
        page.goto(f"/matches/{self.match}")
        forms.choose(page, "expectations")
        assert forms.save(page, "expectations") == 303, forms.errors(page)

    # The year

    def plan(self, part=None):
        page = self.at(self.worker)
        page.goto(f"/matches/{self.match}/plan" + (f"?open={part}" if part else ""))
        return page

    def lines_of(self, part):
        """What a list says, on the page where it is kept."""
        page = self.at(self.worker)
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
            has=self.at(self.worker).locator('button.line[aria-pressed="false"]'))
        told = lines.evaluate_all("""all => all.map(li => [
            li.querySelector('button').innerText.trim(), (li.querySelector('.hint') || li).innerText])""")
        return [title for title, who in told if title not in but and not who.startswith("de gemeente")]

    def press_line(self, title):
        page = self.at(self.worker)
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
        page = self.at(self.worker)
        page.goto(f"/groups/{self.group}")
        page.get_by_role("button", name=re.compile("^Gesproken")).first.click()
        page.wait_for_load_state()

    def review(self, kind, **answers):
        """Holds a review with all lines of its month, on one page."""
        page = self.at(self.worker)
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
        page = self.at(self.worker)
        page.goto(f"/families/{self.family}/voice")
        self.press(page, "Laat de aandachtsfunctionaris luisteren")

    def reach(self, kind, source="family"):
        """A milestone that no line brings."""
        page = self.at(self.worker)
        forms.open_form(page, f"/families/{self.family}/milestones/new")
        forms.fill(page, kind=kind)
        forms.choose(page, "source", source)
        assert forms.save(page, "reached_on_year") == 303, forms.errors(page)

    def let_go(self, name):
        """A member leaves today; the group goes on."""
        page = self.at(self.worker)
        page.goto(f"/groups/{self.group}")
        people = page.locator("#mensen").locator("xpath=..")
        people.get_by_role("link", name=name).first.click()
        page.get_by_role("link", name="Stopt…").click()
        forms.choose(page, "left_reason", "moved")
        assert forms.save(page, "left_reason") == 303, forms.errors(page)

    def complete(self, lesson):
        """The year is rounded off by the wizard: both talks, what others can learn, the last day."""
        page = self.at(self.worker)
        page.goto(f"/matches/{self.match}/steps/completed")
        assert "gewist" in forms.whole_text(page), forms.whole_text(page)
        for name in ("family_talk_on", "group_talk_on"):
            forms.date(page, name, self.clock.day)
        forms.fill(page, lesson=lesson)
        assert forms.save(page, "lesson") == 303, forms.errors(page)
        return page

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

    def counted(self):
        """The same of Samen Hier, without what is nought."""
        return {label: number for label, number in self.numbers().items()
                if number and label != "Gasten"}


def typed(day):
    return f"{day.day}-{day.month}-{day.year}"
