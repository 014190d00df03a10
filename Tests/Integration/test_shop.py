"""The official Python clients use the Shop sample over stdio and HTTP, in every revision.

It is the sample with the whole schema language: what it advertises has to hold for what it takes and answers.
"""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import anyio
import pytest
import yaml
from jsonschema import Draft202012Validator

from conftest import shop_executable
from harness.http_process import HTTPProcess
from harness.http_tee import recorded
from harness.official import CONNECTORS, HTTP_CONNECTORS, TIMEOUT, Client
from harness.server import Server
from harness.specification import MODERN
from test_http_clients import ERAS as HTTP_ERAS
from test_http_clients import judge_heads
from test_stdio_clients import ERAS as STDIO_ERAS
from test_stdio_clients import ISSUES, Era

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
TOOLS_YAML = ROOT / "Samples/Sources/Shop/tools.yaml"
ADDRESS = {"name": "Ada", "street": "1 Main St", "postal_code": "75001", "city": "Paris", "country": "fr"}
LINES = [{"sku": "TEA-0001", "quantity": 2}, {"sku": "POT-0002", "quantity": 1}]

Connect = Callable[[], AbstractAsyncContextManager[Client]]


@pytest.fixture(params=[("stdio", era) for era in STDIO_ERAS] + [("http", era) for era in HTTP_ERAS], ids="{0[0]}-{0[1]}".format)
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> tuple[str, Era]:
    """A transport, and how to speak over it."""
    transport, era = request.param
    if era.mode == "legacy":
        # Both clients always offer the newest; nothing but this constant makes them offer another.
        monkeypatch.setattr("mcp.client.session.LATEST_HANDSHAKE_VERSION", era.revision)
    return transport, era


@pytest.fixture
def era(way: tuple[str, Era]) -> Era:
    return way[1]


@pytest.fixture(params=CONNECTORS)
def connect(
    request: pytest.FixtureRequest,
    way: tuple[str, Era],
    make_server: Callable[..., Server],
    tally: Counter[str],
    tmp_path: Path,
) -> Connect:
    """Opens a conversation with a shop of its own, in which nothing has been ordered yet."""
    transport, era = way

    @asynccontextmanager
    async def over_stdio() -> AsyncIterator[Client]:
        server = make_server(shop_executable(), "--stdio")
        with anyio.fail_after(2 * TIMEOUT), server.recorded() as recording:
            connector = CONNECTORS[request.param]
            async with connector(recording.command, era.mode, tmp_path / "stderr.txt") as client:
                yield client
        assert set(recording.report.checked) == {era.revision}

    @asynccontextmanager
    async def over_http() -> AsyncIterator[Client]:
        with (
            HTTPProcess(shop_executable()) as process,
            anyio.fail_after(2 * TIMEOUT),
            recorded(process, tally) as recording,
        ):
            async with HTTP_CONNECTORS[request.param](recording.url, era.mode) as client:
                yield client
        assert set(recording.report.checked) == {era.revision}
        judge_heads(recording.exchanges, era)

    return {"stdio": over_stdio, "http": over_http}[transport]


async def test_sells_tea(connect: Connect, era: Era) -> None:
    async with connect() as client:
        tools = {tool["name"]: tool for tool in await client.tools()}
        assert list(tools) == declared_names()

        async def call(name: str, arguments: dict[str, Any]) -> Any:
            """Calls a tool, and holds what goes in and comes out against what it advertises."""
            Draft202012Validator(tools[name]["inputSchema"]).validate(arguments)
            outcome = await client.call(name, arguments)
            assert not outcome.is_error, outcome.text
            Draft202012Validator.check_schema(tools[name]["outputSchema"])
            Draft202012Validator(tools[name]["outputSchema"]).validate(outcome.structured)
            return outcome.structured

        found = await call("search_products", {"query": "green TEA", "tags": "organic", "max_price": 10})
        assert [product["sku"] for product in found["products"]] == ["TEA-0001"]
        assert found["total"] == 1

        tree = await call("browse_categories", {})
        assert [child["slug"] for child in tree["children"]] == ["tea", "teaware"]
        assert [child["products"] for child in tree["children"][0]["children"]] == [2, 2, 1]

        payment = {"method": "card", "number": "4242 4242 4242 4242", "expires": "12/99"}
        placed = await call("place_order", {"lines": LINES, "ship_to": ADDRESS, "payment": payment, "gift": "true"})
        order = placed["order"]
        assert (order["id"], order["status"], order["total"]) == ("order-1", "paid", 49.8)
        assert order["ship_to"] == ADDRESS | {"country": "FR"}

        # Before 2026-07-28 a structured output was an object.
        listed = await call("list_orders", {"start": order["placed_at"][:10], "status": ["paid", "paid"]})
        assert listed == ([order] if era.revision == MODERN else {"result": [order]})

        changed = await call("update_product", {"sku": "TEA-0003", "sale_price": None, "attributes": {"flush": "second"}})
        assert "sale_price" not in changed["product"]
        assert changed["product"]["page"] == "https://shop.example/tea-0003"
        assert changed["product"]["attributes"] == {"flush": "second", "origin": "India"}


async def test_refuses_what_breaks_a_rule(connect: Connect, subtests: pytest.Subtests) -> None:
    async with connect() as client:
        await client.tools()
        for name, arguments, text in REFUSALS:
            with subtests.test(text):
                outcome = await client.call(name, arguments)
                assert (outcome.is_error, outcome.text) == (True, text)
                assert len(outcome.meta[ISSUES]) == text.count("\n")


def test_the_readme_shows_a_refusal_that_there_is() -> None:
    shown = README.read_text(encoding="utf-8")
    assert any(f"```\n{text}\n```" in shown for _, _, text in REFUSALS)


def declared_names() -> list[str]:
    return [tool["name"] for tool in yaml.safe_load(TOOLS_YAML.read_text(encoding="utf-8"))["tools"]]


#: Each with what a model reads.
REFUSALS: list[tuple[str, dict[str, Any], str]] = [
    (
        "search_products",
        {"min_price": 20, "max_price": 10},
        "search_products: 1 problem with the arguments\n"
        "- min_price: The lowest price must not be above the highest",
    ),
    (
        "list_orders",
        {"start": "2026-03-02", "end": "2026-03-01"},
        "list_orders: 1 problem with the arguments\n- end: The end must not be before the start",
    ),
    (
        "place_order",
        {
            "lines": [{"sku": "tea-1", "quantity": 2}, {"sku": "POT-0002", "quantity": 0}],
            "ship_to": ADDRESS | {"country": "France"},
            "payment": {"method": "card", "number": "4242 4242 4242 4241", "expires": "04/20"},
            "gift_message": "Enjoy!",
        },
        "place_order: 6 problems with the arguments\n"
        "- lines[0].sku: Write a SKU as three capitals, a hyphen and four digits\n"
        "- lines[1].quantity: Too small: expected number to be >=1\n"
        "- ship_to.country: Write the country as two letters, such as FR\n"
        "- payment.number: Invalid credit card number\n"
        "- payment.expires: The card has expired\n"
        "- gift_message: A message needs a gift",
    ),
    (
        "place_order",
        {"lines": [LINES[0], LINES[0]], "ship_to": ADDRESS, "payment": {"method": "invoice", "email": "ada@example.com"}},
        "place_order: 1 problem with the arguments\n- lines: Give each product once, with a quantity",
    ),
    (
        "update_product",
        {"sku": "TEA-0001", "price": 5, "sale_price": 5},
        "update_product: 1 problem with the arguments\n- sale_price: The sale price must be below the price",
    ),
]
