import Foundation
import ToolValidation

extension ProbeRun {
    // MARK: - Sessions

    /// Looks how the server takes sessions that it never opened, where it has opened one.
    mutating func checkSession(_ client: MCPClient) throws(Finding) {
        guard transport.sessionID != nil, case .legacy = client.era else { return }
        let request = ClientRequest(id: "probe", method: "tools/list", parameters: [:], era: client.era)
        let status = try step(.session) { run throws(Finding) in
            let (foreign, none): (Int, Int)
            do throws(ClientFailure) {
                let other = UUID().uuidString.lowercased()
                foreign = try run.transport.status(of: request, inSession: other, before: run.probe.deadline)
                none = try run.transport.status(of: request, inSession: nil, before: run.probe.deadline)
            } catch {
                throw run.judge(.session).finding(for: error)
            }
            guard foreign == 404 else {
                throw Finding(
                    layer: .session,
                    message: "a session that the server never opened got status \(foreign) instead of 404",
                    advice:
                        "clients open a new session when they get 404 alone: after a restart of the server they would not"
                )
            }
            return (none, "a session that nobody opened gets status 404")
        }
        if status != 400 {
            result.notes.append("a request without Mcp-Session-Id got status \(status), where clients expect 400")
        }
    }

    // MARK: - Tools

    mutating func call(_ call: Probe.Call, _ tools: [JSONObject], _ client: MCPClient) throws(Finding) {
        try step(.call) { run throws(Finding) in
            guard let tool = tools.first(where: { $0["name"] == .string(call.tool) }) else {
                let names = tools.map(ToolOutput.name).joined(separator: ", ")
                throw Finding(
                    layer: .tool,
                    message: "the server has no tool '\(call.tool)'; it has \(names.isEmpty ? "none" : names)",
                    advice: "look at the name, and whether this token may see the tool"
                )
            }
            let result: JSONObject
            do throws(ClientFailure) {
                result = try client.call(tool, arguments: call.arguments)
            } catch {
                throw run.judge(.call).finding(for: error)
            }
            guard result["isError"] != true else {
                let text = ToolOutput.texts(of: result).joined(separator: " ")
                throw Finding(
                    layer: .tool,
                    message: "the tool '\(call.tool)' answered with an error: \(text)",
                    advice: "look at --arguments, at what the tool needs, and at the server's log"
                )
            }
            return ((), call.tool)
        }
    }
}
