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
        let reach = "\(quoted(host)) is reached from other machines"
        for route in http.routes where route.kind == .metrics && !route.stages.contains(where: \.kind.choosesClients) {
            reading.warning(
                .openMetrics,
                at: route.location,
                "\(reach), and nothing keeps them from \(quoted(route.path)): anybody who reaches the port could read how the "
                    + "server is used; put 'ipAllowlist: [127.0.0.1/32, ::1/128]' on it with the networks of your monitoring, or "
                    + "'authenticate'",
                notes: [hostNote]
            )
        }
        for route in http.routes where route.kind == .mcp {
            checkCallers(of: route, reach, &reading)
            for stage in route.stages where !stage.kind.allowsOrigins {
                let subject = stage.isInserted ? "'originGuard', which is put in here," : "'originGuard'"
                reading.warning(
                    .uncheckedHost,
                    at: stage.location,
                    "\(subject) has no 'allow', and \(reach): the Host of a request would not be checked, so that a page "
                        + "could reach the server by rebinding its own host name; list the server's origins under 'allow'",
                    notes: [hostNote]
                )
            }
        }
    }

    /// Who calls must be known, and guessing it be slow.
    private func checkCallers(of route: Route, _ reach: String, _ reading: inout Reading) {
        guard let (front, authenticate, _) = route.stages.parted(at: .authenticate) else {
            reading.warning(
                .openServer,
                at: http.host.location,
                "\(reach), and \(quoted(route.path)) has no 'authenticate': everybody who reaches the port could call the "
                    + "tools; add it to 'middleware', or listen on \(HTTPDefinition.defaultHost) behind a proxy that "
                    + "authenticates",
                notes: [.init("\(quoted(route.path)) is of kind mcp", at: route.location)]
            )
            return
        }
        guard !front.contains(where: \.kind.limitsAddresses) else { return }
        reading.warning(
            .unlimitedGuessing,
            at: authenticate.location,
            "no 'rateLimit' by ip or network stands before 'authenticate', and \(reach): anonymous floods would reach the "
                + "checking of tokens, and credentials could be guessed without a limit; put "
                + "'rateLimit: { by: ip, requests: 60, per: 1m }' in front of it",
            notes: [hostNote]
        )
    }

    private var hostNote: Diagnostic.Note { .init("the host stands here", at: http.host.location) }

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

    /// Whether it lets in only those whom somebody has named.
    fileprivate var choosesClients: Bool {
        switch self {
        case .ipAllowlist, .custom: true
        case .authenticate(let settings): settings.isRequired?.literal ?? true
        default: false
        }
    }

    /// Whether it limits requests by where they come from.
    fileprivate var limitsAddresses: Bool {
        guard case .rateLimit(let settings) = self else { return false }
        return [.ip, .network].contains(settings.key)
    }
}
