"""What no official client can be made to send: each era by hand, both in one conversation, and much that is wrong."""

import json
import signal
import subprocess
from typing import Any

import pytest

from harness.raw_client import TIMEOUT, Message, RawClient, call, modern, notification, request, text
from harness.server import Server
from harness.specification import LEGACY_REVISIONS, MODERN, NEWEST_LEGACY
from harness.transcript import LINE_LIMIT

META = "io.modelcontextprotocol/"
WRONG_CLAIMS: list[Any] = [None, 1, [], True]


def assert_alive(client: RawClient) -> None:
    """Whatever came before, the next request is served."""
    answer = client.ask_modern("tools/call", call("echo", {"message": "alive"}))
    assert text(answer["result"]) == "alive"


def assert_error(answer: Message, code: int, *words: str) -> None:
    assert answer.get("error", {}).get("code") == code, answer
    for word in words:
        assert word in answer["error"]["message"]


# Opening


@pytest.mark.parametrize("revision", LEGACY_REVISIONS)
def test_legacy_conversation(calculator: Server, revision: str) -> None:
    with calculator.raw() as client:
        opened = client.initialize(revision)
        assert opened == {
            "protocolVersion": revision,
            "capabilities": {"logging": {}, "tools": {}},
            "serverInfo": {"name": "calculator", "version": "1.0.0"},
            "instructions": "Evaluates arithmetic. Only digits, + - * / and parentheses.",
        }
        assert client.ask("ping")["result"] == {}
        assert len(client.ask("tools/list")["result"]["tools"]) == 3
        assert len(client.ask("tools/list", {})["result"]["tools"]) == 3
        result = client.ask("tools/call", call("calculate", {"expression": "6*7"}))["result"]
        assert result == {"content": [{"type": "text", "text": '{"result":42}'}], "structuredContent": {"result": 42}}
        # Again, in another revision: the newest agreement counts.
        assert client.initialize(LEGACY_REVISIONS[0])["protocolVersion"] == LEGACY_REVISIONS[0]
        assert client.ask("tools/call", call("list_sessions"))["result"]["structuredContent"] == {"active": 1}


@pytest.mark.parametrize("asked", [MODERN, "2026-07-29", "1999-12-31", "", "latest"])
def test_offers_the_newest_legacy_revision(calculator: Server, asked: str) -> None:
    with calculator.raw() as client:
        assert client.initialize(asked)["protocolVersion"] == NEWEST_LEGACY
        assert_alive(client)


def test_initialize_needs_a_revision(calculator: Server) -> None:
    with calculator.raw() as client:
        for params in (None, {}, {"protocolVersion": 20251125}, {"protocolVersion": None}):
            assert_error(client.ask("initialize", params), -32602, "protocolVersion")


def test_serves_legacy_requests_before_the_handshake(calculator: Server) -> None:
    with calculator.raw() as client:
        assert len(client.ask("tools/list")["result"]["tools"]) == 3
        sessions = client.ask("tools/call", call("list_sessions"))["result"]
        assert sessions["structuredContent"] == {"active": 0}
        client.initialize(NEWEST_LEGACY)


def test_modern_conversation(calculator: Server) -> None:
    with calculator.raw() as client:
        discovered = client.ask_modern("server/discover")["result"]
        assert discovered["supportedVersions"] == [MODERN]
        assert discovered["capabilities"] == {"logging": {}, "tools": {}}
        assert discovered["instructions"].startswith("Evaluates arithmetic.")
        assert discovered["_meta"] == {META + "serverInfo": {"name": "calculator", "version": "1.0.0"}}
        listed = client.ask_modern("tools/list")["result"]
        assert (listed["cacheScope"], listed["ttlMs"] >= 0, "nextCursor" in listed) == ("public", True, False)
        result = client.ask_modern("tools/call", call("calculate", {"expression": "-(2-5)/2"}))["result"]
        assert result["structuredContent"] == {"result": 1.5}
        assert "isError" not in result or result["isError"] is False


