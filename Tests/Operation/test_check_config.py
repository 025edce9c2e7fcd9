"""`serve --check-config` finds what a start would be refused for, and changes nothing."""

import hashlib
import shutil
import sqlite3
import subprocess

import pytest

from program import ROOT, Files, environment, program, run


def state(folder):
    return {str(path.relative_to(folder)): (hashlib.sha256(path.read_bytes()).hexdigest(),
                                            path.stat().st_mode)
            for path in sorted(folder.rglob("*")) if path.is_file()}


def check(files, *options, home=ROOT):
    before = state(files.folder)
    result = run("serve", files, "--check-config", *options, home=home)
    assert state(files.folder) == before
    return result


def assert_same_as_start(files, *options, home=ROOT, problems=1):
    checked = check(files, *options, home=home)
    started = run("serve", files, "--port", "0", *options, home=home)
    lines = checked.stderr.splitlines()
    assert (checked.returncode, lines[0]) == (started.returncode, started.stderr.splitlines()[0])
    assert len(lines) == problems and checked.stdout == ""


def test_nothing_stands_against_the_demo(files):
    result = check(files)
    assert (result.returncode, result.stderr) == (0, "")


def test_nothing_stands_against_an_empty_folder(tmp_path):
    assert check(Files(tmp_path)).returncode == 0
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_runs_is_no_problem(serve, files):
    server = serve("--demo")
    result = run("serve", files, "--check-config", "--port", str(server.port))
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("options", [
    ("--port", "tachtig"), ("--metrics-port", "70000"), ("--host", "0.0.0.0"),
    ("--behind-proxy", "127.0.0.1"), ("--origin", "coalitie.example"), ("--connections", "0"),
    ("--behind-proxy", "nginx", "--origin", "https://coalitie.example"),
])
def test_settings(files, options):
    assert_same_as_start(files, *options) if "--port" not in options else \
        assert_problem(check(files, *options), 64)


def assert_problem(result, status):
    assert result.returncode == status and len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("name, value", [("PORT", "tachtig"), ("METRICS_PORT", "-1"),
                                         ("ORIGIN", "coalitie"), ("CONNECTIONS", "veel")])
def test_settings_in_the_environment(files, name, value):
    result = subprocess.run(
        [program(), "serve", "--check-config", *files.arguments(), "--home", str(ROOT)],
        env=environment() | {f"COALITIE_{name}": value}, capture_output=True, text=True, timeout=60)
    assert_problem(result, 64)


def test_a_key_file_that_is_not_there(files):
    files.key.unlink()
    assert_same_as_start(files)


def test_a_database_that_is_newer(files):
    connection = sqlite3.connect(files.database)
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    assert_same_as_start(files)


def test_a_home_that_is_not_whole(files, tmp_path):
    home = tmp_path / "home"
    for part in ("Templates", "Public", "Migrations"):
        shutil.copytree(ROOT / part, home / part)
    (home / "Templates" / "error.html").write_text("{{nietbestaand}}")
    result = check(files, home=home)
    assert result.returncode == 78 and "error.html" in result.stderr
    started = run("serve", files, "--port", "0", home=home)
    assert (started.returncode, started.stderr) == (result.returncode, result.stderr)


def test_several_problems_have_a_sentence_each(files):
    files.key.chmod(0o644)
    result = check(files, "--port", "x", "--origin", "y")
    assert result.returncode == 64 and len(result.stderr.splitlines()) == 3
