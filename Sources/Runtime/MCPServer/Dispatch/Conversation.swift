package import Logging

/// What a transport knows about the place a message came from.
package struct Conversation: Sendable {
    /// What an `initialize` agreed, if there was one.
    package var session: Session?
    /// The revision of messages that state none, where there is no session.
    package var assumedRevision: ProtocolRevision
    /// Whether the stateless rules hold for messages that do not state their revision: over HTTP a header can say so.
    package var isStateless = false
    /// What names a session that begins with the next message.
    package var nextSessionID: String
    /// Who sends the message, if that is known.
    package var principal: Principal?
    /// What tells callers apart that are not known, such as their address.
    package var origin: String?
    /// Where logs go.
    package var logger: Logger
    /// Which log messages the client of a legacy conversation wants; `nil` where none can be sent.
    package var logThreshold: LogThreshold?
    /// Where progress and log messages go; `nil` where there is no way to send them.
    package var sink: MessageSink?

    package init(
        session: Session? = nil,
        assumedRevision: ProtocolRevision = .newestLegacy,
        nextSessionID: String,
        principal: Principal? = nil,
        origin: String? = nil,
        logger: Logger,
        logThreshold: LogThreshold? = nil,
        sink: MessageSink? = nil
    ) {
        self.session = session
        self.assumedRevision = assumedRevision
        self.nextSessionID = nextSessionID
        self.principal = principal
        self.origin = origin
        self.logger = logger
        self.logThreshold = logThreshold
        self.sink = sink
    }
}

/// What a message asks the transport to do next.
package enum Step: Sendable {
    /// Send an answer.
    case reply(Reply)
    /// Keep a session, then send the answer.
    case open(Session, Reply)
    /// Run a call, at leisure, and send its answer if there is one.
    case call(PendingCall)
    /// Tell of changes until the client ends it.
    case listen(Subscription)
    /// End the call or the subscription with that id, of the same client, without an answer.
    case cancel(RequestID)
    /// Take each step, then send what answers there are as one array.
    case batch([Step])
    /// Nothing: the message was a notification, or the response to a request that was never made.
    case ignore
}

/// A call that has been found good and not been run yet.
package struct PendingCall: Sendable {
    /// The place of the tool in the catalog.
    package let tool: Int
    package let record: CallRecord
    let arguments: Range<Int>

    /// The arguments as they stand in the message; empty where there are none.
    package var argumentBytes: ArraySlice<UInt8> { record.message[arguments] }
}
