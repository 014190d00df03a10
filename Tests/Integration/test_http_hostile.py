"""Some thousand bad requests: each gets its exact answer, and good ones are served during and after.

All are generated from a fixed seed. Where the framing of HTTP is sound, the status and the code are exact and the
connection goes on; where it is broken there is one refusal at most, and the connection ends.
"""

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from harness.http_process import HTTPProcess
from harness.http_wire import (
    ConnectionEnded,
    Fields,
    Response,
    Wire,
    assert_serves,
    calling,
    echo_message,
    http_request,
    modern_fields,
    post_modern,
)
from harness.transcript import NotStrictJSON, parse_strictly

MESSAGE = echo_message("hello")
BODY = json.dumps(MESSAGE).encode()
FIELDS = modern_fields(MESSAGE)
BODY_LIMIT = 4 << 20
DEPTH_LIMIT = 64
META = "io.modelcontextprotocol/"
#: What must never be answered: it hides behind a request whose framing is broken.
SMUGGLED = post_modern(echo_message("SMUGGLED"))


@dataclass(frozen=True)
class Bad:
    """A request with sound framing, and its answer."""

    data: bytes
    status: int
    code: int | None


def post(body: bytes, fields: Fields = FIELDS) -> bytes:
    return http_request("POST", "/mcp", fields, body)


def unreadable(body: bytes) -> Bad:
    return Bad(post(body), 400, -32700)


# JSON


def truncated() -> Iterator[Bad]:
    for length in range(len(BODY)):
        yield unreadable(BODY[:length])


def invalid_bytes() -> Iterator[Bad]:
    """A byte that stands nowhere in UTF-8, and one that stands nowhere in JSON, at each place."""
    for place in range(len(BODY) + 1):
        for byte in (b"\xff", b"\x00", b"\xc3", b"\x1f"):
            yield unreadable(BODY[:place] + byte + BODY[place:])


def invalid_utf8() -> Iterator[Bad]:
    """Surrogates, overlong forms, what is beyond Unicode, and what breaks off."""
    sequences = [b"\xed\xa0\x80", b"\xed\xbf\xbf", b"\xc0\x80", b"\xe0\x80\xaf", b"\xf0\x80\x80\x80"]
    sequences += [b"\xf4\x90\x80\x80", b"\xf8\x88\x80\x80\x80", b"\x80", b"\xe2\x82", b"\xf0\x9f\x92"]
    sequences += [b"\\ud800", b"\\udc00\\ud800", b"\\u12"]
    for sequence in sequences:
        for context in (b"%s", b"a%s", b"%sa", b"a%sa"):
            yield unreadable(BODY.replace(b"hello", context % sequence))


def garbage() -> Iterator[Bad]:
    source = random.Random(20261121)
    alphabet = b'{}[]",:0123456789.eE+-truefalsnul \\\t\r\n\x00\xff'
    for _ in range(400):
        body = bytes(source.choices(alphabet, k=source.randint(1, 200)))
        try:
            parse_strictly(body)
        except NotStrictJSON:
            yield unreadable(body)


def deep() -> Iterator[Bad]:
    for depth in (DEPTH_LIMIT + 1, DEPTH_LIMIT + 2, 100, 127, 128, 129, 255, 256, 1000, 10_000, 100_000, 500_000):
        for opening, closing in ((b"[", b"]"), (b'{"a":', b"}")):
            nested = opening * depth + b"1" + closing * depth
            yield unreadable(nested)
            yield unreadable(opening * depth)
            yield unreadable(BODY.replace(b'"hello"', nested))


VALUES: list[Any] = [None, 0, -1, 1.5, 1e300, True, False, "x", "", [], [1], {}, {"a": 1}]


