#if HTTP
import HTTPTypes

/// Refuses requests that a page of a foreign site makes (DNS rebinding; specification, "Security Warning" of Streamable
/// HTTP): those whose `Origin` is neither this machine nor listed, and, where only this machine can reach the server,
/// those whose `Host` is another name. Requests without `Origin` come from programs and pass.
public struct OriginGuard: Stage {
    /// Which origins, for the table of routes.
    public var name: String { "OriginGuard(loopback\(origins.texts.map { ", \($0)" }.joined()))" }

    private let origins: OriginList
    private let hosts: Set<String>
    private let knowsItsHosts: Bool

    /// Creates the stage.
    ///
    /// - Parameters:
    ///   - origins: The origins of pages that may call, besides those of this machine, such as
    ///     `https://app.example.com`; `*` stands for all.
    ///   - own: The origins under which clients reach the server, such as `https://mcp.example.com`; their pages may call,
    ///     too. Without any, `Host` is checked where the server listens on a loopback address alone. It must be a
    ///     loopback name, or the host of an origin.
    public init(allowing origins: [String] = [], servedAt own: [String] = []) {
        self.origins = OriginList(origins + own)
        hosts = self.origins.hosts
        knowsItsHosts = !OriginList(own).hosts.isEmpty
    }

    /// Refuses with status 403 (`Origin`) or 421 (`Host`), or passes on.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        // A method that is not served is named first, as the order of the protocol's checks has it.
        guard request.method == .options || request.routeKind.methods.contains(request.method) else {
            return .methodNotAllowed(request.routeKind)
        }
        guard isAllowed(origin: request.fields) else {
            trace.note { $0.outcome = .error }
            return .refusal(.forbidden, "Forbidden: this origin may not call the server", for: request)
        }
        guard isAllowed(host: request) else {
            trace.note { $0.outcome = .error }
            return .refusal(.misdirectedRequest, "Misdirected Request: this is not the host's server", for: request)
        }
        return await next(request, trace)
    }

    /// Whether requests to names that were rebound to the server are refused.
    func checksHost(onLoopback isOnLoopback: Bool) -> Bool { isOnLoopback || knowsItsHosts }

    private func isAllowed(origin fields: KnownFields) -> Bool {
        guard let text = fields.origin else { return true }
        guard !fields.repeated.contains(.origin), let origin = Origin(text) else { return false }
        return isLoopbackName(origin.host) || origins.contains(text)
    }

    private func isAllowed(host request: ServerRequest) -> Bool {
        guard checksHost(onLoopback: request.isOnLoopback) else { return true }
        guard let host = request.fields.host, !request.fields.repeated.contains(.host), let name = Authority(host)?.host
        else { return false }
        return isLoopbackName(name) || hosts.contains(name)
    }
}
#endif
