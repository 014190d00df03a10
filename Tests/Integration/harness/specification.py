"""The JSON schemas of the protocol's revisions (copies of the official ``schema.json``)."""

import json
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from jsonschema import Draft7Validator, Draft202012Validator
from jsonschema.exceptions import best_match
from jsonschema.protocols import Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7, DRAFT202012

FOLDER = Path(__file__).parent.parent / "schemas"

LEGACY_REVISIONS = ("2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25")
MODERN_REVISIONS = ("2026-07-28",)
REVISIONS = LEGACY_REVISIONS + MODERN_REVISIONS
NEWEST_LEGACY = LEGACY_REVISIONS[-1]
MODERN = MODERN_REVISIONS[-1]


class SchemaViolation(AssertionError):
    """A value that a schema refuses."""


class Specification:
    """One revision's definitions, each usable as a schema of its own."""

    def __init__(self, revision: str) -> None:
        self.revision = revision
        self._schema = json.loads((FOLDER / f"{revision}.json").read_text(encoding="utf-8"))
        # Draft-07 has `definitions`, 2020-12 has `$defs`.
        self._section = "$defs" if "$defs" in self._schema else "definitions"
        self._validators: dict[str, Validator] = {}

    @property
    def definitions(self) -> dict[str, Any]:
        definitions: dict[str, Any] = self._schema[self._section]
        return definitions

    def defines(self, name: str) -> bool:
        return name in self.definitions

    def first_defined(self, *names: str) -> str:
        """The name that this revision uses, where revisions call one thing differently."""
        return next(name for name in names if self.defines(name))

    def check(self, definition: str, value: Any) -> None:
        """Checks a value.

        Raises:
            SchemaViolation: with the place of the fault.
            KeyError: if the revision has no such definition: a misspelt name must not pass for a permissive schema.
        """
        error = best_match(self._validator(definition).iter_errors(value))
        if error is not None:
            raise SchemaViolation(f"{self.revision} {definition}: {error.json_path}: {error.message}")

    def _validator(self, definition: str) -> Validator:
        if definition not in self.definitions:
            raise KeyError(f"{self.revision} does not define {definition}")
        if definition not in self._validators:
            reference = {"$ref": f"urn:mcp:schema#/{self._section}/{definition}"}
            self._validators[definition] = self._dialect(reference, registry=self._registry)
        return self._validators[definition]

    @property
    def _dialect(self) -> type[Validator]:
        dialect: type[Validator] = Draft202012Validator if self._section == "$defs" else Draft7Validator
        return dialect

    @cached_property
    def _registry(self) -> Registry[Any]:
        dialect = DRAFT202012 if self._section == "$defs" else DRAFT7
        registry: Registry[Any] = Registry().with_resource("urn:mcp:schema", dialect.create_resource(self._schema))
        return registry


@cache
def specification(revision: str) -> Specification:
    """The specification of a revision, read once."""
    return Specification(revision)
