"""Both SwiftPM plugins in a downstream package, built as a user builds it.

The package lives in a temporary folder, but shares the repository's scratch path: a fresh one would build for minutes.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = ROOT / ".build"

MANIFEST = """\
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "downstream",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-mcp-generator", path: "{root}", traits: ["All"])],
    targets: [
        .executableTarget(
            name: "Weather",
            dependencies: [{dependency}],
            plugins: [.plugin(name: "ToolGenerator", package: "swift-mcp-generator")]
        )
    ]
)
"""
DEPENDENCY = '.product(name: "MCPServer", package: "swift-mcp-generator")'

TOOLS = """\
server:
  name: weather
  version: 1.0.0

tools:
  - name: get_forecast
    description: Says what the weather will be.
    input:
      city: { type: string, nonempty: { value: true, message: Name a city } }
"""

BILLING = """\
tools:
  - name: get_bill
    description: Says what the forecast costs.
    input:
      amount: { type: integer, min: { value: 1, message: At least one } }
"""

RAN_TOOL = "Generating tools of Weather"


@dataclass
class Downstream:
    """A package that uses the plugins."""

    root: Path

    @property
    def target(self) -> Path:
        return self.root / "Sources" / "Weather"

    def swift(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Runs a SwiftPM command in the package; its output is kept together."""
        return subprocess.run(
            ["swift", *arguments],
            cwd=self.root,
            # SwiftPM runs its commands again when the environment changes, and pytest changes it from phase to phase.
            env={name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=540,
        )

    def build(self) -> subprocess.CompletedProcess[str]:
        """Builds the package, with the plan cache on: the plan is what these tests are about."""
        return self.swift("build", "--scratch-path", str(SCRATCH))

    def build_successfully(self) -> str:
        result = self.build()
        assert result.returncode == 0, result.stdout
        return result.stdout

    def generate_tools(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self.swift(
            "package",
            "--scratch-path",
            str(SCRATCH),
            "--allow-writing-to-package-directory",
            "generate-tools",
            *arguments,
        )

    def generated(self) -> Path:
        """The folder that the build plugin writes into."""
        return next((SCRATCH / "plugins" / "outputs" / "downstream" / "Weather").rglob("Generated"))

    def write(self, name: str, text: str) -> None:
        file = self.target / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def replace(self, name: str, old: str, new: str) -> None:
        text = (self.target / name).read_text()
        assert old in text
        self.write(name, text.replace(old, new))


def state(folder: Path) -> dict[str, tuple[int, bytes]]:
    """When each file was written, and what it holds."""
    return {file.name: (file.stat().st_mtime_ns, file.read_bytes()) for file in folder.iterdir()}


@pytest.fixture
def package(tmp_path: Path) -> Downstream:
    """A package with two tool files and no stubs yet."""
    # The plan of whatever was built last with this scratch path must not be taken for this package's.
    for plan in SCRATCH.glob("*/*/description.json"):
        plan.unlink()
    for plan in SCRATCH.glob("*.yaml"):
        plan.unlink()
    shutil.rmtree(SCRATCH / "plugins" / "outputs" / "downstream", ignore_errors=True)
    package = Downstream(tmp_path / "downstream")
    package.write("tools.yaml", TOOLS)
    package.write("billing.tools.yaml", BILLING)
    package.write("WeatherApp.swift", "")
    (package.root / "Package.swift").write_text(MANIFEST.format(root=ROOT, dependency=DEPENDENCY))
    return package


@pytest.fixture
def built(package: Downstream) -> Downstream:
    """The same package with its stubs, after three builds: the build system repeats a clean build's commands once."""
    assert package.generate_tools().returncode == 0
    for _ in range(3):
        package.build_successfully()
    return package


def test_stubs_are_written_once_and_said(package: Downstream) -> None:
    first = package.generate_tools()
    assert first.returncode == 0, first.stdout
    written = [line for line in first.stdout.splitlines() if line.startswith("wrote ")]
    assert written == [
        "wrote Sources/Weather/WeatherApp.swift",
        "wrote Sources/Weather/Tools/GetBill.swift",
        "wrote Sources/Weather/Tools/GetForecast.swift",
    ]
    package.replace("Tools/GetBill.swift", "is not implemented yet", "is mine now")
    (package.target / "Tools" / "GetForecast.swift").rename(package.target / "Mine.swift")
    second = package.generate_tools()
    assert second.returncode == 0, second.stdout
    assert "Nothing to write" in second.stdout
    assert "is mine now" in (package.target / "Tools" / "GetBill.swift").read_text()
    assert not (package.target / "Tools" / "GetForecast.swift").exists(), "the method stands in another file"

    package.build_successfully()
    answer = subprocess.run(
        [SCRATCH / "debug" / "Weather", "--describe"], text=True, capture_output=True, timeout=60
    )
    assert '"get_bill"' in answer.stdout and '"get_forecast"' in answer.stdout


def test_nothing_is_generated_again_without_a_reason(built: Downstream) -> None:
    assert RAN_TOOL not in built.build_successfully()
    before = state(built.generated())
    built.replace("Tools/GetBill.swift", "is not implemented yet", "will come")
    assert RAN_TOOL not in built.build_successfully()
    assert state(built.generated()) == before


def test_a_changed_file_rewrites_what_depends_on_it(built: Downstream) -> None:
    before = state(built.generated())
    assert set(before) == {"Weather.tools.swift", "billing.tools.swift", "Weather.server.swift"}

    built.replace("billing.tools.yaml", "At least one", "One or more")
    assert RAN_TOOL in built.build_successfully()
    after = state(built.generated())
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"billing.tools.swift"}, "a message is not advertised, so that the server file stays"

    built.replace("billing.tools.yaml", "what the forecast costs", "what it costs")
    built.build_successfully()
    assert state(built.generated())["Weather.server.swift"] != after["Weather.server.swift"]
    assert state(built.generated())["Weather.tools.swift"] == before["Weather.tools.swift"]


def test_a_broken_file_fails_the_build_at_its_place(built: Downstream) -> None:
    built.replace("tools.yaml", "type: string", "type: strin")
    result = built.build()
    assert result.returncode != 0
    assert "tools.yaml:9:21: error: unknown type 'strin'; did you mean 'string'? [unknown-type]" in result.stdout


def test_checked_in_code_and_build_plugin_give_one_warning(built: Downstream) -> None:
    result = built.generate_tools("--target", "Weather", "--check-in")
    assert result.returncode == 0, result.stdout
    assert "wrote Sources/Weather/Generated/Weather.server.swift" in result.stdout
    output = built.build_successfully()
    warnings = {line for line in output.splitlines() if "checked in" in line}
    assert len(warnings) == 1, output
    assert "remove the plugin from the target, or the checked-in files" in warnings.pop()

    # Checked-in code is brought up to date without being asked, and code of another format says what to run.
    built.replace("tools.yaml", "Name a city", "Say which city")
    assert "Generated/Weather.tools.swift" in built.generate_tools().stdout
    built.replace("Generated/Weather.tools.swift", "GeneratedFormat.V1", "GeneratedFormat.V0")
    result = built.build()
    assert result.returncode != 0
    assert "swift package generate-tools --check-in" in result.stdout


def test_a_missing_dependency_is_named_with_the_line_to_add(package: Downstream) -> None:
    (package.root / "Package.swift").write_text(MANIFEST.format(root=ROOT, dependency=""))
    package.write("WeatherApp.swift", "@main struct WeatherApp { static func main() {} }")
    result = package.build()
    assert result.returncode != 0
    assert f"add {DEPENDENCY} to its dependencies" in result.stdout


def test_a_missing_http_dependency_is_named_with_the_lines_to_add(package: Downstream) -> None:
    package.replace("tools.yaml", "\ntools:", "\nhttp: {}\n\ntools:")
    package.write("WeatherApp.swift", "@main struct WeatherApp { static func main() {} }")
    result = package.build()
    assert result.returncode != 0
    assert f"add {DEPENDENCY.replace('MCPServer', 'MCPServerHTTP')} to its dependencies" in result.stdout
    assert 'traits: ["HTTP"] to the .package line of swift-mcp-generator' in result.stdout


@pytest.mark.parametrize(
    ("http", "module"),
    [
        ("{ tls: { certificate: a.pem, key: b.pem } }", "TLS"),
        ("\n  routes:\n    /mcp: { kind: mcp, middleware: [authenticate: { jwt: { issuer: $I, audience: $A } }] }", "JWT"),
    ],
)
def test_a_module_of_a_trait_is_named_with_the_lines_to_add(package: Downstream, http: str, module: str) -> None:
    package.replace("tools.yaml", "\ntools:", f"\nhttp: {http}\n\ntools:")
    http_product = DEPENDENCY.replace("MCPServer", "MCPServerHTTP")
    (package.root / "Package.swift").write_text(MANIFEST.format(root=ROOT, dependency=http_product))
    package.write("WeatherApp.swift", "@main struct WeatherApp { static func main() {} }")
    result = package.build()
    assert result.returncode != 0
    assert f"add {DEPENDENCY.replace('MCPServer', f'MCPServer{module}')} to its dependencies" in result.stdout
    assert f'traits: ["{module}"] to the .package line of swift-mcp-generator' in result.stdout


@pytest.mark.parametrize(("http", "trait"), [("", "OTLP"), ("http: { tls: { certificate: a, key: b } }\n", "All")])
def test_the_exporter_is_named_with_the_lines_to_add(package: Downstream, http: str, trait: str) -> None:
    package.replace("tools.yaml", "  version: 1.0.0\n", f"  version: 1.0.0\n  telemetry: otlp\n{http}")
    products = ["MCPServer", "MCPServerHTTP", "MCPServerTLS"]
    dependencies = ", ".join(DEPENDENCY.replace("MCPServer", product) for product in products)
    (package.root / "Package.swift").write_text(MANIFEST.format(root=ROOT, dependency=dependencies))
    package.write("WeatherApp.swift", "@main struct WeatherApp { static func main() {} }")
    result = package.build()
    assert result.returncode != 0
    assert "the tool files of target 'Weather' have a 'server:' section with 'telemetry:'" in result.stdout
    assert f"add {DEPENDENCY.replace('MCPServer', 'MCPServerOTLP')} to its dependencies" in result.stdout
    assert f'traits: ["{trait}"] to the .package line of swift-mcp-generator' in result.stdout


def test_a_key_outside_of_http_needs_no_module(package: Downstream) -> None:
    package.replace("tools.yaml", "city: {", "jwt: { type: string, optional: true } # tls:\n      city: {")
    package.replace("tools.yaml", "\ntools:", "  instructions: 'Set telemetry: yes'\nhttp: {} # jwt: tls:\n\ntools:")
    http_product = DEPENDENCY.replace("MCPServer", "MCPServerHTTP")
    (package.root / "Package.swift").write_text(MANIFEST.format(root=ROOT, dependency=http_product))
    package.write("WeatherApp.swift", "@main struct WeatherApp { static func main() {} }")
    assert "to its dependencies" not in package.build().stdout


def test_a_missing_tool_file_is_named(package: Downstream) -> None:
    for file in package.target.glob("*.yaml"):
        file.unlink()
    package.write("WeatherApp.swift", "@main struct WeatherApp { static func main() {} }")
    output = package.build_successfully()
    assert "create " in output and "Sources/Weather/tools.yaml" in output


def test_a_wrong_extension_is_pointed_out(package: Downstream) -> None:
    (package.target / "billing.tools.yaml").rename(package.target / "billing.tools.yml")
    hint = "Sources/Weather/billing.tools.yml is not read: rename it to billing.tools.yaml"
    generated = package.generate_tools()
    assert generated.returncode == 0 and hint in generated.stdout
    assert hint in package.build_successfully()

    (package.target / "tools.yaml").rename(package.target / "tools.yml")
    shutil.rmtree(package.target / "Tools")
    package.write("WeatherApp.swift", "@main struct WeatherApp { static func main() {} }")
    output = package.build_successfully()
    assert "Sources/Weather/tools.yml is not read: rename it to tools.yaml" in output
    assert "there is no tool file" not in output, "one line says it better"


def test_two_files_for_one_swift_file_are_refused(package: Downstream) -> None:
    package.write("More/billing.tools.yaml", BILLING)
    package.write("WeatherApp.swift", "@main struct WeatherApp { static func main() {} }")
    result = package.build()
    assert result.returncode != 0
    assert "would be generated into the same Swift file" in result.stdout


def test_the_command_explains_itself(package: Downstream) -> None:
    assert "USAGE: swift package" in package.generate_tools("--help").stdout
    result = package.generate_tools("--nonsense")
    assert result.returncode != 0
    assert "unknown option --nonsense" in result.stdout
