"""A client without opinions: sends any bytes, and shows what comes back.

The official clients cannot be made to send what is wrong, or to change era in mid-conversation. This one can.
"""

import json
import os
import selectors
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

from harness.specification import MODERN
from harness.transcript import LineSplitter

TIMEOUT = 15.0
CHUNK = 1 << 16

Message = dict[str, Any]


class RawClient:
    """Starts a server and talks to it. Every wait is bounded, and the server never outlives the ``with`` block.

    One thread does all: while it waits to write it also reads, so that two full pipes cannot block each other.
    """

    def __init__(self, command: Sequence[str], environment: dict[str, str] | None = None) -> None:
        self._command = list(command)
        self._environment = environment
        self._output = LineSplitter()
        self._lines: deque[bytes] = deque()
        self._ids = 0
        self.stderr = b""
        #: Notifications that came while an answer was awaited.
        self.notifications: list[Message] = []
        self.exit_code: int | None = None

    def __enter__(self) -> "RawClient":
        self._process = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=os.environ | (self._environment or {}),
            # A group of its own, so that a tee cannot leave its server behind.
            process_group=0,
        )
        assert self._process.stdin and self._process.stdout and self._process.stderr
        self._selector = selectors.DefaultSelector()
        for stream in (self._process.stdout, self._process.stderr):
            self._selector.register(stream, selectors.EVENT_READ)
        os.set_blocking(self._process.stdin.fileno(), False)
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self.finish()
        finally:
            self._kill()
            self._selector.close()
            for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
                if stream is not None:
                    stream.close()

    def _kill(self) -> None:
        if self.exit_code is None:
            with suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait(TIMEOUT)

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    # Sending

    def send(self, *messages: Any) -> None:
        """Sends messages, each on a line, all in one write."""
        self.send_bytes(b"".join(json.dumps(message).encode() + b"\n" for message in messages))

    def send_bytes(self, data: bytes) -> None:
        rest = memoryview(data)
        assert self._process.stdin is not None
        target = self._process.stdin.fileno()
        self._selector.register(self._process.stdin, selectors.EVENT_WRITE)

        def write_some() -> bool:
            nonlocal rest
            with suppress(BlockingIOError):
                rest = rest[os.write(target, rest[:CHUNK]) :]
            return not rest

        try:
            self._wait_until(write_some, "the server to read")
        finally:
            self._selector.unregister(self._process.stdin)

    def close_input(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()

    def close_output(self) -> None:
        """Reads no more, as a client does that has gone."""
        assert self._process.stdout is not None
        self._selector.unregister(self._process.stdout)
        self._process.stdout.close()

    # Receiving

    def receive_line(self) -> bytes:
        self._wait_until(lambda: bool(self._lines), "a line")
        return self._lines.popleft()

    def receive(self) -> Any:
        """The next message, whatever it is."""
        return json.loads(self.receive_line())

    def receive_answer(self, request_id: str | int) -> Message:
        """The answer with that id; notifications before it are kept."""
        while True:
            message: Message = self.receive()
            if "method" in message:
                self.notifications.append(message)
                continue
            assert message.get("id") == request_id and type(message["id"]) is type(request_id), message
            return message

    def receive_notification(self) -> Message:
        message: Message = self.receive()
        assert "method" in message and "id" not in message, message
        return message

    def receive_rest(self) -> list[Any]:
        """All messages up to the end of the output; ends the input."""
        self.finish()
        return [json.loads(line) for line in self._lines]

    def wait_for_stderr(self, text: str) -> None:
        self._wait_until(lambda: text.encode() in self.stderr, f"{text!r} on stderr")

    # Asking

    def next_id(self) -> int:
        self._ids += 1
        return self._ids

    def ask(self, method: str, params: Message | None = None, request_id: str | int | None = None) -> Message:
        """Sends a request as it is, and waits for the answer."""
        request_id = self.next_id() if request_id is None else request_id
        self.send(request(request_id, method, params))
        return self.receive_answer(request_id)

    def ask_modern(self, method: str, params: Message | None = None, request_id: str | int | None = None) -> Message:
        """Sends a request of revision 2026-07-28."""
        return self.ask(method, modern(params), request_id)

    def initialize(self, revision: str) -> Message:
        """The handshake; answers the server's result."""
        client = {"name": "raw", "version": "1"}
        params = {"protocolVersion": revision, "capabilities": {}, "clientInfo": client}
        answer = self.ask("initialize", params)
        self.send(notification("notifications/initialized"))
        result: Message = answer["result"]
        return result

    # Ending

    def finish(self) -> int:
        """Ends the input and waits for the server to end."""
        if self.exit_code is None:
            self.close_input()
            self.wait_for_end()
        assert self.exit_code is not None
        return self.exit_code

    def wait_for_end(self) -> int:
        """Reads everything up to the end of the streams, then waits for the process."""
        self._wait_until(lambda: not self._selector.get_map(), "the server to end")
        self.exit_code = self._process.wait(TIMEOUT)
        return self.exit_code

    # Waiting

    def _wait_until(self, is_done: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + TIMEOUT
        while not is_done():
            rest = deadline - time.monotonic()
            events = self._selector.select(max(0.0, rest)) if self._selector.get_map() else []
            if not events:
                problem = "waited in vain for" if rest <= 0 else "the streams ended before"
                raise TimeoutError(f"{problem} {what}; stderr: {self.stderr[-2000:].decode(errors='replace')}")
            for key, event in events:
                if event & selectors.EVENT_READ:
                    self._read(key.fileobj)

    def _read(self, stream: Any) -> None:
        data = os.read(stream.fileno(), CHUNK)
        if not data:
            self._selector.unregister(stream)
        elif stream is self._process.stderr:
            self.stderr += data
        else:
            self._lines += self._output.take(data)


# Messages


def request(request_id: Any, method: str, params: Message | None = None) -> Message:
    """A JSON-RPC request."""
    return {"jsonrpc": "2.0", "id": request_id, "method": method} | ({} if params is None else {"params": params})


def notification(method: str, params: Message | None = None) -> Message:
    """A JSON-RPC notification."""
    return {"jsonrpc": "2.0", "method": method} | ({} if params is None else {"params": params})


def modern(params: Message | None = None, revision: str = MODERN) -> Message:
    """Parameters with the `_meta` that each request states from 2026-07-28 on."""
    params = dict(params or {})
    prefix = "io.modelcontextprotocol/"
    claims = {
        prefix + "protocolVersion": revision,
        prefix + "clientCapabilities": {},
        prefix + "clientInfo": {"name": "raw", "version": "1"},
    }
    return params | {"_meta": claims | params.get("_meta", {})}


def call(tool: str, arguments: Message | None = None, token: str | int | None = None) -> Message:
    """The parameters of a ``tools/call``."""
    params: Message = {"name": tool}
    if arguments is not None:
        params["arguments"] = arguments
    if token is not None:
        params["_meta"] = {"progressToken": token}
    return params


def text(result: Message) -> str:
    """The text of a tool's result."""
    return "\n".join(block["text"] for block in result["content"] if block["type"] == "text")
