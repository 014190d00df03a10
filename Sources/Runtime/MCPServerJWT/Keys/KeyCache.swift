#if JWT
import JWTKit
import Logging
import MCPServerMetrics
import Metrics
import Synchronization

/// Keeps the keys of an issuer, and gets them again when ``KeyState`` says so.
///
/// All callers share one refresh, which goes on when they are gone. While the issuer fails known keys stay in use, and nobody
/// waits for it.
final class KeyCache: Sendable {
    /// What there is for a token.
    enum Lookup {
        /// What it may have been signed with, one at least.
        case found([any JWTAlgorithm])
        /// The issuer has no such key.
        case unknown
        /// Whether the issuer has such a key cannot be told, and why.
        case unavailable(String)
    }

    private let source: KeySource
    private let time: any TimeSource
    private let logger: @Sendable () -> Logger
    private let state = Mutex(KeyState())

    /// Creates an empty cache.
    ///
    /// - Parameters:
    ///   - source: Where the keys come from.
    ///   - time: The clock.
    ///   - logger: Makes the logger for failures: later than the cache, when the program has chosen where logs go.
    init(_ source: KeySource, time: any TimeSource, logger: @escaping @Sendable () -> Logger) {
        self.source = source
        self.time = time
        self.logger = logger
    }

    /// Finds what may verify a token, and gets keys where that is due.
    func lookUp(_ header: TokenHeader) async -> Lookup {
        await startDueRefresh()?.value
        let known = find(header)
        guard case .unknown = known else { return known }
        await startRefreshForUnknownKey()?.value
        let found = find(header)
        guard case .unknown = found else { return found }
        // The key may be one of those that could not be got.
        return state.withLock { $0.failures > 0 ? .unavailable($0.lastFault) : .unknown }
    }

    /// Waits for the refresh that runs, for tests.
    func waitForRefresh() async { await state.withLock { $0.refresh }?.value }

    private func find(_ header: TokenHeader) -> Lookup {
        let now = time.uptime
        return state.withLock { state in
            guard let keys = state.usableKeys(at: now) else { return .unavailable(state.lastFault) }
            let verifiers = keys.verifiers(for: header)
            return verifiers.isEmpty ? .unknown : .found(verifiers)
        }
    }

    /// Starts a refresh if the age of the keys asks for it.
    ///
    /// - Returns: What to wait for, if the keys cannot be used before.
    private func startDueRefresh() -> Task<Void, Never>? {
        let now = time.uptime
        return state.withLock { state -> Task<Void, Never>? in
            guard state.isDue(at: now) else { return nil }
            let canDoWithout = state.canDoWithout(at: now)
            if state.refresh == nil, !state.isDelayed(at: now) { start(&state) }
            return canDoWithout ? nil : state.refresh
        }
    }

    private func startRefreshForUnknownKey() -> Task<Void, Never>? {
        let now = time.uptime
        return state.withLock { state in
            if state.refresh == nil, !state.isCoolingDown(at: now) { start(&state) }
            return state.refresh
        }
    }

    /// Starts a refresh, detached since it belongs to the request of nobody.
    private func start(_ state: inout KeyState) {
        let factory = MetricsSystem.factory
        state.refresh = Task.detached { await self.refresh(factory) }
    }

    /// - Parameter factory: Counts the refresh. It is asked for each time, since a cache is made before a server sets its
    ///   backends.
    private func refresh(_ factory: any MetricsFactory) async {
        let subject = "The keys of \(source.issuerName)"
        do {
            let keys = try await source.load()
            let now = time.uptime
            let failures = state.withLock { $0.succeed(keys, at: now) }
            count("ok", factory)
            if failures > 0 { logger().notice("\(subject) were fetched again after \(failures) failures.") }
            if keys.isEmpty { logger().warning("\(subject) are none that can be used: all its tokens are refused.") }
        } catch {
            let now = time.uptime
            let age = state.withLock { state in
                state.fail("\(error)", at: now)
                return state.usableAge(at: now)
            }
            count("error", factory)
            let rest =
                age.map { "Those fetched \($0.components.seconds) seconds ago stay in use." }
                ?? "There are none to verify tokens with."
            logger().warning("\(subject) cannot be fetched. \(error). \(rest)")
        }
    }

    private func count(_ outcome: String, _ factory: any MetricsFactory) {
        guard !(factory is NOOPMetricsHandler) else { return }
        Counter(label: "mcp.jwks.refreshes", dimensions: [("outcome", outcome)], factory: factory).increment()
        let registry = factory as? MetricRegistry ?? .shared
        // The issuer is a setting, and tells several authenticators apart.
        registry.observe("mcp.jwks.key.age", labels: [("issuer", source.issuerName)]) { [weak self] in
            guard let self else { return nil }
            let now = time.uptime
            return state.withLock { $0.usableAge(at: now) }.map { $0 / .seconds(1) }
        }
    }
}
#endif
