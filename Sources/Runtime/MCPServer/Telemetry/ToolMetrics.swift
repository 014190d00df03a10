import Metrics
import Synchronization

/// What a server measures of one tool. The handles are made with the first call, so that tools that nobody calls cost
/// nothing.
final class ToolMetrics: Sendable {
    final class Handles: Sendable {
        let inFlight: Meter
        let duration: Timer
        /// In the order of ``outcomes``.
        let calls: [Metrics.Counter]

        static let outcomes: [RequestTrace.Outcome] = [.ok, .toolError, .error, .cancelled]

        init(_ name: String, _ factory: any MetricsFactory) {
            let tool = ("tool", name)
            inFlight = Meter(label: "mcp.tool.calls.in_flight", dimensions: [tool], factory: factory)
            duration = Timer(label: "mcp.tool.call.duration", dimensions: [tool], factory: factory)
            calls = Self.outcomes.map {
                Metrics.Counter(
                    label: "mcp.tool.calls",
                    dimensions: [tool, ("outcome", $0.rawValue)],
                    factory: factory
                )
            }
        }
    }

    /// What a tool's calls are told apart by is little: a search from the front is quicker than a hash.
    private struct State {
        var operations: [(key: Operation, timer: Timer)] = []
        var faults: [ValidationIssue.Code: Metrics.Counter] = [:]
    }

    private let name: String
    private let factory: any MetricsFactory
    private let transport: NetworkTransport
    private let madeHandles = AtomicLazyReference<Handles>()
    private let state = Mutex(State())

    init(_ name: String, _ factory: any MetricsFactory, _ transport: NetworkTransport) {
        self.name = name
        self.factory = factory
        self.transport = transport
    }

    var handles: Handles { madeHandles.load() ?? madeHandles.storeIfNil(Handles(name, factory)) }

    func ended(_ outcome: RequestTrace.Outcome, _ operation: Operation, _ start: ContinuousClock.Instant) {
        let handles = handles
        handles.inFlight.decrement()
        let duration = nanoseconds(since: start)
        handles.duration.recordNanoseconds(duration)
        if let place = Handles.outcomes.firstIndex(of: outcome) { handles.calls[place].increment() }
        timer(of: operation).recordNanoseconds(duration)
    }

    private func timer(of operation: Operation) -> Timer {
        state.withLock { state in
            if let known = state.operations.first(where: { $0.key == operation }) { return known.timer }
            let labels = operation.labels(tool: name, transport)
            let timer = Timer(label: "mcp.server.operation.duration", dimensions: labels, factory: factory)
            state.operations.append((operation, timer))
            return timer
        }
    }

    func found(_ issues: [ValidationIssue]) {
        for issue in issues {
            let counter = state.withLock { state in
                if let counter = state.faults[issue.code] { return counter }
                let counter = Metrics.Counter(
                    label: "mcp.validation.failures",
                    dimensions: [("tool", name), ("rule", issue.code.rawValue)],
                    factory: factory
                )
                state.faults[issue.code] = counter
                return counter
            }
            counter.increment()
        }
    }
}
