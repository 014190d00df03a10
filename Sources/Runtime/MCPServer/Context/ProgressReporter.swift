import Synchronization

/// Where messages go that the server sends besides answers.
package struct MessageSink: Sendable {
    /// Hands over a message. Messages arrive in the order of these calls, before any answer that is sent later.
    package let send: @Sendable ([UInt8]) -> Void
    /// Waits until the receiver has room for more.
    package let waitForRoom: @Sendable () async -> Void

    package init(
        send: @escaping @Sendable ([UInt8]) -> Void,
        waitForRoom: @escaping @Sendable () async -> Void = {}
    ) {
        self.send = send
        self.waitForRoom = waitForRoom
    }
}

/// Sends the progress of one call.
package final class ProgressReporter: Sendable {
    /// How many reports a call may make at once.
    static let burst = 100
    /// How far apart reports have to be in the long run.
    static let interval = Duration.milliseconds(50)

    /// Invariant: what is sent under the lock rises, and nothing is sent once it is closed.
    private struct State {
        var last = -Double.infinity
        var isClosed = false
        /// When the next report would be due if they came evenly (generic cell rate algorithm).
        var due: ContinuousClock.Instant?

        mutating func admit(isLast: Bool) -> Bool {
            let now = ContinuousClock.now
            let start = max(due ?? now, now)
            guard isLast || start - now < ProgressReporter.interval * ProgressReporter.burst else { return false }
            due = start + ProgressReporter.interval
            return true
        }
    }

    private let token: RequestID
    private let sendsMessages: Bool
    private let sink: MessageSink
    private let state = Mutex(State())

    /// Creates a reporter for a request, if that has a token and the transport can send.
    init?(_ envelope: Envelope, revision: ProtocolRevision, _ sink: MessageSink?) {
        guard let sink, !envelope.progressToken.isEmpty,
            let token = RequestID(json: envelope.bytes[envelope.progressToken])
        else { return nil }
        self.token = token
        self.sink = sink
        sendsMessages = revision >= .v2025_03_26
    }

    func report(_ progress: Double, total: Double?, message: String?) async {
        let isSent = state.withLock { state in
            guard !state.isClosed, progress.isFinite, progress > state.last else { return false }
            guard state.admit(isLast: total.map { progress >= $0 } ?? false) else { return false }
            state.last = progress
            // Under the lock, so that neither a later report nor the answer can overtake.
            sink.send(notification(progress, total: total, message: message))
            return true
        }
        if isSent { await sink.waitForRoom() }
    }

    /// Ends the reporting, before the answer is sent.
    func close() {
        state.withLock { $0.isClosed = true }
    }

    private func notification(_ progress: Double, total: Double?, message: String?) -> [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.writeKey("jsonrpc")
        json.writeRaw("\"2.0\"")
        json.writeKey("method")
        json.writeRaw("\"notifications/progress\"")
        json.writeKey("params")
        json.beginObject()
        json.writeKey("progressToken")
        token.write(to: &json)
        json.writeKey("progress")
        json.write(progress)
        if let total, total.isFinite {
            json.writeKey("total")
            json.write(total)
        }
        if let message, sendsMessages {
            json.writeKey("message")
            json.write(message)
        }
        json.endObject()
        json.endObject()
        return json.bytes
    }
}
