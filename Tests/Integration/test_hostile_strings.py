"""Whatever text stands in a `tools.yaml`, it comes out of the server as itself.

The expectations are read from the YAML by another reader than ours, and the calls are made up from it: each tool that
has an output answers with what it was given.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from harness.raw_client import Message, RawClient, call, text
from harness.server import Server
from harness.specification import NEWEST_LEGACY

Schema = dict[str, Any] | str

DEFINITION = yaml.safe_load((Path(__file__).parent / "Fixtures/Sources/Hostile/tools.yaml").read_text("utf-8"))
TOOLS: dict[str, Message] = {tool["name"]: tool for tool in DEFINITION["tools"]}
#: A text that would end every kind of literal and comment.
HOSTILE_TEXT = '*/ """ "# \\(1) `\n\r\t\0\x7f\u202e\u2028 é e\u0301 💥 \ufeff'

#: Texts that keep rules which cannot be guessed from.
KEPT = {
    "patterns": {
        "quote_hash": 'a"#b',
        "raw_end": '"###',
        "triple": '"""',
        "interpolation": "\\(x)",
        "comment": "/* \\(x) */",
        "backtick": "``",
        "bidi": "\u202e",
        "not_ascii": "é",
        "control": "\0\n\u2028",
        "newline": "\n",
        "slash": "//",
    },
    "words": {"starts": '"""...', "ends": "...\\", "includes": '..."#\\(x)\n...'},
}
BROKEN = {
    "patterns": {
        "quote_hash": '"',
        "raw_end": '"##',
        "triple": '""',
        "interpolation": "(x)",
        "comment": "/* ",
        "backtick": "`'",
        "bidi": "\u2066",
        "not_ascii": "e\u0301",
        "control": "\\0\n\u2028",
        "newline": "n",
        "slash": "/",
    },
    "words": {"starts": '""', "ends": "/", "includes": '"#(x)\n'},
}


def property_schemas(tool: Message, key: str) -> dict[str, Schema]:
    """The properties of `input` or `output`, in the order in which JavaScript has them: what looks like an index first."""
    properties: dict[str, Schema] = tool.get(key) or {}
    indexes = [name for name in properties if name.isdecimal() and name == str(int(name))]
    return {name: properties[name] for name in sorted(indexes, key=int)} | properties


def samples(schema: Schema) -> Iterator[Any]:
    """Values that a schema accepts: every one of an enumeration, and hostile ones of all others."""
    if isinstance(schema, str):
        schema = {"type": schema}
    match schema["type"]:
        case "string":
            yield HOSTILE_TEXT
        case "integer":
            yield -9007199254740991
        case "number":
            yield -1.5e-7
        case "boolean":
            yield True
        case "enum":
            yield from schema["values"]
        case "literal":
            yield from schema.get("values", [schema.get("value")])
        case "array":
            yield list(samples(schema["items"]))
            yield []
        case "object":
            yield {name: next(samples(value)) for name, value in schema["properties"].items()}
        case other:
            raise NotImplementedError(other)
    if schema.get("nullable"):
        yield None


def calls(tool: Message) -> Iterator[Message]:
    """Arguments in which every sample of every property occurs."""
    if tool["name"] in KEPT:
        yield KEPT[tool["name"]]
        return
    columns = {name: list(samples(schema)) for name, schema in property_schemas(tool, "input").items()}
    for index in range(max(map(len, columns.values()))):
        yield {name: values[index % len(values)] for name, values in columns.items()}


MIRRORS = [name for name, tool in TOOLS.items() if "output" in tool and name != "defaults"]


@pytest.fixture
def opened(hostile: Server) -> Iterator[tuple[RawClient, dict[str, Message]]]:
    """A conversation, and the tools as they are advertised."""
    with hostile.raw() as client:
        yield client, {tool["name"]: tool for tool in client.ask_modern("tools/list")["result"]["tools"]}


Opened = tuple[RawClient, dict[str, Message]]


def test_introduces_itself(hostile: Server) -> None:
    declared = DEFINITION["server"]
    with hostile.raw() as client:
        discovered = client.ask_modern("server/discover")["result"]
        introduction = {key: declared[key] for key in ("name", "title", "version")}
        assert discovered["_meta"]["io.modelcontextprotocol/serverInfo"] == introduction
        assert discovered["instructions"] == declared["instructions"]
        initialized = client.initialize(NEWEST_LEGACY)
        assert (initialized["serverInfo"], initialized["instructions"]) == (introduction, declared["instructions"])


def test_advertises_every_text(opened: Opened) -> None:
    _, advertised = opened
    assert list(advertised) == list(TOOLS)
    for name, declared in TOOLS.items():
        assert advertised[name]["description"] == declared["description"]
        assert advertised[name].get("title") == declared.get("title")
        for key in ("input", "output"):
            schemas = property_schemas(declared, key)
            properties = advertised[name].get(key + "Schema", {}).get("properties", {})
            assert list(properties) == list(schemas)
            for property_name, schema in schemas.items():
                compare_advertised(schema, properties[property_name])


