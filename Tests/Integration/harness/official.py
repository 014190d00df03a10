"""The official Python clients, behind one face."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import fastmcp
import httpx2
import mcp
from fastmcp.client.transports import StdioTransport, StreamableHttpTransport
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client

#: How to open a conversation; what the clients call a mode.
#: `auto` asks `server/discover` first, `legacy` says `initialize`, a date is taken for granted.
Mode = str

TIMEOUT = 15.0


@dataclass
class Outcome:
    """What a call came to."""

    is_error: bool
    text: str
    structured: Any
    meta: dict[str, Any]


class Client(Protocol):
    """What the tests ask of a client."""

    @property
    def revision(self) -> str | None: ...
    @property
    def server_name(self) -> str | None: ...
    async def tools(self) -> list[dict[str, Any]]: ...
    async def call(self, tool: str, arguments: dict[str, Any]) -> Outcome: ...


def outcome_of(result: Any) -> Outcome:
    """Both clients name these the same."""
    text = "\n".join(block.text for block in result.content if block.type == "text")
    return Outcome(bool(result.is_error), text, result.structured_content, dict(result.meta or {}))


def tools_of(tools: list[Any]) -> list[dict[str, Any]]:
    return [tool.model_dump(by_alias=True, mode="json", exclude_unset=True) for tool in tools]


@dataclass
class MCPClient:
    """`mcp`, the SDK of the specification's authors."""

    client: mcp.Client

    @property
    def revision(self) -> str | None:
        return self.client.session.protocol_version

    @property
    def server_name(self) -> str | None:
        info = self.client.session.server_info
        return info.name if info else None

    async def tools(self) -> list[dict[str, Any]]:
        return tools_of((await self.client.list_tools()).tools)

    async def call(self, tool: str, arguments: dict[str, Any]) -> Outcome:
        return outcome_of(await self.client.call_tool(tool, arguments))


@dataclass
class FastMCPClient:
    """`fastmcp`, the client that most Python hosts are built on."""

    client: "fastmcp.Client[Any]"

    @property
    def revision(self) -> str | None:
        return self.client.protocol_version

    @property
    def server_name(self) -> str | None:
        return self.client.server_info.name if self.client.server_info else None

    async def tools(self) -> list[dict[str, Any]]:
        return tools_of(await self.client.list_tools())

    async def call(self, tool: str, arguments: dict[str, Any]) -> Outcome:
        return outcome_of(await self.client.call_tool(tool, arguments, raise_on_error=False))


@asynccontextmanager
async def connect_mcp(command: list[str], mode: Mode, stderr: Path) -> AsyncIterator[Client]:
    with stderr.open("w") as log:
        parameters = StdioServerParameters(command=command[0], args=command[1:])
        transport = stdio_client(parameters, errlog=log)
        async with mcp.Client(transport, mode=mode, read_timeout_seconds=TIMEOUT) as client:
            yield MCPClient(client)


@asynccontextmanager
async def connect_fastmcp(command: list[str], mode: Mode, stderr: Path) -> AsyncIterator[Client]:
    # Kept alive the server would outlive the conversation.
    transport = StdioTransport(command[0], command[1:], keep_alive=False, log_file=stderr)
    async with fastmcp.Client(transport, mode=mode, timeout=TIMEOUT, init_timeout=TIMEOUT) as client:
        yield FastMCPClient(client)


Connector = Callable[[list[str], Mode, Path], AbstractAsyncContextManager[Client]]

CONNECTORS: dict[str, Connector] = {"mcp": connect_mcp, "fastmcp": connect_fastmcp}


# Over HTTP


@asynccontextmanager
async def connect_mcp_http(url: str, mode: Mode) -> AsyncIterator[Client]:
    async with mcp.Client(url, mode=mode, read_timeout_seconds=TIMEOUT) as client:
        yield MCPClient(client)


@asynccontextmanager
async def connect_mcp_with(url: str, mode: Mode, headers: dict[str, str]) -> AsyncIterator[Client]:
    """As who these header fields say."""
    async with httpx2.AsyncClient(headers=headers, timeout=TIMEOUT) as http:
        transport = streamable_http_client(url, http_client=http)
        async with mcp.Client(transport, mode=mode, read_timeout_seconds=TIMEOUT) as client:
            yield MCPClient(client)


@asynccontextmanager
async def connect_fastmcp_http(url: str, mode: Mode) -> AsyncIterator[Client]:
    transport = StreamableHttpTransport(url)
    async with fastmcp.Client(transport, mode=mode, timeout=TIMEOUT, init_timeout=TIMEOUT) as client:
        yield FastMCPClient(client)


HTTPConnector = Callable[[str, Mode], AbstractAsyncContextManager[Client]]

HTTP_CONNECTORS: dict[str, HTTPConnector] = {"mcp": connect_mcp_http, "fastmcp": connect_fastmcp_http}
