"""Webhooks of all schemes over a socket, signed here and not by the server's own code."""

import base64
import hashlib
import hmac
import json
import signal
import time
from collections.abc import Iterator

import pytest

from conftest import fixture_executable
from harness.events import OpenStream
from harness.http_process import HTTPProcess
from harness.http_wire import Fields, Response, Wire, http_request, post_modern
from harness.raw_client import modern, request

OLD, NEW = b"the old secret, of 32 bytes or so", b"the new secret, of 32 bytes or so"
TEXT_SECRET = "hunter2-hunter2-hunter2"
SECRETS = {
    "CATALOGUE_SECRET": f"whsec_{base64.b64encode(OLD).decode()}, whsec_{base64.b64encode(NEW).decode()}",
    "PAYMENTS_SECRET": f"whsec_{TEXT_SECRET}",
    "CODE_SECRET": TEXT_SECRET,
    "CHAT_SECRET": TEXT_SECRET,
}
ADDED = b'{"type": "tool.added", "tool": "buy", "more": null}'


@pytest.fixture
def server() -> Iterator[HTTPProcess]:
    with HTTPProcess(fixture_executable("Hooked"), environment=SECRETS | {"LOG_LEVEL": "info"}) as process:
        yield process
        for secret in [TEXT_SECRET, *SECRETS.values()]:
            assert secret not in process.stderr


def code(key: bytes, *parts: bytes) -> bytes:
    return hmac.new(key, b"".join(parts), hashlib.sha256).digest()


def standard(body: bytes, name: str, key: bytes = OLD, at: float | None = None) -> Fields:
    now = str(int(at if at is not None else time.time()))
    signature = base64.b64encode(code(key, f"{name}.{now}.".encode(), body)).decode()
    return [("webhook-id", name), ("webhook-timestamp", now), ("webhook-signature", f"v1,{signature}")]


def stripe(body: bytes) -> Fields:
    now = str(int(time.time()))
    signature = code(SECRETS["PAYMENTS_SECRET"].encode(), f"{now}.".encode(), body).hex()
    return [("Stripe-Signature", f"t={now},v1={signature},v0={'0' * 64}")]


def github(body: bytes, name: str) -> Fields:
    return [("X-GitHub-Delivery", name), ("X-Hub-Signature-256", f"sha256={code(TEXT_SECRET.encode(), body).hex()}")]


def slack(body: bytes) -> Fields:
    now = str(int(time.time()))
    signature = code(TEXT_SECRET.encode(), f"v0:{now}:".encode(), body).hex()
    return [("X-Slack-Request-Timestamp", now), ("X-Slack-Signature", f"v0={signature}")]


def post(server: HTTPProcess, route: str, body: bytes, fields: Fields, kind: str = "application/json") -> Response:
    with Wire(server.port) as wire:
        common = [("Host", "127.0.0.1"), ("Content-Type", kind)]
        return wire.ask(http_request("POST", f"/webhooks/{route}", [*common, *fields], body))


def test_both_secrets_of_a_rotation_pass_once(server: HTTPProcess) -> None:
    for key in (OLD, NEW):
        name = f"msg_{key[4:7].decode()}"
        fields = standard(ADDED, name, key)
        assert post(server, "catalogue", ADDED, fields).status == 204
        assert post(server, "catalogue", ADDED, fields).status == 200
        assert post(server, "catalogue", ADDED, standard(ADDED, name, key)).status == 200
    svix = [(field.replace("webhook-", "svix-"), value) for field, value in standard(ADDED, "msg_svix")]
    assert post(server, "catalogue", ADDED, svix).status == 204
    server.wait_for_stderr("catalogue tool.added buy")
    assert server.stderr.count("catalogue tool.added buy") == 3


