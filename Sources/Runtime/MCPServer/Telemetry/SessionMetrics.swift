import Metrics

/// What a server measures of its legacy sessions.
package struct SessionMetrics: Sendable {
    private let active: Meter
    /// In the order of the revisions.
    private let durations: [Timer]

    package init(_ metrics: MessageMetrics, over transport: NetworkTransport) {
        let factory = metrics.factory
        active = Meter(label: "mcp.sessions.active", factory: factory)
        durations = ProtocolRevision.all.filter(\.isLegacy).map { revision in
            let labels = [("network.transport", transport.rawValue), ("mcp.protocol.version", revision.description)]
            return Timer(label: "mcp.server.session.duration", dimensions: labels, factory: factory)
        }
    }

    /// Takes note of a session that begins.
    package func began() { active.increment() }

    /// Takes note of a session that has ended.
    package func ended(_ session: Session, since start: ContinuousClock.Instant) {
        active.decrement()
        let place = ProtocolRevision.all.firstIndex(of: session.revision)
        if let place, durations.indices.contains(place) { durations[place].record(since: start) }
    }
}
