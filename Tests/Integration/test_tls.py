"""HTTPS on the listener: versions, certificates that are replaced, files that are wrong, clients that speak no TLS."""

import http.client
import json
import os
import signal
import ssl
import subprocess
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import fixture_executable
from harness.events import OpenStream, events
from harness.http_process import TIMEOUT, HTTPProcess
from harness.http_wire import (
    Wire,
    assert_serves,
    echo_message,
    get_stream,
    http_request,
    modern_fields,
    open_session,
    post_modern,
)
from harness.identity import Identity
from harness.raw_client import call, modern, request
from harness.specification import NEWEST_LEGACY

HEALTH = http_request("GET", "/healthz", [("Host", "127.0.0.1")])
#: A server looks every 5 s whether its files are others.
ALL_IS_NEW = "New connections use the certificate that is in"


@dataclass
class Files:
    """Where a server has its certificate and its key."""

    folder: Path

    @property
    def certificate(self) -> Path:
        return self.folder / "certificate.pem"

    @property
    def key(self) -> Path:
        return self.folder / "key.pem"

    @property
    def settings(self) -> dict[str, str]:
        return {"TLS_CERTIFICATE": str(self.certificate), "TLS_KEY": str(self.key)}

    def write(self, identity: Identity) -> None:
        self.put(self.key, identity.key)
        self.put(self.certificate, identity.certificate)

    @staticmethod
    def put(path: Path, data: bytes) -> None:
        """Replaces a file in one step, as those do who renew certificates."""
        new = path.with_suffix(".new")
        new.write_bytes(data)
        new.replace(path)


@pytest.fixture
def identity() -> Identity:
    return Identity.make()


@pytest.fixture
def files(tmp_path: Path, identity: Identity) -> Files:
    files = Files(tmp_path)
    files.write(identity)
    return files


@contextmanager
def secured(files: Files, **settings: str) -> Iterator[HTTPProcess]:
    with HTTPProcess(fixture_executable("Secured"), environment=files.settings | settings) as server:
        yield server


def shown(server: HTTPProcess, identity: Identity) -> bool:
    """Whether a new connection is shown this certificate. Another one is refused."""
    try:
        with Wire(server.port, tls=identity.client_context) as wire:
            assert wire.ask(HEALTH).status == 200
            return True
    except ssl.SSLCertVerificationError:
        return False


def test_serves_over_https(files: Files, identity: Identity) -> None:
    with secured(files) as server:
        assert server.wait_for_stderr(r"listening on https://127\.0\.0\.1:\d+/mcp")
        client = http.client.HTTPSConnection("127.0.0.1", server.port, context=identity.client_context, timeout=TIMEOUT)
        client.request("GET", "/healthz")
        health = client.getresponse()
        assert (health.status, json.loads(health.read())["status"]) == (200, "ok")
        assert health.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
        # On the same connection, which both sides keep.
        message = echo_message("over TLS")
        client.request("POST", "/mcp", json.dumps(message), dict(modern_fields(message)))
        answer = client.getresponse()
        assert (answer.status, "strict-transport-security" in answer.headers) == (200, True)
        assert json.loads(answer.read())["result"]["content"][0]["text"] == "over TLS"
        client.close()


def test_streams_over_https(files: Files, identity: Identity) -> None:
    """A stream ends, and the connection goes on."""
    with secured(files) as server, Wire(server.port, tls=identity.client_context) as wire:
        params = modern(call("count", {"to": 100}, token="t"))
        stream = events(wire.ask(post_modern(request(1, "tools/call", params))))
        messages = [event.message for event in stream if event.data]
        assert [message["params"]["progress"] for message in messages[:-1]] == list(range(1, 101))
        assert messages[-1]["result"]["content"][0]["text"] == "counted"
        assert_serves(wire)


def test_a_client_that_leaves_cancels_its_call_over_https(files: Files, identity: Identity) -> None:
    with secured(files, LOG_LEVEL="info") as server:
        with Wire(server.port, tls=identity.client_context) as wire:
            wire.send(post_modern(request(1, "tools/call", modern(call("wait", {}, token="t")))))
            assert wire.receive_head().status == 200 and b"waiting" in wire.receive_chunk()
        assert '"outcome":"cancelled"' in server.wait_for_stderr(r'"event":"stream_close".*')[0]


