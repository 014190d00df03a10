"""Reads what ``tee.py`` recorded."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Side = Literal["client", "server"]

#: How many bytes the server promises to read as one line.
LINE_LIMIT = 4 << 20


class NotStrictJSON(ValueError):
    """A text that is no JSON by RFC 8259, or has a key twice."""


@dataclass(frozen=True)
class Line:
    """What one side sent up to a line feed, which is not part of it."""

    sender: Side
    data: bytes
    #: Whether the line feed was there. It lacks at a side's end, and where a line is still going on beyond the limit.
    is_terminated: bool = True


@dataclass
class Transcript:
    """A conversation, in the order in which lines were completed."""

    lines: list[Line] = field(default_factory=list)
    #: ``None`` if the server was killed together with the tee.
    exit_code: int | None = None

    def sent_by(self, side: Side) -> list[Line]:
        return [line for line in self.lines if line.sender == side]

    @classmethod
    def load(cls, record: Path) -> "Transcript":
        entries = [json.loads(text) for text in record.read_text(encoding="ascii").splitlines()]
        sides = {"client": _Side("client"), "server": _Side("server")}
        lines = [
            line
            for entry in entries
            if "from" in entry
            for line in sides[entry["from"]].take(entry.get("bytes", "").encode("latin-1"), "end" in entry)
        ]
        return cls(lines, next((entry["exit"] for entry in entries if "exit" in entry), None))


@dataclass
class _Side:
    """Splits what one side sent into lines."""

    side: Side
    partial: bytes = b""
    is_skipping: bool = False

    def take(self, data: bytes, is_end: bool) -> Iterator[Line]:
        *complete, self.partial = (self.partial + data).split(b"\n")
        for line in complete:
            if not self.is_skipping:
                yield Line(self.side, line)
            self.is_skipping = False
        if self.is_skipping:
            self.partial = b""
        elif self.partial and (is_end or len(self.partial) > LINE_LIMIT):
            # The answer to a line that is too long need not wait for its end.
            yield Line(self.side, self.partial, is_terminated=False)
            self.is_skipping, self.partial = True, b""


def parse_strictly(data: bytes) -> Any:
    """Parses JSON without the liberties that Python takes: NaN, repeated keys, half a surrogate pair, invalid UTF-8."""

    def refuse_constant(name: str) -> None:
        raise NotStrictJSON(f"{name} is no JSON")

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs):
            raise NotStrictJSON("a key stands twice in one object")
        return members

    try:
        text = data.decode("utf-8")
        value = json.loads(text, object_pairs_hook=unique, parse_constant=refuse_constant)
        if "\\u" in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")
        return value
    except NotStrictJSON:
        raise
    except (ValueError, RecursionError) as error:
        raise NotStrictJSON(str(error)) from error


def depth(value: Any) -> int:
    """How deeply arrays and objects are nested."""
    if isinstance(value, dict):
        return 1 + max(map(depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth, value), default=0)
    return 0
