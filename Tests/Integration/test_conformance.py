"""The official conformance suite's scored scenarios about tools and transport, in words of our own.

Each test carries the name of a scenario, and asserts exact values and the order of events, which is more than the suite
does. `Samples/Everything` is served on one URL for both sets. `make mutants` breaks the server
on purpose and sees them fail.
"""

import base64
import json
import re
import time
from typing import Any

import pytest

from harness.events import OpenStream, events, messages
from harness.http_process import HTTPProcess
from harness.http_wire import (
    Response,
    Wire,
    http_request,
    legacy_fields,
    modern_fields,
    open_session,
    post_legacy,
    post_modern,
)
from harness.raw_client import Message, call, modern, request
from harness.specification import MODERN, NEWEST_LEGACY, specification

PREFIX = "io.modelcontextprotocol/"
ERAS = ["legacy", "modern"]


class Client:
    """Asks in one era, on one connection, and validates what is answered."""

    def __init__(self, wire: Wire, era: str) -> None:
        self.wire, self.era = wire, era
        self.revision = MODERN if era == "modern" else NEWEST_LEGACY
        self.session = None if era == "modern" else open_session(wire, NEWEST_LEGACY)

    def bytes(self, method: str, params: Message | None = None, request_id: Any = 7) -> bytes:
        if self.era == "modern":
            return post_modern(request(request_id, method, modern(params)))
        return post_legacy(request(request_id, method, params), self.session, self.revision)

    def exchange(self, method: str, params: Message | None = None, status: int = 200) -> list[Message]:
        response = self.wire.ask(self.bytes(method, params))
        assert response.status == status, response
        answers = messages(response)
        rules = specification(self.revision)
        for message in answers[:-1]:
            rules.check("JSONRPCNotification", message)
        rules.check("JSONRPCErrorResponse" if "error" in answers[-1] else "JSONRPCResultResponse", answers[-1])
        assert answers[-1]["id"] == 7
        return answers

    def result(self, method: str, params: Message | None = None, definition: str | None = None) -> Message:
        (answer,) = self.exchange(method, params)
        if definition:
            specification(self.revision).check(definition, answer["result"])
        result: Message = answer["result"]
        return result

    def error(self, method: str, params: Message | None = None, status: int = 200) -> Message:
        (answer,) = self.exchange(method, params, status)
        error: Message = answer["error"]
        return error

    def call(self, tool: str, arguments: Message | None = None) -> Message:
        return self.result("tools/call", call(tool, arguments), "CallToolResult")


@pytest.fixture(params=ERAS)
def client(request: pytest.FixtureRequest, http_everything: HTTPProcess) -> Any:
    with Wire(http_everything.port) as wire:
        yield Client(wire, request.param)


@pytest.fixture
def legacy(http_everything: HTTPProcess) -> Any:
    with Wire(http_everything.port) as wire:
        yield Client(wire, "legacy")


@pytest.fixture
def stateless(http_everything: HTTPProcess) -> Any:
    with Wire(http_everything.port) as wire:
        yield Client(wire, "modern")


# Both sets


def test_tools_list(client: Client) -> None:
    result = client.result("tools/list", definition="ListToolsResult")
    names = [tool["name"] for tool in result["tools"]]
    assert names[0] == "test_simple_text", "the first one takes no arguments"
    assert len(set(names)) == len(names) == 17 and "nextCursor" not in result
    for tool in result["tools"]:
        assert re.fullmatch(r"[A-Za-z0-9_./-]{1,64}", tool["name"]) and tool["description"]
        assert tool["inputSchema"]["type"] == "object"


def test_tools_call_simple_text(client: Client) -> None:
    content = client.call("test_simple_text")["content"]
    assert content == [{"type": "text", "text": "This is a simple text response for testing."}]


def test_tools_call_image(client: Client) -> None:
    (block,) = client.call("test_image_content")["content"]
    assert block.keys() == {"type", "data", "mimeType"} and (block["type"], block["mimeType"]) == ("image", "image/png")
    assert base64.b64decode(block["data"], validate=True).startswith(b"\x89PNG\r\n\x1a\n")


