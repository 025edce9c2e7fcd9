"""What every page must satisfy: no complaint in the console, no sideways scroll, nothing for axe."""

import re

from axe_playwright_python.base import AXE_SCRIPT

KEY = re.compile(r"\[[a-z_]+(?:\.\w+)+\]")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Watch:
    """Listens to a page. A document may be refused (403, 404, 422); nothing it loads may."""

    def __init__(self, page):
        self.complaints = []
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))
        page.on("requestfailed", self._failed)
        page.on("response", self._response)

    def _console(self, message):
        refused_document = message.text.startswith("Failed to load resource: the server responded")
        if message.type in ("error", "warning") and not refused_document:
            self.complaints.append(f"console: {message.text}")

    def _failed(self, request):
        # A navigation or a draft that a newer one overtakes is aborted, which is no fault.
        if "ERR_ABORTED" not in (request.failure or ""):
            self.complaints.append(f"not loaded: {request.url} ({request.failure})")

    def _response(self, response):
        if response.status >= 500 or (
                response.status >= 400 and response.request.resource_type != "document"):
            self.complaints.append(f"{response.status}: {response.url}")


def width_problems(page):
    size = page.evaluate(
        "[document.scrollingElement.scrollWidth, document.scrollingElement.clientWidth]")
    return [f"scrolls sideways: {size[0]} px in {size[1]} px"] if size[0] > size[1] else []


def axe_problems(page, only):
    """What axe finds, by its rules or by groups of them; it is put into each document once."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    violations = page.evaluate(
        "options => axe.run(options).then(results => results.violations)",
        {"runOnly": only, "resultTypes": ["violations"]})
    return [
        f"axe {violation['id']} ({violation['impact']}): {' '.join(map(str, node['target']))}: "
        + " ".join(node["failureSummary"].split())
        for violation in violations
        for node in violation["nodes"]
    ]


def frame_problems(page, language):
    """The frame of interface.md: language, title and exactly one h1."""
    problems = []
    if page.locator("html").get_attribute("lang") != language:
        problems.append(f"lang is not {language}")
    if not page.title().endswith("Coalitie"):
        problems.append(f"title is {page.title()!r}")
    headings = page.get_by_role("heading", level=1).count()
    if headings != 1:
        problems.append(f"{headings} headings of level 1")
    # A text that is in neither catalogue is shown as its key.
    problems += [f"no text for {key}" for key in KEY.findall(page.content())]
    return problems


def unroll(page, width):
    """A window as high as the page: else the bar at the thumb hides whatever happens to be there."""
    page.set_viewport_size({"width": width, "height": 720})
    height = page.evaluate("document.scrollingElement.scrollHeight")
    page.set_viewport_size({"width": width, "height": max(720, height)})


def large_text_problems(page, width=1280):
    """The same with letters of twice the size, as somebody sets who sees badly (WCAG 1.4.4)."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    unroll(page, width)
    found = width_problems(page) + axe_problems(page, ["wcag22aa"])
    page.evaluate("document.documentElement.style.fontSize = ''")
    return [f"{width} px, text of 200 %: {problem}" for problem in found]


def problems(page, language="nl", widths=(1280, 320), schemes=("light", "dark")):
    """All of it, at each width and in light and dark; the page is loaded once."""
    found = frame_problems(page, language)
    for width in widths:
        unroll(page, width)
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme)
            # The scheme changes colours and nothing else.
            only = RULES if scheme == schemes[0] else ["color-contrast"]
            found += [f"{width} px, {scheme}: {problem}"
                      for problem in width_problems(page) + axe_problems(page, only)]
    page.emulate_media(color_scheme=schemes[0])
    return found + large_text_problems(page)


def check(page, language="nl", **looks):
    found = problems(page, language, **looks)
    assert not found, "\n".join([page.url, *found])
