"""`mcp-generator call` and `list` with servers that they start themselves, well-behaved and not."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import time
from pathlib import Path

import pytest

from conftest import calculator_executable

ROOT = Path(__file__).resolve().parents[2]
COMMAND = ROOT / ".build" / "debug" / "mcp-generator"
#: Far longer than any of these tests may take.
FOREVER = 600


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, *arguments],
        env={name: os.environ[name] for name in ("PATH", "HOME")},
        stdin=subprocess.DEVNULL,
        text=True,
        capture_output=True,
        timeout=60,
    )


def python(code: str) -> list[str]:
    """A command that runs Python as a server."""
    return ["--", sys.executable, "-I", "-S", "-c", f"import os, signal, sys, time\n{code}"]


def assert_fails(failed: subprocess.CompletedProcess[str], says: str) -> None:
    assert (failed.returncode, failed.stdout, failed.stderr) == (1, "", f"error: {says}\n")


def test_calls() -> None:
    server = ["--", calculator_executable(), "--stdio"]
    called = run("call", "--stdio", "calculate", "expression=6 * 7", *server)
    assert (called.returncode, called.stdout, called.stderr) == (0, '{"result":42}\n', "")
    whole = run("call", "--json", "--stdio", "echo", "message=a", *server)
    assert json.loads(whole.stdout)["content"] == [{"type": "text", "text": "a"}]
    # More than a pipe holds, there and back.
    text = "long " * 25_000
    assert run("call", "--stdio", "echo", f"message={text}", *server).stdout == f"{text}\n"


def test_warns_of_an_argument_that_the_tool_does_not_name() -> None:
    called = run("call", "--stdio", "echo", "message=a", "mesage=b", "--", calculator_executable(), "--stdio")
    assert (called.returncode, called.stdout) == (0, "a\n")
    assert called.stderr == "warning: 'echo' names no argument 'mesage'; did you mean 'message'?\n"


@pytest.mark.parametrize("seconds", ["inf", "1e300", "nan", "-1", "-inf", "0", "1000001", "soon"])
@pytest.mark.parametrize("verb", ["call", "list"])
def test_refuses_a_timeout_that_is_none(verb: str, seconds: str) -> None:
    tool = ["echo"] if verb == "call" else []
    refused = run(verb, "--timeout", seconds, "--stdio", *tool, *python(""))
    assert refused.returncode == 64 and "--timeout" in refused.stderr.splitlines()[0]


def test_says_how_a_server_ended() -> None:
    assert_fails(run("list", "--stdio", "--", "no-such-server"), "cannot start 'no-such-server': No such file or directory")
    assert_fails(run("list", "--stdio", *python("sys.exit(3)")), "the server ended with exit code 3 before it answered")
    killed = run("list", "--stdio", *python("os.kill(os.getpid(), signal.SIGKILL)"))
    assert_fails(killed, "the server was ended by signal 9 before it answered")


@pytest.mark.parametrize(
    ("code", "says"),
    [
        (f"os.close(1); time.sleep({FOREVER})", "the server closed its standard output before it answered, and runs on"),
        (f"time.sleep({FOREVER})", "the server did not answer in time; --timeout gives it longer"),
        (
            f"signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep({FOREVER})",
            "the server did not answer in time; --timeout gives it longer",
        ),
    ],
    ids=["closes its output", "is silent", "ignores SIGTERM"],
)
def test_leaves_no_server_behind(code: str, says: str, tmp_path: Path) -> None:
    identity = tmp_path / "pid"
    server = python(f"open({str(identity)!r}, 'w').write(str(os.getpid()))\n{code}")
    start = time.monotonic()
    assert_fails(run("list", "--timeout", "1", "--stdio", *server), says)
    assert time.monotonic() - start < 30
    with pytest.raises(ProcessLookupError):
        os.kill(int(identity.read_text()), 0)


def test_gives_up_a_server_that_does_not_read() -> None:
    answers = (
        '{"resultType": "complete", "supportedVersions": ["2026-07-28"], "capabilities": {}}',
        '{"resultType": "complete", "tools": [{"name": "a", "inputSchema": {"type": "object"}}]}',
    )
    code = "".join(
        f'sys.stdin.readline(); print(\'{{"jsonrpc":"2.0","id":{number},"result":{answer}}}\', flush=True)\n'
        for number, answer in enumerate(answers, start=1)
    )
    server = python(f"{code}time.sleep({FOREVER})")
    text = "long " * 25_000
    called = run("call", "--timeout", "1", "--stdio", "a", f"x={text}", *server)
    assert called.returncode == 1 and "the server did not answer in time" in called.stderr


def test_does_not_wait_for_what_a_server_started() -> None:
    words = shlex.join([calculator_executable(), "--stdio"])
    start = time.monotonic()
    called = run("call", "--stdio", "echo", "message=a", "--", "sh", "-c", f"sleep 30 <&- >&- 2>&- & exec {words}")
    assert (called.returncode, called.stdout) == (0, "a\n")
    assert time.monotonic() - start < 15