def test_modern_requests_state_everything(calculator: Server) -> None:
    """Nothing is inferred from the requests before: each is refused for what it lacks itself."""
    good: dict[str, Any] = modern()["_meta"]
    with calculator.raw() as client:
        assert_alive(client)
        for key in ("protocolVersion", "clientCapabilities"):
            without = {name: value for name, value in good.items() if name != META + key}
            for method in ("server/discover", "tools/list", "tools/call", "initialize", "no/such"):
                assert_error(client.ask(method, {"name": "echo", "_meta": without}), -32602, META + key)
            for wrong in WRONG_CLAIMS:
                assert_error(client.ask("tools/list", {"_meta": good | {META + key: wrong}}), -32602, META + key)
        claimless: list[Message | None] = [None, {}, {"_meta": {}}, {"_meta": {"progressToken": 1}}]
        for params in claimless:
            assert_error(client.ask("server/discover", params), -32602, META + "protocolVersion")
        assert_error(client.ask("tools/list", {"_meta": good | {META + "logLevel": "loud"}}), -32602)
        # The client's name is not asked for, and foreign keys are none of our business.
        anonymous = {key: value for key, value in good.items() if key != META + "clientInfo"}
        assert "result" in client.ask("tools/list", {"_meta": anonymous | {"traceparent": "00-0-0-0", "a.b/c": [{}]}})


@pytest.mark.parametrize("asked", ["2026-07-29", "2025-11-25", "2024-11-05", "", "x" * 10_000])
def test_names_the_modern_revisions(calculator: Server, asked: str) -> None:
    with calculator.raw() as client:
        for method in ("server/discover", "tools/list", "initialize"):
            answer = client.ask(method, modern(revision=asked))
            assert_error(answer, -32022)
            assert answer["error"]["data"]["supported"] == [MODERN]
            assert asked.startswith(answer["error"]["data"]["requested"].removesuffix("…"))
        assert_alive(client)


@pytest.mark.parametrize(
    "method",
    ["initialize", "ping", "notifications/initialized", "logging/setLevel", "resources/list", "", "Tools/List"],
)
def test_modern_methods_that_are_not_served(calculator: Server, method: str) -> None:
    with calculator.raw() as client:
        assert_error(client.ask_modern(method), -32601, "Method not found")


@pytest.mark.parametrize("method", ["resources/list", "prompts/get", "notifications/cancelled", ""])
def test_legacy_methods_that_are_not_served(calculator: Server, method: str) -> None:
    with calculator.raw() as client:
        client.initialize(NEWEST_LEGACY)
        assert_error(client.ask(method, {}), -32601, "Method not found")


def test_eras_in_one_conversation(calculator: Server) -> None:
    """A real client sends `initialize` after a successful `server/discover`; then every message is on its own."""
    with calculator.raw() as client:
        assert client.ask_modern("server/discover")["result"]["supportedVersions"] == [MODERN]
        assert client.initialize("2025-06-18")["protocolVersion"] == "2025-06-18"
        for _ in range(2):
            assert "resultType" not in client.ask("tools/list")["result"]
            assert client.ask_modern("tools/list")["result"]["resultType"] == "complete"
            assert "error" in client.ask_modern("ping")
            assert client.ask("ping")["result"] == {}
            assert "error" in client.ask("server/discover")
        # And all at once: the answers may come in any order.
        client.send(
            request("a", "tools/call", call("echo", {"message": "legacy"})),
            request("b", "tools/call", modern(call("echo", {"message": "modern"}))),
            request("c", "tools/list"),
            request("d", "tools/list", modern()),
        )
        answers = {answer["id"]: answer["result"] for answer in (client.receive() for _ in range(4))}
        assert ["resultType" in answers[key] for key in "abcd"] == [False, True, False, True]


# Ids


@pytest.mark.parametrize(
    "request_id", [0, -1, 2**53 - 1, -(2**53) + 1, 2**63 - 1, "", "1", 'q"\\\n\u2028💥', "x" * 5000]
)
def test_echoes_ids(calculator: Server, request_id: str | int) -> None:
    with calculator.raw() as client:
        for params in (call("echo", {"message": "m"}), modern(call("echo", {"message": "m"})), call("sudo")):
            client.ask("tools/call", params, request_id)
        client.ask("ping", request_id=request_id)
        client.ask_modern("no/such", request_id=request_id)


def test_tells_apart_ids_of_different_types(calculator: Server) -> None:
    with calculator.raw() as client:
        client.send(
            request(1, "tools/call", call("echo", {"message": "number"})),
            request("1", "tools/call", call("echo", {"message": "text"})),
        )
        answers = [client.receive(), client.receive()]
        assert {(answer["id"], text(answer["result"])) for answer in answers} == {(1, "number"), ("1", "text")}


