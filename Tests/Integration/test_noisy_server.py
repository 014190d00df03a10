"""Tools that print, hang, fail and report progress leave the protocol intact."""

import json
from collections.abc import Callable
from typing import Any

import anyio
import mcp
import pytest
from mcp.client.session import ClientSession
from mcp.client.stdio import StdioServerParameters, stdio_client

from harness.official import TIMEOUT
from harness.raw_client import Message, RawClient, call, modern, notification, request, text
from harness.server import Server
from harness.specification import LEGACY_REVISIONS, MODERN, REVISIONS


def opened(client: RawClient, revision: str) -> Callable[[Message], Message]:
    """Opens a conversation in a revision, and answers what makes parameters of it."""
    if revision == MODERN:
        return modern
    client.initialize(revision)
    return lambda params: params


# Printing


@pytest.mark.parametrize("revision", REVISIONS)
def test_prints_to_stderr(noisy: Server, revision: str) -> None:
    message = 'Content-Length: 5 {"jsonrpc":"2.0","id":1,"result":{}}'
    with noisy.raw() as client:
        params = opened(client, revision)
        assert client.ask("tools/list", params({}))
        for _ in range(3):
            result = client.ask("tools/call", params(call("print_text", {"text": message})))["result"]
            assert text(result) == message
        client.finish()
        # By print, by the C library, and straight to descriptor 1.
        lines = client.stderr.decode().splitlines()
        assert lines.count(message) + sum(line.endswith(f"buffer: {message}{message}") for line in lines) >= 9
        # What was left in a buffer at the end goes there, too.
        assert client.stderr.endswith(b"Goodbye from noisy.\n")


def test_prints_before_the_server_runs(noisy: Server) -> None:
    """What stands in the buffer of the C library when the server starts must not come out between messages."""
    noisy.command[:0] = ["/usr/bin/env", "GREETING=1"]
    with noisy.raw() as client:
        assert "result" in client.ask("ping")
        client.ask("tools/call", call("print_text", {"text": "flushes"}))
        client.finish()
        assert b"Welcome to noisy 1.0.0!" in client.stderr


def test_prints_while_many_answers_are_written(noisy: Server) -> None:
    count = 300
    with noisy.raw() as client:
        texts = [f"{number} " + "x" * (number * 37 % 6000) for number in range(count)]
        client.send(*(request(i, "tools/call", modern(call("print_text", {"text": t}))) for i, t in enumerate(texts)))
        answers = [client.receive() for _ in range(count)]
        assert {answer["id"]: text(answer["result"]) for answer in answers} == dict(enumerate(texts))


def test_started_programs_get_no_part_of_the_protocol(noisy: Server) -> None:
    """Neither what they print nor what they read, nor by a descriptor that they inherit."""
    with noisy.raw() as client:
        assert "result" in client.ask_modern("tools/list")
        ask = request(1, "tools/call", modern(call("start_program")))
        # The next message is in the pipe already when the program reads its input.
        client.send(ask, request(2, "ping"))
        answers = {answer["id"]: answer["result"] for answer in (client.receive(), client.receive())}
        assert answers[1]["structuredContent"]["input"] is None
        assert answers[2] == {}
        client.wait_for_stderr("printed by a program")


# Content


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_block_in_every_revision(noisy: Server, revision: str) -> None:
    """The audit validates the blocks; here it matters that none is lost."""
    with noisy.raw() as client:
        params = opened(client, revision)
        blocks = client.ask("tools/call", params(call("every_block")))["result"]["content"]
    kinds = [block["type"] for block in blocks]
    assert len(kinds) == 6
    assert kinds[:2] == ["text", "image"] and kinds[4:] == ["resource", "resource"]
    assert kinds[2] == ("text" if revision == "2024-11-05" else "audio")
    assert kinds[3] == ("text" if revision <= "2025-03-26" else "resource_link")
    assert blocks[1]["data"] == "iVBORw=="
    assert "file:///a%20b" in json.dumps(blocks[3])
    assert blocks[4]["resource"]["text"] == "embedded \u2028 text"
    assert blocks[5]["resource"]["blob"] == "AP8="
    assert blocks[0]["annotations"]["audience"] == ["user", "assistant"]


