"""Log messages and cancellation with the official clients, over both transports and in both eras."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import fastmcp
import mcp
import pytest
from fastmcp.client.transports import StdioTransport
from mcp.client.stdio import StdioServerParameters, stdio_client

from conftest import everything_executable, fixture_executable
from harness.http_process import HTTPProcess
from harness.http_tee import recorded
from harness.official import TIMEOUT
from harness.server import Server
from harness.specification import MODERN

TEXTS = ["Tool execution started", "Tool processing data", "Tool execution completed"]
MODES = ["legacy", MODERN]
Log = Callable[[Any], Any]
#: Opens an `mcp` or a `fastmcp` client, which log their messages to a function and ask for a level.
Open = Callable[[Any, str, Log, str | None], AbstractAsyncContextManager[Any]]


@asynccontextmanager
async def open_mcp(target: Any, mode: str, log: Log, level: str | None) -> AsyncIterator[Any]:
    if isinstance(target, list):
        target = stdio_client(StdioServerParameters(command=target[0], args=target[1:]))
    async with mcp.Client(
        target, mode=mode, read_timeout_seconds=TIMEOUT, logging_callback=log, log_level=level
    ) as client:
        if level and mode == "legacy":
            await client.session.set_logging_level(level)
        yield client


@asynccontextmanager
async def open_fastmcp(target: Any, mode: str, log: Log, level: str | None) -> AsyncIterator[Any]:
    if isinstance(target, list):
        target = StdioTransport(target[0], target[1:], keep_alive=False)
    async with fastmcp.Client(target, mode=mode, timeout=TIMEOUT, init_timeout=TIMEOUT, log_handler=log) as client:
        if level and mode == "legacy":
            await client.set_logging_level(level)
        yield client


CLIENTS: dict[str, Open] = {"mcp": open_mcp, "fastmcp": open_fastmcp}


@pytest.mark.parametrize("level", ["info", "error"])
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", CLIENTS)
@pytest.mark.parametrize("transport", ["http", "stdio"])
async def test_log_messages_arrive_by_level(
    name: str,
    mode: str,
    level: str,
    transport: str,
    http_everything: HTTPProcess,
    make_server: Callable[..., Server],
    tally: Counter[str],
) -> None:
    texts: list[Any] = []

    async def log(message: Any) -> None:
        texts.append((message.level, message.data))

    async def call(target: Any) -> None:
        with anyio.fail_after(2 * TIMEOUT):
            async with CLIENTS[name](target, mode, log, level) as client:
                await client.call_tool("test_tool_with_logging", {})

    if transport == "http":
        with recorded(http_everything, tally) as recording:
            await call(recording.url)
    else:
        with make_server(everything_executable(), "--stdio").recorded() as stdio:
            await call(stdio.command)
    # fastmcp asks for everything where it has to ask in each request.
    is_sent = level == "info" or (name == "fastmcp" and mode == MODERN)
    assert texts == [("info", text) for text in TEXTS if is_sent]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("name", CLIENTS)
@pytest.mark.parametrize("transport", ["http", "stdio"])
async def test_cancellation_reaches_the_handler(
    name: str, mode: str, transport: str, http_noisy: HTTPProcess, tmp_path: Path
) -> None:
    """The handler of `wait` says so when its task is cancelled."""

    async def log(_: Any) -> None:
        pass

    async def call_and_leave(target: Any) -> None:
        has_begun = anyio.Event()

        async def report(*_: Any) -> None:
            has_begun.set()

        progress = {"progress_callback" if name == "mcp" else "progress_handler": report}
        with anyio.fail_after(2 * TIMEOUT):
            async with CLIENTS[name](target, mode, log, None) as client, anyio.create_task_group() as group:
                group.start_soon(lambda: client.call_tool("wait", {}, **progress))
                await has_begun.wait()
                group.cancel_scope.cancel()

    if transport == "http":
        await call_and_leave(http_noisy.url)
        http_noisy.wait_for_stderr(r"cancelled \S+")
        return
    stderr = tmp_path / "stderr.txt"
    # A shell of its own, since the clients keep the server's standard error to themselves.
    command = ["/bin/sh", "-c", f'exec "$0" --stdio 2>"{stderr}"', fixture_executable("Noisy")]
    await call_and_leave(command)
    assert "cancelled" in stderr.read_text()
