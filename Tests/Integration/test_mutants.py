"""The mutants that `make mutants` tries fit the code as it stands: each names a text that its file holds once."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MUTANTS = json.loads((ROOT / "Tests/Mutants/mutants.json").read_text())


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant["name"])
def test_the_mutant_fits(mutant: dict[str, str]) -> None:
    assert (ROOT / mutant["file"]).read_text().count(mutant["old"]) == 1
    assert mutant["new"] != mutant["old"]


def test_mutants_have_names_of_their_own() -> None:
    assert len({mutant["name"] for mutant in MUTANTS}) == len(MUTANTS)
