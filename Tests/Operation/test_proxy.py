"""The server behind nginx and behind Caddy, with TLS on loopback and the example configurations."""

import sqlite3

import pytest

from accounts import PASSWORD, email
from proxies import CLIENT, Caddy, Nginx, SecureWire, free_port

ACCOUNT = "lokaal.nijmegen"
FORGED = "203.0.113.9"


@pytest.fixture(params=[Nginx, Caddy], ids=["nginx", "caddy"])
def proxy(request, serve, files, tmp_path):
    if not request.param.program:
        pytest.skip(f"{request.param.__name__} is not installed (make setup installs it)")
    # Beyond loopback records are refused that have the demo's administrator: here nobody is that.
    with sqlite3.connect(files.database) as records:
        records.execute(
            "UPDATE users SET email = ? WHERE email = ?", ("iemand@voorbeeld.nl", email("beheer")))
    port = free_port()
    server = serve("--behind-proxy", "127.0.0.1", "--origin", f"https://localhost:{port}")
    folder = tmp_path / "proxy"
    folder.mkdir()
    proxy = request.param(folder, server.port, port).start()
    yield proxy
    proxy.end()


def sign_in(wire):
    return wire.submit("/login", "password", email=email(ACCOUNT), password=PASSWORD)


def test_signing_in_works_and_its_cookies_are_for_tls_alone(proxy):
    wire = SecureWire(proxy)
    answer = sign_in(wire)
    assert answer.status == 303
    cookies = [value for name, value in answer.fields if name.lower() == "set-cookie"]
    assert any(cookie.startswith("__Host-session=") for cookie in cookies)
    assert all("; Secure" in cookie and "; HttpOnly" in cookie for cookie in cookies)
    page = wire.get("/groups")
    assert page.status == 200
    assert page.headers["strict-transport-security"].startswith("max-age=")
    assert page.headers["content-security-policy"].startswith("default-src 'none'")


def test_the_address_of_the_client_is_the_proxys_word_and_not_the_clients(proxy, files):
    claims = {"X-Forwarded-For": FORGED, "X-Forwarded-Proto": "http", "Forwarded": f"for={FORGED}"}
    assert sign_in(SecureWire(proxy, claims=claims)).status == 303
    connection = sqlite3.connect(f"file:{files.database}?mode=ro", uri=True)
    (address,) = connection.execute("SELECT address FROM sessions ORDER BY id DESC LIMIT 1").fetchone()
    connection.close()
    assert address == CLIENT.rsplit(".", 1)[0] + ".0"


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "http://localhost", "null"])
def test_a_form_of_another_origin_is_refused(proxy, origin):
    wire = SecureWire(proxy, origin=origin)
    assert sign_in(wire).status == 403
    wire.origin = proxy.url
    assert sign_in(wire).status == 303


def test_a_large_page_and_a_second_request_come_through_whole(proxy):
    wire = SecureWire(proxy)
    assert sign_in(wire).status == 303
    first, again = wire.get("/groups"), wire.get("/groups")
    assert first.text.rstrip().endswith("</html>") and again.text.rstrip().endswith("</html>")
    assert wire.get("/livez").text == "ok\n"