def wrong_types() -> Iterator[Bad]:
    """Each member of a message as each other type."""

    def variant(path: tuple[str, ...], value: Any) -> bytes:
        message = json.loads(BODY)
        place = message
        for name in path[:-1]:
            place = place[name]
        place[path[-1]] = value
        return post(json.dumps(message).encode())

    meta = ("params", "_meta")
    rules: list[tuple[tuple[str, ...], type | tuple[type, ...], int, int | None]] = [
        (("jsonrpc",), (), 400, -32600),
        (("method",), str, 400, -32600),
        (("params",), dict, 400, -32602),
        (meta, dict, 400, -32602),
        ((*meta, META + "protocolVersion"), str, 400, -32602),
        ((*meta, META + "clientCapabilities"), dict, 400, -32602),
        (("params", "name"), str, 400, -32020),
        (("params", "arguments"), dict, 200, -32602),
        (("params", "arguments", "message"), str, 200, None),
    ]
    for path, good, status, code in rules:
        for value in VALUES:
            if not isinstance(value, good):
                yield Bad(variant(path, value), status, code)
    for value in VALUES:
        if isinstance(value, bool) or not isinstance(value, str | int) and value != 1e300:
            yield Bad(variant(("id",), value), 400, -32600)


def oversized() -> Iterator[Bad]:
    for size in (BODY_LIMIT + 1, BODY_LIMIT + 4096, 2 * BODY_LIMIT):
        body = BODY.ljust(size)
        yield Bad(post(body), 413, 413)
        chunks = b"".join(
            b"%x\r\n%s\r\n" % (len(chunk), chunk)
            for chunk in (body[place : place + 70_000] for place in range(0, size, 70_000))
        )
        fields = [*FIELDS, ("Transfer-Encoding", "chunked")]
        yield Bad(http_request("POST", "/mcp", fields) + chunks + b"0\r\n\r\n", 413, 413)


# Header fields


def words(source: random.Random, count: int) -> Iterator[str]:
    """Visible characters of ASCII."""
    for _ in range(count):
        yield "".join(chr(source.randint(0x21, 0x7E)) for _ in range(source.randint(1, 60)))


def replaced(name: str, value: str) -> bytes:
    return post(BODY, [*(pair for pair in FIELDS if pair[0] != name), (name, value)])


def wrong_fields() -> Iterator[Bad]:
    rules = [
        ("Content-Type", 415, -32600),
        ("Accept", 406, -32600),
        ("Origin", 403, -32600),
        ("Host", 421, -32600),
        ("MCP-Protocol-Version", 400, -32020),
        ("Mcp-Method", 400, -32020),
        ("Mcp-Name", 400, -32020),
    ]
    source = random.Random(4)
    for name, status, code in rules:
        for word in words(source, 60):
            yield Bad(replaced(name, word), status, code)


def repeated_fields() -> Iterator[Bad]:
    rules = [
        ("Content-Type", 415, -32600),
        ("Host", 400, -32600),
        ("MCP-Protocol-Version", 400, -32020),
        ("Mcp-Method", 400, -32020),
        ("Mcp-Name", 400, -32020),
    ]
    for name, status, code in rules:
        value = dict(FIELDS)[name]
        for second in (value, value.upper(), "x", ""):
            yield Bad(post(BODY, [*FIELDS, (name.lower(), second)]), status, code)
            yield Bad(post(BODY, [(name.upper(), second), *FIELDS]), status, code)


def wrong_verbs() -> Iterator[Bad]:
    for verb in ("GET", "PUT", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "MKCOL", "SEARCH", "REPORT"):
        for body in (None, b"", BODY, BODY[:50]):
            yield Bad(http_request(verb, "/mcp", FIELDS, body), 405, None)


FAMILIES: dict[str, Callable[[], Iterator[Bad]]] = {
    family.__name__: family
    for family in (
        truncated,
        invalid_bytes,
        invalid_utf8,
        garbage,
        deep,
        wrong_types,
        oversized,
        wrong_fields,
        repeated_fields,
        wrong_verbs,
    )
}


# Framing


def framed(fields: Fields, body: bytes = b"", line: str = "POST /mcp HTTP/1.1") -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return f"{line}\r\n{head}\r\n".encode("latin-1") + body


