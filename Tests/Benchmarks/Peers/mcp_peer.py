"""Serves `calculate` over HTTP with the SDK or FastMCP, on uvicorn: mcp_peer.py LIBRARY PORT."""

import logging
import sys
from typing import Annotated

import uvicorn
from pydantic import BaseModel, Field

ARITHMETIC = r"^[\d\s+\-*/().]+$"


class Output(BaseModel):
    result: float


def calculate(expression: Annotated[str, Field(max_length=1000, pattern=ARITHMETIC)]) -> Output:
    """Evaluates a simple arithmetic expression."""
    return Output(result=eval(expression, {"__builtins__": {}}))


library, port = sys.argv[1:]
if library == "mcp":
    from mcp.server import MCPServer

    server = MCPServer("calculator")
    server.tool()(calculate)
    app = server.streamable_http_app(stateless_http=True, json_response=True)
else:
    from fastmcp import FastMCP

    server = FastMCP("calculator")
    server.tool(calculate)
    app = server.http_app(stateless_http=True, json_response=True)

logging.disable(logging.WARNING)
uvicorn.run(app, host="127.0.0.1", port=int(port), log_level="error", access_log=False)
