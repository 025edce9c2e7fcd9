"""The accounts of the demo, and the browser contexts in which they work."""

from accounts import PASSWORD, email
from look import Watch

LOCALES = {"nl": "nl-NL", "en": "en-GB"}
LANGUAGE_BUTTONS = {"nl": "Nederlands", "en": "English"}


def log_in(page, account, password=PASSWORD):
    page.goto("/login")
    page.locator('[name="email"]').fill(email(account))
    page.locator('[name="password"]').fill(password)
    page.locator('[name="password"]').press("Enter")
    page.wait_for_load_state()


class People:
    """Signs each account in once and opens pages with what that left behind."""

    def __init__(self, browser, server):
        self.browser = browser
        self.server = server
        self.states = {}
        self.languages = {}
        self.opened = []

    def sign_in(self, account):
        if account not in self.states:
            context = self._context()
            page = context.new_page()
            log_in(page, account)
            assert not page.url.endswith("/login"), f"{account} could not sign in"
            self.states[account] = context.storage_state()
            self.languages[account] = page.locator("html").get_attribute("lang")
            context.close()
        return self.states[account]

    def page_for(self, account, width=1280, language="nl", dark=False, touch=False):
        """A page of this person; None is a visitor who has not signed in."""
        state = self.sign_in(account) if account else None
        if account:
            self._speak(account, language)
        context = self._context(
            storage_state=state, viewport={"width": width, "height": 900 if width > 600 else 720},
            locale=LOCALES[language], color_scheme="dark" if dark else "light", has_touch=touch)
        page = context.new_page()
        self.watch(context, page)
        return page

    def watch(self, context, page):
        """From now on what the page complains of is kept."""
        self.opened.append((context, page, Watch(page)))

    def _speak(self, account, language):
        """The language belongs to the account, so it is changed before the page is opened."""
        if self.languages[account] == language:
            return
        context = self._context(
            storage_state=self.states[account], viewport={"width": 1280, "height": 900})
        page = context.new_page()
        page.goto("/account")
        words = LANGUAGE_BUTTONS[language]
        page.get_by_role("button", name=words).or_(page.get_by_role("link", name=words)).first.click()
        page.wait_for_load_state()
        assert page.locator("html").get_attribute("lang") == language
        self.languages[account] = language
        context.close()

    def _context(self, **options):
        # Without motion no colour is caught half-way when a page turns from light to dark.
        context = self.browser.new_context(
            base_url=self.server.url, reduced_motion="reduce", **{"locale": LOCALES["nl"], **options})
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(30_000)
        return context

    def watch_of(self, page):
        return next(watch for _, opened, watch in self.opened if opened is page)

    def close(self):
        """Closes the pages of one test and gives what they complained about."""
        complaints = [line for _, _, watch in self.opened for line in watch.complaints]
        for context, _, _ in self.opened:
            context.close()
        self.opened = []
        return complaints
