"""Backups made while people write restore whole."""

import shutil

from program import Files, run
from writers import Writers, missing, sign_in


def test_a_backup_under_load_restores_whole(serve, files, tmp_path):
    server = serve("--demo")
    cookies = sign_in(server)
    copy = tmp_path / "copy.sqlite"
    with Writers(server, cookies) as writers:
        for _ in range(3):
            writers.wait_for(10)
            before = dict(writers.acknowledged)
            made = run("backup", files, str(copy))
            assert made.returncode == 0, made.stderr
    assert len(writers.acknowledged) > len(before) and not writers.refused
    rehearsed = run("restore", files, "--rehearse", str(copy))
    assert rehearsed.returncode == 0, rehearsed.stdout + rehearsed.stderr
    assert run("restore", files, str(copy)).returncode != 0, "restored under a running server"
    assert server.terminate() == 0
    restored = run("restore", files, str(copy))
    assert restored.returncode == 0, restored.stdout + restored.stderr
    server.start()
    assert not missing(server, cookies, before)
    assert len(list(files.folder.glob("coalitie.sqlite.replaced-*[0-9Z]"))) == 1


def test_a_backup_lacks_nothing_but_the_keys(serve, files, tmp_path):
    copy = tmp_path / "elsewhere"
    copy.mkdir()
    elsewhere = Files(copy)
    assert run("backup", files, str(elsewhere.database)).returncode == 0
    assert run("check", elsewhere).returncode != 0, "opened without its keys"
    shutil.copy(files.key, elsewhere.key)
    assert run("check", elsewhere).returncode == 0
