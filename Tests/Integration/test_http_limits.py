"""What a server bounds: time, sessions, connections. Each bound has a small value here, and a real socket."""

import json
import resource
import signal
import statistics
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import pytest

from conftest import fixture_executable
from harness.http_process import TIMEOUT, HTTPProcess
from harness.http_wire import (
    Response,
    Wire,
    calling,
    http_request,
    legacy_fields,
    modern_fields,
    open_session,
    post_legacy,
    post_modern,
)
from harness.raw_client import Message, call, modern, request
from harness.specification import NEWEST_LEGACY

LIST = request(1, "tools/list", modern())
PING = request(2, "ping")
BODY = json.dumps(LIST).encode()


@contextmanager
def noisy(exit_code: int = 0, **settings: str) -> Iterator[HTTPProcess]:
    """A server with these settings."""
    with HTTPProcess(fixture_executable("Noisy"), environment=settings, exit_code=exit_code) as server:
        yield server


def assert_lists(wire: Wire) -> None:
    assert wire.ask(post_modern(LIST)).status == 200


def health(server: HTTPProcess) -> Message:
    with Wire(server.port) as wire:
        answer: Message = wire.ask(http_request("GET", "/healthz", [("Host", "localhost")])).message
        return answer


def wait_for_health(server: HTTPProcess, **expected: Any) -> None:
    """Nothing tells of what has become less: each look waits for its answer."""
    deadline = time.monotonic() + TIMEOUT
    while (found := {name: health(server)[name] for name in expected}) != expected:
        assert time.monotonic() < deadline, f"{found}, not {expected}"


# Slow clients


@pytest.mark.parametrize("part", ["header", "body", "chunks"])
def test_cuts_a_request_that_trickles_in(part: str) -> None:
    """Each byte comes in time, but not the whole. Another client is served all the while."""
    fields = modern_fields(LIST)
    slow = {
        "header": b"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"X-Padding: x\r\n" * 100,
        "body": BODY,
        "chunks": b"1\r\n{\r\n" * 100,
    }
    heads = {"header": b"", "body": http_request("POST", "/mcp", [*fields, ("Content-Length", str(len(BODY)))])}
    heads["chunks"] = http_request("POST", "/mcp", [*fields, ("Transfer-Encoding", "chunked")])
    with noisy(READ_TIMEOUT="500ms") as server, calling(server.port, assert_lists), Wire(server.port) as wire:
        start = time.monotonic()
        wire.send(heads[part])
        sent = wire.drip(slow[part], 0.02)
        assert 0.4 < time.monotonic() - start < 10
        assert 0 < sent < len(slow[part])
        response = wire.receive()
        assert (response.status, response.header("connection")) == (408, "close")
        assert wire.is_closed_by_server()


def test_cuts_the_rest_of_a_request_that_is_answered() -> None:
    """The answer came before the body, which nobody waits for without end."""
    with noisy(READ_TIMEOUT="300ms") as server, Wire(server.port) as wire:
        refused = http_request("POST", "/mcp", [("Host", "127.0.0.1"), ("Content-Length", "1000")])
        assert wire.ask(refused).status == 415
        assert wire.drip(b" " * 1000, 0.02) < 1000
        assert wire.is_closed_by_server()


def test_a_request_that_arrives_in_time_may_take_long() -> None:
    """The clocks are those of arriving and of idling, not of answering."""
    with noisy(READ_TIMEOUT="200ms", IDLE_TIMEOUT="200ms") as server, Wire(server.port) as wire:
        params = modern(call("delay", {"text": "late", "milliseconds": 900}))
        assert "late" in wire.ask(post_modern(request(1, "tools/call", params))).body.decode()
        params = modern(call("linger", {"milliseconds": 900}, token="t"))
        assert "lingered" in wire.ask(post_modern(request(1, "tools/call", params))).body.decode()


@pytest.mark.parametrize("is_used", [False, True], ids=["never used", "used"])
def test_closes_idle_connections(is_used: bool) -> None:
    with noisy(IDLE_TIMEOUT="300ms") as server, calling(server.port, assert_lists), Wire(server.port) as wire:
        if is_used:
            assert_lists(wire)
        start = time.monotonic()
        assert wire.is_closed_by_server()
        assert 0.2 < time.monotonic() - start < 10


# Connections


