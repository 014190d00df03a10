import Synchronization

/// Sends the progress of one call.
package final class ProgressReporter: Sendable {
    /// How many reports a call may make at once.
    static let burst = 100
    /// How far apart reports have to be in the long run.
    static let interval = Duration.milliseconds(50)

    /// Invariant: what is sent under the lock rises.
    private struct State {
        var last = -Double.infinity
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
    private let state = Mutex(State())

    /// Creates a reporter for a request, if that has a token.
    init?(_ envelope: Envelope, revision: ProtocolRevision) {
        guard !envelope.progressToken.isEmpty, let token = RequestID(json: envelope.bytes[envelope.progressToken])
        else { return nil }
        self.token = token
        sendsMessages = revision >= .v2025_03_26
    }

    /// Reports, if that is due.
    ///
    /// - Parameters:
    ///   - progress: How much is done.
    ///   - total: How much there is to do.
    ///   - message: What is being done.
    ///   - send: Sends the notification, and says whether it did.
    /// - Returns: Whether anything was sent.
    func report(_ progress: Double, total: Double?, message: String?, _ send: ([UInt8]) -> Bool) -> Bool {
        state.withLock { state in
            guard progress.isFinite, progress > state.last else { return false }
            guard state.admit(isLast: total.map { progress >= $0 } ?? false) else { return false }
            state.last = progress
            // Under the lock, so that no later report can overtake.
            return send(notification(progress, total: total, message: message))
        }
    }

    private func notification(_ progress: Double, total: Double?, message: String?) -> [UInt8] {
        JSONWriter.notification("notifications/progress") { json in
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
        }
    }
}
