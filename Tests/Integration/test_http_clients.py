"""The official Python clients list and call the calculator's tools over HTTP, in sessions and without."""

import re
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field

import anyio
import mcp
import pytest

from harness.http_process import HTTPProcess
from harness.http_tee import Exchange, HTTPRecording, recorded
from harness.official import HTTP_CONNECTORS, TIMEOUT, Client
from harness.specification import LEGACY_REVISIONS, MODERN
from test_stdio_clients import BAD_CALLS, ISSUES, Era

#: Streamable HTTP came with 2025-03-26.
ERAS = [
    *(Era("legacy", revision) for revision in LEGACY_REVISIONS[1:]),
    Era("auto", MODERN),
    Era(MODERN, MODERN),
]
REQUEST_ID = re.compile(r"[\x21-\x7e]{1,128}")


@dataclass
class Conversation:
    """How to open a conversation, and what was said in it."""

    open: Callable[[], AbstractAsyncContextManager[Client]]
    recordings: list[HTTPRecording] = field(default_factory=list)

    @property
    def exchanges(self) -> list[Exchange]:
        return self.recordings[-1].exchanges


@pytest.fixture(params=ERAS, ids=str)
def era(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Era:
    era: Era = request.param
    if era.mode == "legacy":
        # Both clients always offer the newest; nothing but this constant makes them offer another.
        monkeypatch.setattr("mcp.client.session.LATEST_HANDSHAKE_VERSION", era.revision)
    return era


@pytest.fixture(params=HTTP_CONNECTORS)
def conversation(
    request: pytest.FixtureRequest, era: Era, http_calculator: HTTPProcess, tally: Counter[str]
) -> Conversation:
    recordings: list[HTTPRecording] = []

    @asynccontextmanager
    async def connected() -> AsyncIterator[Client]:
        with anyio.fail_after(2 * TIMEOUT), recorded(http_calculator, tally) as recording:
            recordings.append(recording)
            async with HTTP_CONNECTORS[request.param](recording.url, era.mode) as client:
                yield client
        assert set(recording.report.checked) == {era.revision}
        judge_heads(recording.exchanges, era)

    return Conversation(connected, recordings)


def judge_heads(exchanges: list[Exchange], era: Era) -> None:
    """What HTTP says besides the messages."""
    for exchange in exchanges:
        assert REQUEST_ID.fullmatch(exchange.response.get("x-request-id", "")), exchange
        assert "date" in exchange.response
        match exchange.method:
            case "POST":
                judge_post(exchange, era)
            case "GET":
                # The standalone stream of a session, unless that has ended already.
                assert era.mode == "legacy" and (exchange.status, exchange.is_stream) in [(200, True), (404, False)]
            case "DELETE":
                assert era.mode == "legacy" and (exchange.status, exchange.answers) == (204, [])
            case _:
                pytest.fail(f"a method that no client has use for: {exchange.method}")
    if era.mode == "legacy":
        # Not always last: clients send a notification and do not wait for its answer.
        assert any(exchange.method == "DELETE" for exchange in exchanges), "the client did not end its session"


def judge_post(exchange: Exchange, era: Era) -> None:
    opens_session = era.mode == "legacy" and b'"initialize"' in exchange.message
    assert ("mcp-session-id" in exchange.response) == opens_session, exchange
    if b'"id"' not in exchange.message:
        if exchange.ends_late and exchange.status == 404:
            # Overtaken by the end of the session.
            return
        assert (exchange.status, exchange.answers) == (202, [])
        assert "content-type" not in exchange.response
        return
    assert exchange.status == 200
    if not exchange.is_stream:
        assert exchange.response["content-type"] == "application/json"
        assert len(exchange.answers) == 1


async def test_agrees_on_the_revision(conversation: Conversation, era: Era) -> None:
    async with conversation.open() as client:
        assert client.revision == era.revision
        if era.mode == MODERN:
            # Who takes the revision for granted has sent nothing yet.
            await client.tools()
        else:
            assert client.server_name == "calculator"


async def test_lists_and_calls_all_three_tools(conversation: Conversation, era: Era) -> None:
    async with conversation.open() as client:
        assert [tool["name"] for tool in await client.tools()] == ["echo", "list_sessions", "calculate"]
        echoed = await client.call("echo", {"message": 'Grüße, "世界" \\ 💥\n\u2028\x7f'})
        assert (echoed.is_error, echoed.text) == (False, 'Grüße, "世界" \\ 💥\n\u2028\x7f')
        listed = await client.call("list_sessions", {})
        assert listed.structured == {"active": 1 if era.mode == "legacy" else 0}
        calculated = await client.call("calculate", {"expression": "1 + 2 * (3 - 4)"})
        assert (calculated.is_error, calculated.structured) == (False, {"result": -1})
        assert calculated.text == '{"result":-1}'


async def test_refuses_bad_arguments(conversation: Conversation, subtests: pytest.Subtests) -> None:
    async with conversation.open() as client:
        await client.tools()
        for bad in BAD_CALLS:
            with subtests.test(bad.name):
                outcome = await client.call(bad.tool, bad.arguments)
                assert (outcome.is_error, outcome.text) == (True, bad.text)
                issues = outcome.meta.get(ISSUES)
                assert (issues and [(issue["code"], issue["path"]) for issue in issues]) == bad.issues


async def test_knows_no_other_tool(conversation: Conversation) -> None:
    async with conversation.open() as client:
        # The last one has to be encoded to be in a header field.
        for name in ("Echo", "echo ", "sudo", "calculate\n", "ëcho", "=?base64?ZWNobw==?="):
            with pytest.raises(mcp.MCPError) as caught:
                await client.call(name, {})
            assert caught.value.error.code == -32602
            assert caught.value.error.message == f"Unknown tool: {name}"


async def test_serves_many_calls_at_once(conversation: Conversation) -> None:
    async with conversation.open() as client:
        # Or the first answer of each call would make the client ask for the list.
        await client.tools()
        texts: list[str] = [""] * 50

        async def echo(number: int) -> None:
            texts[number] = (await client.call("echo", {"message": f"{number}" * 50})).text

        async with anyio.create_task_group() as group:
            for number in range(len(texts)):
                group.start_soon(echo, number)
        assert texts == [f"{number}" * 50 for number in range(len(texts))]
