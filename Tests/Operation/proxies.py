"""nginx and Caddy with the example configurations, on free ports of loopback."""

import http.client
import os
import shutil
import socket
import ssl
import subprocess
import time

from program import ROOT, STOP_GUARD
from wire import Wire

DEPLOY = ROOT / ".deploy"
START_GUARD = 30
# Any address of 127.0.0.0/8 can be a client; the proxy's own is 127.0.0.1.
CLIENT = "127.5.6.7"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def make_certificate(folder):
    """A certificate of `localhost` that signs itself."""
    paths = folder / "tls.pem", folder / "tls-key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-out", paths[0], "-keyout", paths[1]],
        check=True, capture_output=True)
    return paths


class Proxy:
    """A proxy in front of the server on `backend`; `commands` make its configuration and start it."""

    def __init__(self, folder, backend, port):
        self.folder = folder
        self.backend = backend
        self.port = port
        self.url = f"https://localhost:{port}"
        self.certificate, self.key = make_certificate(folder)
        self.log = folder / "proxy.err"

    def start(self):
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                self.command(), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env=os.environ | {"HOME": str(self.folder), "XDG_DATA_HOME": str(self.folder)})
        deadline = time.monotonic() + START_GUARD
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return self
            except OSError:
                time.sleep(0.05)
        self.end()
        raise AssertionError(f"The proxy did not start:\n{self.log.read_text()}")

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait(STOP_GUARD)

    def changed(self, name, changes):
        """The example, with the places of this test in it; each must stand there."""
        text = (DEPLOY / name).read_text()
        for old, new in changes.items():
            assert old in text, f"{name} has no {old}"
            text = text.replace(old, str(new))
        return text


class Nginx(Proxy):
    program = shutil.which("nginx", path=os.environ["PATH"] + ":/usr/sbin")

    def command(self):
        site = self.changed("nginx.conf", {
            "server 127.0.0.1:8080;": f"server 127.0.0.1:{self.backend};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{self.port} ssl http2;",
            "coalitie.example": "localhost", "/etc/ssl/coalitie.pem": self.certificate,
            "/etc/ssl/coalitie-key.pem": self.key,
        })
        names = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        folders = "".join(f"{name}_temp_path {self.folder}/{name};\n" for name in names)
        path = self.folder / "nginx.conf"
        path.write_text(
            f"pid {self.folder}/nginx.pid;\nerror_log stderr;\ndaemon off;\n"
            + ("user root;\n" if os.geteuid() == 0 else "")
            + f"events {{}}\nhttp {{\n{folders}{site}}}\n")
        return [self.program, "-p", self.folder, "-c", path, "-e", "stderr"]


class Caddy(Proxy):
    program = shutil.which("caddy")

    def command(self):
        # The test has no certificate authority; everything else stays as it is in the example.
        site = self.changed("Caddyfile", {
            "coalitie.example {":
                f"localhost:{self.port} {{\n\tbind 127.0.0.1\n\ttls {self.certificate} {self.key}",
            "127.0.0.1:8080": f"127.0.0.1:{self.backend}",
        })
        path = self.folder / "Caddyfile"
        path.write_text("{\n\tadmin off\n\tauto_https disable_redirects\n}\n" + site)
        return [self.program, "run", "--adapter", "caddyfile", "--config", path]


class SecureWire(Wire):
    """A person of another address who speaks https with the proxy."""

    def __init__(self, proxy, origin=None, claims=None):
        super().__init__(proxy)
        self.origin = origin or proxy.url
        self.claims = claims or {}
        self.connection = http.client.HTTPSConnection(
            "localhost", proxy.port, timeout=60, source_address=(CLIENT, 0),
            context=ssl.create_default_context(cafile=str(proxy.certificate)))

    def headers(self):
        return super().headers() | self.claims
