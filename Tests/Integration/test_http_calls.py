"""`mcp-generator list`, `call` and `probe` against the official Python servers over HTTP, in both eras, with JSON and streams."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from harness.command import run
from harness.scripted import Script, error, free_port, reply, result

OFFICIAL = Path(__file__).parent / "harness" / "http_server.py"
PROGRESS = "progress: 1 of 3 at 1\nprogress: 2 of 3 at 2\nprogress: 3 of 3 at 3\n"


def wait_for(port: int) -> None:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"nothing listens on {port}")


@pytest.fixture(scope="module", params=["mcp", "fastmcp"])
def kind(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module", params=["json", "sse"])
def mode(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module", params=["modern", "legacy"])
def era(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def official(kind: str, mode: str, era: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """The URL of an official server, and its log."""
    port = free_port()
    log = tmp_path_factory.mktemp("official") / "log.txt"
    flags = ["--legacy"] if era == "legacy" else []
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, str(OFFICIAL), kind, mode, str(port), *flags], stdout=output, stderr=output
        )
        try:
            wait_for(port)
            yield f"http://127.0.0.1:{port}/mcp", log
        finally:
            process.kill()
            process.wait(10)


def test_lists_and_calls(official: tuple[str, Path], mode: str, era: str) -> None:
    url, log = official
    listed = run("list", url)
    assert listed.returncode == 0, listed.stderr
    assert "add a:integer b:integer\n    Adds two numbers.\n" in listed.stdout
    assert {tool["name"] for tool in json.loads(run("list", url, "--json").stdout)} >= {"add", "count", "fail"}

    added = run("call", url, "add", "a=1", "b=2")
    assert (added.returncode, added.stdout, added.stderr) == (0, "3\n", "")
    whole = json.loads(run("call", "--json", url, "add", "a=1", "b=2").stdout)
    assert whole["structuredContent"] == {"result": 3}

    counted = run("call", url, "count", "to=3")
    assert (counted.returncode, counted.stdout) == (0, "counted to 3\n")
    assert counted.stderr == (PROGRESS if mode == "sse" else "")

    failed = run("call", url, "fail")
    assert failed.returncode == 1 and "fail" in failed.stdout
    unknown = run("call", url, "subtract")
    assert unknown.returncode == 1
    assert unknown.stderr.startswith("error: the server has no tool 'subtract'; it has add, count, fail")

    # A legacy session is ended, and a modern client never opens one.
    assert ("DELETE /mcp" in log.read_text()) == (era == "legacy")


def test_probes(official: tuple[str, Path], era: str) -> None:
    probed = run("probe", "--json", official[0], "--call", "add", "--arguments", '{"a": 1, "b": 2}')
    report = json.loads(probed.stdout)
    assert (probed.returncode, report["verdict"]) == (0, "well"), report
    revision = "2026-07-28" if era == "modern" else "2025-11-25"
    assert (report["revision"], report["tools"], report["notes"]) == (revision, 4, []), report
    sessions = [step["name"] for step in report["steps"]].count("session")
    assert sessions == (era == "legacy"), report


def test_sends_headers_and_the_token(official: tuple[str, Path]) -> None:
    url, _ = official

    def headers(*options: str, **environment: str) -> dict[str, str]:
        answer = run("call", *options, "--json", url, "whoami", environment=environment)
        assert answer.returncode == 0, answer.stderr
        result: dict[str, str] = json.loads(answer.stdout)["structuredContent"]
        return result

    assert headers("--bearer", "abc", "--header", "X-Tenant: blue")["authorization"] == "Bearer abc"
    assert headers("--header", "X-Tenant: blue")["x-tenant"] == "blue"
    assert headers(MCP_BEARER_TOKEN="from-environment")["authorization"] == "Bearer from-environment"
    assert "authorization" not in headers()


# What no official server does on request.


TOOL = {
    "name": "größe",
    "inputSchema": {"type": "object", "properties": {"region": {"type": "string", "x-mcp-header": "Region"}}},
}


def modern(handler: BaseHTTPRequestHandler, message: Any) -> None:
    values = {
        "server/discover": {"resultType": "complete", "supportedVersions": ["2026-07-28"], "capabilities": {}},
        "tools/list": {"resultType": "complete", "tools": [TOOL]},
        "tools/call": {"resultType": "complete", "content": [{"type": "text", "text": "\x1b[2Jdone"}]},
    }
    reply(handler, result(message, values[message["method"]]))


def test_repeats_the_request_in_its_headers() -> None:
    with Script(modern) as server:
        called = run("call", server.url, "größe", "region=süd")
        assert (called.returncode, called.stdout) == (0, "\ufffd[2Jdone\n"), called.stderr
    methods = [message["method"] for _, _, message in server.requests]
    assert methods == ["server/discover", "tools/list", "tools/call"]
    for _, headers, message in server.requests:
        assert headers["mcp-protocol-version"] == "2026-07-28"
        assert headers["mcp-method"] == message["method"]
        assert headers["content-type"] == "application/json"
        assert {"application/json", "text/event-stream"} <= set(headers["accept"].split(", "))
        assert message["params"]["_meta"]["io.modelcontextprotocol/protocolVersion"] == "2026-07-28"
        assert message["params"]["_meta"]["io.modelcontextprotocol/clientCapabilities"] == {}
        assert "mcp-session-id" not in headers
    _, headers, _ = server.requests[-1]
    assert headers["mcp-name"] == "=?base64?Z3LDtsOfZQ==?="
    assert headers["mcp-param-region"] == "=?base64?c8O8ZA==?="
    assert "mcp-name" not in server.requests[0][1]


def legacy(handler: BaseHTTPRequestHandler, message: Any) -> None:
    """A server of 2025-11-25 that breaks its stream off and sends the answer in another one."""
    if handler.command == "DELETE":
        return reply(handler, None, 204)
    if handler.command == "GET":
        answer = result({"id": 3}, {"tools": [{"name": "a", "inputSchema": {"type": "object"}}]})
        data = f"id: 2\ndata: {json.dumps(answer)}\n\n".encode()
        return reply(handler, data, Content_Type="text/event-stream")
    match message.get("method"):
        case "initialize":
            value = {"protocolVersion": "2025-11-25", "capabilities": {}, "serverInfo": {"name": "s", "version": "1"}}
            reply(handler, result(message, value), Mcp_Session_Id="session-1")
        case "notifications/initialized":
            reply(handler, None, 202)
        case "tools/list":
            ping = json.dumps({"jsonrpc": "2.0", "id": "p", "method": "ping"})
            stream = f"id: 1\nretry: 10\ndata:\n\ndata: {ping}\n\n"
            reply(handler, stream.encode(), Content_Type="text/event-stream")
        case None:
            reply(handler, None, 202)
        case _:
            reply(handler, error(-32600, "Bad Request: Unsupported protocol version"), 400)


def test_speaks_to_a_legacy_session() -> None:
    with Script(legacy) as server:
        listed = run("list", server.url)
        assert (listed.returncode, listed.stdout) == (0, "a\n"), listed.stderr
    steps = [(command, message and message.get("method", "answer")) for command, _, message in server.requests]
    assert steps == [
        ("POST", "server/discover"),
        ("POST", "initialize"),
        ("POST", "notifications/initialized"),
        ("POST", "tools/list"),
        ("POST", "answer"),
        ("GET", None),
        ("DELETE", None),
    ]
    for _, headers, _ in server.requests[2:]:
        assert headers["mcp-session-id"] == "session-1"
        assert headers["mcp-protocol-version"] == "2025-11-25"
        assert "mcp-method" not in headers
    assert "mcp-protocol-version" not in server.requests[1][1]
    assert server.requests[4][2] == {"jsonrpc": "2.0", "id": "p", "result": {}}
    assert server.requests[5][1]["last-event-id"] == "1"


@pytest.mark.parametrize(
    ("status", "body", "says"),
    [
        (401, error(-32000, "no token"), "HTTP status 401: no token; it wants to know who you are: --bearer"),
        (403, b"", "HTTP status 403: you may not do this"),
        (404, b"<html>", "HTTP status 404: is this the server's MCP endpoint? Its path is often /mcp"),
        (401, b"", "--bearer TOKEN, MCP_BEARER_TOKEN in the environment, or --header 'Name: value'"),
        (500, b"broken\nstack", "HTTP status 500: broken"),
        (502, b"\n <!DOCTYPE html>\n<h1>Bad Gateway</h1>\n", "HTTP status 502: what stands in front of the server"),
        (500, error(-32603, "one\ntwo"), "HTTP status 500: one two"),
        (400, error(-32022, "no", {"supported": ["2099-01-01"]}), "the server speaks only 2099-01-01"),
        (400, error(-32020, "header differs"), "header differs (code -32020)"),
        (200, b"<html>", "the server answered with what is no MCP message; is this an MCP endpoint?"),
        (200, {"jsonrpc": "2.0", "id": 99, "result": {}}, "the server answered, but not what was asked"),
    ],
)
def test_says_what_went_wrong(status: int, body: Any, says: str) -> None:
    with Script(lambda handler, _: reply(handler, body, status)) as server:
        listed = run("list", server.url)
    assert_one_line(listed, says)


def assert_one_line(failed: subprocess.CompletedProcess[str], says: str) -> None:
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.startswith("error: ") and failed.stderr.count("\n") == 1 and says in failed.stderr


def test_falls_back_where_the_revisions_of_the_server_are_older() -> None:
    def answer(handler: BaseHTTPRequestHandler, message: Any) -> None:
        if message and message.get("method") == "server/discover":
            return reply(handler, error(-32022, "no", {"supported": ["2025-11-25"]}), 400)
        legacy(handler, message)

    with Script(answer) as server:
        assert run("list", server.url).stdout == "a\n"


def test_carries_the_token_nowhere_else() -> None:
    with Script(modern) as other:
        with Script(lambda handler, _: reply(handler, None, 307, Location=other.url)) as server:
            listed = run("list", "--bearer", "secret", server.url)
        assert listed.returncode == 1
        assert f"HTTP status 307: it redirects to {other.url}; call that one if you trust it" in listed.stderr
    assert other.requests == []


def test_says_that_the_connection_broke() -> None:
    with Script(lambda handler, _: reply(handler, b"{", Content_Length="10", Connection="close")) as server:
        listed = run("list", server.url)
    assert listed.returncode == 1 and "the connection broke while the server answered" in listed.stderr


def test_gives_up_in_time() -> None:
    def silent(handler: BaseHTTPRequestHandler, _: Any) -> None:
        time.sleep(3)

    with Script(silent) as server:
        start = time.monotonic()
        listed = run("list", "--timeout", "0.5", server.url)
    assert time.monotonic() - start < 5
    assert listed.returncode == 1 and "did not answer in time; --timeout gives it longer" in listed.stderr


def test_names_a_server_that_is_not_there() -> None:
    assert_one_line(run("list", "--json", f"http://127.0.0.1:{free_port()}/mcp"), "cannot reach http://127.0.0.1:")


def test_says_that_a_port_speaks_no_tls() -> None:
    with Script(modern) as server:
        assert_one_line(run("list", server.url.replace("http:", "https:")), "without TLS, write http://")


def test_prints_json_that_a_tool_answers_with_an_error() -> None:
    def failing(handler: BaseHTTPRequestHandler, message: Any) -> None:
        if message["method"] != "tools/call":
            return modern(handler, message)
        content = [{"type": "text", "text": "no such place"}]
        reply(handler, result(message, {"resultType": "complete", "isError": True, "content": content}))

    with Script(failing) as server:
        called = run("call", "--json", server.url, "größe", "regoin=x")
    assert called.returncode == 1
    assert json.loads(called.stdout)["isError"] is True
    assert called.stderr == "warning: 'größe' names no argument 'regoin'; did you mean 'region'?\n"
