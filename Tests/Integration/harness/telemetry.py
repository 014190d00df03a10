"""A receiver of OpenTelemetry's, which decodes strictly what it gets, and a server to be called in a trace."""

import base64
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from google.protobuf import json_format
from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import ExportMetricsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.common.v1.common_pb2 import AnyValue, KeyValue
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from harness.http_process import TIMEOUT

IDS = {"traceId": 16, "spanId": 8, "parentSpanId": 8}


def plain(value: AnyValue) -> Any:
    return getattr(value, value.WhichOneof("value"))


def attributes(pairs: list[KeyValue]) -> dict[str, Any]:
    return {pair.key: plain(pair.value) for pair in pairs}


def with_base64_ids(value: Any) -> Any:
    """OTLP's JSON is that of protocol buffers, but for ids, which are written in base 16."""
    if isinstance(value, list):
        return [with_base64_ids(element) for element in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for key, element in value.items():
        if key in IDS:
            data = bytes.fromhex(element)
            assert len(data) == IDS[key] and any(data) and element == element.lower(), (key, element)
            result[key] = base64.b64encode(data).decode()
        else:
            result[key] = with_base64_ids(element)
    return result


@dataclass
class Post:
    """A request as it came."""

    path: str
    fields: dict[str, str]
    body: bytes


class Receiver:
    """What came in at an address. ``answer`` says what goes back: a status and header fields, or nothing for as long as it blocks."""

    def __init__(self, answer: Callable[[], tuple[int, dict[str, str]]]) -> None:
        self.posts: list[Post] = []
        self.answer = answer
        self.changed = threading.Condition()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait(self, is_enough: Callable[["Receiver"], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(lambda: is_enough(self), TIMEOUT), [post.path for post in self.posts]

    def requests(self, path: str) -> list[Post]:
        return [post for post in self.posts if post.path == path]

    def traces(self) -> list[ExportTraceServiceRequest]:
        return [self._decoded(post, ExportTraceServiceRequest()) for post in self.requests("/v1/traces")]

    def metrics(self) -> list[ExportMetricsServiceRequest]:
        return [self._decoded(post, ExportMetricsServiceRequest()) for post in self.requests("/v1/metrics")]

    def spans(self) -> list[Span]:
        return [
            span
            for request in self.traces()
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]

    def _decoded(self, post: Post, message: Any) -> Any:
        assert post.fields["content-type"] == "application/json"
        # Strictly: a field that the protocol does not have is an error.
        return json_format.ParseDict(with_base64_ids(json.loads(post.body)), message, ignore_unknown_fields=False)


def accept() -> tuple[int, dict[str, str]]:
    return 200, {}


@contextmanager
def receiver(answer: Callable[[], tuple[int, dict[str, str]]] = accept) -> Iterator[Receiver]:
    """A receiver in this process. It also serves as a server to be called: its answer to ``GET`` is ``ok``."""
    result = Receiver(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"] or 0))
            with result.changed:
                fields = {name.lower(): value for name, value in self.headers.items()}
                result.posts.append(Post(self.path, fields, body))
                result.changed.notify_all()
            status, fields = result.answer()
            self.send_response(status)
            for name, value in (fields | {"Content-Length": "2"}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"{}" if self.command == "POST" else b"ok")

        do_GET = do_POST

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    # Requests that hang would be waited for at the end.
    server.block_on_close = False
    result.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield result
    finally:
        server.shutdown()
        server.server_close()
        thread.join(TIMEOUT)
