#if HTTP
import Dispatch
import Synchronization
import Testing

@testable import MCPServerHTTP

@Suite("Bounds", .timeLimit(.minutes(1)))
struct BoundTests {
    @Test("More connections than may be open wait until one closes")
    func connections() async throws {
        var options = HTTPOptions()
        options.maxConnections = 1
        try await withServer(options: options) { harness in
            let first = try await harness.connect()
            #expect(try await first.call(.modern()).status == 200)
            let second = try await harness.connect()
            try await second.send(TestRequest.modern(name: "wait").bytes)
            for _ in 1...100 { #expect(try await first.call(.modern()).status == 200) }
            #expect(harness.probe.count("began") == 0)
            await first.close()
            await harness.probe.wait(for: "began")
        }
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
