#if HTTP
import HTTPTypes

/// Lets pages of certain origins call the server from a browser (Fetch standard, "CORS protocol").
///
/// It answers preflights of those origins with status 204, and marks all other responses to them, refusals too. Pages of
/// other origins get no mark, which makes browsers keep the answers from them.
public struct CORS: Stage {
    /// Which origins, and what the table of routes shows.
    public var name: String { "CORS(\(origins.texts.isEmpty ? "no origin" : origins.texts.joined(separator: ", ")))" }

    private let origins: OriginList
    private let credentials: Bool

    /// How long browsers may keep the answer to a preflight.
    private static let maxAge = Duration.seconds(600)
    private static let requestHeaders = """
        Authorization, Content-Type, Accept, MCP-Protocol-Version, Mcp-Method, Mcp-Name, Mcp-Session-Id, Last-Event-ID, \
        X-Request-Id, X-API-Key, traceparent, tracestate, baggage
        """
    private static let responseHeaders = """
        Mcp-Session-Id, MCP-Protocol-Version, WWW-Authenticate, Retry-After, X-Request-Id, RateLimit, RateLimit-Policy
        """

    /// Creates the stage.
    ///
    /// - Parameters:
    ///   - origins: The origins, such as `https://app.example.com`; `*` stands for all. None means that no page of another
    ///     origin may call.
    ///   - credentials: Whether browsers may send cookies and the like. Without effect on `*`.
    public init(origins: [String], credentials: Bool = false) {
        self.origins = OriginList(origins)
        self.credentials = credentials
    }

    /// Answers a preflight, or marks the response.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        let isPreflight = request.method == .options && request.headers[.accessControlRequestMethod] != nil
        let origin = allowedOrigin(request.fields)
        var response = isPreflight && origin != nil ? preflight(request) : await next(request, trace)
        // For caches, whether or not this request has an origin: another's answer would do for none, or the reverse.
        response.headers.append(HTTPField(name: .vary, value: "Origin"))
        guard let origin else { return response }
        response.headers[.accessControlAllowOrigin] = origins.allowsAll ? "*" : origin
        if credentials, !origins.allowsAll { response.headers[.accessControlAllowCredentials] = "true" }
        if !isPreflight { response.headers[.accessControlExposeHeaders] = Self.responseHeaders }
        return response
    }

    private func allowedOrigin(_ fields: KnownFields) -> String? {
        guard let text = fields.origin, !fields.repeated.contains(.origin), origins.contains(text) else { return nil }
        return text
    }

    private func preflight(_ request: ServerRequest) -> ServerResponse {
        var headers = HTTPFields()
        let methods = request.routeKind.methods + [.options]
        headers[.accessControlAllowMethods] = methods.map(\.rawValue).joined(separator: ", ")
        headers[.accessControlAllowHeaders] = Self.requestHeaders + parameterHeaders(request)
        headers[.accessControlMaxAge] = String(Self.maxAge.components.seconds)
        if request.headers[.requestPrivateNetwork] == "true" { headers[.allowPrivateNetwork] = "true" }
        return ServerResponse(status: .noContent, headers: headers)
    }

    /// Those of the asked-for header fields that mirror arguments of tools (`Mcp-Param-…`).
    private func parameterHeaders(_ request: ServerRequest) -> String {
        let asked = request.headers[.accessControlRequestHeaders] ?? ""
        let names = asked.split(separator: ",").map { String(trimmed($0)) }
        let parameters = names.filter { $0.lowercased().hasPrefix("mcp-param-") && HTTPField.Name($0) != nil }
        return parameters.prefix(100).map { ", \($0)" }.joined()
    }
}

extension HTTPField.Name {
    fileprivate static let requestPrivateNetwork = known("Access-Control-Request-Private-Network")
    fileprivate static let allowPrivateNetwork = known("Access-Control-Allow-Private-Network")
}
#endif
