"""The order of checks on a real socket: what each fault is answered with, alone and beside a fault of a later check.

The tables are the *Order* line of the checklist's section 4.4, and of 5.2 with 7.1 for sessions. Authentication
and limits are not built yet; `Mcp-Param-*` is in `ParameterHeaderTests`.
"""

import base64
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from harness.http_process import HTTPProcess
from harness.http_wire import (
    BOTH_TYPES,
    JSON_TYPE,
    Fields,
    Response,
    Wire,
    assert_serves,
    echo_message,
    http_request,
    legacy_fields,
    modern_fields,
    open_session,
    post_legacy,
    post_modern,
)
from harness.raw_client import call, modern, notification, request
from harness.specification import MODERN, NEWEST_LEGACY

BODY_LIMIT = 4 << 20
UNKNOWN_REVISION = "2099-01-01"
ALLOW = "GET, POST, DELETE"


@dataclass(frozen=True)
class Ask:
    """A request that can be wrong in any way; by default in none."""

    verb: str = "POST"
    origin: str | None = None
    host: str = "127.0.0.1"
    content_type: str = "application/json"
    accept: str = "application/json, text/event-stream"
    #: How many spaces stand behind the message.
    padding: int = 0
    is_truncated: bool = False
    jsonrpc: str = "2.0"
    method: str = "tools/call"
    tool: str = "echo"
    arguments: Any = field(default_factory=lambda: {"message": "hello"})
    more: tuple[tuple[str, str], ...] = ()
    #: The session's id; `None` in the stateless revisions.
    session: str | None = None
    has_meta: bool = True
    revision: str = MODERN
    #: What the header says instead of what the body says.
    header_revision: str | None = None
    header_method: str | None = None
    header_name: str | None = None

    @property
    def is_legacy(self) -> bool:
        return self.revision == NEWEST_LEGACY

    @property
    def body(self) -> bytes:
        params = call(self.tool, self.arguments)
        if not self.is_legacy and self.has_meta:
            params = modern(params, self.revision)
        text = json.dumps(request("r1", self.method, params) | {"jsonrpc": self.jsonrpc}).encode()
        return (text[:-5] if self.is_truncated else text) + b" " * self.padding

    @property
    def fields(self) -> Fields:
        fields = [("Host", self.host), ("Content-Type", self.content_type), ("Accept", self.accept)]
        fields.append(("MCP-Protocol-Version", self.header_revision or self.revision))
        if self.is_legacy:
            fields += [("Mcp-Session-Id", self.session)] if self.session is not None else []
        else:
            fields.append(("Mcp-Method", self.header_method or self.method))
            fields.append(("Mcp-Name", self.header_name or self.tool))
        fields += [("Origin", self.origin)] if self.origin else []
        return [*fields, *self.more]

    @property
    def bytes(self) -> bytes:
        return http_request(self.verb, "/mcp", self.fields, self.body)


@dataclass(frozen=True)
class Check:
    """A fault, and its answer."""

    name: str
    #: What is wrong, as changes of `Ask`.
    fault: dict[str, Any]
    status: int
    #: Of the JSON-RPC error; `None` where the body is empty.
    code: int | None
    #: Whether the request could be read as far as to its id.
    has_id: bool = False
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.name


HTTP_CHECKS = [
    Check("method", {"verb": "PUT"}, 405, None, headers={"allow": ALLOW}),
    Check("origin", {"origin": "https://evil.example"}, 403, -32600),
    Check("host", {"host": "evil.example"}, 421, -32600),
    Check("content-type", {"content_type": "text/plain"}, 415, -32600),
    Check("accept", {"accept": "application/json"}, 406, -32600),
    Check("size", {"padding": BODY_LIMIT}, 413, 413),
    Check("parse", {"is_truncated": True}, 400, -32700),
    Check("shape", {"jsonrpc": "1.0"}, 400, -32600, has_id=True),
]

