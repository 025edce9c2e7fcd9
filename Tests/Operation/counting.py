"""What does not depend on how busy the machine is: system calls, and instructions."""

import os
import re
import select
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from program import ROOT, environment, program

RECORD = Path(__file__).with_name("instructions.txt")
GUARD = 60
REQUEST = b"GET /livez HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
# The cost of one round is the difference of two counts, so that what a start costs is left out.
FEW, MANY = 10, 110


class Keeping:
    """Connections that stay open, each with one request under way."""

    def __init__(self, port, count):
        self.poll = select.epoll()
        self.sockets = {}
        for _ in range(count):
            connection = socket.create_connection(("127.0.0.1", port), GUARD)
            self.sockets[connection.fileno()] = connection
            self.poll.register(connection, select.EPOLLIN)

    def ask(self, count):
        """So many requests in all; the answers are small enough to come in one piece."""
        left, under_way = count, 0
        for connection in self.sockets.values():
            connection.send(REQUEST)
            left, under_way = left - 1, under_way + 1
        while under_way:
            for descriptor, _ in self.poll.poll(GUARD):
                connection = self.sockets[descriptor]
                answer = connection.recv(65536)
                assert answer.startswith(b"HTTP/1.1 200 ") and answer.endswith(b"\r\n\r\nok\n"), answer
                if left:
                    connection.send(REQUEST)
                    left -= 1
                else:
                    under_way -= 1

    def close(self):
        for connection in self.sockets.values():
            connection.close()


class Traced:
    """Counts the system calls of a process between its beginning and its end, by name."""

    def __init__(self, pid, folder):
        self.output = folder / "calls"
        self.log = folder / "strace.err"
        self.command = ["strace", "-f", "-c", "-p", str(pid), "-o", self.output]

    def __enter__(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(self.command, stdin=subprocess.DEVNULL, stderr=log)
        end = time.monotonic() + GUARD
        while "attached" not in self.log.read_text():
            assert self.process.poll() is None and time.monotonic() < end, self.log.read_text()
            time.sleep(0.02)
        return self

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(GUARD)

    def calls(self):
        """A line is: part, seconds, microseconds a call, calls, failed ones if any, name."""
        found = {}
        for line in self.output.read_text().splitlines():
            words = line.split()
            if re.fullmatch(r"[\d.]+", words[0] if words else "") and words[-1] != "total":
                found[words[-1]] = int(words[3])
        return found


def toolchain():
    told = subprocess.run(["swift", "--version"], capture_output=True, text=True, check=True)
    return re.search(r"Swift version (\S+)", told.stdout + told.stderr).group(1)


def instructions():
    """The instructions of one round of the parser and of the renderer."""
    start = counted(FEW, FEW)
    return {
        "parser": (counted(MANY, FEW) - start) // (MANY - FEW),
        "renderer": (counted(FEW, MANY) - start) // (MANY - FEW),
    }


def counted(*rounds):
    measured = program().with_name("Instructions")
    assert measured.exists(), f"There is no program at {measured}: run make instructions first."
    result = subprocess.run(
        [shutil.which("valgrind"), "--tool=callgrind", "--callgrind-out-file=/dev/null",
         measured, *map(str, rounds)],
        capture_output=True, text=True, timeout=GUARD * 3, cwd=ROOT,
        # Otherwise the order of dictionaries, and with it the count, differs from run to run.
        env=environment() | {"SWIFT_DETERMINISTIC_HASHING": "1"})
    found = re.search(r"Collected : (\d+)", result.stderr)
    assert result.returncode == 0 and found, result.stderr
    return int(found.group(1))


def recorded():
    lines = [line.split() for line in RECORD.read_text().splitlines() if not line.startswith("#")]
    return {words[0]: words[1] for words in lines}


def record():
    figures = instructions()
    RECORD.write_text(
        "# Instructions of one round: five requests parsed, a table of fifty rows rendered.\n"
        "# Written by make record-instructions; a change of these figures is a decision.\n"
        + "".join(f"{name} {value}\n" for name, value in {"swift": toolchain(), **figures}.items()))
    print(RECORD.read_text(), end="")


if __name__ == "__main__":
    os.environ.setdefault("COALITIE_PROGRAM", sys.argv[1])
    record()
