"""Reads what ``tee.py`` recorded."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

Side = Literal["client", "server"]


class NotStrictJSON(ValueError):
    """A text that is no JSON by RFC 8259, or has a key twice."""


@dataclass(frozen=True)
class Line:
    """What one side sent up to a line feed, which is not part of it."""

    sender: Side
    data: bytes
    #: Whether the line feed was there. Only the last line of a side can lack it.
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
        transcript = cls()
        partial: dict[Side, bytes] = {"client": b"", "server": b""}
        for text in record.read_text(encoding="ascii").splitlines():
            entry = json.loads(text)
            if "exit" in entry:
                transcript.exit_code = entry["exit"]
                continue
            side: Side = entry["from"]
            *complete, rest = (partial[side] + entry.get("bytes", "").encode("latin-1")).split(b"\n")
            transcript.lines += [Line(side, data) for data in complete]
            if entry.get("end") and rest:
                transcript.lines.append(Line(side, rest, is_terminated=False))
                rest = b""
            partial[side] = rest
        return transcript


def parse_strictly(data: bytes) -> Any:
    """Parses JSON without the liberties that Python takes: NaN, repeated keys, invalid UTF-8, a byte order mark."""

    def refuse_constant(name: str) -> None:
        raise NotStrictJSON(f"{name} is no JSON")

    def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) != len(pairs):
            raise NotStrictJSON("a key stands twice in one object")
        return members

    try:
        text = data.decode("utf-8")
        return json.loads(text, object_pairs_hook=unique, parse_constant=refuse_constant)
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