@pytest.mark.parametrize("wrong", [None, True, 1.5, [], {}, [1], {"id": 1}])
def test_refuses_ids_that_are_none(calculator: Server, wrong: Any) -> None:
    with calculator.raw() as client:
        for params in (None, modern()):
            client.send(request(wrong, "tools/list", params))
            answer = client.receive()
            assert "id" not in answer
            assert_error(answer, -32600, "id")
        assert_alive(client)


# Messages that are none

MALFORMED = {
    "half": b'{"jsonrpc":"2.0","id":1,"method":"ping"',
    "text": b"hello",
    "header": b"Content-Length: 40\r",
    "trailing comma": b'{"jsonrpc":"2.0","id":1,"method":"ping",}',
    "two in one line": b'{"jsonrpc":"2.0","id":1,"method":"ping"}{"jsonrpc":"2.0","id":2,"method":"ping"}',
    "comment": b'{"jsonrpc":"2.0",/* */"id":1,"method":"ping"}',
    "byte order mark": b'\xef\xbb\xbf{"jsonrpc":"2.0","id":1,"method":"ping"}',
    "UTF-16": '{"jsonrpc":"2.0","id":1,"method":"ping"}'.encode("utf-16"),
    "invalid UTF-8": b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\xc3"}}',
    "overlong UTF-8": b'{"jsonrpc":"2.0","id":1,"method":"\xc1\xb0ing"}',
    "half a surrogate pair": b'{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"\\ud800"}}',
    "raw control character": b'{"jsonrpc":"2.0","id":1,"method":"pi\x01ng"}',
    "NUL": b"\x00",
    "NaN": b'{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":NaN}}',
    "leading zero": b'{"jsonrpc":"2.0","id":01,"method":"ping"}',
    "a key twice": b'{"jsonrpc":"2.0","id":1,"id":1,"method":"ping"}',
    "an escaped key twice": b'{"jsonrpc":"2.0","id":1,"method":"ping","params":{"a":1,"\\u0061":2}}',
    "too deep": b'{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":' + b"[" * 100 + b"]" * 100 + b"}}",
    "far too deep": b"[" * 1_000_000,
}


@pytest.mark.parametrize("data", MALFORMED.values(), ids=MALFORMED.keys())
def test_answers_malformed_json(calculator: Server, data: bytes) -> None:
    with calculator.raw() as client:
        client.send_bytes(data + b"\n")
        answer = client.receive()
        assert "id" not in answer
        assert_error(answer, -32700, "Parse error")
        assert_alive(client)


@pytest.mark.parametrize("data", [b"1", b'"ping"', b"null", b"true", b"[]", b"[1]", b"{}", b'{"jsonrpc":"2.0"}'])
def test_answers_json_that_is_no_message(calculator: Server, data: bytes) -> None:
    with calculator.raw() as client:
        client.send_bytes(data + b"\n")
        answer = client.receive()
        assert "id" not in answer
        assert_error(answer, -32600)
        assert_alive(client)


@pytest.mark.parametrize(
    "changed",
    [{"jsonrpc": "1.0"}, {"jsonrpc": 2.0}, {"jsonrpc": None}, {"method": None}, {"method": 1}, {"method": ["ping"]}],
    ids=json.dumps,
)
def test_answers_wrong_envelopes_with_their_id(calculator: Server, changed: Message) -> None:
    with calculator.raw() as client:
        client.send(request("x", "ping") | changed)
        assert_error(client.receive_answer("x"), -32600)
        assert_alive(client)


@pytest.mark.parametrize(
    "params",
    [
        [],
        "echo",
        None,
        1,
        {},
        {"name": None},
        {"name": 1},
        {"name": "echo", "arguments": []},
        {"name": "echo", "arguments": "message"},
        {"name": "echo", "arguments": None},
        {"name": "echo", "_meta": []},
    ],
    ids=json.dumps,
)
def test_refuses_calls_of_another_shape(calculator: Server, params: Any) -> None:
    with calculator.raw() as client:
        client.send({"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": params})
        assert_error(client.receive_answer(1), -32602)
        if isinstance(params, dict) and "_meta" not in params:
            client.send({"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": modern(params)})
            assert_error(client.receive_answer(2), -32602)
        assert_alive(client)


def test_absent_arguments_are_empty(calculator: Server) -> None:
    with calculator.raw() as client:
        assert client.ask("tools/call", {"name": "list_sessions"})["result"]["structuredContent"] == {"active": 0}
        refused = client.ask_modern("tools/call", {"name": "echo"})["result"]
        assert refused["isError"] and "expected string, received undefined" in text(refused)


