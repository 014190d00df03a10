import Logging
import Synchronization
import Testing
import ToolValidation

@testable import MCPServer

@Suite struct JSONLogTests {
    /// What a handler writes.
    private func lines(_ body: (inout Logger) -> Void) throws -> [JSONObject] {
        let text = Mutex("")
        let output = LineOutput { bytes in text.withLock { $0 += String(decoding: bytes, as: UTF8.self) } }
        var logger = Logger(label: "shop") { JSONLogHandler(label: $0, output: output) }
        logger.logLevel = .info
        body(&logger)
        output.flush()
        return try text.withLock { $0 }.split(separator: "\n").map { line in
            guard case .object(let object) = try JSONValue.read(Array(line.utf8)[...]) else { return [:] }
            return object
        }
    }

    @Test func writesAnObjectALine() throws {
        let lines = try lines { logger in
            logger[metadataKey: "part"] = "cart"
            logger.info(
                "a \"quoted\"\nline",
                metadata: ["list": ["x", "y"], "map": ["k": "v"], "level": "mine", "part": "till"]
            )
            logger.debug("not wanted")
            logger.error("second")
        }
        let first = try #require(lines.first)
        #expect(lines.count == 2)
        #expect(first.members.map(\.key) == ["ts", "level", "logger", "msg", "level_", "list", "map", "part"])
        #expect(first["level"] == .string("info"))
        #expect(first["logger"] == .string("shop"))
        #expect(first["msg"] == .string("a \"quoted\"\nline"))
        #expect(first["level_"] == .string("mine"))
        #expect(first["list"] == .array([.string("x"), .string("y")]))
        #expect(first["map"] == .object(["k": .string("v")]))
        #expect(first["part"] == .string("till"))
        #expect(lines[1]["part"] == .string("cart"))
    }

    @Test func statesTheIDsOfTheRequest() throws {
        let trace = RequestTrace()
        trace.note {
            $0.requestID = "r1"
            $0.sessionLabel = "s1"
            $0.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        }
        let lines = try lines { logger in
            RequestTrace.$current.withValue(trace) { logger.info("in") }
            logger.info("out")
        }
        #expect(lines[0]["request_id"] == .string("r1"))
        #expect(lines[0]["session_id"] == .string("s1"))
        #expect(lines[0]["trace_id"] == .string("0af7651916cd43dd8448eb211c80319c"))
        #expect(lines[1]["request_id"] == nil)
    }
}
