#if HTTP
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Counts connections: those beyond the limit are told to come again later, and that of so many at once.
///
/// Beyond those, too, none is taken from the system's queue: an answer to each would be work without bounds.
final class ConnectionPlaces: Sendable {
    /// How many may be open.
    let limit: Int
    private let count = Atomic(0)
    /// What is measured; `nil` where nobody looks at it.
    private let metrics: HTTPMetrics?

    init(limit: Int, metrics: HTTPMetrics? = nil) {
        self.limit = limit
        self.metrics = metrics
    }

    /// How many are taken from the system's queue: a few more, to be told.
    var acceptedLimit: Int { limit + min(64, max(1, limit / 8)) }

    /// Takes note of a connection.
    ///
    /// - Returns: Whether there is a place for it.
    func enter() -> Bool {
        metrics?.connectionBegan()
        let isWelcome = count.wrappingAdd(1, ordering: .relaxed).newValue <= limit
        if !isWelcome { metrics?.limited(by: "connections") }
        return isWelcome
    }

    /// Takes note of the end of one.
    func leave() {
        metrics?.connectionEnded()
        count.wrappingSubtract(1, ordering: .relaxed)
    }
}

/// How many connections may be open, of those that are wanted: half of the files that the process may open at most.
///
/// The other half is for what the tools open. A listener that has no descriptor left for the next connection would try
/// again and again, which keeps a core busy.
func connectionLimit(wanted: Int) -> Int {
    let descriptors = sysconf(Int32(_SC_OPEN_MAX))
    return descriptors > 0 ? min(wanted, max(1, descriptors / 2)) : wanted
}
#endif
