"""Counts what an everyday job costs a person: clicks, keys, page loads, and how far down it begins."""

import os

from program import ROOT

RECORD = ROOT / "Tests" / "Browser" / "jobs.txt"
# Pixels by which what other tests left behind may move a control down: a row and a message.
MORE = 120
HEAD = """\
# What everyday jobs cost: clicks, keys, page loads, and the lowest point in pixels of the first control
# that is needed, on a screen of 390 x 844 or as the job says; - where it does not matter.
# Written by make record-jobs; a job that costs more fails make test.
"""


class Job:
    """One person at one job, on a page that is open already."""

    def __init__(self, page):
        self.page = page
        self.clicks = self.keys = self.loads = 0
        self.lowest = None
        page.on("framenavigated", self._loaded)

    def _loaded(self, frame):
        if frame == self.page.main_frame:
            self.loads += 1

    def needs(self, control):
        """The first control that is needed: where its lower edge lies, without scrolling."""
        box = control.bounding_box()
        self.lowest = round(box["y"] + box["height"] + self.page.evaluate("scrollY"))
        return control

    def click(self, control):
        control.scroll_into_view_if_needed()
        control.click()
        self.clicks += 1
        self.page.wait_for_load_state()

    def type(self, text, control=None):
        """Types into what has the focus; a control that has to be reached first costs a click."""
        if control is not None:
            self.click(control)
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, key):
        self.page.keyboard.press(key)
        self.keys += 1
        self.page.wait_for_load_state()

    def enter(self):
        """The key that sends a form."""
        with self.page.expect_navigation():
            self.press("Enter")

    @property
    def cost(self):
        return self.clicks, self.keys, self.loads


def recorded():
    """What each job costs, as it was last written down: clicks, keys, loads, lowest or None."""
    if not RECORD.exists():
        return {}
    lines = [line.rstrip("\n") for line in RECORD.open() if not line.startswith("#")]
    found = {}
    for line in lines:
        name, *figures = [part.strip() for part in line.split("|")]
        found[name] = [None if figure == "-" else int(figure) for figure in figures]
    return found


def check(name, job, goal):
    """No job costs more than its goal, nor than was recorded.

    goal: clicks, keys, loads and the lowest point of the first control; None where it does not matter.
    """
    figures = [*job.cost, job.lowest]
    if os.environ.get("COALITIE_RECORD"):
        write(name, figures)
    for what, cost, most in zip(("clicks", "keys", "loads", "pixels"), figures, goal):
        assert most is None or cost <= most, f"{name}: {cost} {what}, the goal is {most}"
    for what, cost, most in zip(("clicks", "keys", "loads", "pixels"), figures, recorded()[name]):
        room = MORE if what == "pixels" else 0
        assert most is None or cost <= most + room, f"{name}: {cost} {what}, and {most} before"


def write(name, figures):
    kept = recorded() | {name: figures}
    lines = [" | ".join([job, *("-" if figure is None else str(figure) for figure in costs)])
             for job, costs in sorted(kept.items())]
    RECORD.write_text(HEAD + "".join(f"{line}\n" for line in lines))
