"""The bench compares pages only if its peers still render what Coalitie renders."""

import importlib
import json
import os
import re
import sys
from wsgiref.util import setup_testing_defaults

import pytest

from program import ROOT

BENCHMARKS = ROOT / "Tests" / "Benchmarks"
PEERS = BENCHMARKS / "peers"
SITES = {"Django": ("django_site", "app"), "Flask": ("flask_site", "app")}
sys.path += [str(BENCHMARKS), str(PEERS / "python")]

import machine  # noqa: E402
from data import serve as rested  # noqa: E402
from recording import KINDS, Recording, compared, requests  # noqa: E402
from translation import LANGUAGES  # noqa: E402


@pytest.fixture(scope="module")
def recorded(demo, tmp_path_factory):
    """The facts that the peers get, and Coalitie's page for every address that the bench would ask."""
    folder = tmp_path_factory.mktemp("peers")
    files = demo.copy_to(folder / "files")
    machine.BENCH.mkdir(exist_ok=True)
    asked = requests(files)
    Recording(files, asked, is_weighed=False).write(folder / "facts.json", folder)
    os.environ["BENCH_FACTS"] = str(folder / "facts.json")
    server = rested(files)
    yield (json.loads((folder / "facts.json").read_text()),
           [(kind, path, cookie, machine.page(server.port, path, cookie))
            for kind in KINDS for cookie, path in asked[kind.name]])
    server.end()


def answer(application, path, cookie, status="200 OK"):
    """What a gunicorn would send, without one."""
    told = []
    path, _, query = path.partition("?")
    environ = {"PATH_INFO": path, "QUERY_STRING": query, "HTTP_COOKIE": cookie}
    setup_testing_defaults(environ)
    body = b"".join(application(environ, lambda status, fields: told.append(status)))
    assert told[0].startswith(status)
    return body.decode()


@pytest.mark.parametrize("name", SITES)
def test_fault_R62_a_peer_without_a_build_renders_the_same_pages(recorded, name):
    module, application = SITES[name]
    application = getattr(importlib.import_module(module), application)
    _, pages = recorded
    assert {kind.name for kind, *_ in pages} == {kind.name for kind in KINDS}
    for kind, path, cookie, ours in pages:
        theirs = compared(kind, answer(application, path, cookie))
        assert theirs.splitlines() == compared(kind, ours).splitlines(), path


@pytest.mark.parametrize("name", SITES)
def test_a_peer_shows_nothing_to_who_is_not_signed_in(recorded, name):
    module, application = SITES[name]
    application = getattr(importlib.import_module(module), application)
    for _, path, *_ in recorded[1]:
        answer(application, path, "__Host-session=nobodys", "401")


def test_the_list_of_groups_is_compared_from_its_first_byte_to_its_last(recorded):
    [kind] = [kind for kind in KINDS if kind.is_whole]
    pages = [ours for one, _, _, ours in recorded[1] if one is kind]
    assert len(pages) == 4
    for page in pages:
        text = compared(kind, page)
        assert text.startswith("<!DOCTYPE html>") and text.endswith("</html>\n")
        # Only tokens differ from what was sent, and not in how long they are.
        assert "xxxx" in text and len(text) == len(page)
        assert compared(kind, page.replace("</title>", "!</title>")) != text


def test_the_list_of_groups_has_a_template_of_every_peer(recorded):
    templates = recorded[0]["templates"]
    assert set(templates) == set(LANGUAGES)
    whole = {name: skeleton(text) for name, text in templates.items()}
    assert "<td" in whole["Flask"] and set(whole.values()) == {whole["Flask"]}


def tables():
    """What each peer repeats for the dashboard's table."""
    swift = (PEERS / "swift/Sources/Peer/Templates.swift").read_text()
    return {
        "Python": (PEERS / "python/templates/cities.html").read_text(),
        "Go": (PEERS / "go/cities.html").read_text(),
        "Hummingbird": re.search(r'"cities": """\n(.*?)"""', swift, re.S).group(1),
    }


def skeleton(text):
    """The elements and attributes, without what fills them."""
    return re.sub(r"\s*\n\s*", "", re.sub(r"\{\{.*?\}\}+|\{%.*?%\}|\[\[.*?\]\]", "", text))


def test_the_peers_that_are_built_have_the_elements_of_the_others():
    found = {name: skeleton(text) for name, text in tables().items()}
    assert "<td" in found["Python"] and set(found.values()) == {found["Python"]}, found
