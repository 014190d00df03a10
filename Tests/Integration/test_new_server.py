"""`mcp-generator new` in an empty folder with an empty environment: what it lays down builds, passes its own test and
answers the official clients without a change, by the commands that its README prints.

The repository's scratch path is shared, since a fresh one would build for minutes.
"""

from __future__ import annotations

import errno
import http.client
import json
import os
import pty
import re
import select
import shlex
import shutil
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from harness.http_process import HTTPProcess
from harness.http_tee import recorded
from harness.official import CONNECTORS, HTTP_CONNECTORS, Client
from harness.server import Server
from harness.specification import MODERN

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".build"
COMMAND = SCRATCH / "debug" / "mcp-generator"
SHARED = ["--scratch-path", str(SCRATCH), "--disable-build-manifest-caching"]

#: Nothing but what a shell cannot do without.
ENVIRONMENT = {name: os.environ[name] for name in ("PATH", "HOME")}
#: Each has a name of its own, since they share a folder of products.
NAMES = {"http": "Harbour", "stdio": "Weather"}
#: What debian:bookworm-slim has, being what its package manager needs.
LIBRARIES_OF_THE_IMAGE = {"libc", "libm", "libgcc_s", "libstdc++", "libz", "libpthread", "libdl", "librt", "ld-linux"}


def run(
    *command: str | Path, cwd: Path, environment: dict[str, str] = ENVIRONMENT
) -> subprocess.CompletedProcess[str]:
    """Runs a command; its output is kept together."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        stdin=subprocess.DEVNULL,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=540,
    )


def succeed(*command: str | Path, cwd: Path, environment: dict[str, str] = ENVIRONMENT) -> str:
    result = run(*command, cwd=cwd, environment=environment)
    assert result.returncode == 0, result.stdout
    return result.stdout


def free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Scaffold:
    """A new server."""

    transport: str
    folder: Path

    @property
    def name(self) -> str:
        return NAMES[self.transport]

    @property
    def binary(self) -> Path:
        return SCRATCH / "debug" / self.name

    def text(self, path: str) -> str:
        return (self.folder / path).read_text()

    def commands(self, section: str) -> list[str]:
        """What a section of the README tells a reader to run."""
        [text] = re.findall(rf"^## {section}\n(.*?)(?=^## |\Z)", self.text("README.md"), re.M | re.S)
        blocks = re.findall(r"```sh\n(.*?)```", text, re.S)
        inline = re.findall(r"`((?:mcp-generator|swift|scripts/\S+) [^`]+)`", text)
        return [line for block in blocks for line in block.splitlines()] + inline


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment in which `mcp-generator` is installed, and `swift` shares the repository's scratch path."""
    folder = tmp_path_factory.mktemp("bin")
    swift = shutil.which("swift")
    assert swift is not None
    wrapper = folder / "swift"
    words = shlex.join([swift, "$verb", *SHARED]).replace("'$verb'", '"$verb"')
    wrapper.write_text(f'#!/bin/sh\nverb=$1\nshift\nexec {words} "$@"\n')
    wrapper.chmod(0o755)
    (folder / "mcp-generator").symlink_to(COMMAND)
    return ENVIRONMENT | {"PATH": f"{folder}:{ENVIRONMENT['PATH']}"}


