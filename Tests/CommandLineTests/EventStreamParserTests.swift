import Testing

@testable import mcp_generator

@Suite struct EventStreamParserTests {
    private func events(_ text: String, parser: inout EventStreamParser) -> [String] {
        parser.feed(text.utf8).map { String(decoding: $0.data, as: UTF8.self) }
    }

    private func events(_ text: String) -> [String] {
        var parser = EventStreamParser()
        return events(text, parser: &parser)
    }

    @Test func readsEvents() {
        #expect(events("data: a\n\ndata:b\n\n") == ["a", "b"])
        #expect(events("event: message\ndata: a\ndata:  b\n\n") == ["a\n b"])
        #expect(events(": a comment\n\ndata: a\n\n: another\n\n") == ["a"])
        #expect(events("\u{FEFF}data: a\r\n\r\ndata: b\r\rdata: c\n\n") == ["a", "b", "c"])
    }

    @Test func leavesOutWhatIsEmptyOrUnfinished() {
        #expect(events("id: 1\ndata:\n\nretry: 5\n\ndata: a\n").isEmpty)
    }

    @Test func remembersWhereToGoOn() {
        var parser = EventStreamParser()
        _ = parser.feed("id: 7\nretry: 250\ndata: \n\n".utf8)
        #expect(parser.lastEventID == "7")
        #expect(parser.retry == 250)
        _ = parser.feed("id: x\u{0}y\nretry: -3\nretry: soon\n\n".utf8)
        #expect(parser.lastEventID == "7")
        #expect(parser.retry == 250)
    }

    /// However the network cuts the bytes, the events are the same.
    @Test func takesBytesInAnyPortions() {
        let text = "data: ä\r\ndata: b\r\n\r\n: c\r\n\r\nid: 1\r\ndata: d\r\n\r\n"
        let whole = events(text)
        #expect(whole == ["ä\nb", "d"])
        for size in 1...7 {
            var parser = EventStreamParser()
            var rest = Array(text.utf8)[...]
            var found: [String] = []
            while !rest.isEmpty {
                found += parser.feed(rest.prefix(size)).map { String(decoding: $0.data, as: UTF8.self) }
                rest = rest.dropFirst(size)
            }
            #expect(found == whole)
            #expect(parser.pendingSize == 0)
        }
    }
}
