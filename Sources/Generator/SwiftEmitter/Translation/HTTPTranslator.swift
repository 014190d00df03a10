import Diagnostics
import ToolModel

/// Writes what a server says about HTTP: where it listens, and its routes with their stages.
struct HTTPTranslator {
    private let http: HTTPDefinition
    private let modifiers: [String]
    /// The functions that answer, by their paths.
    private let handlers: [String: NamedHandler]

    /// Creates a translator; the modifiers are those of the server's members.
    init(_ http: HTTPDefinition, _ handlers: [NamedHandler], modifiers: [String]) {
        self.http = http
        self.modifiers = modifiers
        self.handlers = Dictionary(handlers.map { ($0.route.path, $0) }) { first, _ in first }
    }

    /// The members of the server type.
    func members() -> [Declaration] {
        [
            Declaration(
                documentation: ["Where the server listens and what it bounds, from the settings at its start."],
                modifiers: modifiers + ["static"],
                kind: .function(
                    .init(name: "options", parameters: [Self.settings], result: "HTTPOptions"),
                    body: optionsBody()
                )
            ),
            Declaration(
                documentation: [
                    "Every route of this server with the stages that guard it, in the order in which they run."
                ],
                attributes: ["@RouteBuilder"],
                modifiers: modifiers,
                kind: .function(
                    .init(name: "routes", parameters: [Self.settings], result: "[MCPRoute]"),
                    body: http.routes.map(route)
                )
            ),
        ]
    }

    private static let settings = Declaration.Parameter(label: "_", "settings", type: "inout SettingsReader")

    private func optionsBody() -> [Statement] {
        guard let tls = http.tls else { return [.expression(options())] }
        let files = Expression.call(
            .name("TLSFiles"),
            [
                .init("certificate", tls.certificate.expression(as: "text") { .string($0) }),
                .init("key", tls.key.expression(as: "text") { .string($0) }),
            ]
        )
        return [
            .variable(isConstant: false, "options", type: nil, value: options()),
            .assign(.name("options.security"), files),
            .return(.name("options")),
        ]
    }

    private func options() -> Expression {
        .call(
            .name("HTTPOptions"),
            [
                .init("host", http.host.expression(as: "text") { .string($0) }),
                .init("port", http.port.expression(as: "integer") { .integer($0) }),
                .init("maxBodySize", http.maxBodySize.expression(as: "byteCount", Expression.grouped)),
            ] + limits() + trustedProxies()
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
            value.map { .init(name, $0.expression(as: "integer", Expression.grouped)) }
        }
            + durations.compactMap { name, value in
                value.map { .init(name, $0.expression(as: "duration", Expression.duration)) }
            }
    }

    private func trustedProxies() -> [Expression.Argument] {
        http.trustedProxies.map { [.init("trustedProxies", $0.expression(as: "networks", Expression.strings))] } ?? []
    }

    private func route(_ route: Route) -> Statement {
        var arguments = [Expression.Argument(nil, .string(route.path))]
        if let handler = handlers[route.path] {
            arguments.append(.init("handler", .name("tools").member(handler.methodName)))
        }
        if let answer = route.handler?.answer { arguments.append(.init("answer", .member(nil, answer.rawValue))) }
        let head = Expression.call(.name("MCPRoute").member(route.kind.rawValue), arguments)
        guard !route.stages.isEmpty else { return .expression(head) }
        return .block(head, route.stages.map { StageTranslator(route).statement($0) })
    }
}
