"""The commands of `coalitie` that the README, the articles and the program itself tell to run."""

import re

from program import ROOT

ARTICLES = sorted((ROOT / "Sources").glob("*/*.docc/*.md"))
SOURCES = sorted((ROOT / "Sources").rglob("*.swift"))
# At the start of a command line, or behind a folder or another command such as systemd-run.
COMMAND = re.compile(r"(?:^|(?<=[\s/]))coalitie ([a-z]+(?:-[a-z]+)*(?:\s.*)?)$")
BLOCK = re.compile(r"^(?: {4,}|\t).*$", re.M)
FENCE = re.compile(r"^```.*?\n(.*?)^```", re.M | re.S)
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
# Within a text, or a text as a whole; one that the program puts together is typed by a browser test.
QUOTED = re.compile(r'\\"coalitie ([a-z][^"\\]*)|(?<!\\)"coalitie ([a-z][^"\\]*)"')


def in_page(text):
    """Everything after `coalitie` in the blocks and in the code within the lines."""
    fenced = "\n".join(FENCE.findall(text))
    blocks = "\n".join(BLOCK.findall(FENCE.sub("", text)))
    lines = re.sub(r"\\\n\s*", "", f"{fenced}\n{blocks}").splitlines()
    # A remark behind two blanks is for people.
    parts = [part for line in lines for part in re.split(r"\s{2,}#.*$|;", line)]
    return [" ".join(found.group(1).split()) for part in parts + CODE.findall(text)
            if (found := COMMAND.search(part.strip()))]


def in_source(text):
    """What the program tells people to type."""
    text = re.sub(r"\\\n\s*", "", text)
    return [within or whole for within, whole in QUOTED.findall(text)]


def documented():
    """Each command once, with where it stands."""
    found = {}
    for page in [ROOT / "README.md", *ARTICLES]:
        for command in in_page(page.read_text()):
            found.setdefault(command, page.name)
    for source in SOURCES:
        for command in in_source(source.read_text()):
            found.setdefault(command, source.name)
    return found
