import ToolValidation

/// How a client's messages reach a server and what it says comes back. What is said is not a transport's business.
protocol ClientTransport {
    /// Sends a request and waits for its answer.
    ///
    /// - Parameters:
    ///   - request: The request.
    ///   - deadline: When to give up.
    ///   - onMessage: Takes what else the server says meanwhile: notifications, and requests of its own.
    /// - Returns: What the server answered.
    /// - Throws: ``ClientFailure`` where nothing that comes back could be an answer.
    func exchange(
        _ request: ClientRequest,
        before deadline: ContinuousClock.Instant,
        onMessage: (JSONObject) -> Void
    ) throws(ClientFailure) -> ServerAnswer

    /// Sends a message that has no answer.
    func send(_ message: JSONObject, in era: Era, before deadline: ContinuousClock.Instant) throws(ClientFailure)

    /// Ends the conversation.
    func close(_ era: Era)
}

/// The rules by which client and server talk.
enum Era: Hashable {
    /// The stateless revision, in which every request says all about itself.
    case modern
    /// The handshake of the older revisions, which is not finished yet.
    case opening
    /// An older revision, agreed upon in a handshake.
    case legacy(String)

    /// The newest revision that is spoken without a handshake.
    static let modernRevision = "2026-07-28"
    /// The revisions with a handshake, the newest first.
    static let legacyRevisions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
}

/// A request with what transports need to know of it.
struct ClientRequest {
    var id: JSONValue
    var method: String
    var parameters: JSONObject
    var era: Era
    /// Headers that repeat arguments, as a tool's schema asks for by `x-mcp-header`.
    var argumentHeaders: [HeaderField] = []

    /// The request as JSON-RPC.
    var message: JSONObject {
        ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": .object(parameters)]
    }
}

/// What a server answered.
enum ServerAnswer {
    case result(JSONObject)
    case error(ProtocolError)
    /// HTTP's own refusal, from a server that answered with no JSON-RPC message.
    case refusal(HTTPRefusal)

    /// The answer in a message, if it has one.
    init?(_ message: JSONObject) {
        if case .object(let result)? = message["result"] {
            self = .result(result)
        } else if case .object(let error)? = message["error"] {
            self = .error(ProtocolError(error))
        } else {
            return nil
        }
    }
}

/// A JSON-RPC error.
struct ProtocolError: Equatable {
    /// The codes that only servers of the stateless revision use: a header differs, a capability is missing, the
    /// revision is not served.
    static let modernCodes: Set<Double> = [-32020, -32021, unsupportedRevision]
    static let unsupportedRevision: Double = -32022

    var code: Double
    var message: String
    var data: JSONValue?

    init(_ members: JSONObject) {
        if case .number(let number)? = members["code"] { code = number } else { code = 0 }
        if case .string(let text)? = members["message"] { message = text } else { message = "unknown error" }
        data = members["data"]
    }

    /// The revisions that a server names which does not serve the one it was asked in.
    var supportedRevisions: [String] {
        guard code == Self.unsupportedRevision, case .object(let data)? = data,
            case .array(let revisions)? = data["supported"]
        else { return [] }
        return revisions.compactMap { if case .string(let revision) = $0 { revision } else { nil } }
    }
}
