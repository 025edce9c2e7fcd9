"""Every command that the README, the articles and the program tell to run does what it should."""

import shlex
import subprocess

import pytest

from accounts import email
from commands import documented
from program import ROOT, Server, environment, program, run

COMMANDS = documented()
# Named in a sentence, without what they need: that they exist is what can be tried.
NAMED = {"backup", "restore"}
# What `make test` itself makes the country's data with (Makefile, `large`), in 40 seconds.
LARGE = {"demo --size country"}


@pytest.fixture
def fill(files, tmp_path):
    """Puts something that is there in the place of a word such as FILE or of a machine's path."""
    backup = tmp_path / "back.sqlite"
    (tmp_path / "now.txt").write_text("2027-03-01T09:00:00Z\n")
    there = {
        "NAME": "Mees de Boer", "COMMAND": "serve", "EMAIL": email("lokaal.haarlem"),
        "8080": "0", "FILE": backup, "--database FILE": files.database,
        "--key-file FILE": files.key, "--clock-file FILE": tmp_path / "now.txt",
        "/var/lib/coalitie/coalitie.sqlite": files.database,
        "/var/lib/coalitie-keys/coalitie.key": files.key,
        "/var/lib/coalitie/back.sqlite": backup,
        "/var/backups/coalitie/today.sqlite": backup,
    }

    def filled(command):
        words = shlex.split(command)
        if words[:2] == ["user", "add"]:
            there["EMAIL"] = "mees.de.boer@coalitie.example"
        if words[0] == "restore":
            assert run("backup", files, str(backup)).returncode == 0
        pairs = zip([""] + words, words)
        words = [str(there.get(f"{before} {word}", there.get(word, word))) for before, word in pairs]
        strange = [word for word in words if word.isupper() or word.startswith(("/var", "/etc", "<"))]
        assert not strange, f"{command}: what stands for {strange}?"
        return words
    return filled


@pytest.mark.parametrize("command", [command for command in COMMANDS if command not in LARGE],
                         ids=lambda command: f"{COMMANDS[command]}: {command}")
def test_fault_R60_every_documented_command_is_taken(command, fill, files):
    words = fill(command) + ["--help"] * (command in NAMED)
    if words[0] == "serve" and not {"--check-config", "--help"} & set(words):
        return serve(words[1:], files)
    if words[:2] == ["keys", "make"]:
        files.database.unlink(), files.key.unlink()
    settings = environment() | {
        "COALITIE_DATABASE": str(files.database), "COALITIE_KEY_FILE": str(files.key),
        "COALITIE_HOME": str(ROOT)}
    result = subprocess.run([program(), *words], env=settings, stdin=subprocess.DEVNULL,
                            capture_output=True, text=True, timeout=60)
    assert (result.returncode, result.stderr) == (0, ""), command


def serve(options, files):
    server = Server(files, *options).start()
    assert server.terminate() == 0


def test_the_large_ones_are_what_the_tests_are_made_with():
    text = (ROOT / "Makefile").read_text()
    assert "$(PROGRAM) demo --size $(2)" in text and "$(call large,country,country)" in text
    assert LARGE <= set(COMMANDS) and NAMED <= set(COMMANDS)


def test_they_are_found():
    assert {"user add NAME EMAIL --role admin", "restore --rehearse FILE", "keys make"} <= set(COMMANDS)
    assert len(COMMANDS) > 20
