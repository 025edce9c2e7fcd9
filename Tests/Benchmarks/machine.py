"""What the machine tells of a process, and what every part of the bench needs of it."""

import http.client
import os
import resource
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BENCH = ROOT / ".build-bench"
PEERS = ROOT / ".build-peers"
sys.path.insert(0, str(HERE.parent / "Browser"))
TICKS = os.sysconf("SC_CLK_TCK")
CORES = 2
GUARD = 30


def fail(text):
    sys.exit(f"bench: {text}")


def say(text):
    print(f"bench: {text}", flush=True)


def tool(name):
    """The path of a program that may stand in a folder of the administrator's; None without it."""
    return shutil.which(name, path=f"{os.environ['PATH']}:/usr/sbin")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, path="/livez", pause=0.01):
    """Asks until there is an answer."""
    deadline = time.monotonic() + GUARD
    while time.monotonic() < deadline:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=GUARD)
            connection.request("GET", path)
            connection.getresponse().read()
            return
        except OSError:
            time.sleep(pause)
    fail(f"nothing answered on port {port}")


def fetch(port, path, cookie=""):
    """Status and body of one page, uncompressed."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=GUARD)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    return answer.status, answer.read()


def page(port, path, cookie=""):
    """The text of a page that must be there."""
    status, body = fetch(port, path, cookie)
    if status != 200 or not body:
        fail(f"{path} on port {port} answered {status} with {len(body)} bytes")
    return body.decode()


def cpu_seconds(pid):
    """User and system time of a process and its children so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return (int(fields[11]) + int(fields[12])) / TICKS + sum(map(cpu_seconds, children))


def rest(pid, quiet=0.1, longest=120):
    """Waits until a process has done nothing for some seconds."""
    deadline = time.monotonic() + longest
    spent = cpu_seconds(pid)
    while time.monotonic() < deadline:
        time.sleep(quiet)
        before, spent = spent, cpu_seconds(pid)
        if spent == before:
            return


def anonymous_kilobytes(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))


def raise_descriptor_limit(wanted):
    """How many descriptors this process and its children may have, at most as many as wanted."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        for limits in ((wanted, max(hard, wanted)), (min(wanted, hard), hard)):
            try:
                resource.setrlimit(resource.RLIMIT_NOFILE, limits)
                break
            except (ValueError, OSError):
                continue
    return min(wanted, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def end(process):
    """Ends a process that this run started."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(GUARD)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(GUARD)
