import Foundation
import ToolValidation

/// A small MCP client that speaks through the standard input and output of a process.
///
/// It asks in today's stateless revision and falls back to the handshake of the older ones where the server does not
/// know that, as the specification tells clients of both eras to do.
final class StdioClient {
    private static let modernRevision = "2026-07-28"
    private static let legacyRevision = "2025-11-25"
    private static let identity: JSONValue = ["name": "mcp-generator", "version": "0.1.0"]

    private let server: ServerProcess
    private let timeout: Duration
    private var lastID = 0
    private var isModern = true

    /// Starts a server and finds out which era it speaks.
    init(command: [String], timeout: Duration) throws(ClientFailure) {
        server = try ServerProcess(command: command)
        self.timeout = timeout
        do throws(ClientFailure) {
            try open()
        } catch {
            server.close()
            throw error
        }
    }

    private func open() throws(ClientFailure) {
        if case .success = try exchange("server/discover", [:]) { return }
        isModern = false
        let parameters: JSONObject = [
            "protocolVersion": .string(Self.legacyRevision), "capabilities": [:], "clientInfo": Self.identity,
        ]
        _ = try exchange("initialize", parameters).get()
        try send(["jsonrpc": "2.0", "method": "notifications/initialized"])
    }

    /// The input schema of a tool.
    func inputSchema(of tool: String) throws(ClientFailure) -> JSONObject {
        var names: [String] = []
        var cursor: JSONValue?
        repeat {
            let parameters: JSONObject = cursor.map { ["cursor": $0] } ?? [:]
            let page = try exchange("tools/list", parameters).get()
            guard case .array(let tools)? = page["tools"] else { break }
            for case .object(let candidate) in tools {
                guard case .string(let name)? = candidate["name"] else { continue }
                if name == tool, case .object(let schema)? = candidate["inputSchema"] { return schema }
                names.append(name)
            }
            cursor = page["nextCursor"]
        } while cursor != nil
        throw ClientFailure(message: "the server has no tool '\(tool)'; it has \(names.joined(separator: ", "))")
    }

    /// Calls a tool and answers its result.
    func call(_ tool: String, arguments: JSONObject) throws(ClientFailure) -> JSONObject {
        try exchange("tools/call", ["name": .string(tool), "arguments": .object(arguments)]).get()
    }

    /// Ends the server.
    func close() {
        server.close()
    }

    // MARK: - Messages

    private func exchange(
        _ method: String,
        _ parameters: JSONObject
    ) throws(ClientFailure) -> Result<JSONObject, ClientFailure> {
        lastID += 1
        let id = JSONValue.number(Double(lastID))
        var parameters = parameters
        var meta: JSONObject = ["progressToken": id]
        if isModern {
            meta["io.modelcontextprotocol/protocolVersion"] = .string(Self.modernRevision)
            meta["io.modelcontextprotocol/clientCapabilities"] = [:]
            meta["io.modelcontextprotocol/clientInfo"] = Self.identity
        }
        parameters["_meta"] = .object(meta)
        try send(["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(parameters)])
        let deadline = ContinuousClock.now + timeout
        while true {
            let line = try server.nextLine(before: deadline)
            guard let message = try? JSONValue.read(line), case .object(let members) = message
            else { throw ClientFailure(message: "the server wrote to standard output what is no MCP message") }
            if members["id"] == id, members["method"] == nil { return Self.outcome(of: members) }
            show(members)
        }
    }

    private func send(_ message: JSONObject) throws(ClientFailure) {
        try server.send(JSONValue.object(message).jsonText)
    }

    private static func outcome(of message: JSONObject) -> Result<JSONObject, ClientFailure> {
        if case .object(let result)? = message["result"] { return .success(result) }
        guard case .object(let error)? = message["error"], case .string(let text)? = error["message"] else {
            return .failure(ClientFailure(message: "the server's answer has neither a result nor an error"))
        }
        return .failure(ClientFailure(message: "\(text) (code \(error["code"]?.jsonText ?? "?"))"))
    }

    /// Shows what the server says meanwhile.
    private func show(_ message: JSONObject) {
        guard message["method"] == "notifications/progress", case .object(let parameters)? = message["params"] else {
            return
        }
        let total = parameters["total"].map { " of \($0.jsonText)" } ?? ""
        var text = ""
        if case .string(let words)? = parameters["message"] { text = " \(words)" }
        Terminal.complain("progress: \(parameters["progress"]?.jsonText ?? "")\(total)\(text)")
    }
}
