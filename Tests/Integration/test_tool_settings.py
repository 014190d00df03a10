"""What the YAML says of a tool besides its schemas: its limits, its scopes, and the arguments that headers repeat."""

from collections import Counter
from typing import Any

import anyio
import fastmcp
import mcp
import pytest

from conftest import fixture_executable
from harness.http_process import HTTPProcess
from harness.http_tee import recorded
from harness.http_wire import Response, Wire, http_request, modern_fields, open_session, post_legacy, post_modern
from harness.official import TIMEOUT
from harness.raw_client import Message, RawClient, call, modern, request, text
from harness.server import Server
from harness.specification import MODERN, NEWEST_LEGACY, REVISIONS
from test_noisy_server import opened
from test_stdio_calls import run

OVERRUN = "overrun took longer than 100 milliseconds and was ended."
BUSY = "Too many calls of overrun are running. Try again in a moment."
#: Far longer than a test may take.
AGES = {"milliseconds": 60_000}


# Limits


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_timeout_answers_over_stdio(noisy: Server, revision: str) -> None:
    with noisy.raw() as client:
        params = opened(client, revision)
        result = client.ask("tools/call", params(call("overrun", {"milliseconds": 1500})))["result"]
        assert result["isError"] and text(result) == OVERRUN
        # The handler goes on, and so there is no room for another.
        result = client.ask("tools/call", params(call("overrun", {"milliseconds": 0})))["result"]
        assert result["isError"] and text(result) == BUSY
        client.wait_for_stderr("[overran ")
        answers = (client.ask("tools/call", params(call("overrun", {"milliseconds": 0})))["result"] for _ in range(1000))
        assert any(text(answer) == "done" for answer in answers)


def test_a_timeout_answers_over_http(http_noisy: HTTPProcess) -> None:
    with Wire(http_noisy.port) as wire:
        session = open_session(wire, NEWEST_LEGACY)
        message = request(1, "tools/call", call("overrun", AGES))
        result = wire.ask(post_legacy(message, session)).message["result"]
        assert result["isError"] and text(result) == OVERRUN
        message = request(1, "tools/call", modern(call("overrun", AGES)))
        result = wire.ask(post_modern(message)).message["result"]
        assert result["isError"] and text(result) == BUSY


# Scopes


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_owner_of_the_process_has_all_scopes(noisy: Server, revision: str) -> None:
    with noisy.raw() as client:
        params = opened(client, revision)
        listed = client.ask("tools/list", params({}))["result"]
        assert "administer" in {tool["name"] for tool in listed["tools"]}
        assert text(client.ask("tools/call", params(call("administer", {})))["result"]) == "administered"


def test_without_scopes_a_tool_is_unknown_over_http(http_noisy: HTTPProcess) -> None:
    with Wire(http_noisy.port) as wire:
        listed = wire.ask(post_modern(request(1, "tools/list", modern({})))).message["result"]
        assert listed["cacheScope"] == "private"
        assert {"whoami", "regional"} < {tool["name"] for tool in listed["tools"]}
        assert "administer" not in {tool["name"] for tool in listed["tools"]}

        def refusal(name: str) -> tuple[int, Any]:
            response = wire.ask(post_modern(request(1, "tools/call", modern(call(name, {})))))
            return response.status, response.message["error"]

        for name in ("administer", "no_such_tool"):
            assert refusal(name) == (200, {"code": -32602, "message": f"Unknown tool: {name}"})


# Headers that repeat arguments


def ask_regional(wire: Wire, arguments: Any, *fields: tuple[str, str]) -> Response:
    message: Message = request(1, "tools/call", modern(call("regional", arguments)))
    fields = tuple((f"Mcp-Param-{name}", value) for name, value in fields)
    body = post_modern(message).split(b"\r\n\r\n", 1)[1]
    return wire.ask(http_request("POST", "/mcp", [*modern_fields(message), *fields], body))


def test_headers_must_repeat_their_arguments(http_noisy: HTTPProcess) -> None:
    """The official scenario `http-custom-header-server-validation`, and what proxies and servers could read apart."""
    with Wire(http_noisy.port) as wire:
        for arguments, fields in [
            ({"region": "Hello"}, [("Region", "=?base64?SGVsbG8=?=")]),
            ({"region": "SGVsbG8="}, [("Region", "SGVsbG8=")]),
            ({"region": "=?base64?SGVsbG8="}, [("region", "=?base64?SGVsbG8=")]),
            ({"region": "eu", "count": 42}, [("Region", "eu"), ("Count", "42.0")]),
            ({"region": "eu", "count": None}, [("Region", "eu"), ("Count", "7")]),
        ]:
            response = ask_regional(wire, arguments, *fields)
            assert response.status == 200 and "error" not in response.message, (arguments, fields, response)
        for arguments, fields in [
            ({"region": "Hello"}, [("Region", "=?base64?SGVsbG8?=")]),
            ({"region": "Hello"}, [("Region", "=?base64?SGVs!!!bG8=?=")]),
            ({"region": "test-value"}, []),
            ({"region": "eu"}, [("Region", "us")]),
            ({"region": "eu"}, [("Region", "eu"), ("Region", "eu")]),
            ({"region": "eu"}, [("Region", "eu"), ("REGION", "us")]),
            ({"region": "eu"}, [("Region", "eu, us")]),
            ({"region": "eu", "count": 42}, [("Region", "eu"), ("Count", "43")]),
        ]:
            response = ask_regional(wire, arguments, *fields)
            assert (response.status, response.code) == (400, -32020), (arguments, fields, response)


@pytest.mark.parametrize("region", ["eu", "Süd", " padded ", "=?base64?eu?="])
async def test_official_clients_repeat_arguments(http_noisy: HTTPProcess, tally: Counter[str], region: str) -> None:
    arguments = {"region": region, "count": 3}
    with anyio.fail_after(2 * TIMEOUT), recorded(http_noisy, tally) as recording:
        async with mcp.Client(recording.url, mode=MODERN, read_timeout_seconds=TIMEOUT) as client:
            await client.list_tools()
            result = await client.call_tool("regional", arguments)
            assert not result.is_error and result.content[0].text == region
        async with fastmcp.Client(recording.url, mode="auto", timeout=TIMEOUT, init_timeout=TIMEOUT) as client:
            await client.list_tools()
            assert (await client.call_tool("regional", arguments)).content[0].text == region


def test_our_client_repeats_arguments(http_noisy: HTTPProcess) -> None:
    called = run("call", http_noisy.url, "regional", "region=Süd", "count=3")
    assert (called.returncode, called.stdout, called.stderr) == (0, "Süd\n", "")
