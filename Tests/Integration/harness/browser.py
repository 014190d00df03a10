"""A headless Chromium, driven over the pipe of its DevTools protocol, and pages for it to open."""

import json
import os
import queue
import shutil
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

TIMEOUT = 30.0

#: Every name under `.example` is this machine, as if its owner had rebound it.
FLAGS = [
    "--headless",
    "--remote-debugging-pipe",
    "--host-resolver-rules=MAP *.example 127.0.0.1",
    # The pages are ours, and root has no sandbox.
    "--no-sandbox",
    "--no-first-run",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
]

#: What became of a request, as far as the browser lets the page know.
FETCH = """
(async (url, options) => {
    try {
        const response = await fetch(url, options);
        const headers = Object.fromEntries(response.headers);
        return { type: response.type, status: response.status, headers, body: await response.text() };
    } catch (error) {
        return { type: error.name };
    }
})
"""

Reply = dict[str, Any]


def find_chromium() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


class Browser:
    """Starts the browser, and ends it with all that it started."""

    def __init__(self, path: str, folder: Path) -> None:
        # The protocol's pipe is the descriptors 3 and 4.
        pipe = 'exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null'
        self._command = ["sh", "-c", pipe, path, *FLAGS, f"--user-data-dir={folder / 'profile'}"]
        self._log = folder / "chromium.log"
        self._environment = {"PATH": os.environ["PATH"], "HOME": str(folder)}
        self._received: queue.Queue[Reply | None] = queue.Queue()
        self._events: list[Reply] = []
        self._count = 0

    def __enter__(self) -> "Browser":
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                process_group=0,
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        return self

    def __exit__(self, *_: object) -> None:
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(TIMEOUT)
        self._reader.join(TIMEOUT)
        assert self._process.stdin and self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()

    def open(self, url: str) -> "Page":
        """Opens a page in a tab of its own, and waits until it has loaded."""
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self.ask("Page.enable", session)
        navigation = self.ask("Page.navigate", session, url=url)
        assert "errorText" not in navigation, (url, navigation)
        loaded = {"sessionId": session, "method": "Page.loadEventFired"}
        self._wait(lambda message: loaded.items() <= message.items())
        return Page(self, session)

    def ask(self, method: str, session: str | None = None, **params: Any) -> Reply:
        """Sends a command, and waits for its result."""
        self._count += 1
        number = self._count
        message = {"id": number, "method": method, "params": params}
        if session is not None:
            message["sessionId"] = session
        assert self._process.stdin
        self._process.stdin.write(json.dumps(message).encode() + b"\0")
        self._process.stdin.flush()
        answer = self._wait(lambda message: message.get("id") == number)
        assert "result" in answer, (method, answer)
        result: Reply = answer["result"]
        return result

    def _wait(self, is_it: Callable[[Reply], bool]) -> Reply:
        deadline = time.monotonic() + TIMEOUT
        while True:
            for place, message in enumerate(self._events):
                if is_it(message):
                    return self._events.pop(place)
            try:
                received = self._received.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                received = None
            if received is None:
                raise TimeoutError(f"the browser says nothing more: {self._log.read_text(errors='replace')[-2000:]}")
            self._events.append(received)

    def _read(self) -> None:
        assert self._process.stdout
        rest = b""
        while data := os.read(self._process.stdout.fileno(), 1 << 16):
            *messages, rest = (rest + data).split(b"\0")
            for message in messages:
                self._received.put(json.loads(message))
        self._received.put(None)


class Page:
    """A page that is open."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser = browser
        self._session = session

    @property
    def origin(self) -> str:
        origin: str = self.evaluate("origin")
        return origin

    def fetch(self, url: str, **options: Any) -> Reply:
        """Makes a request as a script of the page does, with the options of `fetch`."""
        reply: Reply = self.evaluate(f"{FETCH}({json.dumps(url)}, {json.dumps(options)})")
        return reply

    def evaluate(self, expression: str) -> Any:
        options = {"awaitPromise": True, "returnByValue": True}
        answer = self._browser.ask("Runtime.evaluate", self._session, expression=expression, **options)
        assert "exceptionDetails" not in answer, answer
        return answer["result"]["value"]


class EmptyPages(BaseHTTPRequestHandler):
    """Answers with an empty page, whatever is asked for. `/sandboxed` is one whose origin is `null`."""

    def do_GET(self) -> None:
        self.send_response(200)
        if self.path == "/sandboxed":
            self.send_header("Content-Security-Policy", "sandbox allow-scripts")
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve_pages() -> Iterator[int]:
    """A site with pages to open; answers its port. Its name is what the browser calls it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), EmptyPages) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server.server_address[1]
        finally:
            server.shutdown()
            thread.join(TIMEOUT)