def with_lengths(*values: str) -> bytes:
    return framed([*FIELDS, *(("Content-Length", value) for value in values)], BODY)


def with_encodings(*values: str, length: bool = False) -> bytes:
    fields = [*FIELDS, *(("Transfer-Encoding", value) for value in values)]
    fields += [("Content-Length", "6")] if length else []
    return framed(fields, b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY))


def with_chunks(data: bytes) -> bytes:
    return framed([*FIELDS, ("Transfer-Encoding", "chunked")], data)


def with_raw_line(line: bytes) -> bytes:
    data = framed([*FIELDS, ("Content-Length", str(len(BODY)))], BODY)
    return data.replace(b"\r\nAccept:", b"\r\n" + line + b"\r\nAccept:", 1)


def with_request_line(line: str) -> bytes:
    return framed([*FIELDS, ("Content-Length", str(len(BODY)))], BODY, line)


LENGTHS = [
    *(("-1",), ("+5",), ("5 5",), ("0x10",), ("5,5",), ("",), ("1e3",), ("\xb2",), ("5;",), ("9" * 40,)),
    *(("5", "6"), ("0", "300"), (str(len(BODY)), "0"), (str(len(BODY)), str(len(BODY)))),
]
ENCODINGS = [
    *(("xchunked",), ("identity",), ("chunked, identity",), ("gzip",), ("chunked, gzip",), ("chunkedd",), ("",)),
    *(("chunked", "identity"), ("identity, chunked, identity",), ("\x0bchunked",), ("chunked;q=1",), ('"chunked"',)),
]
CHUNKS = [
    *(b"zz\r\nab\r\n", b"-1\r\nab\r\n", b"+2\r\nab\r\n", b"0x2\r\nab\r\n", b"f" * 17 + b"\r\nab\r\n", b"\r\nab\r\n"),
    *(b"2\r\nabc\r\n", b"2\r\nabX\r\n", b"2 2\r\nab\r\n", b" 2\r\nab\r\n", b"2\x00\r\nab\r\n"),
]
RAW_LINES = [
    *(b"Content-Length : 5", b"Transfer-Encoding : chunked", b" folded", b"\tfolded", b"no colon", b": no name"),
    *(b"a b: c", b"a\x00b: c", b"a: b\x00c", b"a\xffb: c", b"a(b): c", b"a: b\rc", b"a: \x01"),
    b"\x0bTransfer-Encoding: chunked",
    b"X: " + b"x" * 70_000,
    b"\r\n".join(b"X-%d: x" % number for number in range(500)),
]
REQUEST_LINES = [
    *("post /mcp HTTP/1.1", "BREW /mcp HTTP/1.1", "POST /mcp", "POST /mcp HTTP/1.1 x"),
    *("POST /mcp HTTP/9.9", "POST /mcp HTTP/1", "POST /mcp http/1.1", "POST /m cp HTTP/1.1", "POST\t/mcp\tHTTP/1.1"),
    *("POST /mcp\x00 HTTP/1.1", "PRI * HTTP/2.0", "\x16\x03\x01\x02\x00\x01", "POST /" + "x" * 100_000 + " HTTP/1.1"),
]

BROKEN: dict[str, bytes] = (
    {f"length {values}": with_lengths(*values) for values in LENGTHS}
    | {f"encoding {values}": with_encodings(*values) for values in ENCODINGS}
    | {f"encoding {values} and length": with_encodings(*values, length=True) for values in [("chunked",), *ENCODINGS]}
    | {f"chunk {data!r}": with_chunks(data) for data in CHUNKS}
    | {f"line {line[:40]!r}": with_raw_line(line) for line in RAW_LINES}
    | {f"request line {line[:40]!r}": with_request_line(line) for line in REQUEST_LINES}
)


# Tests