@pytest.mark.parametrize("length", [4096, 65_536, 65_537, 4_000_000])
def test_writes_long_answers_whole(noisy: Server, length: int) -> None:
    with noisy.raw() as client:
        client.send(*(request(number, "tools/call", modern(call("large", {"length": length}))) for number in range(4)))
        for _ in range(4):
            assert len(text(client.receive()["result"])) == length


# What the handler knows


@pytest.mark.parametrize("revision", LEGACY_REVISIONS)
def test_handlers_know_their_session(noisy: Server, revision: str) -> None:
    with noisy.raw() as client:
        before = client.ask("tools/call", call("whoami"), "a")["result"]["structuredContent"]
        assert (before["session"], before["sessions"], before["client"]) == (False, 0, None)
        client.initialize(revision)
        assert client.ask("tools/call", call("whoami"), "b")["result"]["structuredContent"] == {
            "revision": revision,
            "session": True,
            "sessions": 1,
            "requestID": "b",
            "client": "raw",
        }
        # A modern request has no session, even in the middle of one.
        assert client.ask_modern("tools/call", call("whoami"), "c")["result"]["structuredContent"] == {
            "revision": MODERN,
            "session": False,
            "sessions": 1,
            "requestID": "c",
            "client": "raw",
        }


# Errors


@pytest.mark.parametrize("revision", REVISIONS)
def test_keeps_internals_to_itself(noisy: Server, revision: str) -> None:
    with noisy.raw() as client:
        params = opened(client, revision)
        client.ask("tools/list", params({}))
        answer = client.ask("tools/call", params(call("fail")))
        assert answer["result"]["isError"] is True
        assert text(answer["result"]) == "fail failed with an internal error."
        for leak in ("hunter2", "noisy.conf", "Secret"):
            assert leak not in json.dumps(answer)
        # Whoever runs the server finds it in the log.
        client.wait_for_stderr("password=hunter2 in /etc/noisy.conf")


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("sign", ["positive", "negative", "none"])
def test_refuses_to_write_what_json_cannot_say(noisy: Server, revision: str, sign: str) -> None:
    with noisy.raw() as client:
        params = opened(client, revision)
        client.ask("tools/list", params({}))
        result = client.ask("tools/call", params(call("not_a_number", {"sign": sign})))["result"]
        assert result["isError"] is True
        assert "structuredContent" not in result


@pytest.mark.parametrize("reason", ["The account is locked. Ask the user to unlock it.", "", 'q"\\\n\u2028💥 */'])
def test_errors_for_the_model_arrive(noisy: Server, reason: str) -> None:
    with noisy.raw() as client:
        result = client.ask_modern("tools/call", call("refuse", {"reason": reason}))["result"]
        assert (result["isError"], text(result)) == (True, reason)


# Progress


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("token", ["p", "", 7, 0, "7"], ids=repr)
def test_reports_progress(noisy: Server, revision: str, token: str | int) -> None:
    """The audit sees to it that progress rises, has the right token and ends with the answer."""
    with noisy.raw() as client:
        params = opened(client, revision)
        answer = client.ask("tools/call", params(call("count", {"to": 20}, token=token)))
        assert answer["result"]["structuredContent"] == {"reported": True}
        reports = [report["params"] for report in client.notifications]
        assert [report["progress"] for report in reports] == list(range(1, 21))
        assert all(report["total"] == 20 and report["progressToken"] == token for report in reports)
        assert all(type(report["progressToken"]) is type(token) for report in reports)
        assert [report.get("message") for report in reports] == [
            None if revision == "2024-11-05" else f"{number} of 20" for number in range(1, 21)
        ]


