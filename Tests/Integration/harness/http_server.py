"""The official Python servers over HTTP, for tests of our own client: http_server.py KIND MODE PORT [--legacy]

KIND is `mcp` or `fastmcp`; MODE is `json`, or `sse` where every answer is an event stream. With --legacy the server
refuses the stateless revision as one does that never heard of it.
"""

import sys
from typing import Any

import fastmcp
import uvicorn
from fastmcp.server.dependencies import get_http_headers
from mcp.server.mcpserver import Context, MCPServer

MODERN = b"2026-07-28"


def add_tools(server: Any, context: Any) -> None:
    @server.tool()
    async def add(a: int, b: int) -> int:
        """Adds two numbers."""
        return a + b

    @server.tool()
    async def count(to: int, ctx: context) -> str:  # type: ignore[valid-type]
        """Counts, and says how far it has come."""
        for number in range(1, to + 1):
            await ctx.report_progress(number, to, f"at {number}")
        return f"counted to {to}"

    @server.tool()
    async def fail() -> str:
        """Fails."""
        raise ValueError("this tool always fails")


def mcp_app(mode: str) -> Any:
    server = MCPServer("official")
    add_tools(server, Context)

    @server.tool()
    def whoami(ctx: Context) -> dict[str, str]:
        """Says which headers arrived."""
        return dict(ctx.headers or {})

    return server.streamable_http_app(json_response=mode == "json")


def fastmcp_app(mode: str) -> Any:
    server = fastmcp.FastMCP("official")
    add_tools(server, fastmcp.Context)

    @server.tool()
    def whoami() -> dict[str, str]:
        """Says which headers arrived."""
        return get_http_headers(include_all=True)

    return server.http_app(json_response=mode == "json")


class LegacyOnly:
    """Refuses what a server before 2026-07-28 does not know, in its words."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        headers = dict(scope.get("headers", []))
        if headers.get(b"mcp-protocol-version") != MODERN:
            return await self.app(scope, receive, send)
        body = b'{"jsonrpc":"2.0","id":"server-error","error":{"code":-32600,"message":"Unsupported protocol version"}}'
        head = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 400, "headers": head})
        await send({"type": "http.response.body", "body": body})


def main() -> None:
    kind, mode, port = sys.argv[1:4]
    app = {"mcp": mcp_app, "fastmcp": fastmcp_app}[kind](mode)
    if "--legacy" in sys.argv:
        app = LegacyOnly(app)
    uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="info")


if __name__ == "__main__":
    main()
