package import Logging
import Synchronization

/// All that is known about one call. Unchanging, but for the deadline, which a call gets when it begins to run: what is
/// rarely wanted is read from the message when it is.
package final class CallRecord: Sendable {
    package let requestID: RequestID
    let tool: String
    let revision: ProtocolRevision
    let session: Session?
    let server: ServerContext
    let principal: Principal?
    /// What tells callers apart: the principal, else what the transport says.
    var caller: String? { principal?.subject ?? origin }
    private let origin: String?
    package let logger: Logger
    let progress: ProgressReporter?
    let logGate: LogGate
    /// What the call says before its answer goes this way.
    package let outlet: CallOutlet
    let message: [UInt8]
    /// Where the client's description of itself stands in the message; empty if nowhere.
    let clientInfo: Range<Int>
    /// Where the client's capabilities stand in the message; empty if nowhere.
    let clientCapabilities: Range<Int>
    /// Where `_meta` stands in the message; empty if nowhere.
    let meta: Range<Int>
    private let timeoutEnd = Mutex<ContinuousClock.Instant?>(nil)

    init(
        _ envelope: Envelope,
        id: RequestID,
        tool: String,
        revision: ProtocolRevision,
        conversation: Conversation,
        server: ServerContext
    ) {
        requestID = id
        self.tool = tool
        self.revision = revision
        session = revision.isLegacy ? conversation.session : nil
        self.server = server
        principal = conversation.principal
        origin = conversation.origin
        logger = conversation.logger
        outlet = CallOutlet(conversation.sink)
        progress = conversation.sink == nil ? nil : ProgressReporter(envelope, revision: revision)
        logGate =
            revision.isLegacy
            ? conversation.logThreshold.map { .threshold($0) } ?? .closed
            : envelope.text(at: envelope.logLevel).flatMap(LogLevel.init(name:)).map { .from($0) } ?? .closed
        message = envelope.bytes
        clientInfo = envelope.claimedClientInfo
        clientCapabilities = envelope.claimedCapabilities
        meta = envelope.meta
    }

    /// Whether the caller wants to be told how far the work has come.
    package var wantsProgress: Bool { progress != nil }

    /// When a timeout will end the call, if one will.
    var deadline: ContinuousClock.Instant? { timeoutEnd.withLock { $0 } }

    func setDeadline(_ deadline: ContinuousClock.Instant) { timeoutEnd.withLock { $0 = deadline } }

    func value(at range: Range<Int>) -> JSONValue? {
        range.isEmpty ? nil : try? JSONValue.read(message[range])
    }
}
