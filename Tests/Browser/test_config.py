"""A start that cannot succeed: one sentence, an exit status, and nothing changed."""

import hashlib
import os
import socket
import sqlite3
import subprocess
from pathlib import Path

import pytest

from program import Files, Server, environment, program, run

GUARD = 60


def state(folder):
    """Every file below the folder with a hash of what is in it."""
    return {str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(),
                                            path.stat().st_mode)
            for path in sorted(folder.rglob("*")) if path.is_file()}


def serve(files, *options):
    """Starts it, expecting it to give up by itself."""
    try:
        return run("serve", files, "--host", "127.0.0.1", *options)
    except subprocess.TimeoutExpired:
        pytest.fail("the server started although it should have refused")


def assert_refused(result, *words):
    """One clear sentence that holds one of the words, and a status that says no."""
    assert result.returncode > 0, f"exit status {result.returncode}"
    lines = [line for line in result.stderr.splitlines() if line.strip()]
    assert len(lines) == 1, result.stderr
    assert result.stdout == ""
    assert not words or any(word in lines[0].lower() for word in words), lines[0]
    assert len(lines[0]) < 400


def assert_refused_and_unchanged(files, *words, options=("--port", "0")):
    before = state(files.folder)
    assert_refused(serve(files, *options), *words)
    assert state(files.folder) == before


def test_a_port_that_is_taken(files):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        assert_refused_and_unchanged(files, port, options=("--port", port))


@pytest.mark.parametrize("port", ["-1", "65536", "tachtig"])
def test_a_port_that_does_not_exist(files, port):
    before = state(files.folder)
    result = serve(files, f"--port={port}")
    assert result.returncode > 0 and "port" in result.stderr.lower()
    assert state(files.folder) == before


def test_a_folder_that_cannot_be_written(tmp_path):
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o555)
    # Permissions do not bind root, but even root can make no file in /sys.
    closed = Path("/sys") if os.geteuid() == 0 else folder
    files = Files(closed)
    assert_refused(serve(files, "--port", "0"), str(closed))
    assert not files.database.exists() and not files.key.exists()


def test_a_folder_that_is_not_there(tmp_path):
    files = Files(tmp_path / "nowhere")
    assert_refused(serve(files, "--port", "0"), "nowhere")
    assert not files.folder.exists()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604])
def test_a_key_file_that_others_can_read(files, mode):
    files.key.chmod(mode)
    assert_refused_and_unchanged(files, str(files.key).lower(), files.key.name)


def test_a_key_file_of_another_database(files, tmp_path):
    other = Files(tmp_path / "other")
    other.folder.mkdir()
    assert run("migrate", other).returncode == 0
    files.key.write_bytes(other.key.read_bytes())
    assert_refused_and_unchanged(files, "key", "sleutel")


@pytest.mark.parametrize("text", ["", "geen sleutel\n", "1 personal AAAA\n"])
def test_a_key_file_that_holds_no_keys(files, text):
    files.key.write_text(text)
    assert_refused_and_unchanged(files, "key", "sleutel")


def test_a_database_without_its_key_file(files):
    files.key.unlink()
    assert_refused_and_unchanged(files, "key", "sleutel")
    assert not files.key.exists()


def test_a_database_newer_than_the_program(files):
    connection = sqlite3.connect(files.database)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    assert_refused_and_unchanged(files, "newer", "nieuwer")


def test_a_file_that_is_damaged_inside(files):
    with open(files.database, "r+b") as file:
        size = file.seek(0, os.SEEK_END)
        for place in range(4096 * 4, size, 4096 * 16):
            file.seek(place)
            file.write(b"\xa5" * 2048)
    assert_refused_and_unchanged(files, "damaged", "beschadigd")


def test_a_file_that_is_cut_off(files):
    with open(files.database, "r+b") as file:
        file.truncate(file.seek(0, os.SEEK_END) // 2)
    assert_refused_and_unchanged(files, "damaged", "beschadigd")


def test_a_file_that_is_no_database(files):
    files.database.write_text("Dit is een brief en geen database.\n" * 400)
    assert_refused_and_unchanged(files)


def test_a_database_of_another_program(files):
    files.database.unlink()
    connection = sqlite3.connect(files.database)
    connection.execute("CREATE TABLE recipes (id INTEGER PRIMARY KEY)")
    connection.close()
    assert_refused_and_unchanged(files)


def test_a_home_folder_without_its_parts(files, tmp_path):
    before = state(files.folder)
    result = subprocess.run(
        [program(), "serve", "--port", "0", *files.arguments(), "--home", str(tmp_path / "leeg")],
        env=environment(), cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=GUARD)
    assert_refused(result)
    assert result.returncode == 78
    assert state(files.folder) == before


def test_an_address_that_others_can_reach_without_a_proxy(files):
    before = state(files.folder)
    assert_refused(run("serve", files, "--host", "0.0.0.0", "--port", "0"), "proxy")
    assert state(files.folder) == before


def test_a_second_server_on_the_same_files_is_refused(own_server):
    own_server.start()
    database = own_server.files.database.read_bytes()
    assert_refused(serve(own_server.files, "--port", "0"))
    assert own_server.process.poll() is None
    assert own_server.files.database.read_bytes() == database


def test_the_demo_is_not_reset_under_a_server(own_server):
    own_server.start()
    assert_refused(run("demo", own_server.files))
    assert own_server.process.poll() is None


def test_a_key_file_made_by_the_program_is_for_its_owner_alone(tmp_path):
    files = Files(tmp_path)
    server = Server(files).start()
    server.end()
    assert files.key.stat().st_mode & 0o777 == 0o600
