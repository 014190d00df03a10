"""The sample Gateway: its README says what happens, line by line, and the log keeps what must be secret."""

import json
import re
import socket
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from conftest import GATEWAY_SETTINGS, gateway_executable
from harness.http_process import TIMEOUT, HTTPProcess
from harness.http_wire import Fields, Response, Wire, http_request, legacy_fields, modern_fields, open_session
from harness.official import connect_mcp_with
from harness.raw_client import Message, call, modern, request
from harness.specification import MODERN, NEWEST_LEGACY

SAMPLE = Path(__file__).resolve().parents[2] / "Samples" / "Sources" / "Gateway"
SERVER, ISSUER = "127.0.0.1:3000", "127.0.0.1:4000"
KEYS = ["demo-reader-key", "demo-clerk-key", "demo-probe-key", "demo-carrier-secret-for-trying"]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: What the fixture does itself.
STARTS = {
    f"CARRIER_SECRET={GATEWAY_SETTINGS['CARRIER_SECRET']} swift run --package-path Samples Gateway\n",
    "Samples/Sources/Gateway/issuer\n",
}
SEPARATOR = "-- the next line of the README --"
LIST = request(1, "tools/list", modern())
REPORT = request(1, "tools/call", modern(call("report_sales", {})))


@dataclass
class Example:
    """A block of lines to paste, and what the README says comes back."""

    lines: str
    answer: list[str]

    @property
    def name(self) -> str:
        return self.lines.strip().splitlines()[-1]


def read_examples() -> tuple[list[str], list[Example]]:
    """The blocks without an answer, and those with one."""
    blocks = BLOCK.findall((SAMPLE / "README.md").read_text())
    silent: list[str] = []
    examples: list[Example] = []
    for (kind, text), (following, answer) in zip(blocks, [*blocks[1:], ("", "")], strict=True):
        if kind != "sh":
            continue
        if following == "text":
            examples.append(Example(text, answer.splitlines()))
        else:
            silent.append(text)
    return silent, examples


SILENT, EXAMPLES = read_examples()