def refusal(port: int) -> Response:
    """What a connection is told for which there is no place."""
    with Wire(port) as wire:
        return wire.ask(post_modern(LIST))


def wait_for_place(port: int) -> None:
    """A place becomes free a moment after its connection has closed."""
    deadline = time.monotonic() + TIMEOUT
    while refusal(port).status != 200:
        assert time.monotonic() < deadline


def test_bounds_connections() -> None:
    with noisy(MAX_CONNECTIONS="2") as server, Wire(server.port) as first, Wire(server.port) as second:
        assert_lists(first)
        assert_lists(second)
        for _ in range(5):
            refused = refusal(server.port)
            assert (refused.status, refused.header("retry-after"), refused.header("connection")) == (503, "1", "close")
        # Those that there are go on.
        assert_lists(first)
        assert_lists(second)
        first.__exit__()
        wait_for_place(server.port)


def test_slow_clients_do_not_keep_others_out() -> None:
    """All connections there may be are taken by clients that send next to nothing."""
    with noisy(MAX_CONNECTIONS="4", READ_TIMEOUT="300ms", IDLE_TIMEOUT="300ms") as server, ExitStack() as stack:
        for number in range(4):
            wire = stack.enter_context(Wire(server.port))
            wire.send(b"POST /mcp" if number % 2 else b"")
        wait_for_place(server.port)


def median_time(port: int) -> float:
    """How long a call of a normal client takes, in seconds."""
    times = []
    with Wire(port) as wire:
        for _ in range(300):
            start = time.perf_counter()
            assert_lists(wire)
            times.append(time.perf_counter() - start)
    return statistics.median(times)


def test_slow_clients_do_not_delay_others() -> None:
    """200 clients trickle in headers and bodies, or have closed their side, beside one that is as fast as it can be."""
    head = http_request("POST", "/mcp", [*modern_fields(LIST), ("Content-Length", str(len(BODY)))])
    with noisy(READ_TIMEOUT="20s") as server, ExitStack() as stack:
        wires = [stack.enter_context(Wire(server.port)) for _ in range(200)]
        median_time(server.port)
        alone = median_time(server.port)
        for number, wire in enumerate(wires):
            wire.send([b"POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n", head, b"POST /mcp"][number % 3])
            if number % 3 == 2:
                wire.end_output()
        done = threading.Event()

        def trickle() -> None:
            while not done.wait(0.02):
                for number, wire in enumerate(wires):
                    if number % 3 < 2:
                        wire.send([b"X-Padding: x\r\n", b" "][number % 3])

        thread = threading.Thread(target=trickle)
        thread.start()
        try:
            together = median_time(server.port)
        finally:
            done.set()
            thread.join()
        # A part of the time is this process's own, which trickles: what counts is that nobody waits for its end.
        assert together < 2 * alone + 0.005, f"{together * 1000:.2f} ms instead of {alone * 1000:.2f} ms"


