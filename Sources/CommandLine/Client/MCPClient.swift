import ToolValidation

/// The eras that a client tries.
enum EraChoice: String, CaseIterable {
    /// The stateless revision, then the older ones.
    case auto
    /// The stateless revision alone.
    case modern
    /// The revisions with a handshake alone.
    case legacy
}

/// A small MCP client: lists tools and calls them, over whatever transport.
///
/// It asks in today's stateless revision and falls back to the handshake of the older ones where the server does not
/// know that, as the specification tells clients of both eras to do.
final class MCPClient {
    /// How long a server may be silent about the stateless revision before it is taken for an older one.
    private static let patience: Duration = .seconds(10)
    /// More pages than any list has; a server that answers more goes in circles.
    private static let mostPages = 1000

    private let transport: any ClientTransport
    private let timeout: Duration
    private let showsProgress: Bool
    private var lastID = 0
    private(set) var era = Era.modern
    /// What the server said of itself at the beginning.
    private(set) var greeting: JSONObject = [:]

    /// Begins a conversation: finds out which era the server speaks.
    ///
    /// - Parameters:
    ///   - transport: How messages reach the server.
    ///   - timeout: How long to wait for each answer.
    ///   - choice: The eras to try.
    ///   - showsProgress: Whether what tools say of their progress appears on standard error.
    /// - Throws: ``ClientFailure`` where the server cannot be reached or speaks none of the eras.
    init(
        over transport: any ClientTransport,
        timeout: Duration,
        era choice: EraChoice = .auto,
        showsProgress: Bool = true
    ) throws(ClientFailure) {
        self.transport = transport
        self.timeout = timeout
        self.showsProgress = showsProgress
        do throws(ClientFailure) {
            switch choice {
            case .auto: try open()
            case .modern: greeting = try ask("server/discover", [:])
            case .legacy: try shakeHands()
            }
        } catch {
            close()
            throw error
        }
    }

    /// Ends the conversation.
    func close() {
        transport.close(era)
    }

    /// All tools, as the server describes them.
    func tools() throws(ClientFailure) -> [JSONObject] {
        var result: [JSONObject] = []
        var parameters: JSONObject = [:]
        for _ in 0..<Self.mostPages {
            let page = try ask("tools/list", parameters)
            guard case .array(let tools)? = page["tools"] else {
                throw ClientFailure(message: "the server's answer to tools/list has no tools", cause: .foreign)
            }
            for case .object(let tool) in tools { result.append(tool) }
            guard let cursor = page["nextCursor"], cursor != .null else { return result }
            parameters["cursor"] = cursor
        }
        throw ClientFailure(message: "the server's list of tools does not end")
    }

    /// Calls a tool, given as the server describes it, and answers its result.
    func call(_ tool: JSONObject, arguments: JSONObject) throws(ClientFailure) -> JSONObject {
        let parameters: JSONObject = ["name": tool["name"] ?? .null, "arguments": .object(arguments)]
        let headers = era == .modern ? ArgumentHeaders.fields(of: arguments, for: tool) : []
        let result = try ask("tools/call", parameters, headers: headers)
        if result["resultType"] == "input_required" {
            throw ClientFailure(message: "the tool asks the user something, which this command cannot pass on")
        }
        return result
    }

    // MARK: - Eras

    private func open() throws(ClientFailure) {
        let answer: ServerAnswer
        do throws(ClientFailure) {
            answer = try exchange("server/discover", [:], within: min(timeout, Self.patience))
        } catch  where error.isSilence {
            return try shakeHands()
        }
        switch answer {
        case .result(let result):
            greeting = result
            return
        case .error(let error) where ProtocolError.modernCodes.contains(error.code):
            // A server of both eras names its older revisions here; another one will not understand a handshake.
            guard error.supportedRevisions.contains(where: Era.legacyRevisions.contains) else {
                throw Self.failure(of: .error(error))
            }
        case .error, .refusal:
            break
        }
        try shakeHands()
    }

    private func shakeHands() throws(ClientFailure) {
        era = .opening
        let result = try ask(
            "initialize",
            [
                "protocolVersion": .string(Era.legacyRevisions[0]), "capabilities": [:], "clientInfo": Self.identity,
            ]
        )
        guard case .string(let revision)? = result["protocolVersion"], Era.legacyRevisions.contains(revision) else {
            let revision = result["protocolVersion"]?.jsonText ?? "none"
            throw ClientFailure(
                message: "the server speaks a revision that this client does not know: \(revision)",
                cause: .foreign
            )
        }
        era = .legacy(revision)
        greeting = result
        try transport.send(
            ["jsonrpc": "2.0", "method": "notifications/initialized"],
            in: era,
            before: .now + timeout
        )
    }

    // MARK: - Messages

    private static let identity: JSONValue = ["name": "mcp-generator", "version": .string(MCPGenerator.version)]

    private func ask(
        _ method: String,
        _ parameters: JSONObject,
        headers: [HeaderField] = []
    ) throws(ClientFailure) -> JSONObject {
        let answer = try exchange(method, parameters, headers: headers, within: timeout)
        guard case .result(let result) = answer else { throw Self.failure(of: answer) }
        return result
    }

    private func exchange(
        _ method: String,
        _ parameters: JSONObject,
        headers: [HeaderField] = [],
        within time: Duration
    ) throws(ClientFailure) -> ServerAnswer {
        lastID += 1
        let id = JSONValue.number(Double(lastID))
        var parameters = parameters
        parameters["_meta"] = .object(meta(token: id))
        let request = ClientRequest(
            id: id,
            method: method,
            parameters: parameters,
            era: era,
            argumentHeaders: headers
        )
        return try transport.exchange(request, before: .now + time, onMessage: take)
    }

    private func meta(token: JSONValue) -> JSONObject {
        var meta: JSONObject = ["progressToken": token]
        if era == .modern {
            meta["io.modelcontextprotocol/protocolVersion"] = .string(Era.modernRevision)
            meta["io.modelcontextprotocol/clientCapabilities"] = [:]
            meta["io.modelcontextprotocol/clientInfo"] = Self.identity
        }
        return meta
    }

    /// Shows progress, and answers what an older server asks meanwhile: a client must answer its pings.
    private func take(_ message: JSONObject) {
        if let id = message["id"], let method = message["method"] {
            var answer: JSONObject = ["jsonrpc": "2.0", "id": id]
            if method == "ping" {
                answer["result"] = [:]
            } else {
                answer["error"] = ["code": -32601, "message": "this client declared no such capability"]
            }
            // Whether it arrives shows in the answer that is waited for.
            try? transport.send(answer, in: era, before: .now + timeout)
        } else if showsProgress, message["method"] == "notifications/progress",
            case .object(let progress)? = message["params"]
        {
            Terminal.complain(ToolOutput.progress(progress))
        }
    }

    private static func failure(of answer: ServerAnswer) -> ClientFailure {
        switch answer {
        case .result:
            ClientFailure(message: "the server's answer is not what was asked for", cause: .foreign)
        case .error(let error) where !error.supportedRevisions.isEmpty:
            ClientFailure(
                message: "the server speaks only \(error.supportedRevisions.joined(separator: ", ")), "
                    + "which this client does not know",
                cause: .error(error)
            )
        case .error(let error):
            ClientFailure(
                message: "\(error.message) (code \(JSONValue.number(error.code).jsonText))",
                cause: .error(error)
            )
        case .refusal(let refusal):
            ClientFailure(
                message: HTTPStatus.explanation(refusal.status, refusal.text),
                cause: .refusal(refusal)
            )
        }
    }
}
