public import Logging
import ToolValidation

/// Writes log lines as JSON, an object each, to standard error: in the form of the stage `RequestLog`, so that one reader
/// understands all that a server writes.
///
/// ```swift
/// LoggingSystem.bootstrap { JSONLogHandler(label: $0) }
/// ```
///
/// ```json
/// {"ts":"2026-11-21T09:30:00.123Z","level":"info","logger":"shop","msg":"Ordered.","request_id":"…","tool":"order"}
/// ```
///
/// Metadata become members of the object, nested ones as objects and lists. What comes within 5 ms is written at once, what is
/// an error without delay. Where standard error is not read, up to 4 MiB wait; of what is lost a line tells the number.
public struct JSONLogHandler: LogHandler {
    /// The least serious level that is written.
    public var logLevel: Logger.Level
    /// What every line states.
    public var metadata: Logger.Metadata = [:]
    /// Where further metadata come from.
    public var metadataProvider: Logger.MetadataProvider?

    private let label: String
    private let output: LineOutput

    /// The names that the handler itself gives to members. Metadata of these names get a `_` behind them.
    private static let reserved: Set<String> = ["ts", "level", "logger", "msg", "error"]

    /// Creates a handler.
    ///
    /// - Parameters:
    ///   - label: The logger's label.
    ///   - metadataProvider: Where further metadata come from; by default the ids of the request that is served.
    public init(label: String, metadataProvider: Logger.MetadataProvider? = .mcpRequest) {
        self.init(label: label, metadataProvider: metadataProvider, output: .standardError)
    }

    package init(label: String, metadataProvider: Logger.MetadataProvider? = .mcpRequest, output: LineOutput) {
        self.label = label
        self.metadataProvider = metadataProvider
        self.output = output
        logLevel = .ofEnvironment ?? .info
    }

    /// What every line states under a name.
    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    /// Writes a line.
    public func log(event: LogEvent) {
        var all = metadata
        if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
        if let own = event.metadata { all.merge(own) { $1 } }
        var json = JSONWriter()
        json.beginObject()
        json.writeMember("ts", TimeText.now())
        json.writeMember("level", event.level.rawValue)
        json.writeMember("logger", label)
        json.writeMember("msg", "\(event.message)")
        if let error = event.error { json.writeMember("error", "\(error)") }
        for (key, value) in all.sorted(by: { $0.key < $1.key }) {
            json.writeKey(Self.reserved.contains(key) ? key + "_" : key)
            json.write(value)
        }
        json.endObject()
        output.write(json.bytes)
        if event.level >= .error { output.flush() }
    }
}

extension JSONWriter {
    /// Writes a member that is a text.
    fileprivate mutating func writeMember(_ key: StaticString, _ text: String) {
        writeKey(key)
        write(text)
    }

    fileprivate mutating func write(_ value: Logger.MetadataValue) {
        switch value {
        case .string(let text): write(text)
        case .stringConvertible(let value): write("\(value)")
        case .array(let values):
            beginArray()
            for value in values { write(value) }
            endArray()
        case .dictionary(let values):
            beginObject()
            for (key, value) in values.sorted(by: { $0.key < $1.key }) {
                writeKey(key)
                write(value)
            }
            endObject()
        }
    }
}
