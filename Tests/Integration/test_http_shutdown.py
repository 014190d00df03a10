"""Starting and stopping on HTTP: signals, the drain, settings, and what the command line prints."""

import json
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import pytest

from conftest import calculator_executable, fixture_executable
from harness.events import OpenStream
from harness.http_process import TIMEOUT, HTTPProcess
from harness.http_wire import (
    Wire,
    assert_serves,
    get_stream,
    http_request,
    open_session,
    post_legacy,
    post_modern,
)
from harness.raw_client import Message, call, modern, request
from harness.specification import NEWEST_LEGACY

HEALTH = http_request("GET", "/healthz", [("Host", "localhost")])


def linger(milliseconds: int) -> Message:
    """A call that says when it has begun, and is not to be hurried."""
    return request("lingers", "tools/call", modern(call("linger", {"milliseconds": milliseconds}, token="t")))


def next_message(wire: Wire) -> Message:
    """The next message of an event stream."""
    event = wire.receive_chunk()
    lines = [line for line in event.decode().splitlines() if line.startswith("data:")]
    assert len(lines) == 1, event
    message: Message = json.loads(lines[0].removeprefix("data:"))
    return message


@contextmanager
def call_that_runs(server: HTTPProcess, milliseconds: int) -> Iterator[Wire]:
    """A connection on which a call has certainly begun."""
    with Wire(server.port) as wire:
        wire.send(post_modern(linger(milliseconds)))
        head = wire.receive_head()
        assert (head.status, head.header("content-type")) == (200, "text/event-stream")
        assert next_message(wire)["params"]["message"] == "lingering"
        yield wire


def wait_until_stopping(wire: Wire) -> None:
    """Asks until the signal has arrived. Each question waits for its answer."""
    deadline = time.monotonic() + TIMEOUT
    while wire.ask(post_modern(request(1, "tools/list", modern()))).status == 200:
        assert time.monotonic() < deadline, "the server does not notice the signal"


# Signals


def test_sigterm_drains(http_noisy: HTTPProcess) -> None:
    """The call comes to its end, new ones are refused, and the exit code is 0."""
    with Wire(http_noisy.port) as other, call_that_runs(http_noisy, 1500) as wire:
        http_noisy.signal(signal.SIGTERM)
        wait_until_stopping(other)
        with Wire(http_noisy.port) as late:
            refused = late.ask(post_modern(request(2, "tools/list", modern())))
        assert (refused.status, refused.code, refused.header("retry-after")) == (503, 503, "1")
        assert refused.header("connection") == "close"
        assert next_message(wire)["result"]["content"][0]["text"] == "lingered"
        assert wire.receive_chunk() == b""
    assert http_noisy.wait() == 0


def test_sigterm_loses_no_call_and_no_stream() -> None:
    """50 calls run and 10 streams are open, of both eras: the signal ends none of them before its time."""
    with HTTPProcess(fixture_executable("Noisy")) as server, ExitStack() as stack:

        def connect() -> Wire:
            return stack.enter_context(Wire(server.port))

        calls, sessions, listeners = [], [], []
        for number in range(5):
            params = modern({"notifications": {"toolsListChanged": True}})
            listeners.append(OpenStream(connect(), post_modern(request(number, "subscriptions/listen", params))))
            assert listeners[-1].next_message()["method"] == "notifications/subscriptions/acknowledged"
            wire = connect()
            sessions.append(OpenStream(wire, get_stream(open_session(wire, NEWEST_LEGACY))))
        owners = [connect() for _ in range(5)]
        owned = [open_session(wire, NEWEST_LEGACY) for wire in owners]
        for number in range(50):
            params = call("linger", {"milliseconds": 3000}, token=f"t{number}")
            if number % 2:
                calls.append(OpenStream(connect(), post_modern(request(number, "tools/call", modern(params)))))
            else:
                body = request(number, "tools/call", params)
                calls.append(OpenStream(connect(), post_legacy(body, owned[number % 5])))
        for number, stream in enumerate(calls):
            if number % 2 == 0:
                # Where a stream can be taken up again it begins with an event that is empty.
                first = stream.next_event()
                assert first is not None and first.data == ""
            assert stream.next_message()["params"]["message"] == "lingering"
        server.signal(signal.SIGTERM)
        for number, stream in enumerate(calls):
            answer = stream.next_message()
            assert (answer["id"], answer["result"]["content"][0]["text"]) == (number, "lingered")
            assert stream.next_event() is None
        for number, stream in enumerate(listeners):
            assert stream.next_message()["id"] == number
        for stream in [*listeners, *sessions]:
            while stream.next_event() is not None:
                pass
        assert server.wait() == 0
        assert server.stderr.count("[lingered ") == 50


def test_second_signal_ends_at_once(http_noisy_that_dies: HTTPProcess) -> None:
    server = http_noisy_that_dies
    with Wire(server.port) as other, call_that_runs(server, 60_000):
        server.signal(signal.SIGTERM)
        wait_until_stopping(other)
        start = time.monotonic()
        server.signal(signal.SIGTERM)
        assert server.wait() == 128 + signal.SIGTERM
        assert time.monotonic() - start < 2


@pytest.fixture
def http_noisy_that_dies() -> Iterator[HTTPProcess]:
    with HTTPProcess(fixture_executable("Noisy"), exit_code=128 + signal.SIGTERM) as server:
        yield server


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_an_idle_server(number: signal.Signals) -> None:
    """Open connections without a request do not keep it."""
    with HTTPProcess(calculator_executable()) as server, Wire(server.port) as used, Wire(server.port) as unused:
        assert_serves(used)
        server.signal(number)
        start = time.monotonic()
        assert server.wait() == 0
        assert time.monotonic() - start < 5
        assert used.is_closed_by_server() and unused.is_closed_by_server()
        # Nothing but that it listens.
        assert server.stderr.count("\n") == 1, server.stderr


