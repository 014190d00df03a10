import Synchronization

/// How serious a log message to the client is (`LoggingLevel` in the schemas, the severities of RFC 5424).
public enum LogLevel: Int, Sendable, Comparable, CaseIterable {
    /// What helps to find faults.
    case debug
    /// What happens in general.
    case info
    /// What is normal but worth knowing.
    case notice
    /// What may lead to a fault.
    case warning
    /// Something went wrong.
    case error
    /// A part of the system fails.
    case critical
    /// Somebody has to do something at once.
    case alert
    /// Nothing works.
    case emergency

    /// Compares by severity.
    public static func < (lhs: LogLevel, rhs: LogLevel) -> Bool { lhs.rawValue < rhs.rawValue }

    private static let names = [
        "debug", "info", "notice", "warning", "error", "critical", "alert", "emergency",
    ]

    /// What messages call the level.
    var name: String { Self.names[rawValue] }

    /// The level that messages call so.
    init?(name: String) {
        guard let place = Self.names.firstIndex(of: name) else { return nil }
        self.init(rawValue: place)
    }
}

/// The least level that the client of a legacy conversation wants to be sent (`logging/setLevel`).
package final class LogThreshold: Sendable {
    /// What is sent as long as the client has not said what it wants: the specification leaves that to the server.
    private static let unasked = LogLevel.info

    private let storage = Atomic(unasked.rawValue)

    package init() {}

    package var level: LogLevel {
        get { LogLevel(rawValue: storage.load(ordering: .relaxed)) ?? Self.unasked }
        set { storage.store(newValue.rawValue, ordering: .relaxed) }
    }
}

/// Which log messages the caller of one tool wants.
enum LogGate {
    /// None: in the stateless revisions a request that names no level.
    case closed
    /// Those from a level on, which the request names.
    case from(LogLevel)
    /// Those from the level on that the session has at the moment.
    case threshold(LogThreshold)

    func admits(_ level: LogLevel) -> Bool {
        switch self {
        case .closed: false
        case .from(let least): level >= least
        case .threshold(let threshold): level >= threshold.level
        }
    }
}
