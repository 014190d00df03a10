"""Judges a recorded conversation: is every message of the server what the protocol asks for at that place?

The audit replays the lines in order and keeps the little state that a client has: which requests are open, and what
``initialize`` agreed. Each answer is then judged by the revision of the *message* it answers, because the era is
decided for each message.
"""

import json
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, best_match

from harness.specification import (
    LEGACY_REVISIONS,
    MODERN,
    MODERN_REVISIONS,
    NEWEST_LEGACY,
    SchemaViolation,
    specification,
)
from harness.transcript import LINE_LIMIT, Line, NotStrictJSON, Transcript, depth, parse_strictly

META_PREFIX = "io.modelcontextprotocol/"
#: How deeply nested a message the server promises to read.
DEPTH_LIMIT = 64

RESULTS = {
    "initialize": "InitializeResult",
    "ping": "EmptyResult",
    "server/discover": "DiscoverResult",
    "tools/list": "ListToolsResult",
    "tools/call": "CallToolResult",
}
NOTIFICATIONS = {
    "notifications/progress": "ProgressNotification",
    "notifications/tools/list_changed": "ToolListChangedNotification",
}
#: What stands in `error`, where the revision says more of a code than that it is an integer.
ERRORS = {
    -32700: "ParseError",
    -32600: "InvalidRequestError",
    -32601: "MethodNotFoundError",
    -32602: "InvalidParamsError",
    -32603: "InternalError",
}
#: What modern results have and legacy ones must not.
MODERN_MEMBERS = ("resultType", "ttlMs", "cacheScope")


class ProtocolFault(AssertionError):
    """Something that the server must not have done."""


#: `1` and `"1"` are different ids, and `True` is none, though Python says `True == 1`.
IDKey = tuple[type, str | int]


