import RouteChart
import SwiftEmitter
import ToolModel

extension RouteChart {
    /// What the YAML says, under the names of the emitted code: the server's own table has the same.
    init(_ http: HTTPDefinition) {
        let routes = http.routes.map { route in
            Route(path: route.path, kind: route.kind.rawValue, stages: route.stages.map(\.shown))
        }
        self.init(routes + MetadataPaths.routes(of: http))
    }
}

/// Where a server that takes tokens tells clients how to get one (RFC 9728): nobody lists these routes, and nothing guards
/// them.
private enum MetadataPaths {
    private static let wellKnown = "/.well-known/oauth-protected-resource"

    static func routes(of http: HTTPDefinition) -> [RouteChart.Route] {
        var paths = Set(http.routes.map(\.path))
        return http.routes.filter { $0.kind == .mcp }.flatMap { route -> [RouteChart.Route] in
            guard let metadata = route.metadata else { return [] }
            let own = metadata.resource.literal.map { wellKnown + path(of: $0) }
            let stages = route.stages.filter { $0.kind.marksRequests }.map(\.shown)
            return [wellKnown, wellKnown + route.path, own].compactMap(\.self)
                .filter { paths.insert($0).inserted }
                .map { RouteChart.Route(path: $0, kind: "metadata", stages: stages) }
        }
    }

    /// What stands behind the host of a URL, but for a slash alone.
    private static func path(of url: String) -> String {
        let rest = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        return rest.count == 4 && !rest[3].isEmpty ? "/\(rest[3])" : ""
    }
}

extension ToolModel.Route {
    /// What clients are told of where to get a token.
    fileprivate var metadata: ResourceMetadataSettings? {
        for case .authenticate(let settings) in stages.map(\.kind) { return settings.metadata }
        return nil
    }
}

extension StageUse {
    fileprivate var shown: RouteChart.Stage { RouteChart.Stage(kind.label, isInserted: isInserted) }
}

extension StageUse.Kind {
    /// The stage's type with the settings that tell most.
    fileprivate var label: String {
        let settings: [String?] =
            switch self {
            case .cors(let settings): [settings.origins?.text ?? "no origin"]
            case .originGuard(let allow): [allow?.text]
            case .ipAllowlist(let networks): [networks.text]
            case .bodyLimit(let size): [size.byteCountText]
            case .timeout(let limit): [limit.text]
            case .authenticate(let settings): [settings.keys.map { _ in "keys" }, settings.jwt.map { _ in "jwt" }]
            case .rateLimit(let settings):
                ["\(settings.requests.text) per \(settings.period.text)", "by \(settings.key.words)"]
            case .concurrency(let settings):
                [settings.calls.map { "calls: \($0.text)" }, settings.streams.map { "streams: \($0.text)" }]
            case .webhookSignature(let settings): [settings.scheme.rawValue]
            case .correlation, .requestLog, .securityHeaders, .custom: []
            }
        let words = settings.compactMap(\.self)
        // The server knows a stage of the user's by the name that its type has inside of others.
        if case .custom(let type) = self { return type.split(separator: ".").last.map(String.init) ?? type }
        return words.isEmpty ? typeName : "\(typeName)(\(words.joined(separator: ", ")))"
    }
}

extension StageUse.Kind {
    /// Whether it gives requests their ids and log lines.
    fileprivate var marksRequests: Bool {
        switch self {
        case .correlation, .requestLog: true
        default: false
        }
    }
}

extension RateLimitSettings.Key {
    fileprivate var words: String {
        switch self {
        case .principal: "principal"
        case .session: "session"
        case .ip: "ip"
        case .network: "network"
        case .argument(let name): "argument \(name.text)"
        }
    }
}
