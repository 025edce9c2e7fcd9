"""What the operator's guide names is there."""

import re
import subprocess

import pytest

from program import ROOT, environment, program
from test_metrics import figures
from wire import Wire

PAGES = sorted((ROOT / "Sources" / "Website" / "Operating.docc").glob("*.md"))
TEXT = "\n".join(page.read_text() for page in PAGES)


def told(*words):
    return subprocess.run([program(), *words, "--help"], env=environment(), capture_output=True,
                          text=True, timeout=60).stdout


@pytest.mark.parametrize("name", sorted(set(re.findall(r"COALITIE_[A-Z_]+", TEXT)) - {"COALITIE_NAME"}))
def test_every_setting_exists(name):
    assert name in told("serve")


def test_every_figure_exists(serve, files, tmp_path):
    server = serve("--demo", "--metrics-port", "0")
    Wire(server).get("/%")
    subprocess.run([program(), "backup", *files.arguments(), "--home", ROOT, tmp_path / "copy"],
                   env=environment(), check=True, capture_output=True)
    there = {re.sub(r"\{.*", "", name) for name in figures(server)}
    for name in set(re.findall(r"`((?:coalitie|http)_[a-z_]+)`", TEXT)):
        assert any(found.startswith(name) for found in there), name