def test_a_server_that_stops_ends_streams_over_https(files: Files, identity: Identity) -> None:
    with secured(files) as server, Wire(server.port, tls=identity.client_context) as wire:
        session = open_session(wire, NEWEST_LEGACY)
        stream = OpenStream(wire, get_stream(session))
        server.signal(signal.SIGTERM)
        while stream.next_event() is not None:
            pass
        assert wire.is_closed_by_server()
        assert server.wait() == 0


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_speaks_versions_that_are_safe(files: Files, identity: Identity, version: ssl.TLSVersion) -> None:
    context = identity.client_context
    context.minimum_version = context.maximum_version = version
    with secured(files) as server, Wire(server.port, tls=context) as wire:
        assert_serves(wire)


def test_refuses_old_versions(files: Files, identity: Identity) -> None:
    context = identity.client_context
    # The client would refuse them, too.
    context.set_ciphers("ALL:@SECLEVEL=0")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    with secured(files) as server:
        with pytest.raises(ssl.SSLError) as refusal:
            Wire(server.port, tls=context)
        assert "PROTOCOL_VERSION" in (refusal.value.reason or ""), refusal.value
        assert shown(server, identity)


def test_answers_no_plain_http(files: Files, identity: Identity) -> None:
    with secured(files) as server, Wire(server.port, tls=identity.client_context) as other:
        for data in (HEALTH, post_modern(echo_message("x")), b"\x16\x03\x01\xff\xff", b"\0" * 100_000):
            with Wire(server.port) as wire:
                wire.send(data)
                wire.end_output()
                assert not wire.receive_rest().startswith(b"HTTP")
        assert_serves(other)
        assert shown(server, identity)
        # Whoever scans ports must not be able to fill the log: there is nothing but that the server listens.
        assert server.stderr.count("\n") == 1, server.stderr


@pytest.mark.parametrize("data", [b"", b"\x16\x03\x01\x02\x00" + b"\x01\x00\x01\xfc" * 100], ids=["silent", "slow"])
def test_waits_for_no_handshake_for_ever(files: Files, identity: Identity, data: bytes) -> None:
    """Bytes of a handshake do not keep a connection: only a request does."""
    with secured(files, IDLE_TIMEOUT="500ms") as server, Wire(server.port) as wire:
        start = time.monotonic()
        assert wire.drip(data, 0.05) < 400
        wire.receive_rest()
        assert 0.3 < time.monotonic() - start < 15
        assert shown(server, identity)


def test_takes_a_new_certificate(files: Files, identity: Identity) -> None:
    """Connections that are open go on, and files that do not fit each other change nothing."""
    new, other = Identity.make(), Identity.make()
    with secured(files, LOG_LEVEL="notice") as server, Wire(server.port, tls=identity.client_context) as wire:
        assert_serves(wire)
        files.put(files.key, other.key)
        fault = server.wait_for_stderr("The old certificate stays in use: .*", 30)[0]
        assert str(files.certificate) in fault and str(files.key) in fault
        assert shown(server, identity)
        files.write(new)
        server.wait_for_stderr(ALL_IS_NEW, 30)
        assert shown(server, new) and not shown(server, identity)
        assert_serves(wire)
        assert server.stderr.count("stays in use") == 1
        assert "PRIVATE KEY" not in server.stderr


@pytest.mark.parametrize("arguments", [[], ["--check-config"]], ids=["start", "check"])
@pytest.mark.parametrize("fault", ["no certificate", "no key", "text", "empty", "swapped", "foreign key"])
def test_names_files_that_are_wrong(files: Files, identity: Identity, fault: str, arguments: list[str]) -> None:
    wrong = files.certificate
    match fault:
        case "no certificate":
            files.certificate.unlink()
        case "no key":
            wrong = files.key
            files.key.unlink()
        case "text":
            files.certificate.write_text("secret text")
        case "empty":
            files.certificate.write_text("")
        case "swapped":
            files.write(Identity(identity.key, identity.certificate))
        case "foreign key":
            wrong = files.key
            files.key.write_bytes(Identity.make().key)
    ended = check(files, *arguments)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (1, "", 1), ended
    assert ended.stderr.startswith("http.tls: ") and str(wrong) in ended.stderr
    assert "secret" not in ended.stderr and "PRIVATE" not in ended.stderr


def test_checks_files_that_are_right(files: Files) -> None:
    ended = check(files, "--check-config")
    assert (ended.returncode, ended.stderr) == (0, "")


def check(files: Files, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [fixture_executable("Secured"), *arguments],
        env={"PATH": os.environ["PATH"]} | files.settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=TIMEOUT,
    )
