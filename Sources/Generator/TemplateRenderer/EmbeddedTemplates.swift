// Written from the files in Templates by `make templates`. Do not edit.

extension Template {
    /// All templates, in the order of their names.
    public static let all = [
        grafanaAlerts,
        grafanaDashboard,
        grafanaPrometheus,
        newServerDockerignore,
        newServerGithubWorkflowsCi,
        newServerGitignore,
        newServerDockerfile,
        newServerPackage,
        newServerREADME,
        newServerSourcesNAMENAMEApp,
        newServerSourcesNAMEToolsCountWords,
        newServerSourcesNAMEToolsSummarize,
        newServerSourcesNAMETools,
        newServerTestsNAMETestsNAMETests,
        newServerScriptsBuildRelease,
        newServerHTTPDockerfile,
        newServerHTTPREADME,
        newServerHTTPTools,
        newServerStdioDockerfile,
        newServerStdioREADME,
        stubsExecutable,
        stubsLibrary,
        stubsTool,
    ]

    /// `Templates/Grafana/alerts.yml.template`
    public static let grafanaAlerts = Template(
        name: "Grafana/alerts.yml.template",
        text: ##"""
            # Alerts about an MCP server, for Prometheus: name this file under `rule_files`. The thresholds are a beginning: set those
            # that your server needs. `promtool check rules alerts.yml` says whether the file can be read.
            groups:
              - name: {{group}}
                rules:
                  - alert: MCPServerDown
                    expr: |-
                      up{job="{{selector}}"} == 0
                    for: 2m
                    labels: { severity: critical }
                    annotations:
                      summary: "{{ $labels.instance }} does not answer Prometheus"
                      description: >-
                        The process is gone, hangs, or Prometheus may not read its metrics. `mcp-generator probe URL` says in which
                        layer it is broken; its log says why it ended. A status 401 or 403 among Prometheus' targets is its allow list or
                        a token that has changed.
                  - alert: MCPServerAbsent
                    expr: |-
                      absent(up{job="{{selector}}"})
                    for: 5m
                    labels: { severity: critical }
                    annotations:
                      summary: "Prometheus knows of no instance of {{ $labels.job }}"
                      description: >-
                        Nothing is scraped under this name: look at the scrape config and at what finds the targets. All other alerts are
                        silent meanwhile.
                  - alert: MCPServerRestarts
                    expr: |-
                      changes(process_start_time_seconds{job="{{selector}}"}[30m]) > 2
                    for: 1m
                    labels: { severity: warning }
                    annotations:
                      summary: "{{ $labels.instance }} has restarted {{ $value }} times in half an hour"
                      description: >-
                        It crashes or is killed: look at the last lines of its log, at its memory, and at what the health check calls
                        unhealthy.
                  - alert: MCPServerErrors
                    expr: |-
                      sum by (http_route) (rate(http_server_request_duration_seconds_count{job="{{selector}}", http_response_status_code=~"5.."}[5m]))
                      / sum by (http_route) (rate(http_server_request_duration_seconds_count{job="{{selector}}"}[5m])) > 0.05
                    for: 5m
                    labels: { severity: critical }
                    annotations:
                      summary: "{{ $value | humanizePercentage }} of the requests of {{ $labels.http_route }} fail with a status of 5xx"
                      description: >-
                        503: no room for sessions or connections, or a server that stops. 504: calls that take longer than `timeout`. 500:
                        see MCPUnexpectedErrors. The log's lines `http_request` name each request.
                  - alert: MCPUnexpectedErrors
                    expr: |-
                      sum by (instance) (increase(mcp_unexpected_errors_total{job="{{selector}}"}[10m])) > 0
                    for: 1m
                    labels: { severity: warning }
                    annotations:
                      summary: "{{ $labels.instance }} met errors that nobody foresaw"
                      description: >-
                        A tool or a stage threw what is neither a ToolError nor a refusal. Clients are told nothing of it; the log has the
                        text next to the request's id.
                  - alert: MCPToolFails
                    expr: |-
                      sum by (tool) (rate(mcp_tool_calls_total{job="{{selector}}", outcome=~"error|tool_error"}[5m]))
                      / sum by (tool) (rate(mcp_tool_calls_total{job="{{selector}}"}[5m])) > 0.25
                    for: 10m
                    labels: { severity: warning }
                    annotations:
                      summary: "{{ $value | humanizePercentage }} of the calls of {{ $labels.tool }} fail"
                      description: >-
                        Either what the tool depends on is broken (the log's lines `tool_call`), or models call it wrongly: then
                        MCPArgumentsRefused fires, too.
                  - alert: MCPToolSlow
                    expr: |-
                      histogram_quantile(0.95, sum by (tool, le) (rate(mcp_tool_call_duration_seconds_bucket{job="{{selector}}"}[5m]))) > 5
                    for: 10m
                    labels: { severity: warning }
                    annotations:
                      summary: "5 % of the calls of {{ $labels.tool }} take longer than {{ $value | humanizeDuration }}"
                      description: >-
                        Look at what the tool waits for, and at the processor. The tool's `timeout` and `concurrency` in tools.yaml keep a
                        slow one from holding up others.
                  - alert: MCPToolHangs
                    expr: |-
                      sum by (instance, tool) (mcp_tool_calls_in_flight{job="{{selector}}"}) > 0
                      and sum by (instance, tool) (increase(mcp_tool_calls_total{job="{{selector}}"}[15m])) == 0
                    for: 15m
                    labels: { severity: warning }
                    annotations:
                      summary: "{{ $value }} calls of {{ $labels.tool }} run on {{ $labels.instance }}, and none has ended for 15 minutes"
                      description: >-
                        They wait for something that does not come. Give the tool a `timeout`; a restart ends what hangs.
                  - alert: MCPArgumentsRefused
                    expr: |-
                      sum by (tool) (rate(mcp_validation_failures_total{job="{{selector}}"}[15m]))
                      / sum by (tool) (rate(mcp_tool_calls_total{job="{{selector}}"}[15m])) > 0.5
                    for: 30m
                    labels: { severity: info }
                    annotations:
                      summary: "There are {{ $value | humanize }} faults in the arguments of each call of {{ $labels.tool }}"
                      description: >-
                        Models do not understand what the tool wants. The label `rule` of mcp_validation_failures_total says which rule
                        they break: describe it in tools.yaml, give an example, or loosen it.
                  - alert: MCPRateLimited
                    expr: |-
                      sum by (policy) (rate(mcp_rate_limited_total{job="{{selector}}"}[5m])) > 1
                    for: 15m
                    labels: { severity: warning }
                    annotations:
                      summary: "The limit {{ $labels.policy }} refuses {{ $value | humanize }} requests each second"
                      description: >-
                        One caller floods the server, or the limit is too small for all of them: the log's lines `http_request` with status
                        429 name who it is.
                  - alert: MCPAuthenticationFails
                    expr: |-
                      sum by (reason) (rate(mcp_auth_failures_total{job="{{selector}}"}[5m])) > 1
                    for: 10m
                    labels: { severity: warning }
                    annotations:
                      summary: "{{ $value | humanize }} requests each second are refused: {{ $labels.reason }}"
                      description: >-
                        Somebody tries credentials, or those of a client have run out or been changed on one side alone. The log's lines
                        `http_request` name the addresses.
                  - alert: MCPSigningKeysOld
                    expr: |-
                      max by (issuer) (mcp_jwks_key_age_seconds{job="{{selector}}"}) > 3600
                    for: 5m
                    labels: { severity: critical }
                    annotations:
                      summary: "The signing keys of {{ $labels.issuer }} are {{ $value | humanizeDuration }} old"
                      description: >-
                        They are fetched every few minutes, and that fails: tokens that are signed with newer keys are refused, and all of
                        them once the old keys may no longer be used. Look whether the server reaches the issuer.
                  - alert: MCPWebhooksFail
                    expr: |-
                      sum by (route) (rate(mcp_webhooks_total{job="{{selector}}", outcome=~"failed|refused|unavailable"}[10m]))
                      / sum by (route) (rate(mcp_webhooks_total{job="{{selector}}"}[10m])) > 0.1
                    for: 10m
                    labels: { severity: warning }
                    annotations:
                      summary: "{{ $value | humanizePercentage }} of the webhooks at {{ $labels.route }} are refused or fail"
                      description: >-
                        refused: the secret was changed on one side alone, or a clock is wrong. failed: the handler threw, and the sender
                        tries again for as long as it likes.

            """##
    )

    /// `Templates/Grafana/dashboard.json.template`
    public static let grafanaDashboard = Template(
        name: "Grafana/dashboard.json.template",
        text: ##"""
            {
              "id": null,
              "uid": {{uid}},
              "title": {{title}},
              "description": "What an MCP server shows of itself.",
              "tags": ["mcp"],
              "schemaVersion": 38,
              "version": 1,
              "editable": true,
              "graphTooltip": 1,
              "timezone": "browser",
              "refresh": "30s",
              "time": {"from": "now-1h", "to": "now"},
              "templating": {
                "list": [
                  {
                    "name": "datasource",
                    "label": "Data source",
                    "type": "datasource",
                    "query": "prometheus",
                    "refresh": 1,
                    "hide": 0
                  },
                  {
                    "name": "job",
                    "label": "Job",
                    "type": "query",
                    "datasource": {"type": "prometheus", "uid": "${datasource}"},
                    "query": {"query": "label_values(mcp_build_info, job)", "refId": "job"},
                    "refresh": 2,
                    "sort": 1,
                    "hide": 0,
                    "current": {"selected": true, "text": {{job}}, "value": {{job}}}
                  },
                  {
                    "name": "instance",
                    "label": "Instance",
                    "type": "query",
                    "datasource": {"type": "prometheus", "uid": "${datasource}"},
                    "query": {"query": "label_values(mcp_build_info{job=\"$job\"}, instance)", "refId": "instance"},
                    "refresh": 2,
                    "sort": 1,
                    "hide": 0,
                    "multi": true,
                    "includeAll": true,
                    "allValue": ".*",
                    "current": {"selected": true, "text": ["All"], "value": ["$__all"]}
                  }
                ]
              },
              "annotations": {
                "list": [
                  {
                    "name": "Restarts",
                    "enable": true,
                    "datasource": {"type": "prometheus", "uid": "${datasource}"},
                    "iconColor": "orange",
                    "expr": "changes(process_start_time_seconds{job=\"$job\", instance=~\"$instance\"}[1m]) > 0",
                    "titleFormat": "restart of {{instance}}"
                  }
                ]
              },
              "panels": [
                {
                  "id": 1,
                  "type": "row",
                  "title": "Traffic",
                  "collapsed": false,
                  "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1},
                  "panels": []
                },
                {
                  "id": 2,
                  "type": "timeseries",
                  "title": "Requests of the protocol",
                  "description": "Messages that MCP clients sent, by method.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 1, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "reqps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (mcp_method_name) (rate(mcp_server_operation_duration_seconds_count{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{mcp_method_name}}"
                    }
                  ]
                },
                {
                  "id": 3,
                  "type": "timeseries",
                  "title": "HTTP requests",
                  "description": "Requests on all routes, by the status of the response. 401 and 403: authentication; 429: limits; 5xx: the server.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 8, "y": 1, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "reqps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (http_response_status_code) (rate(http_server_request_duration_seconds_count{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{http_response_status_code}}"
                    }
                  ]
                },
                {
                  "id": 4,
                  "type": "timeseries",
                  "title": "Requests of the protocol that failed",
                  "description": "By the code of the JSON-RPC error; tool_error is a result that says that the tool failed.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 16, "y": 1, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "reqps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (mcp_method_name, error_type) (rate(mcp_server_operation_duration_seconds_count{job=\"$job\", instance=~\"$instance\", error_type!=\"\"}[$__rate_interval]))",
                      "legendFormat": "{{mcp_method_name}} {{error_type}}"
                    }
                  ]
                },
                {
                  "id": 5,
                  "type": "timeseries",
                  "title": "Time until a response",
                  "description": "HTTP requests; streams count until they begin.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 9, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "s", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "histogram_quantile(0.5, sum by (le) (rate(http_server_request_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval])))",
                      "legendFormat": "half"
                    },
                    {
                      "refId": "B",
                      "expr": "histogram_quantile(0.95, sum by (le) (rate(http_server_request_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval])))",
                      "legendFormat": "95 %"
                    },
                    {
                      "refId": "C",
                      "expr": "histogram_quantile(0.99, sum by (le) (rate(http_server_request_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval])))",
                      "legendFormat": "99 %"
                    }
                  ]
                },
                {
                  "id": 6,
                  "type": "timeseries",
                  "title": "Time until a response, 95 % by route",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 8, "y": 9, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "s", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "histogram_quantile(0.95, sum by (http_route, le) (rate(http_server_request_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval])))",
                      "legendFormat": "{{http_route}}"
                    }
                  ]
                },
                {
                  "id": 7,
                  "type": "timeseries",
                  "title": "HTTP requests without a response",
                  "description": "What grows without end hangs.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 16, "y": 9, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "short", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (instance) (http_server_active_requests{job=\"$job\", instance=~\"$instance\"})",
                      "legendFormat": "{{instance}}"
                    }
                  ]
                },
                {
                  "id": 8,
                  "type": "row",
                  "title": "Tools",
                  "collapsed": false,
                  "gridPos": {"x": 0, "y": 17, "w": 24, "h": 1},
                  "panels": []
                },
                {
                  "id": 9,
                  "type": "timeseries",
                  "title": "Calls",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 18, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "reqps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (tool) (rate(mcp_tool_calls_total{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{tool}}"
                    }
                  ]
                },
                {
                  "id": 10,
                  "type": "timeseries",
                  "title": "Calls that failed",
                  "description": "tool_error: the tool said so, or its arguments were refused. error: a JSON-RPC error. cancelled: nobody wanted the answer any more.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 8, "y": 18, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "reqps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (tool, outcome) (rate(mcp_tool_calls_total{job=\"$job\", instance=~\"$instance\", outcome!=\"ok\"}[$__rate_interval]))",
                      "legendFormat": "{{tool}} {{outcome}}"
                    }
                  ]
                },
                {
                  "id": 11,
                  "type": "timeseries",
                  "title": "Share of calls that failed",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 16, "y": 18, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "percentunit", "min": 0, "max": 1}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (tool) (rate(mcp_tool_calls_total{job=\"$job\", instance=~\"$instance\", outcome=~\"error|tool_error\"}[$__rate_interval])) / sum by (tool) (rate(mcp_tool_calls_total{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{tool}}"
                    }
                  ]
                },
                {
                  "id": 12,
                  "type": "timeseries",
                  "title": "Time of calls",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 26, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "s", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "histogram_quantile(0.5, sum by (le) (rate(mcp_tool_call_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval])))",
                      "legendFormat": "half"
                    },
                    {
                      "refId": "B",
                      "expr": "histogram_quantile(0.95, sum by (le) (rate(mcp_tool_call_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval])))",
                      "legendFormat": "95 %"
                    },
                    {
                      "refId": "C",
                      "expr": "histogram_quantile(0.99, sum by (le) (rate(mcp_tool_call_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval])))",
                      "legendFormat": "99 %"
                    }
                  ]
                },
                {
                  "id": 13,
                  "type": "timeseries",
                  "title": "Time of calls, 95 % by tool",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 8, "y": 26, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "s", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "histogram_quantile(0.95, sum by (tool, le) (rate(mcp_tool_call_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval])))",
                      "legendFormat": "{{tool}}"
                    }
                  ]
                },
                {
                  "id": 14,
                  "type": "timeseries",
                  "title": "Calls that run",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 16, "y": 26, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "short", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (tool) (mcp_tool_calls_in_flight{job=\"$job\", instance=~\"$instance\"})",
                      "legendFormat": "{{tool}}"
                    }
                  ]
                },
                {
                  "id": 15,
                  "type": "timeseries",
                  "title": "Arguments that were refused",
                  "description": "By the rule that they broke. Many of one kind: the description of the tool does not tell models what it wants.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 34, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "cps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (tool, rule) (rate(mcp_validation_failures_total{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{tool}} {{rule}}"
                    }
                  ]
                },
                {
                  "id": 16,
                  "type": "heatmap",
                  "title": "Time of calls, all of them",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 8, "y": 34, "w": 16, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "s"}, "overrides": []},
                  "options": {
                    "calculate": false,
                    "yAxis": {"unit": "s"},
                    "color": {"mode": "scheme", "scheme": "Blues"},
                    "cellGap": 1,
                    "tooltip": {"mode": "single"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (le) (increase(mcp_tool_call_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{le}}",
                      "format": "heatmap"
                    }
                  ]
                },
                {
                  "id": 17,
                  "type": "row",
                  "title": "Limits and authentication",
                  "collapsed": false,
                  "gridPos": {"x": 0, "y": 42, "w": 24, "h": 1},
                  "panels": []
                },
                {
                  "id": 18,
                  "type": "timeseries",
                  "title": "Refused since there were too many",
                  "description": "By the limit that was reached.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 43, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "reqps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (policy) (rate(mcp_rate_limited_total{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{policy}}"
                    }
                  ]
                },
                {
                  "id": 19,
                  "type": "timeseries",
                  "title": "Refused for who asked",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 8, "y": 43, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "reqps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (reason) (rate(mcp_auth_failures_total{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{reason}}"
                    }
                  ]
                },
                {
                  "id": 20,
                  "type": "timeseries",
                  "title": "HTTP refusals by route",
                  "description": "A route that is empty: there is none at that path.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 16, "y": 43, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "reqps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (http_route, http_response_status_code) (rate(http_server_request_duration_seconds_count{job=\"$job\", instance=~\"$instance\", http_response_status_code=~\"4..|5..\"}[$__rate_interval]))",
                      "legendFormat": "{{http_route}} {{http_response_status_code}}"
                    }
                  ]
                },
                {
                  "id": 21,
                  "type": "timeseries",
                  "title": "Fetches of signing keys",
                  "description": "Of issuers of access tokens; empty where the server takes none.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 51, "w": 12, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "cps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (outcome) (rate(mcp_jwks_refreshes_total{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{outcome}}"
                    }
                  ]
                },
                {
                  "id": 22,
                  "type": "timeseries",
                  "title": "Age of signing keys",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 12, "y": 51, "w": 12, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "s", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "max by (issuer) (mcp_jwks_key_age_seconds{job=\"$job\", instance=~\"$instance\"})",
                      "legendFormat": "{{issuer}}"
                    }
                  ]
                },
                {
                  "id": 23,
                  "type": "row",
                  "title": "Sessions, streams and connections",
                  "collapsed": false,
                  "gridPos": {"x": 0, "y": 59, "w": 24, "h": 1},
                  "panels": []
                },
                {
                  "id": 24,
                  "type": "timeseries",
                  "title": "Sessions",
                  "description": "Of revisions up to 2025-11-25; later ones have none.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 60, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "short", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (instance) (mcp_sessions_active{job=\"$job\", instance=~\"$instance\"})",
                      "legendFormat": "{{instance}}"
                    }
                  ]
                },
                {
                  "id": 25,
                  "type": "timeseries",
                  "title": "Event streams",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 8, "y": 60, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "short", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (instance) (mcp_streams_active{job=\"$job\", instance=~\"$instance\"})",
                      "legendFormat": "{{instance}}"
                    }
                  ]
                },
                {
                  "id": 26,
                  "type": "timeseries",
                  "title": "Connections",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 16, "y": 60, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "short", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (instance) (mcp_connections_active{job=\"$job\", instance=~\"$instance\"})",
                      "legendFormat": "{{instance}}"
                    }
                  ]
                },
                {
                  "id": 27,
                  "type": "timeseries",
                  "title": "Time of sessions",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 68, "w": 12, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "s", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "histogram_quantile(0.5, sum by (le) (rate(mcp_server_session_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval])))",
                      "legendFormat": "half"
                    },
                    {
                      "refId": "B",
                      "expr": "histogram_quantile(0.95, sum by (le) (rate(mcp_server_session_duration_seconds_bucket{job=\"$job\", instance=~\"$instance\"}[$__rate_interval])))",
                      "legendFormat": "95 %"
                    }
                  ]
                },
                {
                  "id": 28,
                  "type": "timeseries",
                  "title": "Webhooks",
                  "description": "Events that came, by what became of them.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 12, "y": 68, "w": 12, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "cps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (route, outcome) (rate(mcp_webhooks_total{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{route}} {{outcome}}"
                    }
                  ]
                },
                {
                  "id": 29,
                  "type": "row",
                  "title": "Runtime",
                  "collapsed": false,
                  "gridPos": {"x": 0, "y": 76, "w": 24, "h": 1},
                  "panels": []
                },
                {
                  "id": 30,
                  "type": "stat",
                  "title": "Up",
                  "description": "Instances that Prometheus reaches.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 77, "w": 4, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "short", "min": 0}, "overrides": []},
                  "options": {"reduceOptions": {"calcs": ["lastNotNull"]}, "colorMode": "none", "graphMode": "none"},
                  "targets": [{"refId": "A", "expr": "sum(up{job=\"$job\", instance=~\"$instance\"})"}]
                },
                {
                  "id": 31,
                  "type": "stat",
                  "title": "Youngest instance",
                  "description": "Since when it runs.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 4, "y": 77, "w": 4, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "s", "min": 0}, "overrides": []},
                  "options": {"reduceOptions": {"calcs": ["lastNotNull"]}, "colorMode": "none", "graphMode": "none"},
                  "targets": [
                    {"refId": "A", "expr": "time() - max(process_start_time_seconds{job=\"$job\", instance=~\"$instance\"})"}
                  ]
                },
                {
                  "id": 32,
                  "type": "table",
                  "title": "Versions",
                  "description": "Several at once for long: a rollout that hangs. The hash is that of the list of tools.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 8, "y": 77, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "short"}, "overrides": []},
                  "options": {"showHeader": true},
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "count by (version, schema_hash) (mcp_build_info{job=\"$job\", instance=~\"$instance\"})",
                      "format": "table",
                      "instant": true
                    }
                  ],
                  "transformations": [
                    {"id": "organize", "options": {"excludeByName": {"Time": true}, "renameByName": {"Value": "instances"}}}
                  ]
                },
                {
                  "id": 33,
                  "type": "timeseries",
                  "title": "Errors that nobody foresaw",
                  "description": "Their texts are in the log alone.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 16, "y": 77, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "cps", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (instance) (rate(mcp_unexpected_errors_total{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{instance}}"
                    }
                  ]
                },
                {
                  "id": 34,
                  "type": "timeseries",
                  "title": "Processor",
                  "description": "100 % is one core.",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 0, "y": 85, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "percentunit", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (instance) (rate(process_cpu_seconds_total{job=\"$job\", instance=~\"$instance\"}[$__rate_interval]))",
                      "legendFormat": "{{instance}}"
                    }
                  ]
                },
                {
                  "id": 35,
                  "type": "timeseries",
                  "title": "Memory",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 8, "y": 85, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "bytes", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (instance) (process_resident_memory_bytes{job=\"$job\", instance=~\"$instance\"})",
                      "legendFormat": "{{instance}}"
                    }
                  ]
                },
                {
                  "id": 36,
                  "type": "timeseries",
                  "title": "Open files and sockets",
                  "datasource": {"type": "prometheus", "uid": "${datasource}"},
                  "gridPos": {"x": 16, "y": 85, "w": 8, "h": 8},
                  "fieldConfig": {"defaults": {"unit": "short", "min": 0}, "overrides": []},
                  "options": {
                    "legend": {"displayMode": "list", "placement": "bottom"},
                    "tooltip": {"mode": "multi", "sort": "desc"}
                  },
                  "targets": [
                    {
                      "refId": "A",
                      "expr": "sum by (instance) (process_open_fds{job=\"$job\", instance=~\"$instance\"})",
                      "legendFormat": "{{instance}}"
                    }
                  ]
                }
              ]
            }

            """##
    )

    /// `Templates/Grafana/prometheus.yml.template`
    public static let grafanaPrometheus = Template(
        name: "Grafana/prometheus.yml.template",
        text: ##"""
            # What Prometheus needs to know: take it over into your own prometheus.yml, or start one with this file.
            global:
              scrape_interval: 15s
              evaluation_interval: 15s

            rule_files:
              - alerts.yml

            scrape_configs:
              - job_name: {{job}}
                scheme: {{scheme}}
                metrics_path: {{path}}
                static_configs:
                  - targets: [{{target}}]
                # Where the route asks for a key or a token:
                # authorization:
                #   credentials_file: /etc/prometheus/mcp-token

            """##
    )

    /// `Templates/NewServer/.dockerignore.template`
    public static let newServerDockerignore = Template(
        name: "NewServer/.dockerignore.template",
        text: ##"""
            .build/
            .git/
            .swiftpm/
            dist/

            """##
    )

    /// `Templates/NewServer/.github/workflows/ci.yml.template`
    public static let newServerGithubWorkflowsCi = Template(
        name: "NewServer/.github/workflows/ci.yml.template",
        text: ##"""
            name: CI

            on:
              push:
                branches: [main]
              pull_request:

            permissions:
              contents: read

            jobs:
              test:
                runs-on: ubuntu-latest
                container: swift:6.3-bookworm
                steps:
                  - uses: actions/checkout@v4
            {{dependencyNote}}
                  # The generator reads YAML with libyaml; the server itself does not need it.
                  - run: apt-get update && apt-get install --yes --no-install-recommends libyaml-dev
                  - run: swift test
                  - run: scripts/build-release

            """##
    )

    /// `Templates/NewServer/.gitignore.template`
    public static let newServerGitignore = Template(
        name: "NewServer/.gitignore.template",
        text: ##"""
            .build/
            .swiftpm/
            .DS_Store
            dist/

            """##
    )

    /// `Templates/NewServer/Dockerfile.template`
    public static let newServerDockerfile = Template(
        name: "NewServer/Dockerfile.template",
        text: ##"""
            # syntax=docker/dockerfile:1
            FROM swift:6.3-bookworm AS build
            # The generator reads YAML with libyaml; the server itself does not need it.
            RUN apt-get update \
                && apt-get install --yes --no-install-recommends libyaml-dev \
                && rm -rf /var/lib/apt/lists/*
            {{dependencyCopy}}
            WORKDIR /source
            COPY . .
            RUN scripts/build-release

            FROM debian:bookworm-slim
            RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin server
            COPY --from=build /source/dist/{{name}} /usr/local/bin/{{name}}
            USER 10001
            {{transport}}

            """##
    )

    /// `Templates/NewServer/Package.swift.template`
    public static let newServerPackage = Template(
        name: "NewServer/Package.swift.template",
        text: ##"""
            // swift-tools-version: 6.2
            import PackageDescription

            let package = Package(
                name: "{{package}}",
                platforms: [.macOS(.v15)],
                dependencies: [
                    .package({{dependency}})
                ],
                targets: [
                    .executableTarget(
                        name: "{{name}}",
                        dependencies: [
            {{products}}
                        ],
                        exclude: ["tools.schema.json"],
                        plugins: [.plugin(name: "ToolGenerator", package: {{generator}})]
                    ),
                    .testTarget(
                        name: "{{name}}Tests",
                        dependencies: [
                            "{{name}}",
                            .product(name: "MCPServerTesting", package: {{generator}}),
                        ]
                    ),
                ],
                swiftLanguageModes: [.v6]
            )

            """##
    )

    /// `Templates/NewServer/README.md.template`
    public static let newServerREADME = Template(
        name: "NewServer/README.md.template",
        text: ##"""
            # {{name}}

            An MCP server. Its tools are described in [tools.yaml](Sources/{{name}}/tools.yaml) and implemented in
            [Sources/{{name}}/Tools](Sources/{{name}}/Tools).

            ## Run it

            You need Swift 6.2 or newer and libyaml (`apt-get install libyaml-dev`, `brew install libyaml` or
            `dnf install libyaml-devel`).

            {{transport}}

            ## Change it

            1. `mcp-generator add tool my_tool --description "What it does"` appends a tool to `tools.yaml`; or write it there yourself.
            2. `swift package --allow-writing-to-package-directory generate-tools` writes a Swift file for it, to be filled in.
            3. `swift test` builds everything and runs the tests.

            A mistake in the YAML is a build error at its line.

            ## Ship it

            `scripts/build-release` builds `dist/{{name}}`, which needs no Swift where it runs. The [Dockerfile](Dockerfile) does the same
            in a container:

            ```sh
            {{dockerBuild}}
            docker run --rm {{dockerRun}} {{package}}
            ```

            {{dependencyNote}}

            """##
    )

    /// `Templates/NewServer/Sources/NAME/NAMEApp.swift.template`
    public static let newServerSourcesNAMENAMEApp = Template(
        name: "NewServer/Sources/NAME/NAMEApp.swift.template",
        text: ##"""
            import {{library}}

            /// Implements the tools of `tools.yaml`, each in a file of its own.
            @main
            struct {{name}}App: {{name}}Tools {
                static func main() async throws {
                    try await {{name}}Server(tools: {{name}}App()).run()
                }
            }

            """##
    )

    /// `Templates/NewServer/Sources/NAME/Tools/CountWords.swift.template`
    public static let newServerSourcesNAMEToolsCountWords = Template(
        name: "NewServer/Sources/NAME/Tools/CountWords.swift.template",
        text: ##"""
            import MCPServer

            extension {{name}}App {
                /// Counts the words of a text.
                func countWords(_ input: CountWords.Input, _ context: CallContext) async throws -> CountWords.Output {
                    .init(words: input.text.split(whereSeparator: \.isWhitespace).count)
                }
            }

            """##
    )

    /// `Templates/NewServer/Sources/NAME/Tools/Summarize.swift.template`
    public static let newServerSourcesNAMEToolsSummarize = Template(
        name: "NewServer/Sources/NAME/Tools/Summarize.swift.template",
        text: ##"""
            import MCPServer

            extension {{name}}App {
                /// Shortens a text to a few sentences.
                func summarize(_ input: Summarize.Input, _ context: CallContext) async throws -> ToolResult {
                    throw ToolError("summarize is not implemented yet")
                }
            }

            """##
    )

    /// `Templates/NewServer/Sources/NAME/tools.yaml.template`
    public static let newServerSourcesNAMETools = Template(
        name: "NewServer/Sources/NAME/tools.yaml.template",
        text: ##"""
            # yaml-language-server: $schema=tools.schema.json
            # The tools of this server. The build generates their Swift types, validators and JSON Schemas from this file.
            server:
              name: {{package}}
              version: 0.1.0
              implementation: {{name}}App

            {{transport}}
            tools:
              - name: count_words
                description: Counts the words of a text.
                annotations: { readOnly: true, idempotent: true, openWorld: false }
                input:
                  text: { type: string, max: 100000, description: The text whose words are counted. }
                output:
                  words: integer

              # A stub: its Swift method answers that it is not implemented yet.
              - name: summarize
                description: Shortens a text to a few sentences.
                annotations: { readOnly: true, openWorld: false }
                input:
                  text: { type: string, nonempty: { value: true, message: There is nothing to summarize } }
                  sentences: { type: integer, min: 1, max: 10, default: 3 }

            """##
    )

    /// `Templates/NewServer/Tests/NAMETests/NAMETests.swift.template`
    public static let newServerTestsNAMETestsNAMETests = Template(
        name: "NewServer/Tests/NAMETests/NAMETests.swift.template",
        text: ##"""
            import MCPServerTesting
            import Testing

            @testable import {{name}}

            @Test func countsWords() async throws {
                let client = {{name}}Server(tools: {{name}}App()).testClient()
                #expect(try await client.countWords(.init(text: "one two  three")).words == 3)
            }

            """##
    )

    /// `Templates/NewServer/scripts/build-release.template`
    public static let newServerScriptsBuildRelease = Template(
        name: "NewServer/scripts/build-release.template",
        text: ##"""
            #!/bin/sh
            # Builds dist/{{name}} for release, with the Swift standard library inside it, so that it runs where no Swift is
            # installed. CI and the Dockerfile run this; what is written behind it goes to `swift build`.
            set -eu
            cd "$(dirname "$0")/.."

            static=
            if [ "$(uname)" = Linux ]; then static=--static-swift-stdlib; fi
            set -- -c release $static --product {{name}} "$@"
            swift build "$@"
            mkdir -p dist
            cp "$(swift build "$@" --show-bin-path)/{{name}}" dist/
            echo "built dist/{{name}}"

            """##
    )

    /// `Templates/NewServerHTTP/Dockerfile.template`
    public static let newServerHTTPDockerfile = Template(
        name: "NewServerHTTP/Dockerfile.template",
        text: ##"""
            # The health check asks at this port, too: change it with `docker run --env PORT=…`.
            ENV PORT=3000
            EXPOSE 3000
            # The image has no curl; bash can speak that much HTTP.
            HEALTHCHECK --interval=30s --timeout=3s --start-period=10s CMD ["bash", "-c", \
                "exec 3<>/dev/tcp/127.0.0.1/$PORT && printf 'GET /healthz HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nConnection: close\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200'"]
            ENTRYPOINT ["/usr/local/bin/{{name}}"]
            # Inside a container nothing else can reach the loopback address.
            CMD ["--http", "--host", "0.0.0.0"]

            """##
    )

    /// `Templates/NewServerHTTP/README.md.template`
    public static let newServerHTTPREADME = Template(
        name: "NewServerHTTP/README.md.template",
        text: ##"""
            ```sh
            swift run {{name}}
            ```

            It listens on http://127.0.0.1:3000/mcp, for this machine alone. `PORT` and `HOST` in the environment, or `--port` and
            `--host`, change that; `LOG_LEVEL=debug` shows more, and `--help` lists the rest. In another terminal:

            ```sh
            mcp-generator call http://127.0.0.1:3000/mcp count_words text="one two three"
            ```

            What MCP clients want in their configuration:

            ```json
            {
              "mcpServers": {
                "{{package}}": { "type": "http", "url": "http://127.0.0.1:3000/mcp" }
              }
            }
            ```

            A client that starts its servers itself runs the same program with `--stdio`, with the whole path of this folder:

            ```json
            {
              "mcpServers": {
                "{{package}}": { "command": "/path/to/{{name}}/.build/debug/{{name}}", "args": ["--stdio"] }
              }
            }
            ```

            """##
    )

    /// `Templates/NewServerHTTP/tools.yaml.template`
    public static let newServerHTTPTools = Template(
        name: "NewServerHTTP/tools.yaml.template",
        text: ##"""
            http:
              host: $HOST ?? 127.0.0.1
              port: $PORT ?? 3000
              routes:
                /mcp:
                  kind: mcp
                  middleware:
                    - correlation
                    - requestLog
                    # Refuses web pages of other origins; add yours: originGuard: { allow: [https://example.com] }
                    - originGuard
                /healthz: { kind: health }
                /readyz: { kind: readiness }


            """##
    )

    /// `Templates/NewServerStdio/Dockerfile.template`
    public static let newServerStdioDockerfile = Template(
        name: "NewServerStdio/Dockerfile.template",
        text: ##"""
            # The server lives as long as its client's conversation, and the client is the first to notice when it ends. What can
            # be checked is that it starts: --describe prints the tools.
            HEALTHCHECK --interval=5m --timeout=3s CMD ["/usr/local/bin/{{name}}", "--describe"]
            ENTRYPOINT ["/usr/local/bin/{{name}}"]
            CMD ["--stdio"]

            """##
    )

    /// `Templates/NewServerStdio/README.md.template`
    public static let newServerStdioREADME = Template(
        name: "NewServerStdio/README.md.template",
        text: ##"""
            ```sh
            swift build
            mcp-generator call --stdio count_words text="one two three" -- .build/debug/{{name}}
            ```

            MCP clients start the server themselves. In their configuration, with the whole path of this folder:

            ```json
            {
              "mcpServers": {
                "{{package}}": { "command": "/path/to/{{name}}/.build/debug/{{name}}" }
              }
            }
            ```

            """##
    )

    /// `Templates/Stubs/Executable.swift.template`
    public static let stubsExecutable = Template(
        name: "Stubs/Executable.swift.template",
        text: ##"""
            import {{module}}

            /// Implements the tools of `tools.yaml`, each in a file of its own.
            @main
            struct {{implementation}}: {{protocol}} {
                static func main() async throws {
                    try await {{server}}(tools: {{implementation}}()).run()
                }
            }

            """##
    )

    /// `Templates/Stubs/Library.swift.template`
    public static let stubsLibrary = Template(
        name: "Stubs/Library.swift.template",
        text: ##"""
            import {{module}}

            /// Implements the tools of `tools.yaml`, each in a file of its own.
            struct {{implementation}}: {{protocol}} {
            }

            """##
    )

    /// `Templates/Stubs/Tool.swift.template`
    public static let stubsTool = Template(
        name: "Stubs/Tool.swift.template",
        text: ##"""
            import {{module}}

            extension {{implementation}} {
            {{documentation}}
                {{signature}} {
                    throw ToolError("{{tool}} is not implemented yet")
                }
            }

            """##
    )
}