MODERN_CHECKS = [
    *HTTP_CHECKS,
    Check("repeated", {"more": (("Mcp-Method", "tools/call"),)}, 400, -32020, has_id=True),
    Check("meta", {"has_meta": False}, 400, -32602, has_id=True),
    Check("version-header", {"header_revision": "2098-01-01"}, 400, -32020, has_id=True),
    Check("version", {"revision": UNKNOWN_REVISION}, 400, -32022, has_id=True),
    Check("mcp-method", {"header_method": "tools/list"}, 400, -32020, has_id=True),
    Check("mcp-name", {"header_name": "calculate"}, 400, -32020, has_id=True),
    Check("unknown-method", {"method": "tools/nonsense"}, 404, -32601, has_id=True),
    Check("params", {"arguments": [1]}, 200, -32602, has_id=True),
    Check("tool", {"tool": "nonsense"}, 200, -32602, has_id=True),
]

LEGACY_CHECKS = [
    *HTTP_CHECKS,
    Check("session", {"session": "unknown"}, 404, -32600, has_id=True),
    Check("version", {"header_revision": UNKNOWN_REVISION}, 400, -32600, has_id=True),
    Check("unknown-method", {"method": "tools/nonsense"}, 200, -32601, has_id=True),
    Check("params", {"arguments": [1]}, 200, -32602, has_id=True),
    Check("tool", {"tool": "nonsense"}, 200, -32602, has_id=True),
]

#: Pairs that are no pair: only a call has a name that could be mirrored.
NO_PAIRS = {("mcp-name", "unknown-method")}


def alone_and_in_pairs(checks: list[Check]) -> Iterator[Any]:
    """Each check alone, and with each later one violated, too; the first one must answer."""
    for check in checks:
        yield pytest.param(check, {}, id=str(check))
    for first, second in itertools.combinations(checks, 2):
        if (first.name, second.name) not in NO_PAIRS:
            yield pytest.param(first, second.fault, id=f"{first}-before-{second}")


def assert_refused(response: Response, check: Check) -> None:
    assert (response.status, response.code) == (check.status, check.code), response
    assert response.header("x-request-id")
    assert response.header("mcp-session-id") is None
    assert response.header("connection") is None, "only broken framing ends a connection"
    for name in ("allow", "www-authenticate", "retry-after"):
        assert response.header(name) == check.headers.get(name)
    if check.code is None:
        assert response.body == b""
        return
    assert response.message.keys() == {"jsonrpc", "error"} | ({"id"} if check.has_id else set())
    if check.has_id:
        assert response.message["id"] == "r1"
    if check.code == -32022:
        assert response.message["error"]["data"] == {"supported": [MODERN], "requested": UNKNOWN_REVISION}


@pytest.fixture
def wire(http_calculator: HTTPProcess) -> Iterator[Wire]:
    """A connection that still serves when the test is done: no refusal with sound framing costs it."""
    with Wire(http_calculator.port) as wire:
        yield wire
        assert_serves(wire)


@pytest.fixture
def session(wire: Wire) -> Iterator[str]:
    session = open_session(wire, NEWEST_LEGACY)
    yield session
    wire.ask(http_request("DELETE", "/mcp", legacy_fields(session)))


@pytest.mark.parametrize(("check", "second"), list(alone_and_in_pairs(MODERN_CHECKS)))
def test_order_without_session(wire: Wire, check: Check, second: dict[str, Any]) -> None:
    assert_refused(wire.ask(replace(Ask(), **second | check.fault).bytes), check)


@pytest.mark.parametrize(("check", "second"), list(alone_and_in_pairs(LEGACY_CHECKS)))
def test_order_in_a_session(wire: Wire, session: str, check: Check, second: dict[str, Any]) -> None:
    good = Ask(revision=NEWEST_LEGACY, session=session)
    assert wire.ask(good.bytes).status == 200
    assert_refused(wire.ask(replace(good, **second | check.fault).bytes), check)


# Header fields that state what the body states


def mirrored(name: str, value: str | None, *, tool: str = "echo") -> bytes:
    """A good call but for one field; `None` leaves it out."""
    message = request("r1", "tools/call", modern(call(tool, {"message": "x"})))
    fields = [pair for pair in modern_fields(message) if pair[0] != name]
    fields += [] if value is None else [(name, value)]
    return http_request("POST", "/mcp", fields, json.dumps(message).encode())


