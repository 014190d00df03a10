import Logging
import Synchronization
import Testing

@testable import MCPServer

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

private let ping = #"{"jsonrpc":"2.0","id":"p","method":"ping"}"#
private let pong = #"{"jsonrpc":"2.0","id":"p","result":{}}"#

@Suite(.timeLimit(.minutes(1))) struct StdioTests {
    @Test func answersInLines() async throws {
        let harness = StdioHarness(SampleApp())
        harness.send(ping, "", "  \r", echoCall(1))
        #expect(await harness.next() == pong)
        #expect(await harness.next() == echoAnswer(1))
        harness.write(ping.dropLast(7) + "")
        harness.write(ping.suffix(7) + "\r\n")
        #expect(await harness.next() == pong)
        try await harness.finish()
        #expect(await harness.rest() == [])
    }

    @Test("A last line without an end counts")
    func lastLine() async throws {
        let harness = StdioHarness(SampleApp())
        harness.write(ping)
        harness.endInput()
        #expect(await harness.rest() == [pong])
        try await harness.finish()
    }

    @Test("A session begins with initialize, and both eras are served in it")
    func session() async throws {
        let harness = StdioHarness(SampleApp())
        let count = #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"list_sessions"}}"#
        harness.send(count)
        #expect(await harness.next()?.contains(#"{"active":0}"#) == true)
        harness.send(#"{"jsonrpc":"2.0","id":1,"method":"server/discover","params":{"# + claim + "}}")
        #expect(await harness.next()?.contains("supportedVersions") == true)
        harness.send(
            #"{"jsonrpc":"2.0","id":2,"method":"initialize","params":{"protocolVersion":"2025-03-26"}}"#,
            count
        )
        #expect(await harness.next()?.contains(#""protocolVersion":"2025-03-26""#) == true)
        #expect(await harness.next()?.contains(#"{"active":1}"#) == true)
        harness.send("[\(echoCall(3)),\(ping)]")
        #expect(await harness.next() == "[\(pong),\(echoAnswer(3))]")
        try await harness.finish()
    }

    @Test("A cancelled call has no answer, and its task is cancelled")
    func cancellation() async throws {
        let hasBegun = Event()
        let hasEnded = Event()
        let app = SampleApp(onEcho: { input, context in
            guard input.message == "long" else { return .text(input.message) }
            hasBegun.fire()
            while !context.isCancelled { await Task.yield() }
            hasEnded.fire()
            throw CancellationError()
        })
        let harness = StdioHarness(app)
        harness.send(echoCall(1, "long"))
        await hasBegun.wait()
        harness.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":"1"}}"#, echoCall(2))
        #expect(await harness.next() == echoAnswer(2))
        harness.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"reason":"x"}}"#)
        await hasEnded.wait()
        harness.send(echoCall(3))
        #expect(await harness.next() == echoAnswer(3))
        try await harness.finish()
        #expect(await harness.rest() == [])
    }

    @Test("An id that is still in use is refused")
    func repeatedID() async throws {
        let goOn = Event()
        let app = SampleApp(onEcho: { input, _ in
            await goOn.wait()
            return .text(input.message)
        })
        let harness = StdioHarness(app)
        harness.send(echoCall(1), echoCall(1))
        #expect(await harness.next()?.hasPrefix(#"{"jsonrpc":"2.0","id":1,"error":{"code":-32600"#) == true)
        goOn.fire()
        #expect(await harness.next() == echoAnswer(1))
        try await harness.finish()
    }

    @Test("Progress rises, precedes the answer, and stops with it")
    func progress() async throws {
        let late = Event()
        let isReported = Event()
        let app = SampleApp(onEcho: { _, context in
            for value in [0.5, 0.5, 0.25, .nan, 1, 2.5] {
                await context.reportProgress(value, total: 2.5, message: "m")
            }
            Task {
                await late.wait()
                await context.reportProgress(9)
                isReported.fire()
            }
            return .text("done \(context.wantsProgress)")
        })
        let harness = StdioHarness(app)
        harness.send(echoCall(1, meta: #","_meta":{"progressToken":"t"}"#))
        for value in ["0.5", "1", "2.5"] {
            #expect(
                await harness.next() == """
                    {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":"t",\
                    "progress":\(value),"total":2.5,"message":"m"}}
                    """
            )
        }
        #expect(await harness.next() == echoAnswer(1, "done true"))
        late.fire()
        await isReported.wait()
        harness.send(echoCall(2))
        #expect(await harness.next() == echoAnswer(2, "done false"))
        try await harness.finish()
    }

    @Test("Calls that run at the end of the input are answered")
    func drain() async throws {
        let goOn = Event()
        let hasBegun = Event()
        let app = SampleApp(onEcho: { input, _ in
            hasBegun.fire()
            await goOn.wait()
            return .text(input.message)
        })
        let harness = StdioHarness(app)
        harness.send(echoCall(1))
        harness.endInput()
        await hasBegun.wait()
        goOn.fire()
        #expect(await harness.rest() == [echoAnswer(1)])
        try await harness.finish()
    }

    @Test("Calls that do not end are cancelled, then given up")
    func stubborn() async throws {
        let goOn = Event()
        let app = SampleApp(onEcho: { input, _ in
            await goOn.wait()
            return .text(input.message)
        })
        var limits = StdioTransport<SampleServer<SampleApp>>.Limits()
        limits.drain = .milliseconds(20)
        limits.cancellation = .milliseconds(20)
        let harness = StdioHarness(app, limits: limits)
        harness.send(echoCall(1))
        try await harness.finish()
        #expect(await harness.rest() == [])
        goOn.fire()
    }

    @Test("More calls than may run or wait are served in turn, and the reader waits meanwhile")
    func backPressure() async throws {
        let running = Mutex((now: 0, most: 0))
        let app = SampleApp(onEcho: { input, _ in
            running.withLock { running in
                running.now += 1
                running.most = max(running.most, running.now)
            }
            for _ in 0..<20 { await Task.yield() }
            running.withLock { $0.now -= 1 }
            return .text(input.message)
        })
        var limits = StdioTransport<SampleServer<SampleApp>>.Limits()
        limits.runningCalls = 3
        limits.waitingCalls = 2
        let harness = StdioHarness(app, limits: limits)
        harness.writeMeanwhile((0..<200).map { echoCall($0) + "\n" })
        #expect(Set(await harness.rest()) == Set((0..<200).map { echoAnswer($0) }))
        try await harness.finish()
        #expect(running.withLock { $0.most } == 3)
    }

    @Test("A long line is refused without being kept, and reading goes on behind it")
    func longLine() async throws {
        var limits = StdioTransport<SampleServer<SampleApp>>.Limits()
        limits.lineLength = 1000
        let harness = StdioHarness(SampleApp(), limits: limits)
        harness.writeMeanwhile(Array(repeating: String(repeating: " ", count: 1000), count: 2000) + ["\n", ping])
        #expect(
            await harness.rest() == [
                #"{"jsonrpc":"2.0","error":{"code":-32600,"message":"Invalid Request: the message is too long"}}"#,
                pong,
            ]
        )
        try await harness.finish()
    }

    @Test("Answers larger than any pipe arrive whole, beside many others", arguments: [false, true])
    func largeAnswers(_ areEndsNonBlocking: Bool) async throws {
        let app = SampleApp(onEcho: { input, _ in .text(String(repeating: input.message, count: 50_000)) })
        let harness = StdioHarness(app, areEndsNonBlocking: areEndsNonBlocking)
        for id in 0..<8 { harness.send(echoCall(id, "ab")) }
        harness.endInput()
        let text = String(repeating: "ab", count: 50_000)
        #expect(Set(await harness.rest()) == Set((0..<8).map { echoAnswer($0, text) }))
        try await harness.finish()
    }

    @Test("A client that no longer reads ends the serving")
    func brokenPipe() async throws {
        let harness = StdioHarness(SampleApp())
        harness.stopReading()
        harness.send(ping)
        // The input stays open: the failed write alone ends it.
        try await harness.untilEnd()
        harness.endInput()
    }

    @Test("Cancelling the task ends the serving")
    func cancelledRun() async throws {
        let hasBegun = Event()
        let app = SampleApp(onEcho: { _, context in
            hasBegun.fire()
            while !context.isCancelled { await Task.yield() }
            return .text("late")
        })
        let harness = StdioHarness(app)
        harness.send(echoCall(1))
        await hasBegun.wait()
        harness.cancel()
        try await harness.untilEnd()
        #expect(await harness.rest() == [])
    }
}