def id_key(value: Any) -> IDKey | None:
    """What identifies a request, or ``None`` where the value is no id."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return (type(value), value)


@dataclass
class Request:
    """What the client asked."""

    method: str | None
    params: dict[str, Any]
    #: ``None``: what ``initialize`` will have agreed when the answer comes.
    revision: str | None
    #: The last progress reported.
    progress: float | None = None

    @classmethod
    def read(cls, message: dict[str, Any]) -> "Request":
        method, params = message.get("method"), message.get("params")
        method = method if isinstance(method, str) else None
        params = params if isinstance(params, dict) else {}
        return cls(method, params, cls._claimed_revision(method, params))

    @staticmethod
    def _claimed_revision(method: str | None, params: dict[str, Any]) -> str | None:
        meta = params.get("_meta")
        claims = meta if isinstance(meta, dict) else {}
        claim = claims.get(META_PREFIX + "protocolVersion")
        if claim in MODERN_REVISIONS:
            return str(claim)
        is_modern = claim is not None or META_PREFIX + "clientCapabilities" in claims or method == "server/discover"
        return MODERN if is_modern else None


@dataclass
class Report:
    """What an audit found out on the way."""

    #: Messages of the server that were validated, by revision.
    checked: Counter[str] = field(default_factory=Counter)
    #: Error answers without an id, which nothing can be matched with.
    errors_without_id: list[dict[str, Any]] = field(default_factory=list)
    #: The tools as they were last advertised.
    tools: dict[str, dict[str, Any]] = field(default_factory=dict)


class Audit:
    """Replays one conversation."""

    def __init__(self, unanswered: Collection[str | int] = ()) -> None:
        """- unanswered: the ids of requests that may stay open at the end."""
        self.report = Report()
        self._unanswered = {id_key(value) for value in unanswered}
        self._open: dict[IDKey, list[Request]] = {}
        self._cancelled: set[IDKey] = set()
        self._agreed: str | None = None
        self._unreadable = 0
        self._calls: list[tuple[Request, dict[str, Any], str]] = []

    def run(self, transcript: Transcript) -> Report:
        for number, line in enumerate(transcript.lines, start=1):
            try:
                self._take(line)
            except AssertionError as error:
                raise type(error)(f"line {number}, by the {line.sender}: {error}\n{line.data[:2000]!r}") from error
        self._finish()
        return self.report

    @property
    def _session_revision(self) -> str:
        return self._agreed or NEWEST_LEGACY

    def _take(self, line: Line) -> None:
        if line.sender == "client":
            self._take_from_client(line.data)
        else:
            self._take_from_server(line)

    # The client's side

    def _take_from_client(self, data: bytes) -> None:
        if not data.strip(b" \t\r"):
            return
        try:
            message = parse_strictly(data)
        except NotStrictJSON:
            self._unreadable += 1
            return
        if len(data) > LINE_LIMIT or depth(message) > DEPTH_LIMIT:
            self._unreadable += 1
        elif isinstance(message, list) and message and self._session_revision == "2025-03-26":
            for element in message:
                self._note(element)
        else:
            self._note(message)

    def _note(self, message: Any) -> None:
        if not isinstance(message, dict):
            self._unreadable += 1
        elif "id" in message:
            self._note_request(message)
        elif message.get("method") == "notifications/cancelled":
            key = id_key((message.get("params") or {}).get("requestId"))
            if key is not None:
                self._cancelled.add(key)
        elif message.get("jsonrpc") != "2.0" or not isinstance(message.get("method"), str):
            self._unreadable += 1

    def _note_request(self, message: dict[str, Any]) -> None:
        if "method" not in message and ("result" in message or "error" in message):
            return
        key = id_key(message["id"])
        if key is None:
            self._unreadable += 1
        else:
            self._open.setdefault(key, []).append(Request.read(message))

    # The server's side

    def _take_from_server(self, line: Line) -> None:
        if not line.is_terminated:
            raise ProtocolFault("the last line has no line feed")
        try:
            message = parse_strictly(line.data)
        except NotStrictJSON as error:
            raise ProtocolFault(f"not JSON: {error}") from error
        if isinstance(message, list):
            self._judge_batch(message)
        else:
            self._judge(message)

    def _judge_batch(self, messages: list[Any]) -> None:
        if self._session_revision != "2025-03-26":
            raise ProtocolFault(f"a batch in {self._session_revision}")
        if not messages:
            raise ProtocolFault("an empty batch, which JSON-RPC forbids")
        specification("2025-03-26").check("JSONRPCBatchResponse", [with_some_id(message) for message in messages])
        for message in messages:
            self._judge(message)

    def _judge(self, message: Any) -> None:
        if not isinstance(message, dict):
            raise ProtocolFault("not an object")
        kinds = [kind for kind in ("method", "result", "error") if kind in message]
        match kinds:
            case ["method"]:
                self._judge_notification(message)
            case ["result"]:
                self._judge_result(message)
            case ["error"]:
                self._judge_error(message)
            case _:
                raise ProtocolFault(f"a message must have one of method, result and error, not {kinds}")

    def _refuse_unknown_members(self, message: dict[str, Any], *known: str) -> None:
        if unknown := message.keys() - {"jsonrpc", *known}:
            raise ProtocolFault(f"members that JSON-RPC does not have: {sorted(unknown)}")

    def _close(self, message: dict[str, Any]) -> tuple[Request, str]:
        """The request that a message answers, and the revision to judge the answer by."""
        key = id_key(message.get("id"))
        requests = self._open.get(key, []) if key is not None else []
        if key is None or not requests:
            raise ProtocolFault(f"answers no open request: id {message.get('id')!r}")
        # One id twice at the same time: the second is refused, the first one stands.
        is_refusal = len(requests) > 1 and message.get("error", {}).get("code") == -32600
        request = requests.pop() if is_refusal else requests.pop(0)
        if not requests:
            del self._open[key]
        return request, request.revision or self._session_revision

    def _judge_result(self, message: dict[str, Any]) -> None:
        request, revision = self._close(message)
        result = message["result"]
        if request.method == "initialize" and request.revision is None:
            # Judged by what it agreed on.
            self._agreed = revision = agreed_revision(result)
        rules = specification(revision)
        rules.check(rules.first_defined("JSONRPCResultResponse", "JSONRPCResponse"), message)
        self._refuse_unknown_members(message, "id", "result")
        if request.method not in RESULTS:
            raise ProtocolFault(f"a result for {request.method!r}, which is no method that is served")
        rules.check(RESULTS[request.method], result)
        if revision in MODERN_REVISIONS:
            judge_modern_result(result)
        else:
            judge_legacy_result(result)
        if request.method == "tools/list":
            self._note_tools(result["tools"], revision)
        elif request.method == "tools/call":
            self._calls.append((request, result, revision))
        self.report.checked[revision] += 1

    def _judge_error(self, message: dict[str, Any]) -> None:
        if "id" in message:
            _, revision = self._close(message)
            self._check_error(message, revision)
        else:
            self._unreadable -= 1
            if self._unreadable < 0:
                raise ProtocolFault("an error without an id, though every message could be read")
            self.report.errors_without_id.append(message["error"])
            revision = self._session_revision
            self._check_error(with_some_id(message), revision)
        self._refuse_unknown_members(message, "id", "error")
        self.report.checked[revision] += 1

    def _check_error(self, message: dict[str, Any], revision: str) -> None:
        rules = specification(revision)
        rules.check(rules.first_defined("JSONRPCErrorResponse", "JSONRPCError"), message)
        code = message["error"]["code"]
        if code == -32022:
            rules.check("UnsupportedProtocolVersionError", message)
        elif code not in ERRORS:
            raise ProtocolFault(f"error code {code} is none of those that this server has use for")
        elif rules.defines(ERRORS[code]):
            rules.check(ERRORS[code], message["error"])
        if set(message["error"]) - {"code", "message", "data"}:
            raise ProtocolFault("an error has members that JSON-RPC does not have")

    def _judge_notification(self, message: dict[str, Any]) -> None:
        if "id" in message:
            raise ProtocolFault("a request from the server, which declared no use for one")
        method = message["method"]
        if method not in NOTIFICATIONS:
            raise ProtocolFault(f"a notification that nobody asked for: {method}")
        revision = self._session_revision
        request = None
        if method == "notifications/progress":
            request = self._request_with_token(message.get("params", {}).get("progressToken"))
            revision = request.revision or revision
        rules = specification(revision)
        rules.check("JSONRPCNotification", message)
        rules.check(NOTIFICATIONS[method], message)
        self._refuse_unknown_members(message, "method", "params")
        if request is not None:
            judge_progress(message["params"], request, revision)
        self.report.checked[revision] += 1

    def _request_with_token(self, token: Any) -> Request:
        for requests in self._open.values():
            for request in requests:
                wanted = (request.params.get("_meta") or {}).get("progressToken")
                if id_key(wanted) is not None and id_key(wanted) == id_key(token):
                    return request
        raise ProtocolFault(f"progress for {token!r}, which no open request asked for")

    # What can only be judged with the list of tools at hand

    def _note_tools(self, tools: list[dict[str, Any]], revision: str) -> None:
        for tool in tools:
            judge_advertised_schema(tool, "inputSchema")
            if "outputSchema" in tool:
                judge_advertised_schema(tool, "outputSchema")
                if revision not in MODERN_REVISIONS and tool["outputSchema"].get("type") != "object":
                    raise ProtocolFault(f"{tool['name']}: an outputSchema in {revision} must describe an object")
            self.report.tools[tool["name"]] = tool

    def _finish(self) -> None:
        for request, result, revision in self._calls:
            judge_structured_content(self.report.tools.get(request.params.get("name", "")), result, revision)
        still_open = self._open.keys() - self._cancelled - self._unanswered
        if still_open:
            raise ProtocolFault(f"never answered: ids {[value for _, value in still_open]}")
        if self._unreadable > 0:
            raise ProtocolFault(f"{self._unreadable} unreadable messages were passed over without an error")


def with_some_id(message: Any) -> Any:
    """The message as it would be if an error had the id that could not be read.

    Revisions before 2025-11-25 require an id even there, and forbid null, which is JSON-RPC's own answer. To leave it
    out is what later revisions say; all else must still be right.
    """
    return {"id": 0} | message if isinstance(message, dict) and "error" in message else message


def agreed_revision(result: Any) -> str:
    """What ``initialize`` agreed on: only a revision that has a handshake can be."""
    revision = result.get("protocolVersion") if isinstance(result, dict) else None
    if revision not in LEGACY_REVISIONS:
        raise ProtocolFault(f"initialize agreed on {revision!r}")
    return str(revision)


def judge_modern_result(result: dict[str, Any]) -> None:
    """What the schema cannot say of results from 2026-07-28 on."""
    if result["resultType"] != "complete":
        raise ProtocolFault(f"resultType {result['resultType']!r}, which nobody asked for")
    if META_PREFIX + "serverInfo" not in result.get("_meta", {}):
        raise ProtocolFault("the result does not say whose it is (_meta serverInfo)")


def judge_legacy_result(result: dict[str, Any]) -> None:
    """What the schema cannot say of results before 2026-07-28: it allows any further member."""
    modern = [member for member in MODERN_MEMBERS if member in result]
    modern += [key for key in result.get("_meta", {}) if key.startswith(META_PREFIX)]
    if modern:
        raise ProtocolFault(f"members of later revisions in a legacy result: {modern}")


def judge_progress(params: dict[str, Any], request: Request, revision: str) -> None:
    """Progress rises, and has no message before 2025-03-26."""
    if request.progress is not None and params["progress"] <= request.progress:
        raise ProtocolFault(f"progress {params['progress']} after {request.progress}")
    if "message" in params and revision == "2024-11-05":
        raise ProtocolFault("progress has no message in 2024-11-05")
    request.progress = params["progress"]


def judge_advertised_schema(tool: dict[str, Any], member: str) -> None:
    """Clients refuse a tool whose schema is none."""
    if fault := schema_fault(json.dumps(tool[member])):
        raise SchemaViolation(f"{tool['name']}: {member} is no JSON schema: {fault}")


@cache
def schema_fault(schema: str) -> str | None:
    """What is wrong with a schema. Remembered, because most conversations list the same tools."""
    try:
        Draft202012Validator.check_schema(json.loads(schema))
    except SchemaError as error:
        return str(error.message)
    return None


def judge_structured_content(tool: dict[str, Any] | None, result: dict[str, Any], revision: str) -> None:
    """A tool that advertises an output must deliver it, unless it failed."""
    if tool is None or "outputSchema" not in tool or result.get("isError"):
        return
    if "structuredContent" not in result:
        # Revisions before 2025-06-18 know neither, and others may have been in the conversation.
        if revision >= "2025-06-18":
            raise ProtocolFault(f"{tool['name']} has an outputSchema and answered without structuredContent")
        return
    error = best_match(Draft202012Validator(tool["outputSchema"]).iter_errors(result["structuredContent"]))
    if error is not None:
        raise SchemaViolation(f"structuredContent of {tool['name']}: {error.json_path}: {error.message}")
