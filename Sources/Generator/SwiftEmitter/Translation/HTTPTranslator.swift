import Diagnostics
import ToolModel

/// Writes what a server says about HTTP: where it listens, and its routes with their stages.
struct HTTPTranslator {
    private let http: HTTPDefinition
    private let modifiers: [String]

    /// Creates a translator; the modifiers are those of the server's members.
    init(_ http: HTTPDefinition, modifiers: [String]) {
        self.http = http
        self.modifiers = modifiers
    }

    /// The members of the server type.
    func members() -> [Declaration] {
        [
            Declaration(
                documentation: ["Where the server listens and what it bounds, from the settings at its start."],
                modifiers: modifiers + ["static"],
                kind: .function(
                    .init(name: "options", parameters: [Self.settings], result: "HTTPOptions"),
                    body: [.expression(options())]
                )
            ),
            Declaration(
                documentation: [
                    "Every route of this server with the stages that guard it, in the order in which they run."
                ],
                attributes: ["@RouteBuilder"],
                modifiers: modifiers + ["static"],
                kind: .function(
                    .init(name: "routes", parameters: [Self.settings], result: "[MCPRoute]"),
                    body: http.routes.map(route)
                )
            ),
        ]
    }

    private static let settings = Declaration.Parameter(label: "_", "settings", type: "inout SettingsReader")

    private func options() -> Expression {
        .call(
            .name("HTTPOptions"),
            [
                .init("host", read(http.host, as: "text") { .string($0) }),
                .init("port", read(http.port, as: "integer") { .integer($0) }),
                .init(
                    "maxBodySize",
                    read(http.maxBodySize, as: "byteCount") { .name(SwiftLiteral.grouped($0)) }
                ),
            ] + limits()
        )
    }

    /// Those that the YAML names: the others are the runtime's to know.
    private func limits() -> [Expression.Argument] {
        let limits = http.limits
        let counts = [("maxConnections", limits.maxConnections), ("maxSessions", limits.maxSessions)]
        let durations = [
            ("sessionTimeout", limits.sessionTimeout), ("idleTimeout", limits.idleTimeout),
            ("readTimeout", limits.readTimeout), ("drainTimeout", limits.drainTimeout),
        ]
        return counts.compactMap { name, value in
            value.map { .init(name, read($0, as: "integer") { .name(SwiftLiteral.grouped($0)) }) }
        }
            + durations.compactMap { name, value in
                value.map { .init(name, read($0, as: "duration") { .duration($0) }) }
            }
    }

    private func route(_ route: Route) -> Statement {
        let head = Expression.name("MCPRoute").call(route.kind.rawValue, .string(route.path))
        guard !route.stages.isEmpty else { return .expression(head) }
        return .block(head, route.stages.map { stage($0, of: route) })
    }

    // MARK: - Stages

    private func stage(_ stage: StageUse, of route: Route) -> Statement {
        let call = Statement.expression(self.call(stage, of: route))
        return stage.isInserted ? .commented(call, "inserted: the YAML does not list it") : call
    }

    private func call(_ stage: StageUse, of route: Route) -> Expression {
        switch stage.kind {
        case .correlation: return .call(.name("Correlation"), [])
        case .requestLog: return .call(.name("RequestLog"), [])
        case .cors(let settings):
            var arguments = [Expression.Argument("origins", origins(settings.origins))]
            if let credentials = settings.credentials {
                arguments.append(.init("credentials", read(credentials, as: "boolean") { .boolean($0) }))
            }
            return .call(.name("CORS"), arguments)
        case .originGuard(let allow):
            var arguments = [Expression.Argument("allowing", origins(shared(on: route)))]
            if let allow, allow.literal != [] { arguments.append(.init("servedAt", origins(allow))) }
            return .call(.name("OriginGuard"), arguments)
        case .custom(let type):
            let names = type.split(separator: ".").map { Identifier.quoted(String($0)) }
            return .call(.name(names.joined(separator: ".")), [])
        }
    }

    /// The origins of `cors`, for the guard, too: a page that may ask in advance may also call.
    private func shared(on route: Route) -> SettingValue<[String]>? {
        for case .cors(let settings) in route.stages.map(\.kind) { return settings.origins }
        return nil
    }

    private func origins(_ value: SettingValue<[String]>?) -> Expression {
        guard let value else { return .array([]) }
        return read(value, as: "origins") { .array($0.map { .string($0) }) }
    }

    // MARK: - Values

    /// A literal, or the call that reads a setting: `settings.integer("PORT", default: "3000", at: "tools.yaml:8")`.
    private func read<Value>(
        _ value: SettingValue<Value>,
        as method: String,
        _ literal: (Value) -> Expression
    ) -> Expression {
        switch value.source {
        case .literal(let constant): return literal(constant)
        case .setting(let name, let defaultText):
            var arguments = [Expression.Argument(nil, .string(name))]
            if let defaultText { arguments.append(.init("default", .string(defaultText))) }
            let file = value.location.path.split(separator: "/").last.map(String.init) ?? ""
            arguments.append(.init("at", .string("\(file):\(value.location.start.line)")))
            return .call(.name("settings").member(method), arguments)
        }
    }
}