@pytest.fixture(scope="module", params=NAMES)
def scaffold(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Scaffold:
    """A new server, not built yet, in a folder with a space in its path."""
    transport: str = request.param
    name = NAMES[transport]
    folder = tmp_path_factory.mktemp("new") / "my servers"
    folder.mkdir()
    output = succeed(COMMAND, "new", name, f"--{transport}", cwd=folder)
    assert f"made {name} in {folder}/{name}" in output
    # All packages of the shared scratch path have one set of traits, or each would build the runtime anew.
    manifest = folder / name / "Package.swift"
    manifest.write_text(manifest.read_text().replace('traits: ["HTTP"]', 'traits: ["All"]'))
    # A server of that name that another run built must not be taken for this one.
    shutil.rmtree(SCRATCH / "plugins" / "outputs" / name.lower(), ignore_errors=True)
    (SCRATCH / "debug" / name).unlink(missing_ok=True)
    # Where the README's reader finds what was built.
    (folder / name / ".build").symlink_to(SCRATCH)
    return Scaffold(transport, folder / name)


@pytest.fixture(scope="module")
def built(scaffold: Scaffold) -> Scaffold:
    succeed("swift", "build", *SHARED, "--build-tests", cwd=scaffold.folder)
    return scaffold


def only(transport: str, scaffold: Scaffold) -> None:
    if scaffold.transport != transport:
        pytest.skip(f"for servers on {transport}")


def test_passes_its_own_test(built: Scaffold) -> None:
    output = succeed("swift", "test", *SHARED, "--skip-build", "--disable-xctest", cwd=built.folder)
    assert "Test run with 1 test" in output and "passed" in output


async def call_everything(client: Client, name: str) -> None:
    assert client.server_name in {name, None}
    assert {tool["name"] for tool in await client.tools()} == {"count_words", "summarize"}
    counted = await client.call("count_words", {"text": "one two three"})
    assert counted.structured == {"words": 3} and not counted.is_error
    stub = await client.call("summarize", {"text": "a"})
    assert stub.is_error and stub.text == "summarize is not implemented yet"
    bad = await client.call("summarize", {"text": "", "sentences": 11})
    assert bad.is_error and "There is nothing to summarize" in bad.text


@pytest.mark.parametrize("client", CONNECTORS)
@pytest.mark.parametrize("mode", ["auto", "legacy"])
async def test_answers_a_client_on_standard_streams(
    built: Scaffold, client: str, mode: str, make_server: Callable[..., Server], tmp_path: Path
) -> None:
    flags = ["--stdio"] if built.transport == "http" else []
    with make_server(str(built.binary), *flags).recorded() as recording:
        async with CONNECTORS[client](recording.command, mode, tmp_path / "stderr.txt") as connection:
            await call_everything(connection, built.name.lower())


@pytest.mark.parametrize("client", HTTP_CONNECTORS)
@pytest.mark.parametrize("mode", ["auto", MODERN, "legacy"])
async def test_answers_a_client_over_http(built: Scaffold, client: str, mode: str, tally: Counter[str]) -> None:
    only("http", built)
    with HTTPProcess(str(built.binary)) as server, recorded(server, tally) as recording:
        async with HTTP_CONNECTORS[client](recording.url, mode) as connection:
            await call_everything(connection, "harbour")
    assert (MODERN in recording.report.checked) == (mode != "legacy")


def dependency(package: Path) -> dict[str, Any]:
    """Where a package takes its only dependency from, a folder."""
    output = succeed("swift", "package", "dump-package", *SHARED, cwd=package)
    # Before it may stand that another build has to end first.
    [dependency] = json.loads(output[output.index("{") :])["dependencies"]
    [place] = dependency["fileSystem"]
    return dict(place)


# What the README says


def test_the_readme_runs_and_calls_it(built: Scaffold, shell: dict[str, str]) -> None:
    start, call = built.commands("Run it")
    if built.transport == "stdio":
        succeed("sh", "-ec", start, cwd=built.folder, environment=shell)
        assert succeed("sh", "-ec", call, cwd=built.folder, environment=shell) == '{"words":3}\n'
        assert built.text("README.md").count("--stdio") == 1
        return
    # What the shared folder was used for in between is built anew, which takes longer than a server may take to start.
    succeed("sh", "-ec", f"swift build --product {built.name}", cwd=built.folder, environment=shell)
    environment = shell | {"PORT": str(free_port()), "LOG_LEVEL": "info"}
    with HTTPProcess(
        "sh", "-c", f"exec {start}", environment=environment, chooses_port=False, folder=built.folder
    ) as server:
        assert server.port == int(environment["PORT"])
        call = call.replace(":3000", f":{server.port}")
        assert succeed("sh", "-ec", call, cwd=built.folder, environment=shell) == '{"words":3}\n'
        assert "count_words text:string\n" in succeed(COMMAND, "list", server.url, cwd=built.folder)
        assert server.wait_for_stderr('"mcp_name":"count_words"')


def test_new_says_how_to_call_it(built: Scaffold, tmp_path: Path) -> None:
    output = succeed(COMMAND, "new", built.name, f"--{built.transport}", cwd=tmp_path)
    steps = [line.strip().split("    #")[0] for line in output.split("README")[0].splitlines() if line.startswith("  ")]
    readme = built.commands("Run it")[-1].replace('"', "'")
    assert steps[0] == f"cd {tmp_path}/{built.name}" and readme in steps
    [configuration] = [json.loads(step) for step in steps if step.startswith("{")]
    assert list(configuration["mcpServers"]) == [built.name.lower()]


# What the Dockerfile does, without Docker


@pytest.fixture(scope="module")
def shipped(built: Scaffold) -> Path:
    """The binary that the release script makes: in debug, since a release build takes minutes. The last -c counts.

    What the shared folder has of Foundation's users was compiled for the dynamic library, and links with no other.
    """
    options = ["--no-static-swift-stdlib"] if built.transport == "http" else []
    output = succeed("scripts/build-release", *SHARED, "-c", "debug", *options, cwd=built.folder)
    assert output.endswith(f"built dist/{built.name}\n")
    return built.folder / "dist" / built.name


def instructions(dockerfile: str) -> list[tuple[str, str]]:
    lines = [line for line in dockerfile.replace("\\\n", "").splitlines() if line and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def test_the_release_script_builds_what_the_dockerfile_ships(built: Scaffold, shipped: Path) -> None:
    libraries = {line.split()[0].rpartition("/")[2] for line in succeed("ldd", shipped, cwd=shipped.parent).splitlines()}
    names = {re.split(r"[.]so|-x86|-aarch", name)[0] for name in libraries} - {"linux-vdso"}
    if built.transport == "stdio":
        assert names <= LIBRARIES_OF_THE_IMAGE, names
    assert '"count_words"' in succeed(shipped, "--describe", cwd=shipped.parent)
    steps = instructions(built.text("Dockerfile"))
    assert ("RUN", "scripts/build-release") in steps and ("USER", "10001") in steps
    assert ("COPY", f"--from=build /source/dist/{built.name} /usr/local/bin/{built.name}") in steps
    assert ("ENTRYPOINT", f'["/usr/local/bin/{built.name}"]') in steps
    workflow = yaml.safe_load(built.text(".github/workflows/ci.yml"))
    assert workflow["jobs"]["test"]["steps"][-1] == {"run": "scripts/build-release"}
    image = dict(steps)["FROM"]
    assert image.startswith("debian:") and workflow["jobs"]["test"]["container"] == "swift:6.3-bookworm"


def container(built: Scaffold, shipped: Path, **environment: str) -> tuple[HTTPProcess, list[str], dict[str, str]]:
    """The server as the image starts it, its health check and the environment of both."""
    steps = dict(instructions(built.text("Dockerfile")))
    variables = dict(word.split("=") for word in [steps["ENV"]]) | {"PATH": ENVIRONMENT["PATH"]} | environment
    check = json.loads(steps["HEALTHCHECK"].split(" CMD ")[1])
    server = HTTPProcess(str(shipped), *json.loads(steps["CMD"]), environment=variables, chooses_port=False)
    return server, check, variables


def status(address: str, port: int, path: str, **fields: str) -> int:
    """The status of a GET, or of a POST with a good request of the stateless revision."""
    with closing(http.client.HTTPConnection(address, port, timeout=10)) as connection:
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        if path != "/mcp":
            connection.request("GET", path, headers=headers)
            return connection.getresponse().status
        meta = {f"io.modelcontextprotocol/{key}": value for key, value in
                {"protocolVersion": MODERN, "clientCapabilities": {}}.items()}
        body = {"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": {"_meta": meta}}
        headers |= {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        headers |= {"MCP-Protocol-Version": MODERN, "Mcp-Method": "server/discover"}
        connection.request("POST", path, json.dumps(body), headers)
        return connection.getresponse().status


def own_address() -> str | None:
    """An address of this machine that is not loopback."""
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as probe:
        try:
            # Nothing is sent; the system only looks up the way.
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])


def test_the_image_is_healthy_and_reached_from_outside(built: Scaffold, shipped: Path) -> None:
    only("http", built)
    server, check, environment = container(built, shipped, PORT=str(free_port()))
    with server:
        assert subprocess.run(check, env=environment, timeout=10).returncode == 0
        # As a browser or a client names it whose port is mapped, and as another container does.
        for host in ("localhost:3000", "127.0.0.1:8080", "harbour", "mcp.example.com", "[::1]:3000"):
            assert status("127.0.0.1", server.port, "/mcp", Host=host) == 200, host
            assert status("127.0.0.1", server.port, "/healthz", Host=host) == 200, host
        assert status("127.0.0.1", server.port, "/mcp", Origin="http://localhost:8080") == 200
        assert status("127.0.0.1", server.port, "/mcp", Origin="https://evil.example") == 403
        if address := own_address():
            assert status(address, server.port, "/mcp") == 200
    assert subprocess.run(check, env=environment, stderr=subprocess.DEVNULL, timeout=10).returncode != 0


def test_only_this_machine_reaches_it_outside_of_the_image(built: Scaffold) -> None:
    only("http", built)
    with HTTPProcess(str(built.binary)) as server:
        assert status("127.0.0.1", server.port, "/mcp", Host="localhost:3000") == 200
        assert status("127.0.0.1", server.port, "/mcp", Host="mcp.example.com") == 421
        if address := own_address():
            with pytest.raises(OSError):
                status(address, server.port, "/mcp")


def test_settings_come_from_the_environment(built: Scaffold) -> None:
    only("http", built)
    checked = [built.binary, "--check-config"]

    def settings(**environment: str) -> subprocess.CompletedProcess[str]:
        return run(*checked, cwd=built.folder, environment=ENVIRONMENT | environment)

    assert settings().stdout == "The settings are good: harbour would listen on 127.0.0.1:3000.\n"
    assert "would listen on 0.0.0.0:8080.\n" in settings(HOST="0.0.0.0", PORT="8080").stdout
    bad = settings(PORT="eighty")
    assert (bad.returncode, bad.stdout) == (1, 'tools.yaml:10: PORT is not a whole number: "eighty".\n')
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        busy = run(built.binary, cwd=built.folder, environment=ENVIRONMENT | {"PORT": port})
    says = f"Harbour: 127.0.0.1:{port} is in use by another program. Choose another port with --port.\n"
    assert (busy.returncode, busy.stdout) == (1, says)
    with HTTPProcess(str(built.binary), environment={"LOG_LEVEL": "loud"}) as server:
        server.wait_for_stderr("LOG_LEVEL 'loud' is none of trace, debug, info")


# What the README says of changes. Last, since it builds another server under the same name.


def test_the_readme_changes_it(built: Scaffold, shell: dict[str, str], tmp_path: Path) -> None:
    package = tmp_path / built.name
    shutil.copytree(built.folder, package, symlinks=True)
    tools = package / "Sources" / built.name / "tools.yaml"
    before = tools.read_text()
    add, generate, test = built.commands("Change it")
    output = succeed("sh", "-ec", add, cwd=package, environment=shell)
    assert f"added my_tool to Sources/{built.name}/tools.yaml" in output
    assert tools.read_text() == before + "\n  - name: my_tool\n    description: What it does\n"
    again = run("sh", "-ec", add, cwd=package, environment=shell)
    assert again.returncode == 1
    line = tools.read_text().splitlines().index("  - name: my_tool") + 1
    assert f"tools.yaml:{line}:11: there is a tool 'my_tool' already" in again.stdout
    output = succeed("sh", "-ec", generate, cwd=package, environment=shell)
    assert [line for line in output.splitlines() if line.startswith("wrote ")] == [
        f"wrote Sources/{built.name}/Tools/MyTool.swift"
    ]
    assert test == "swift test"
    assert "passed" in succeed("sh", "-ec", test, cwd=package, environment=shell)


# Files and folders


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
    place = dependency(package)
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


def test_what_servers_build_with_names_no_server(tmp_path: Path) -> None:
    manifests = [ROOT / "Package.swift", *SCRATCH.glob("checkouts/*/Package.swift")]
    assert len(manifests) > 10
    declared = re.compile(r'\.(?:target|executableTarget|systemLibrary|plugin)\(\s*name: "([A-Z][A-Za-z0-9]*)"')
    names = {name for manifest in manifests for name in declared.findall(manifest.read_text())}
    assert {"Logging", "NIOCore", "MCPServer", "Hummingbird"} <= names
    accepted = [name for name in sorted(names) if run(COMMAND, "new", name, "--stdio", cwd=tmp_path).returncode == 0]
    assert accepted == []


def test_without_flags_nobody_is_asked(tmp_path: Path) -> None:
    succeed(COMMAND, "new", "Weather", "--package-path", os.path.relpath(ROOT, tmp_path), cwd=tmp_path)
    tools = yaml.safe_load((tmp_path / "Weather/Sources/Weather/tools.yaml").read_text())
    assert "http" not in tools
    assert f'path: "{ROOT}"' in (tmp_path / "Weather/Package.swift").read_text()
    usage = succeed(COMMAND, "new", "--help", cwd=tmp_path)
    assert "takes --stdio where neither that nor --http is given" in " ".join(usage.split())


def test_takes_the_generator_from_a_path_with_spaces(tmp_path: Path) -> None:
    (tmp_path / "my things").mkdir()
    (tmp_path / "my things" / "generator").symlink_to(ROOT)
    succeed(COMMAND, "new", "Weather", "--package-path", "my things/generator", cwd=tmp_path)
    package = tmp_path / "Weather"
    assert dependency(package)["path"] == f"{tmp_path}/my things/generator"
    build = next(line for line in (package / "README.md").read_text().splitlines() if line.startswith("docker build"))
    assert f"swift-mcp-generator={tmp_path}/my things/generator" in shlex.split(build)
    assert f'["." , "{tmp_path}/my things/generator"]'.replace(" ,", ",") in (package / "Dockerfile").read_text()


def test_what_stands_there_stays(tmp_path: Path) -> None:
    (tmp_path / "Weather").mkdir()
    (tmp_path / "Weather" / "mine.txt").write_text("mine")
    result = run(COMMAND, "new", "Weather", "--stdio", cwd=tmp_path)
    assert result.returncode == 1
    says = "is not empty (it holds mine.txt): choose another name or --into another folder\n"
    assert result.stdout.startswith("error: ") and result.stdout.endswith(says)
    into = run(COMMAND, "new", "Other", "--into", "Weather/mine.txt", cwd=tmp_path)
    assert into.returncode == 1 and "is there already, and is no folder" in into.stdout
    assert os.listdir(tmp_path / "Weather") == ["mine.txt"]
    assert run(COMMAND, "new", "weather", "--stdio", cwd=tmp_path).stdout.endswith("how about Weather?\n")
    assert run(COMMAND, "new", cwd=tmp_path).returncode == 1
    assert os.listdir(tmp_path) == ["Weather"]


class Terminal:
    """`mcp-generator new` on a terminal, with somebody who types."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.pid, self.descriptor = pty.fork()
        if self.pid == 0:
            os.chdir(folder)
            os.execve(COMMAND, [str(COMMAND), "new", *arguments], ENVIRONMENT | {"NO_COLOR": "1"})
        self.shown = ""

    def wait_for(self, text: str) -> None:
        deadline = time.monotonic() + 20
        while text not in self.shown:
            assert time.monotonic() < deadline, self.shown
            if select.select([self.descriptor], [], [], 0.2)[0] and not self.read():
                assert text in self.shown, self.shown
        self.shown = self.shown[self.shown.index(text) + len(text) :]

    def read(self) -> bool:
        """Takes what is shown; answers whether there can be more."""
        try:
            data = os.read(self.descriptor, 4096)
        except OSError as failure:
            # What Linux says of a terminal that nobody writes to any more.
            assert failure.errno == errno.EIO
            return False
        self.shown += data.decode()
        return bool(data)

    def type(self, text: str) -> None:
        os.write(self.descriptor, text.encode())

    def end(self) -> int:
        while self.read():
            pass
        os.close(self.descriptor)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def test_asks_on_a_terminal(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path)
    terminal.wait_for("Name of the server [MyServer]: ")
    terminal.type("my server\n")
    terminal.wait_for("how about MyServer?")
    terminal.wait_for("Name of the server [MyServer]: ")
    terminal.type("\n")
    terminal.wait_for("How clients reach it (http or stdio) [stdio]: ")
    terminal.type("pigeons\n")
    terminal.wait_for("answer http or stdio")
    terminal.type("HTTP\n")
    terminal.wait_for("made MyServer in")
    assert terminal.end() == 0
    assert "http:\n" in (tmp_path / "MyServer/Sources/MyServer/tools.yaml").read_text()


def test_asks_only_for_what_is_not_said(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "Weather", "--stdio")
    terminal.wait_for("made Weather in")
    assert terminal.end() == 0 and "[" not in terminal.shown.split("{")[0]
    terminal = Terminal(tmp_path, "Weather")
    terminal.wait_for("is not empty")
    assert terminal.end() == 1


def test_the_end_of_input_makes_nothing(tmp_path: Path) -> None:
    terminal = Terminal(tmp_path, "Weather")
    terminal.wait_for("[stdio]: ")
    terminal.type("\x04")
    terminal.wait_for("nothing was made, since a question got no answer")
    assert terminal.end() == 1
    assert os.listdir(tmp_path) == []
