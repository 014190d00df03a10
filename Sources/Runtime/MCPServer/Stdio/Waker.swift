import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Ends a wait in `poll` from another thread.
final class Waker: Sendable {
    /// Becomes readable once ``wake()`` was called.
    let descriptor: Int32
    /// Invariant: the end to write to, or -1 once that is closed.
    private let writeEnd: Mutex<Int32>

    /// Creates a waker, or `nil` where the process has no descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        descriptor = ends[0]
        writeEnd = Mutex(ends[1])
    }

    /// Ends the wait, now or when it begins.
    func wake() {
        writeEnd.withLock { end in
            if end >= 0 { _ = close(end) }
            end = -1
        }
    }

    deinit {
        wake()
        _ = close(descriptor)
    }
}
