"""The program under test: its files, its commands, and a server that can be stopped and killed."""

import os
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
READY = re.compile(r"Coalitie is on (http://127\.0\.0\.1:\d+)")
START_GUARD = 60
STOP_GUARD = 30


def program():
    path = Path(os.environ.get("COALITIE_PROGRAM", ".build/release/coalitie"))
    return path if path.is_absolute() else ROOT / path


def environment():
    """Ours, without the settings that would win over the defaults."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COALITIE_")}


class Files:
    """A database and its key, in a folder of their own."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.database = self.folder / "coalitie.sqlite"
        self.key = self.folder / "coalitie.key"

    def arguments(self):
        return ["--database", str(self.database), "--key-file", str(self.key)]

    def copy_to(self, folder):
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return Files(folder)


def run(command, files, *options, home=ROOT):
    """Runs one command to its end; "user add" is one."""
    return subprocess.run(
        [program(), *command.split(), *files.arguments(), "--home", str(home), *options],
        env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True,
        timeout=START_GUARD)


class Server:
    """`coalitie serve` on a free port of its own choice."""

    def __init__(self, files, *options):
        self.files = files
        self.options = options
        self.output = files.folder / "server.out"
        self.log = files.folder / "server.err"
        self.process = None
        self.url = None

    def start(self):
        """Starts it on a free port and waits until it says where it is."""
        self.launch(0)
        self.url = self._wait_until_ready()
        return self

    def launch(self, port):
        command = [program(), "serve", "--host", "127.0.0.1", "--port", str(port),
                   *self.files.arguments(), "--home", str(ROOT), *self.options]
        with open(self.output, "wb") as output, open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                command, env=environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=log)

    def _wait_until_ready(self):
        deadline = time.monotonic() + START_GUARD
        while time.monotonic() < deadline:
            found = READY.search(self.output.read_text())
            if found:
                return found.group(1)
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        self.kill()
        raise AssertionError(f"The server did not start:\n{self.errors()}")

    @property
    def port(self):
        return int(self.url.rsplit(":", 1)[1])

    def terminate(self):
        """Asks it to stop and gives its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_GUARD)

    def kill(self):
        """Ends it in the middle of whatever it does."""
        self.process.kill()
        return self.process.wait(STOP_GUARD)

    def end(self):
        if self.process is None or self.process.poll() is not None:
            return
        try:
            self.terminate()
        except subprocess.TimeoutExpired:
            self.kill()

    def errors(self, most=6000):
        return self.log.read_text(errors="replace")[-most:] if self.log.exists() else ""
