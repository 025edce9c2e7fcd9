"""`make install`, and units that systemd accepts."""

import re
import shutil
import subprocess

import pytest

from program import ROOT, environment, program

SERVICES = ["coalitie.service", "coalitie-backup.service", "litestream.service"]
UNITS = [*SERVICES, "coalitie-backup.timer"]
# 0 is a service that can do nothing, 10 one without any sandbox.
MOST_EXPOSED = 2.0


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    prefix = tmp_path_factory.mktemp("prefix")
    subprocess.run(
        ["make", "--old-file=release", "install", f"PREFIX={prefix}", f"PROGRAM={program()}"],
        cwd=ROOT, check=True, capture_output=True, text=True)
    # systemd wants every program to be there; Litestream is not ours to install.
    (prefix / "bin" / "litestream").symlink_to("/bin/true")
    return prefix


@pytest.fixture
def systemd():
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed (make setup installs it)")


def test_the_program_that_is_installed_finds_its_home(installed, tmp_path):
    result = subprocess.run(
        [installed / "bin" / "coalitie", "serve", "--check-config", "--database", tmp_path / "a.sqlite",
         "--key-file", tmp_path / "a.key"],
        env=environment(), cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stderr) == (0, "")


def test_systemd_accepts_the_units(installed, systemd):
    units = [installed / "lib/systemd/system" / name for name in UNITS]
    result = subprocess.run(["systemd-analyze", "verify", "--man=no", *units],
                            capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")


@pytest.mark.parametrize("name", SERVICES)
def test_the_services_stand_in_a_sandbox(installed, systemd, name):
    result = subprocess.run(
        ["systemd-analyze", "security", "--offline=yes", installed / "lib/systemd/system" / name],
        capture_output=True, text=True)
    level = re.search(r"exposure level for \S+: ([0-9.]+)", result.stdout)
    assert float(level.group(1)) <= MOST_EXPOSED, result.stdout


def test_the_example_of_the_settings_names_settings_that_exist():
    told = subprocess.run([program(), "serve", "--help"], env=environment(), capture_output=True,
                          text=True).stdout
    names = re.findall(r"^#?(COALITIE_\w+)=", (ROOT / ".deploy" / "coalitie.conf").read_text(), re.M)
    assert names and all(name in told for name in names)