def encoded(text: str) -> str:
    return f"=?base64?{base64.b64encode(text.encode()).decode()}?="


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MCP-Protocol-Version", f" \t{MODERN}\t "),
        ("mcp-PROTOCOL-version", MODERN),
        ("Mcp-Method", "  tools/call  "),
        ("mcp-name", "echo"),
        ("Mcp-Name", encoded("echo")),
    ],
)
def test_takes_what_mirrors_the_body(wire: Wire, name: str, value: str) -> None:
    message = echo_message("x")
    fields = [pair for pair in modern_fields(message) if pair[0].lower() != name.lower()]
    response = wire.ask(http_request("POST", "/mcp", [*fields, (name, value)], json.dumps(message).encode()))
    assert (response.status, response.code) == (200, None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *((name, None) for name in ("MCP-Protocol-Version", "Mcp-Method", "Mcp-Name")),
        *((name, "") for name in ("MCP-Protocol-Version", "Mcp-Method", "Mcp-Name")),
        ("MCP-Protocol-Version", "2026-07-28x"),
        ("MCP-Protocol-Version", NEWEST_LEGACY),
        ("MCP-Protocol-Version", encoded(MODERN)),
        ("Mcp-Method", "TOOLS/CALL"),
        ("Mcp-Method", encoded("tools/call")),
        ("Mcp-Name", "Echo"),
        ("Mcp-Name", "\xe9cho"),
        ("Mcp-Name", "=?base64?ZWNobw=?="),
        ("Mcp-Name", "=?base64?ZWNobw?="),
        ("Mcp-Name", "=?base64?ZWNob_==?="),
        ("Mcp-Name", "=?base64?ZWNobx==?="),
        ("Mcp-Name", "=?base64?ZWN obw==?="),
        ("Mcp-Name", "=?base64?/w==?="),
        ("Mcp-Name", "=?BASE64?ZWNobw==?="),
        ("Mcp-Name", "=?base64?ZWNobw=="),
    ],
)
def test_refuses_what_differs_from_the_body(wire: Wire, name: str, value: str | None) -> None:
    response = wire.ask(mirrored(name, value))
    assert (response.status, response.code, response.message["id"]) == (400, -32020, "r1")


@pytest.mark.parametrize("name", ["MCP-Protocol-Version", "Mcp-Method", "Mcp-Name"])
def test_refuses_mirrors_that_are_repeated(wire: Wire, name: str) -> None:
    message = echo_message("x")
    value = dict(modern_fields(message))[name]
    fields = [*modern_fields(message), (name.lower(), value)]
    response = wire.ask(http_request("POST", "/mcp", fields, json.dumps(message).encode()))
    assert (response.status, response.code) == (400, -32020)


# What decides the era


def post(message: Any, *fields: tuple[str, str]) -> bytes:
    body = message if isinstance(message, bytes) else json.dumps(message).encode()
    return http_request("POST", "/mcp", [("Host", "127.0.0.1"), JSON_TYPE, BOTH_TYPES, *fields], body)


VERSION = ("MCP-Protocol-Version", MODERN)
INITIALIZE = {"protocolVersion": NEWEST_LEGACY, "capabilities": {}, "clientInfo": {"name": "raw", "version": "1"}}
CAPABILITIES = {"io.modelcontextprotocol/clientCapabilities": {}}
REVISION = {"io.modelcontextprotocol/protocolVersion": MODERN}


@dataclass(frozen=True)
class Case:
    """A message, and its answer."""

    name: str
    data: bytes
    status: int
    code: int | None

    def __str__(self) -> str:
        return self.name


def case(name: str, status: int, code: int | None, message: Any, *fields: tuple[str, str]) -> Case:
    return Case(name, post(message, *fields), status, code)


