-- Has wrk send one message of revision 2026-07-28: message.lua METHOD [TOOL]. The last line is as call.lua's.

local request_bytes

function init(args)
  local method, tool = args[1], args[2]
  local headers = {
    ["Content-Type"] = "application/json",
    ["Accept"] = "application/json, text/event-stream",
    ["MCP-Protocol-Version"] = "2026-07-28",
    ["Mcp-Method"] = method,
    ["Mcp-Name"] = tool,
    ["X-API-Key"] = "benchmarks",
  }
  local call = tool and '"name":"' .. tool .. '","arguments":{},' or ""
  local meta = '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",'
    .. '"io.modelcontextprotocol/clientCapabilities":{}}'
  local body = '{"jsonrpc":"2.0","id":1,"method":"' .. method .. '","params":{' .. call .. meta .. "}}"
  request_bytes = wrk.format("POST", nil, headers, body)
end

function request() return request_bytes end

function done(summary)
  local errors = summary.errors
  local failures = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  io.write("figures ", summary.requests, " ", summary.duration, " ", failures, "\n")
end