def test_reports_no_progress_unasked(noisy: Server) -> None:
    with noisy.raw() as client:
        metas: list[Message] = [{}, {"progressToken": None}, {"progressToken": 1.5}, {"progressToken": []}]
        for meta in metas:
            answer = client.ask("tools/call", call("count", {"to": 3}) | {"_meta": meta})
            assert answer["result"]["structuredContent"] == {"reported": False}
        assert client.notifications == []


def test_reports_a_flood_of_progress_in_part(noisy: Server) -> None:
    with noisy.raw() as client:
        client.ask_modern("tools/call", call("count", {"to": 1000}, token="p"))
        reports = [report["params"]["progress"] for report in client.notifications]
        assert 100 <= len(reports) < 1000
        assert reports[-1] == 1000


def test_drops_progress_that_must_not_be_sent(noisy: Server) -> None:
    with noisy.raw() as client:
        client.ask_modern("tools/call", call("stumble", token="p"))
        assert [report["params"] for report in client.notifications] == [
            {"progressToken": "p", "progress": 1, "message": "1.0"},
            {"progressToken": "p", "progress": 2, "message": "2.0"},
            {"progressToken": "p", "progress": 2.5, "message": "2.5"},
        ]
        # The handler left somebody behind who reports after the answer.
        client.wait_for_stderr("[reported late]")
        assert client.receive_rest() == []


# Cancellation


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("request_id", [5, "5"], ids=repr)
def test_cancelled_calls_end_without_an_answer(noisy: Server, revision: str, request_id: str | int) -> None:
    with noisy.raw() as client:
        params = opened(client, revision)
        client.send(request(request_id, "tools/call", params(call("wait", token="w"))))
        assert client.receive_notification()["params"]["progressToken"] == "w"
        # Another one, with the id of the other type, is not meant; nor is one that is not there.
        other = "5" if request_id == 5 else 5
        client.send(request(other, "tools/call", params(call("wait", token="o"))))
        assert client.receive_notification()["params"]["progressToken"] == "o"
        nothing: list[Any] = [99, "99", None, []]
        for missing in nothing:
            client.send(notification("notifications/cancelled", params({"requestId": missing})))
        client.send(notification("notifications/cancelled", params({"requestId": request_id, "reason": "bored"})))
        client.wait_for_stderr(f"[cancelled {request_id}]")
        assert client.stderr.count(b"[cancelled") == 1
        answer = client.ask("tools/call", params(call("refuse", {"reason": "next"})), "next")
        assert text(answer["result"]) == "next"
        client.send(notification("notifications/cancelled", params({"requestId": other})))
        assert client.receive_rest() == []
        assert client.stderr.count(b"[cancelled") == 2


def test_cancellation_overtakes_calls_that_wait_for_their_turn(noisy: Server) -> None:
    count = 400
    with noisy.raw() as client:
        client.send(*(request(number, "tools/call", modern(call("wait"))) for number in range(count)))
        client.send(*(notification("notifications/cancelled", {"requestId": number}) for number in range(count)))
        assert text(client.ask_modern("tools/call", call("refuse", {"reason": "room"}), "x")["result"]) == "room"
        assert client.receive_rest() == []


def test_late_cancellation_changes_nothing(noisy: Server) -> None:
    with noisy.raw() as client:
        client.ask_modern("tools/call", call("refuse", {"reason": "done"}), 1)
        client.send(notification("notifications/cancelled", {"requestId": 1}))
        assert text(client.ask_modern("tools/call", call("refuse", {"reason": "again"}), 1)["result"]) == "again"


def test_refuses_an_id_that_is_in_use(noisy: Server) -> None:
    with noisy.raw() as client:
        client.send(request(1, "tools/call", modern(call("wait", token="w"))))
        client.receive_notification()
        client.send(request(1, "tools/call", modern(call("refuse", {"reason": "second"}))))
        assert client.receive_answer(1)["error"]["code"] == -32600
        client.send(notification("notifications/cancelled", {"requestId": 1}))
        client.wait_for_stderr("[cancelled 1]")


