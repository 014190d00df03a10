"""Every byte of raw connections, and a judgement of each message in them.

``Wire`` records what it sends and reads. An audit follows a conversation that is right; raw clients send nonsense, cut
streams off and go on elsewhere, so that each message of the server is judged for itself here: by the schema of the
revision that its request stated or its session agreed on.
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from harness.audit import (
    ERROR_MESSAGES,
    NOTIFICATIONS,
    RESULTS,
    IDKey,
    Request,
    id_key,
    judge_legacy_result,
    judge_modern_result,
    with_some_id,
)
from harness.events import parse_event
from harness.http_wire import ConnectionEnded, Response, Tape, Wire
from harness.specification import MODERN, MODERN_REVISIONS, NEWEST_LEGACY, REVISIONS, SchemaViolation, specification

#: What was found good: servers repeat themselves, and a schema takes its time.
KNOWN_GOOD: set[tuple[str, str | None, bytes]] = set()


class Playback(Wire):
    """Reads from a record what was read from a connection."""

    def __init__(self, data: bytes) -> None:
        self._buffer = data

    def _fill(self, count: int = 1 << 16) -> None:
        raise ConnectionEnded("the record ends")

    def responses(self, verbs: list[str]) -> Iterator[Response]:
        """The final responses, the last one as far as it goes. What is no HTTP is for the tests themselves to judge."""
        try:
            while True:
                response = self.receive_head()
                if response.status < 200:
                    continue
                is_head = bool(verbs) and verbs.pop(0) == "HEAD"
                if is_head or response.status in (204, 304):
                    pass
                elif response.header("transfer-encoding") == "chunked":
                    try:
                        while chunk := self.receive_chunk():
                            response.body += chunk
                    except ConnectionEnded:
                        yield response
                        return
                else:
                    response.body = self._exactly(int(response.header("content-length") or "0"))
                yield response
        except (ConnectionEnded, AssertionError, ValueError):
            return


@dataclass
class SentRequest:
    """A request as far as it could be understood."""

    verb: str
    target: str
    fields: dict[str, str]
    body: bytes

    def read(self) -> Iterator[tuple[IDKey | None, Request]]:
        try:
            message = json.loads(self.body)
        except (ValueError, RecursionError):
            return
        for element in message if isinstance(message, list) else [message]:
            if isinstance(element, dict):
                yield id_key(element.get("id")), Request.read(element)


def sent_requests(data: bytes) -> Iterator[SentRequest]:
    """The requests up to the first one whose framing is no use."""
    while data:
        head, end, data = data.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        parts = lines[0].split(" ")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
        if not end or len(parts) != 3 or "transfer-encoding" in fields:
            return
        length = fields.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return
        body, data = data[: int(length)], data[int(length) :]
        yield SentRequest(parts[0], parts[1], fields, body)


@dataclass
class WireRecord:
    """All connections of a test."""

    tapes: list[Tape] = field(default_factory=list)
    #: What `initialize` agreed on, by port and session.
    _agreed: dict[tuple[int, str | None], str] = field(default_factory=dict)
    #: Which method was asked for, by port, session and id.
    _methods: dict[tuple[int, str | None, IDKey], str | None] = field(default_factory=dict)

    def judge(self) -> Counter[str]:
        """Validates each message of the server, and answers how many there were of each revision."""
        exchanges = [exchange for tape in self.tapes for exchange in self._exchanges(tape)]
        checked: Counter[str] = Counter()
        for port, request, response in exchanges:
            if request is None or request.target.partition("?")[0] == "/mcp":
                for data in server_messages(response):
                    self._judge(port, request, data, checked)
        return checked

    def _exchanges(self, tape: Tape) -> list[tuple[int, SentRequest | None, Response]]:
        requests = list(sent_requests(bytes(tape.sent)))
        responses = list(Playback(bytes(tape.received)).responses([request.verb for request in requests]))
        for request, response in zip_longest(requests, responses[: len(requests)]):
            self._note(tape.port, request, response)
        # There may be answers to what is no request, and requests that were not answered.
        pairs = zip_longest(requests[: len(responses)], responses)
        return [(tape.port, request, response) for request, response in pairs]

    def _note(self, port: int, request: SentRequest, response: Response | None) -> None:
        session = request.fields.get("mcp-session-id")
        for key, message in request.read():
            if key is not None:
                self._methods[port, session, key] = message.method
            if message.method == "initialize" and message.revision is None and response and response.status == 200:
                answer = json.loads(response.body)
                # One within a batch agrees on nothing.
                if isinstance(answer, dict):
                    agreed = answer.get("result", {}).get("protocolVersion", NEWEST_LEGACY)
                    self._agreed[port, response.header("mcp-session-id")] = agreed

    def _judge(self, port: int, request: SentRequest | None, data: bytes, checked: Counter[str]) -> None:
        message = json.loads(data)
        for element in message if isinstance(message, list) else [message]:
            revision, method = self._facts(port, request, element)
            if isinstance(message, list) and revision != "2025-03-26":
                raise SchemaViolation(f"a batch in {revision}: {data[:2000]!r}")
            known = (revision, method, json.dumps(element).encode())
            if known not in KNOWN_GOOD:
                try:
                    judge_message(revision, method, element)
                except (AssertionError, KeyError) as fault:
                    raise SchemaViolation(f"{revision}, {method}: {fault}\n{data[:2000]!r}") from fault
                KNOWN_GOOD.add(known)
            checked[revision] += 1

    def _facts(self, port: int, request: SentRequest | None, message: Any) -> tuple[str, str | None]:
        """The revision of a message, and the method that it answers."""
        result = message.get("result", {}) if isinstance(message, dict) else {}
        # Where nothing that can be understood states a revision.
        guess = MODERN if "resultType" in result else NEWEST_LEGACY
        if request is None:
            return guess, None
        session = request.fields.get("mcp-session-id")
        asked = dict(request.read())
        stated = [each.revision for each in asked.values() if each.revision]
        header = request.fields.get("mcp-protocol-version")
        agreed = result.get("protocolVersion") or self._agreed.get((port, session))
        revision = next(iter(stated), None) or agreed or header
        key = id_key(message.get("id")) if isinstance(message, dict) else None
        # The streams of a session bring answers to other requests.
        method = asked[key].method if key in asked else key and self._methods.get((port, session, key))
        return revision if revision in REVISIONS else guess, method


def server_messages(response: Response) -> Iterator[bytes]:
    """What a response says that is a message; of a stream what has come of it."""
    type = (response.header("content-type") or "").partition(";")[0]
    if type == "application/json" and response.body:
        yield response.body
    elif type == "text/event-stream":
        *texts, _ = response.body.decode(errors="replace").split("\n\n")
        for text in texts:
            if data := parse_event(text).data:
                yield data.encode()


def judge_message(revision: str, method: str | None, message: Any) -> None:
    """Validates one message of the server."""
    rules = specification(revision)
    kinds = [kind for kind in ("method", "result", "error") if kind in message]
    match kinds:
        case ["method"]:
            rules.check("JSONRPCNotification", message)
            rules.check(NOTIFICATIONS[message["method"]], message)
        case ["result"]:
            rules.check(rules.first_defined("JSONRPCResultResponse", "JSONRPCResponse"), message)
            (judge_modern_result if revision in MODERN_REVISIONS else judge_legacy_result)(message["result"])
            if method in RESULTS:
                rules.check(RESULTS[method], message["result"])
        case ["error"]:
            message = with_some_id(message)
            rules.check(rules.first_defined("JSONRPCErrorResponse", "JSONRPCError"), message)
            definition = ERROR_MESSAGES.get(message["error"]["code"])
            if definition and rules.defines(definition):
                rules.check(definition, message)
        case _:
            raise SchemaViolation(f"a message must have one of method, result and error, not {kinds}")


@contextmanager
def recorded_wires() -> Iterator[WireRecord]:
    """Records all connections that are opened in the ``with`` block."""
    record = WireRecord()
    before, Wire.tapes = Wire.tapes, record.tapes
    try:
        yield record
    finally:
        Wire.tapes = before
