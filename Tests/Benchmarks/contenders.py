"""The servers that run beside Coalitie, each with its own way to start.

They are built by `make bench-peers`; what is not there is passed over with a message.
"""

import os
import subprocess

from machine import HERE, PEERS, end, free_port, say, tool, wait_for

PYTHON = PEERS / "python/bin/python"
GUNICORN_WORKERS = 2


class Peer:
    def __init__(self, name, process, port):
        self.name, self.process, self.port = name, process, port
        self.pid = process.pid

    def end(self):
        end(self.process)


def missing(name):
    say(f"{name} is not there (make bench-peers), so it is passed over")


def nginx(folder, bodies):
    """nginx with bytes as static files, at the same addresses."""
    program = tool("nginx")
    if not program:
        return missing("nginx")
    root, port = folder / "nginx", free_port()
    for path, body in bodies.items():
        file = root / "files" / path.strip("/")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(body)
    (root / "nginx.conf").write_text(configuration(root, port))
    process = subprocess.Popen(
        [program, "-p", str(root), "-c", str(root / "nginx.conf"), "-e", str(root / "errors")])
    wait_for(port)
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


def go(facts):
    return announced("Go", PEERS / "go/peer", facts)


def hummingbird(facts):
    return announced("Hummingbird", PEERS / "swift/release/Peer", facts)


def slow():
    """Not a peer: our own server with a handler that the website does not have."""
    return announced("The server with a slow handler", PEERS / "swift/release/Slow")


def announced(name, program, *arguments):
    """A program that prints where it is, as `http://127.0.0.1:PORT`."""
    if not program.exists():
        return missing(name)
    process = subprocess.Popen([program, *arguments], stdout=subprocess.PIPE, text=True)
    line = process.stdout.readline()
    if ":" not in line:
        end(process)
        raise SystemExit(f"bench: {name} did not start")
    return Peer(name, process, int(line.rsplit(":", 1)[1]))


def django(facts):
    return gunicorn("Django", "django_site:app", facts)


def flask(facts):
    return gunicorn("Flask", "flask_site:app", facts)


def gunicorn(name, application, facts):
    if not PYTHON.exists():
        return missing(name)
    port, folder = free_port(), HERE / "peers/python"
    process = subprocess.Popen(
        [PYTHON, "-m", "gunicorn", "--workers", str(GUNICORN_WORKERS), "--bind", f"127.0.0.1:{port}",
         "--log-level", "error", "--chdir", str(folder), application],
        env={**os.environ, "BENCH_FACTS": str(facts), "PYTHONDONTWRITEBYTECODE": "1"})
    wait_for(port)
    return Peer(name, process, port)
