"""What HTTP/1.1 leaves to the edges: ambiguous framing, old clients, absolute targets, bodies that are held back."""

import json

import pytest

from conftest import calculator_executable, fixture_executable
from harness.http_process import HTTPProcess
from harness.http_wire import (
    Fields,
    Wire,
    assert_serves,
    echo_message,
    http_request,
    modern_fields,
    post_modern,
)
from harness.raw_client import call, modern, request

MESSAGE = echo_message("hello")
BODY = json.dumps(MESSAGE).encode()
FIELDS = modern_fields(MESSAGE)
LENGTH = ("Content-Length", str(len(BODY)))
CHUNKED = ("Transfer-Encoding", "chunked")
EXPECT = ("Expect", "100-continue")
SMUGGLED = post_modern(echo_message("SMUGGLED"))


def framed(fields: Fields, body: bytes = b"", line: str = "POST /mcp HTTP/1.1") -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return f"{line}\r\n{head}\r\n".encode("latin-1") + body


def chunk(data: bytes, extension: bytes = b"") -> bytes:
    return b"%x%s\r\n%s\r\n" % (len(data), extension, data)


CHUNKS = chunk(BODY) + b"0\r\n\r\n"


def without_host() -> Fields:
    return [pair for pair in FIELDS if pair[0] != "Host"]


# Framing that servers read in different ways

AMBIGUOUS: dict[str, bytes] = {
    **{
        f"encoding {values}": framed([*FIELDS, *(("Transfer-Encoding", value) for value in values)], CHUNKS)
        for values in [
            *(("",), ("identity",), ("gzip, chunked",), ("chunked, chunked",), ("chunked,",), (",chunked",)),
            *(("xchunked",), ("chunked;x=1",), ("chunked", "chunked"), ("", "chunked"), ("chunked", "")),
        ]
    },
    **{
        f"length {values}": framed([*FIELDS, *(("Content-Length", value) for value in values)], BODY)
        for values in [
            *(("+5",), ("-5",), ("5 5",), ("5, 5",), ("0x5",), ("",), ("\t",), ("5.0",)),
            *((LENGTH[1], "0"), ("0", LENGTH[1]), (LENGTH[1], LENGTH[1])),
        ]
    },
    "both": framed([*FIELDS, LENGTH, CHUNKED], CHUNKS),
    "both, the other way round": framed([*FIELDS, CHUNKED, LENGTH], CHUNKS),
    "an empty encoding and a length": framed([*FIELDS, ("Transfer-Encoding", ""), LENGTH], BODY),
    "chunks of HTTP/1.0": framed([*FIELDS, CHUNKED], CHUNKS, "POST /mcp HTTP/1.0"),
}


@pytest.mark.parametrize("name", AMBIGUOUS)
def test_refuses_ambiguous_framing_once(http_calculator: HTTPProcess, name: str) -> None:
    """One answer, 400, and the end: what stands behind is not read."""
    with Wire(http_calculator.port, timeout=5) as wire:
        wire.send(AMBIGUOUS[name] + SMUGGLED)
        response = wire.receive()
        assert (response.status, response.header("connection")) == (400, "close")
        assert wire.is_closed_by_server()


def test_answers_what_came_before_ambiguous_framing(http_calculator: HTTPProcess) -> None:
    with Wire(http_calculator.port, timeout=5) as wire:
        wire.send(post_modern(MESSAGE) + AMBIGUOUS["encoding ('',)"] + SMUGGLED)
        assert wire.receive().status == 200
        assert wire.receive().status == 400
        assert wire.is_closed_by_server()


@pytest.mark.parametrize("encoding", ["chunked", "Chunked", "  CHUNKED"])
def test_takes_chunks(http_calculator: HTTPProcess, encoding: str) -> None:
    with Wire(http_calculator.port) as wire:
        assert wire.ask(framed([*FIELDS, ("Transfer-Encoding", encoding)], CHUNKS)).status == 200
        assert_serves(wire)


def test_bounds_the_extensions_of_chunks(http_calculator: HTTPProcess) -> None:
    with Wire(http_calculator.port) as wire:
        assert wire.ask(framed([*FIELDS, CHUNKED], chunk(BODY, b";x=1") + b"0\r\n\r\n")).status == 200
        # Many small chunks have more around them than in them, and are good all the same.
        small = b"".join(chunk(bytes([byte])) for byte in BODY.ljust(50_000))
        assert wire.ask(framed([*FIELDS, CHUNKED], small + b"0\r\n\r\n")).status == 200
        wire.send(framed([*FIELDS, CHUNKED], chunk(BODY, b";x=" + b"x" * 100_000) + b"0\r\n\r\n" + SMUGGLED))
        assert (wire.receive().status, wire.is_closed_by_server()) == (400, True)


def test_bounds_the_extensions_of_chunks_that_nobody_reads(http_calculator: HTTPProcess) -> None:
    """The answer is there before the body, which is read for the sake of the next request alone."""
    with Wire(http_calculator.port) as wire:
        wire.send(framed([*FIELDS[:1], CHUNKED]))
        assert wire.receive().status == 415
        wire.send(chunk(BODY, b";x=" + b"x" * 1_000_000))
        assert wire.is_closed_by_server()


# HTTP/1.0


@pytest.mark.parametrize("more", [[], [("Connection", "keep-alive")], [EXPECT]], ids=str)
def test_closes_behind_http_1_0(http_calculator: HTTPProcess, more: Fields) -> None:
    with Wire(http_calculator.port, timeout=5) as wire:
        wire.send(framed([*FIELDS, LENGTH, *more], BODY, "POST /mcp HTTP/1.0") + SMUGGLED)
        response = wire.receive_head()
        assert (response.status, response.header("connection")) == (200, "close")
        assert b"hello" in wire.receive_rest()


