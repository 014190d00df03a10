#if HTTP
/// A request, to be changed and written.
struct TestRequest: Sendable {
    var method = "POST"
    var target = "/mcp"
    var headers: [(name: String, value: String)]
    var body: [UInt8]

    /// A message of revision 2026-07-28 with all that it needs.
    static func modern(
        _ method: String = "tools/call",
        name: String? = "echo",
        id: String = "1",
        token: String? = nil,
        more: String = ""
    ) -> TestRequest {
        let progress = token.map { ",\"progressToken\":\"\($0)\"" } ?? ""
        let params = name.map { "\"name\":\"\($0)\"," } ?? ""
        let meta = """
            {"io.modelcontextprotocol/protocolVersion":"2026-07-28",\
            "io.modelcontextprotocol/clientCapabilities":{}\(progress)}
            """
        let message = """
            {"jsonrpc":"2.0","id":\(id),"method":"\(method)","params":{\(params)"_meta":\(meta)\(more)}}
            """
        var request = plain(message)
        request["MCP-Protocol-Version"] = "2026-07-28"
        request["Mcp-Method"] = method
        if let name { request["Mcp-Name"] = name }
        return request
    }

    /// A message with the headers that every message needs.
    static func plain(_ message: String) -> TestRequest {
        TestRequest(
            headers: [
                ("Host", "127.0.0.1"), ("Content-Type", "application/json"),
                ("Accept", "application/json, text/event-stream"),
            ],
            body: Array(message.utf8)
        )
    }

    static func initialize(_ revision: String = "2025-11-25") -> TestRequest {
        plain(
            """
            {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"\(revision)","capabilities":{},\
            "clientInfo":{"name":"c","version":"1"}}}
            """
        )
    }

    /// A call within a session.
    static func legacy(_ session: String, name: String = "echo", id: String = "1", token: String? = nil) -> TestRequest
    {
        let meta = token.map { ",\"_meta\":{\"progressToken\":\"\($0)\"}" } ?? ""
        return legacy(
            session,
            message: #"{"jsonrpc":"2.0","id":\#(id),"method":"tools/call","params":{"name":"\#(name)"\#(meta)}}"#
        )
    }

    /// Asks for a stream of a session: the standalone one, or the rest of one.
    static func stream(_ session: String?, after id: String? = nil) -> TestRequest {
        var request = TestRequest(
            method: "GET",
            headers: [("Host", "127.0.0.1"), ("Accept", "text/event-stream")],
            body: []
        )
        request["Mcp-Session-Id"] = session
        request["Last-Event-ID"] = id
        return request
    }

    static func legacy(_ session: String, message: String) -> TestRequest {
        var request = plain(message)
        request["Mcp-Session-Id"] = session
        request["MCP-Protocol-Version"] = "2025-11-25"
        return request
    }

    subscript(name: String) -> String? {
        get { headers.first { $0.name.lowercased() == name.lowercased() }?.value }
        set {
            headers.removeAll { $0.name.lowercased() == name.lowercased() }
            if let newValue { headers.append((name, newValue)) }
        }
    }

    func with(_ change: (inout TestRequest) -> Void) -> TestRequest {
        var copy = self
        change(&copy)
        return copy
    }

    // No closures within `#expect`: the compiler (6.3.1) takes one of them for another of the same function.

    func setting(_ name: String, _ value: String?) -> TestRequest { with { $0[name] = value } }

    func with(method: String) -> TestRequest { with { $0.method = method } }

    func with(target: String) -> TestRequest { with { $0.target = target } }

    func with(body: String) -> TestRequest { with { $0.body = Array(body.utf8) } }

    func replacing(_ text: String, with other: String) -> TestRequest {
        with { $0.body = Array(String(decoding: body, as: UTF8.self).replacing(text, with: other).utf8) }
    }

    var bytes: [UInt8] {
        var lines = "\(method) \(target) HTTP/1.1\r\n"
        for (name, value) in headers { lines += "\(name): \(value)\r\n" }
        if self["Content-Length"] == nil, self["Transfer-Encoding"] == nil {
            lines += "Content-Length: \(body.count)\r\n"
        }
        return Array((lines + "\r\n").utf8) + body
    }
}

extension Wire {
    func call(_ request: TestRequest) async throws -> WireResponse {
        try await send(request.bytes)
        return try await response(toHead: request.method == "HEAD")
    }

    /// Begins a session.
    func openSession(_ revision: String = "2025-11-25") async throws -> String {
        try await call(.initialize(revision)).headers["mcp-session-id"] ?? ""
    }
}

extension WireResponse {
    /// The code of the JSON-RPC error, if it is one.
    var errorCode: Int? {
        guard let range = body.firstRange(of: "\"code\":") else { return nil }
        return Int(body[range.upperBound...].prefix { $0 == "-" || $0.isNumber })
    }
}
#endif
