internal import Diagnostics
internal import ToolModel

/// Finds servers that other machines reach, as far as the host is known when code is generated. The server looks again
/// when it starts.
struct HostCheck {
    private let http: HTTPDefinition

    init(_ http: HTTPDefinition) {
        self.http = http
    }

    func run(_ reading: inout Reading) {
        guard let host = knownHost, !HostName.isLoopback(host) else { return }
        for route in http.routes where route.kind == .mcp {
            reading.warning(
                .openServer,
                at: http.host.location,
                "\(quoted(host)) is reached from other machines, and \(quoted(route.path)) has no 'authenticate', which is "
                    + "not supported yet: everybody who reaches the port could call the tools; listen on "
                    + "\(HTTPDefinition.defaultHost) behind a proxy that authenticates",
                notes: [.init("\(quoted(route.path)) is of kind mcp", at: route.location)]
            )
            for stage in route.stages where !stage.kind.allowsOrigins {
                let subject = stage.isInserted ? "'originGuard', which is put in here," : "'originGuard'"
                reading.warning(
                    .uncheckedHost,
                    at: stage.location,
                    "\(subject) has no 'allow', and \(quoted(host)) is reached from other machines: the Host of a request "
                        + "would not be checked, so that a page could reach the server by rebinding its own host name; "
                        + "list the server's origins under 'allow'",
                    notes: [.init("the host stands here", at: http.host.location)]
                )
            }
        }
    }

    /// The host, or what stands for it where the setting is not set.
    private var knownHost: String? {
        switch http.host.source {
        case .literal(let host): host
        case .setting(_, let defaultText): defaultText
        }
    }
}

extension StageUse.Kind {
    /// Whether it is no `originGuard`, or one with a list of its own.
    fileprivate var allowsOrigins: Bool {
        guard case .originGuard(let allow) = self else { return true }
        return allow.map { $0.literal != [] } ?? false
    }
}
