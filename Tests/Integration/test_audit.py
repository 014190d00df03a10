"""The audit itself is tested: conversations that are right pass, and each kind of wrong message does not.

Every case is a good conversation with one thing changed, so that it is that thing which is found.
"""

import copy
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from harness.audit import META_PREFIX, Audit, ProtocolFault
from harness.raw_client import RawClient, call, modern, notification, request
from harness.server import Server
from harness.specification import LEGACY_REVISIONS, MODERN, REVISIONS, SchemaViolation, specification
from harness.transcript import Line, Transcript

Message = dict[str, Any]
SERVER_INFO = {"io.modelcontextprotocol/serverInfo": {"name": "sample", "version": "1"}}
TOOL = {
    "name": "add",
    "inputSchema": {"type": "object", "properties": {"to": {"type": "number"}}},
    "outputSchema": {"type": "object", "properties": {"sum": {"type": "number"}}, "required": ["sum"]},
}


class Conversation:
    """A good conversation in one revision, to be spoilt."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self.is_modern = revision == MODERN
        listed: Message = {"tools": [copy.deepcopy(TOOL)]}
        called: Message = {"content": [{"type": "text", "text": '{"sum":1}'}], "structuredContent": {"sum": 1}}
        if self.is_modern:
            stamp = {"resultType": "complete", "_meta": SERVER_INFO}
            opened = stamp | {
                "supportedVersions": [MODERN],
                "capabilities": {"logging": {}, "tools": {}},
                "ttlMs": 0,
                "cacheScope": "public",
            }
            listed |= stamp | {"ttlMs": 0, "cacheScope": "public"}
            called |= stamp
        else:
            server = {"name": "sample", "version": "1"}
            opened = {"protocolVersion": revision, "capabilities": {"logging": {}, "tools": {}}, "serverInfo": server}
        self.opened = self.answer("open", opened)
        self.listed = self.answer(1, listed)
        self.called = self.answer("1", called)
        self.progress = notification("notifications/progress", {"progressToken": "p", "progress": 1, "total": 2})
        self.failed = self.error(2, -32602, "Unknown tool: sub")
        self.extra: list[Line] = []

    @staticmethod
    def answer(request_id: Any, result: Message) -> Message:
        return {"jsonrpc": "2.0", "id": request_id, "result": result}

    @staticmethod
    def error(request_id: Any, code: Any, message: str) -> Message:
        return {"jsonrpc": "2.0", "id": request_id, "error": {"code": code, "message": message}}

    def params(self, params: Message | None = None) -> Message:
        return modern(params) if self.is_modern else params or {}

    def transcript(self) -> Transcript:
        client = {"name": "sample", "version": "1"}
        handshake = {"protocolVersion": self.revision, "capabilities": {}, "clientInfo": client}
        opening = ("server/discover", modern()) if self.is_modern else ("initialize", handshake)
        return Transcript(
            [
                sent("client", request("open", *opening)),
                sent("server", self.opened),
                # Two ids that Python takes for different, and one more that JSON does: 1 and "1".
                sent("client", request(1, "tools/list", self.params())),
                sent("client", request("1", "tools/call", self.params(call("add", {"to": 1}, token="p")))),
                sent("client", request(2, "tools/call", self.params(call("sub", {})))),
                sent("server", self.listed),
                sent("server", self.progress),
                sent("server", self.called),
                sent("server", self.failed),
                *self.extra,
            ],
            exit_code=0,
        )

    def audit(self) -> int:
        return Audit().run(self.transcript()).checked[self.revision]


def sent(side: Any, message: Any) -> Line:
    return Line(side, message if isinstance(message, bytes) else json.dumps(message).encode())


@pytest.mark.parametrize("revision", REVISIONS)
def test_passes_what_is_right(revision: str) -> None:
    assert Conversation(revision).audit() == 5


Spoil = Callable[[Conversation], Any]


def without(message: Message, *path: str) -> None:
    """Removes a member."""
    *way, last = path
    for key in way:
        message = message[key]
    del message[last]


def line(data: bytes) -> Spoil:
    """One more line by the server."""
    return lambda it: it.extra.append(Line("server", data))


def message(value: Message) -> Spoil:
    return line(json.dumps(value).encode())


def asked(data: Any) -> Spoil:
    """One more line by the client, which nobody answers."""
    return lambda it: it.extra.append(sent("client", data))


FAULTS: dict[str, Spoil] = {
    # Not messages at all.
    "a printed line": line(b"Welcome to the server!"),
    "an empty line": line(b""),
    "not UTF-8": line(b'{"jsonrpc":"2.0","method":"notifications/progress","params":"\xff"}'),
    "NaN": line(b'{"jsonrpc":"2.0","id":1,"result":NaN}'),
    "a key twice": line(b'{"jsonrpc":"2.0","jsonrpc":"2.0","id":1,"result":{}}'),
    "no line feed": lambda it: it.extra.append(Line("server", b"{}", is_terminated=False)),
    "half a message": line(b'{"jsonrpc":"2.0"'),
    "a number": line(b"1"),
    "an array": line(b"[]"),
    # Envelopes.
    "no jsonrpc": lambda it: without(it.called, "jsonrpc"),
    "jsonrpc 1.0": lambda it: it.called.update(jsonrpc="1.0"),
    "result and error": lambda it: it.called.update(error={"code": -32603, "message": "both"}),
    "neither result nor error": lambda it: without(it.called, "result"),
    "a member of its own": lambda it: it.called.update(server="sample"),
    "an id of another type": lambda it: it.listed.update(id=True),
    "an answer without an id": lambda it: without(it.called, "id"),
    "an id that is null": lambda it: it.failed.update(id=None),
    "an id nobody used": lambda it: it.called.update(id=3),
    "two answers": lambda it: it.extra.append(sent("server", it.called)),
    "no answer": asked(request(9, "ping")),
    "a request of its own": message(request(1, "ping")),
    "an unknown notification": message(notification("notifications/prompts/list_changed")),
    "a log message of no level": message(notification("notifications/message", {"level": "loud", "data": ""})),
    "a change for no subscription": message(
        notification("notifications/tools/list_changed", {"_meta": {META_PREFIX + "subscriptionId": 99}})
    ),
    # Errors.
    "an error without a code": lambda it: without(it.failed, "error", "code"),
    "an error without a message": lambda it: without(it.failed, "error", "message"),
    "an error with a code in text": lambda it: it.failed["error"].update(code="-32602"),
    "a fraction of a code": lambda it: it.failed["error"].update(code=-32602.5),
    "a code of its own": lambda it: it.failed["error"].update(code=-32001),
    "an error for nothing": message({"jsonrpc": "2.0", "error": {"code": -32700, "message": "Parse error"}}),
    "silence on malformed JSON": asked(b"{"),
    # Results.
    "a result that is text": lambda it: it.listed.update(result="tools"),
    "capabilities missing": lambda it: without(it.opened, "result", "capabilities"),
    "tools missing": lambda it: without(it.listed, "result", "tools"),
    "a tool without inputSchema": lambda it: without(it.listed["result"]["tools"][0], "inputSchema"),
    "a tool without a name": lambda it: without(it.listed["result"]["tools"][0], "name"),
    "an inputSchema that is no object's": lambda it: it.listed["result"]["tools"][0].update(
        inputSchema={"type": "array"}
    ),
    "an inputSchema that is none": lambda it: it.listed["result"]["tools"][0]["inputSchema"].update(minProperties="x"),
    "content missing": lambda it: without(it.called, "result", "content"),
    "content that is text": lambda it: it.called["result"].update(content="text"),
    "a block without a type": lambda it: without(it.called["result"]["content"][0], "type"),
    "a block of an unknown type": lambda it: it.called["result"]["content"][0].update(type="video"),
    "isError in text": lambda it: it.called["result"].update(isError="false"),
    "structuredContent of another shape": lambda it: it.called["result"].update(structuredContent={"sum": "1"}),
    # Progress.
    "progress without a number": lambda it: without(it.progress, "params", "progress"),
    "progress in text": lambda it: it.progress["params"].update(progress="1"),
    "progress for another token": lambda it: it.progress["params"].update(progressToken="q"),
    "progress after the answer": lambda it: it.extra.append(sent("server", it.progress)),
}

LEGACY_FAULTS: dict[str, Spoil] = {
    "resultType": lambda it: it.called["result"].update(resultType="complete"),
    "ttlMs": lambda it: it.listed["result"].update(ttlMs=0),
    "cacheScope": lambda it: it.listed["result"].update(cacheScope="public"),
    "serverInfo in _meta": lambda it: it.called["result"].update(_meta=SERVER_INFO),
    "no protocolVersion": lambda it: it.opened["result"].update(protocolVersion=1),
    "an outputSchema of an array": lambda it: it.listed["result"]["tools"][0].update(outputSchema={"type": "array"}),
}

MODERN_FAULTS: dict[str, Spoil] = {
    "no resultType in a call": lambda it: without(it.called, "result", "resultType"),
    "no resultType in a list": lambda it: without(it.listed, "result", "resultType"),
    "no resultType in a discovery": lambda it: without(it.opened, "result", "resultType"),
    "another resultType": lambda it: it.called["result"].update(resultType="input_required"),
    "no ttlMs": lambda it: without(it.listed, "result", "ttlMs"),
    "a negative ttlMs": lambda it: it.listed["result"].update(ttlMs=-1),
    "no cacheScope": lambda it: without(it.listed, "result", "cacheScope"),
    "another cacheScope": lambda it: it.listed["result"].update(cacheScope="everybody"),
    "no serverInfo": lambda it: without(it.called, "result", "_meta"),
    "a serverInfo without version": lambda it: it.called["result"].update(
        _meta={"io.modelcontextprotocol/serverInfo": {"name": "sample"}}
    ),
    "no supportedVersions": lambda it: without(it.opened, "result", "supportedVersions"),
    "an unsupported version without data": lambda it: it.failed["error"].update(code=-32022),
    "structuredContent missing": lambda it: without(it.called, "result", "structuredContent"),
}

CASES = [
    pytest.param(spoil, revision, id=f"{name}-{revision}")
    for faults, revisions in ((FAULTS, REVISIONS), (LEGACY_FAULTS, LEGACY_REVISIONS), (MODERN_FAULTS, (MODERN,)))
    for name, spoil in faults.items()
    for revision in revisions
]


@pytest.mark.parametrize(("spoil", "revision"), CASES)
def test_finds_what_is_wrong(spoil: Spoil, revision: str) -> None:
    conversation = Conversation(revision)
    spoil(conversation)
    with pytest.raises((ProtocolFault, SchemaViolation)):
        conversation.audit()


def test_judges_each_message_by_its_own_era() -> None:
    """A modern answer in a legacy session, and the other way round, is as wrong as anywhere."""
    legacy, other = Conversation("2025-06-18"), Conversation(MODERN)
    lines = legacy.transcript().lines + [
        sent("client", request(7, "tools/list", modern())),
        sent("server", other.answer(7, other.listed["result"])),
        sent("client", request(8, "tools/list")),
        sent("server", legacy.answer(8, legacy.listed["result"])),
    ]
    assert Audit().run(Transcript(lines)).checked == {"2025-06-18": 6, MODERN: 1}
    for index, wrong in ((-3, legacy), (-1, other)):
        spoilt = list(lines)
        answer = json.loads(spoilt[index].data)
        spoilt[index] = sent("server", answer | {"result": wrong.listed["result"]})
        with pytest.raises((ProtocolFault, SchemaViolation)):
            Audit().run(Transcript(spoilt))


BANNER = 'import sys; print("Welcome!", flush=True); sys.stdin.read()'


def recorded(script: str, folder: Path) -> RawClient:
    """A raw client of a server that is none, and the audit of what it did."""
    server = Server([sys.executable, "-c", script], folder, Counter())
    with server.raw() as client:
        client.receive_line()
    return client


def test_finds_a_banner_on_the_wire(tmp_path: Path) -> None:
    """From the process to the verdict: the audit sees what really passed."""
    with pytest.raises(ProtocolFault, match="not JSON"):
        recorded(BANNER, tmp_path)


def test_finds_an_exit_code(tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="exit code 3"):
        recorded(BANNER + "; raise SystemExit(3)", tmp_path)


@pytest.mark.parametrize("revision", REVISIONS)
def test_definitions_are_those_that_were_meant(revision: str) -> None:
    """A misspelt definition must not pass for one that accepts anything."""
    with pytest.raises(KeyError):
        specification(revision).check("NoSuchResult", {})
    assert specification(revision).defines("CallToolResult")