# Starting


def run(*arguments: str, path: str | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [path or calculator_executable(), *arguments],
        env={"PATH": os.environ["PATH"]} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
    )


def test_names_a_busy_port() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        for arguments, environment in ((["--port", str(port)], {}), ([], {"PORT": str(port)})):
            ended = run(*arguments, **environment)
            assert (ended.returncode, ended.stdout) == (1, "")
            place = f"127.0.0.1:{port}"
            line = f"Calculator: {place} is in use by another program. Choose another port with --port.\n"
            assert ended.stderr == line


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"PORT": "http"}, ["tools.yaml:", "PORT"]),
        ({"PORT": "70000"}, ["http.port", "70000"]),
        ({"PORT": "-1"}, ["http.port", "-1"]),
        ({"ALLOWED_ORIGINS": "app.example"}, ["tools.yaml:", "ALLOWED_ORIGINS", "such as https://"]),
        ({"READ_TIMEOUT": "30"}, ["tools.yaml:", "READ_TIMEOUT", "60s"]),
        ({"IDLE_TIMEOUT": "0s"}, ["http.idleTimeout", "1ms"]),
        ({"SESSION_TIMEOUT": "366d"}, ["http.sessionTimeout", "365d"]),
        ({"MAX_CONNECTIONS": "0"}, ["http.maxConnections", "0"]),
        ({"CONFIG_FILE": "/nowhere/settings"}, ["CONFIG_FILE", "/nowhere/settings"]),
    ],
)
@pytest.mark.parametrize("arguments", [[], ["--check-config"]], ids=["start", "check"])
def test_names_settings_that_are_wrong(environment: dict[str, str], words: list[str], arguments: list[str]) -> None:
    ended = run(*arguments, path=fixture_executable("Noisy"), **environment)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1), ended
    for word in words:
        assert word in ended.stderr


@pytest.mark.parametrize("arguments", [[], ["--check-config"]], ids=["start", "check"])
def test_names_every_setting_that_is_missing(arguments: list[str]) -> None:
    ended = run(*arguments, path=fixture_executable("Demanding"))
    assert (ended.returncode, ended.stdout) == (1, "")
    # A stage that another one shares a setting with says the same again.
    assert list(dict.fromkeys(line.split(".")[1] for line in ended.stderr.splitlines())) == [
        "yaml:6: DEMANDING_PORT is not set",
        "yaml:11: DEMANDING_ORIGINS is not set",
    ]


def test_names_a_missing_setting_once() -> None:
    ended = run(path=fixture_executable("Demanding"), DEMANDING_PORT="0")
    assert ended.stderr.count("DEMANDING_ORIGINS is not set") == 1


def test_needs_no_settings_for_stdio() -> None:
    ended = run("--stdio", path=fixture_executable("Demanding"))
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")


@pytest.mark.parametrize(
    "arguments", [["--nonsense"], ["--port"], ["--port", "x"], ["--port=70000"], ["--host"], ["x"]], ids=" ".join
)
def test_names_arguments_that_mean_nothing(arguments: list[str]) -> None:
    ended = run(*arguments)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr.startswith("Calculator: ")
    assert arguments[0].split("=")[0] in ended.stderr.splitlines()[0]


def test_names_a_host_that_is_not_here() -> None:
    # 192.0.2.0/24 is for documentation alone.
    ended = run("--host", "192.0.2.1", "--port", "0")
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)
    assert "192.0.2.1" in ended.stderr


def test_warns_where_its_own_names_are_not_known() -> None:
    with HTTPProcess(calculator_executable(), "--host", "0.0.0.0") as server:
        server.wait_for_stderr("warning .*/mcp does not check Host")


def test_checks_the_settings() -> None:
    ended = run("--check-config", PORT="4321")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout == "The settings are good: calculator would listen on 127.0.0.1:4321.\n"


def test_describes_what_it_bounds() -> None:
    ended = run("--describe", "--port", "1", path=fixture_executable("Noisy"), DRAIN_TIMEOUT="1500ms")
    # The program says goodbye behind it.
    assert json.loads(ended.stdout.splitlines()[0])["http"] == {
        "host": "127.0.0.1",
        "port": 1,
        "maxBodySize": 4 << 20,
        "maxConnections": 4096,
        "maxSessions": 10_000,
        "sessionTimeout": 1800,
        "idleTimeout": 60,
        "readTimeout": 30,
        "drainTimeout": 1.5,
        "trustedProxies": [],
    }


def test_describes_a_server_whose_settings_are_missing() -> None:
    ended = run("--describe", path=fixture_executable("Demanding"))
    assert (ended.returncode, ended.stderr) == (0, "")
    assert list(json.loads(ended.stdout)) == ["server", "tools"]


def test_prints_the_routes() -> None:
    ended = run("--routes", ALLOWED_ORIGINS="https://app.example")
    assert (ended.returncode, ended.stderr) == (0, "")
    mcp, health = ended.stdout.splitlines()
    assert mcp.split()[:2] == ["/mcp", "mcp"]
    stages = ["Correlation", "RequestLog", "CORS", "OriginGuard"]
    places = [mcp.index(stage) for stage in stages]
    assert places == sorted(places) and "https://app.example" in mcp
    assert health.split() == ["/healthz", "health", "-"]


def test_reads_settings_from_a_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings"
    file.write_text("PORT=4322\n")
    assert "127.0.0.1:4322" in run("--check-config", CONFIG_FILE=str(file)).stdout
    assert "127.0.0.1:4323" in run("--check-config", CONFIG_FILE=str(file), PORT="4323").stdout
