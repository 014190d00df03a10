"""``mcp-generator routes``: the table that it makes of a YAML is the one that the server prints of itself."""

import re
import subprocess
from pathlib import Path

import pytest

from harness.launch import executable

ROOT = Path(__file__).resolve().parents[2]
