import MCPServerTesting
import Testing

@testable import MCPServer

/// A fixed sequence of numbers (SplitMix64), so that a failure can be repeated.
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

@Suite struct RobustnessTests {
    private static let seeds = [
        echoCall(1, "text é", meta: #","_meta":{"progressToken":3}"#),
        #"{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"calculate","arguments":{"expression":"1+1"},"#
            + claim + "}}",
        #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-03-26","clientInfo":{"name":"n","version":"1"}}}"#,
        #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"# + claim + "}}",
        #"[{"jsonrpc":"2.0","id":1,"method":"ping"},{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}]"#,
    ]

    @Test("Whatever comes in, what goes out is a well-formed answer or nothing", arguments: 1...8)
    func mutations(_ seed: Int) async throws {
        var numbers = Numbers(state: UInt64(seed))
        let tokens = [
            "{", "}", "[", "]", "\"", ":", ",", "null", "1e999", "-", "\\u", "\\ud800", "\u{0}", "id", "é", "9",
        ]
        for round in 0..<400 {
            let connection = SampleServer(tools: SampleApp()).testConnection(
                ProtocolRevision.all[round % ProtocolRevision.all.count]
            )
            var bytes = Array(Self.seeds[round % Self.seeds.count].utf8)
            for _ in 0...Int.random(in: 0..<4, using: &numbers) {
                let place = Int.random(in: 0..<bytes.count, using: &numbers)
                switch Int.random(in: 0..<5, using: &numbers) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &numbers)
                case 1: bytes.remove(at: place)
                case 2:
                    bytes.insert(
                        contentsOf: tokens.randomElement(using: &numbers).map { Array($0.utf8) } ?? [],
                        at: place
                    )
                case 3: bytes.removeSubrange(place..<min(place + 9, bytes.count))
                default: bytes += bytes[place...]
                }
                if bytes.isEmpty { bytes = [0] }
            }
            guard let answer = await connection.send(bytes) else { continue }
            try check(answer)
        }
    }

    @Test("Nesting is bounded")
    func nesting() async throws {
        let deep = String(repeating: "[", count: 100_000)
        let connection = SampleServer(tools: SampleApp()).testConnection()
        #expect(await connection.send(deep)?.contains("-32700") == true)
        let message = #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"x":"# + deep
        #expect(await connection.send(message)?.contains("-32700") == true)
    }

    private func check(_ answer: [UInt8]) throws {
        #expect(!answer.contains(0x0A))
        let value = try JSONValue.read(answer)
        if case .array(let answers) = value {
            #expect(!answers.isEmpty)
            for answer in answers { try checkAnswer(answer) }
        } else {
            try checkAnswer(value)
        }
    }

    private func checkAnswer(_ answer: JSONValue) throws {
        guard case .object(let object) = answer else {
            Issue.record("no object: \(answer)")
            return
        }
        #expect(object["jsonrpc"] == "2.0")
        #expect((object["result"] == nil) != (object["error"] == nil))
        #expect(object["id"] != .null)
        if object["result"] != nil { #expect(object["id"] != nil) }
        if case .object(let error) = object["error"] {
            guard case .number = error["code"], case .string = error["message"] else {
                Issue.record("incomplete: \(answer)")
                return
            }
        }
    }
}
