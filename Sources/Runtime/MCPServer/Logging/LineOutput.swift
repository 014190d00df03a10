import Dispatch
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Writes lines without letting those wait who have them: what comes within a short while is written at once.
package final class LineOutput: Sendable {
    package static let standardError = LineOutput { _ = writeAll(STDERR_FILENO, $0) }

    /// How many bytes may wait. Lines beyond that are lost, which a later line tells.
    private static let capacity = 4 << 20
    /// How long the first line waits for company: waking a thread for each would cost more than a small call.
    private static let delay = DispatchTimeInterval.milliseconds(5)

    /// Invariant: a write is scheduled or runs whenever `lines` is not empty.
    private struct State {
        var lines: [UInt8] = []
        var isScheduled = false
        var lostCount = 0
    }

    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "swift-mcp-generator.log")
    private let sink: @Sendable ([UInt8]) -> Void

    package init(_ sink: @escaping @Sendable ([UInt8]) -> Void) { self.sink = sink }

    /// Takes a line, which must not have a line break.
    package func write(_ line: [UInt8]) {
        let mustSchedule = state.withLock { state in
            guard state.lines.count + line.count < Self.capacity else {
                state.lostCount += 1
                return false
            }
            state.lines += line
            state.lines.append(UInt8(ascii: "\n"))
            defer { state.isScheduled = true }
            return !state.isScheduled
        }
        if mustSchedule { queue.asyncAfter(deadline: .now() + Self.delay) { self.drain() } }
    }

    /// Waits until all that was taken has been written.
    package func flush() { queue.sync { drain() } }

    private func drain() {
        while true {
            let lines = state.withLock { state -> [UInt8] in
                var lines = state.lines
                state.lines = []
                if state.lostCount > 0 {
                    lines += Array("{\"event\":\"log_lines_lost\",\"count\":\(state.lostCount)}\n".utf8)
                    state.lostCount = 0
                }
                if lines.isEmpty { state.isScheduled = false }
                return lines
            }
            guard !lines.isEmpty else { return }
            sink(lines)
        }
    }
}
