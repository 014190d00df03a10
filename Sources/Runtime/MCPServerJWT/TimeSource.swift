#if JWT
#if canImport(FoundationEssentials)
import FoundationEssentials
#else
import Foundation
#endif

/// What the time is.
protocol TimeSource: Sendable {
    /// Seconds since 1970, as claims of tokens count them.
    var secondsSince1970: Double { get }
    /// A time that nobody can set.
    var uptime: Duration { get }
}

/// The clocks of the machine.
struct SystemTime: TimeSource {
    private static let start = ContinuousClock.now

    var secondsSince1970: Double { Date().timeIntervalSince1970 }

    var uptime: Duration { Self.start.duration(to: .now) }
}
#endif
