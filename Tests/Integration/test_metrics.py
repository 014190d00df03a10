"""What a server tells of itself, as Prometheus and OpenMetrics readers take it."""

import json
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from prometheus_client.metrics_core import Metric
from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_prometheus

from conftest import fixture_executable
from harness.http_process import HTTPProcess
from harness.http_wire import Response, Wire, http_request, modern_fields, open_session, post_modern
from harness.raw_client import Message, call, modern, request
from harness.specification import NEWEST_LEGACY

OPENMETRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8"
# What Prometheus 3 asks for.
ACCEPT = "application/openmetrics-text;version=1.0.0;q=0.6,text/plain;version=0.0.4;q=0.3,*/*;q=0.2"


@pytest.fixture
def measured() -> Iterator[HTTPProcess]:
    with HTTPProcess(fixture_executable("Measured"), environment={"API_KEYS": ""}) as server:
        yield server


def scrape(wire: Wire, accept: str | None = None) -> Response:
    fields = [("Host", "127.0.0.1"), *([("Accept", accept)] if accept else [])]
    response = wire.ask(http_request("GET", "/metrics", fields))
    assert response.status == 200
    return response


def families(wire: Wire) -> dict[str, Metric]:
    response = scrape(wire, ACCEPT)
    assert response.header("content-type") == OPENMETRICS
    found = list(read_openmetrics(response.body.decode()))
    assert len({metric.name for metric in found}) == len(found)
    return {metric.name: metric for metric in found}


def values(wire: Wire) -> dict[tuple[str, frozenset[tuple[str, str]]], float]:
    """Every sample of the moment."""
    return {
        (sample.name, frozenset(sample.labels.items())): sample.value
        for metric in families(wire).values()
        for sample in metric.samples
    }


def tool_call(name: str, arguments: Message | None = None, token: str | None = None) -> Message:
    return request(1, "tools/call", modern(call(name, arguments, token)))


def use_everything(wire: Wire) -> None:
    """Has every kind of metric come about that this server can have."""
    order: dict[str, Any] = {"shop": 'a"b\\c\nd', "amount": 12.5}
    for message in [
        tool_call("place_order", order),
        tool_call("place_order", {"shop": 1}),
        tool_call("fail"),
        tool_call("limited"),
        tool_call("limited"),
        tool_call("nonesuch"),
        request(1, "tools/list", modern()),
    ]:
        wire.ask(post_modern(message))
    open_session(wire, NEWEST_LEGACY)
    bad_key = [*modern_fields(tool_call("fail")), ("Authorization", "Bearer nobody")]
    assert wire.ask(http_request("POST", "/mcp", bad_key, json.dumps(tool_call("fail")).encode())).status == 401


def test_promtool_finds_nothing_to_complain_of(measured: HTTPProcess) -> None:
    promtool = shutil.which("promtool")
    assert promtool, "promtool is missing: Tests/install-package prometheus"
    with Wire(measured.port) as wire:
        use_everything(wire)
        text = scrape(wire).body
    check = subprocess.run([promtool, "check", "metrics"], input=text, capture_output=True, timeout=60)
    assert (check.returncode, check.stdout, check.stderr) == (0, b"", b"")


def test_both_forms_say_the_same_to_strict_readers(measured: HTTPProcess) -> None:
    with Wire(measured.port) as wire:
        use_everything(wire)
        plain = scrape(wire)
        assert plain.header("content-type") == "text/plain; version=0.0.4; charset=utf-8"
        old = {metric.name: metric for metric in read_prometheus(plain.body.decode())}
        new = families(wire)
    assert old.keys() == new.keys()
    for name, metric in new.items():
        assert metric.type == old[name].type, name
        assert metric.documentation == old[name].documentation, name
    assert new["mcp_tool_call_duration_seconds"].unit == "seconds"
    for name in ["process_cpu_seconds", "process_resident_memory_bytes", "process_open_fds", "mcp_build_info"]:
        assert name in new


def test_what_the_program_measures_stands_beside(measured: HTTPProcess) -> None:
    with Wire(measured.port) as wire:
        use_everything(wire)
        found = families(wire)
    amount = found["shop_order_amount_euros"]
    assert amount.unit == "euros"
    assert amount.documentation == 'What "orders" cost,\nas a \\ says.'
    assert {sample.name: sample.value for sample in amount.samples if sample.name.endswith(("_sum", "_count"))} == {
        "shop_order_amount_euros_sum": 12.5,
        "shop_order_amount_euros_count": 1,
    }
    assert [sample.labels for sample in found["shop_orders"].samples] == [{"shop": 'a"b\\c\nd'}]


def test_labels_that_the_program_lets_clients_choose_are_bounded(measured: HTTPProcess) -> None:
    with Wire(measured.port) as wire:
        for number in range(2100):
            wire.ask(post_modern(tool_call("place_order", {"shop": f"shop {number}", "amount": 1})))
        samples = families(wire)["shop_orders"].samples
    assert len(samples) == 2001
    assert [sample.value for sample in samples if "otel_metric_overflow" in sample.labels] == [100]


def test_scrapes_during_calls_agree(measured: HTTPProcess) -> None:
    def call_often(_: int) -> None:
        with Wire(measured.port) as wire:
            for _ in range(100):
                assert wire.ask(post_modern(tool_call("place_order", {"shop": "a", "amount": 1}))).status == 200

    def scrape_often(_: int) -> None:
        with Wire(measured.port) as wire:
            before = values(wire)
            for _ in range(10):
                after = values(wire)
                for key, value in before.items():
                    if key[0].endswith(("_total", "_bucket", "_count", "_sum")):
                        assert after[key] >= value, key
                before = after

    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda work: work[0](work[1]), [(call_often, 0), (call_often, 1), *[(scrape_often, 0)] * 2]))
    with Wire(measured.port) as wire:
        found = values(wire)
    tool = ("tool", "place_order")
    assert found["mcp_tool_calls_total", frozenset({tool, ("outcome", "ok")})] == 200
    assert found["mcp_tool_call_duration_seconds_count", frozenset({tool})] == 200
    assert found["mcp_tool_calls_in_flight", frozenset({tool})] == 0


def test_a_client_that_leaves_leaves_nothing_in_flight(measured: HTTPProcess) -> None:
    in_flight = ("mcp_tool_calls_in_flight", frozenset({("tool", "wait")}))
    with Wire(measured.port) as wire:
        with Wire(measured.port) as leaving:
            leaving.send(post_modern(tool_call("wait", token="t")))
            assert leaving.receive_head().status == 200
            leaving.receive_chunk()
            found = values(wire)
            assert found[in_flight] == 1
            assert found["mcp_streams_active", frozenset()] == 1
        for _ in range(1000):
            found = values(wire)
            if not found[in_flight] and not found["mcp_streams_active", frozenset()]:
                break
        assert (found[in_flight], found["mcp_streams_active", frozenset()]) == (0, 0)
        assert found["mcp_tool_calls_total", frozenset({("tool", "wait"), ("outcome", "cancelled")})] == 1
