"""Stands between a client and a server, and records every byte that passes.

    python tee.py RECORD COMMAND [ARGUMENT...]

Clients start this program in place of the server. It starts the server, passes on what it reads from either side, and
ends with the server's exit code. RECORD gets one JSON object a line:

    {"from": "client", "bytes": "..."}    what was read at once; each character stands for one byte
    {"from": "client", "end": true}       that side has closed its stream
    {"exit": 0}                           the server has ended

A line is recorded *before* its bytes are passed on. So an answer always stands behind what it answers, however the
threads are scheduled.
"""

import json
import os
import subprocess
import sys
import threading
from typing import Any, BinaryIO

CHUNK = 1 << 16


class Recorder:
    """Writes the record; both directions share it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._lock = threading.Lock()

    def write(self, entry: dict[str, Any]) -> None:
        """Writes a line whole, and at once: the process may be killed."""
        with self._lock:
            self._file.write(json.dumps(entry).encode() + b"\n")
            self._file.flush()


def write_all(descriptor: int, data: bytes) -> bool:
    """Writes everything, and says whether anybody was there to read it."""
    try:
        while data:
            data = data[os.write(descriptor, data) :]
    except OSError:
        return False
    return True


def pump(side: str, source: int, target: int, recorder: Recorder) -> None:
    """Passes on bytes until the source ends. Goes on recording when nobody reads the target any more."""
    is_read = True
    while data := os.read(source, CHUNK):
        recorder.write({"from": side, "bytes": data.decode("latin-1")})
        is_read = is_read and write_all(target, data)
    recorder.write({"from": side, "end": True})


def serve(record: str, command: list[str]) -> int:
    """Runs the server to its end."""
    with open(record, "wb") as file:
        recorder = Recorder(file)
        server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert server.stdin is not None and server.stdout is not None
        server_input, server_output = server.stdin.fileno(), server.stdout.fileno()

        def pump_requests() -> None:
            pump("client", 0, server_input, recorder)
            os.close(server_input)

        # A daemon: where the server ends first, this thread still waits for a client that has nothing to say.
        threading.Thread(target=pump_requests, daemon=True).start()
        pump("server", server_output, 1, recorder)
        # The client sees the end of the output when the server ends it, even if the server lives on.
        os.close(1)
        code = server.wait()
        recorder.write({"exit": code})
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    exit_code = serve(sys.argv[1], sys.argv[2:])
    sys.stderr.flush()
    # Not sys.exit: it would close descriptors under the thread above.
    os._exit(exit_code)