def test_knows_no_cursor(calculator: Server) -> None:
    with calculator.raw() as client:
        assert_error(client.ask("tools/list", {"cursor": "x"}), -32602, "cursor")
        assert_error(client.ask_modern("tools/list", {"cursor": "x"}), -32602, "cursor")


# Lines


def test_line_ends_and_blank_lines(calculator: Server) -> None:
    with calculator.raw() as client:
        data = json.dumps(request(1, "ping")).encode()
        client.send_bytes(b"\n \r\n\t\n" + data + b"\r\n\n")
        assert client.receive_answer(1)["result"] == {}
        client.send_bytes(b" \t" + json.dumps(request(2, "ping")).encode() + b" \n")
        assert client.receive_answer(2)["result"] == {}


def test_reads_byte_by_byte(calculator: Server) -> None:
    with calculator.raw() as client:
        message = request(1, "tools/call", call("echo", {"message": "Grüße 💥"}))
        for byte in json.dumps(message, ensure_ascii=False).encode() + b"\n":
            client.send_bytes(bytes([byte]))
        assert text(client.receive_answer(1)["result"]) == "Grüße 💥"


def test_answers_the_last_line_without_its_end(calculator: Server) -> None:
    with calculator.raw() as client:
        client.send_bytes(json.dumps(request(1, "tools/call", call("echo", {"message": "last"}))).encode())
        (answer,) = client.receive_rest()
        assert text(answer["result"]) == "last"


def test_answers_half_a_message_at_the_end(calculator: Server) -> None:
    with calculator.raw() as client:
        client.send_bytes(b'{"jsonrpc":"2.0","id":1,"meth')
        (answer,) = client.receive_rest()
        assert_error(answer, -32700)


def test_longest_line(calculator: Server) -> None:
    with calculator.raw() as client:
        message = request(1, "tools/call", call("echo", {"message": ""}))
        room = LINE_LIMIT - len(json.dumps(message))
        message["params"]["arguments"]["message"] = "x" * room
        client.send(message)
        assert len(text(client.receive_answer(1)["result"])) == room

        message["params"]["arguments"]["message"] = "x" * (room + 1)
        client.send(message)
        answer = client.receive()
        assert "id" not in answer
        assert_error(answer, -32600, "too long")
        assert_alive(client)


def test_line_without_end(calculator: Server) -> None:
    """It is refused when it is too long, not when it ends; and it is refused once."""
    with calculator.raw() as client:
        client.send_bytes(b"[" * (LINE_LIMIT + 1))
        assert_error(client.receive(), -32600, "too long")
        client.send_bytes(b"[" * (2 * LINE_LIMIT) + b"\n")
        assert_alive(client)


# Notifications and responses


def test_never_answers_notifications(calculator: Server) -> None:
    with calculator.raw() as client:
        for params in (None, {}, modern(), {"requestId": 1}, {"requestId": None}):
            for method in ("notifications/initialized", "notifications/cancelled", "notifications/no", "no/such"):
                client.send(notification(method, params))
        # Not even where a request was meant: nobody could receive what a call comes to.
        client.send(notification("tools/call", call("echo", {"message": "unasked"})), notification("initialize", {}))
        assert_alive(client)


def test_passes_over_responses(calculator: Server) -> None:
    with calculator.raw() as client:
        client.send({"jsonrpc": "2.0", "id": 1, "result": {}})
        client.send({"jsonrpc": "2.0", "id": "x", "error": {"code": -1, "message": "no"}})
        assert_alive(client)


# Batches


def test_batches_in_their_one_revision(calculator: Server) -> None:
    with calculator.raw() as client:
        client.initialize("2025-03-26")
        client.send(
            [
                request("a", "tools/call", call("echo", {"message": "first"})),
                notification("notifications/initialized"),
                request(1, "ping"),
                request(2, "no/such"),
                request("b", "tools/call", call("calculate", {"expression": "x"})),
                {"jsonrpc": "2.0", "id": 5, "result": {}},
                request(3, "tools/list", {}),
            ]
        )
        answers = {answer["id"]: answer for answer in client.receive()}
        assert answers.keys() == {"a", 1, 2, "b", 3}
        assert text(answers["a"]["result"]) == "first"
        assert_error(answers[2], -32601)
        assert answers["b"]["result"]["isError"]
        assert_alive(client)


