import Synchronization

/// What bounds the calls of one tool: how long each may take, how many may run at once, and how often a caller may call.
final class ToolLimits: Sendable {
    private let timeout: Duration?
    private let concurrency: Int
    private let rateLimit: RateLimitPolicy?
    private let callers: MemoryRateLimitStore
    /// How many handlers run. One that ran into its timeout counts until it has really ended.
    private let runningCount = Mutex(0)

    /// Creates limits, or none where there is nothing to bound.
    init?(
        timeout: Duration?,
        concurrency: Int?,
        rateLimit: RateLimitPolicy? = nil,
        callers: @autoclosure () -> MemoryRateLimitStore = MemoryRateLimitStore()
    ) {
        guard timeout != nil || concurrency != nil || rateLimit != nil else { return nil }
        self.timeout = timeout
        self.concurrency = concurrency ?? .max
        self.rateLimit = rateLimit
        self.callers = callers()
    }

    /// Whether it matters who calls.
    var areByCaller: Bool { rateLimit != nil }

    /// Runs a handler within the limits.
    ///
    /// - Parameters:
    ///   - record: The call.
    ///   - refused: Told of a call that there is no room for, with the name of the limit.
    ///   - handler: Runs the handler.
    /// - Returns: The handler's result.
    /// - Throws: What the handler throws, or ``ToolError`` where the call exceeds a limit.
    func run(
        _ record: CallRecord,
        _ refused: (String) -> Void = { _ in },
        _ handler: @escaping @Sendable () async throws -> ToolResult
    ) async throws -> ToolResult {
        if let rateLimit {
            let decision = callers.admit(record.caller ?? "", cost: 1, rateLimit)
            guard decision.isAdmitted else {
                refused("tool")
                let time = words(for: .seconds(decision.retryAfter.roundedUpSeconds))
                throw ToolError("Too many calls of \(record.tool). Try again in \(time).")
            }
        }
        guard enter() else {
            refused("tool_concurrency")
            throw ToolError("Too many calls of \(record.tool) are running. Try again in a moment.")
        }
        guard let timeout else {
            defer { leave() }
            return try await handler()
        }
        let deadline = ContinuousClock.now + timeout
        record.setDeadline(deadline)
        let ending = Ending()
        // A task of its own and no child, which the answer would have to wait for.
        let task = Task {
            let result: Result<ToolResult, any Error>
            do {
                result = .success(try await handler())
            } catch {
                result = .failure(error)
            }
            // First, so that a caller who has the answer finds the place free.
            leave()
            ending.decide(result)
        }
        let timer = Task {
            try await Task.sleep(until: deadline, clock: .continuous)
            let overdue = ToolError("\(record.tool) took longer than \(words(for: timeout)) and was ended.")
            // First, so that what the handler makes of its cancellation is not taken for the answer.
            guard ending.decide(.failure(overdue)) else { return }
            CallContext(record: record).logger.warning("The tool took longer than \(words(for: timeout))")
            task.cancel()
        }
        defer { timer.cancel() }
        return try await withTaskCancellationHandler {
            try await ending.result
        } onCancel: {
            task.cancel()
        }
    }

    private func enter() -> Bool {
        runningCount.withLock { count in
            guard count < concurrency else { return false }
            count += 1
            return true
        }
    }

    private func leave() { runningCount.withLock { $0 -= 1 } }
}

/// How a call ended, as whoever comes first decides.
private final class Ending: Sendable {
    /// Invariant: the waiter waits only while there is no result.
    private struct State {
        var result: Result<ToolResult, any Error>?
        var waiter: CheckedContinuation<ToolResult, any Error>?
    }

    private let state = Mutex(State())

    /// Says how the call ended.
    ///
    /// - Returns: Whether that had not been decided before.
    @discardableResult
    func decide(_ result: Result<ToolResult, any Error>) -> Bool {
        let (isFirst, waiter) = state.withLock { state in
            guard state.result == nil else { return (false, nil as CheckedContinuation<ToolResult, any Error>?) }
            state.result = result
            defer { state.waiter = nil }
            return (true, state.waiter)
        }
        waiter?.resume(with: result)
        return isFirst
    }

    /// The result, as soon as there is one. For one reader.
    var result: ToolResult {
        get async throws {
            try await withCheckedThrowingContinuation { continuation in
                let result = state.withLock { state in
                    if state.result == nil { state.waiter = continuation }
                    return state.result
                }
                if let result { continuation.resume(with: result) }
            }
        }
    }
}

/// A duration for people: `30 seconds`, `250 milliseconds`.
private func words(for duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    guard attoseconds != 0 else { return seconds == 1 ? "1 second" : "\(seconds) seconds" }
    let milliseconds = seconds * 1000 + attoseconds / 1_000_000_000_000_000
    return milliseconds == 1 ? "1 millisecond" : "\(milliseconds) milliseconds"
}
