"""`mcp-generator`, run as a person does."""

import os
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
COMMAND = ROOT / ".build" / "debug" / "mcp-generator"


def run(
    *arguments: str | Path, environment: dict[str, str] | None = None, folder: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs the command as a person does, without what the tests' own environment would add."""
    names = ["PATH", "HOME"]
    return subprocess.run(
        [COMMAND, *arguments],
        cwd=folder,
        env={name: os.environ[name] for name in names} | (environment or {}),
        stdin=subprocess.DEVNULL,
        text=True,
        capture_output=True,
        timeout=60,
    )
