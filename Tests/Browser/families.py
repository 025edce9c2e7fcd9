"""Announcing families as a municipality does."""

import forms
from days import in_days


def announce(page, size=6, route="hervestiging", days=21):
    """Announces a family without names and leaves its page open; gives its reference."""
    forms.open_form(page, "/families/new")
    forms.fill(page, household_size=size)
    forms.choose_by_label(page, "route", route)
    forms.date(page, "arrival_on", in_days(days))
    forms.choose(page, "arrival_certainty", "expected")
    forms.choose_by_label(page, "languages", "Arabisch")
    assert forms.save(page, "household_size") == 303, forms.errors(page)
    return forms.ref_in(page)


def code_name(page):
    """The name in the heading: "Gezin Meidoorn" gives "Meidoorn"."""
    heading = page.get_by_role("heading", level=1).inner_text().strip()
    return heading.split()[-1]
