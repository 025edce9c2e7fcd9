"""The servers that run beside each other, each with its own way to start and to stop."""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Browser"))
TICKS = os.sysconf("SC_CLK_TCK")
GUARD = 30


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, path="/", pause=0.01):
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
    raise SystemExit(f"bench: nothing answered on port {port}")


def cpu_seconds(pid):
    """User and system time of a process and its children so far."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return (int(fields[11]) + int(fields[12])) / TICKS + sum(map(cpu_seconds, children))


def anonymous_kilobytes(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))


class Peer:
    """A server to compare with, on files or bytes that Coalitie answered."""

    def __init__(self, name, process, port):
        self.name, self.process, self.port = name, process, port
        self.pid = process.pid

    def end(self):
        self.process.terminate()
        self.process.wait(GUARD)


def nginx(folder, bodies):
    """nginx with the same bytes as static files, at the same addresses."""
    if not shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"):
        return None
    root, port = folder / "nginx", free_port()
    for path, body in bodies.items():
        file = root / "files" / path.strip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    (root / "nginx.conf").write_text(configuration(root, port))
    command = [shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin"),
               "-p", str(root), "-c", str(root / "nginx.conf"), "-e", str(root / "errors")]
    process = subprocess.Popen(command)
    wait_for(port, "/livez")
    return Peer("nginx", process, port)


def configuration(root, port):
    user = "user root;" if os.geteuid() == 0 else ""
    temporary = "\n".join(f"{kind}_temp_path {root}/{kind};"
                          for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    return f"""{user} daemon off; worker_processes auto; pid {root}/pid; error_log {root}/errors;
events {{ worker_connections 4096; }}
http {{
    access_log off; sendfile on; tcp_nopush on; tcp_nodelay on; etag off; keepalive_requests 1000000;
    open_file_cache max=1000; default_type text/html; {temporary}
    server {{ listen 127.0.0.1:{port}; root {root}/files; }}
}}
"""


def go(folder, body):
    """Go's net/http with the bytes of /livez."""
    if not shutil.which("go"):
        return None
    program, bytes_of_livez = folder / "go-hello", folder / "livez"
    bytes_of_livez.write_bytes(body)
    subprocess.run(["go", "build", "-o", program, HERE / "peers/go/main.go"], check=True, cwd=folder,
                   env={**os.environ, "GO111MODULE": "off", "GOCACHE": str(folder / "go-cache")})
    process = subprocess.Popen([program, bytes_of_livez], stdout=subprocess.PIPE, text=True)
    return Peer("Go", process, int(process.stdout.readline().rsplit(":", 1)[1]))
