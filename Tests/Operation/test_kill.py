"""Rounds of SIGKILL under parallel writes: what was acknowledged is there after the next start."""

import os
import random

from program import run
from writers import Writers, missing, sign_in

ROUNDS = int(os.environ.get("COALITIE_ROUNDS", "5"))
SEED = 2026


def test_a_kill_loses_nothing_that_was_acknowledged(serve, files):
    chance = random.Random(SEED)
    server = serve("--demo")
    cookies = sign_in(server)
    everything = {}
    for number in range(ROUNDS):
        with Writers(server, cookies) as writers:
            writers.wait_for(chance.randint(1, 30))
            server.kill()
        everything |= writers.acknowledged
        server.start()
        lost = missing(server, cookies, writers.acknowledged)
        assert not lost, f"round {number}: {len(lost)} of {len(writers.acknowledged)} are lost"
    assert not missing(server, cookies, everything)
    assert server.terminate() == 0
    checked = run("check", files)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    print(f"{ROUNDS} kills, {len(everything)} acknowledged writes, none lost")