def test_tools_call_audio(client: Client) -> None:
    (block,) = client.call("test_audio_content")["content"]
    assert block.keys() == {"type", "data", "mimeType"} and (block["type"], block["mimeType"]) == ("audio", "audio/wav")
    data = base64.b64decode(block["data"], validate=True)
    assert data[:4] == b"RIFF" and int.from_bytes(data[4:8], "little") == len(data) - 8


def test_tools_call_embedded_resource(client: Client) -> None:
    resource = {
        "uri": "test://embedded-resource",
        "mimeType": "text/plain",
        "text": "This is an embedded resource content.",
    }
    assert client.call("test_embedded_resource")["content"] == [{"type": "resource", "resource": resource}]


def test_tools_call_mixed_content(client: Client) -> None:
    text, image, resource = client.call("test_multiple_content_types")["content"]
    assert text == {"type": "text", "text": "Multiple content types test:"}
    assert (image["type"], image["mimeType"]) == ("image", "image/png")
    assert resource["resource"] == {
        "uri": "test://mixed-content-resource",
        "mimeType": "application/json",
        "text": '{"test":"data","value":123}',
    }


def test_tools_call_error(client: Client) -> None:
    result = client.call("test_error_handling")
    assert result["isError"] is True
    assert result["content"][0]["text"] == "This tool intentionally returns an error for testing"


def test_tools_call_with_progress(client: Client) -> None:
    params = call("test_tool_with_progress", {}, token="progress-test-1")
    began = time.monotonic()
    *notifications, answer = client.exchange("tools/call", params)
    assert time.monotonic() - began >= 0.1, "it takes its time between its reports"
    assert [message["method"] for message in notifications] == ["notifications/progress"] * 3
    assert [message["params"] for message in notifications] == [
        {
            "progressToken": "progress-test-1",
            "progress": progress,
            "total": 100,
            "message": f"Completed step {progress} of 100",
        }
        for progress in (0, 50, 100)
    ]
    assert answer["result"]["content"] == [{"type": "text", "text": "The work is done."}]


def test_tools_call_with_progress_that_nobody_asked_for(client: Client) -> None:
    assert len(client.exchange("tools/call", call("test_tool_with_progress", {}))) == 1


def test_server_sse_multiple_streams(http_everything: HTTPProcess, client: Client) -> None:
    """Three requests at once on connections of their own, each answered with its id."""
    wires = [Wire(http_everything.port) for _ in range(3)]
    try:
        for place, wire in enumerate(wires):
            wire.send(client.bytes("tools/list", {}, 1000 + place))
        for place, wire in enumerate(wires):
            response = wire.receive()
            assert response.status == 200 and messages(response)[-1]["id"] == 1000 + place
    finally:
        for wire in wires:
            wire.__exit__()


@pytest.mark.parametrize(("host", "status"), [("evil.example.com", 403), ("localhost", 200), ("127.0.0.1", 200)])
def test_dns_rebinding_protection(http_everything: HTTPProcess, host: str, status: int) -> None:
    name = host if host == "evil.example.com" else f"{host}:{http_everything.port}"
    initialize = request(1, "initialize", {"protocolVersion": NEWEST_LEGACY, "capabilities": {}})
    discover = request(1, "server/discover", modern())
    for message, fields in ((initialize, legacy_fields(None)), (discover, modern_fields(discover))):
        fields = [("Host", name), ("Origin", f"http://{name}"), *fields[1:]]
        with Wire(http_everything.port) as wire:
            response = wire.ask(http_request("POST", "/mcp", fields, json.dumps(message).encode()))
            assert response.status in ({403, 421} if status != 200 else {200}), response


# 2025-11-25


def test_server_initialize(http_everything: HTTPProcess) -> None:
    with Wire(http_everything.port) as wire:
        client = {"name": "raw", "version": "1"}
        params = {"protocolVersion": NEWEST_LEGACY, "capabilities": {"sampling": {}}, "clientInfo": client}
        # A client may state the revision in the header already.
        response = wire.ask(post_legacy(request(1, "initialize", params), None, NEWEST_LEGACY))
        assert response.status == 200
        result = response.message["result"]
        specification(NEWEST_LEGACY).check("InitializeResult", result)
        assert result["protocolVersion"] == NEWEST_LEGACY
        assert result["capabilities"] == {"logging": {}, "tools": {"listChanged": True}}
        assert result["serverInfo"]["name"] == "everything"
        session = response.header("mcp-session-id")
        assert session and all(0x21 <= ord(character) <= 0x7E for character in session)


