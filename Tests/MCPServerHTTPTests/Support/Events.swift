#if HTTP
/// An event of a stream, read as the HTML standard says.
struct WireEvent: Sendable, Equatable {
    var id: String?
    var retry: String?
    var data: String

    /// Reads the lines of an event; `nil` for what has no data, such as a comment.
    init?(_ block: some StringProtocol) {
        var data: [Substring] = []
        for line in block.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
            let value = (parts.count > 1 ? parts[1] : "").drop { $0 == " " }
            switch parts.first {
            case "id": id = String(value)
            case "retry": retry = String(value)
            case "data": data.append(Substring(value))
            default: break
            }
        }
        guard !data.isEmpty else { return nil }
        self.data = data.joined(separator: "\n")
    }

    /// Reads whole events.
    static func all(_ text: String) -> [WireEvent] {
        text.split(separator: "\n\n").compactMap { WireEvent($0) }
    }
}

extension Wire {
    /// Begins a stream.
    func open(_ request: TestRequest) async throws -> WireResponse {
        try await send(request.bytes)
        return try await head()
    }

    /// Reads so many events, and no more chunks than they need.
    func events(_ count: Int) async throws -> [WireEvent] {
        var text = ""
        var events: [WireEvent] = []
        while events.count < count {
            guard let chunk = try await chunk() else { throw WireClosed() }
            text += chunk
            if text.hasSuffix("\n\n") { events = WireEvent.all(text) }
        }
        return events
    }

    /// Reads the rest of a stream.
    func remainingEvents() async throws -> [WireEvent] {
        var text = ""
        while let chunk = try await chunk() { text += chunk }
        return WireEvent.all(text)
    }
}
#endif
