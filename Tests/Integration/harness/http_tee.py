"""A reverse proxy on loopback that records every message between a client and a server.

The record has the form of ``tee.py``'s, a line for each message, so that the same audit judges both. A line is recorded
before its bytes are passed on: an answer always stands behind what it answers.
"""

import http.client
import json
import threading
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from harness.audit import Audit, Report
from harness.http_process import TIMEOUT, HTTPProcess
from harness.transcript import Line, Side, Transcript

#: What RFC 9110 says of one hop alone (section 7.6.1), and what this proxy frames itself.
HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "te", "trailer", "upgrade"}


@dataclass
class Exchange:
    """A request and the head of its response."""

    method: str
    request: dict[str, str]
    message: bytes
    status: int = 0
    response: dict[str, str] = field(default_factory=dict)
    #: Messages of the server in this response.
    answers: list[bytes] = field(default_factory=list)
    #: Whether the end of the session had been asked for before the head of the response came.
    ends_late: bool = False

    @property
    def is_stream(self) -> bool:
        return self.response.get("content-type", "").startswith("text/event-stream")

    def parsed(self) -> list[dict[str, Any]]:
        return [json.loads(answer) for answer in self.answers]


@dataclass
class HTTPRecording:
    """A conversation, while it goes on and after it."""

    url: str
    exchanges: list[Exchange] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    #: What the proxy itself has to complain of.
    faults: list[str] = field(default_factory=list)
    #: There once the conversation is over and was found good.
    report: Report = field(default_factory=Report)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def add(self, sender: Side, data: bytes) -> None:
        with self._lock:
            self.lines.append(Line(sender, data))

    def begin(self, exchange: Exchange) -> None:
        with self._lock:
            self.exchanges.append(exchange)
            if exchange.message:
                self.lines.append(Line("client", exchange.message))


class EventReader:
    """Splits an event stream, and refuses what this protocol's streams must not have."""

    def __init__(self, *, is_numbered: bool = True) -> None:
        """- is_numbered: whether events may have ids: those of sessions."""
        self._is_numbered = is_numbered
        self._data: list[bytes] = []
        self._id: str | None = None
        self._count = 0
        #: The id of the last event that is complete.
        self.last_id: str | None = None

    def take(self, line: bytes) -> bytes | None:
        """The message that a line completes."""
        line = line.rstrip(b"\r\n")
        if not line:
            return self._end_event()
        name, _, value = line.partition(b":")
        value = value.removeprefix(b" ")
        match name:
            case b"data":
                self._data.append(value)
            case b"":
                pass
            case b"event" if value == b"message":
                pass
            case b"id" if self._is_numbered and value and all(0x21 <= byte <= 0x7E for byte in value):
                self._id = value.decode()
            case b"retry" if self._is_numbered and value.isdigit() and not self._count:
                pass
            case _:
                raise AssertionError(f"a line that an event of this server has no use for: {line!r}")
        return None

    def _end_event(self) -> bytes | None:
        data, self._data = self._data, []
        if self._id is not None:
            if self._id == self.last_id:
                raise AssertionError(f"the event {self._id} twice")
            self.last_id, self._id = self._id, None
        if not data:
            return None
        self._count += 1
        if data == [b""] and self._is_numbered and self._count == 1:
            # Nothing but an id, to come back with.
            return None
        return b"\n".join(data)


class Handler(BaseHTTPRequestHandler):
    """Passes on one client connection."""

    protocol_version = "HTTP/1.1"
    server: "TeeServer"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        exchange = Exchange(self.command, {name.lower(): value for name, value in self.headers.items()}, body)
        self.server.recording.begin(exchange)
        upstream = http.client.HTTPConnection("127.0.0.1", self.server.upstream, timeout=TIMEOUT)
        try:
            self._pass_on(exchange, upstream)
        except AssertionError as fault:
            self.server.recording.faults.append(str(fault))
            self.close_connection = True
        except (OSError, http.client.HTTPException) as error:
            # The client that left, or the server that did: tests that care look at the record.
            self.log_error("%s", error)
            self.close_connection = True
        finally:
            upstream.close()

    do_GET = do_DELETE = do_POST

    def _pass_on(self, exchange: Exchange, upstream: http.client.HTTPConnection) -> None:
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
        upstream.request(self.command, self.path, exchange.message or None, headers)
        response = upstream.getresponse()
        exchange.status = response.status
        exchange.ends_late = any(other.method == "DELETE" for other in list(self.server.recording.exchanges))
        exchange.response = {name.lower(): value for name, value in response.getheaders()}
        if exchange.is_stream:
            self._pass_events(exchange, response)
        else:
            self._pass_body(exchange, response)

    def _send_head(self, exchange: Exchange, **more: str) -> None:
        self.send_response_only(exchange.status)
        for name, value in exchange.response.items():
            if name not in HOP_BY_HOP:
                self.send_header(name, value)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _pass_body(self, exchange: Exchange, response: http.client.HTTPResponse) -> None:
        body = response.read()
        if body:
            exchange.answers.append(body)
            # What the end of the session has overtaken is refused, and was no request that could be answered.
            if exchange.status != 404 or b'"id"' in body:
                self.server.recording.add("server", body)
        self._send_head(exchange, **({} if exchange.status == 204 else {"Content_Length": str(len(body))}))
        self.wfile.write(body)

    def _pass_events(self, exchange: Exchange, response: http.client.HTTPResponse) -> None:
        self._send_head(exchange, Transfer_Encoding="chunked")
        events = EventReader(is_numbered="mcp-session-id" in exchange.request)
        while line := response.readline():
            if (message := events.take(line)) is not None:
                exchange.answers.append(message)
                self.server.recording.add("server", message)
            self.wfile.write(b"%x\r\n%s\r\n" % (len(line), line))
            self.wfile.flush()
        self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *_: object) -> None:
        pass


class TeeServer(ThreadingHTTPServer):
    """The proxy; each client connection has a thread."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, upstream: HTTPProcess) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.upstream = upstream.port
        self.recording = HTTPRecording(f"http://127.0.0.1:{self.server_port}{upstream.mcp_path}")


@contextmanager
def recorded(
    server: HTTPProcess, tally: Counter[str], *, unanswered: Collection[str | int] = ()
) -> Iterator[HTTPRecording]:
    """Records what goes through the proxy in the ``with`` block, and audits it at the end.

    A block that fails is not audited: its own failure says more.
    """
    with TeeServer(server) as tee:
        thread = threading.Thread(target=tee.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield tee.recording
        finally:
            tee.shutdown()
            thread.join(TIMEOUT)
    recording = tee.recording
    assert not recording.faults, recording.faults
    recording.report = Audit(unanswered).run(Transcript(recording.lines, 0))
    tally.update(recording.report.checked)
