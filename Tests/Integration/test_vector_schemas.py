"""What the server advertises accepts what its validator accepts: all inputs of the vectors that zod accepts, under the
JSON Schemas that are emitted for them, and all outputs under those of outputs.

Patterns are judged by the rules of ECMAScript, as JSON Schema says, and not by Python's.
"""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import executable
from jsonschema import Draft202012Validator, validators
from jsonschema.exceptions import ValidationError

VECTORS = Path(__file__).parents[1] / "Vectors" / "zod"
# What the run must not fall below.
LEAST_SCHEMAS = 700
LEAST_VALUES = 2_000


def fixture_binary(name: str) -> str:
    folder = os.environ.get("FIXTURES_BIN")
    return executable(folder and f"{folder}/{name}", "FIXTURES_BIN")


class Matcher:
    """Matches texts with our engine, which the vectors of regular expressions compare with node's."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.known: dict[tuple[str, str], bool] = {}

    def matches(self, pattern: str, text: str) -> bool:
        if (pattern, text) not in self.known:
            assert self.process.stdin and self.process.stdout
            self.process.stdin.write(json.dumps([pattern, text]) + "\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline().strip()
            assert answer in ("true", "false"), f"{pattern!r} is no pattern of ECMAScript"
            self.known[pattern, text] = answer == "true"
        return self.known[pattern, text]


@pytest.fixture(scope="module")
def matcher() -> Iterator[Matcher]:
    command = [fixture_binary("MatchPatterns")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Matcher(process)
        assert process.stdin
        process.stdin.close()


def validator(matcher: Matcher):  # noqa: ANN201  (jsonschema makes the class)
    """A validator of draft 2020-12 with ECMAScript's patterns."""

    def pattern(validator, pattern, instance, schema):  # noqa: ANN001, ANN202
        if validator.is_type(instance, "string") and not matcher.matches(pattern, instance):
            yield ValidationError(f"{instance!r} does not match {pattern!r}")

    def pattern_properties(validator, patterns, instance, schema):  # noqa: ANN001, ANN202
        if not validator.is_type(instance, "object"):
            return
        for pattern, subschema in patterns.items():
            for key, value in instance.items():
                if matcher.matches(pattern, key):
                    yield from validator.descend(value, subschema, path=key, schema_path=pattern)

    def additional_properties(validator, subschema, instance, schema):  # noqa: ANN001, ANN202
        if not validator.is_type(instance, "object"):
            return
        patterns = schema.get("patternProperties", {})
        for key, value in instance.items():
            if key in schema.get("properties", {}) or any(matcher.matches(pattern, key) for pattern in patterns):
                continue
            yield from validator.descend(value, subschema, path=key)

    keywords = {
        "pattern": pattern,
        "patternProperties": pattern_properties,
        "additionalProperties": additional_properties,
    }
    return validators.extend(Draft202012Validator, keywords)


@pytest.fixture(scope="module")
def vectors(tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    folder = tmp_path_factory.mktemp("vectors")
    subprocess.run([fixture_binary("WriteVectors"), VECTORS, folder], check=True, timeout=300)
    return json.loads((folder / "schemas.json").read_text())


@pytest.mark.parametrize("use", ["input", "output"])
def test_advertised_schemas_accept_what_the_validator_accepts(vectors: list[dict], matcher: Matcher, use: str) -> None:
    make = validator(matcher)
    refused, count = [], 0
    for vector in vectors:
        schema = make(vector[use])
        for value in vector[f"{use}s"]:
            # JavaScript means something by this key: zod drops it, whatever a schema says of other keys.
            if "__proto__" in json.dumps(value):
                continue
            count += 1
            refused += [f"{vector['id']}: {json.dumps(value)[:200]}: {error.message[:200]}" for error in schema.iter_errors(value)]
    assert not refused, "\n".join(refused)
    assert count >= LEAST_VALUES


def test_advertised_schemas_are_schemas(vectors: list[dict], matcher: Matcher) -> None:
    metaschema = validator(matcher)(Draft202012Validator.META_SCHEMA)
    schemas = [(vector["id"], vector[use]) for vector in vectors for use in ("input", "output")]
    faults = [f"{name}: {error.message}" for name, schema in schemas for error in metaschema.iter_errors(schema)]
    assert not faults, "\n".join(faults)
    assert len(schemas) >= LEAST_SCHEMAS
