/// Takes an event stream apart as its bytes arrive, by the rules of HTML's section on server-sent events.
struct EventStreamParser {
    /// An event with data.
    struct Event: Equatable {
        var data: [UInt8]
    }

    /// The id of the last event that had one: where to go on when the stream breaks off.
    private(set) var lastEventID: String?
    /// How long to wait before that, in milliseconds.
    private(set) var retry: Int?
    /// How many bytes wait for the end of their event.
    var pendingSize: Int { line.count + data.count }

    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var isAfterReturn = false
    private var isFirstLine = true

    /// Takes bytes and answers the events that they finish.
    mutating func feed(_ bytes: some Sequence<UInt8>) -> [Event] {
        var events: [Event] = []
        for byte in bytes {
            let endsReturn = isAfterReturn && byte == UInt8(ascii: "\n")
            isAfterReturn = byte == UInt8(ascii: "\r")
            if endsReturn { continue }
            if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
                if let event = endLine() { events.append(event) }
            } else {
                line.append(byte)
            }
        }
        return events
    }

    private mutating func endLine() -> Event? {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        guard !line.isEmpty else { return endEvent() }
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
        var value = line[(colon.map { $0 + 1 } ?? line.endIndex)...]
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        // A line that begins with a colon is a comment: its field has no name.
        switch String(decoding: line[..<(colon ?? line.endIndex)], as: UTF8.self) {
        case "data":
            if hasData { data.append(UInt8(ascii: "\n")) }
            data += value
            hasData = true
        case "id" where !value.contains(0): lastEventID = String(decoding: value, as: UTF8.self)
        case "retry": retry = Int(String(decoding: value, as: UTF8.self)).flatMap { $0 >= 0 ? $0 : nil } ?? retry
        default: break
        }
        return nil
    }

    private mutating func endEvent() -> Event? {
        defer {
            data.removeAll()
            hasData = false
        }
        // Servers open a stream with an event that has an id and nothing in it.
        return data.isEmpty ? nil : Event(data: data)
    }
}
