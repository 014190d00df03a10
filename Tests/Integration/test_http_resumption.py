"""Streams of sessions that outlive their connections, and the standalone stream."""

import json
import random
import re
import resource
import signal
import time
from collections import Counter
from contextlib import ExitStack, suppress
from typing import Any

import anyio
import mcp
import pytest
from anyio.abc import SocketAttribute, SocketStream

from conftest import fixture_executable
from harness.http_process import TIMEOUT, HTTPProcess
from harness.http_tee import EventReader, recorded
from harness.http_wire import (
    Fields,
    Response,
    Wire,
    calling,
    get_stream,
    http_request,
    legacy_fields,
    open_session,
    post_legacy,
    post_modern,
)
from harness.raw_client import Message, call, modern, request
from harness.specification import LEGACY_REVISIONS, NEWEST_LEGACY, specification
from harness.transcript import parse_strictly
from test_http_limits import health, wait_for_health

CUTS = 100
MEBIBYTE = 1 << 20
KINDS = {
    "notifications/progress": "ProgressNotification",
    "notifications/tools/list_changed": "ToolListChangedNotification",
}


def begin(tool: str, arguments: Message, request_id: str = "1") -> Message:
    return request(request_id, "tools/call", call(tool, arguments, token=request_id))


class Stream:
    """What a client has got of one stream, over all of its connections."""

    def __init__(self, revision: str, tally: Counter[str]) -> None:
        self._revision = revision
        self._tally = tally
        self.last_id: str | None = None
        self.messages: list[Message] = []

    @property
    def is_answered(self) -> bool:
        return any("id" in message for message in self.messages)

    @property
    def progress(self) -> list[float]:
        return [message["params"]["progress"] for message in self.messages if "method" in message]

    def take(self, body: bytes) -> None:
        """Takes what came of a body before its connection broke. Events that are not whole never happened."""
        events = EventReader()
        for line in body.splitlines(keepends=True):
            if not line.endswith(b"\n"):
                return
            if (message := events.take(line)) is not None:
                self._judge(message)
            self.last_id = events.last_id or self.last_id

    def _judge(self, data: bytes) -> None:
        message: Message = parse_strictly(data)
        rules = specification(self._revision)
        if "method" in message:
            rules.check(KINDS[message["method"]], message)
        else:
            rules.check(rules.first_defined("JSONRPCResultResponse", "JSONRPCResponse"), message)
            rules.check("CallToolResult", message["result"])
        self._tally[self._revision] += 1
        self.messages.append(message)


def body_so_far(data: bytes) -> bytes:
    """The body of a chunked response that broke off."""
    head, _, rest = data.partition(b"\r\n\r\n")
    assert not rest or b" 200 " in head.splitlines()[0], head
    body = b""
    while b"\r\n" in rest:
        size, _, rest = rest.partition(b"\r\n")
        body += rest[: int(size, 16)]
        rest = rest[int(size, 16) + 2 :]
    return body


# Resumption


@pytest.mark.parametrize("revision", ["2025-03-26", NEWEST_LEGACY])
def test_a_stream_that_is_cut_loses_and_repeats_nothing(
    http_noisy: HTTPProcess, tally: Counter[str], revision: str
) -> None:
    seed = random.randrange(1 << 32)
    print(f"seed {seed}")
    chance = random.Random(seed)
    cuts = 0
    while cuts < CUTS:
        stream = Stream(revision, tally)
        with Wire(http_noisy.port) as wire:
            session = open_session(wire, revision)
            wire.send(post_legacy(begin("pace", {"to": 80, "milliseconds": 5}), session))
            assert wire.receive_head().status == 200
            # Without the first id nobody can come back.
            stream.take(wire.receive_chunk())
        while not stream.is_answered:
            cuts += 1
            with Wire(http_noisy.port) as wire:
                wire.send(get_stream(session, stream.last_id, [("Connection", "close")]))
                stream.take(body_so_far(wire.receive_bytes(chance.randint(1, 900))))
        assert stream.progress == list(range(1, 81))
        assert len(stream.messages) == 81
        assert stream.messages[-1]["result"]["content"][0]["text"] == "arrived"
        with Wire(http_noisy.port) as wire:
            # Nothing is behind the answer.
            rest = wire.ask(get_stream(session, stream.last_id))
            assert (rest.status, rest.body) == (200, b"")


def test_streams_of_one_session_are_kept_apart(http_noisy: HTTPProcess, tally: Counter[str]) -> None:
    with Wire(http_noisy.port) as opening:
        session = open_session(opening, NEWEST_LEGACY)
    streams = {name: Stream(NEWEST_LEGACY, tally) for name in "abc"}
    for name, stream in streams.items():
        with Wire(http_noisy.port) as wire:
            wire.send(post_legacy(begin("pace", {"to": 20, "milliseconds": 10}, name), session))
            assert wire.receive_head().status == 200
            stream.take(wire.receive_chunk())
    for name, stream in streams.items():
        with Wire(http_noisy.port) as wire:
            stream.take(wire.ask(get_stream(session, stream.last_id)).body)
        assert stream.progress == list(range(1, 21))
        assert [message.get("id") for message in stream.messages if "id" in message] == [name]
    assert len({stream.last_id for stream in streams.values()}) == 3


