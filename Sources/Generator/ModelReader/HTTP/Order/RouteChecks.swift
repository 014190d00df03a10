internal import Diagnostics
internal import ToolModel

/// Checks what depends on the kind of a route, and on what `http:` says beside the routes.
enum RouteChecks {
    static func run(on http: HTTPDefinition, _ reading: inout Reading) {
        for route in http.routes where [.health, .readiness].contains(route.kind) { checkProbed(route, &reading) }
        for route in http.routes { checkBodyLimit(of: route, http.maxBodySize, &reading) }
        if !reading.hasUnreadStages { HostCheck(http).run(&reading) }
    }

    /// Those who ask how a process is have no credentials, and ask often.
    private static func checkProbed(_ route: Route, _ reading: inout Reading) {
        for stage in route.stages {
            let harm: String
            switch stage.kind {
            case .authenticate: harm = "the next change of credentials would fail its probes"
            case .rateLimit: harm = "probes that come too often would get 429"
            default: continue
            }
            reading.warning(
                .guardedHealth,
                at: stage.location,
                "'\(stage.kind.words)' stands on \(quoted(route.path)), which is of kind \(route.kind.rawValue): \(harm), and a "
                    + "process in good health be taken out of service; remove it, and use 'ipAllowlist' to keep others away",
                notes: [.init("\(quoted(route.path)) is of kind \(route.kind.rawValue)", at: route.location)]
            )
        }
    }

    private static func checkBodyLimit(
        of route: Route,
        _ maximum: SettingValue<Int>,
        _ reading: inout Reading
    ) {
        for stage in route.stages {
            guard case .bodyLimit(let limit) = stage.kind, let bytes = limit.literal, let most = maximum.literal,
                bytes > most
            else { continue }
            reading.warning(
                .unreachedLimit,
                at: limit.location,
                "'bodyLimit' is never reached: 'maxBodySize' of 'http' refuses bodies of more than \(most) bytes already; "
                    + "raise that one, or lower this one"
            )
        }
    }
}
