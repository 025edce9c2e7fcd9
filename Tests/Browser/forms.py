"""Finding and filling fields by their names, so that a change of markup is repaired in one place."""

import re

DISCARD = re.compile(r"verwijder|weggooien|discard|delete", re.I)


def open_form(page, path):
    """Opens a form without the draft that an earlier test may have left in it."""
    page.goto(path)
    discard = page.get_by_role("main").get_by_role("button", name=DISCARD)
    if discard.count():
        discard.first.click()
        page.goto(path)


def field(page, name):
    return page.locator(f'main [name="{name}"]')


def has(page, name):
    return field(page, name).count() > 0


def reveal(control):
    """Unfolds what a field is folded away in, as somebody does who needs it."""
    control.first.evaluate("""e => {
        const fold = () => e.closest('details:not([open])');
        while (fold()) fold().open = true;
    }""")


def fill(page, **values):
    """Fills each field in the way of its kind: text, one of several, or a select."""
    for name, value in values.items():
        control = field(page, name)
        reveal(control)
        kind = kind_of(control.first)
        if kind in ("radio", "checkbox"):
            choose(page, name, value)
        elif kind == "select":
            control.first.select_option(value)
        else:
            control.first.fill(str(value))


def kind_of(control):
    return control.evaluate(
        "e => e.tagName === 'SELECT' ? 'select' : e.type === 'radio' || e.type === 'checkbox' ? e.type : 'text'")


def choose(page, name, value=True):
    """Marks a radio or checkbox by its value; True marks the first."""
    controls = field(page, name)
    found = controls.first if value is True else controls.and_(page.locator(f'[value="{value}"]')).first
    reveal(found)
    found.check(force=True)


def choose_by_label(page, name, words):
    """Chooses by what a person reads; a text field gets the words themselves."""
    control = field(page, name).first
    kind = kind_of(control)
    if kind == "text":
        control.fill(words)
        return
    value = next(value for value, label in options(page, name) if words.lower() in label.lower())
    control.select_option(value) if kind == "select" else choose(page, name, value)


def options(page, name):
    """The choices of a select or of radios: (value, what a person reads)."""
    return field(page, name).first.evaluate("""e => {
        const all = e.tagName === 'SELECT' ? [...e.options]
            : [...e.closest('main').querySelectorAll(`[name="${e.name}"]`)];
        const words = o => o.tagName === 'OPTION' ? o.text : (o.labels[0] || {}).innerText || '';
        return all.map(o => [o.value, words(o).trim()]).filter(([value]) => value !== '');
    }""")


def date(page, name, day):
    fill(page, **{f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year})


def tap(page, name, value=True):
    """One tap of a finger in the middle of the words beside a choice."""
    controls = field(page, name)
    control = controls.first if value is True else controls.and_(page.locator(f'[value="{value}"]')).first
    reveal(control)
    words = page.locator(f'label[for="{control.get_attribute("id")}"]').first
    words.scroll_into_view_if_needed()
    box = words.bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert control.is_checked(), f"a tap does not choose {name}"


def save_button(page, name):
    """The button that sends the form in which this field stands to where the form itself leads."""
    form = page.locator("form").filter(has=page.locator(f'[name="{name}"]'))
    return form.locator("button:not([formaction])").locator("visible=true").first


def save(page, name):
    """Presses it and gives the status of the page that follows."""
    reveal(field(page, name))
    button = save_button(page, name)
    with page.expect_response(
            lambda answer: answer.request.is_navigation_request() and answer.request.method == "POST"
            ) as answered:
        button.click()
    page.wait_for_load_state()
    return answered.value.status


def main_text(page):
    return page.get_by_role("main").inner_text()


def whole_text(page):
    """The same with all that is folded away."""
    page.get_by_role("main").evaluate(
        "main => main.querySelectorAll('details').forEach(fold => fold.open = true)")
    return main_text(page)


def errors(page):
    """The summary above the heading."""
    return page.get_by_role("alert").first.inner_text()


def error_at(page, name):
    """What stands beside the field: the texts that it, or its fieldset, is described by."""
    return field(page, name).first.evaluate("""e => {
        const described = [e, e.closest('fieldset')].filter(Boolean)
            .map(x => x.getAttribute('aria-describedby')).filter(Boolean).join(' ');
        return described.split(/\\s+/).map(id => document.getElementById(id))
            .filter(Boolean).map(x => x.innerText).join('\\n');
    }""")


def refs(page, folder):
    """The records that a list links to, in its order: ['F-7K3Q', ...]."""
    found = page.get_by_role("main").locator("a").evaluate_all(
        "links => links.map(link => new URL(link.href).pathname)")
    pattern = re.compile(rf"^/{folder}/([A-Z]-[0-9A-Z]{{4,6}})$")
    matches = (pattern.match(path) for path in found)
    return list(dict.fromkeys(match.group(1) for match in matches if match))


def ref_in(page):
    """The record whose page is open."""
    return re.search(r"/([A-Z]-[0-9A-Z]{4,6})(?:[/?#]|$)", page.url).group(1)


def open_first(page, path, folder=None):
    """Opens a list and gives the first record on it."""
    page.goto(path)
    found = refs(page, folder or path.strip("/").split("?")[0])
    assert found, f"{path} lists nothing"
    return found[0]