@pytest.mark.parametrize("revision", LEGACY_REVISIONS)
def test_primes_only_those_who_expect_it(http_noisy: HTTPProcess, revision: str) -> None:
    with Wire(http_noisy.port) as wire:
        session = open_session(wire, revision)
        response = wire.ask(post_legacy(begin("count", {"to": 3}), session))
        first = response.body.split(b"\n\n")[0]
        primes = revision == "2025-11-25"
        assert (first == b"id: 1-0\nretry: 1000\ndata: ") == primes
        assert len(re.findall(rb"^id: [!-~]+$", response.body, re.MULTILINE)) == (5 if primes else 4)
        assert (b"retry" in response.body) == primes
        modern_call = request("m", "tools/call", modern(call("count", {"to": 3}, token="m")))
        body = wire.ask(post_modern(modern_call)).body
        assert body.count(b"data: ") == 4 and not re.search(rb"^(id|retry)", body, re.MULTILINE)


# The standalone stream


def open_standalone(wire: Wire, session: str, last_id: str | None = None) -> None:
    wire.send(get_stream(session, last_id))
    head = wire.receive_head()
    assert (head.status, head.header("content-type")) == (200, "text/event-stream"), head


def change_list(wire: Wire, session: str, times: int = 1) -> None:
    message = request("change", "tools/call", call("change_list", {"times": times}))
    assert wire.ask(post_legacy(message, session)).status == 200


@pytest.mark.parametrize("revision", LEGACY_REVISIONS)
def test_a_change_of_the_list_arrives_once(http_noisy: HTTPProcess, tally: Counter[str], revision: str) -> None:
    stream = Stream(revision, tally)
    with Wire(http_noisy.port) as other:
        session = open_session(other, revision)
        with Wire(http_noisy.port) as wire:
            open_standalone(wire, session)
            if revision == "2025-11-25":
                stream.take(wire.receive_chunk())
            change_list(other, session)
            stream.take(wire.receive_chunk())
        assert len(stream.messages) == 1
        wait_for_health(http_noisy, streams=0)
        change_list(other, session, times=50)
        with Wire(http_noisy.port) as wire:
            open_standalone(wire, session, stream.last_id)
            stream.take(wire.receive_chunk())
            deleted = other.ask(http_request("DELETE", "/mcp", legacy_fields(session)))
            assert deleted.status == 204
            # Nothing came behind it.
            assert wire.receive_chunk() == b""
    assert [message["method"] for message in stream.messages] == ["notifications/tools/list_changed"] * 2


def test_one_standalone_stream_at_a_time(http_noisy: HTTPProcess) -> None:
    with Wire(http_noisy.port) as wire, Wire(http_noisy.port) as other:
        session = open_session(other, NEWEST_LEGACY)
        open_standalone(wire, session)
        wire.receive_chunk()
        assert health(http_noisy)["streams"] == 1
        assert_refused(other.ask(get_stream(session)), 409)
        assert_serves_session(other, session)
    wait_for_health(http_noisy, streams=0)
    with Wire(http_noisy.port) as wire:
        open_standalone(wire, session)


def assert_serves_session(wire: Wire, session: str) -> None:
    assert wire.ask(post_legacy(request(1, "ping"), session)).status == 200


def assert_refused(response: Response, status: int) -> None:
    """A JSON-RPC error without an id, which the schema of 2025-11-25 has a place for."""
    assert (response.status, response.code) == (status, -32600), response
    specification(NEWEST_LEGACY).check("JSONRPCErrorResponse", response.message)
    assert "id" not in response.message


@pytest.mark.parametrize(
    ("session", "last_id", "accept", "status"),
    [
        (None, None, "text/event-stream", 400),
        (None, "1-0", "text/event-stream", 400),
        ("unknown", None, "text/event-stream", 404),
        ("unknown", "1-0", "text/event-stream", 404),
        ("", "7-0", "text/event-stream", 400),
        ("", "1-0", "text/event-stream", 400),
        ("", "\u00e9", "text/event-stream", 400),
        ("", "1-0, 1-0", "text/event-stream", 400),
        ("", None, "application/json", 406),
        (None, None, "text/html", 406),
    ],
)
def test_refuses_streams_that_are_not_there(
    http_noisy: HTTPProcess, session: str | None, last_id: str | None, accept: str, status: int
) -> None:
    with Wire(http_noisy.port) as wire:
        own = open_session(wire, NEWEST_LEGACY)
        fields: Fields = [("Host", "127.0.0.1"), ("Accept", accept)]
        if session is not None:
            fields.append(("Mcp-Session-Id", session or own))
        if last_id is not None:
            fields.append(("Last-Event-ID", last_id))
        assert_refused(wire.ask(http_request("GET", "/mcp", fields)), status)
        assert_serves_session(wire, own)


