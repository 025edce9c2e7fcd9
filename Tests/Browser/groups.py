"""Making groups and members as a local coordinator does."""

import forms
from days import today

ADULT = 1980


def make_group(page, name, kind="welkom"):
    """Makes a group and leaves its page open; gives its reference."""
    forms.open_form(page, "/groups/new")
    forms.fill(page, name=name, neighbourhood="Bottendaal")
    forms.choose_by_label(page, "kind", kind)
    status = forms.save(page, "name")
    assert status == 303, forms.errors(page)
    return forms.ref_in(page)


def add_member(page, ref, name, birth_year=ADULT, languages="Nederlands", email=None):
    """Adds a member and gives the status of the answer to the form."""
    forms.open_form(page, f"/groups/{ref}/members/new")
    handle = "".join(letter for letter in name.lower() if letter.isascii() and letter.isalnum())
    forms.fill(page, name=name, email=email or f"{handle or 'lid'}@voorbeeld.nl", birth_year=birth_year)
    forms.choose_by_label(page, "languages", languages)
    forms.choose(page, "is_adult")
    forms.date(page, "joined_on", today())
    return forms.save(page, "birth_year")


def make_group_of(page, name, members):
    ref = make_group(page, name)
    for member in members:
        assert add_member(page, ref, member) == 303, forms.errors(page)
    page.goto(f"/groups/{ref}")
    return ref
