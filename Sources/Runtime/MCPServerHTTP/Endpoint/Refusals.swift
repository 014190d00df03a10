#if HTTP
import HTTPTypes
import MCPServer

extension MCPRoute.Kind {
    /// The methods that are served.
    var methods: [HTTPRequest.Method] {
        switch self {
        case .mcp: mcpMethods
        case .webhook: webhookMethods
        case .custom: MountedTools.methods
        default: healthMethods
        }
    }
}

// Made once: every request asks.
private let mcpMethods: [HTTPRequest.Method] = [.get, .post, .delete]
private let webhookMethods: [HTTPRequest.Method] = [.post]
private let healthMethods: [HTTPRequest.Method] = [.get, .head]

extension ServerResponse {
    /// Refuses a method that the route does not have.
    static func methodNotAllowed(_ kind: MCPRoute.Kind) -> ServerResponse { methodNotAllowed(kind.methods) }

    /// Refuses a method where others are served.
    static func methodNotAllowed(_ methods: [HTTPRequest.Method]) -> ServerResponse {
        var headers = HTTPFields()
        headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
        return ServerResponse(status: .methodNotAllowed, headers: headers)
    }

    /// Refuses a request: with a JSON-RPC error that names no request on a route of the protocol, else with plain JSON.
    static func refusal(_ status: HTTPResponse.Status, _ message: String, for request: ServerRequest) -> ServerResponse
    {
        guard request.routeKind == .mcp else { return .plainError(status, message) }
        return .error(status, ProtocolFailure(code: .invalidRequest, message: message))
    }

    /// Refuses a request: on a route of the protocol with its status as the code of the JSON-RPC error, since none of the
    /// protocol's fits, else with plain JSON.
    static func denial(
        _ status: HTTPResponse.Status,
        _ message: String,
        for request: ServerRequest,
        id: RequestID? = nil,
        data: JSONValue? = nil
    ) -> ServerResponse {
        guard request.routeKind == .mcp else { return .plainError(status, message) }
        let failure = ProtocolFailure(code: ErrorCode(rawValue: status.code), message: message, data: data)
        return .error(status, failure, id: id)
    }

    /// A small JSON object with a text.
    static func plainError(_ status: HTTPResponse.Status, _ message: String) -> ServerResponse {
        var json = JSONWriter()
        json.beginObject()
        json.writeKey("error")
        json.write(message)
        json.endObject()
        return ServerResponse(status: status, json: json.bytes)
    }

    /// A JSON-RPC error.
    static func error(_ status: HTTPResponse.Status, _ failure: ProtocolFailure, id: RequestID? = nil) -> ServerResponse
    {
        ServerResponse(status: status, json: Reply.error(id, failure).bytes)
    }
}
extension RequestTrace {
    /// Takes note of a refusal, with a reason for logs alone.
    func refused(_ reason: String) {
        note {
            $0.outcome = .error
            $0.refusal = reason
        }
    }
}
#endif