def test_ping(legacy: Client) -> None:
    assert legacy.result("ping") == {}


def test_logging_set_level(legacy: Client) -> None:
    assert legacy.result("logging/setLevel", {"level": "info"}) == {}
    assert legacy.error("logging/setLevel", {"level": "loud"})["code"] == -32602
    assert legacy.error("logging/setLevel")["code"] == -32602


@pytest.mark.parametrize(("level", "count"), [("debug", 3), ("info", 3), ("warning", 0)])
def test_tools_call_with_logging(legacy: Client, level: str, count: int) -> None:
    legacy.result("logging/setLevel", {"level": level})
    *notifications, answer = legacy.exchange("tools/call", call("test_tool_with_logging", {}))
    texts = ["Tool execution started", "Tool processing data", "Tool execution completed"]
    assert [message["method"] for message in notifications] == ["notifications/message"] * count
    assert [message["params"] for message in notifications] == [
        {"level": "info", "data": text} for text in texts[:count]
    ]
    assert answer["result"]["content"][0]["type"] == "text"


def test_server_sse_polling(http_everything: HTTPProcess, legacy: Client) -> None:
    """The server closes the connection, and the answer is had over another one."""
    stream = OpenStream(legacy.wire, legacy.bytes("tools/call", call("test_reconnection", {}), 1))
    primed = stream.next_event()
    assert primed is not None and primed.id and primed.data == "" and primed.retry is not None
    assert stream.next_event() is None, "the connection is let go of"
    fields = [*legacy_fields(legacy.session, NEWEST_LEGACY), ("Last-Event-ID", primed.id)]
    with Wire(http_everything.port) as wire:
        resumed = OpenStream(wire, http_request("GET", "/mcp", fields))
        event = resumed.next_event()
        assert event is not None and event.id not in (None, primed.id)
        assert event.message["id"] == 1
        assert event.message["result"]["content"][0]["text"] == "The work went on without a connection."
        assert resumed.next_event() is None


@pytest.mark.parametrize("revision", ["2025-03-26", "2025-06-18"])
def test_reconnection_is_not_asked_of_older_clients(http_everything: HTTPProcess, revision: str) -> None:
    with Wire(http_everything.port) as wire:
        session = open_session(wire, revision)
        response = wire.ask(post_legacy(request(1, "tools/call", call("test_reconnection", {})), session))
        assert response.message["result"]["content"][0]["type"] == "text"


def test_server_session_lifecycle(legacy: Client) -> None:
    delete = http_request("DELETE", "/mcp", [("Host", "127.0.0.1"), ("Mcp-Session-Id", legacy.session or "")])
    assert legacy.wire.ask(delete).status == 204
    assert legacy.wire.ask(legacy.bytes("tools/list")).status == 404


# 2026-07-28


@pytest.mark.parametrize("missing", ["all", "protocolVersion", "clientCapabilities"])
def test_server_stateless_refuses_incomplete_meta(stateless: Client, missing: str) -> None:
    message = request(7, "server/discover", modern())
    if missing == "all":
        message["params"] = {}
    else:
        del message["params"]["_meta"][PREFIX + missing]
    response = stateless.wire.ask(post_modern(message))
    assert (response.status, response.code, response.message["id"]) == (400, -32602, 7)


def test_server_stateless_needs_no_client_info(stateless: Client) -> None:
    message = request(7, "server/discover", modern())
    del message["params"]["_meta"][PREFIX + "clientInfo"]
    assert stateless.wire.ask(post_modern(message)).message["result"]["supportedVersions"] == [MODERN]


def test_server_stateless_discovers(stateless: Client) -> None:
    result = stateless.result("server/discover", definition="DiscoverResult")
    assert result["supportedVersions"] == [MODERN]
    assert result["capabilities"] == {"logging": {}, "tools": {"listChanged": True}}
    server = result["_meta"][PREFIX + "serverInfo"]
    assert (server["name"], server["version"]) == ("everything", "1.0.0")
    assert result["resultType"] == "complete" and "serverInfo" not in result
    for method in ("prompts/list", "resources/list", "completion/complete"):
        assert stateless.error(method, status=404)["code"] == -32601, "undeclared, so not served"


