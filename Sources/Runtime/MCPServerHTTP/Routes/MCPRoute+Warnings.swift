#if HTTP
extension MCPRoute {
    /// What is dangerous about routes, in words: what the generator could not know, since the host is known at the start
    /// alone.
    static func warnings(_ routes: [MCPRoute], isOnLoopback: Bool) -> [String] {
        routes.filter { $0.kind == .mcp }.flatMap { route in
            [route.hostWarning(isOnLoopback), route.callerWarning(isOnLoopback)].compactMap(\.self)
        } + routes.compactMap { $0.metricsWarning(isOnLoopback) }
    }

    private func hostWarning(_ isOnLoopback: Bool) -> String? {
        let guards = stages.compactMap { $0 as? OriginGuard }
        if guards.contains(where: { $0.checksHost(onLoopback: isOnLoopback) }) { return nil }
        return "\(path) does not check Host: a page could call it by rebinding its own host name. "
            + "List the origins of the server under 'allow' of originGuard."
    }

    private func callerWarning(_ isOnLoopback: Bool) -> String? {
        if isOnLoopback || stages.contains(where: { $0 is Authenticate }) { return nil }
        return "\(path) has no 'authenticate': everybody who reaches the port can call the tools. "
            + "Add it to 'middleware', or listen on 127.0.0.1 behind a proxy that authenticates."
    }

    private func metricsWarning(_ isOnLoopback: Bool) -> String? {
        guard kind == .metrics, !isOnLoopback else { return nil }
        let isGuarded = stages.contains { $0 is IPAllowlist || ($0 as? Authenticate)?.refusesNobodies == true }
        if isGuarded { return nil }
        return "\(path) tells everybody who reaches the port how the server is used. "
            + "Put 'ipAllowlist' on it, or 'authenticate'."
    }
}
#endif
