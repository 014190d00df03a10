"""`mcp-generator probe` against a server that is broken in each way, and against our own in both eras."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest

from conftest import GATEWAY_SETTINGS, fixture_executable, gateway_executable
from harness.command import COMMAND, run
from harness.http_process import HTTPProcess
from harness.identity import Identity
from harness.scripted import Script, error, free_port, reply, result

Handler = BaseHTTPRequestHandler


def probe(*arguments: str) -> dict[str, Any]:
    """The report as JSON; the exit code agrees with it."""
    probed = run("probe", "--json", *arguments)
    assert probed.stderr == "", probed
    report: dict[str, Any] = json.loads(probed.stdout)
    assert probed.returncode == {"well": 0, "broken": 1}[report["verdict"]], report
    assert (report["verdict"] == "broken") == ("layer" in report)
    assert all(step["ms"] >= 0 for step in report["steps"])
    return report


def steps(report: dict[str, Any]) -> str:
    """The names of the steps; one that is broken has a mark."""
    return " ".join(step["name"] + ("" if step["ok"] else "!") for step in report["steps"])


TOOLS = [{"name": "greet", "inputSchema": {"type": "object"}}]


def modern(handler: Handler, message: Any, tools: Any = TOOLS) -> None:
    match message["method"]:
        case "server/discover":
            value = {"resultType": "complete", "supportedVersions": ["2026-07-28"], "capabilities": {}}
        case "tools/list":
            value = {"resultType": "complete", "tools": tools}
        case _:
            value = {"resultType": "complete", "content": [{"type": "text", "text": "hello"}]}
    reply(handler, result(message, value))


def legacy(
    unknown: int = 404, missing: int = 400, own: int = 200, notified: int = 202
) -> Callable[[Handler, Any], None]:
    """A server of 2025-11-25 with statuses for requests in sessions that are unknown, in none, and in the client's, and
    for the client's first notification."""

    def answer(handler: Handler, message: Any) -> None:
        if handler.command == "DELETE":
            return reply(handler, None, 204)
        if message["method"] == "server/discover":
            return reply(handler, error(-32600, "Bad Request: Unsupported protocol version"), 400)
        if message["method"] == "initialize":
            value = {"protocolVersion": "2025-11-25", "capabilities": {}, "serverInfo": {"name": "old", "version": "1"}}
            return reply(handler, result(message, value), Mcp_Session_Id="session-1")
        if "id" not in message:
            return reply(handler, None, notified)
        session = handler.headers["Mcp-Session-Id"]
        status = missing if session is None else own if session == "session-1" else unknown
        if status == 200:
            return modern(handler, message)
        reply(handler, error(-32001, "Session not found"), status)

    return answer


# The network


def test_names_a_host_that_has_no_address() -> None:
    report = probe("http://nothing.invalid/mcp")
    assert (report["layer"], steps(report)) == ("dns", "dns!")
    assert "'nothing.invalid' has no address" in report["message"]


def test_names_a_port_that_is_closed() -> None:
    report = probe(f"http://127.0.0.1:{free_port()}/mcp")
    assert (report["layer"], steps(report)) == ("tcp", "dns tcp!")
    assert "refused" in report["message"] and "listens on this port" in report["advice"]


def test_takes_the_address_that_answers() -> None:
    """`localhost` has an address of each family where the machine has both; the server listens on one."""
    with Script(modern) as server:
        report = probe(server.url.replace("127.0.0.1", "localhost"))
    assert (report["verdict"], report["steps"][1]["detail"][:9]) == ("well", "127.0.0.1")