def test_the_stateless_revision_has_no_streams_to_get(http_noisy: HTTPProcess) -> None:
    with Wire(http_noisy.port) as wire:
        session = open_session(wire, NEWEST_LEGACY)
        for fields in ([], [("Mcp-Session-Id", session)]):
            own = [("Host", "127.0.0.1"), ("Accept", "text/event-stream"), ("MCP-Protocol-Version", "2026-07-28")]
            response = wire.ask(http_request("GET", "/mcp", [*own, *fields]))
            assert (response.status, response.header("allow"), response.body) == (405, "POST", b"")


def test_a_server_that_stops_ends_standalone_streams() -> None:
    with HTTPProcess(fixture_executable("Noisy"), environment={"LOG_LEVEL": "info"}) as server:
        with Wire(server.port) as wire, Wire(server.port) as left:
            session = open_session(wire, NEWEST_LEGACY)
            open_standalone(left, session)
            left.receive_chunk()
            server.wait_for_stderr('"event":"stream_open"')
            assert '"method":"GET"' not in server.stderr
            start = time.monotonic()
            server.signal(signal.SIGTERM)
            assert left.receive_chunk() == b""
            assert server.wait() == 0
            assert time.monotonic() - start < 10
        lines = [json.loads(line) for line in server.stderr.splitlines() if '"method":"GET"' in line]
        assert [(line["status"], line["outcome"], line["era"]) for line in lines] == [(200, "ok", "legacy")]
        assert session not in server.stderr


def test_a_session_with_an_open_stream_does_not_expire() -> None:
    with HTTPProcess(fixture_executable("Noisy"), environment={"SESSION_TIMEOUT": "300ms"}) as server:
        with Wire(server.port) as wire:
            session = open_session(wire, NEWEST_LEGACY)
            open_standalone(wire, session)
            wire.receive_chunk()
            time.sleep(1)
            assert health(server)["sessions"] == 1
        wait_for_health(server, sessions=0, streams=0)
        with Wire(server.port) as wire:
            assert_refused(wire.ask(get_stream(session)), 404)


def test_a_thousand_streams_hear_of_a_change() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(4096, hard), hard))
    try:
        with HTTPProcess(fixture_executable("Noisy")) as server, ExitStack() as stack:
            before = server.anonymous_memory()
            wires = [stack.enter_context(Wire(server.port)) for _ in range(1000)]
            for wire in wires:
                open_standalone(wire, open_session(wire, NEWEST_LEGACY))
                wire.receive_chunk()
            assert (health(server)["streams"], health(server)["sessions"]) == (1000, 1000)
            size = (server.anonymous_memory() - before) // 1000
            print(f"{size} bytes for a stream, its session and its connection")
            assert size < 100_000
            with Wire(server.port) as other:
                change_list(other, open_session(other, NEWEST_LEGACY))
            for wire in wires:
                assert wire.receive_chunk().count(b"list_changed") == 1
            stack.close()
            wait_for_health(server, streams=0)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


# Sessions of others


def test_a_stolen_session_is_no_session(http_noisy: HTTPProcess) -> None:
    ann, bob = [("X-User", "ann")], [("X-User", "bob")]
    body = json.dumps(request(1, "ping")).encode()
    with Wire(http_noisy.port) as wire, Wire(http_noisy.port) as other:
        session = open_session(wire, NEWEST_LEGACY, ann)
        message = json.dumps(begin("linger", {"milliseconds": 300})).encode()
        wire.send(http_request("POST", "/mcp", [*legacy_fields(session), *ann], message))
        assert wire.receive_head().status == 200
        for thief in (bob, []):
            fields = [*legacy_fields(session), *thief]
            assert_refused_as_unknown(other, http_request("POST", "/mcp", fields, body), session)
            assert_refused_as_unknown(other, http_request("DELETE", "/mcp", fields), session)
            assert_refused_as_unknown(other, get_stream(session, None, thief), session)
            assert_refused_as_unknown(other, get_stream(session, "1-0", thief), session)
        with Wire(http_noisy.port) as resumed:
            rest = resumed.ask(get_stream(session, "1-0", ann))
        assert rest.status == 200 and b"lingered" in rest.body


def assert_refused_as_unknown(wire: Wire, data: bytes, session: str) -> None:
    refused, unknown = wire.ask(data), wire.ask(data.replace(session.encode(), b"0" * len(session)))
    assert refused.status == 404
    assert (refused.status, refused.body) == (unknown.status, unknown.body)