@pytest.fixture(autouse=True)
def good_calls(http_calculator: HTTPProcess) -> Iterator[None]:
    """Good calls on a connection of their own, during each test and after it."""
    with calling(http_calculator.port):
        yield
    with Wire(http_calculator.port) as wire:
        assert_serves(wire)


def judge(response: Response, bad: Bad) -> str | None:
    """What is wrong with an answer."""
    if (response.status, response.code) != (bad.status, bad.code):
        return f"{response.status} {response.body[:200]!r} instead of {bad.status} {bad.code}"
    if response.header("connection") is not None:
        return "closes the connection"
    if bad.status == 200 and bad.code is None and not response.message["result"].get("isError"):
        return f"took it: {response.body[:200]!r}"
    return None


def test_there_are_enough() -> None:
    assert sum(len(list(family())) for family in FAMILIES.values()) + len(BROKEN) >= 2000


@pytest.mark.parametrize("family", FAMILIES)
def test_sound_framing(http_calculator: HTTPProcess, family: str) -> None:
    """One connection for all of them."""
    faults: list[str] = []
    wire = Wire(http_calculator.port)
    try:
        for bad in FAMILIES[family]():
            try:
                fault = judge(wire.ask(bad.data), bad)
            except (ConnectionEnded, TimeoutError) as error:
                fault = str(error)
                wire.__exit__()
                wire = Wire(http_calculator.port)
            if fault:
                faults.append(f"{fault}: {bad.data[:1200]!r}")
        assert_serves(wire)
    finally:
        wire.__exit__()
    assert not faults, f"{len(faults)} wrong answers, first of all:\n" + "\n".join(faults[:5])


@pytest.mark.parametrize("name", BROKEN)
def test_broken_framing(http_calculator: HTTPProcess, name: str) -> None:
    """One refusal, the end of the connection, and nothing that hides behind is answered."""
    with Wire(http_calculator.port, timeout=5) as wire:
        wire.send(BROKEN[name] + SMUGGLED)
        try:
            response = wire.receive()
        except ConnectionEnded:
            return
        assert response.status in (400, 413, 431, 501, 505), response
        assert b"SMUGGLED" not in response.body
        assert wire.is_closed_by_server(), "the connection goes on behind broken framing"


@pytest.mark.parametrize("size", [0, 1, len(BODY) - 1])
@pytest.mark.parametrize("is_half", [False, True], ids=["closed", "half-closed"])
def test_bodies_that_break_off(http_calculator: HTTPProcess, size: int, is_half: bool) -> None:
    with Wire(http_calculator.port) as wire:
        wire.send(post(BODY)[: size - len(BODY)])
        if not is_half:
            return
        wire.end_output()
        try:
            assert wire.receive().status == 400
        except ConnectionEnded:
            return
        assert wire.is_closed_by_server()


def test_refuses_a_length_without_waiting_for_the_body(http_calculator: HTTPProcess) -> None:
    for length in (BODY_LIMIT + 1, 10**12, 2**63 - 1):
        with Wire(http_calculator.port) as wire:
            assert wire.ask(framed([*FIELDS, ("Content-Length", str(length))])).status == 413


def test_needs_a_host(http_calculator: HTTPProcess) -> None:
    with Wire(http_calculator.port) as wire:
        response = wire.ask(post(BODY, [pair for pair in FIELDS if pair[0] != "Host"]))
        assert response.status in (400, 421)


def test_memory_and_descriptors_return(http_calculator: HTTPProcess) -> None:
    """As much again as all tests before leaves nothing more behind."""

    def storm() -> None:
        for family in ("oversized", "deep", "garbage", "wrong_fields"):
            with Wire(http_calculator.port) as wire:
                for bad in FAMILIES[family]():
                    wire.ask(bad.data)

    storm()
    before, descriptors = http_calculator.anonymous_memory(), http_calculator.open_descriptors()
    storm()
    assert http_calculator.anonymous_memory() - before < 16 << 20
    assert http_calculator.open_descriptors() <= descriptors + 2