@Suite struct StandardStreamTests {
    @Test("What a handler prints, and what was printed before, stays out of the protocol")
    func print() async {
        await #expect(processExitsWith: .exitCode(7)) {
            var input: [Int32] = [0, 0]
            var output: [Int32] = [0, 0]
            pipe(&input)
            pipe(&output)
            dup2(input[0], 0)
            dup2(output[1], 1)
            close(output[1])
            dup2(open("/dev/null", O_WRONLY), 2)
            // Without a line's end, because it must stay in the buffer until the descriptor is another.
            Swift.print("before", terminator: "")
            let app = SampleApp(onEcho: { input, _ in
                Swift.print("during", readLine() ?? "nothing")
                return .text(input.message)
            })
            _ = writeAll(input[1], Array((echoCall(1) + "\n").utf8))
            close(input[1])
            try await SampleServer(tools: app).serveStandardStreams()
            Swift.print("after")
            var bytes = [UInt8](repeating: 0, count: 4096)
            let count = read(output[0], &bytes, bytes.count)
            let text = String(decoding: bytes[..<max(0, count)], as: UTF8.self)
            exit(text == echoAnswer(1) + "\n" ? 7 : 1)
        }
    }

    @Test func arguments() {
        #expect(LaunchArguments([]) == .stdio)
        #expect(LaunchArguments(["--stdio"]) == .stdio)
        #expect(LaunchArguments(["--version"]) == .version)
        #expect(LaunchArguments(["--stdio", "--describe"]) == .describe)
        #expect(LaunchArguments(["--help", "--nonsense"]) == .help)
        #expect(LaunchArguments(["--http"]) == .unknown("--http"))
        #expect(SampleServer<SampleApp>.describedAsJSON().hasPrefix(#"{"server":{"name":"sample","version":"1.0.0"},"#))
    }
}
