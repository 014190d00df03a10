#if HTTP
/// Where the events of one stream are kept.
struct StreamRecording: Sendable {
    let log: any EventLog
    let session: String
    /// The stream's number within the session.
    let stream: Int
    /// Called when the last message has been kept.
    let ended: @Sendable () -> Void

    func append(_ message: [UInt8], _ number: Int) {
        log.append(message, as: EventID(stream: stream, number: number), in: session)
    }

    func messages(after number: Int) async -> [[UInt8]]? {
        await log.messages(after: EventID(stream: stream, number: number), in: session)
    }
}
#endif