def compare_advertised(declared: Schema, advertised: Message) -> None:
    """What JSON Schema says of a property is what the YAML says."""
    if isinstance(declared, str):
        return
    for key in ("title", "description", "default"):
        # JSON Schema needs no `default` that only says null.
        assert (key in declared) <= (key in advertised), (declared, advertised)
        assert advertised.get(key) == declared.get(key)
    if declared["type"] == "enum":
        assert advertised["enum"] == declared["values"]
    if declared["type"] == "array":
        compare_advertised(declared["items"], advertised["items"])
    if declared["type"] == "object":
        assert list(advertised["properties"]) == list(declared["properties"])


@pytest.mark.parametrize("name", MIRRORS)
def test_gives_back_what_it_was_given(opened: Opened, name: str) -> None:
    client, advertised = opened
    schema = Draft202012Validator(advertised[name]["inputSchema"])
    for arguments in calls(TOOLS[name]):
        schema.validate(arguments)
        result = client.ask_modern("tools/call", call(name, arguments))["result"]
        assert not result.get("isError"), text(result)
        assert result["structuredContent"] == arguments
        assert list(result["structuredContent"]) == list(arguments)


def test_tells_apart_what_looks_alike(opened: Opened) -> None:
    """Unicode calls é and e + U+0301 the same text; JSON does not, nor does JavaScript."""
    client, _ = opened
    for choice in ("é", "e\u0301"):
        arguments = next(calls(TOOLS["choices"])) | {"choice": choice}
        result = client.ask_modern("tools/call", call("choices", arguments))["result"]
        assert result["structuredContent"]["choice"].encode() == choice.encode()


def test_applies_defaults(opened: Opened) -> None:
    client, _ = opened
    declared = {name: schema["default"] for name, schema in TOOLS["defaults"]["input"].items()}
    result = client.ask_modern("tools/call", call("defaults"))["result"]
    assert result["structuredContent"] == declared
    # One that is given counts, though.
    result = client.ask_modern("tools/call", call("defaults", {"text": "\\(y)"}))["result"]
    assert result["structuredContent"] == declared | {"text": "\\(y)"}


@pytest.mark.parametrize(
    ("name", "value", "key"),
    [
        ("min", "ab", "min"),
        ("regex", '"##', "regex"),
        ("startsWith", '"(', "startsWith"),
        ("format", "nobody", "format"),
        ("number", 3, "lt"),
        ("items", ["a", "b"], "max"),
        ("error", "1", None),
        ("choice", "b", None),
    ],
)
def test_says_its_own_messages(opened: Opened, name: str, value: Any, key: str | None) -> None:
    good = {
        "min": "abc",
        "regex": '"#',
        "startsWith": '"\\(',
        "format": "a@example.com",
        "number": 2,
        "items": ["a"],
        "error": 1,
        "choice": "a",
    }
    client, _ = opened
    assert text(client.ask_modern("tools/call", call("messages", good))["result"]) == "kept"
    schema = TOOLS["messages"]["input"][name]
    message = schema[key]["message"] if key else schema["error"]
    result = client.ask_modern("tools/call", call("messages", good | {name: value}))["result"]
    assert result["isError"]
    (issue,) = result["_meta"]["swift-mcp-generator/issues"]
    assert (issue["message"], issue["path"]) == (message, [name])
    assert text(result) == f"messages: 1 problem with the arguments\n- {name}: {message}"


@pytest.mark.parametrize(("tool", "name"), [(tool, name) for tool, values in BROKEN.items() for name in values])
def test_refuses_what_breaks_a_hostile_rule(opened: Opened, tool: str, name: str) -> None:
    client, advertised = opened
    arguments = KEPT[tool] | {name: BROKEN[tool][name]}
    result = client.ask_modern("tools/call", call(tool, arguments))["result"]
    assert result["isError"]
    (issue,) = result["_meta"]["swift-mcp-generator/issues"]
    assert issue["path"] == [name]
    assert not Draft202012Validator(advertised[tool]["inputSchema"]).is_valid(arguments)


@pytest.mark.parametrize("name", ["odd_names", "keywords", "our_names"])
def test_names_the_property_that_is_missing(opened: Opened, name: str) -> None:
    client, _ = opened
    good = next(calls(TOOLS[name]))
    for missing in good:
        arguments = {key: value for key, value in good.items() if key != missing}
        result = client.ask_modern("tools/call", call(name, arguments))["result"]
        assert [issue["path"] for issue in result["_meta"]["swift-mcp-generator/issues"]] == [[missing]]
