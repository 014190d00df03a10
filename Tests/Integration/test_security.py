"""SECURITY.md says what is true: each row names tests that exist, and each bound is the one in the source."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "SECURITY.md").read_text("utf-8")
#: The tables that have a column for tests.
TABLES = re.findall(r"\| tests \|\n\|[-|]+\|\n((?:\|.*\n)+)", DOCUMENT)
ROWS = [row for table in TABLES for row in table.splitlines()]
LINK = re.compile(r"\[`?([\w.]+)`?\]\(([\w/.+-]+)\)")
#: Bounds as the document and as the source write them. Times are in milliseconds.
UNITS = {"": 1, "KiB": 1 << 10, "MiB": 1 << 20, "ms": 1, "s": 1000, "min": 60_000}
FACTORS = {"": 1, "milliseconds": 1, "seconds": 1000}


def defines(path: Path, name: str) -> bool:
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return re.search(rf"^(async )?def {name}\(", text, re.MULTILINE) is not None
    suite, _, function = name.partition(".")
    return re.search(rf"\bstruct {suite}\b", text) is not None and re.search(rf"\bfunc {function}\(", text) is not None


def in_document(text: str) -> float:
    found = re.match(r"([\d,]+) ?(KiB|MiB|ms|s|min)?\b", text)
    assert found, f"no bound: {text!r}"
    return int(found[1].replace(",", "")) * UNITS[found[2] or ""]


def in_source(path: Path, name: str) -> float:
    text = path.read_text("utf-8")
    found = re.search(rf"\b{name}(?:: \w+)? = (?:(?:Duration)?\.(\w+)\()?([\d_ *<]+)", text)
    assert found, f"{path} has no {name}"
    # Digits and operators alone.
    value: int = eval(found[2])
    return value * FACTORS[found[1] or ""]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.split(" | ")[0].strip("| "))
def test_each_row_names_tests_that_exist(row: str) -> None:
    tests = [(name, path) for name, path in LINK.findall(row) if path.startswith("Tests/")]
    assert tests or "not tested" in row
    for name, path in tests:
        assert (ROOT / path).is_file(), path
        assert defines(ROOT / path, name), f"{path} has no test {name}"


def test_every_table_was_read() -> None:
    assert len(TABLES) == DOCUMENT.count("| tests |") > 5


def test_bounds_are_those_of_the_source() -> None:
    bounds = 0
    for row in ROWS:
        cells = row.split(" | ")
        for name, path in LINK.findall(row):
            if path.startswith("Sources/"):
                bounds += 1
                assert in_document(cells[1]) == in_source(ROOT / path, name.rpartition(".")[2]), row
    assert bounds > 20
