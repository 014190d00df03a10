"""`mcp-generator pattern`, as a person at a terminal uses it."""

from __future__ import annotations

import subprocess
from pathlib import Path

GENERATOR = Path(__file__).resolve().parents[2] / ".build" / "debug" / "mcp-generator"


def pattern(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([GENERATOR, "pattern", *arguments], capture_output=True, text=True, timeout=60)


def test_shows_how_a_pattern_is_matched() -> None:
    run = pattern("^[a-z]+$")
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines() == [
        "engine       table, one step for each byte",
        "states       4",
        "bytes        270",
        'matches      "a"',
        'no match     "0"',
    ]
    assert run.stderr == ""


def test_tries_texts() -> None:
    run = pattern("^é$", "--flags", "i", "--test", "É", "--test", "e", "-t", "-")
    assert run.returncode == 1
    assert run.stdout.splitlines()[-3:] == ['match      "É"', 'no match   "e"', 'no match   "-"']
    assert pattern("b", "--test", "abc").returncode == 0


def test_points_at_what_is_wrong() -> None:
    run = pattern("^(a+")
    assert run.returncode == 1
    assert run.stdout == ""
    assert run.stderr.splitlines() == [
        "error: unterminated group",
        "  | ^(a+",
        "  |  ^ this '(' is never closed",
    ]
    flags = pattern("a", "--flags", "iz")
    assert flags.stderr.splitlines()[1:] == ["  | iz", "  |  ^ the flags are d, g, i, m, s, u, v and y"]


def test_warns_of_what_is_hardly_meant() -> None:
    run = pattern("^cat|dog$")
    assert run.returncode == 0
    assert "'^' belongs to the first alternative alone" in run.stderr


def test_draws_small_automata() -> None:
    run = pattern("^a$", "--diagram")
    assert run.stdout.splitlines()[0] == "flowchart LR"
    large = pattern("^.{40}$", "--diagram")
    assert large.returncode == 1
    assert "a diagram shows at most 24" in large.stderr
