"""`mcp-generator deploy grafana`: Prometheus' own tools read what it writes, and Prometheus answers its queries."""

from __future__ import annotations

import hashlib
import json
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import fixture_executable
from harness.command import ROOT, run
from harness.http_process import HTTPProcess
from harness.scripted import free_port

TOOLS = ROOT / "Tests/Integration/Fixtures/Sources/Measured/tools.yaml"
HOSTILE = "a\"b\\c{{ $x }} 'd' #é: - &"
NAMES = ["alerts.yml", "dashboard.json", "prometheus.yml"]


def deploy(folder: Path, *arguments: str, source: Path = TOOLS) -> Path:
    deployed = run("deploy", "grafana", str(source), "--output", str(folder), *arguments)
    assert (deployed.returncode, deployed.stderr) == (0, ""), deployed
    return folder


def promtool(*arguments: str | Path, folder: Path | None = None) -> None:
    checked = subprocess.run(
        ["promtool", *arguments], cwd=folder, capture_output=True, text=True, errors="replace", timeout=60
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def queries(folder: Path) -> dict[str, str]:
    """The queries of the panels by the titles of these and their letters."""
    panels = json.loads((folder / "dashboard.json").read_text())["panels"]
    return {f"{p['title']} {t['refId']}": t["expr"] for p in panels for t in p.get("targets", [])}


@pytest.mark.parametrize("job", [None, HOSTILE])
def test_writes_what_prometheus_reads(tmp_path: Path, job: str | None) -> None:
    folder = deploy(tmp_path / "new" / "folder", *(["--job", job] if job else []))
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    promtool("check", "rules", folder / "alerts.yml")
    promtool("check", "config", folder / "prometheus.yml")
    scrape = yaml.safe_load((folder / "prometheus.yml").read_text())["scrape_configs"][0]
    assert (scrape["job_name"], scrape["metrics_path"]) == (job or "measured", "/metrics")
    assert scrape["static_configs"] == [{"targets": ["127.0.0.1:3000"]}]
    dashboard = json.loads((folder / "dashboard.json").read_text())
    assert dashboard["title"] == "MCP server A server that is measured"
    variables = {variable["name"]: variable for variable in dashboard["templating"]["list"]}
    assert (variables["datasource"]["type"], variables["job"]["current"]["value"]) == ("datasource", job or "measured")
    panels = dashboard["panels"]
    assert len({panel["id"] for panel in panels}) == len(panels)
    assert all(panel["datasource"]["uid"] == "${datasource}" for panel in panels if panel["type"] != "row")
    for rule in yaml.safe_load((folder / "alerts.yml").read_text())["groups"][0]["rules"]:
        assert rule["for"] and rule["labels"]["severity"] in ("critical", "warning", "info")
        assert set(rule["annotations"]) == {"summary", "description"}


def test_replaces_nothing_unasked(tmp_path: Path) -> None:
    (tmp_path / "alerts.yml").write_text("mine")
    refused = run("deploy", "grafana", str(TOOLS), "--output", str(tmp_path))
    assert (refused.returncode, refused.stdout) == (1, "")
    assert f"{tmp_path}/alerts.yml would be replaced: say --force" in refused.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["alerts.yml"]
    deploy(tmp_path, "--force")
    assert "MCPServerDown" in (tmp_path / "alerts.yml").read_text()


def test_needs_a_name_and_warns_of_a_server_without_metrics(tmp_path: Path) -> None:
    refused = run("deploy", "grafana", folder=tmp_path)
    assert refused.returncode == 1 and "there is no tools.yaml here" in refused.stderr
    named = run("deploy", "grafana", "--job", "weather", folder=tmp_path)
    assert (named.returncode, named.stderr) == (0, "") and "What to do next" in named.stdout
    assert sorted(path.name for path in (tmp_path / "grafana").iterdir()) == NAMES
    start = "server: { name: s, version: 1 }\nhttp:\n  routes:\n    /mcp: { kind: mcp }\n"
    (tmp_path / "tools.yaml").write_text(start)
    warned = run("deploy", "grafana", "--force", folder=tmp_path)
    assert warned.returncode == 0 and "no route of kind metrics" in warned.stderr
    # What the warning says to add is good.
    (tmp_path / "tools.yaml").write_text(start + warned.stderr.splitlines()[-1] + "\n")
    deploy(tmp_path / "grafana", "--force", source=tmp_path / "tools.yaml")


ALERT_TESTS = """
rule_files: [alerts.yml]
evaluation_interval: 1m
tests:
  - interval: 1m
    input_series:
      - { series: 'up{job="measured", instance="a:1"}', values: '1x5 0x20' }
      - { series: 'up{job="another", instance="b:1"}', values: '0x25' }
    alert_rule_test:
      - { eval_time: 7m, alertname: MCPServerDown, exp_alerts: [] }
      - eval_time: 9m
        alertname: MCPServerDown
        exp_alerts:
          - exp_labels: { severity: critical, job: measured, instance: 'a:1' }
            exp_annotations:
              summary: a:1 does not answer Prometheus
              description: DOWN
      - { eval_time: 9m, alertname: MCPServerAbsent, exp_alerts: [] }
  - interval: 1m
    input_series:
      - { series: 'mcp_tool_calls_total{job="measured", tool="good", outcome="ok"}', values: '0+60x60' }
      - { series: 'mcp_tool_calls_total{job="measured", tool="good", outcome="error"}', values: '0+6x60' }
      - { series: 'mcp_tool_calls_total{job="measured", tool="bad", outcome="ok"}', values: '0+60x60' }
      - { series: 'mcp_tool_calls_total{job="measured", tool="bad", outcome="tool_error"}', values: '0+30x60' }
      - { series: 'mcp_tool_calls_total{job="measured", tool="bad", outcome="error"}', values: '0+30x60' }
      - { series: 'mcp_tool_calls_in_flight{job="measured", instance="a:1", tool="hung"}', values: '2x60' }
      - { series: 'mcp_tool_calls_total{job="measured", instance="a:1", tool="hung", outcome="ok"}', values: '9x60' }
    alert_rule_test:
      - eval_time: 30m
        alertname: MCPToolFails
        exp_alerts:
          - exp_labels: { severity: warning, tool: bad }
            exp_annotations: { summary: '50% of the calls of bad fail', description: FAILS }
      - eval_time: 50m
        alertname: MCPToolHangs
        exp_alerts:
          - exp_labels: { severity: warning, tool: hung, instance: 'a:1' }
            exp_annotations:
              summary: 2 calls of hung run on a:1, and none has ended for 15 minutes
              description: HANGS
      - eval_time: 30m
        alertname: MCPServerAbsent
        exp_alerts:
          - exp_labels: { severity: critical, job: measured }
            exp_annotations: { summary: Prometheus knows of no instance of measured, description: ABSENT }
  - interval: 1m
    input_series:
      - { series: 'mcp_tool_call_duration_seconds_bucket{job="measured", tool="slow", le="5"}', values: '0+60x60' }
      - { series: 'mcp_tool_call_duration_seconds_bucket{job="measured", tool="slow", le="10"}', values: '0+120x60' }
      - { series: 'mcp_tool_call_duration_seconds_bucket{job="measured", tool="slow", le="+Inf"}', values: '0+120x60' }
      - { series: 'mcp_tool_call_duration_seconds_bucket{job="measured", tool="quick", le="5"}', values: '0+120x60' }
      - { series: 'mcp_tool_call_duration_seconds_bucket{job="measured", tool="quick", le="+Inf"}', values: '0+120x60' }
    alert_rule_test:
      - eval_time: 30m
        alertname: MCPToolSlow
        exp_alerts:
          - exp_labels: { severity: warning, tool: slow }
            exp_annotations: { summary: 5 % of the calls of slow take longer than 9.5s, description: SLOW }
"""


def test_alerts_fire_when_they_should(tmp_path: Path) -> None:
    deploy(tmp_path)
    rules = yaml.safe_load((tmp_path / "alerts.yml").read_text())["groups"][0]["rules"]
    descriptions = {rule["alert"]: rule["annotations"]["description"] for rule in rules}
    tests = yaml.safe_load(ALERT_TESTS)
    for case in (case for test in tests["tests"] for case in test["alert_rule_test"]):
        for alert in case["exp_alerts"]:
            alert["exp_annotations"]["description"] = descriptions[case["alertname"]]
    (tmp_path / "tests.yml").write_text(yaml.safe_dump(tests))
    promtool("test", "rules", "tests.yml", folder=tmp_path)


# A real Prometheus


def ask(port: int, path: str, **parameters: str) -> Any:
    url = f"http://127.0.0.1:{port}{path}?{urllib.parse.urlencode(parameters)}"
    try:
        with urllib.request.urlopen(url, timeout=10) as answer:
            return json.load(answer)["data"]
    except urllib.error.HTTPError as refusal:
        pytest.fail(f"{parameters}: {refusal.read().decode()}")


def value(port: int, query: str) -> float:
    """The sum of what a query finds."""
    return sum(float(series["value"][1]) for series in ask(port, "/api/v1/query", query=query)["result"])


@contextmanager
def prometheus(folder: Path, scraped: int) -> Iterator[int]:
    """Prometheus with the configuration that was written, but for the target and its patience."""
    configuration = yaml.safe_load((folder / "prometheus.yml").read_text())
    configuration["global"] = {"scrape_interval": "500ms", "scrape_timeout": "500ms", "evaluation_interval": "1s"}
    configuration["scrape_configs"][0]["static_configs"] = [{"targets": [f"127.0.0.1:{scraped}"]}]
    (folder / "prometheus.yml").write_text(yaml.safe_dump(configuration))
    port = free_port()
    command = [
        "prometheus",
        f"--config.file={folder}/prometheus.yml",
        f"--storage.tsdb.path={folder}/data",
        f"--web.listen-address=127.0.0.1:{port}",
    ]
    with (folder / "log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as process:
        try:
            wait_until_ready(port, folder / "log", process)
            yield port
        finally:
            process.kill()


def wait_until_ready(port: int, log: Path, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/-/ready", timeout=5).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(f"Prometheus does not start: {log.read_text()}")


def make_traffic(url: str) -> None:
    """Something of each kind: calls that do well and fail, sessions, and requests that are refused."""
    order, broken = '{"shop": "a", "amount": 1}', '{"shop": "a", "amount": -1}'
    for era in ("modern", "legacy"):
        probed = run("probe", url, "--bearer", "key", "--era", era, "--call", "place_order", "--arguments", order)
        assert probed.returncode == 0, probed.stdout
    assert run("probe", url, "--call", "place_order", "--arguments", broken).returncode == 1
    assert run("probe", url, "--call", "fail").returncode == 1
    assert run("probe", url, "--bearer", "wrong").returncode == 1
    # Which may be called once an hour.
    run("probe", url, "--call", "limited")
    limited = json.loads(run("probe", url, "--json", "--call", "limited").stdout)
    assert limited["layer"] == "tool", limited


#: What this server has nothing to say about, or not within seconds.
QUIET = {"Age of signing keys", "Fetches of signing keys", "Webhooks"}


def test_prometheus_answers_every_query(tmp_path: Path) -> None:
    folder = deploy(tmp_path)
    environment = {"API_KEYS": f"tester:{hashlib.sha256(b'key').hexdigest()}", "LOG_LEVEL": "critical"}
    with HTTPProcess(fixture_executable("Measured"), environment=environment) as server:
        make_traffic(server.url)
        with prometheus(folder, server.port) as port:
            deadline = time.monotonic() + 30
            while value(port, 'count_over_time(up{job="measured"}[1m])') < 3:
                assert time.monotonic() < deadline, (folder / "log").read_text()
                time.sleep(0.3)
            # A counter grows for Prometheus where two scrapes differ.
            make_traffic(server.url)
            before = value(port, 'count_over_time(up{job="measured"}[1m])')
            while value(port, 'count_over_time(up{job="measured"}[1m])') < before + 3:
                time.sleep(0.3)
            assert value(port, 'up{job="measured"}') == 1

            values = {"$job": "measured", "$instance": ".*", "$__rate_interval": "1m"}
            empty = set()
            for title, query in queries(folder).items():
                for name, text in values.items():
                    query = query.replace(name, text)
                if not ask(port, "/api/v1/query", query=query)["result"]:
                    empty.add(title[:-2])
            assert empty == QUIET
            assert value(port, 'sum(rate(mcp_tool_calls_total{job="measured", tool="place_order", outcome="ok"}[1m]))') > 0
            # The lists of the variables.
            series = ask(port, "/api/v1/series", **{"match[]": "mcp_build_info"})
            assert {(one["job"], one["version"]) for one in series} == {("measured", "1.0.0")}
            rules = ask(port, "/api/v1/rules")["groups"][0]["rules"]
            assert {(rule["health"], rule.get("lastError", "")) for rule in rules} == {("ok", "")}, rules