@dataclass
class Gateway:
    """A running server, its issuer, and all that neither may tell anybody."""

    server: HTTPProcess
    issuer: str
    secrets: set[str] = field(default_factory=lambda: set(KEYS))

    def token(self, subject: str = "ada", scope: str = "orders:read") -> str:
        url = f"http://{self.issuer}/token?subject={subject}&scope={scope.replace(' ', '+')}"
        with urllib.request.urlopen(url, timeout=TIMEOUT) as response:
            token: str = response.read().decode()
        self.secrets.add(token)
        return token

    def ask(self, message: Message, key: str | None = None) -> Response:
        fields = modern_fields(message) + credential(key)
        with Wire(self.server.port) as wire:
            return wire.ask(http_request("POST", "/mcp", fields, json.dumps(message).encode()))

    def get(self, target: str, key: str | None = None) -> Response:
        with Wire(self.server.port) as wire:
            return wire.ask(http_request("GET", target, [("Host", "127.0.0.1"), *credential(key)]))

    def paste(self) -> list[list[str]]:
        """Runs all lines of the README in one shell; answers what each example printed."""
        blocks = [text for text in SILENT if text not in STARTS]
        for example in EXAMPLES:
            blocks += [f"echo '{SEPARATOR}'\n", example.lines]
        script = "".join(blocks).replace(SERVER, f"127.0.0.1:{self.server.port}").replace(ISSUER, self.issuer)
        printed = subprocess.run(
            # The token is of interest to the test alone.
            ["bash", "-c", script + f"echo '{SEPARATOR}'\necho $token\n"],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert not printed.stderr
        _, *outputs, token = printed.stdout.replace("\r", "").split(f"{SEPARATOR}\n")
        self.secrets |= {token.strip(), "c2lnbmF0dXJl"}
        return [output.splitlines() for output in outputs]


def credential(key: str | None) -> Fields:
    return [("Authorization", f"Bearer {key}")] if key else []


@contextmanager
def running(**settings: str) -> Iterator[Gateway]:
    with subprocess.Popen([SAMPLE / "issuer", "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.search(r"on http://(\S+);", process.stdout.readline())
            assert found
            origin = f"http://{found[1]}"
            own = {"ISSUER": origin, "JWKS": f"{origin}/jwks.json", "LOG_LEVEL": "debug"}
            with HTTPProcess(gateway_executable(), environment=GATEWAY_SETTINGS | own | settings) as server:
                yield Gateway(server, found[1])
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def gateway() -> Iterator[Gateway]:
    with running() as gateway:
        yield gateway


@pytest.fixture(scope="module")
def outputs(gateway: Gateway) -> list[list[str]]:
    return gateway.paste()


# What the README says


def test_the_readme_says_how_both_programs_start() -> None:
    assert set(SILENT) >= STARTS
    assert len(EXAMPLES) >= 18


@pytest.mark.parametrize("index", range(len(EXAMPLES)), ids=[example.name for example in EXAMPLES])
def test_the_lines_of_the_readme_do_what_it_says(index: int, outputs: list[list[str]], gateway: Gateway) -> None:
    """What it shows stands in the output, in this order."""
    printed = iter(outputs[index])
    for line in EXAMPLES[index].answer:
        pattern = ".*".join(re.escape(part) for part in line.replace(ISSUER, gateway.issuer).split("…"))
        assert any(re.fullmatch(pattern, other) for other in printed), f"no {line!r} in {outputs[index]}"


def test_lists_of_the_readme_are_whole(outputs: list[list[str]]) -> None:
    """Who lacks a scope must not find more than what is shown."""
    lists = [(example, output) for example, output in zip(EXAMPLES, outputs, strict=True) if "grep -o" in example.lines]
    assert len(lists) == 2
    for example, output in lists:
        assert output == example.answer


# Who is let in


@pytest.mark.anyio
@pytest.mark.parametrize("mode", ["auto", "legacy", MODERN])
@pytest.mark.parametrize("kind", ["key", "token"])
async def test_the_official_client_is_let_in(mode: str, kind: str) -> None:
    with running() as gateway:
        secret = "demo-clerk-key" if kind == "key" else gateway.token("ada", "orders:read orders:write")
        headers = {"Authorization": f"Bearer {secret}"}
        async with connect_mcp_with(gateway.server.url, mode, headers) as client:
            assert {tool["name"] for tool in await client.tools()} >= {"list_products", "place_order"}
            placed = await client.call("place_order", {"product": "teapot", "quantity": 2})
            assert placed.structured["order"]["total"] == 98
            listed = await client.call("list_orders", {})
        own = [] if kind == "key" else ["order-3"]
        assert [order["id"] for order in listed.structured["orders"]] == [*own, "order-4"]


def test_it_needs_one_setting() -> None:
    command = [gateway_executable(), "--check-config"]
    checked = subprocess.run(command, env=GATEWAY_SETTINGS, capture_output=True, text=True, timeout=TIMEOUT)
    assert checked.returncode == 0 and SERVER in checked.stdout, checked
    without = subprocess.run(command, env={}, capture_output=True, text=True, timeout=TIMEOUT)
    [fault] = without.stderr.splitlines()
    assert without.returncode == 1
    assert fault.endswith("CARRIER_SECRET is not set. Set it to the secret that the sender signs with.")


def test_tokens_for_another_server_are_refused() -> None:
    with running(AUDIENCE="https://other.example/mcp") as gateway:
        assert gateway.ask(LIST, gateway.token()).status == 401


def test_tokens_have_to_wait_for_an_issuer_that_cannot_be_reached() -> None:
    with socket.socket() as nobody, running(JWKS=f"http://127.0.0.1:{unused_port(nobody)}/jwks.json") as gateway:
        refused = gateway.ask(LIST, gateway.token())
        assert refused.status == 503 and refused.header("retry-after"), refused
        assert gateway.ask(LIST, "demo-reader-key").status == 200


def unused_port(holder: socket.socket) -> int:
    """A port on which nobody listens for as long as the socket is open."""
    holder.bind(("127.0.0.1", 0))
    port: int = holder.getsockname()[1]
    return port


def test_credentials_go_before_the_callers_limit(gateway: Gateway) -> None:
    """Who is nobody gets 401 while the caller that somebody wants to be gets 429."""
    key = "demo-clerk-key"
    replies = [gateway.ask(REPORT, key).status for _ in range(4)]
    assert replies[-1] == 429
    assert gateway.ask(REPORT).status == gateway.ask(REPORT, "nonsense").status == 401
    assert gateway.ask(REPORT, key).status == 429
    assert gateway.ask(REPORT, gateway.token("eve")).status == 200


def test_the_limit_by_address_goes_before_credentials() -> None:
    with running(IP_REQUESTS="12") as gateway:
        assert [gateway.ask(LIST, "nonsense").status for _ in range(3)] == [401, 401, 429]
        refused = gateway.ask(LIST, "demo-reader-key")
        assert refused.status == 429 and refused.code == 429
        assert refused.header("www-authenticate") is None
        assert int(refused.header("retry-after") or 0) > 0
        assert gateway.get("/healthz").status == 200


# What can be traced, and what must not be read


def test_every_answer_has_a_request_id(gateway: Gateway, outputs: list[list[str]]) -> None:
    with_ids: set[int] = set()
    for text in ("\n".join(output) for output in outputs):
        for head in re.findall(r"^HTTP/1\.1 \d+.*?\n\n", text, re.MULTILINE | re.DOTALL):
            assert re.search(r"^X-Request-Id: [0-9a-f]{32}$", head, re.MULTILINE), head
            with_ids.add(int(head.split()[1]))
    assert with_ids == {200, 204, 401, 403, 413, 421, 422, 429, 504}
    unknown_session = http_request("GET", "/mcp", [*legacy_fields("none"), *credential("demo-reader-key")])
    with Wire(gateway.server.port) as wire:
        response = wire.ask(unknown_session)
    assert response.status == 404 and response.header("x-request-id"), response


def test_the_log_is_json_and_has_no_secrets() -> None:
    """Everything that the README does, and sessions: the whole log, from the start to the end."""
    with running() as gateway:
        gateway.paste()
        ping = json.dumps(request(2, "ping")).encode()
        for key in ["demo-reader-key", gateway.token()]:
            with Wire(gateway.server.port) as wire:
                session = open_session(wire, NEWEST_LEGACY, credential(key))
                gateway.secrets |= {session, key + "x"}
                # The last ones are another caller's, and not good.
                for other, status in [(key, 200), ("demo-clerk-key", 404), (key + "x", 401)]:
                    fields = legacy_fields(session, NEWEST_LEGACY) + credential(other)
                    assert wire.ask(http_request("POST", "/mcp", fields, ping)).status == status
        # A key where none belongs.
        assert gateway.get("/mcp?key=demo-reader-key").status == 401
        placed = request(1, "tools/call", modern(call("place_order", {"product": "teapot", "quantity": 1})))
        token = gateway.token("bob", "orders:read orders:write")
        order = gateway.ask(placed, token)
        assert order.status == 200
    announcement, *lines = gateway.server.stderr.splitlines()
    assert announcement.startswith("Gateway: listening on ")
    records = [json.loads(line) for line in lines]
    events = {record.get("event") for record in records}
    assert {"http_request", "tool_call"} <= events
    own = next(record for record in records if record.get("msg") == "placed an order" and record["principal"] == "bob")
    assert own["request_id"] == order.header("x-request-id") and own["tool"] == "place_order"
    for secret in gateway.secrets:
        assert secret not in gateway.server.stderr
    # The parts of a token are secrets, too.
    for part in (part for secret in gateway.secrets if secret.count(".") == 2 for part in secret.split(".")[1:]):
        assert part not in gateway.server.stderr
