import RouteChart
import SwiftEmitter
import ToolModel

extension RouteChart {
    /// What the YAML says, under the names of the emitted code: the server's own table has the same.
    init(_ http: HTTPDefinition) {
        self.init(
            http.routes.map { route in
                Route(
                    path: route.path,
                    kind: route.kind.rawValue,
                    stages: route.stages.map { Stage($0.kind.label, isInserted: $0.isInserted) }
                )
            }
        )
    }
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
                ["by \(settings.key.words)", "\(settings.requests.text) per \(settings.period.text)"]
            case .concurrency(let settings):
                [settings.calls.map { "calls: \($0.text)" }, settings.streams.map { "streams: \($0.text)" }]
            case .correlation, .requestLog, .securityHeaders, .custom: []
            }
        let words = settings.compactMap(\.self)
        return words.isEmpty ? typeName : "\(typeName)(\(words.joined(separator: ", ")))"
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