def test_runs_out_of_no_descriptors() -> None:
    """Clients take half of what the process may open; more of them are told to come again."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with ExitStack() as stack:
        resource.setrlimit(resource.RLIMIT_NOFILE, (128, hard))
        try:
            server = stack.enter_context(noisy())
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        wires = [stack.enter_context(Wire(server.port)) for _ in range(100)]
        # Those beyond make room for each other, once they have been told.
        statuses = [wire.ask(post_modern(LIST)).status for wire in wires]
        assert (statuses.count(200), statuses.count(503)) == (64, 36)
        assert server.open_descriptors() < 110
        for wire in wires:
            wire.__exit__()
        wait_for_place(server.port)


# Sessions


def test_bounds_sessions() -> None:
    with noisy(MAX_SESSIONS="2") as server, Wire(server.port) as wire:
        first, second = (open_session(wire, NEWEST_LEGACY) for _ in range(2))
        params = {"protocolVersion": NEWEST_LEGACY, "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
        refused = wire.ask(post_legacy(request(1, "initialize", params), None))
        assert (refused.status, refused.code, refused.header("retry-after")) == (503, 503, "1")
        assert refused.header("mcp-session-id") is None
        # Those that there are go on, and so does the revision without sessions.
        assert [wire.ask(post_legacy(PING, session)).status for session in (first, second)] == [200, 200]
        assert_lists(wire)
        assert wire.ask(http_request("DELETE", "/mcp", legacy_fields(first))).status == 204
        third = open_session(wire, NEWEST_LEGACY)
        assert health(server)["sessions"] == 2
        assert wire.ask(post_legacy(PING, third)).status == 200


def test_sessions_expire() -> None:
    with noisy(SESSION_TIMEOUT="400ms") as server, Wire(server.port) as wire:
        session = open_session(wire, NEWEST_LEGACY)
        # Use keeps it, beyond its time.
        deadline = time.monotonic() + 0.8
        while time.monotonic() < deadline:
            assert wire.ask(post_legacy(PING, session)).status == 200
        assert health(server)["sessions"] == 1
        # A call that runs keeps it, too.
        long = request(3, "tools/call", call("delay", {"text": "x", "milliseconds": 900}))
        assert wire.ask(post_legacy(long, session)).status == 200
        assert wire.ask(post_legacy(PING, session)).status == 200
        wait_for_health(server, sessions=0)
        assert [wire.ask(post_legacy(PING, session)).status for _ in range(2)] == [404, 404]
        assert wire.ask(http_request("DELETE", "/mcp", legacy_fields(session))).status == 404
        # The client begins anew.
        assert wire.ask(post_legacy(PING, open_session(wire, NEWEST_LEGACY))).status == 200


def test_deleted_sessions_are_gone(http_noisy: HTTPProcess) -> None:
    with Wire(http_noisy.port) as wire:
        session, other = open_session(wire, NEWEST_LEGACY), open_session(wire, NEWEST_LEGACY)
        delete = http_request("DELETE", "/mcp", legacy_fields(session))
        assert [wire.ask(delete).status for _ in range(2)] == [204, 404]
        assert wire.ask(post_legacy(PING, session)).status == 404
        assert wire.ask(post_legacy(PING, other)).status == 200
        assert health(http_noisy)["sessions"] == 1


# The end


def begin(wire: Wire, tool: str, arguments: Message | None = None) -> None:
    """Begins a call that reports once it runs, and waits for that."""
    wire.send(post_modern(request("x", "tools/call", modern(call(tool, arguments, token="t")))))
    assert wire.receive_head().status == 200
    assert b"notifications/progress" in wire.receive_chunk()


def test_the_drain_cancels_what_takes_too_long() -> None:
    with noisy(DRAIN_TIMEOUT="300ms") as server, Wire(server.port) as wire:
        begin(wire, "wait")
        start = time.monotonic()
        server.signal(signal.SIGTERM)
        assert server.wait() == 0
        assert 0.2 < time.monotonic() - start < 10
        assert "[cancelled x]" in server.stderr
        assert wire.receive_chunk() == b"" and wire.is_closed_by_server()


def test_the_drain_ends_without_what_heeds_no_cancellation() -> None:
    with noisy(DRAIN_TIMEOUT="300ms", exit_code=1) as server, Wire(server.port) as wire:
        begin(wire, "linger", {"milliseconds": 60_000})
        start = time.monotonic()
        server.signal(signal.SIGTERM)
        assert server.wait() == 1
        assert time.monotonic() - start < 15
        assert "some calls did not end in time" in server.stderr


def test_the_drain_sends_answers_to_their_last_byte() -> None:
    """The call has ended when its answer has not been read yet."""
    with noisy() as server, Wire(server.port, receive_buffer=4096) as wire, Wire(server.port) as other:
        begin(other, "linger", {"milliseconds": 1000})
        message = request(1, "tools/call", modern(call("large", {"length": 4_000_000})))
        wire.send(post_modern(message))
        head = wire.receive_head()
        server.signal(signal.SIGTERM)
        assert b"lingered" in other.receive_chunk()
        length = int(head.header("content-length") or 0)
        assert length > 4_000_000 and len(wire.receive_rest()) == length
        assert server.wait() == 0


def test_a_second_signal_ends_a_drain_at_once() -> None:
    code = 128 + signal.SIGTERM
    with noisy(exit_code=code) as server, Wire(server.port) as wire, Wire(server.port) as other:
        begin(wire, "linger", {"milliseconds": 60_000})
        server.signal(signal.SIGTERM)
        while other.ask(post_modern(LIST)).status == 200:
            pass
        start = time.monotonic()
        server.signal(signal.SIGTERM)
        assert server.wait() == code
        assert time.monotonic() - start < 2