@pytest.mark.parametrize(("header", "code"), [("v999.0.0", -32022), (MODERN, -32020)])
def test_server_stateless_refuses_other_versions(stateless: Client, header: str, code: int) -> None:
    message = request(7, "server/discover", modern(revision="v999.0.0"))
    fields = [
        (name, header if name == "MCP-Protocol-Version" else value) for name, value in modern_fields(message)
    ]
    response = stateless.wire.ask(http_request("POST", "/mcp", fields, json.dumps(message).encode()))
    assert (response.status, response.code, response.message["id"]) == (400, code, 7)
    if code == -32022:
        assert response.message["error"]["data"] == {"supported": [MODERN], "requested": "v999.0.0"}


def test_server_stateless_names_missing_capabilities(stateless: Client) -> None:
    error = stateless.error("tools/call", call("test_missing_capability", {}), status=400)
    assert (error["code"], error["data"]) == (-32021, {"requiredCapabilities": {"sampling": {}}})
    capable: Message = {"name": "test_missing_capability", "_meta": {PREFIX + "clientCapabilities": {"sampling": {}}}}
    assert stateless.result("tools/call", capable)["content"][0]["text"] == "The client can sample."


@pytest.mark.parametrize(
    "method",
    ["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe", "unknown/method"],
)
def test_server_stateless_has_no_removed_methods(stateless: Client, method: str) -> None:
    assert stateless.error(method, status=404)["code"] == -32601


def test_server_stateless_streams_no_requests(stateless: Client) -> None:
    params = call("test_streaming_elicitation", {}, token="t")
    *notifications, answer = stateless.exchange("tools/call", params)
    assert [message["method"] for message in notifications] == ["notifications/progress"]
    assert answer["result"]["content"] == [{"type": "text", "text": "Nothing was asked."}]


@pytest.mark.parametrize(("level", "count"), [(None, 0), ("info", 1), ("debug", 1), ("error", 0)])
def test_server_stateless_logs_only_when_asked(stateless: Client, level: str | None, count: int) -> None:
    params = call("test_logging_tool", {})
    if level:
        params["_meta"] = {PREFIX + "logLevel": level}
    *notifications, _ = stateless.exchange("tools/call", params)
    assert [message["method"] for message in notifications] == ["notifications/message"] * count


def listen(wire: Wire, request_id: Any, notifications: Message) -> OpenStream:
    return OpenStream(
        wire, post_modern(request(request_id, "subscriptions/listen", modern({"notifications": notifications})))
    )


@pytest.mark.parametrize("request_id", [1_790_000_000_000, "a text"])
def test_server_stateless_tells_of_changes(
    http_everything: HTTPProcess, stateless: Client, request_id: int | str
) -> None:
    with Wire(http_everything.port) as wire:
        stream = listen(wire, request_id, {"toolsListChanged": True, "promptsListChanged": True})
        meta = {PREFIX + "subscriptionId": request_id}
        assert stream.next_message() == {
            "jsonrpc": "2.0",
            "method": "notifications/subscriptions/acknowledged",
            "params": {"notifications": {"toolsListChanged": True}, "_meta": meta},
        }
        for _ in range(2):
            stateless.call("test_trigger_tool_change")
            event = stream.next_event()
            assert event is not None and event.id is None and event.retry is None
            assert event.message == {
                "jsonrpc": "2.0",
                "method": "notifications/tools/list_changed",
                "params": {"_meta": meta},
            }


def test_server_stateless_tells_nothing_that_was_not_asked_for(
    http_everything: HTTPProcess, stateless: Client
) -> None:
    with Wire(http_everything.port) as quiet_wire, Wire(http_everything.port) as wire:
        quiet = listen(quiet_wire, 1, {"promptsListChanged": True})
        assert quiet.next_message()["params"]["notifications"] == {}
        stream = listen(wire, 2, {"toolsListChanged": True})
        stream.next_message()
        stateless.call("test_trigger_tool_change")
        stream.next_message()
        # The other stream would have been told by now.
        assert not quiet_wire.has_input(0.2)


