"""Calls our servers over stdio and HTTP, with the official clients and with raw ones.

    export CALCULATOR=.build/debug/Calculator SHOP=.build/debug/Shop EVERYTHING=.build/debug/Everything
    export GATEWAY=.build/debug/Gateway FIXTURES_BIN=.build/debug
    .venv-integration/bin/pytest Tests/Integration

CALCULATOR, SHOP, EVERYTHING and GATEWAY are the built samples; FIXTURES_BIN the folder of what `Fixtures` builds. Where
one is not set, the tests that need it fail and say so: a suite that passes over them would look green.
"""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from harness.http_process import HTTPProcess
from harness.server import Server
from harness.specification import REVISIONS
from harness.wire_record import recorded_wires

#: What the sample Gateway does not start without: the secret of its carrier, for trying.
GATEWAY_SETTINGS = {"CARRIER_SECRET": "whsec_ZGVtby1jYXJyaWVyLXNlY3JldC1mb3ItdHJ5aW5n"}
TALLY = pytest.StashKey[Counter[str]]()


def pytest_configure(config: pytest.Config) -> None:
    # A job in the background of a shell ignores this signal, and so would the servers that it starts.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    config.stash[TALLY] = Counter()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # A new server for standard streams is built without traits, and the runtime with it: last, so that nothing has to be
    # built with them again.
    items.sort(key=lambda item: "test_new_server.py" in item.nodeid and "[stdio" in item.nodeid)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    tally = config.stash[TALLY]
    terminalreporter.section("messages checked against the schemas of the specification")
    for revision in REVISIONS:
        terminalreporter.line(f"{revision}: {tally[revision]:5}")
    terminalreporter.line(f"     total: {tally.total():5}")


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def executable(path: str | None, variable: str) -> str:
    """The path of a built server."""
    if not path:
        pytest.fail(f"{variable} is not set; see Tests/Integration/conftest.py", pytrace=False)
    if not os.access(path, os.X_OK):
        pytest.fail(f"{variable}: {path} is not there to run: build it first", pytrace=False)
    return str(Path(path).resolve())


@pytest.fixture
def make_server(tmp_path: Path, pytestconfig: pytest.Config) -> Callable[..., Server]:
    return lambda *command: Server(list(command), tmp_path, pytestconfig.stash[TALLY])


@pytest.fixture
def calculator(make_server: Callable[..., Server]) -> Server:
    return make_server(calculator_executable(), "--stdio")


def calculator_executable() -> str:
    return executable(os.environ.get("CALCULATOR"), "CALCULATOR")


def shop_executable() -> str:
    return executable(os.environ.get("SHOP"), "SHOP")


def everything_executable() -> str:
    return executable(os.environ.get("EVERYTHING"), "EVERYTHING")


def gateway_executable() -> str:
    return executable(os.environ.get("GATEWAY"), "GATEWAY")


def fixture_executable(name: str) -> str:
    folder = os.environ.get("FIXTURES_BIN")
    return executable(folder and str(Path(folder) / name), "FIXTURES_BIN")


@pytest.fixture
def noisy(make_server: Callable[..., Server]) -> Server:
    return make_server(fixture_executable("Noisy"), "--stdio")


@pytest.fixture
def hostile(make_server: Callable[..., Server]) -> Server:
    return make_server(fixture_executable("Hostile"))


# Over HTTP


@pytest.fixture
def tally(pytestconfig: pytest.Config) -> Counter[str]:
    """Messages found good, by revision, over the whole run."""
    return pytestconfig.stash[TALLY]


@pytest.fixture(autouse=True)
def judged_wires(tally: Counter[str]) -> Iterator[None]:
    """Each message that a server sends over a raw connection is validated when the test is over."""
    with recorded_wires() as record:
        yield
    tally.update(record.judge())


@pytest.fixture(scope="module")
def http_calculator() -> Iterator[HTTPProcess]:
    """The calculator on HTTP, one process for all tests of a module."""
    with HTTPProcess(calculator_executable()) as server:
        yield server


@pytest.fixture(scope="module")
def http_everything() -> Iterator[HTTPProcess]:
    with HTTPProcess(everything_executable()) as server:
        yield server


@pytest.fixture
def http_noisy() -> Iterator[HTTPProcess]:
    with HTTPProcess(fixture_executable("Noisy")) as server:
        yield server