CASES = [
    # The three that the conformance suite pins.
    case("header-but-no-meta", 400, -32602, request(1, "tools/list"), VERSION, ("Mcp-Method", "tools/list")),
    case("body-has-another", 400, -32020, request(1, "tools/list", modern(None, NEWEST_LEGACY)), VERSION),
    Case("unknown-in-both", Ask(revision=UNKNOWN_REVISION).bytes, 400, -32022),
    case("no-header", 400, -32020, request(1, "tools/list", modern())),
    case("unknown-header-but-no-meta", 400, -32602, request(1, "tools/list"), ("MCP-Protocol-Version", "2099-01-01")),
    case("no-capabilities", 400, -32602, request(1, "tools/list", {"_meta": REVISION}), VERSION),
    case("no-revision", 400, -32602, request(1, "tools/list", {"_meta": CAPABILITIES}), VERSION),
    case("discover-without-meta", 400, -32602, request(1, "server/discover"), VERSION),
    *(
        Case(f"gone-{method}", Ask(method=method).bytes, 404, -32601)
        for method in ("initialize", "ping", "logging/setLevel", "resources/subscribe", "tasks/get")
    ),
    *(
        Case(f"not-declared-{method}", Ask(method=method).bytes, 404, -32601)
        for method in ("resources/list", "prompts/list", "completion/complete", "subscriptions/listen")
    ),
    case("modern-batch", 400, -32600, [request(1, "tools/list", modern())], VERSION),
    case("empty-batch", 400, -32600, [], VERSION),
    case("modern-notification", 202, None, notification("notifications/cancelled", modern({"requestId": 1})), VERSION),
    case("unknown-notification", 202, None, notification("notifications/nonsense"), VERSION),
    case("response", 400, -32600, {"jsonrpc": "2.0", "id": 1, "result": {}}, VERSION),
    # Without a session.
    case("no-session", 400, -32600, request(1, "tools/list")),
    case("no-session-but-legacy-header", 400, -32600, request(1, "ping"), ("MCP-Protocol-Version", NEWEST_LEGACY)),
    case("unknown-session", 404, -32600, request(1, "tools/list"), ("Mcp-Session-Id", "0" * 48)),
    case("notification-without-session", 400, -32600, notification("notifications/initialized")),
    case("initialize-with-modern-header", 200, None, request(1, "initialize", INITIALIZE), VERSION),
    case("initialize-with-session", 200, None, request(1, "initialize", INITIALIZE), ("Mcp-Session-Id", "none")),
    case("initialize-without-revision", 200, -32602, request(1, "initialize", {})),
    case("initialize-as-notification", 400, -32600, notification("initialize", INITIALIZE)),
    # No JSON-RPC.
    *(
        case(f"body-{text.decode()[:10]}", 400, -32600, text, VERSION)
        for text in (b"null", b"1", b'"text"', b"true", b"{}", b'{"jsonrpc":"2.0"}', b'{"jsonrpc":"2.0","id":1}')
    ),
    *(
        case(f"id-{value!r}", 400, -32600, request(value, "tools/list", modern()), VERSION)
        for value in (None, 1.5, True, [], {})
    ),
    *(case(f"no-json-{text!r}", 400, -32700, text, VERSION) for text in (b"", b"{", b"nul", b"\xff\xfe", b"{'a':1}")),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_decides_by_the_message(wire: Wire, case: Case) -> None:
    response = wire.ask(case.data)
    assert (response.status, response.code) == (case.status, case.code), response
    assert response.header("connection") is None


def test_modern_requests_know_no_sessions(wire: Wire, session: str) -> None:
    for value in (session, "unknown", ""):
        fields = [*modern_fields(echo_message("x")), ("Mcp-Session-Id", value), ("Last-Event-ID", "1")]
        response = wire.ask(http_request("POST", "/mcp", fields, json.dumps(echo_message("x")).encode()))
        assert (response.status, response.code) == (200, None)
        assert response.header("mcp-session-id") is None


# Sessions


def test_life_of_a_session(wire: Wire) -> None:
    session = open_session(wire, NEWEST_LEGACY)
    assert session != open_session(wire, NEWEST_LEGACY)
    initialized = wire.ask(post_legacy(notification("notifications/initialized"), session))
    assert (initialized.status, initialized.body, initialized.header("content-type")) == (202, b"", None)
    answered = wire.ask(post_legacy({"jsonrpc": "2.0", "id": 9, "result": {}}, session))
    assert (answered.status, answered.body) == (202, b"")
    assert wire.ask(post_legacy(request(1, "ping"), session)).message["result"] == {}
    delete = http_request("DELETE", "/mcp", legacy_fields(session))
    ended = wire.ask(delete)
    assert (ended.status, ended.body, ended.header("content-length")) == (204, b"", None)
    assert wire.ask(delete).status == 404
    gone = wire.ask(post_legacy(request(1, "ping"), session))
    assert (gone.status, gone.code) == (404, -32600)


def test_delete_needs_a_session(wire: Wire) -> None:
    assert wire.ask(http_request("DELETE", "/mcp", [("Host", "localhost")])).status == 400
    assert wire.ask(http_request("DELETE", "/mcp", legacy_fields("unknown"))).status == 404
    repeated = [*legacy_fields("a"), ("Mcp-Session-Id", "b")]
    assert wire.ask(http_request("DELETE", "/mcp", repeated)).status == 404


@pytest.mark.parametrize("revision", [None, "2025-03-26", "2025-06-18", NEWEST_LEGACY])
def test_takes_the_revisions_of_sessions(wire: Wire, session: str, revision: str | None) -> None:
    assert wire.ask(post_legacy(request(1, "ping"), session, revision)).status == 200


@pytest.mark.parametrize("revision", [MODERN, UNKNOWN_REVISION, "", "latest"])
def test_refuses_other_revisions_in_a_session(wire: Wire, session: str, revision: str) -> None:
    fields = [*legacy_fields(session), ("MCP-Protocol-Version", revision)]
    response = wire.ask(http_request("POST", "/mcp", fields, json.dumps(request(1, "ping")).encode()))
    assert (response.status, response.code) == (400, -32600)


def test_batches_belong_to_one_revision(wire: Wire, session: str) -> None:
    batch = [request(1, "ping"), notification("notifications/initialized"), request(2, "tools/call", call("sudo"))]
    refused = wire.ask(post_legacy(batch, session))
    assert (refused.status, refused.code) == (400, -32600)
    old = open_session(wire, "2025-03-26")
    answers: Any = wire.ask(post_legacy(batch, old)).message
    assert [(answer["id"], answer.get("error", {}).get("code")) for answer in answers] == [(1, None), (2, -32602)]
    quiet = wire.ask(post_legacy([notification("notifications/initialized")] * 2, old))
    assert (quiet.status, quiet.body) == (202, b"")
    opening = wire.ask(post_legacy([request(1, "initialize", INITIALIZE)], old))
    codes = [answer["error"]["code"] for answer in opening.message]  # type: ignore[index]
    assert (opening.status, codes) == (200, [-32600])


# Methods, media types, hosts, paths


@pytest.mark.parametrize("verb", ["PUT", "PATCH", "TRACE", "OPTIONS"])
def test_other_methods(wire: Wire, verb: str) -> None:
    response = wire.ask(http_request(verb, "/mcp", [("Host", "127.0.0.1"), BOTH_TYPES]))
    assert (response.status, response.body, response.header("allow")) == (405, b"", ALLOW)


def test_head(wire: Wire) -> None:
    response = wire.ask(http_request("HEAD", "/mcp", [("Host", "127.0.0.1")]), is_head=True)
    assert (response.status, response.header("allow")) == (405, ALLOW)


def with_field(name: str, *values: str) -> bytes:
    fields = [pair for pair in modern_fields(echo_message("x")) if pair[0] != name]
    fields += [(name, value) for value in values]
    return http_request("POST", "/mcp", fields, json.dumps(echo_message("x")).encode())


@pytest.mark.parametrize(
    ("status", "values"),
    [
        (200, ["application/json; charset=utf-8"]),
        (200, ["Application/JSON"]),
        (415, []),
        (415, [""]),
        (415, ["application/jsonp"]),
        (415, ["application/x-www-form-urlencoded"]),
        (415, ["text/plain;application/json"]),
        (415, ["application/json", "text/plain"]),
        (415, ["application/json", "application/json"]),
    ],
)
def test_content_types(wire: Wire, status: int, values: list[str]) -> None:
    assert wire.ask(with_field("Content-Type", *values)).status == status


@pytest.mark.parametrize(
    ("status", "values"),
    [
        (200, ["*/*"]),
        (200, ["text/event-stream;q=0.5,application/json"]),
        (200, ["application/json", "text/event-stream"]),
        (200, ["text/*, application/*"]),
        (406, []),
        (406, [""]),
        (406, ["application/json"]),
        (406, ["text/event-stream"]),
        (406, ["application/json, text/event-stream;q=0"]),
        (406, ["application/jsonx, text/event-streams"]),
    ],
)
def test_accept(wire: Wire, status: int, values: list[str]) -> None:
    assert wire.ask(with_field("Accept", *values)).status == status


@pytest.mark.parametrize(
    ("status", "values"),
    [
        *((200, [host]) for host in ("localhost", "LOCALHOST:80", "127.0.0.1:1", "[::1]", "[::1]:3000")),
        *((421, [host]) for host in ("evil.example", "127.0.0.1.evil.example", "localhost.", "user@localhost", "")),
        (421, ["localhost:99999"]),
        (421, ["localhost, evil.example"]),
        (400, ["localhost", "localhost"]),
        (400, ["localhost", "evil.example"]),
    ],
)
def test_hosts(wire: Wire, status: int, values: list[str]) -> None:
    assert wire.ask(with_field("Host", *values)).status == status


@pytest.mark.parametrize(
    ("status", "values"),
    [
        *((200, [origin]) for origin in ("http://localhost", "https://127.0.0.1:8443", "http://[::1]:1")),
        *((403, [origin]) for origin in ("null", "", "https://evil.example", "http://localhost.evil.example")),
        (403, ["file://"]),
        (403, ["http://localhost/path"]),
        (403, ["http://user@localhost"]),
        (403, ["http://localhost", "http://localhost"]),
        (403, ["http://localhost http://evil.example"]),
    ],
)
def test_origins(wire: Wire, status: int, values: list[str]) -> None:
    assert wire.ask(with_field("Origin", *values)).status == status


@pytest.mark.parametrize("path", ["/", "/mcp/", "/MCP", "/mcp/x", "//mcp", "/%6dcp", "/healthz/", "/../mcp"])
def test_other_paths(wire: Wire, path: str) -> None:
    body = json.dumps(echo_message("x")).encode()
    assert wire.ask(http_request("POST", path, modern_fields(echo_message("x")), body)).status == 404


def test_a_query_changes_nothing(wire: Wire) -> None:
    body = json.dumps(echo_message("x")).encode()
    assert wire.ask(http_request("POST", "/mcp?a=b", modern_fields(echo_message("x")), body)).status == 200


def test_health(wire: Wire) -> None:
    response = wire.ask(http_request("GET", "/healthz", [("Host", "anything.example")]))
    assert (response.status, response.message["status"]) == (200, "ok")
    refused = wire.ask(http_request("POST", "/healthz", [("Host", "localhost")], b"{}"))
    assert (refused.status, refused.header("allow")) == (405, "GET, HEAD")


# The limit of the body


@pytest.mark.parametrize(("size", "status"), [(BODY_LIMIT, 200), (BODY_LIMIT + 1, 413)])
@pytest.mark.parametrize("is_chunked", [False, True], ids=["length", "chunked"])
def test_body_limit(wire: Wire, size: int, status: int, is_chunked: bool) -> None:
    message = echo_message("x")
    body = json.dumps(message).encode().ljust(size)
    if is_chunked:
        fields = [*modern_fields(message), ("Transfer-Encoding", "chunked")]
        data = http_request("POST", "/mcp", fields) + b"%x\r\n%s\r\n0\r\n\r\n" % (size, body)
    else:
        data = http_request("POST", "/mcp", modern_fields(message), body)
    assert wire.ask(data).status == status


def test_hundred_calls_on_one_connection(wire: Wire) -> None:
    for number in range(100):
        assert_serves(wire, f"call {number}")


def test_pipelined_calls_are_answered_in_order(wire: Wire) -> None:
    wire.send(b"".join(post_modern(echo_message("x", number)) for number in range(50)))
    assert [wire.receive().message["id"] for _ in range(50)] == list(range(50))
