#if JWT
import Synchronization

@testable import MCPServerJWT

/// Clocks that a test turns.
final class ManualTime: TimeSource {
    /// Seconds since 1970.
    static let start = 1_800_000_000.0

    private let passed = Mutex(Duration.zero)

    var uptime: Duration { passed.withLock { $0 } }

    var secondsSince1970: Double { Self.start + uptime / .seconds(1) }

    func advance(by duration: Duration) { passed.withLock { $0 += duration } }
}
#endif
