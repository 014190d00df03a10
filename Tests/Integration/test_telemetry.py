"""Traces and metrics of a real process, decoded with OpenTelemetry's own definitions, and receivers that are no help."""

import json
import signal
import socket
import subprocess
import threading

import pytest
from opentelemetry.proto.trace.v1.trace_pb2 import Span, Status

from conftest import fixture_executable
from harness.http_process import HTTPProcess
from harness.http_wire import Wire, http_request, modern_fields, post_modern
from harness.raw_client import RawClient, call, modern, request
from harness.telemetry import Receiver, attributes, receiver

CALLER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
STATED = "00-1af7651916cd43dd8448eb211c80319c-c7ad6b7169203331-01"
HEALTH = http_request("GET", "/healthz", [("Host", "127.0.0.1")])
#: Nothing goes out before the stop.
LATE = {"OTEL_BSP_SCHEDULE_DELAY": "3600000", "OTEL_METRIC_EXPORT_INTERVAL": "3600000"}


def traced(endpoint: str, **settings: str) -> HTTPProcess:
    environment = LATE | {"OTEL_EXPORTER_OTLP_ENDPOINT": endpoint, "LOG_LEVEL": "info"} | settings
    return HTTPProcess(fixture_executable("Traced"), environment=environment)


def fetch(url: str, id: int = 1, **meta: str) -> dict[str, object]:
    params = modern(call("fetch", {"url": url}))
    params["_meta"] |= meta
    return request(id, "tools/call", params)


def post(message: dict[str, object], *fields: tuple[str, str]) -> bytes:
    return http_request("POST", "/mcp", [*modern_fields(message), *fields], json.dumps(message).encode())


def by_name(spans: list[Span]) -> dict[str, Span]:
    assert len({span.name for span in spans}) == len(spans), [span.name for span in spans]
    return {span.name: span for span in spans}


def test_one_trace_from_the_caller_to_what_is_called() -> None:
    """And the last span is there, though the server was told to stop right behind it."""
    with receiver() as sink, receiver() as upstream:
        with traced(sink.url) as server, Wire(server.port) as wire:
            message = fetch(f"{upstream.url}/document")
            assert wire.ask(post(message, ("traceparent", CALLER), ("tracestate", "a=1"))).status == 200
            assert wire.ask(HEALTH).status == 200
            assert not sink.posts
        spans = by_name(sink.spans())
        lines = [json.loads(line) for line in server.stderr.splitlines() if line.startswith("{")]
    assert set(spans) == {"POST /mcp", "tools/call fetch", "GET"}
    outer, tool, inner = spans["POST /mcp"], spans["tools/call fetch"], spans["GET"]
    assert {span.trace_id.hex() for span in spans.values()} == {"0af7651916cd43dd8448eb211c80319c"}
    assert outer.parent_span_id.hex() == "b7ad6b7169203331"
    assert (tool.parent_span_id, inner.parent_span_id) == (outer.span_id, tool.span_id)
    assert [span.kind for span in (outer, tool, inner)] == [
        Span.SPAN_KIND_SERVER,
        Span.SPAN_KIND_SERVER,
        Span.SPAN_KIND_CLIENT,
    ]
    assert outer.start_time_unix_nano <= tool.start_time_unix_nano <= inner.start_time_unix_nano
    assert outer.end_time_unix_nano >= tool.end_time_unix_nano >= inner.end_time_unix_nano
    called = upstream.requests("/document")[0].fields
    assert called["traceparent"] == f"00-{inner.trace_id.hex()}-{inner.span_id.hex()}-01"
    assert called["tracestate"] == "a=1"
    assert attributes(tool.attributes) == {
        "mcp.method.name": "tools/call",
        "gen_ai.tool.name": "fetch",
        "gen_ai.operation.name": "execute_tool",
        "jsonrpc.request.id": "1",
        "mcp.protocol.version": "2026-07-28",
        "network.transport": "tcp",
        "network.protocol.name": "http",
    }
    assert attributes(outer.attributes)["http.response.status_code"] == 200
    fetched = next(line for line in lines if line.get("msg") == "Fetched.")
    assert (fetched["trace_id"], fetched["span_id"]) == (tool.trace_id.hex(), tool.span_id.hex())
    answered = next(line for line in lines if line.get("event") == "http_request")
    assert (answered["trace_id"], answered["span_id"]) == (outer.trace_id.hex(), outer.span_id.hex())


