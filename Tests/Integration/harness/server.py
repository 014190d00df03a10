"""A server under test: each way to talk to it is recorded, and audited at the end."""

import sys
from collections import Counter
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from harness.audit import Audit, Report
from harness.raw_client import RawClient
from harness.transcript import Transcript

TEE = Path(__file__).parent.parent / "tee.py"


@dataclass
class Recording:
    """A conversation, while it goes on and after it."""

    #: Starts the server behind the tee.
    command: list[str]
    path: Path
    #: There once the conversation is over and was found good.
    transcript: Transcript = field(default_factory=Transcript)
    report: Report = field(default_factory=Report)


@dataclass
class Server:
    """A command that starts a server, and where its conversations are recorded."""

    command: list[str]
    folder: Path
    #: Messages found good, by revision, over the whole run.
    tally: Counter[str]
    _count: int = 0

    @contextmanager
    def recorded(self, *, exit_code: int = 0, unanswered: Collection[str | int] = ()) -> Iterator[Recording]:
        """Records what happens in the ``with`` block, and audits it at the end.

        A block that fails is not audited: its own failure says more.
        """
        self._count += 1
        record = self.folder / f"conversation-{self._count}.jsonl"
        recording = Recording([sys.executable, "-I", "-S", str(TEE), str(record), *self.command], record)
        yield recording
        recording.transcript = Transcript.load(record)
        code = recording.transcript.exit_code
        assert code is not None, "the server did not end, and had to be killed"
        assert code == exit_code, f"the server ended with exit code {code}"
        recording.report = Audit(unanswered).run(recording.transcript)
        self.tally.update(recording.report.checked)

    @contextmanager
    def raw(self, *, exit_code: int = 0, unanswered: Collection[str | int] = ()) -> Iterator[RawClient]:
        """A raw client, recorded and audited."""
        with (
            self.recorded(exit_code=exit_code, unanswered=unanswered) as recording,
            RawClient(recording.command) as client,
        ):
            yield client
