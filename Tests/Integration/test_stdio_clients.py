"""The official Python clients list and call the calculator's tools over stdio, in every revision."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import anyio
import mcp
import pytest
import yaml
from jsonschema import Draft202012Validator
from mcp.client.session import ClientSession
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp_types import DiscoverResult

from harness.official import CONNECTORS, TIMEOUT, Client, outcome_of
from harness.server import Server
from harness.specification import LEGACY_REVISIONS, MODERN, NEWEST_LEGACY

ISSUES = "swift-mcp-generator/issues"
TOOLS_YAML = Path(__file__).parents[2] / "Samples/Sources/Calculator/tools.yaml"


@dataclass(frozen=True)
class Era:
    """A way to open a conversation, and the revision that is spoken then."""

    mode: str
    revision: str

    def __str__(self) -> str:
        return f"{self.mode}-{self.revision}"


ERAS = [
    *(Era("legacy", revision) for revision in LEGACY_REVISIONS),
    Era("auto", MODERN),
    Era(MODERN, MODERN),
]

Connect = Callable[[], AbstractAsyncContextManager[Client]]


@pytest.fixture(params=ERAS, ids=str)
def era(request: pytest.FixtureRequest) -> Era:
    era: Era = request.param
    return era


@pytest.fixture(params=CONNECTORS)
def connect(
    request: pytest.FixtureRequest,
    era: Era,
    calculator: Server,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Connect:
    """Opens a conversation with one of the clients in one of the revisions."""
    if era.mode == "legacy":
        # Both clients always offer the newest; nothing but this constant makes them offer another.
        monkeypatch.setattr("mcp.client.session.LATEST_HANDSHAKE_VERSION", era.revision)

    @asynccontextmanager
    async def connected() -> AsyncIterator[Client]:
        with anyio.fail_after(2 * TIMEOUT), calculator.recorded() as recording:
            connector = CONNECTORS[request.param]
            async with connector(recording.command, era.mode, tmp_path / "stderr.txt") as client:
                yield client
        assert set(recording.report.checked) <= {era.revision}

    return connected


async def test_agrees_on_the_revision(connect: Connect, era: Era) -> None:
    async with connect() as client:
        assert client.revision == era.revision
        if era.mode != MODERN:
            # Who takes the revision for granted has not asked for a name.
            assert client.server_name == "calculator"


async def test_lists_what_the_yaml_says(connect: Connect) -> None:
    declared = yaml.safe_load(TOOLS_YAML.read_text(encoding="utf-8"))["tools"]
    async with connect() as client:
        tools = await client.tools()
    assert [(tool["name"], tool["description"]) for tool in tools] == [
        (tool["name"], tool["description"]) for tool in declared
    ]
    echo, list_sessions, calculate = tools
    assert echo["annotations"] == {"readOnlyHint": True, "idempotentHint": True, "openWorldHint": False}
    assert echo["inputSchema"]["properties"] == {"message": {"type": "string"}}
    assert echo["inputSchema"]["required"] == ["message"]
    assert "outputSchema" not in echo
    assert list_sessions["inputSchema"]["type"] == "object"
    assert "required" not in list_sessions["inputSchema"]
    assert list_sessions["outputSchema"]["required"] == ["active"]
    expression = calculate["inputSchema"]["properties"]["expression"]
    assert expression["description"] == "The expression, such as 1 + 2 * (3 - 4)."
    assert expression["pattern"] == r"^[\d\s+\-*/().]+$"
    assert expression["maxLength"] == 1000
    assert calculate["outputSchema"]["properties"]["result"]["type"] == "number"


async def test_calls_all_three_tools(connect: Connect, era: Era) -> None:
    async with connect() as client:
        await client.tools()
        echoed = await client.call("echo", {"message": 'Grüße, "世界" \\ 💥\n\u2028\x7f'})
        assert (echoed.is_error, echoed.text) == (False, 'Grüße, "世界" \\ 💥\n\u2028\x7f')

        listed = await client.call("list_sessions", {})
        assert not listed.is_error
        assert listed.structured == {"active": 1 if era.mode == "legacy" else 0}

        calculated = await client.call("calculate", {"expression": "1 + 2 * (3 - 4)"})
        assert (calculated.is_error, calculated.structured) == (False, {"result": -1})
        assert calculated.text == '{"result":-1}'


async def test_passes_over_unknown_arguments(connect: Connect) -> None:
    async with connect() as client:
        outcome = await client.call("echo", {"message": "hello", "messages": 1, "deep": {"er": [None]}})
        assert (outcome.is_error, outcome.text) == (False, "hello")


@dataclass(frozen=True)
class BadCall:
    """A call that must be refused by the tool, in words that help a model."""

    name: str
    tool: str
    arguments: dict[str, Any]
    text: str
    #: What the result's `_meta` says, if the arguments broke a rule: code and path of each issue.
    issues: list[tuple[str, list[str | int]]] | None
    #: Whether JSON Schema can say the rule.
    in_schema: bool = True


def invalid(name: str, tool: str, arguments: dict[str, Any], line: str, code: str, *path: str | int) -> BadCall:
    """Arguments that break one rule."""
    text = f"{tool}: 1 problem with the arguments\n- {line}"
    return BadCall(name, tool, arguments, text, [(code, list(path))])


def failed(name: str, expression: str, text: str) -> BadCall:
    """An expression that keeps all the rules and has no value."""
    return BadCall(name, "calculate", {"expression": expression}, text, None, in_schema=False)


BAD_CALLS = [
    invalid(
        "regex",
        "calculate",
        {"expression": "process.exit()"},
        "expression: Only arithmetic operators allowed",
        "invalid_format",
        "expression",
    ),
    invalid(
        "empty",
        "calculate",
        {"expression": ""},
        "expression: Only arithmetic operators allowed",
        "invalid_format",
        "expression",
    ),
    invalid(
        "too-long",
        "calculate",
        {"expression": "1" * 1001},
        "expression: Too big: expected string to have <=1000 characters",
        "too_big",
        "expression",
    ),
    invalid(
        "wrong-type",
        "echo",
        {"message": 42},
        "message: Invalid input: expected string, received number",
        "invalid_type",
        "message",
    ),
    invalid(
        "null",
        "echo",
        {"message": None},
        "message: Invalid input: expected string, received null",
        "invalid_type",
        "message",
    ),
    invalid(
        "missing",
        "echo",
        {},
        "message: Invalid input: expected string, received undefined",
        "invalid_type",
        "message",
    ),
    BadCall(
        "two-rules",
        "calculate",
        {"expression": "x" * 1001},
        "calculate: 2 problems with the arguments\n"
        "- expression: Too big: expected string to have <=1000 characters\n"
        "- expression: Only arithmetic operators allowed",
        [("too_big", ["expression"]), ("invalid_format", ["expression"])],
    ),
    failed("division-by-zero", "1 / (2 - 2)", "Division by zero"),
    failed("bad-expression", "1 + ", "The expression ends where a number or '(' is expected"),
    failed("unbalanced", "(1", "The expression ends where a number or '(' is expected"),
    failed("two-points", "1.2.3", "'1.2.3' is not a number"),
]


async def test_refuses_bad_arguments(connect: Connect, subtests: pytest.Subtests) -> None:
    async with connect() as client:
        schemas = {tool["name"]: tool["inputSchema"] for tool in await client.tools()}
        for bad in BAD_CALLS:
            with subtests.test(bad.name):
                outcome = await client.call(bad.tool, bad.arguments)
                assert (outcome.is_error, outcome.text) == (True, bad.text)
                issues = outcome.meta.get(ISSUES)
                assert (issues and [(issue["code"], issue["path"]) for issue in issues]) == bad.issues
                # What the advertised schema says, and what the validator does, is one thing.
                assert Draft202012Validator(schemas[bad.tool]).is_valid(bad.arguments) != bad.in_schema


async def test_advertised_schemas_accept_what_is_good(connect: Connect) -> None:
    async with connect() as client:
        schemas = {tool["name"]: Draft202012Validator(tool["inputSchema"]) for tool in await client.tools()}
    schemas["echo"].validate({"message": ""})
    schemas["list_sessions"].validate({})
    for expression in ("1", "1 + 2 * (3 - 4)", "\t.5\n/ -2", "1" * 1000):
        schemas["calculate"].validate({"expression": expression})


async def test_knows_no_other_tool(connect: Connect) -> None:
    async with connect() as client:
        for name in ("Echo", "echo ", "", "sudo", "calculate\n", "ëcho"):
            with pytest.raises(mcp.MCPError) as caught:
                await client.call(name, {})
            assert caught.value.error.code == -32602
            assert caught.value.error.message == f"Unknown tool: {name}"


async def test_serves_many_calls_at_once(connect: Connect) -> None:
    async with connect() as client:
        # Or the first answer of each call would make the client ask for the list.
        await client.tools()
        texts: list[str] = [""] * 100

        async def echo(number: int) -> None:
            texts[number] = (await client.call("echo", {"message": f"{number}" * 50})).text

        async with anyio.create_task_group() as group:
            for number in range(len(texts)):
                group.start_soon(echo, number)
        assert texts == [f"{number}" * 50 for number in range(len(texts))]


async def test_one_session_changes_its_era(calculator: Server, tmp_path: Path) -> None:
    """Discovers, initializes, and goes back and forth: each message says by itself which era it belongs to."""
    with (
        anyio.fail_after(TIMEOUT),
        calculator.recorded() as recording,
        (tmp_path / "stderr.txt").open("w") as log,
    ):
        parameters = StdioServerParameters(command=recording.command[0], args=recording.command[1:])
        async with (
            stdio_client(parameters, errlog=log) as (read, write),
            ClientSession(read, write, read_timeout_seconds=TIMEOUT) as session,
        ):
            # As a real client does: it asks, finds a modern server, and opens with the handshake all the same.
            discovered = DiscoverResult.model_validate(await session.send_discover(MODERN))
            assert discovered.supported_versions == [MODERN]
            initialized = await session.initialize()
            assert initialized.protocol_version == NEWEST_LEGACY
            await session.send_ping()
            assert await active_sessions(session) == 1

            session.adopt(discovered)
            assert len((await session.list_tools()).tools) == 3
            assert await active_sessions(session) == 1

            session.adopt(initialized)
            assert len((await session.list_tools()).tools) == 3
            assert await active_sessions(session) == 1
    assert set(recording.report.checked) == {MODERN, NEWEST_LEGACY}


async def active_sessions(session: ClientSession) -> int:
    outcome = outcome_of(await session.call_tool("list_sessions", {}))
    active: int = outcome.structured["active"]
    return active
