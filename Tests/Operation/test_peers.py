"""The bench compares whole pages only if its peers still render the table that Coalitie renders."""

import importlib
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
from recording import BODY, KINDS, Recording, requests, spelled  # noqa: E402


@pytest.fixture(scope="module")
def tables(demo, tmp_path_factory):
    """Coalitie's page for every address that the bench would ask, with the cookie that it takes."""
    folder = tmp_path_factory.mktemp("peers")
    files = demo.copy_to(folder / "files")
    machine.BENCH.mkdir(exist_ok=True)
    asked = requests(files)
    Recording(files, asked, is_weighed=False).write(folder / "facts.json", folder)
    os.environ["BENCH_FACTS"] = str(folder / "facts.json")
    server = rested(files)
    yield [(path, cookie, machine.page(server.port, path, cookie))
           for kind in KINDS for cookie, path in asked[kind.name]]
    server.end()


def answer(application, path, cookie):
    """What a gunicorn would send, without one."""
    told = []
    environ = {"PATH_INFO": path, "HTTP_COOKIE": cookie}
    setup_testing_defaults(environ)
    body = b"".join(application(environ, lambda status, fields: told.append(status)))
    assert told == ["200 OK"]
    return body.decode()


@pytest.mark.parametrize("name", SITES)
def test_fault_R62_a_peer_without_a_build_renders_the_same_table(tables, name):
    module, application = SITES[name]
    application = getattr(importlib.import_module(module), application)
    assert len(tables) >= len(KINDS)
    for path, cookie, ours in tables:
        theirs = BODY.search(answer(application, path, cookie))
        assert theirs and spelled(theirs.group(0)) == spelled(BODY.search(ours).group(0)), path


def templates(kind):
    """What each peer repeats for this kind of page."""
    swift = (PEERS / "swift/Sources/Peer/Tables.swift").read_text()
    return {
        "Flask": (PEERS / f"python/templates/flask/{kind}.html").read_text(),
        "Django": (PEERS / f"python/templates/django/{kind}.html").read_text(),
        "Go": (PEERS / f"go/{kind}.html").read_text(),
        "Hummingbird": re.search(rf'"{kind}": """\n(.*?)"""', swift, re.S).group(1),
    }


def skeleton(text):
    """The elements and attributes, without what fills them."""
    return re.sub(r"\s*\n\s*", "", re.sub(r"\{\{.*?\}\}|\{%.*?%\}|\[\[.*?\]\]", "", text))


@pytest.mark.parametrize("kind", [kind.table for kind in KINDS])
def test_the_peers_that_are_built_have_the_elements_of_the_others(kind):
    found = {name: skeleton(text) for name, text in templates(kind).items()}
    assert "<td" in found["Flask"] and set(found.values()) == {found["Flask"]}, found
