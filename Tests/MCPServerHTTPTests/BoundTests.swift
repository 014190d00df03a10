#if HTTP
import Dispatch
import Synchronization
import Testing

@testable import MCPServerHTTP

@Suite("Bounds", .timeLimit(.minutes(1)))
struct BoundTests {
    @Test("More connections than may be open are told to come later, and those beyond wait")
    func connections() async throws {
        var options = HTTPOptions()
        options.maxConnections = 1
        try await withServer(options: options) { harness in
            let first = try await harness.connect()
            #expect(try await first.call(.modern()).status == 200)
            for _ in 1...3 {
                let second = try await harness.connect()
                // Whether or not it asks for something.
                let refused = try await second.response()
                #expect(refused.status == 503)
                #expect(refused.headers["retry-after"] == "1")
                #expect(refused.headers["connection"] == "close")
                await second.close()
            }
            #expect(try await first.call(.modern()).status == 200)
            await first.close()
            while (try? await harness.connect().call(.modern()).status) != 200 {}
        }
        let places = ConnectionPlaces(limit: 4096)
        #expect(places.acceptedLimit == 4160)
        #expect(ConnectionPlaces(limit: 1).acceptedLimit == 2)
    }

    @Test("Lines of the log that nobody takes are lost from a limit on, and counted")
    func log() async {
        let probe = Probe()
        let text = Mutex("")
        let isBlocked = DispatchSemaphore(value: 0)
        let output = LineOutput { bytes in
            probe.note("writing")
            isBlocked.wait()
            text.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
        }
        output.write(Array("first".utf8))
        await probe.wait(for: "writing")
        let line = [UInt8](repeating: UInt8(ascii: "x"), count: 1 << 20)
        for _ in 1...5 { output.write(line) }
        for _ in 1...2 { isBlocked.signal() }
        output.flush()
        let lines = text.withLock { $0.split(separator: "\n") }
        #expect(lines.count == 5)
        #expect(lines.first == "first")
        #expect(lines.last == #"{"event":"log_lines_lost","count":2}"#)
    }
}
#endif