def test_what_is_not_signed_is_refused(server: HTTPProcess) -> None:
    now = time.time()
    for body, fields, status in [
        (ADDED, [], 401),
        (ADDED + b" ", standard(ADDED, "a"), 401),
        (ADDED, standard(ADDED, "a", b"another secret of thirty-two bytes"), 401),
        (ADDED, standard(ADDED, "a", at=now - 400), 401),
        (ADDED, standard(ADDED, "a", at=now + 400), 401),
        (ADDED, standard(ADDED, "a")[1:], 400),
    ]:
        response = post(server, "catalogue", body, fields)
        assert response.status == status
        assert set(response.message) == {"error"}
    assert "catalogue" not in server.stderr.replace("/webhooks/catalogue", "")
    server.wait_for_stderr('"refusal":"the signature is wrong"')


def test_payloads_are_checked(server: HTTPProcess) -> None:
    for body, status in [(b'{"type": "tool.sold", "tool": ""}', 422), (b"{", 400)]:
        response = post(server, "catalogue", body, standard(body, "a"))
        assert response.status == status
        assert "error" in response.message
    issues = post(server, "catalogue", b'{"type":1}', standard(b'{"type":1}', "a")).message["issues"]
    assert [issue["path"] for issue in issues] == [["type"], ["tool"]]
    assert post(server, "catalogue", ADDED, standard(ADDED, "a"), "text/plain").status == 415
    assert post(server, "catalogue", ADDED, standard(ADDED, "a")).status == 204
    large = b" " * (1 << 20) + ADDED
    assert post(server, "catalogue", large, standard(large, "b")).status == 413


def test_a_webhook_tells_clients_that_the_list_has_changed(server: HTTPProcess) -> None:
    with Wire(server.port) as wire:
        params = modern({"notifications": {"toolsListChanged": True}})
        stream = OpenStream(wire, post_modern(request("s", "subscriptions/listen", params)))
        assert stream.next_message()["method"] == "notifications/subscriptions/acknowledged"
        assert post(server, "catalogue", ADDED, standard(ADDED, "a")).status == 204
        assert stream.next_message()["method"] == "notifications/tools/list_changed"


def test_other_senders(server: HTTPProcess) -> None:
    good, bad = (json.dumps({"ref": f"refs/heads/{name}", "commits": ["a", "b"]}).encode() for name in ("main", "broken"))
    assert post(server, "code", good, github(good, "d1")).status == 204
    assert post(server, "code", good, github(good, "d1")).status == 200
    for _ in range(2):
        assert post(server, "code", bad, github(bad, "d2")).status == 500
    assert post(server, "code", good, github(bad, "d3")).status == 401
    form = b"command=%2Fweather&text=94070"
    assert post(server, "chat", form, slack(form), "application/x-www-form-urlencoded").status == 204
    question = b'{"type":"url_verification","challenge":"3eZbrw1aBm2rZgRNFdxV2595E9CY3gmdALWMmHkvFXO7tYXAYM8P"}'
    answer = post(server, "chat", question, slack(question))
    assert (answer.status, answer.body) == (200, json.loads(question)["challenge"].encode())
    server.wait_for_stderr("said command=%2Fweather&text=94070")
    server.wait_for_stderr("pushed a.?b")


def test_the_server_waits_for_what_it_has_accepted(server: HTTPProcess) -> None:
    body = b'{"id": "evt_1"}'
    assert post(server, "payments", body, stripe(body)).status == 202
    server.wait_for_stderr("paying evt_1")
    server.signal(signal.SIGTERM)
    assert server.wait() == 0
    assert f"paid {len(body)}" in server.stderr


def test_a_route_of_the_users(server: HTTPProcess) -> None:
    with Wire(server.port) as wire:
        response = wire.ask(http_request("PUT", "/hello", [("Host", "127.0.0.1")], b"world"))
        assert (response.status, response.body) == (200, b"PUT world")


def test_secrets_that_are_wrong_stop_the_start() -> None:
    faults = SECRETS | {"CATALOGUE_SECRET": "whsec_hunter2", "CODE_SECRET": ""}
    with pytest.raises(TimeoutError) as error, HTTPProcess(fixture_executable("Hooked"), environment=faults):
        pass
    assert "tools.yaml:19: CATALOGUE_SECRET: secret 1 is no base 64" in str(error.value)
    assert "tools.yaml:29: CODE_SECRET is empty" in str(error.value)
    assert "hunter2" not in str(error.value)
