"""`mcp-generator new` in an empty folder with an empty environment: what it lays down builds, passes its own test and
answers the official client without a change.

The repository's scratch path is shared, since a fresh one would build for minutes.
"""

from __future__ import annotations

import errno
import json
import os
import pty
import select
import shutil
import socket
import subprocess
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from harness.official import CONNECTORS
from harness.server import Server

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".build"
COMMAND = SCRATCH / "debug" / "mcp-generator"
SHARED = ["--scratch-path", str(SCRATCH), "--disable-build-manifest-caching"]

#: Nothing but what a shell cannot do without.
ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "HOME")}


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Runs a command; its output is kept together."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=540,
    )


def succeed(*command: str | Path, cwd: Path) -> str:
    result = run(*command, cwd=cwd)
    assert result.returncode == 0, result.stdout
    return result.stdout


@pytest.fixture(scope="module")
def scaffold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new server on standard input and output, not built yet."""
    folder = tmp_path_factory.mktemp("new")
    output = succeed(COMMAND, "new", "Weather", "--stdio", cwd=folder)
    assert f"made Weather in {folder}/Weather" in output
    # A server of that name that another run built must not be taken for this one.
    shutil.rmtree(SCRATCH / "plugins" / "outputs" / "weather", ignore_errors=True)
    (SCRATCH / "debug" / "Weather").unlink(missing_ok=True)
    return folder / "Weather"


@pytest.fixture(scope="module")
def built(scaffold: Path) -> Path:
    succeed("swift", "build", *SHARED, "--build-tests", cwd=scaffold)
    return scaffold


def test_passes_its_own_test(built: Path) -> None:
    output = succeed("swift", "test", *SHARED, "--skip-build", "--disable-xctest", cwd=built)
    assert "Test run with 1 test" in output and "passed" in output


@pytest.mark.parametrize("client", CONNECTORS)
@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_answers_a_client(
    built: Path, client: str, mode: str, make_server: Callable[[str], Server], tmp_path: Path
) -> None:
    with make_server(str(SCRATCH / "debug" / "Weather")).recorded() as recording:
        async with CONNECTORS[client](recording.command, mode, tmp_path / "stderr.txt") as connection:
            assert connection.server_name in {"weather", None}
            assert {tool["name"] for tool in await connection.tools()} == {"count_words", "summarize"}
            counted = await connection.call("count_words", {"text": "one two three"})
            assert counted.structured == {"words": 3} and not counted.is_error
            stub = await connection.call("summarize", {"text": "a"})
            assert stub.is_error and stub.text == "summarize is not implemented yet"
            bad = await connection.call("summarize", {"text": "", "sentences": 11})
            assert bad.is_error and "There is nothing to summarize" in bad.text


def test_the_printed_call_works(built: Path) -> None:
    server = SCRATCH / "debug" / "Weather"
    words = ["--stdio", "count_words", "text=one two three", "--", server]
    assert succeed(COMMAND, "call", *words, cwd=built) == '{"words":3}\n'
    assert "count_words text:string\n" in succeed(COMMAND, "list", "--stdio", "--", server, cwd=built)


def test_a_tool_is_added_and_gets_its_stub(built: Path, tmp_path: Path) -> None:
    package = tmp_path / "Weather"
    shutil.copytree(built, package)
    tools = package / "Sources" / "Weather" / "tools.yaml"
    before = tools.read_text()
    output = succeed(COMMAND, "add", "tool", "get_forecast", "--description", "Says: what comes", cwd=package)
    assert "added get_forecast to Sources/Weather/tools.yaml" in output
    assert tools.read_text() == before + '\n  - name: get_forecast\n    description: "Says: what comes"\n'
    assert run(COMMAND, "add", "tool", "get_forecast", cwd=package).returncode == 1
    output = succeed(
        "swift", "package", *SHARED, "--allow-writing-to-package-directory", "generate-tools", cwd=package
    )
    assert [line for line in output.splitlines() if line.startswith("wrote ")] == [
        "wrote Sources/Weather/Tools/GetForecast.swift"
    ]


def test_the_release_script_builds_what_the_dockerfile_ships(built: Path) -> None:
    # In debug, since a release build with its own scratch path takes minutes. The last -c counts.
    output = succeed("scripts/build-release", *SHARED, "-c", "debug", cwd=built)
    assert output.endswith("built dist/Weather\n")
    binary = built / "dist" / "Weather"
    libraries = succeed("ldd", binary, cwd=built)
    assert "libswift" not in libraries and "libFoundation" not in libraries
    assert '"count_words"' in succeed(binary, "--describe", cwd=built)
    dockerfile = (built / "Dockerfile").read_text()
    assert "RUN scripts/build-release\n" in dockerfile
    assert "COPY --from=build /source/dist/Weather " in dockerfile
    for line in ("USER 10001", "HEALTHCHECK ", "AS build"):
        assert line in dockerfile


@pytest.mark.parametrize("transport", ["stdio", "http"])
def test_files_are_what_they_are_called(transport: str, tmp_path: Path) -> None:
    succeed(COMMAND, "new", "Weather", f"--{transport}", cwd=tmp_path)
    package = tmp_path / "Weather"
    assert yaml.safe_load((package / ".github/workflows/ci.yml").read_text())["jobs"]["test"]["steps"]
    tools = yaml.safe_load((package / "Sources/Weather/tools.yaml").read_text())
    assert [tool["name"] for tool in tools["tools"]] == ["count_words", "summarize"]
    assert ("http" in tools) == (transport == "http")
    assert (package / ".gitignore").is_file() and (package / ".dockerignore").is_file()
    succeed("sh", "-n", "scripts/build-release", cwd=package)
    style = ["--configuration", str(ROOT / ".swift-format")]
    succeed("swift", "format", "lint", "--strict", *style, "--recursive", "Package.swift", "Sources", cwd=package)
    manifest = json.loads(succeed("swift", "package", "dump-package", *SHARED, cwd=package))
    [dependency] = manifest["dependencies"]
    [place] = dependency["fileSystem"]
    assert place["path"] == str(ROOT)
    assert [trait["name"] for trait in place["traits"]] == (["HTTP"] if transport == "http" else ["default"])
    configurations = [
        json.loads(block.split("```")[0]) for block in (package / "README.md").read_text().split("```json\n")[1:]
    ]
    assert configurations and all("weather" in each["mcpServers"] for each in configurations)


@pytest.mark.parametrize("status", [200, 503])
def test_the_health_check_needs_bash_alone(status: int, tmp_path: Path) -> None:
    succeed(COMMAND, "new", "Weather", "--http", cwd=tmp_path)
    dockerfile = (tmp_path / "Weather" / "Dockerfile").read_text().replace("\\\n", "")
    [line] = [line for line in dockerfile.splitlines() if line.startswith("HEALTHCHECK ")]
    check = json.loads(line[line.index("[") :])
    asked: list[bytes] = []

    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            connection, _ = listener.accept()
            with connection, connection.makefile("rb") as requests:
                # bash sends each line on its own.
                while not asked or asked[-1] != b"\r\n":
                    asked.append(requests.readline())
                connection.sendall(f"HTTP/1.1 {status} Word\r\nContent-Length: 2\r\n\r\n{{}}".encode())

        server = threading.Thread(target=answer)
        server.start()
        environment = ENVIRONMENT | {"PORT": str(listener.getsockname()[1])}
        exit_code = subprocess.run(check, env=environment, timeout=10).returncode
        server.join(10)
    assert (exit_code == 0) == (status == 200)
    assert b"".join(asked) == b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"


def test_what_stands_there_stays(tmp_path: Path) -> None:
    (tmp_path / "Weather").mkdir()
    (tmp_path / "Weather" / "mine.txt").write_text("mine")
    result = run(COMMAND, "new", "Weather", "--stdio", cwd=tmp_path)
    assert result.returncode == 1
    assert "is not empty (it holds mine.txt)" in result.stdout
    assert os.listdir(tmp_path / "Weather") == ["mine.txt"]
    assert run(COMMAND, "new", "weather", "--stdio", cwd=tmp_path).stdout.endswith("how about Weather?\n")
    assert run(COMMAND, "new", cwd=tmp_path).returncode == 1
    assert os.listdir(tmp_path) == ["Weather"]


def test_asks_on_a_terminal(tmp_path: Path) -> None:
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(tmp_path)
        os.execve(COMMAND, [str(COMMAND), "new"], ENVIRONMENT | {"NO_COLOR": "1"})
    shown = ""

    def wait_for(text: str) -> None:
        nonlocal shown
        deadline = time.monotonic() + 20
        while text not in shown:
            assert time.monotonic() < deadline, shown
            if select.select([terminal], [], [], 0.2)[0]:
                try:
                    shown += os.read(terminal, 4096).decode()
                except OSError as failure:
                    assert failure.errno == errno.EIO and text in shown, shown
        shown = shown[shown.index(text) + len(text) :]

    try:
        wait_for("Name of the server [MyServer]: ")
        os.write(terminal, b"my server\n")
        wait_for("how about MyServer?")
        wait_for("Name of the server [MyServer]: ")
        os.write(terminal, b"\n")
        wait_for("How clients reach it (http or stdio) [stdio]: ")
        os.write(terminal, b"\n")
        wait_for("made MyServer in")
    finally:
        os.close(terminal)
        _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) in {0, -1}
    assert (tmp_path / "MyServer" / "Package.swift").is_file()