def test_no_client_chooses_the_id_of_a_session(http_noisy: HTTPProcess) -> None:
    with Wire(http_noisy.port) as wire:
        planted = "0" * 48
        session = open_session(wire, NEWEST_LEGACY, [("Mcp-Session-Id", planted)])
        assert session != planted
        assert wire.ask(post_legacy(request(1, "ping"), planted)).status == 404
        assert open_session(wire, NEWEST_LEGACY, [("Mcp-Session-Id", session)]) != session


# Clients that read slowly


@pytest.mark.parametrize("era", ["legacy", "modern"])
def test_a_client_that_reads_a_byte_a_second_costs_little(http_noisy: HTTPProcess, era: str) -> None:
    """The handler waits for it, nobody else does. When it leaves a session, the handler goes on; the log is bounded."""
    before = http_noisy.anonymous_memory()
    message: Any = begin("pour", {"to": 100, "length": MEBIBYTE}, "p")
    with Wire(http_noisy.port, receive_buffer=4096) as wire, calling(http_noisy.port, assert_lists):
        if era == "legacy":
            wire.send(post_legacy(message, open_session(wire, NEWEST_LEGACY)))
        else:
            wire.send(post_modern(message | {"params": modern(message["params"])}))
        for _ in range(5):
            assert len(wire.receive_bytes(1)) == 1
            time.sleep(1)
        assert "[poured p 30]" not in http_noisy.stderr
        assert http_noisy.anonymous_memory() - before < 40 * MEBIBYTE
    if era == "legacy":
        http_noisy.wait_for_stderr(re.escape("[poured p 100]"))
    wait_for_health(http_noisy, streams=0)
    assert http_noisy.anonymous_memory() - before < 40 * MEBIBYTE


def assert_lists(wire: Wire) -> None:
    assert wire.ask(post_modern(request(1, "tools/list", modern()))).status == 200


# The official client


async def test_the_official_client_hears_of_a_changed_list(http_noisy: HTTPProcess, tally: Counter[str]) -> None:
    heard = anyio.Event()

    async def handle(message: Any) -> None:
        if getattr(message, "method", None) == "notifications/tools/list_changed":
            heard.set()

    with anyio.fail_after(2 * TIMEOUT), recorded(http_noisy, tally) as recording:
        async with mcp.Client(recording.url, mode="legacy", message_handler=handle) as client:
            # The client opens its stream when it likes.
            while not heard.is_set():
                await client.call_tool("change_list", {"times": 1})
                with anyio.move_on_after(0.2):
                    await heard.wait()
    standalone = [exchange for exchange in recording.exchanges if exchange.method == "GET"]
    assert [exchange.status for exchange in standalone] == [200]


class Scissors:
    """A proxy that cuts the first connection on which progress is reported, in the middle of an event."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.has_cut = False

    async def serve(self, client: SocketStream) -> None:
        async with client, await anyio.connect_tcp("127.0.0.1", self._port) as server:
            async with anyio.create_task_group() as group:
                group.start_soon(self._pass_on, client, server, group.cancel_scope)
                await self._pass_back(client, server)
                group.cancel_scope.cancel()

    async def _pass_on(self, source: SocketStream, target: SocketStream, scope: anyio.CancelScope) -> None:
        with suppress(anyio.EndOfStream, anyio.BrokenResourceError):
            while True:
                await target.send(await source.receive())
        scope.cancel()

    async def _pass_back(self, client: SocketStream, server: SocketStream) -> None:
        with suppress(anyio.EndOfStream, anyio.BrokenResourceError):
            while True:
                data = await server.receive()
                if not self.has_cut and b"notifications/progress" in data:
                    self.has_cut = True
                    await client.send(data[: len(data) - 40])
                    return
                await client.send(data)


async def test_the_official_client_gets_all_of_a_stream_that_is_cut(http_noisy: HTTPProcess) -> None:
    reports: list[float] = []

    async def report(progress: float, total: float | None, message: str | None) -> None:
        reports.append(progress)

    scissors = Scissors(http_noisy.port)
    listener = await anyio.create_tcp_listener(local_host="127.0.0.1")
    url = f"http://127.0.0.1:{listener.extra(SocketAttribute.local_port)}/mcp"
    with anyio.fail_after(2 * TIMEOUT):
        async with listener, anyio.create_task_group() as group:
            group.start_soon(listener.serve, scissors.serve)
            async with mcp.Client(url, mode="legacy", read_timeout_seconds=TIMEOUT) as client:
                arguments = {"to": 20, "milliseconds": 20}
                answer = await client.call_tool("pace", arguments, progress_callback=report)
            group.cancel_scope.cancel()
    assert scissors.has_cut
    assert answer.content[0].text == "arrived"
    assert reports == list(range(1, 21))
