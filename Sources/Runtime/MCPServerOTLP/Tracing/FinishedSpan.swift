#if OTLP
import Tracing

/// A span that has ended, as it is sent.
struct FinishedSpan: Sendable {
    /// Something that happened within it.
    struct Event: Sendable {
        var name: String
        /// In nanoseconds since 1970.
        var time: UInt64
        var attributes: BoundedAttributes
    }

    /// Another span that belongs to it.
    struct Link: Sendable {
        var identity: SpanIdentity
        var attributes: BoundedAttributes
    }

    var identity: SpanIdentity
    var parent: UInt64?
    var name: String
    var kind: SpanKind
    /// In nanoseconds since 1970.
    var start: UInt64
    var end: UInt64
    var attributes: BoundedAttributes
    var events: [Event]
    var droppedEventCount: Int
    var links: [Link]
    var droppedLinkCount: Int
    var status: SpanStatus?
}
#endif