def test_says_which_server_it_is() -> None:
    settings = {
        "OTEL_SERVICE_NAME": "shop",
        "OTEL_RESOURCE_ATTRIBUTES": "deployment.environment.name=tests",
        "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20hunter2",
    }
    with receiver() as sink:
        with traced(sink.url, **settings) as server, Wire(server.port) as wire:
            assert wire.ask(post_modern(request(1, "tools/list", modern()))).status == 200
        assert sink.requests("/v1/traces")[0].fields["authorization"] == "Bearer hunter2"
        resource = attributes(sink.traces()[0].resource_spans[0].resource.attributes)
    assert resource["service.name"] == "shop"
    assert resource["service.version"] == "1.0.0"
    assert resource["deployment.environment.name"] == "tests"
    assert "hunter2" not in server.stderr


def test_a_message_that_states_its_trace() -> None:
    """Its span belongs to that trace, and links the request that carried it."""
    with receiver() as sink, receiver() as upstream:
        with traced(sink.url) as server, Wire(server.port) as wire:
            message = fetch(upstream.url, traceparent=STATED)
            assert wire.ask(post(message, ("traceparent", CALLER))).status == 200
            assert wire.ask(post_modern(request(2, "tools/call", modern(call("fail"))))).status == 200
        spans = sink.spans()
    tool = next(span for span in spans if span.name == "tools/call fetch")
    outer = next(span for span in spans if span.parent_span_id.hex() == "b7ad6b7169203331")
    assert (tool.trace_id.hex(), tool.parent_span_id.hex()) == ("1af7651916cd43dd8448eb211c80319c", "c7ad6b7169203331")
    assert [(link.trace_id, link.span_id) for link in tool.links] == [(outer.trace_id, outer.span_id)]
    failed = next(span for span in spans if span.name == "tools/call fail")
    assert failed.status.code == Status.STATUS_CODE_ERROR
    assert attributes(failed.attributes)["error.type"] == "tool_error"
    assert [event.name for event in failed.events] == ["exception"]
    assert attributes(failed.events[0].attributes)["exception.type"] == "Traced.TracedApp.Unforeseen"


def test_metrics_grow_from_one_start() -> None:
    with receiver() as sink, receiver() as upstream:
        with traced(sink.url, OTEL_METRIC_EXPORT_INTERVAL="50") as server, Wire(server.port) as wire:
            assert wire.ask(post_modern(fetch(upstream.url))).status == 200
            sink.wait(lambda sink: bool(fetched(sink)))
            assert wire.ask(post_modern(fetch(upstream.url, 2))).status == 200
        points = fetched(sink)
    assert (points[0].as_double, points[-1].as_double) == (1, 2)
    assert len({point.start_time_unix_nano for point in points}) == 1
    assert all(point.start_time_unix_nano < point.time_unix_nano for point in points)


def fetched(sink: Receiver) -> list:
    """What was said of the fixture's own counter."""
    metrics = [
        metric
        for export in sink.metrics()
        for resource in export.resource_metrics
        for scope in resource.scope_metrics
        for metric in scope.metrics
        if metric.name == "documents.fetched"
    ]
    # 2 is cumulative.
    assert all(metric.sum.aggregation_temporality == 2 and metric.sum.is_monotonic for metric in metrics)
    return [metric.sum.data_points[0] for metric in metrics]


def test_over_standard_input_and_output() -> None:
    settings = LATE | {"LOG_LEVEL": "warning"}
    with receiver() as sink, receiver() as upstream:
        settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = sink.url
        with RawClient([fixture_executable("Traced"), "--stdio"], settings) as client:
            params = modern(call("fetch", {"url": f"{upstream.url}/document"}))
            params["_meta"]["traceparent"] = STATED
            assert "result" in client.ask("tools/call", params)
        spans = by_name(sink.spans())
        called = upstream.requests("/document")[0].fields
    tool = spans["tools/call fetch"]
    assert tool.parent_span_id.hex() == "c7ad6b7169203331"
    assert attributes(tool.attributes)["network.transport"] == "pipe"
    assert called["traceparent"] == f"00-{tool.trace_id.hex()}-{spans['GET'].span_id.hex()}-01"


