#if HTTP
import Digests
import HTTPTypes
import MCPServer
import Metrics
import Synchronization

/// What a server measures of requests, streams and connections.
final class HTTPMetrics: Sendable {
    private let connections: Meter
    private let messages: MessageMetrics
    private let factory: any MetricsFactory
    private let activeRequests: Meter
    private let streams: Meter
    private let authenticationFailures: [AuthenticationFailure: Counter]

    /// - Parameters:
    ///   - messages: What is measured of messages.
    ///   - info: What the server says of itself.
    ///   - catalog: The tools as they are advertised.
    init(_ messages: MessageMetrics, _ info: ServerInfo, _ catalog: ToolCatalog) {
        let factory = messages.factory
        self.factory = factory
        self.messages = messages
        connections = Meter(label: "mcp.connections.active", factory: factory)
        activeRequests = Meter(label: "http.server.active_requests", factory: factory)
        streams = Meter(label: "mcp.streams.active", factory: factory)
        let failures = AuthenticationFailure.allCases.map { failure in
            let labels = [("reason", failure.rawValue)]
            return (failure, Counter(label: "mcp.auth.failures", dimensions: labels, factory: factory))
        }
        authenticationFailures = Dictionary(uniqueKeysWithValues: failures)
        let hash = Hexadecimal.text(SHA256.hash(catalog.listBytes))
        let build = [("version", info.version), ("schema_hash", hash)]
        Meter(label: "mcp.build.info", dimensions: build, factory: factory).set(1)
    }

    /// What is measured of a route; of all that no route has where the path is `nil`.
    func route(_ path: String?) -> RouteMetrics { RouteMetrics(path ?? "", factory) }

    func requestBegan() { activeRequests.increment() }

    func requestEnded() { activeRequests.decrement() }

    func connectionBegan() { connections.increment() }

    func connectionEnded() { connections.decrement() }

    func streamBegan() { streams.increment() }

    func streamEnded() { streams.decrement() }

    func refused(_ failure: AuthenticationFailure) { authenticationFailures[failure]?.increment() }

    /// Takes note of a request that was refused since there were too many, with the name of the limit.
    func limited(by policy: String) { messages.limited(by: policy) }

    func failedUnexpectedly() { messages.failedUnexpectedly() }
}

/// Why a request was refused for who sent it.
enum AuthenticationFailure: String, CaseIterable {
    case noCredential = "no_credential"
    case otherScheme = "other_scheme"
    case malformedCredential = "malformed_credential"
    case unknownCredential = "unknown_credential"
    case refusedCredential = "refused_credential"
    case unavailable
    case probeKeyBeyondHandshake = "probe_key_beyond_handshake"
    case insufficientScope = "insufficient_scope"
}

/// What a server measures of one route.
final class RouteMetrics: Sendable {
    /// There are few: a search from the front is quicker than a hash.
    private typealias Timers = [(method: String, status: Int, timer: Timer)]

    private let path: String
    private let factory: any MetricsFactory
    private let timers = Mutex<Timers>([])

    /// The methods of RFC 9110 and PATCH. Clients may send any word: it must not become a label.
    private static let methods: Set<String> = [
        "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
    ]

    init(_ path: String, _ factory: any MetricsFactory) {
        self.path = path
        self.factory = factory
    }

    /// Takes note of a response.
    func answered(_ method: HTTPRequest.Method, _ status: HTTPResponse.Status, since start: ContinuousClock.Instant) {
        let timer = timers.withLock { timers in
            if let timer = Self.find(method.rawValue, status.code, in: timers) { return timer }
            let name = Self.methods.contains(method.rawValue) ? method.rawValue : "_OTHER"
            if let timer = Self.find(name, status.code, in: timers) { return timer }
            let labels = [
                ("http.route", path), ("http.request.method", name), ("http.response.status_code", "\(status.code)"),
            ]
            let timer = Timer(
                label: "http.server.request.duration",
                dimensions: labels.filter { !$1.isEmpty },
                factory: factory
            )
            timers.append((name, status.code, timer))
            return timer
        }
        timer.record(since: start)
    }

    private static func find(_ method: String, _ status: Int, in timers: Timers) -> Timer? {
        timers.first { $0.status == status && $0.method == method }?.timer
    }
}
#endif
