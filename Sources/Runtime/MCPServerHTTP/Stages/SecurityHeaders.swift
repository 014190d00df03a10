#if HTTP
import HTTPTypes

/// Tells browsers to make nothing of the answers but data.
///
/// It adds header fields to each response that has none of the same name: `X-Content-Type-Options`, `Referrer-Policy`,
/// `Content-Security-Policy`, `Cross-Origin-Resource-Policy` (`cross-origin` on what ``CORS`` behind it lets a page read),
/// `Cache-Control: no-store` on answers to `POST`, and over TLS `Strict-Transport-Security` (RFC 6797).
public struct SecurityHeaders: BoundedStage {
    /// How long browsers use TLS alone, for the table of routes.
    public var name: String { "SecurityHeaders(hsts: \(shortText(hsts)))" }

    private let hsts: Duration
    private let transportSecurity: String

    /// Creates the stage.
    ///
    /// - Parameter hsts: How long browsers shall use the host and those below it over TLS alone, once they have done so. It is
    ///   said over TLS alone: over this server's own, or that of a proxy which `HTTPOptions.trustedProxies` lists. Zero takes
    ///   it back.
    public init(hsts: Duration = .seconds(365 * 86_400)) {
        self.hsts = hsts
        transportSecurity = "max-age=\(max(0, hsts.components.seconds)); includeSubDomains"
    }

    var faults: [String] {
        hsts >= .zero ? [] : ["securityHeaders has hsts: \(hsts). Name a duration such as 365d, or 0s."]
    }

    /// Passes on, and adds to the response.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        var response = await next(request, trace)
        let isForOthers = response.has(.accessControlAllowOrigin)
        response.add(.xContentTypeOptions, "nosniff")
        response.add(.referrerPolicy, "no-referrer")
        response.add(.contentSecurityPolicy, "default-src 'none'; frame-ancestors 'none'")
        response.add(.resourcePolicy, isForOthers ? "cross-origin" : "same-origin")
        if request.method == .post { response.add(.cacheControl, "no-store") }
        if request.isSecure { response.add(.strictTransportSecurity, transportSecurity) }
        return response
    }
}

extension ServerResponse {
    /// Adds a field, unless there is one.
    fileprivate mutating func add(_ name: HTTPField.Name, _ value: String) {
        if !has(name) { headers.append(HTTPField(name: name, value: value)) }
    }

    /// Not by the subscript for names, which makes an index of all fields.
    fileprivate func has(_ name: HTTPField.Name) -> Bool { headers.contains { $0.name == name } }
}

extension HTTPField.Name {
    fileprivate static let referrerPolicy = known("Referrer-Policy")
    fileprivate static let resourcePolicy = known("Cross-Origin-Resource-Policy")
}
#endif
