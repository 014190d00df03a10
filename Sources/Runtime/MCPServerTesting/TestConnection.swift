public import MCPServer

extension ToolServer {
    /// A client that calls this server's tools in this process, through the same dispatcher and the same JSON as any
    /// other client.
    ///
    /// ```swift
    /// let client = CalculatorServer(tools: CalculatorApp()).testClient()
    /// let output = try await client.calculate(.init(expression: "1+1"))
    /// #expect(output.result == 2)
    /// ```
    ///
    /// - Parameters:
    ///   - revision: The revision of the protocol to speak.
    ///   - principal: Who calls.
    /// - Returns: The client.
    public func testClient(_ revision: ProtocolRevision = .newest, principal: Principal? = nil) -> Client {
        Client(testConnection(revision, principal: principal))
    }

    /// A connection to this server in this process, for what the client with its methods does not offer: messages of
    /// your own making, progress, the list of tools.
    ///
    /// - Parameters:
    ///   - revision: The revision of the protocol to speak.
    ///   - principal: Who calls.
    /// - Returns: The connection, on which nothing has been sent yet.
    public func testConnection(
        _ revision: ProtocolRevision = .newest,
        principal: Principal? = nil
    ) -> TestConnection {
        TestConnection(self, revision, principal)
    }
}

/// A connection to a server in the same process.
///
/// With a legacy revision the handshake happens before the first request. What goes over the connection is what would
/// go over a transport, byte for byte.
public final class TestConnection: ToolCaller {
    /// The revision of the protocol that the connection speaks.
    public let revision: ProtocolRevision

    /// What the calls of the server share, to hand to a function that is not a tool's.
    public var server: ServerContext { connection.context }

    private let connection: InProcessConnection

    init<Server: ToolServer>(_ server: Server, _ revision: ProtocolRevision, _ principal: Principal?) {
        self.revision = revision
        connection = InProcessConnection(server, principal)
    }

    // MARK: - Messages

    /// Sends a message as it is.
    ///
    /// - Parameter message: Any text, be it a message or not.
    /// - Returns: The answer, or `nil` where there is none, such as to a notification.
    public func send(_ message: String) async -> String? {
        await send(Array(message.utf8)).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Sends bytes as they are, be they UTF-8 or not.
    ///
    /// - Parameter message: Any bytes.
    /// - Returns: The answer, or `nil` where there is none.
    public func send(_ message: [UInt8]) async -> [UInt8]? { await connection.send(message) }

    /// The notifications that the server has sent so far, in order, such as progress.
    public var notifications: [String] { connection.notifications }

    /// The notifications that the server has sent and will send, in order, each as it comes.
    ///
    /// Take one `await`ed element after the other to see that something is said before the answer. The sequence ends when
    /// the task that goes through it is cancelled.
    public var incoming: AsyncStream<String> { connection.incoming() }

    /// Has the server tell of changes of its list of tools, as ``incoming`` shows (`subscriptions/listen`). It ends with
    /// the connection, or by ``cancel(_:)`` with the id that is returned. Legacy revisions need no asking.
    ///
    /// - Returns: The id of the request.
    /// - Throws: ``MCPServer/ProtocolFailure`` where the server does not say that its list changes, or the revision has no
    ///   such request.
    public func listen() async throws -> Int {
        let id = connection.nextID()
        let params: JSONObject = ["notifications": ["toolsListChanged": true]]
        // The answer comes at the end of the subscription, or is a refusal.
        if let answer = await send(request("subscriptions/listen", complete(params), id)) {
            _ = try result(of: answer, id)
        }
        return id
    }

    /// Cancels a request (`notifications/cancelled`): who waits for its answer gets a `CancellationError`.
    ///
    /// - Parameter id: The id of the request.
    public func cancel(_ id: Int) async {
        _ = await send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":\#(id)}}"#)
    }

    // MARK: - Requests

    /// Sends a request with what its revision demands around it.
    ///
    /// - Parameters:
    ///   - method: The method, such as `tools/list`.
    ///   - params: The parameters. A `_meta` among them is kept and completed.
    /// - Returns: The `result` of the answer.
    /// - Throws: ``MCPServer/ProtocolFailure`` where the answer is an error, `CancellationError` where there is none because the
    ///   task was cancelled.
    public func request(_ method: String, _ params: JSONObject = [:]) async throws -> JSONObject {
        if revision.isLegacy { try await shakeHands() }
        return try await exchange(method, params)
    }

    /// Calls a tool with arguments of your own making.
    ///
    /// - Returns: The result, be it a failure of the tool.
    /// - Throws: What ``request(_:_:)`` throws.
    public func call(_ tool: String, _ arguments: JSONObject, meta: JSONObject = [:]) async throws -> ToolReply {
        let params: JSONObject = [
            "name": .string(tool), "arguments": .object(arguments), "_meta": .object(meta),
        ]
        return ToolReply(tool: tool, json: try await request("tools/call", params))
    }

    /// Calls a tool; what a generated client does.
    public func call(tool: String, arguments: [UInt8]) async throws -> ToolReply {
        guard case .object(let arguments) = try JSONValue.read(arguments) else {
            throw UnexpectedReply("the arguments of a tool are an object")
        }
        return try await call(tool, arguments)
    }

    private func shakeHands() async throws {
        guard !connection.hasSession else { return }
        _ = try await exchange(
            "initialize",
            [
                "protocolVersion": .string(revision.description),
                "capabilities": [:],
                "clientInfo": ["name": "MCPServerTesting", "version": "1"],
            ]
        )
        _ = await send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
    }

    /// The parameters with what the revision demands besides.
    private func complete(_ params: JSONObject) -> JSONObject {
        guard !revision.isLegacy else { return params }
        var params = params
        var meta: JSONObject = [:]
        if case .object(let given) = params["_meta"] { meta = given }
        meta["io.modelcontextprotocol/protocolVersion"] = .string(revision.description)
        if meta["io.modelcontextprotocol/clientCapabilities"] == nil {
            meta["io.modelcontextprotocol/clientCapabilities"] = [:]
        }
        params["_meta"] = .object(meta)
        return params
    }

    private func request(_ method: String, _ params: JSONObject, _ id: Int) -> String {
        let message: JSONValue = [
            "jsonrpc": "2.0", "id": .number(Double(id)), "method": .string(method), "params": .object(params),
        ]
        return message.jsonText
    }

    private func exchange(_ method: String, _ params: JSONObject) async throws -> JSONObject {
        let id = connection.nextID()
        guard let answer = await send(request(method, complete(params), id)) else { throw CancellationError() }
        return try result(of: answer, id)
    }

    private func result(of answer: String, _ id: Int) throws -> JSONObject {
        guard case .object(let object) = try JSONValue.read(answer.utf8) else {
            throw UnexpectedReply("the answer is no object")
        }
        if case .object(let error) = object["error"] { throw try ProtocolFailure(error) }
        guard object["id"] == .number(Double(id)), case .object(let result) = object["result"] else {
            throw UnexpectedReply("the answer has another id, or no result")
        }
        return result
    }
}

extension ProtocolFailure {
    fileprivate init(_ error: JSONObject) throws {
        guard case .number(let number) = error["code"], let code = Int(exactly: number),
            case .string(let message) = error["message"]
        else { throw UnexpectedReply("an error without code or message") }
        self.init(code: ErrorCode(rawValue: code), message: message, data: error["data"])
    }
}