# Receivers that are no help


def refuse() -> tuple[int, dict[str, str]]:
    return 429, {"Retry-After": "3600"}


@pytest.mark.parametrize("kind", ["down", "hanging", "refusing"])
def test_no_call_waits_for_a_receiver(kind: str) -> None:
    """Calls are answered, what waits is bounded, what is lost is told in a few lines, and the stop has an end."""
    settings = {
        "OTEL_BSP_SCHEDULE_DELAY": "10",
        "OTEL_BSP_MAX_QUEUE_SIZE": "64",
        "OTEL_BSP_MAX_EXPORT_BATCH_SIZE": "16",
        "OTEL_METRIC_EXPORT_INTERVAL": "50",
        "OTEL_EXPORTER_OTLP_TIMEOUT": "600000",
        "LOG_LEVEL": "warning",
    }
    release = threading.Event()

    def hang() -> tuple[int, dict[str, str]]:
        release.wait()
        return 200, {}

    with receiver(hang if kind == "hanging" else refuse) as sink:
        endpoint = f"http://127.0.0.1:{unused_port()}" if kind == "down" else sink.url
        with traced(endpoint, **settings) as server, Wire(server.port) as wire:
            for number in range(300):
                answer = wire.ask(post_modern(request(number, "tools/list", modern())))
                assert answer.status == 200
            if kind != "down":
                sink.wait(lambda sink: bool(sink.requests("/v1/traces")) and bool(sink.requests("/v1/metrics")))
        release.set()
        posts = len(sink.requests("/v1/traces"))
    assert posts == {"down": 0, "hanging": 1, "refusing": 1}[kind]
    lines = [line for line in server.stderr.splitlines() if "/v1/traces" in line]
    lost = sum(int(word) for line in lines for word, next in pairs(line) if word.isdigit() and next == "spans")
    # Each call has two spans.
    assert lost == 600, server.stderr
    assert len(lines) <= 4, server.stderr


def pairs(line: str) -> list[tuple[str, str]]:
    words = json.loads(line)["msg"].split()
    return list(zip(words, words[1:], strict=False))


def unused_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def test_goes_on_when_the_receiver_is_back() -> None:
    answers = iter([(503, {}), (429, {"Retry-After": "1"})])
    with receiver(lambda: next(answers, (200, {}))) as sink:
        with traced(sink.url, OTEL_BSP_SCHEDULE_DELAY="10", OTEL_METRICS_EXPORTER="none") as server:
            with Wire(server.port) as wire:
                assert wire.ask(post_modern(request(1, "tools/list", modern()))).status == 200
            sink.wait(lambda sink: len(sink.posts) >= 3)
        first, second, third = sink.posts[:3]
        assert first.body == second.body == third.body
    assert "takes spans again" in server.stderr


# Settings


@pytest.mark.parametrize("option", ["--check-config", "--http", "--stdio"])
def test_a_server_with_wrong_settings_does_not_start(option: str) -> None:
    environment = {
        "OTEL_EXPORTER_OTLP_ENDPOINT": "https://user:hunter2@localhost:4317",
        "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT": "http://localhost:4317",
        "OTEL_EXPORTER_OTLP_PROTOCOL": "grpc",
    }
    result = subprocess.run(
        [fixture_executable("Traced"), option], env=environment, capture_output=True, text=True, timeout=20
    )
    assert result.returncode == 1
    first, second = result.stderr.splitlines()
    assert first.startswith("OTEL_EXPORTER_OTLP_ENDPOINT is not a URL such as http://localhost:4318")
    assert second.startswith("OTEL_EXPORTER_OTLP_PROTOCOL is grpc")
    assert "hunter2" not in result.stderr


def test_is_silent_without_an_endpoint() -> None:
    with HTTPProcess(fixture_executable("Traced"), environment={"LOG_LEVEL": "info"}) as server:
        with Wire(server.port) as wire:
            assert wire.ask(post_modern(request(1, "tools/list", modern()))).status == 200
        server.signal(signal.SIGTERM)
        server.wait()
    line = next(json.loads(line) for line in server.stderr.splitlines() if '"http_request"' in line)
    assert "trace_id" not in line
