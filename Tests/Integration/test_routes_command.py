"""`mcp-generator routes` and a server's own `--routes`: two tables of the same stages."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from conftest import calculator_executable

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / ".build" / "debug" / "mcp-generator"
CALCULATOR = ROOT / "Samples" / "Sources" / "Calculator"
LABEL = re.compile(r'"([^"]*)"')


def run(*command: str | Path, cwd: Path = ROOT, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **settings},
        capture_output=True,
        text=True,
        timeout=60,
    )


def without_settings(stage: str) -> str:
    """The stage's type: the generator does not know the values of settings, nor the server what was inserted."""
    return stage.split("(")[0].strip()


def rows(text: str) -> list[list[str]]:
    """Path, kind and stages of each line of a table."""
    lines = [line.split(maxsplit=2) for line in text.splitlines()]
    return [[path, kind, *map(without_settings, stages.split(" -> "))] for path, kind, stages in lines]


def chart_rows(text: str) -> list[list[str]]:
    """Path, kind and stages of each row of a flowchart."""
    first, *lines = text.splitlines()
    assert first == "flowchart LR"
    labels = [LABEL.findall(line) for line in lines if "-->" in line]
    return [[path, kind, *(map(without_settings, stages) if stages else ["-"])] for path, *stages, kind in labels]


@pytest.fixture(scope="module")
def expected() -> list[list[str]]:
    stages = ["Correlation", "RequestLog", "CORS", "OriginGuard"]
    return [["/mcp", "mcp", *stages], ["/healthz", "health", "-"]]


def test_both_tables_are_the_same(expected: list[list[str]]) -> None:
    generated = run(GENERATOR, "routes", CALCULATOR / "tools.yaml")
    served = run(calculator_executable(), "--routes")
    assert (generated.returncode, generated.stderr) == (served.returncode, served.stderr) == (0, "")
    assert rows(generated.stdout) == rows(served.stdout) == expected
    assert "OriginGuard (inserted)" in generated.stdout


def test_both_flowcharts_are_the_same(expected: list[list[str]]) -> None:
    generated = run(GENERATOR, "routes", "--mermaid", cwd=CALCULATOR)
    served = run(calculator_executable(), "--routes", "--mermaid", ALLOWED_ORIGINS="https://app.example")
    assert (generated.returncode, served.returncode) == (0, 0)
    assert chart_rows(generated.stdout) == chart_rows(served.stdout) == expected
    assert "https://app.example" in served.stdout


def test_says_what_is_wrong_instead_of_a_table() -> None:
    ended = run(GENERATOR, "routes", "cors-behind-authenticate.yaml", cwd=ROOT / "Tests" / "Cases" / "Orders")
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("cors-behind-authenticate.yaml:12:11: error: 'cors' stands behind 'authenticate'")


def test_says_that_there_are_none() -> None:
    ended = run(GENERATOR, "routes", ROOT / "Tests" / "Cases" / "Basics" / "tools.yaml")
    assert (ended.returncode, ended.stdout) == (0, "")
    assert "there are no routes" in ended.stderr


def test_says_which_file_is_missing(tmp_path: Path) -> None:
    ended = run(GENERATOR, "routes", cwd=tmp_path)
    assert (ended.returncode, ended.stdout) == (1, "")
    assert "there is no tools.yaml here" in ended.stderr
    ended = run(GENERATOR, "routes", "missing.yaml", cwd=tmp_path)
    assert ended.returncode == 1 and "cannot read missing.yaml" in ended.stderr
