"""What nobody planned in a year: a worry, and a coordinator who is away for a while."""

import re

import forms
from clocks import CITY, LEAD, NETWORK, Year


class Turns(Year):
    """What is done when something goes otherwise; by whoever coordinates these days."""

    # A concern

    def report(self, path, words, **values):
        """Reports a concern from the page of a record; gives the path of the concern."""
        page = self.at(self.worker)
        page.goto(path)
        page.get_by_role("main").get_by_role("link", name="Meld een zorg").first.click()
        page.wait_for_url(re.compile("/concerns/new"))
        forms.fill(page, text=words, **values)
        assert forms.save(page, "text") == 303, forms.errors(page)
        return "/concerns/" + forms.ref_in(page)

    def triage(self, concern, kind, severity, phone):
        """The safeguarding lead reads it from the list of today and handles it herself."""
        page = self.at(LEAD)
        page.goto("/")
        page.get_by_role("link", name=re.compile("^Beoordeel zorgmelding")).first.click()
        page.goto(f"{concern}/triage")
        forms.fill(page, kind=kind, severity=severity, phone=phone)
        forms.choose_by_label(page, "handler", "Ik")
        assert forms.save(page, "handler") == 303, forms.errors(page)

    def talk_about(self, concern, agreed):
        """A step of the Meldcode, and what comes of it."""
        page = self.at(LEAD)
        page.goto(concern)
        forms.choose(page, "step", "1")
        forms.date(page, "done_on", self.clock.day)
        assert forms.save(page, "step") == 303, forms.errors(page)
        forms.fill(page, agreed=agreed)
        assert forms.save(page, "agreed") == 303, forms.errors(page)

    def close_concern(self, concern, outcome=None):
        """Says how it ended; gives the status of the answer."""
        page = self.at(LEAD)
        page.goto(concern)
        if outcome:
            forms.choose(page, "outcome", outcome)
        return forms.save(page, "outcome_text")

    # An absence

    def plan_own(self, title, due):
        """The coordinator asks something of herself."""
        page = self.at(self.worker)
        forms.open_form(page, "/tasks/new")
        forms.fill(page, title=title)
        forms.choose_by_label(page, "assignee", "Ik")
        forms.date(page, "due_on", due)
        assert forms.save(page, "title") == 303, forms.errors(page)
        self.own.add(title)

    def be_away(self, first, back, deputy):
        """The coordinator says when she is away, and who stands in."""
        page = self.at(self.worker)
        page.goto("/account")
        page.get_by_role("link", name="Meld afwezigheid").click()
        forms.date(page, "from_on", first)
        forms.date(page, "until_on", back)
        forms.choose_by_label(page, "deputy", deputy)
        assert forms.save(page, "deputy") == 303, forms.errors(page)
        return page

    def take_over(self, name):
        """Two clicks from Vandaag; gives what is said after them."""
        page = self.at(self.worker)
        page.goto("/")
        page.get_by_role("link", name=f"Neem de week over {name}").click()
        page.get_by_role("button", name="Neem over voor deze week").click()
        page.wait_for_load_state()
        return page.get_by_role("status").first.inner_text()

    def finish(self, title):
        """Says of a task on Vandaag that it is done."""
        page = self.at(self.worker)
        page.goto("/")
        row = page.locator("section.work li").filter(has_text=title)
        row.get_by_role("button", name=re.compile("^Klaar")).click()
        page.wait_for_load_state()
        assert "is klaar" in page.get_by_role("status").first.inner_text()

    def todo(self, account):
        """What stands on somebody's Vandaag, in one text."""
        page = self.at(account)
        page.goto("/")
        return page.locator("section.work").inner_text()

    # What the network reads

    def load(self, name):
        """What a coordinator of the city has in hand, by the words over the columns."""
        page = self.at(NETWORK)
        page.goto("/colleagues")
        city = next(value for value, label in forms.options(page, "city") if label == CITY)
        page.goto(f"/colleagues?city={city}")
        row = page.locator("tbody tr").filter(has=page.get_by_role("rowheader", name=name))
        assert row.count() == 1, f"{name} is no colleague in {CITY}"
        labels = page.locator("thead th").all_text_contents()
        return dict(zip(labels, row.locator("th, td").all_inner_texts()))

    def concerns(self, state=""):
        """The concerns of the city that the network knows of, open or closed."""
        page = self.at(NETWORK)
        page.goto("/concerns")
        city = next(value for value, label in forms.options(page, "city") if label == CITY)
        page.goto(f"/concerns?city={city}&status={state}")
        return forms.refs(page, "concerns")
