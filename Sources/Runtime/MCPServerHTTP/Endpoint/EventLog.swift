#if HTTP
/// Keeps the latest events of the streams of legacy sessions, so that a client whose connection broke can have the rest.
protocol EventLog: Sendable {
    /// Takes an event. Those of a stream come in the order of their numbers.
    ///
    /// It must not wait: a log that is kept elsewhere sends events there on its own time.
    func append(_ message: [UInt8], as id: EventID, in session: String)

    /// The messages of a stream behind one of its events, in order.
    ///
    /// - Returns: The messages, or `nil` if some of them are not there (any more).
    func messages(after id: EventID, in session: String) async -> [[UInt8]]?

    /// Forgets the events of a session that has ended.
    func forget(_ session: String)
}

/// What names an event among all those of a session: the number of its stream, and its own within that.
///
/// Streams are numbered from 1 on, and 0 is the standalone one. Messages are numbered from 1 on, and 0 is what comes
/// before them.
struct EventID: Sendable, Hashable, CustomStringConvertible {
    /// The number of the stream that belongs to no request.
    static let standaloneStream = 0

    var stream: Int
    var number: Int

    /// The id as it stands in `id:` and `Last-Event-ID`.
    var description: String { "\(stream)-\(number)" }

    init(stream: Int, number: Int) {
        self.stream = stream
        self.number = number
    }

    /// Reads an id, or answers `nil` for what is none.
    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, let stream = Int(parts[0]), let number = Int(parts[1]) else { return nil }
        self.init(stream: stream, number: number)
        // One spelling for each, without signs and leading zeros.
        guard description == text else { return nil }
    }
}

/// How much is kept of event streams for clients whose connections break. The oldest events give way.
public struct EventLogLimits: Sendable {
    /// How many events a session may have in the log.
    public var eventsPerSession = 10_000
    /// How many bytes these may have.
    public var bytesPerSession = 4 << 20
    /// How many events all sessions together may have in the log.
    public var events = 200_000
    /// How many bytes these may have.
    public var bytes = 64 << 20

    /// Creates the limits that hold unless others are set.
    public init() {}
}
#endif