def test_streams_to_http_1_0_without_chunks(http_noisy: HTTPProcess) -> None:
    message = request(1, "tools/call", modern(call("count", {"to": 3}, token="t")))
    body = json.dumps(message).encode()
    data = framed([*modern_fields(message), ("Content-Length", str(len(body)))], body, "POST /mcp HTTP/1.0")
    with Wire(http_noisy.port, timeout=5) as wire:
        wire.send(data)
        head = wire.receive_head("HTTP/1.0")
        assert (head.header("content-type"), head.header("transfer-encoding")) == ("text/event-stream", None)
        events = wire.receive_rest().decode().split("\n\n")
        assert [event.splitlines()[0] for event in events if event] == ["event: message"] * 4


# Absolute targets


@pytest.mark.parametrize(
    ("target", "host", "status"),
    [
        ("http://127.0.0.1/mcp", "127.0.0.1", 200),
        ("HTTP://LOCALHOST:80/mcp?x", "localhost:80", 200),
        ("http://127.0.0.1/mcp", None, 200),
        ("http://evil.example/mcp", "evil.example", 421),
        ("http://evil.example/mcp", "127.0.0.1", 421),
        ("http://127.0.0.1/mcp", "evil.example", 421),
        ("http://127.0.0.1/mcp", "localhost", 421),
        ("http://127.0.0.1:1/mcp", "127.0.0.1:2", 421),
        ("http://127.0.0.1", "127.0.0.1", 404),
        ("http://user@127.0.0.1/mcp", "127.0.0.1", 400),
        ("http:///mcp", "127.0.0.1", 400),
    ],
)
def test_the_host_of_an_absolute_target_counts(
    http_calculator: HTTPProcess, target: str, host: str | None, status: int
) -> None:
    fields = without_host() if host is None else [("Host", host), *without_host()]
    with Wire(http_calculator.port) as wire:
        assert wire.ask(framed([*fields, LENGTH], BODY, f"POST {target} HTTP/1.1")).status == status


# Bodies that are held back


@pytest.mark.parametrize("framing", [LENGTH, CHUNKED], ids=["length", "chunks"])
@pytest.mark.parametrize("expectation", ["100-continue", "100-Continue"])
def test_asks_for_a_body(http_calculator: HTTPProcess, framing: tuple[str, str], expectation: str) -> None:
    with Wire(http_calculator.port) as wire:
        wire.send(framed([*FIELDS, framing, ("Expect", expectation)]))
        assert wire.receive_head().status == 100
        wire.send(BODY if framing == LENGTH else CHUNKS)
        assert wire.receive().status == 200
        assert_serves(wire)


def test_asks_for_no_body_that_is_there(http_calculator: HTTPProcess) -> None:
    with Wire(http_calculator.port) as wire:
        wire.send(framed([*FIELDS, LENGTH, EXPECT], BODY))
        assert wire.receive_head().status in (100, 200)


@pytest.mark.parametrize(
    ("change", "status"),
    [
        (("Content-Type", "text/plain"), 415),
        (("Accept", "text/plain"), 406),
        (("Origin", "https://evil.example"), 403),
        (("Host", "evil.example"), 421),
        (("Content-Length", str(100 << 20)), 413),
    ],
    ids=str,
)
def test_asks_for_no_body_that_it_refuses(
    http_calculator: HTTPProcess, change: tuple[str, str], status: int
) -> None:
    """The first answer is the refusal. Whether the body comes all the same nobody knows: so the connection ends."""
    fields = [pair for pair in [*FIELDS, LENGTH] if pair[0] != change[0]]
    with Wire(http_calculator.port) as wire:
        wire.send(framed([*fields, change, EXPECT]))
        response = wire.receive_head()
        assert (response.status, response.header("connection")) == (status, "close")


# The end of a connection


def test_closes_behind_the_last_byte(http_noisy: HTTPProcess) -> None:
    """A client that reads slowly gets all of its answer, though the connection closes behind it."""
    message = request(1, "tools/call", modern(call("large", {"length": 4_000_000})))
    with Wire(http_noisy.port, receive_buffer=4096) as wire:
        fields = [*modern_fields(message), ("Connection", "close")]
        response = wire.ask(http_request("POST", "/mcp", fields, json.dumps(message).encode()))
        assert len(response.message["result"]["content"][0]["text"]) == 4_000_000
        assert wire.is_closed_by_server()


# The log


@pytest.mark.parametrize(("level", "lines"), [("info", 2), ("notice", 0), ("warning", 0), ("error", 0)])
def test_the_level_holds_for_requests(level: str, lines: int) -> None:
    with HTTPProcess(calculator_executable(), environment={"LOG_LEVEL": level}) as server:
        with Wire(server.port) as wire:
            assert_serves(wire)
            assert wire.ask(framed([("Host", "evil.example"), LENGTH], BODY)).status == 421
    assert server.stderr.count('"http_request"') == lines, server.stderr


@pytest.mark.parametrize(("level", "lines"), [("error", 1), ("critical", 0)])
def test_the_level_holds_for_failures(level: str, lines: int) -> None:
    environment = {"LOG_LEVEL": level, "MAX_SESSIONS": "1"}
    params = {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "x", "version": "1"}}
    body = json.dumps(request(1, "initialize", params)).encode()
    fields = [pair for pair in FIELDS if not pair[0].lower().startswith("mcp-")]
    with HTTPProcess(fixture_executable("Noisy"), environment=environment) as server:
        with Wire(server.port) as wire:
            answers = [wire.ask(http_request("POST", "/mcp", fields, body)).status for _ in range(2)]
    assert answers == [200, 503]
    assert server.stderr.count('"http_request"') == lines, server.stderr
