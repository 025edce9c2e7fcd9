"""What the second port tells, and to whom."""

import http.client
import re
import socket
import subprocess

from program import run
from wire import Wire

NAMES = re.compile(r"^[a-z_]+(\{[^}]*\})? -?[0-9.e+-]+$")


def metrics_port(server):
    return int(re.search(r"metrics on http://127\.0\.0\.1:(\d+)/metrics", server.errors()).group(1))


def figures(server):
    connection = http.client.HTTPConnection("127.0.0.1", metrics_port(server), timeout=30)
    connection.request("GET", "/metrics")
    response = connection.getresponse()
    assert response.status == 200
    assert response.getheader("Content-Type") == "text/plain; version=0.0.4; charset=utf-8"
    lines = response.read().decode().splitlines()
    connection.close()
    assert all(NAMES.match(line) for line in lines if not line.startswith("#"))
    return dict(line.rsplit(" ", 1) for line in lines if not line.startswith("#"))


def test_requests_are_counted_by_route_and_without_personal_data(serve):
    server = serve("--demo", "--metrics-port", "0")
    wire = Wire(server).log_in("lokaal.nijmegen")
    reference = re.search(r"/groups/(G-\w{4})\b", wire.get("/groups?state=active").text).group(1)
    assert wire.get(f"/groups/{reference}").status == 200
    assert wire.get("/nergens").status == 404
    found = figures(server)
    assert found['http_requests_total{route="/groups/:ref",class="2xx"}'] == "1"
    assert found['http_requests_total{route="/login",class="3xx"}'] == "1"
    assert found['http_request_duration_seconds_count{route="/groups/:ref"}'] == "1"
    assert found['http_requests_total{route="",class="4xx"}'] == "1"
    text = "\n".join(found)
    assert reference not in text and "nijmegen" not in text and "nergens" not in text


def test_the_files_and_the_last_backup_are_measured(serve, files):
    server = serve("--demo", "--metrics-port", "0")
    before = figures(server)
    assert int(before["coalitie_database_bytes"]) == files.database.stat().st_size
    assert int(before["coalitie_wal_bytes"]) >= 0 and before["coalitie_open"] == "1"
    assert "coalitie_backup_age_seconds" not in before
    made = run("backup", files, str(files.folder / "copy.sqlite"))
    assert made.returncode == 0, made.stderr
    assert 0 <= int(figures(server)["coalitie_backup_age_seconds"]) < 300


def test_there_are_none_unless_they_are_asked_for(serve):
    server = serve("--demo")
    assert "metrics on" not in server.errors()
    assert Wire(server).get("/metrics").status == 404


def test_they_are_on_loopback_only(serve):
    server = serve("--demo", "--metrics-port", "0")
    port = metrics_port(server)
    listening = subprocess.run(["cat", "/proc/net/tcp"], capture_output=True, text=True).stdout
    addresses = {line.split()[1] for line in listening.splitlines()[1:]
                 if line.split()[1].endswith(f":{port:04X}") and line.split()[3] == "0A"}
    assert addresses == {f"0100007F:{port:04X}"}


def test_a_taken_port_for_them_stops_the_start(files):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = run("serve", files, "--port", "0", "--metrics-port", port)
    assert result.returncode == 69 and port in result.stderr