@contextmanager
def listener(serve: Callable[[socket.socket], None]) -> Iterator[int]:
    """A port on which each connection is served by a function, and closed when that returns."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=hold, args=[connection], daemon=True).start()

        def hold(connection: socket.socket) -> None:
            with connection:
                try:
                    serve(connection)
                except OSError:
                    pass

        threading.Thread(target=accept, daemon=True).start()
        yield server.getsockname()[1]
        # Closing alone does not wake a thread that accepts.
        server.shutdown(socket.SHUT_RDWR)


def test_names_a_server_that_ends_connections() -> None:
    with listener(lambda connection: None) as port:
        report = probe(f"http://127.0.0.1:{port}/mcp")
    assert (report["layer"], steps(report)) == ("http", "dns tcp http!")
    assert "ended it without an answer" in report["message"]


@pytest.mark.parametrize(("scheme", "layer"), [("http", "http"), ("https", "tls")])
def test_names_a_server_that_never_answers(scheme: str, layer: str) -> None:
    done = threading.Event()
    try:
        with listener(lambda _: done.wait() and None) as port:
            start = time.monotonic()
            report = probe(f"{scheme}://127.0.0.1:{port}/mcp", "--timeout", "0.5")
            assert time.monotonic() - start < 20
    finally:
        done.set()
    assert (report["layer"], steps(report)) == (layer, f"dns tcp {layer}!")
    assert "not answer" in report["message"]


# TLS


@pytest.fixture
def secured(tmp_path: Path) -> Iterator[HTTPProcess]:
    identity = Identity.make()
    files = {"TLS_CERTIFICATE": tmp_path / "certificate.pem", "TLS_KEY": tmp_path / "key.pem"}
    files["TLS_CERTIFICATE"].write_bytes(identity.certificate)
    files["TLS_KEY"].write_bytes(identity.key)
    environment = {name: str(path) for name, path in files.items()}
    with HTTPProcess(fixture_executable("Secured"), environment=environment) as server:
        yield server


def test_names_a_port_without_tls() -> None:
    with Script(modern) as server:
        report = probe(server.url.replace("http:", "https:"))
    assert (report["layer"], steps(report)) == ("tls", "dns tcp tls!")
    assert report["message"] == "the port answers, but not with TLS" and "write http://" in report["advice"]


def test_names_a_port_with_tls_alone(secured: HTTPProcess) -> None:
    report = probe(secured.url)
    assert (report["layer"], steps(report)) == ("tls", "dns tcp tls!")
    assert report["advice"] == "write https://"


def test_names_a_certificate_that_nobody_trusts(secured: HTTPProcess) -> None:
    report = probe(secured.url.replace("http:", "https:"))
    assert (report["layer"], steps(report)) == ("tls", "dns tcp tls!")
    assert "certificate" in report["message"] and "authority that this machine trusts" in report["advice"]


# HTTP and stages

PAGE = b"<!DOCTYPE html>\n<h1>Bad Gateway</h1>\n"
HTML = {"Content_Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize(
    ("status", "body", "headers", "layer", "stage", "says"),
    [
        (401, error(401, "Unauthorized"), {}, "stage", "authenticate", "--bearer"),
        (403, b"", {}, "stage", None, "ipAllowlist"),
        (403, error(403, "no"), {"WWW_Authenticate": 'Bearer error="insufficient_scope"'}, "stage", "authenticate", "sco"),
        (421, b"", {}, "stage", "originGuard", "the host '127.0.0.1'"),
        (429, error(429, "Too Many Requests"), {"Retry_After": "7"}, "stage", "rateLimit", "again in 7 s (Retry-After)"),
        (429, error(429, "too many calls are running"), {"Retry_After": "1"}, "stage", "concurrency", "again in 1 s"),
        (413, error(413, "Content Too Large"), {}, "stage", "bodyLimit", "smaller"),
        (408, b"", {}, "stage", "readTimeout", "in time"),
        (504, error(504, "Gateway Timeout"), {}, "stage", "timeout", "in time"),
        (503, error(-32000, "stopping"), {}, "stage", None, "no room or is about to stop"),
        (502, PAGE, HTML, "http", None, "what stands in front of the server"),
        (504, PAGE, HTML, "http", None, "what stands in front of the server"),
        (500, error(-32603, "Internal error"), {"X_Request_Id": "abc"}, "http", None, "its log for the request abc"),
        (404, PAGE, HTML, "http", None, "no MCP endpoint at this path"),
        (301, b"", {"Location": "https://elsewhere.example/mcp"}, "http", None, "status 301 to https://elsewhere.example/mcp"),
        (418, b"tea", {}, "http", None, "status 418, tea"),
        (200, PAGE, HTML, "protocol", None, "a web page"),
        (200, b"hello", {"Content_Type": "text/plain"}, "protocol", None, "no MCP message"),
        (200, b'{"jsonrpc":"2.0","id":99,"result":{}}', {}, "protocol", None, "not what was asked"),
        (200, b'{"jsonrpc":"2.0","id":', {"Content_Length": "90", "Connection": "close"}, "stream", None, "broke"),
        (200, b": hello\n\n", {"Content_Type": "text/event-stream"}, "stream", None, "ended its stream"),
        (200, b"", {"Content_Type": "text/event-stream", "Content_Length": "9", "Connection": "close"}, "stream", None, ""),
    ],
)  # fmt: skip
def test_names_what_refuses(
    status: int, body: Any, headers: dict[str, str], layer: str, stage: str | None, says: str
) -> None:
    def answer(handler: Handler, _: Any) -> None:
        reply(handler, body, status, **headers)

    with Script(answer) as server:
        report = probe(server.url)
    assert (report["layer"], report.get("stage"), report["status"]) == (layer, stage, status), report
    assert says in f"{report['message']}; {report['advice']}", report
    assert steps(report) == ("dns tcp http!" if layer in ("http", "stage") else "dns tcp http protocol!")


def test_names_an_answer_that_does_not_go_on() -> None:
    done = threading.Event()

    def answer(handler: Handler, _: Any) -> None:
        reply(handler, b": hello\n\n", Content_Type="text/event-stream", Content_Length="100")
        done.wait(30)

    with Script(answer) as server:
        report = probe(server.url, "--timeout", "0.5", "--era", "modern")
        done.set()
    assert (report["layer"], "did not go on in time" in report["message"]) == ("stream", True), report


# The protocol, sessions and tools


def test_names_an_error_of_the_protocol() -> None:
    def answer(handler: Handler, message: Any) -> None:
        reply(handler, {**error(-32601, "Method not found"), "id": message["id"]})

    with Script(answer) as server:
        report = probe(server.url)
    assert (report["layer"], steps(report)) == ("protocol", "dns tcp http protocol!")
    assert "Method not found (code -32601)" in report["message"]


def test_names_a_list_that_is_none() -> None:
    with Script(lambda handler, message: modern(handler, message, tools=None)) as server:
        report = probe(server.url)
    assert (report["layer"], steps(report)) == ("protocol", "dns tcp http protocol list!")


@pytest.mark.parametrize(
    ("statuses", "layer", "says"),
    [
        ({}, None, ""),
        ({"own": 404}, "session", "does not know the session that it has just opened"),
        ({"own": 400}, "session", "several replicas"),
        ({"notified": 404}, "session", "several replicas"),
        ({"unknown": 200}, "session", "got status 200 instead of 404"),
        ({"unknown": 400}, "session", "got status 400 instead of 404"),
        ({"missing": 200}, None, "without Mcp-Session-Id got status 200"),
    ],
)
def test_looks_at_sessions(statuses: dict[str, int], layer: str | None, says: str) -> None:
    with Script(legacy(**statuses)) as server:
        report = probe(server.url, "--era", "legacy")
    assert report.get("layer") == layer, report
    if "notified" not in statuses:
        assert (report["revision"], report["server"]) == ("2025-11-25", "old 1")
    assert says in " ".join([report.get("message", ""), report.get("advice", ""), *report["notes"]]), report
    assert bool(report["notes"]) == ("missing" in statuses)
    # The session that was opened is ended, whatever came of it.
    assert server.requests[-1][0] == "DELETE" and server.requests[-1][1]["mcp-session-id"] == "session-1"


def test_speaks_one_era_alone() -> None:
    with Script(legacy()) as server:
        assert probe(server.url)["revision"] == "2025-11-25"
        report = probe(server.url, "--era", "modern")
    assert (report["layer"], "Unsupported protocol version" in report["message"]) == ("protocol", True), report


@pytest.mark.parametrize(
    ("value", "tool", "says"),
    [
        ({"isError": True, "content": [{"type": "text", "text": "no\x1b[31m such\nplace"}]}, "greet", "no\ufffd[31m such place"),
        ({"content": []}, "great", "has no tool 'great'; it has greet"),
        (None, "greet", "refused the call: bad (code -32602)"),
    ],
)  # fmt: skip
def test_names_a_tool_that_fails(value: Any, tool: str, says: str) -> None:
    def answer(handler: Handler, message: Any) -> None:
        if message["method"] != "tools/call":
            return modern(handler, message)
        failed = {**error(-32602, "bad"), "id": message["id"]}
        reply(handler, failed if value is None else result(message, {"resultType": "complete", **value}))

    with Script(answer) as server:
        report = probe(server.url, "--call", tool)
        assert (report["layer"], steps(report)) == ("tool", "dns tcp http protocol list call!")
        shown = run("probe", server.url, "--call", tool)
    assert shown.returncode == 1 and "broken in layer tool: " in shown.stdout and says in shown.stdout, shown.stdout


# Our own


@pytest.mark.parametrize("era", ["modern", "legacy"])
def test_finds_a_sample_well(http_calculator: HTTPProcess, era: str) -> None:
    call = ["--call", "calculate", "--arguments", '{"expression": "6 * 7"}']
    report = probe(http_calculator.url, "--era", era, *call)
    expected = "dns tcp http protocol list call" if era == "modern" else "dns tcp http protocol list session call"
    assert (report["verdict"], steps(report), report["tools"]) == ("well", expected, 3)
    assert report["server"] == "calculator 1.0.0"
    shown = run("probe", http_calculator.url, "--era", era, *call)
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "\x1b" not in shown.stdout and shown.stdout.splitlines()[-1].startswith("well after ")


def test_finds_what_the_gateway_refuses() -> None:
    """Behind the whole stack: no key, a wrong one, one that may not call, and one too many requests."""
    with HTTPProcess(gateway_executable(), environment=GATEWAY_SETTINGS | {"IP_REQUESTS": "60"}) as server:
        nobody = probe(server.url)
        assert (nobody["layer"], nobody["stage"], nobody["status"]) == ("stage", "authenticate", 401)
        stranger = probe(server.url, "--bearer", "mcp_wrong")
        assert (stranger["layer"], stranger["stage"]) == ("stage", "authenticate")
        page = probe(server.url, "--header", "Origin: https://evil.example")
        assert (page["layer"], page["stage"]) == ("stage", "originGuard")
        for _ in range(12):
            report = probe(server.url)
        assert (report["layer"], report["stage"]) == ("stage", "rateLimit") and "Retry-After" in report["advice"]


def test_watches_until_it_is_interrupted() -> None:
    """Lines come at once, changes are marked, and the summary counts them."""
    is_well = threading.Event()
    is_well.set()

    def answer(handler: Handler, message: Any) -> None:
        modern(handler, message) if is_well.is_set() else reply(handler, error(429, "no"), 429)

    def wait_for(mark: str) -> str:
        return next(line for line in iter(process.stdout.readline, "") if mark in line)

    with Script(answer) as server:
        command = [COMMAND, "probe", server.url, "--watch", "--interval", "0.1"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                assert "1 tool" in wait_for("well")
                is_well.clear()
                assert "broken in layer stage rateLimit" in wait_for("<- was well before")
                assert "<-" not in wait_for("broken")
                is_well.set()
                wait_for("<- well again, after ")
                process.send_signal(signal.SIGINT)
                assert "1 outage of " in wait_for(" probes in ")
                assert process.wait(10) == 1
            finally:
                process.kill()


def test_watches_in_json() -> None:
    with Script(modern) as server:
        command = [COMMAND, "probe", server.url, "--watch", "--interval", "0.1", "--json"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
            try:
                reports = [json.loads(process.stdout.readline()) for _ in range(3)]
                process.send_signal(signal.SIGTERM)
                *more, last = [json.loads(line) for line in process.stdout]
                assert process.wait(10) == 0
            finally:
                process.kill()
    assert all(report["verdict"] == "well" and not report["changed"] for report in reports + more)
    assert last["summary"]["probes"] == last["summary"]["well"] == len(reports + more)
