"""Progress on event streams, and clients that leave in the middle of a call."""

import json
import re
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any

import anyio
import fastmcp
import mcp
import pytest

from conftest import everything_executable, fixture_executable
from harness.events import OpenStream
from harness.http_process import HTTPProcess
from harness.http_tee import HTTPRecording, recorded
from harness.http_wire import Wire, http_request, open_session, post_legacy, post_modern
from harness.official import TIMEOUT
from harness.raw_client import Message, call, modern, notification, request
from harness.specification import LEGACY_REVISIONS, MODERN, NEWEST_LEGACY, specification
from test_http_limits import health, wait_for_health
from test_stdio_clients import Era

ERAS = [*(Era("legacy", revision) for revision in LEGACY_REVISIONS[1:]), Era(MODERN, MODERN)]
CLIENTS_THAT_LEAVE = 200
THOUSAND = 1000

Progress = tuple[float, float | None, str | None]
Report = Callable[[float, float | None, str | None], Any]


@pytest.fixture(params=ERAS, ids=str)
def era(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Era:
    era: Era = request.param
    if era.mode == "legacy":
        monkeypatch.setattr("mcp.client.session.LATEST_HANDSHAKE_VERSION", era.revision)
    return era


async def count_with_mcp(url: str, mode: str, to: int, report: Report) -> Any:
    async with mcp.Client(url, mode=mode, read_timeout_seconds=TIMEOUT) as client:
        return (await client.call_tool("count", {"to": to}, progress_callback=report)).structured_content


async def count_with_fastmcp(url: str, mode: str, to: int, report: Report) -> Any:
    async with fastmcp.Client(url, mode=mode, timeout=TIMEOUT, init_timeout=TIMEOUT) as client:
        return (await client.call_tool("count", {"to": to}, progress_handler=report)).structured_content


@pytest.mark.parametrize("count", [count_with_mcp, count_with_fastmcp])
async def test_reports_progress(http_noisy: HTTPProcess, tally: Counter[str], era: Era, count: Any) -> None:
    reports: list[Progress] = []

    async def report(progress: float, total: float | None, message: str | None) -> None:
        reports.append((progress, total, message))

    with anyio.fail_after(2 * TIMEOUT), recorded(http_noisy, tally) as recording:
        assert await count(recording.url, era.mode, 20, report) == {"reported": True}
    assert reports == [(number, 20, f"{number} of 20") for number in range(1, 21)]
    judge_stream(recording)


def judge_stream(recording: HTTPRecording) -> None:
    """One stream, with the headers that proxies need, and the answer at its end."""
    (stream,) = [exchange for exchange in recording.exchanges if exchange.method == "POST" and exchange.is_stream]
    assert stream.status == 200
    assert "no-cache" in stream.response["cache-control"]
    assert stream.response["x-accel-buffering"] == "no"
    kinds = ["result" if "result" in message else message["method"] for message in stream.parsed()]
    assert kinds == ["notifications/progress"] * 20 + ["result"]


@pytest.mark.parametrize("params", [call("count", {"to": 5}), call("delay", {"text": "x", "milliseconds": 1}, token=1)])
def test_answers_with_json_where_nothing_is_reported(http_noisy: HTTPProcess, params: Message) -> None:
    with Wire(http_noisy.port) as wire:
        response = wire.ask(post_modern(request(1, "tools/call", modern(params))))
        assert (response.status, response.header("content-type")) == (200, "application/json")
        assert "result" in response.message


# Clients that leave


def begin(wire: Wire, data: bytes) -> None:
    """Begins a call that reports once it runs, and waits for that."""
    wire.send(data)
    head = wire.receive_head()
    assert (head.status, head.header("content-type")) == (200, "text/event-stream"), head
    assert b"notifications/progress" in wire.receive_chunk()


def call_with_token(tool: str, request_id: str, arguments: Message | None = None) -> Message:
    return request(request_id, "tools/call", call(tool, arguments, token=request_id))


def modern_call(tool: str, request_id: str) -> bytes:
    message = call_with_token(tool, request_id)
    return post_modern(message | {"params": modern(message["params"])})


def running_calls(server: HTTPProcess, names: list[str], pattern: str) -> None:
    """Waits until each call has said how it ended."""
    for name in names:
        server.wait_for_stderr(re.escape(pattern.format(name)))


@pytest.mark.parametrize("is_half", [False, True], ids=["closed", "half-closed"])
def test_a_client_that_leaves_cancels_its_call(http_noisy: HTTPProcess, is_half: bool) -> None:
    with Wire(http_noisy.port) as wire:
        begin(wire, modern_call("wait", "left"))
        start = time.monotonic()
        if is_half:
            wire.end_output()
            http_noisy.wait_for_stderr(r"\[cancelled left\]", 1)
    http_noisy.wait_for_stderr(r"\[cancelled left\]", 1)
    assert time.monotonic() - start < 1


def test_a_client_that_leaves_before_an_event_cancels_its_call(http_noisy: HTTPProcess) -> None:
    """Nothing tells that such a call has begun, and one that has not is never run: so there are some tries."""
    for number in range(10):
        name = f"silent-{number}"
        with Wire(http_noisy.port) as wire, Wire(http_noisy.port) as other:
            wire.send(post_modern(request(name, "tools/call", modern(call("wait")))))
            other.ask(post_modern(request(1, "tools/list", modern())))
        with suppress(TimeoutError):
            http_noisy.wait_for_stderr(rf"\[cancelled {name}\]", 1)
            return
    pytest.fail("no call was cancelled")


def test_a_client_that_leaves_its_session_keeps_its_call(http_noisy: HTTPProcess) -> None:
    with Wire(http_noisy.port) as wire:
        session = open_session(wire, NEWEST_LEGACY)
        begin(wire, post_legacy(call_with_token("linger", "kept", {"milliseconds": 300}), session))
    http_noisy.wait_for_stderr(r"\[lingered kept\]")
    with Wire(http_noisy.port) as wire:
        assert wire.ask(post_legacy(request(1, "ping"), session)).status == 200


def test_a_session_cancels_by_a_notification(http_noisy: HTTPProcess) -> None:
    with Wire(http_noisy.port) as wire, Wire(http_noisy.port) as other:
        session = open_session(wire, NEWEST_LEGACY)
        begin(wire, post_legacy(call_with_token("wait", "unwanted"), session))
        cancelled = other.ask(post_legacy(notification("notifications/cancelled", {"requestId": "unwanted"}), session))
        assert cancelled.status == 202
        http_noisy.wait_for_stderr(r"\[cancelled unwanted\]", 1)
        # The stream ends without an answer.
        assert wire.receive_chunk() == b""


def test_another_session_cancels_nothing(http_noisy: HTTPProcess) -> None:
    with Wire(http_noisy.port) as wire, Wire(http_noisy.port) as other:
        session, foreign = open_session(wire, NEWEST_LEGACY), open_session(other, NEWEST_LEGACY)
        begin(wire, post_legacy(call_with_token("linger", "mine", {"milliseconds": 200}), session))
        other.ask(post_legacy(notification("notifications/cancelled", {"requestId": "mine"}), foreign))
        other.ask(post_modern(notification("notifications/cancelled", modern({"requestId": "mine"}))))
        answer = json.loads(wire.receive_chunk().decode().split("data:", 1)[1])
        assert answer["result"]["content"][0]["text"] == "lingered"


def test_two_hundred_that_leave_keep_nothing() -> None:
    """Half of them in sessions, whose calls run on to their end, and which expire then."""
    with HTTPProcess(fixture_executable("Noisy"), environment={"SESSION_TIMEOUT": "2s"}) as server:
        leave(server)
        # A task that is left would hold up the end, which would cancel it after 25 s.
        start = time.monotonic()
        server.signal(signal.SIGTERM)
        assert server.wait() == 0
        assert time.monotonic() - start < 10


def leave(http_noisy: HTTPProcess) -> None:
    descriptors = http_noisy.open_descriptors()
    modern_names = [f"modern-{number}" for number in range(CLIENTS_THAT_LEAVE // 2)]
    legacy_names = [f"legacy-{number}" for number in range(CLIENTS_THAT_LEAVE // 2)]
    with ExitStack() as stack:
        for name in modern_names:
            begin(stack.enter_context(Wire(http_noisy.port)), modern_call("wait", name))
        for name in legacy_names:
            wire = stack.enter_context(Wire(http_noisy.port))
            session = open_session(wire, NEWEST_LEGACY)
            begin(wire, post_legacy(call_with_token("linger", name, {"milliseconds": 500}), session))
        assert health(http_noisy)["sessions"] == CLIENTS_THAT_LEAVE // 2
        assert health(http_noisy)["streams"] == CLIENTS_THAT_LEAVE
    running_calls(http_noisy, modern_names, "[cancelled {}]")
    running_calls(http_noisy, legacy_names, "[lingered {}]")
    wait_for_descriptors(http_noisy, descriptors)
    wait_for_health(http_noisy, sessions=0, streams=0)


def wait_for_descriptors(server: HTTPProcess, count: int) -> None:
    """The system tells of no descriptor that closes: each look is behind an answer."""
    deadline = time.monotonic() + TIMEOUT
    while True:
        with Wire(server.port) as wire:
            answer = wire.ask(http_request("GET", "/healthz", [("Host", "localhost"), ("Connection", "close")]))
            assert answer.status == 200 and wire.is_closed_by_server()
        if server.open_descriptors() <= count:
            return
        assert time.monotonic() < deadline, f"{server.open_descriptors()} descriptors are open, not {count}"


def test_a_thousand_streams_at_once(http_everything: HTTPProcess) -> None:
    """All are told of a change; none is left behind when their clients go."""
    with ExitStack() as stack:
        streams = []
        for number in range(THOUSAND):
            wire = stack.enter_context(Wire(http_everything.port))
            params = modern({"notifications": {"toolsListChanged": True}})
            streams.append(OpenStream(wire, post_modern(request(number, "subscriptions/listen", params))))
        for stream in streams:
            assert stream.next_message()["method"] == "notifications/subscriptions/acknowledged"
        assert health(http_everything)["streams"] == THOUSAND
        with Wire(http_everything.port) as wire:
            change = call("test_trigger_tool_change", {})
            assert wire.ask(post_modern(request(1, "tools/call", modern(change)))).status == 200
        for number, stream in enumerate(streams):
            message = stream.next_message()
            assert message["method"] == "notifications/tools/list_changed"
            assert message["params"]["_meta"] == {"io.modelcontextprotocol/subscriptionId": number}
    wait_for_health(http_everything, streams=0)


def test_a_server_that_stops_ends_its_subscriptions() -> None:
    with HTTPProcess(everything_executable()) as server, Wire(server.port) as wire:
        params = modern({"notifications": {"toolsListChanged": True}})
        stream = OpenStream(wire, post_modern(request("s", "subscriptions/listen", params)))
        stream.next_message()
        server.signal(signal.SIGTERM)
        end = stream.next_message()
        specification(MODERN).check("SubscriptionsListenResultResponse", end)
        assert (end["id"], end["result"]["_meta"]["io.modelcontextprotocol/subscriptionId"]) == ("s", "s")
        assert stream.next_event() is None
        assert server.wait() == 0
