"""A server that answers as a test says."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Script:
    """A server that answers each request as a test says, and keeps what it was asked."""

    def __init__(self, answer: Callable[[BaseHTTPRequestHandler, Any], None]) -> None:
        self.requests: list[tuple[str, dict[str, str], Any]] = []
        script = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                message = json.loads(body) if body else None
                script.requests.append((self.command, {k.lower(): v for k, v in self.headers.items()}, message))
                answer(self, message)

            do_GET = do_DELETE = do_POST

            def log_message(self, *_: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/mcp"

    def __enter__(self) -> Script:
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def reply(handler: BaseHTTPRequestHandler, body: Any, status: int = 200, **headers: str) -> None:
    data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
    handler.send_response(status)
    fields = {"Content_Type": "application/json", "Content_Length": str(len(data)), **headers}
    for name, value in fields.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(data)


def result(message: Any, value: Any) -> Any:
    return {"jsonrpc": "2.0", "id": message["id"], "result": value}


def error(code: int, text: str, data: Any = None) -> Any:
    return {"jsonrpc": "2.0", "id": None, "error": {"code": code, "message": text, "data": data}}
