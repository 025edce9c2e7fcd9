import pytest

from program import Files, Server, program, run


def pytest_configure(config):
    if not program().exists():
        pytest.exit(f"There is no program at {program()}: run make release first.", returncode=2)


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """Files of the demo that no server has touched, to be copied."""
    files = Files(tmp_path_factory.mktemp("demo"))
    made = run("demo", files)
    assert made.returncode == 0, made.stderr
    return files


@pytest.fixture
def files(demo, tmp_path):
    """A fresh copy of the demo for one test."""
    return demo.copy_to(tmp_path / "files")


@pytest.fixture
def serve(files):
    """Starts servers on the files of this test and ends them with it."""
    servers = []

    def start(*options, **changes):
        servers.append(Server(files, *options, **changes))
        return servers[-1].start()

    yield start
    for server in servers:
        server.end()
