"""Accounts and their rights, from the command line."""

from datetime import date, timedelta

import pytest

from accounts import email
from program import run
from wire import Wire

NEW = ("Mees de Boer", "mees@coalitie.example")


def accounts(files):
    listed = run("user list", files)
    assert listed.returncode == 0, listed.stderr
    return {line.split("\t")[0]: line.split("\t")[1:] for line in listed.stdout.splitlines()}


def test_fault_R60_the_first_administrator_is_made_as_the_readme_says(files):
    made = run("user add", files, *NEW, "--role", "admin")
    assert (made.returncode, made.stderr) == (0, "")
    assert made.stdout.startswith("http://127.0.0.1:8080/invitations/")
    assert accounts(files)[NEW[1]] == ["Mees de Boer", "admin", "has no password yet"]


def test_fault_R60_a_role_of_a_city_has_its_city_and_programme(files):
    made = run("user add", files, *NEW, "--role", "local", "--city", "Nijmegen",
               "--programme", "samen_hier")
    assert made.returncode == 0, made.stderr
    assert run("user grant", files, NEW[1], "municipality", "--city", "haarlem").returncode == 0
    assert accounts(files)[NEW[1]][1] == "local Nijmegen samen_hier, municipality Haarlem"


@pytest.mark.parametrize("right, word", [
    (["--role", "beheerder"], "admin"),
    (["--role", "local", "--city", "Nijmegen", "--programme", "zomerkamp"], "samen_hier"),
    (["--role", "local", "--city", "Atlantis"], "no city"),
    (["--role", "local"], "--city"),
    (["--role", "admin", "--city", "Nijmegen"], "no --city"),
    (["--city", "Nijmegen"], "--role"),
    (["--programme", "samen_hier"], "--role"),
    (["--role", "admin", "--language", "fr"], "nl or en"),
])
def test_a_right_that_cannot_be_makes_no_account(files, right, word):
    before = accounts(files)
    refused = run("user add", files, *NEW, *right)
    assert refused.returncode == 64 and refused.stdout == "" and word in refused.stderr
    assert accounts(files) == before
    if "--role" in right and "--language" not in right:
        role, *rest = right[1:]
        refused = run("user grant", files, email("lokaal.haarlem"), role, *rest)
        assert refused.returncode == 64 and refused.stdout == "" and word in refused.stderr
        assert accounts(files) == before


def test_name_and_address_in_the_other_order_are_told_apart(files):
    refused = run("user add", files, NEW[1], NEW[0], "--role", "admin")
    assert refused.returncode == 64 and "the name comes first" in refused.stderr


def test_fault_R07_blocking_the_last_administrator_is_told_and_done(serve, files):
    server = serve("--demo")
    administrator = Wire(server).log_in("beheer")
    assert administrator.get("/").status == 200
    blocked = run("user block", files, email("beheer"))
    assert (blocked.returncode, blocked.stdout) == (0, "")
    assert blocked.stderr == (
        "There is no administrator left who can sign in. Make another one with "
        '"coalitie user add NAME EMAIL --role admin", or give an account the right with '
        '"coalitie user grant EMAIL admin".\n')
    assert administrator.get("/").status == 303
    # What it says is what helps.
    assert run("user grant", files, email("lokaal.haarlem"), "admin").returncode == 0
    assert run("user block", files, email("beheer")).stderr == ""


def test_blocking_somebody_else_is_not_remarked_upon(files):
    for account in ("lokaal.nijmegen", "netwerk"):
        blocked = run("user block", files, email(account))
        assert (blocked.returncode, blocked.stderr) == (0, "")


def in_days(number):
    return (date.today() + timedelta(days=number)).isoformat()


def test_somebody_leaves_only_once_all_is_handed_over(files):
    refused = run("user leave", files, email("lokaal.nijmegen"), "--on", in_days(40))
    assert refused.returncode == 69 and refused.stdout == ""
    assert "groups" in refused.stderr and "http://127.0.0.1:8080/handover/U-" in refused.stderr
    assert "Hanneke" not in refused.stderr
    settled = run("user leave", files, email("gemeente.haarlem"), "--on", in_days(40))
    assert (settled.returncode, settled.stdout, settled.stderr) == (0, "", "")
    assert run("user leave", files, email("lokaal.nijmegen"), "--cancel").returncode == 0


@pytest.mark.parametrize("right", [[], ["--on", "morgen"], ["--on", "2020-01-01"]])
def test_a_day_of_leaving_that_cannot_be_is_refused(files, right):
    refused = run("user leave", files, email("lokaal.nijmegen"), *right)
    assert refused.returncode == 64 and refused.stdout == ""


def test_blocking_is_never_refused_and_says_how_much_was_in_hand(files):
    blocked = run("user block", files, email("lokaal.nijmegen"), "--safety")
    assert blocked.returncode == 0 and blocked.stdout.startswith("No longer in this name: ")
    assert accounts(files)[email("lokaal.nijmegen")][2] == "blocked"
