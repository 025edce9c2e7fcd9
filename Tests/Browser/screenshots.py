"""Takes a picture of every page, wide and narrow, to be looked at by a person."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from people import People
from places import PLACES, resolve
from program import Files, Server

WIDTHS = (1280, 320)


def main(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as files, sync_playwright() as playwright:
        server = Server(Files(files), "--demo").start()
        options = ["--no-sandbox"] if os.geteuid() == 0 else []
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        try:
            people = People(browser, server)
            for account, places in PLACES.items():
                for place in places:
                    take(people, account, place, folder)
        finally:
            browser.close()
            server.end()


def take(people, account, place, folder):
    name = place.strip("/").translate(str.maketrans("/?=*", "----")) or "landing"
    for dark in (False, True):
        page = people.page_for(account, dark=dark)
        page.goto(resolve(page, place))
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            scheme = "dark" if dark else "light"
            page.screenshot(path=folder / f"{account or 'visitor'}-{name}-{width}-{scheme}.png", full_page=True)
    people.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
