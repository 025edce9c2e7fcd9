import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from people import People
from program import ROOT, Files, Server, program, run
from wire import Wire

FAILURES = ROOT / ".build" / "browser-failures"


def pytest_configure(config):
    if not program().exists():
        pytest.exit(f"There is no program at {program()}: run make release first.", returncode=2)
    if not hasattr(config, "workerinput"):
        shutil.rmtree(FAILURES, ignore_errors=True)


def pytest_collection_modifyitems(items):
    """Pages are looked at as the demo made them, before other tests work in it; so is the group that
    is ready before a family is known, which another test may couple. Two processes share the tests,
    each with its own server and browser."""
    items.sort(key=lambda item: (item.path.stem != "test_pages", "before_the_arrival" not in item.name))


@pytest.fixture(scope="session")
def browser():
    chromium = os.environ.get("COALITIE_CHROMIUM") or shutil.which("chromium")
    assert chromium, "Chromium is not installed: run make setup first."
    # Chromium's own sandbox refuses to run as root, which is what a build machine often is.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=options)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """One server for all tests, which fills its own empty database with the demo."""
    server = Server(Files(tmp_path_factory.mktemp("server")), "--demo").start()
    yield server
    server.end()


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """Files of the demo that no server has touched, to be copied."""
    files = Files(tmp_path_factory.mktemp("demo"))
    made = run("demo", files)
    assert made.returncode == 0, made.stderr
    return files


@pytest.fixture
def files(demo, tmp_path):
    """A fresh copy of the demo for one test."""
    return demo.copy_to(tmp_path / "files")


@pytest.fixture
def own_server(files):
    """A server of one test, which that test may stop, kill and start again."""
    server = Server(files, "--demo")
    yield server
    server.end()


@pytest.fixture(scope="session")
def people_of_session(browser, server):
    return People(browser, server)


@pytest.fixture
def people(people_of_session, request):
    """The people of the shared server; at the end no page may have complained."""
    yield people_of_session
    if getattr(request.node, "failed", False):
        keep_pictures(request.node, people_of_session)
    complaints = people_of_session.close()
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def sign_in(people):
    return people.sign_in


@pytest.fixture
def page_for(people):
    return people.page_for


@pytest.fixture
def wire_for(people, server):
    """Requests without a browser, with the session of a person."""
    def make(account):
        cookies = people.sign_in(account)["cookies"]
        return Wire(server, {cookie["name"]: cookie["value"] for cookie in cookies})
    return make


def keep_pictures(node, people):
    FAILURES.mkdir(parents=True, exist_ok=True)
    name = "".join(letter if letter.isalnum() else "-" for letter in node.name)
    for number, (_, page, _) in enumerate(people.opened):
        try:
            page.screenshot(path=FAILURES / f"{name}-{number}.png", full_page=True)
            Path(FAILURES / f"{name}-{number}.html").write_text(page.content())
        except Exception as error:  # a page that crashed has no picture, and the test has its reason
            print(f"no picture of {page.url}: {error}")


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    report = (yield).get_result()
    if not report.failed:
        return
    item.failed = True
    for name in ("server", "own_server"):
        server = item.funcargs.get(name)
        if server and server.errors():
            report.sections.append((f"standard error of {name}", server.errors()))
