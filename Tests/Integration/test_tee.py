"""The record is complete and in order, and the tee changes nothing for either side."""

import json
import sys
from pathlib import Path

from harness.raw_client import RawClient
from harness.server import TEE
from harness.transcript import Line, Transcript

#: Answers each line with the same bytes in capitals, and ends with code 7.
SERVER = """
import sys
for line in sys.stdin.buffer:
    sys.stdout.buffer.write(line.upper())
    sys.stdout.buffer.flush()
sys.stdout.buffer.write(b"rest")
sys.exit(7)
"""


def tee(record: Path, *command: str) -> list[str]:
    return [sys.executable, "-I", "-S", str(TEE), str(record), *command]


def test_records_both_directions_in_order(tmp_path: Path) -> None:
    record = tmp_path / "record"
    with RawClient(tee(record, sys.executable, "-c", SERVER)) as client:
        for data in (b"a\n", b"\xff\x00\xc3\n", b"x" * 300_000 + b"\n"):
            client.send_bytes(data)
            assert client.receive_line() == data.upper()[:-1]
        assert client.finish() == 7
    transcript = Transcript.load(record)
    assert transcript.exit_code == 7
    assert [line.sender for line in transcript.lines] == ["client", "server"] * 3 + ["server"]
    assert transcript.lines[2].data == b"\xff\x00\xc3"
    assert transcript.lines[5].data == b"X" * 300_000
    assert transcript.lines[6] == Line("server", b"rest", is_terminated=False)


def test_ends_when_the_server_does(tmp_path: Path) -> None:
    with RawClient(tee(tmp_path / "record", sys.executable, "-c", "raise SystemExit(3)")) as client:
        assert client.wait_for_end() == 3


def test_says_by_which_signal_the_server_died(tmp_path: Path) -> None:
    record = tmp_path / "record"
    with RawClient(tee(record, "/bin/sh", "-c", "kill -9 $$")) as client:
        assert client.wait_for_end() == 128 + 9
    assert json.loads(record.read_text().splitlines()[-1]) == {"exit": -9}


def test_passes_on_stderr_and_arguments(tmp_path: Path) -> None:
    script = "import sys; print(sys.argv[1:], file=sys.stderr)"
    with RawClient(tee(tmp_path / "record", sys.executable, "-c", script, "--", "--stdio", "a b")) as client:
        client.wait_for_end()
    assert client.stderr == b"['--', '--stdio', 'a b']\n"
