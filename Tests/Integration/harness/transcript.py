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


class LineSplitter:
    """Splits a stream into lines. What is still open is kept in pieces: to join it each time would be quadratic."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.length = 0

    def take(self, data: bytes) -> list[bytes]:
        """The lines that the next bytes complete."""
        first, *others = data.split(b"\n")
        self._keep(first)
        if not others:
            return []
        *middle, last = others
        lines = [self.rest(), *middle]
        self._keep(last)
        return lines

    def rest(self) -> bytes:
        """Takes what is still open."""
        line = b"".join(self._pieces)
        self._pieces, self.length = [], 0
        return line

    def _keep(self, piece: bytes) -> None:
        self._pieces.append(piece)
        self.length += len(piece)


class _Side:
    """What one side of the conversation sent."""

    def __init__(self, side: Side) -> None:
        self._side = side
        self._splitter = LineSplitter()
        self._is_skipping = False

    def take(self, data: bytes, is_end: bool) -> Iterator[Line]:
        for line in self._splitter.take(data):
            if not self._is_skipping:
                yield Line(self._side, line)
            self._is_skipping = False
        if self._is_skipping:
            self._splitter.rest()
        elif (is_end and self._splitter.length) or self._is_too_long:
            # The answer to a line that is too long need not wait for its end.
            yield Line(self._side, self._splitter.rest(), is_terminated=False)
            self._is_skipping = True

    @property
    def _is_too_long(self) -> bool:
        return self._side == "client" and self._splitter.length > LINE_LIMIT


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
