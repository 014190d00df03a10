#if HTTP
import NIOCore
import Testing

@testable import MCPServer
@testable import MCPServerHTTP

@Suite("Results that are the same for all who ask")
struct SharedResultTests {
    @Test("Long ones are sent from where they are, short ones in one piece", arguments: [100, 32 << 10, 200_000])
    func parts(_ size: Int) throws {
        let result = SharedResult(Array("\"\(String(repeating: "x", count: size - 2))\"".utf8))
        let replies = ["a", "b"].map { Reply.result(.string($0), result) }
        let expected = #"{"jsonrpc":"2.0","id":"a","result":"# + String(decoding: result.bytes, as: UTF8.self) + "}"
        #expect(String(decoding: replies[0].bytes, as: UTF8.self) == expected)
        let responses = replies.map { ServerResponse(status: .ok, headers: [.vary: "Origin"], reply: $0) }
        #expect(responses[0].headers[.contentType] == "application/json")
        #expect(responses[0].headers.count == 2)
        switch (responses[0].body, responses[1].body) {
        case (.bytes(let buffer), .bytes):
            #expect(size < 32 << 10)
            #expect(String(buffer: buffer) == expected)
        case (.parts(let parts), .parts(let others)):
            #expect(size >= 32 << 10)
            #expect(parts.map { String(buffer: $0) }.joined() == expected)
            #expect(parts.byteCount == expected.utf8.count)
            // One place in memory for both.
            let places = try [parts, others].map { parts in
                try #require(parts.dropFirst().first).withUnsafeReadableBytes { $0.baseAddress }
            }
            #expect(places[0] == places[1])
        default: Issue.record("a body of another kind")
        }
    }
}
#endif