def test_batches_answer_what_was_not_cancelled(noisy: Server) -> None:
    with noisy.raw() as client:
        client.initialize("2025-03-26")
        client.send([request(1, "tools/call", call("wait", token="w")), request(2, "ping")])
        assert client.receive_notification()["params"]["progressToken"] == "w"
        client.send(notification("notifications/cancelled", {"requestId": 1}))
        (answer,) = client.receive()
        assert (answer["id"], answer["result"]) == (2, {})


@pytest.mark.parametrize("mode", ["legacy", MODERN])
async def test_official_client_cancels_and_hears_of_progress(noisy: Server, tmp_path: Any, mode: str) -> None:
    with (
        anyio.fail_after(2 * TIMEOUT),
        noisy.recorded() as recording,
        (tmp_path / "stderr.txt").open("w") as log,
    ):
        parameters = StdioServerParameters(command=recording.command[0], args=recording.command[1:])
        async with mcp.Client(stdio_client(parameters, errlog=log), mode=mode) as client:
            await client.list_tools()
            reports = await count_with_progress(client.session)
            assert reports == [(float(number), 10.0, f"{number} of 10") for number in range(1, 11)]

            with anyio.CancelScope() as scope:

                async def give_up(progress: float, total: float | None, message: str | None) -> None:
                    scope.cancel()

                await client.call_tool("wait", {}, progress_callback=give_up)
            assert scope.cancelled_caught
            result = await client.call_tool("refuse", {"reason": "still here"})
            assert result.is_error
    assert b"[cancelled" in (tmp_path / "stderr.txt").read_bytes()


async def count_with_progress(session: ClientSession) -> list[tuple[float, float | None, str | None]]:
    """What the client's callback is told."""
    reports: list[tuple[float, float | None, str | None]] = []

    async def note(progress: float, total: float | None, message: str | None) -> None:
        reports.append((progress, total, message))

    result = await session.call_tool("count", {"to": 10}, progress_callback=note)
    assert result.structured_content == {"reported": True}
    return reports


# The end


def test_drains_answers_when_the_input_ends(noisy: Server) -> None:
    count = 300
    with noisy.raw() as client:
        for number in range(count):
            arguments = {"text": f"{number}", "milliseconds": 200 if number % 2 else 0}
            client.send(request(number, "tools/call", modern(call("delay", arguments))))
        answers = client.receive_rest()
        assert {answer["id"]: text(answer["result"]) for answer in answers} == {
            number: f"{number}" for number in range(count)
        }
        assert client.exit_code == 0


def test_long_answers_are_drained(noisy: Server) -> None:
    with noisy.raw() as client:
        client.send(*(request(n, "tools/call", modern(call("large", {"length": 2_000_000}))) for n in range(10)))
        assert [len(text(answer["result"])) for answer in client.receive_rest()] == [2_000_000] * 10


def test_ends_in_spite_of_calls_that_do_not(noisy: Server) -> None:
    """A call that waits for its cancellation gets it some seconds after the end of the input."""
    with noisy.raw(unanswered=[1, 2]) as client:
        client.send(request(1, "tools/call", modern(call("wait", token="w"))))
        client.receive_notification()
        client.send(request(2, "tools/call", modern(call("linger", {"milliseconds": 60_000}, token="l"))))
        client.receive_notification()
        client.finish()
        assert client.exit_code == 0
        assert b"[cancelled 1]" in client.stderr
        assert b"[lingered" not in client.stderr


def test_ends_calls_when_nobody_reads(noisy: Server) -> None:
    with RawClient(noisy.command) as client:
        client.send(request(1, "tools/call", modern(call("wait", token="w"))))
        client.receive_notification()
        client.close_output()
        client.send(request(2, "ping"), request(3, "ping"))
        assert client.wait_for_end() == 0
        assert b"[cancelled 1]" in client.stderr
