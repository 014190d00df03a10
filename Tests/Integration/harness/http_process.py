"""A server of ours that listens on HTTP, at a port that the system chose."""

import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Mapping
from pathlib import Path

TIMEOUT = 20.0
LISTENING = re.compile(r": listening on https?://([0-9a-zA-Z.\-]+|\[[0-9a-f:]+\]):(\d+)(/\S*)")


class HTTPProcess:
    """Starts the server, waits until it listens, and ends it with SIGTERM.

    Without ``chooses_port`` the arguments alone decide how, and ``environment`` says at which port.
    """

    def __init__(
        self,
        path: str,
        *arguments: str,
        environment: Mapping[str, str] | None = None,
        exit_code: int = 0,
        chooses_port: bool = True,
        folder: Path | None = None,
    ) -> None:
        self._command = [path, *(["--http", "--port", "0"] if chooses_port else []), *arguments]
        self._folder = folder
        # Nothing of the tests' own environment may decide how the server behaves.
        self._environment = {"PATH": os.environ["PATH"], "LOG_LEVEL": "warning"} | dict(environment or {})
        self._expected_exit_code = exit_code
        self._lines: list[str] = []
        self._is_at_end = False
        self._changed = threading.Condition()
        self.port = 0
        self.mcp_path = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.mcp_path}"

    @property
    def stderr(self) -> str:
        with self._changed:
            return "".join(self._lines)

    @property
    def pid(self) -> int:
        return self._process.pid

    def __enter__(self) -> "HTTPProcess":
        self._process = subprocess.Popen(
            self._command,
            cwd=self._folder,
            env=self._environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
        self._reader = threading.Thread(target=self._read_stderr, daemon=True)
        self._reader.start()
        try:
            found = self.wait_for_stderr(LISTENING)
        except BaseException:
            self._kill()
            raise
        self.port, self.mcp_path = int(found[2]), found[3]
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                if self.is_running:
                    self.signal(signal.SIGTERM)
                assert self.wait() == self._expected_exit_code, self.stderr[-2000:]
        finally:
            self._kill()

    def signal(self, number: signal.Signals) -> None:
        self._process.send_signal(number)

    def wait(self, timeout: float = TIMEOUT) -> int:
        """Waits for the end; answers the exit code."""
        code = self._process.wait(timeout)
        self._reader.join(timeout)
        return code

    @property
    def is_running(self) -> bool:
        return self._process.poll() is None

    def wait_for_stderr(self, pattern: re.Pattern[str] | str, timeout: float = TIMEOUT) -> re.Match[str]:
        """Waits for a text on standard error."""
        pattern = re.compile(pattern)
        deadline = time.monotonic() + timeout
        with self._changed:
            while True:
                if found := pattern.search("".join(self._lines)):
                    return found
                rest = deadline - time.monotonic()
                if self._is_at_end or rest <= 0:
                    raise TimeoutError(f"no {pattern.pattern!r} on stderr: {''.join(self._lines)[-2000:]}")
                self._changed.wait(rest)

    # What the system knows of the process

    def open_descriptors(self) -> int:
        return len(os.listdir(f"/proc/{self.pid}/fd"))

    def anonymous_memory(self) -> int:
        """In bytes."""
        with open(f"/proc/{self.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("RssAnon:"))

    def _read_stderr(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            with self._changed:
                self._lines.append(line)
                self._changed.notify_all()
        with self._changed:
            self._is_at_end = True
            self._changed.notify_all()

    def _kill(self) -> None:
        if self._process.poll() is None:
            self._process.kill()
            self._process.wait(TIMEOUT)
        self._reader.join(TIMEOUT)
        if self._process.stderr is not None:
            self._process.stderr.close()
