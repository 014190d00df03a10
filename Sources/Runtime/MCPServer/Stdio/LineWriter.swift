import Dispatch
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Writes whole lines to a descriptor, from any thread, each behind the other.
///
/// A line is written at once by who sends it where that cannot block, and otherwise by a queue of its own, so that a
/// client that reads slowly holds up no thread of Swift's pool.
final class LineWriter: Sendable {
    /// How many bytes may wait before senders are asked to wait.
    static let roomLimit = 1 << 20

    /// Invariant: `pending` holds whole lines, in the order in which they were sent, behind all that was written; only
    /// the pump writes while `isPumping`.
    private struct State {
        var pending: [UInt8] = []
        var isPumping = false
        var isBroken = false
        /// Who waits for `pending` to shrink.
        var waitingForRoom: [@Sendable () -> Void] = []
        /// Who waits for everything to be written.
        var waitingForEnd: [@Sendable () -> Void] = []

        var hasRoom: Bool { isBroken || pending.count < LineWriter.roomLimit }
    }

    private let descriptor: Int32
    private let kind: DescriptorKind
    private let queue = DispatchQueue(label: "swift-mcp-generator.stdio.writer")
    private let state = Mutex(State())
    private let onFailure: @Sendable () -> Void

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - descriptor: What to write to. Its flags are left alone, as other processes may share them.
    ///   - onFailure: Called once, when nobody reads any more.
    init(_ descriptor: Int32, onFailure: @escaping @Sendable () -> Void) {
        self.descriptor = descriptor
        self.onFailure = onFailure
        kind = DescriptorKind(descriptor)
    }

    /// Sends a line.
    ///
    /// - Parameter line: What to write, without the line's end.
    /// - Returns: Whether there is room for more; see ``waitForRoom()``.
    @discardableResult
    func send(_ line: [UInt8]) -> Bool {
        let (hasRoom, mustPump) = state.withLock { state in
            guard !state.isBroken else { return (true, false) }
            let isFirst = state.pending.isEmpty && !state.isPumping
            state.pending.append(contentsOf: line)
            state.pending.append(0x0A)
            guard !state.isPumping else { return (state.hasRoom, false) }
            if isFirst, writeAtOnce(&state.pending) { return (true, false) }
            state.isPumping = true
            return (state.hasRoom, true)
        }
        if mustPump { queue.async { self.pump() } }
        return hasRoom
    }

    /// Whether nobody reads any more.
    var isBroken: Bool { state.withLock { $0.isBroken } }

    /// Waits until there is room for more.
    func waitForRoom() async {
        await withCheckedContinuation { continuation in whenRoom { continuation.resume() } }
    }

    /// Sends a line and blocks the calling thread until there is room for more.
    func sendBlocking(_ line: [UInt8]) {
        guard !send(line) else { return }
        let semaphore = DispatchSemaphore(value: 0)
        whenRoom { semaphore.signal() }
        semaphore.wait()
    }

    /// Waits until everything is written, or nobody reads any more.
    func waitForEnd() async {
        await withCheckedContinuation { continuation in
            let isAtEnd = state.withLock { state in
                guard state.isPumping, !state.isBroken else { return true }
                state.waitingForEnd.append { continuation.resume() }
                return false
            }
            if isAtEnd { continuation.resume() }
        }
    }

    private func whenRoom(_ action: @escaping @Sendable () -> Void) {
        let hasRoom = state.withLock { state in
            guard !state.hasRoom else { return true }
            state.waitingForRoom.append(action)
            return false
        }
        if hasRoom { action() }
    }
}

// MARK: - Writing

extension LineWriter {
    /// Writes the lines if that cannot block.
    ///
    /// - Returns: Whether all is written. What is not stays in place.
    private func writeAtOnce(_ lines: inout [UInt8]) -> Bool {
        let written = lines.withUnsafeBytes { kind.writeWithoutBlocking(descriptor, $0) }
        guard written < lines.count else {
            lines.removeAll(keepingCapacity: true)
            return true
        }
        if written > 0 { lines.removeFirst(written) }
        return false
    }

    /// Writes until nothing is pending. Runs on the queue.
    private func pump() {
        var lines: [UInt8] = []
        while true {
            lines.removeAll(keepingCapacity: true)
            let resumed = state.withLock { state -> [@Sendable () -> Void] in
                swap(&lines, &state.pending)
                defer { state.waitingForRoom = [] }
                guard !lines.isEmpty else {
                    state.isPumping = false
                    defer { state.waitingForEnd = [] }
                    return state.waitingForRoom + state.waitingForEnd
                }
                return state.waitingForRoom
            }
            for action in resumed { action() }
            guard !lines.isEmpty else { return }
            guard writeAll(descriptor, lines) else {
                abandon()
                onFailure()
                return
            }
        }
    }

    /// Gives up what is not written yet; whoever waits goes on.
    func abandon() {
        let actions = state.withLock { state in
            let actions = state.waitingForRoom + state.waitingForEnd
            state = State(isBroken: true)
            return actions
        }
        for action in actions { action() }
    }
}

/// Writes all bytes, however long that takes.
///
/// - Returns: Whether that was possible.
func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN || errno == EWOULDBLOCK {
                // Whoever shares the descriptor made it non-blocking.
                waitUntilReady(descriptor, Int16(POLLOUT))
            } else if errno != EINTR {
                return false
            }
        }
        return true
    }
}

/// Blocks until a descriptor can be used, or will fail at once.
func waitUntilReady(_ descriptor: Int32, _ events: Int16) {
    var request = pollfd(fd: descriptor, events: events, revents: 0)
    while poll(&request, 1, -1) < 0, errno == EINTR {}
}
