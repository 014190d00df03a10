"""Raw HTTP/1.1 on a socket: sends whatever bytes a test wants, and reads responses strictly."""

import json
import select
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, ClassVar

from harness.http_process import TIMEOUT
from harness.raw_client import Message, call, modern, request
from harness.specification import MODERN
from harness.transcript import parse_strictly

Fields = list[tuple[str, str]]


class ConnectionEnded(ConnectionError):
    """The server closed the connection, or reset it, where a response was due."""


@dataclass
class Response:
    """A response, read whole."""

    status: int
    fields: Fields
    body: bytes

    def all(self, name: str) -> list[str]:
        return [value for field, value in self.fields if field.lower() == name]

    def header(self, name: str) -> str | None:
        values = self.all(name)
        assert len(values) <= 1, f"{name} stands {len(values)} times in the response"
        return values[0] if values else None

    @property
    def message(self) -> Message:
        assert self.header("content-type") == "application/json", self
        message: Message = parse_strictly(self.body)
        return message

    @property
    def code(self) -> int | None:
        """The code of the JSON-RPC error, if the body is one."""
        if not self.body:
            return None
        code: int | None = self.message.get("error", {}).get("code")
        return code


@dataclass
class Tape:
    """What went over a connection, byte for byte."""

    port: int
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)


