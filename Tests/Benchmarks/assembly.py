"""One page of ours put together out of its templates, without the program.

Layout, partials and messages are those of `Templates`. A description tells what the page has; what it
never has is left out, and what it always has is asked no question.
"""

import html
import re
from dataclasses import dataclass, field
from functools import partial

from machine import ROOT, fail

TAG = re.compile(r"\{\{([#^/!><$_]?)(.*?)\}\}", re.S)
OPENING = ("#", "^", "<", "$")


# What a page has. Beside these: a dictionary is an object that is always there, a list of one dictionary
# a list, a string a text that never differs, True a condition that always holds.
@dataclass
class Text:
    is_optional: bool = False
    is_markup: bool = False


@dataclass
class Flag:
    is_optional: bool = True


@dataclass
class Optional:
    """An object that may be absent."""

    fields: dict
    is_optional: bool = True


@dataclass
class Tag:
    sign: str
    content: str
    body: list = field(default_factory=list)


@dataclass
class Scope:
    """Where names are looked up: the fields, and the way to them from the page or from a row."""

    fields: dict
    way: tuple = ()
    # How many loops are around it.
    depth: int = 0


@dataclass
class Step:
    """What a template does: print, markup, when, unless, each, enter (an object), given (an optional)."""

    kind: str
    scope: Scope
    name: str
    body: list = field(default_factory=list)


def parsed(name):
    """What stands in a template: texts and tags, and in those that open something what is in them."""
    stack = [Tag("", name)]
    for piece in pieces((ROOT / f"Templates/{name}.html").read_text()):
        if isinstance(piece, str):
            stack[-1].body.append(piece)
        elif piece.sign == "/":
            stack.pop()
        elif piece.sign != "!":
            stack[-1].body.append(piece)
            if piece.sign in OPENING:
                stack.append(piece)
    return stack[0].body


def pieces(text):
    """Texts and tags without the lines that vanish, as LineLayout.swift tells them."""
    found, opened = [], []
    for line in lines(text):
        tags = [piece for piece in line if isinstance(piece, Tag)]
        signs = []
        for tag in tags:
            if tag.sign in OPENING:
                opened.append(tag.sign)
            signs.append(opened.pop() if tag.sign == "/" else tag.sign)
        is_bare = all(isinstance(piece, Tag) or not piece.strip() for piece in line)
        found += tags if is_bare and vanishes(tags, signs) else line
    return found


def lines(text):
    line, place = [], 0
    for found in [*TAG.finditer(text), None]:
        for part in text[place:found.start() if found else None].splitlines(keepends=True):
            line.append(part)
            if part.endswith("\n"):
                yield line
                line = []
        if found:
            line.append(Tag(found.group(1), found.group(2).strip()))
            place = found.end()
    if line:
        yield line


def vanishes(tags, signs):
    if len(tags) == 1:
        return signs[0] not in ("", "_")
    if not tags or any(sign not in ("<", "$") for sign in signs):
        return False
    return any(tag.sign == "<" for tag in tags) or not any(
        one.sign == "$" and two.sign == "/" for one, two in zip(tags, tags[1:]))


class Assembly:
    """Puts one page together, as texts and steps."""

    def __init__(self, page, frame, words):
        self.page, self.frame, self.words = Scope(page), Scope(frame), words

    def template(self, name):
        return self.steps(parsed(name), self.page, {})

    def steps(self, nodes, scope, blocks):
        found = []
        for node in nodes:
            found += [node] if isinstance(node, str) else self.step(node, scope, blocks)
        return found

    def step(self, tag, scope, blocks):
        match tag.sign:
            case "_": return [html.escape(self.words[tag.content])]
            case ">": return self.partial(tag.content.split(), scope, blocks)
            case "<": return self.layout(tag, scope, blocks)
            case "$": return blocks.get(tag.content, partial(self.steps, tag.body, blocks=blocks))(
                scope=scope)
            case _: return self.of_field(tag, scope, blocks)

    def partial(self, words, scope, blocks):
        name, *objects = words
        if objects:
            return self.of_field(Tag("#", objects[0], [Tag(">", name)]), scope, blocks)
        return self.steps(parsed(name), scope, blocks)

    def layout(self, tag, scope, blocks):
        """What the page puts into a block wins over what a layout between puts there."""
        filled = {one.content: partial(self.steps, one.body, blocks=blocks)
                  for one in tag.body if isinstance(one, Tag)}
        return self.steps(parsed(tag.content), scope, filled | blocks)

    def of_field(self, tag, scope, blocks):
        name = tag.content.removeprefix("@")
        owner = self.frame if tag.content.startswith("@") else scope
        known = owner.fields.get(name)
        if tag.sign == "":
            return self.printed(known, owner, name)
        if tag.sign == "#":
            return self.section(known, owner, name, tag.body, scope, blocks)
        is_asked = getattr(known, "is_optional", False)
        if known is not None and not is_asked:
            return []
        inside = self.steps(tag.body, scope, blocks)
        return [Step("unless", owner, name, inside)] if is_asked else inside

    def printed(self, known, owner, name):
        if isinstance(known, str):
            return [html.escape(known)]
        if not isinstance(known, Text):
            fail(f"the description of the page tells of no text {name}")
        return [Step("markup" if known.is_markup else "print", owner, name)]

    def section(self, known, owner, name, body, scope, blocks):
        if known is None:
            return []
        if isinstance(known, list):
            row = Scope(known[0], depth=owner.depth + 1)
            return [Step("each", owner, name, self.steps(body, row, blocks))]
        if isinstance(known, (dict, Optional)):
            fields = known if isinstance(known, dict) else known.fields
            inner = self.steps(body, Scope(fields, (*owner.way, name), owner.depth), blocks)
            return [Step("enter" if isinstance(known, dict) else "given", owner, name, inner)]
        inside = self.steps(body, scope, blocks)
        return [Step("when", owner, name, inside)] if getattr(known, "is_optional", False) \
            else inside
