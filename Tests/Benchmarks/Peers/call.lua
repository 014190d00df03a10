-- Has wrk call `calculate`: call.lua [SESSION], with the id of a legacy session, or without one as from 2026-07-28 on.
-- The last line is for the benchmarks to read: calls, microseconds, failures.

local arguments = '{"expression": "(12 + 3.5) * -(4 - 6.25) / 10"}'
local meta = '"_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28",'
  .. '"io.modelcontextprotocol/clientCapabilities":{},'
  .. '"io.modelcontextprotocol/clientInfo":{"name":"benchmarks","version":"1.0"}},'
local call

function init(args)
  local session = args[1]
  local headers = {
    ["Content-Type"] = "application/json",
    ["Accept"] = "application/json, text/event-stream",
    ["User-Agent"] = "benchmarks/1.0",
  }
  if session then
    headers["MCP-Protocol-Version"] = "2025-11-25"
    headers["Mcp-Session-Id"] = session
    meta = ""
  else
    headers["MCP-Protocol-Version"] = "2026-07-28"
    headers["Mcp-Method"] = "tools/call"
    headers["Mcp-Name"] = "calculate"
  end
  local params = "{" .. meta .. '"name":"calculate","arguments":' .. arguments .. "}"
  local body = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":' .. params .. "}"
  call = wrk.format("POST", nil, headers, body)
end

function request() return call end

function done(summary)
  local errors = summary.errors
  local failures = errors.connect + errors.read + errors.write + errors.timeout + errors.status
  io.write("figures ", summary.requests, " ", summary.duration, " ", failures, "\n")
end
