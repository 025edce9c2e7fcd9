"""Every kind of page on paper: within its sheet, whole, with city and day, and without what only a screen needs."""

import io
import re
import unicodedata

import pytest
from pypdf import PdfReader

from places import FURTHER, PLACES, resolve

# A4 without its margins, in CSS pixels: upright, and across for what is wide.
UPRIGHT, ACROSS = 703, 1032
SCREEN_ONLY = "button, nav, .btn, .filters, .filterbox, input[type=search], .skip, .thumb, .note"
LINE = re.compile(r"(?:\w[\w '-]*, )?\d{1,2} (?:[a-z]+|[A-Z][a-z]+) \d{4}")

# Of the pages behind others those of another build than the ones above.
MORE = [place for place in FURTHER["lokaal.nijmegen"] if place.endswith(("former", "log", "talks/*"))]
KINDS = [(account, place) for account, places in PLACES.items() for place in places if account] \
    + [("lokaal.nijmegen", place) for place in MORE]


@pytest.mark.parametrize(("account", "place"), KINDS)
def test_page_P27_prints_whole_within_its_sheet(page_for, account, place):
    page = page_for(account)
    page.goto(resolve(page, place))
    sheets = print_page(page)
    assert len(sheets) <= 8, f"{len(sheets)} sheets"
    for number, sheet in enumerate(sheets, 1):
        line, rest = sheet_parts(sheet)
        assert line, f"sheet {number} does not say where and when: {sheet!r}"
        assert rest, f"sheet {number} is empty"
    assert not missing_words(page, sheets)


@pytest.mark.parametrize("language", ["nl", "en"], scope="module")
@pytest.mark.parametrize("account", ["lokaal.nijmegen", "gemeente.nijmegen", "shelter.nijmegen", "netwerk"])
def test_page_P28_a_week_fits_on_one_sheet(page_for, account, language):
    page = page_for(account, language=language)
    page.goto("/week")
    link = page.get_by_role("link", name={"nl": "Volgende week", "en": "Next week"}[language])
    following = link.get_attribute("href")
    assert len(print_page(page)) == 1
    page.goto(following)
    assert len(print_page(page)) == 1


def print_page(page):
    """The text of each sheet; what does not belong on paper or lies beside the sheet fails at once."""
    # What only a screen reader reads is on no paper, and a select shows one of its options.
    page.evaluate("document.querySelectorAll('.vh, select').forEach(element => element.remove())")
    is_wide = page.evaluate("document.body.classList.contains('wide')")
    page.emulate_media(media="print", color_scheme="light")
    page.set_viewport_size({"width": ACROSS if is_wide else UPRIGHT, "height": 900})
    assert page.evaluate(SHOWN, SCREEN_ONLY) == []
    assert page.evaluate(OUTSIDE) == []
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    for sheet in pdf.pages:
        sides = sorted(round(float(side)) for side in (sheet.mediabox.width, sheet.mediabox.height))
        assert sides == [595, 842], f"the sheet is {sides}, not A4"
    return [sheet.extract_text() for sheet in pdf.pages]


SHOWN = """selector => [...document.querySelectorAll(selector)]
    .filter(element => element.getClientRects().length).map(element => element.outerHTML.slice(0, 120))"""

# Text of which a part lies beyond the right edge, or in a box that cuts it off.
OUTSIDE = """() => {
    const width = document.documentElement.clientWidth, found = [];
    const walker = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
        const range = document.createRange();
        range.selectNodeContents(walker.currentNode);
        for (const box of range.getClientRects())
            if (box.width && (box.right > width + 1 || box.left < -1)) found.push(range.toString());
    }
    for (const box of document.querySelectorAll('main .scroll, main .plan'))
        if (getComputedStyle(box).overflowX !== 'visible') found.push(box.className + ' cuts');
    return [...new Set(found)];
}"""


def sheet_parts(sheet):
    """The line that says where and when, and whether there is anything else."""
    lines = [" ".join(line.split()) for line in sheet.splitlines()]
    found = [line for line in lines if LINE.fullmatch(line)]
    rest = [line for line in lines if line not in found and not re.fullmatch(r"(\d+ / \d+)?", line)]
    return found, rest


def missing_words(page, sheets):
    """Words of the page that stand less often on paper."""
    on_page = plain(page.evaluate("document.querySelector('main').innerText"))
    on_paper = squeezed(plain("".join(sheets)))
    words = {word for word in re.findall(r"\w{3,}", on_page)}
    # Of the page without what two words beside each other happen to spell.
    return sorted(word for word in words if on_paper.count(word) < on_page.count(word))


def plain(text):
    # A word that is parted at the end of a line stands on paper with its hyphen.
    text = unicodedata.normalize("NFKC", text).replace("\u00ad", "")
    return re.sub(r"[-\u2010]\s*\n", "", text).lower()


def squeezed(text):
    """Without blanks, as a sheet tells where glyphs stand and not where words end."""
    return re.sub(r"\s+", "", text)
