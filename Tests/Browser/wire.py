"""Requests without a browser: forms are read, filled and posted as a browser would."""

import http.client
from html.parser import HTMLParser
from urllib.parse import urlencode

from accounts import PASSWORD, email

GUARD = 60


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.fields = response.getheaders()
        self.headers = {name.lower(): value for name, value in self.fields}
        self.cookies = dict(
            value.split(";")[0].split("=", 1)
            for name, value in self.fields if name.lower() == "set-cookie")
        self.text = response.read().decode("utf-8", "replace")
        self.location = self.headers.get("location", "")


class Form:
    def __init__(self, attributes):
        self.action = attributes.get("action") or ""
        self.method = (attributes.get("method") or "get").lower()
        self.names = set()
        self.values = []


class FormReader(HTMLParser):
    """The forms of a page, with the values that a browser would send untouched."""

    def __init__(self):
        super().__init__()
        self.forms, self.form, self.select, self.area = [], None, None, None

    def handle_starttag(self, tag, pairs):
        attributes = dict(pairs)
        if tag == "form":
            self.form = Form(attributes)
            self.forms.append(self.form)
        if self.form is None:
            return
        name, kind = attributes.get("name"), attributes.get("type", "text")
        if name:
            self.form.names.add(name)
        if tag == "input" and name and kind not in ("submit", "button", "image"):
            if kind not in ("radio", "checkbox") or "checked" in attributes:
                self.form.values.append((name, attributes.get("value") or ""))
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in attributes:
            self.form.values.append((self.select, attributes.get("value") or ""))
        elif tag == "textarea":
            self.area = [name, ""]

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "textarea" and self.area:
            self.form.values.append(tuple(self.area))
            self.area = None
        elif tag == "select":
            self.select = None
        elif tag == "form":
            self.form = None


class Wire:
    """One connection with the cookies of one person. Not for two threads at once."""

    def __init__(self, server, cookies=None):
        self.server = server
        self.origin = server.url
        self.cookies = dict(cookies or {})
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=GUARD)

    def log_in(self, account, password=PASSWORD):
        answer = self.submit("/login", "password", email=email(account), password=password)
        assert answer.status == 303, f"{account} could not sign in: {answer.status}"
        return self

    def get(self, path):
        return self._request("GET", path)

    def submit(self, path, having, **changes):
        """Opens a page, fills the form with the field `having`, posts it."""
        page = self.get(path)
        assert page.status == 200, f"{path} answered {page.status}"
        return self.post(path, self.form_in(page, having), **changes)

    def form_in(self, page, having):
        reader = FormReader()
        reader.feed(page.text)
        forms = [form for form in reader.forms if form.method == "post" and having in form.names]
        assert forms, f"no form with the field {having}"
        return forms[0]

    def post(self, path, form, **changes):
        changed = {name: value if isinstance(value, list) else [value]
                   for name, value in changes.items()}
        values = [(name, value) for name, value in form.values if name not in changed]
        values += [(name, value) for name, many in changed.items() for value in many]
        return self._request("POST", form.action or path, urlencode(values))

    def headers(self):
        """What stands in every request."""
        if not self.cookies:
            return {}
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def _request(self, method, path, body=None):
        headers = self.headers()
        if body is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.origin}
        self.connection.request(method, path, body, headers)
        answer = Answer(self.connection.getresponse())
        self.cookies |= answer.cookies
        return answer
