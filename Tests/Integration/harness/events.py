"""Event streams, read whole or as they come."""

import json
import re
from dataclasses import dataclass, field

from harness.http_wire import Response, Wire
from harness.raw_client import Message


@dataclass
class Event:
    """An event as it stood on the wire: comments are events without anything else."""

    data: str | None = None
    id: str | None = None
    retry: int | None = None
    comments: list[str] = field(default_factory=list)

    @property
    def message(self) -> Message:
        assert self.data, f"an event without a message: {self}"
        message: Message = json.loads(self.data)
        return message


def parse_event(text: str) -> Event:
    event = Event()
    for line in text.splitlines():
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                event.data = value if event.data is None else f"{event.data}\n{value}"
            case "id":
                event.id = value
            case "retry":
                event.retry = int(value)
            case "":
                event.comments.append(value)
            case "event":
                assert value == "message"
            case _:
                raise AssertionError(f"no line of an event: {line!r}")
    return event


def events(response: Response) -> list[Event]:
    """The events of a stream that has ended."""
    assert (response.header("content-type") or "").startswith("text/event-stream"), response
    body = response.body.decode()
    assert body.endswith("\n\n"), "the stream ends within an event"
    return [parse_event(text) for text in re.split(r"\n\n", body[:-2])]


def messages(response: Response) -> list[Message]:
    """What a response says: one JSON message, or those of a stream."""
    if response.header("content-type") == "application/json":
        return [response.message]
    return [event.message for event in events(response) if event.data]


class OpenStream:
    """A stream that goes on."""

    def __init__(self, wire: Wire, request: bytes) -> None:
        self._wire = wire
        self._text = ""
        wire.send(request)
        self.head = wire.receive_head()
        assert self.head.status == 200, self.head
        assert (self.head.header("content-type") or "").startswith("text/event-stream"), self.head

    def next_event(self) -> Event | None:
        """The next event that is more than a comment; `None` at the end of the stream."""
        while True:
            while "\n\n" not in self._text:
                chunk = self._wire.receive_chunk()
                if not chunk:
                    assert not self._text, "the stream ends within an event"
                    return None
                self._text += chunk.decode()
            text, _, self._text = self._text.partition("\n\n")
            event = parse_event(text)
            if event.data is not None or event.id is not None:
                return event

    def next_message(self) -> Message:
        event = self.next_event()
        assert event is not None, "the stream has ended"
        return event.message