def test_batches_with_nothing_to_answer(calculator: Server) -> None:
    with calculator.raw() as client:
        client.initialize("2025-03-26")
        client.send([notification("notifications/initialized"), notification("no/such")])
        client.send([{"jsonrpc": "2.0", "id": 1, "result": {}}])
        assert_alive(client)


def test_batches_with_wrong_members(calculator: Server) -> None:
    with calculator.raw() as client:
        client.initialize("2025-03-26")
        client.send([1, "x", request(1, "ping"), [], request(None, "ping")])
        answers = client.receive()
        assert [answer.get("id") for answer in answers].count(None) == 4
        assert [answer["error"]["code"] for answer in answers if "error" in answer] == [-32600] * 4
        client.send([request(2, "tools/list", modern()), request(3, "initialize", {"protocolVersion": "2025-03-26"})])
        for answer in client.receive():
            assert_error(answer, -32600)
        client.send([])
        assert_error(client.receive(), -32600)
        assert_alive(client)


@pytest.mark.parametrize("revision", [None, "2024-11-05", "2025-06-18", "2025-11-25"])
def test_no_batches_in_other_revisions(calculator: Server, revision: str | None) -> None:
    with calculator.raw() as client:
        if revision:
            client.initialize(revision)
        client.send([request(1, "ping"), request(2, "tools/list", modern())])
        answer = client.receive()
        assert "id" not in answer
        assert_error(answer, -32600, "batch")
        assert_alive(client)


# Load, and the end


def test_answers_a_flood(calculator: Server) -> None:
    """Far more than fits into the pipes, and than may run or wait at once, from a client that reads late."""
    count = 2500
    with calculator.raw() as client:
        client.send(
            *(request(number, "tools/call", modern(call("echo", {"message": f"{number}"}))) for number in range(count))
        )
        answers = client.receive_rest()
        assert {answer["id"]: text(answer["result"]) for answer in answers} == {
            number: f"{number}" for number in range(count)
        }


def test_ends_with_its_input(calculator: Server) -> None:
    with calculator.raw() as client:
        assert client.receive_rest() == []
        assert client.exit_code == 0
        assert client.stderr == b""


def test_says_nothing_on_stderr_of_its_own(calculator: Server) -> None:
    with calculator.raw() as client:
        client.initialize(NEWEST_LEGACY)
        assert_alive(client)
        client.finish()
        assert client.stderr == b""


def test_ends_when_nobody_reads(calculator: Server) -> None:
    with RawClient(calculator.command) as client:
        assert "result" in client.ask("ping")
        client.close_output()
        client.send(*(request(number, "ping") for number in range(10)))
        # Its input is still open; it must notice by itself.
        assert client.wait_for_end() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_ends_by_signal(calculator: Server, number: signal.Signals) -> None:
    with RawClient(calculator.command) as client:
        assert "result" in client.ask("ping")
        client.signal(number)
        assert client.wait_for_end() in (0, -number, 128 + number)


def test_says_that_its_input_is_closed(calculator: Server) -> None:
    command = ["/bin/sh", "-c", 'exec "$0" "$@" <&-', *calculator.command]
    refused = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT)
    assert refused.returncode > 0
    assert "standard input and output must be open" in refused.stderr


# The command line


def run(calculator: Server, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [calculator.command[0], *arguments], capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=TIMEOUT
    )


def test_prints_and_ends(calculator: Server) -> None:
    version, help_text = run(calculator, "--version"), run(calculator, "--help")
    assert (version.returncode, version.stdout, version.stderr) == (0, "calculator 1.0.0\n", "")
    assert (help_text.returncode, help_text.stderr) == (0, "")
    assert help_text.stdout.startswith("usage: Calculator")


def test_describes_what_it_lists(calculator: Server) -> None:
    described = run(calculator, "--describe")
    assert (described.returncode, described.stderr) == (0, "")
    with calculator.raw() as client:
        assert json.loads(described.stdout)["tools"] == client.ask_modern("tools/list")["result"]["tools"]


@pytest.mark.parametrize("arguments", [["--nonsense"], ["serve"], [""], ["--stdio", "-x"]], ids=" ".join)
def test_refuses_other_arguments(calculator: Server, arguments: list[str]) -> None:
    refused = run(calculator, *arguments)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.startswith(f"Calculator: unknown argument '{arguments[-1]}'\n")