def test_caching(stateless: Client) -> None:
    for method in ("tools/list", "server/discover"):
        result = stateless.result(method)
        assert type(result["ttlMs"]) is int and result["ttlMs"] >= 0
        assert result["cacheScope"] in ("public", "private")


HEADERS: list[tuple[str, str | None, bool]] = [
    ("Mcp-Method", "tools/list", False),
    ("Mcp-Method", None, False),
    ("Mcp-Method", "TOOLS/CALL", False),
    ("Mcp-Name", "wrong_tool_name", False),
    ("Mcp-Name", None, False),
    ("mcp-method", "tools/call", True),
    ("MCP-METHOD", "tools/call", True),
    ("Mcp-Name", "  test_simple_text  ", True),
]


def with_field(fields: list[tuple[str, str]], name: str, value: str | None) -> list[tuple[str, str]]:
    rest = [field for field in fields if field[0].lower() != name.lower()]
    return rest if value is None else [*rest, (name, value)]


def judge_mirror(response: Response, is_accepted: bool) -> None:
    expected = (200, None) if is_accepted else (400, -32020)
    assert (response.status, response.code) == expected, response


@pytest.mark.parametrize(("name", "value", "is_accepted"), HEADERS)
def test_http_header_validation(stateless: Client, name: str, value: str | None, is_accepted: bool) -> None:
    message = request(7, "tools/call", modern(call("test_simple_text", {})))
    fields = with_field(modern_fields(message), name, value)
    judge_mirror(stateless.wire.ask(http_request("POST", "/mcp", fields, json.dumps(message).encode())), is_accepted)


@pytest.mark.parametrize(
    ("value", "header", "is_accepted"),
    [
        ("Hello", "Hello", True),
        ("Hello", "=?base64?SGVsbG8=?=", True),
        ("SGVsbG8=", "SGVsbG8=", True),
        ("=?base64?SGVsbG8=", "=?base64?SGVsbG8=", True),
        ("Grüße", "=?base64?R3LDvMOfZQ==?=", True),
        ("Hello", "=?base64?SGVsbG8?=", False),
        ("Hello", "=?base64?SGVs!!!bG8=?=", False),
        ("Hello", "hello", False),
        ("test-value", None, False),
    ],
)
def test_http_custom_header_server_validation(
    stateless: Client, value: str, header: str | None, is_accepted: bool
) -> None:
    message = request(7, "tools/call", modern(call("test_custom_header", {"region": value})))
    fields = with_field(modern_fields(message), "Mcp-Param-Region", header)
    judge_mirror(stateless.wire.ask(http_request("POST", "/mcp", fields, json.dumps(message).encode())), is_accepted)


def test_json_schema_2020_12(client: Client) -> None:
    """What YAML can say of the suite's schema; the conditions between properties stand in the description."""
    tools = client.result("tools/list")["tools"]
    tool = next(tool for tool in tools if tool["name"] == "json_schema_2020_12_tool")
    schema = tool["inputSchema"]
    assert schema["additionalProperties"] is False
    assert schema["properties"]["contactMethod"]["enum"] == ["phone", "email"]
    assert list(schema["properties"]) == ["name", "address", "contactMethod", "phone", "email"]
    assert "Give a phone number or an email address" in tool["description"]


def test_messages_of_streams_are_flushed_at_once(http_everything: HTTPProcess, stateless: Client) -> None:
    with Wire(http_everything.port) as wire:
        message = request(7, "tools/call", modern(call("test_tool_with_progress", {}, token=1)))
        stream = OpenStream(wire, post_modern(message))
        stream.next_message()
        began = time.monotonic()
        stream.next_message()
        stream.next_message()
        assert "result" in stream.next_message() and stream.next_event() is None
        # The tool rests three times for 50 ms behind its first report: what is kept back would come at once with the end.
        assert time.monotonic() - began >= 0.1


def test_a_stream_has_the_headers_that_proxies_need(stateless: Client) -> None:
    message = request(7, "tools/call", modern(call("test_tool_with_progress", {}, token=1)))
    response = stateless.wire.ask(post_modern(message))
    assert response.header("cache-control") and response.header("x-accel-buffering") == "no"
    assert all(event.id is None and event.retry is None for event in events(response))