class Wire:
    """A connection to a server, over TLS where there is a context for it."""

    #: Where connections are recorded from their beginning on.
    tapes: ClassVar[list[Tape]] = []

    def __init__(
        self,
        port: int,
        timeout: float = TIMEOUT,
        receive_buffer: int | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._socket = socket.socket()
        if receive_buffer is not None:
            # The window that a connection begins with.
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self._socket.settimeout(timeout)
        self._socket.connect(("127.0.0.1", port))
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if tls is not None:
            self._socket = tls.wrap_socket(self._socket, server_hostname="127.0.0.1")
        self._buffer = b""
        self._tape = Tape(port)
        Wire.tapes.append(self._tape)

    def __enter__(self) -> "Wire":
        return self

    def __exit__(self, *_: object) -> None:
        self._socket.close()

    @property
    def certificate(self) -> bytes | None:
        """What the server showed, in the DER format."""
        assert isinstance(self._socket, ssl.SSLSocket)
        return self._socket.getpeercert(binary_form=True)

    def send(self, data: bytes) -> None:
        """Sends as much as the server reads; one that has closed need not read everything."""
        self._tape.sent += data
        try:
            self._socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def drip(self, data: bytes, interval: float) -> int:
        """Sends one byte after the other, until the server has something to say; answers how many."""
        for count in range(len(data)):
            if select.select([self._socket], [], [], interval)[0]:
                return count
            self.send(data[count : count + 1])
        return len(data)

    def end_output(self) -> None:
        self._socket.shutdown(socket.SHUT_WR)

    def ask(self, data: bytes, *, is_head: bool = False) -> Response:
        self.send(data)
        return self.receive(is_head=is_head)

    def receive(self, *, is_head: bool = False) -> Response:
        """The next response that is final."""
        while True:
            response = self._receive_one(is_head)
            if response.status >= 200:
                return response

    def receive_head(self, version: str = "HTTP/1.1") -> Response:
        """The head of a response whose body is still going on."""
        lines = self._until(b"\r\n\r\n").decode("latin-1").split("\r\n")
        stated, status, *_ = lines[0].split(" ", 2)
        assert stated == version, lines[0]
        fields = [(name, value.strip()) for name, _, value in (line.partition(":") for line in lines[1:])]
        return Response(int(status), fields, b"")

    def receive_chunk(self) -> bytes:
        """The next chunk of a body; an empty one is the end."""
        size = int(self._until(b"\r\n").split(b";")[0], 16)
        chunk = self._exactly(size)
        assert self._exactly(2) == b"\r\n"
        return chunk

    def receive_bytes(self, count: int) -> bytes:
        """The next bytes, whatever they are: fewer where the connection ends before."""
        with suppress(ConnectionEnded):
            while len(self._buffer) < count:
                self._fill(count - len(self._buffer))
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data

    def receive_rest(self) -> bytes:
        """Everything up to the end of the connection."""
        with suppress(ConnectionEnded):
            while True:
                self._fill()
        data, self._buffer = self._buffer, b""
        return data

    def has_input(self, wait: float) -> bool:
        """Whether the server says anything within so many seconds."""
        return bool(self._buffer or select.select([self._socket], [], [], wait)[0])

    def is_closed_by_server(self) -> bool:
        """Whether the server ends the connection, with nothing more to say. Waits for it."""
        try:
            return not self._buffer and self._socket.recv(1) == b""
        except ConnectionResetError:
            return True
        except TimeoutError:
            return False

    def _receive_one(self, is_head: bool) -> Response:
        response = self.receive_head()
        if is_head or response.status < 200 or response.status in (204, 304):
            return response
        if response.header("transfer-encoding") == "chunked":
            while chunk := self.receive_chunk():
                response.body += chunk
            return response
        length = response.header("content-length")
        assert length is not None, f"nothing says where the body ends: {response}"
        response.body = self._exactly(int(length))
        return response

    def _until(self, end: bytes) -> bytes:
        while (place := self._buffer.find(end)) < 0:
            self._fill()
        data, self._buffer = self._buffer[:place], self._buffer[place + len(end) :]
        return data

    def _exactly(self, count: int) -> bytes:
        while len(self._buffer) < count:
            self._fill()
        data, self._buffer = self._buffer[:count], self._buffer[count:]
        return data

    def _fill(self, count: int = 1 << 16) -> None:
        try:
            data = self._socket.recv(count)
        except ConnectionResetError as error:
            raise ConnectionEnded(str(error)) from error
        if not data:
            raise ConnectionEnded(f"the connection ended after {self._buffer[:500]!r}")
        self._tape.received += data
        self._buffer += data


# Requests

JSON_TYPE = ("Content-Type", "application/json")
BOTH_TYPES = ("Accept", "application/json, text/event-stream")


def http_request(verb: str, target: str, fields: Fields, body: bytes | None = None) -> bytes:
    """A request as it is framed when nothing is wrong."""
    if body is not None:
        fields = [*fields, ("Content-Length", str(len(body)))]
    head = "".join(f"{name}: {value}\r\n" for name, value in fields)
    return f"{verb} {target} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + (body or b"")


def modern_fields(message: Message, host: str = "127.0.0.1") -> Fields:
    """The header fields of a request of 2026-07-28."""
    fields = [
        ("Host", host),
        JSON_TYPE,
        BOTH_TYPES,
        ("MCP-Protocol-Version", MODERN),
        ("Mcp-Method", message["method"]),
    ]
    name = message.get("params", {}).get("name")
    return [*fields, ("Mcp-Name", name)] if isinstance(name, str) else fields


def legacy_fields(session: str | None, revision: str | None = None) -> Fields:
    fields = [("Host", "127.0.0.1"), JSON_TYPE, BOTH_TYPES]
    if session is not None:
        fields.append(("Mcp-Session-Id", session))
    return [*fields, ("MCP-Protocol-Version", revision)] if revision else fields


def post_modern(message: Message) -> bytes:
    return http_request("POST", "/mcp", modern_fields(message), json.dumps(message).encode())


def echo_message(text: str, request_id: Any = 1) -> Message:
    """A call of 2026-07-28 that is good."""
    return request(request_id, "tools/call", modern(call("echo", {"message": text})))


def post_legacy(message: Any, session: str | None, revision: str | None = None) -> bytes:
    return http_request("POST", "/mcp", legacy_fields(session, revision), json.dumps(message).encode())


def get_stream(session: str | None, last_id: str | None = None, fields: Fields = []) -> bytes:
    """Asks for the standalone stream of a session, or for the rest of a stream."""
    own = [("Host", "127.0.0.1"), ("Accept", "text/event-stream"), *fields]
    own += [("Mcp-Session-Id", session)] if session is not None else []
    return http_request("GET", "/mcp", [*own, ("Last-Event-ID", last_id)] if last_id is not None else own)


def open_session(wire: Wire, revision: str, fields: Fields = []) -> str:
    """The handshake; answers the session's id."""
    client = {"name": "raw", "version": "1"}
    params = {"protocolVersion": revision, "capabilities": {}, "clientInfo": client}
    body = json.dumps(request("open", "initialize", params)).encode()
    response = wire.ask(http_request("POST", "/mcp", [*legacy_fields(None), *fields], body))
    assert response.status == 200 and response.message["result"]["protocolVersion"] == revision, response
    session = response.header("mcp-session-id")
    assert session and all(0x21 <= ord(character) <= 0x7E for character in session)
    return session


def assert_serves(wire: Wire, text: str = "still here") -> None:
    """A good call is answered on this connection."""
    response = wire.ask(post_modern(echo_message(text)))
    assert response.status == 200, response
    assert response.message["result"]["content"] == [{"type": "text", "text": text}]


@contextmanager
def calling(port: int, good_call: Callable[[Wire], None] = assert_serves) -> Iterator[None]:
    """Good calls on a connection of their own, for as long as the ``with`` block runs."""
    is_over = threading.Event()
    faults: list[BaseException] = []

    def call_on() -> None:
        try:
            with Wire(port) as wire:
                while True:
                    good_call(wire)
                    # Sparing: the tests themselves want to get on.
                    if is_over.wait(0.005):
                        return
        except BaseException as fault:
            faults.append(fault)

    thread = threading.Thread(target=call_on)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
    assert not faults, faults
