"""`mcp-generator schema`: the JSON Schema that editors check tools.yaml with."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT / ".build" / "debug" / "mcp-generator"
REFUSED = {"Refused", "RefusedHTTP"}


def files() -> list[Path]:
    folders = ["Samples", "Tests/Cases", "Tests/Integration/Fixtures"]
    found = [path for folder in folders for path in (ROOT / folder).rglob("*tools.yaml")]
    return sorted(path for path in found if ".build" not in path.parts and path.parent.name not in REFUSED)


class CoreLoader(yaml.SafeLoader):
    """Scalars of YAML 1.2's core schema, where `yes` and `1:30` are text."""

    yaml_implicit_resolvers: dict[str, Any] = {}


for tag, pattern, first in [
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
    ("tag:yaml.org,2002:int", r"^[-+]?(?:0|[1-9][0-9]*)$", "-+0123456789"),
    ("tag:yaml.org,2002:float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$", "-+0123456789."),
]:
    CoreLoader.add_implicit_resolver(tag, re.compile(pattern), list(first))


def load(text: str) -> Any:
    def keyed(value: Any) -> Any:
        if isinstance(value, dict):
            return {"null" if key is None else str(key): keyed(inner) for key, inner in value.items()}
        return [keyed(element) for element in value] if isinstance(value, list) else value

    # PyYAML takes no plain text with a question mark inside { }; what a setting says does not matter here.
    return keyed(yaml.load(text.replace(" ?? ", " or "), Loader=CoreLoader))


@pytest.fixture(scope="module")
def schema() -> dict[str, Any]:
    run = subprocess.run([GENERATOR, "schema"], capture_output=True, text=True, timeout=60, check=True)
    schema = json.loads(run.stdout)
    Draft202012Validator.check_schema(schema)
    return schema


def complaints(schema: dict[str, Any], text: str) -> list[str]:
    return [error.message for error in Draft202012Validator(schema).iter_errors(load(text))]


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_accepts_every_file_of_the_repository(schema: dict[str, Any], path: Path) -> None:
    assert complaints(schema, path.read_text()) == []


def test_finds_files() -> None:
    assert len(files()) > 5


ALL = """
server: { name: s, version: 1.0 }
types:
  Address: { type: object, properties: { zip: { type: string, length: 5 } }, unknownKeys: reject }
  Moved: { type: object, extends: Address, merge: Address, pick: [zip], partial: true, required: [zip] }
  Maybe: Address?
  List: [Address]
  Nothing: null
  Also: { type: null, nullable: true }
tools:
  - name: one
    icons: [https://a.b/c.png, { src: 'data:,x', sizes: [any] }]
    rules: [{ check: has(a), path: [a, 0] }]
    examples: [{ input: { a: x }, output: 1 }]
    input:
      a: { type: string, min: { value: 1, message: m, abort: true }, regex: { pattern: a, flags: i } }
      b: { type: 'string[]?', min: 1, checks: [{ max: 3 }, { refine: isA }] }
      c: { type: union, of: [Address, { type: literal, value: a }], exclusive: true }
      d: { type: template, parts: [a, 1, { type: Address }] }
      e: { type: record, keys: string, values: any, mode: loose }
      f: { type: integer, format: int64, coerce: true, default: 1, nonnegative: { message: m } }
      g: { type: Address, optional: true, refine: { name: isA, when: always } }
      h: { type: string, transform: { name: count, to: integer }, pipe: integer, preprocess: [trim] }
      i: { type: enum, keysOf: Address }
      j: { type: tuple, items: [string], rest: any }
      k: { type: string, format: { value: email, pattern: a }, includes: { value: a, position: 1 } }
"""


def test_accepts_all_of_the_language(schema: dict[str, Any]) -> None:
    assert complaints(schema, ALL) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("server:", "servr:"),
        ("version:", "versoin:"),
        ("icons:", "icon:"),
        ("check: has", "chek: has"),
        ("pick:", "pik:"),
        ("length: 5", "lenght: 5"),
        ("flags: i", "flag: i"),
        ("message: m, abort", "mesage: m, abort"),
        ("{ max: 3 }", "{ maxi: 3 }"),
        ("exclusive:", "exclusve:"),
        ("mode: loose", "mode: lose"),
        ("coerce:", "coerse:"),
        ("type: integer,", "type: integr,"),
        ("name: isA", "nam: isA"),
        ("trim]", "trimm]"),
        ("min: 1, checks", "minimum: 1, checks"),
        ("position: 1", "positon: 1"),
        ("Address, optional: true", "Address, min: 1"),
        ("Nothing: null", "Nothing: 1"),
        ("name: one", "title: one"),
    ],
)
def test_refuses_misspelt_keys_and_words(schema: dict[str, Any], right: str, wrong: str) -> None:
    assert ALL.count(right) == 1
    assert complaints(schema, ALL.replace(right, wrong)) != []


def keywords(schema: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and schema.get("additionalProperties") is False:
            for name, inner in schema["properties"].items():
                yield f"{path}/{name}", inner
        for name, inner in schema.items():
            yield from keywords(inner, f"{path}/{name}")
    elif isinstance(schema, list):
        for index, inner in enumerate(schema):
            yield from keywords(inner, f"{path}/{index}")


def test_describes_every_keyword(schema: dict[str, Any]) -> None:
    found = 0
    for path, inner in keywords(schema):
        if "$ref" in inner and "description" not in inner:
            inner = schema["$defs"][inner["$ref"].removeprefix("#/$defs/")]
        assert inner.get("description", "").endswith("."), path
        found += 1
    assert found > 300
    assert len(json.dumps(schema)) < 150_000
