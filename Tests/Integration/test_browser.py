"""A real browser: whose pages can call a server on the same machine, and whose cannot.

The server's own log is the witness of what was run: it has a line for each request, which names the method of the
protocol as soon as the endpoint has read the message.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from conftest import calculator_executable
from harness.browser import Browser, Page, Reply, find_chromium, serve_pages
from harness.http_process import HTTPProcess
from harness.http_wire import Wire, echo_message, http_request, modern_fields
from harness.raw_client import Message, call, modern, notification, request
from harness.specification import MODERN, NEWEST_LEGACY

BOTH = "application/json, text/event-stream"
CALL = request(1, "tools/call", modern(call("calculate", {"expression": "6 * 7"})))
LEGACY_CALL = request(1, "tools/call", call("calculate", {"expression": "6 * 7"}))
TOOLS = ["echo", "list_sessions", "calculate"]
#: The log of requests is the witness.
LOGGED = {"LOG_LEVEL": "info"}


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    path = find_chromium()
    if path is None and shutil.which("apt-get"):
        pytest.fail("there is no chromium: `make integration` installs it", pytrace=False)
    if path is None:
        pytest.skip("there is no chromium, and no Debian to install it from")
    with Browser(path, tmp_path_factory.mktemp("browser")) as browser:
        yield browser


@pytest.fixture(scope="module")
def pages() -> Iterator[int]:
    with serve_pages() as port:
        yield port


@pytest.fixture
def server(pages: int) -> Iterator[HTTPProcess]:
    """A calculator that the pages of one site may call."""
    with HTTPProcess(calculator_executable(), environment=LOGGED | {"ALLOWED_ORIGINS": site("app", pages)}) as server:
        yield server


def site(name: str, port: int) -> str:
    return f"http://{name}.example:{port}"


def post(page: Page, url: str, message: Message, **headers: str) -> Reply:
    """What a client in a page sends, with the header fields that it needs."""
    headers = {"Content-Type": "application/json", "Accept": BOTH} | headers
    return page.fetch(url, method="POST", headers=headers, body=json.dumps(message))


def post_modern(page: Page, url: str, message: Message) -> Reply:
    fields = {"MCP-Protocol-Version": MODERN, "Mcp-Method": message["method"]}
    if "name" in message["params"]:
        fields["Mcp-Name"] = message["params"]["name"]
    return post(page, url, message, **fields)


def result(reply: Reply) -> Message:
    assert reply["status"] == 200, reply
    answer: Message = json.loads(reply["body"])
    return answer["result"]  # type: ignore[no-any-return]


def logged(server: HTTPProcess) -> list[Message]:
    """The lines about requests up to now. A call of ours marks where that is."""
    with Wire(server.port) as wire:
        message = echo_message("mark")
        fields = [*modern_fields(message), ("X-Request-Id", "mark")]
        assert wire.ask(http_request("POST", "/mcp", fields, json.dumps(message).encode())).status == 200
    server.wait_for_stderr('"request_id":"mark"')
    lines = [json.loads(line) for line in server.stderr.splitlines() if line.startswith("{")]
    return [line for line in lines if line["event"] == "http_request" and line["request_id"] != "mark"]


def seen(server: HTTPProcess) -> list[tuple[str, int]]:
    """Requests of the endpoint: pages, and whatever else a browser wants of them, stand at other paths."""
    return [(line["method"], line["status"]) for line in logged(server) if line["path"] == "/mcp"]


# A page that may call


def test_an_allowed_page_lists_and_calls(browser: Browser, pages: int, server: HTTPProcess) -> None:
    page = browser.open(site("app", pages))
    listed = post_modern(page, server.url, request(1, "tools/list", modern()))
    assert [tool["name"] for tool in result(listed)["tools"]] == TOOLS
    called = post_modern(page, server.url, CALL)
    assert result(called)["structuredContent"] == {"result": 42}
    # Which the browser withholds unless the server exposes it.
    assert called["type"] == "cors" and called["headers"]["x-request-id"]
    lines = logged(server)
    assert [line["method"] for line in lines if line["status"] == 204] == ["OPTIONS"] * (len(lines) - 2)
    assert [line.get("mcp_method") for line in lines if line["method"] == "POST"] == ["tools/list", "tools/call"]


def test_an_allowed_page_holds_a_session(browser: Browser, pages: int, server: HTTPProcess) -> None:
    page = browser.open(site("app", pages))
    client = {"name": "page", "version": "1"}
    params = {"protocolVersion": NEWEST_LEGACY, "capabilities": {}, "clientInfo": client}
    opened = post(page, server.url, request(0, "initialize", params))
    assert result(opened)["protocolVersion"] == NEWEST_LEGACY
    fields = {"Mcp-Session-Id": opened["headers"]["mcp-session-id"], "MCP-Protocol-Version": NEWEST_LEGACY}
    assert post(page, server.url, notification("notifications/initialized"), **fields)["status"] == 202
    listed = post(page, server.url, request(1, "tools/list"), **fields)
    assert [tool["name"] for tool in result(listed)["tools"]] == TOOLS
    assert result(post(page, server.url, LEGACY_CALL, **fields))["structuredContent"] == {"result": 42}
    # A refusal is readable, too: clients tell a method that is not served from a server that is not there.
    assert page.fetch(server.url, headers=fields | {"Accept": "application/json"})["status"] == 406
    assert page.fetch(server.url, method="DELETE", headers=fields)["status"] == 204
    assert post(page, server.url, LEGACY_CALL, **fields)["status"] == 404


# Pages that may not


Attempt = Callable[[Page, str], Reply]


def simple(mode: str) -> Attempt:
    """A request that needs no preflight: its type is one that forms have, too."""
    options = {"method": "POST", "mode": mode, "headers": {"Content-Type": "text/plain"}, "body": json.dumps(CALL)}
    return lambda page, url: page.fetch(url, **options)


ATTEMPTS: dict[str, Attempt] = {
    "modern": lambda page, url: post_modern(page, url, CALL),
    "legacy": lambda page, url: post(page, url, LEGACY_CALL),
    "with-cookies": lambda page, url: page.fetch(url, method="DELETE", credentials="include"),
    "simple": simple("cors"),
    "unreadable": simple("no-cors"),
}

#: Where a page comes from, and what the server answers to a preflight and to a simple request of it.
FORBIDDEN = {
    "another-site": ("http://evil.example:{port}", 403, 403),
    "another-port": ("http://app.example:{port}", 403, 403),
    "no-origin": ("http://app.example:{port}/sandboxed", 403, 403),
    # Pages of this machine pass the guard, but are not told that they may send JSON.
    "this-machine": ("http://127.0.0.1:{port}", 405, 415),
}


@pytest.mark.parametrize("attempt", ATTEMPTS)
@pytest.mark.parametrize("origin", FORBIDDEN)
def test_a_forbidden_page_runs_nothing(
    browser: Browser, pages: int, server: HTTPProcess, origin: str, attempt: str
) -> None:
    url, preflight, status = FORBIDDEN[origin]
    with serve_pages() as other:
        url = url.format(port=other)
        page = browser.open(url)
        assert page.origin == ("null" if url.endswith("/sandboxed") else url)
        reply = ATTEMPTS[attempt](page, server.url)
    if attempt == "unreadable":
        # The request was sent, but the page learns nothing of the answer.
        assert (reply["type"], reply["status"], reply["headers"], reply["body"]) == ("opaque", 0, {}, "")
    else:
        assert reply == {"type": "TypeError"}
    is_simple = attempt in ("simple", "unreadable")
    assert seen(server) == [("POST", status) if is_simple else ("OPTIONS", preflight)]
    assert not any("mcp_method" in line for line in logged(server))


# A page whose name was rebound to this machine: the browser takes the server for the page's own


def rebound(browser: Browser, server: HTTPProcess) -> Page:
    page = browser.open(f"{site('rebind', server.port)}/nothing")
    assert page.origin == site("rebind", server.port)
    return page


@pytest.mark.parametrize("attempt", ["modern", "legacy", "simple"])
def test_a_rebound_page_runs_nothing(browser: Browser, server: HTTPProcess, attempt: str) -> None:
    reply = ATTEMPTS[attempt](rebound(browser, server), "/mcp")
    assert (reply["type"], reply["status"]) == ("basic", 403)
    assert seen(server) == [("POST", 403)]
    assert not any("mcp_method" in line for line in logged(server))


def test_a_rebound_page_is_known_by_its_host_alone(browser: Browser) -> None:
    """Even where every origin may call, on purpose or by mistake. A browser may ask again after status 421."""
    with HTTPProcess(calculator_executable(), environment=LOGGED | {"ALLOWED_ORIGINS": "*"}) as server:
        page = rebound(browser, server)
        assert post_modern(page, "/mcp", CALL)["status"] == 421
        # By a name of this machine the same page may call, as any other.
        assert result(post_modern(page, server.url, CALL))["structuredContent"] == {"result": 42}
        assert [line["status"] for line in logged(server) if "mcp_method" in line] == [200]
