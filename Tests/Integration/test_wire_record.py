"""What raw connections say is judged, too: messages that are right are counted, and each kind of wrong one is found."""

import json
from typing import Any

import pytest

from harness.http_wire import Tape, http_request, post_legacy, post_modern
from harness.raw_client import Message, call, modern, request
from harness.specification import MODERN, NEWEST_LEGACY, SchemaViolation
from harness.wire_record import WireRecord

STAMP = {"resultType": "complete", "_meta": {"io.modelcontextprotocol/serverInfo": {"name": "s", "version": "1"}}}
CALLED = {"content": [{"type": "text", "text": "done"}]}
PROGRESS = {"jsonrpc": "2.0", "method": "notifications/progress", "params": {"progressToken": 1, "progress": 1}}
HANDSHAKE = {"capabilities": {}, "serverInfo": {"name": "s", "version": "1"}}
GET = http_request("GET", "/mcp", [("Host", "h"), ("Mcp-Session-Id", "s")])


def answer(result: Message, request_id: Any = 7) -> Message:
    return {"jsonrpc": "2.0", "id": request_id, "result": result}


def error(code: Any, **more: Any) -> Message:
    return {"jsonrpc": "2.0", "error": {"code": code, "message": "no"}} | more


def json_response(message: Any, *fields: str) -> bytes:
    body = json.dumps(message).encode()
    head = ["HTTP/1.1 200 OK", "Content-Type: application/json", f"Content-Length: {len(body)}", *fields]
    return "\r\n".join(head).encode() + b"\r\n\r\n" + body


def stream(*messages: Message, is_cut: bool = False) -> bytes:
    chunks = [f"event: message\ndata: {json.dumps(message)}\n\n".encode() for message in messages]
    body = b"".join(b"%x\r\n%s\r\n" % (len(chunk), chunk) for chunk in chunks)
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + (body[:-9] if is_cut else body + b"0\r\n\r\n")


def modern_call(request_id: Any = 7) -> bytes:
    return post_modern(request(request_id, "tools/call", modern(call("t", {}))))


def legacy_call(revision: str | None = NEWEST_LEGACY) -> bytes:
    return post_legacy(request(7, "tools/call", call("t", {})), "s", revision)


def initialize(revision: str) -> tuple[bytes, bytes]:
    asked = post_legacy(request(7, "initialize", {"protocolVersion": revision}), None)
    return asked, json_response(answer({"protocolVersion": revision} | HANDSHAKE), "Mcp-Session-Id: s")


def judge(*exchanges: tuple[bytes, bytes]) -> dict[str, int]:
    """Each exchange on a connection of its own."""
    tapes = [Tape(1, bytearray(sent), bytearray(received)) for sent, received in exchanges]
    return dict(WireRecord(tapes).judge())


def test_counts_messages_by_revision() -> None:
    assert judge((modern_call(), json_response(answer(CALLED | STAMP)))) == {MODERN: 1}
    assert judge((modern_call(), stream(PROGRESS, answer(CALLED | STAMP)))) == {MODERN: 2}
    assert judge((legacy_call(), json_response(answer(CALLED)))) == {NEWEST_LEGACY: 1}
    both = (initialize("2025-03-26"), (legacy_call(None), json_response([answer(CALLED), answer(CALLED, 8)])))
    assert judge(*both) == {"2025-03-26": 3}


def test_follows_one_connection_over_several_requests() -> None:
    twice = (modern_call(1) + modern_call(2), json_response(error(-32602, id=1)) + json_response(error(503)))
    assert judge(twice) == {MODERN: 2}


def test_takes_a_stream_as_far_as_it_came() -> None:
    assert judge((modern_call(), stream(PROGRESS, answer({}), is_cut=True))) == {MODERN: 1}


def test_knows_what_a_resumed_stream_answers() -> None:
    handshake = initialize(NEWEST_LEGACY)
    rest = (GET, stream(answer(CALLED)))
    assert judge(handshake, (legacy_call(), stream(PROGRESS, is_cut=True)), rest) == {NEWEST_LEGACY: 2}
    with pytest.raises(SchemaViolation):
        judge(handshake, (legacy_call(), b""), (GET, stream(answer({"content": 1}))))


def test_leaves_alone_what_is_no_message() -> None:
    health = http_request("GET", "/healthz", [("Host", "h")])
    assert judge((health, json_response({"status": "ok"})), (b"nonsense", b"nonsense"), (b"", b"")) == {}


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        (modern_call(), json_response(answer(CALLED))),
        (modern_call(), json_response(answer(STAMP))),
        (modern_call(), stream({**PROGRESS, "params": {"progress": 1}}, answer(CALLED | STAMP))),
        (modern_call(), stream({"jsonrpc": "2.0", "method": "notifications/unheard-of"})),
        (modern_call(), json_response([answer(CALLED | STAMP)])),
        (modern_call(), json_response(error("a text", id=7))),
        (modern_call(), json_response(error(-32602, id=None))),
        (modern_call(), json_response({"jsonrpc": "2.0", "id": 7})),
        (legacy_call(), json_response(answer(CALLED | STAMP))),
        (legacy_call(), json_response({"id": 7, "result": CALLED})),
        (b"nonsense", json_response({"error": "no message"})),
    ],
)
def test_finds_what_is_wrong(sent: bytes, received: bytes) -> None:
    with pytest.raises(SchemaViolation):
        judge((sent, received))
