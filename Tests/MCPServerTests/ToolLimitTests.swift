import MCPServerTesting
import Testing

@testable import MCPServer

@Suite struct ToolLimitTests {
    @Test("A timeout answers at once, even for a handler that pays no heed to its cancellation")
    func timeout() async throws {
        let (began, cancelled, mayEnd, ended) = (Event(), Event(), Event(), Event())
        let connection = BoundedServer { call in
            began.fire()
            await withTaskCancellationHandler {
                await mayEnd.wait()
            } onCancel: {
                cancelled.fire()
            }
            ended.fire()
            return .text("late")
        }.testConnection()

        let overdue = try await connection.call("short", [:])
        #expect(overdue.isError)
        #expect(overdue.text == "short took longer than 20 milliseconds and was ended.")
        await cancelled.wait()

        // It still runs, and so counts.
        let refused = try await connection.call("short", [:])
        #expect(refused.isError)
        #expect(refused.text == "Too many calls of short are running. Try again in a moment.")
        mayEnd.fire()
        await ended.wait()
        // Between the handler's end and the place being free there is a moment.
        var last = refused.text
        for _ in 0..<10_000 where last == refused.text {
            last = try await connection.call("short", [:]).text
            await Task.yield()
        }
        #expect(last != refused.text)
    }

    @Test("A handler that ends in time is answered for as ever, and knows its deadline")
    func inTime() async throws {
        let start = ContinuousClock.now
        let connection = BoundedServer { call in
            let deadline = try #require(call.context.deadline)
            #expect((start + .seconds(600) ... .now + .seconds(600)).contains(deadline))
            return .text("done")
        }.testConnection()
        #expect(try await connection.call("long", [:]).text == "done")

        let refusing = BoundedServer { _ in throw ToolError("Not today.") }.testConnection()
        #expect(try await refusing.call("long", [:]).text == "Not today.")
        let failing = BoundedServer { _ in throw UnexpectedReply("secret") }.testConnection()
        #expect(try await failing.call("long", [:]).text == "long failed with an internal error.")
    }

    @Test("A caller that cancels reaches the handler through its timeout")
    func cancellation() async throws {
        let (began, cancelled) = (Event(), Event())
        let connection = BoundedServer { call in
            await withTaskCancellationHandler {
                began.fire()
                await cancelled.wait()
            } onCancel: {
                cancelled.fire()
            }
            #expect(call.context.isCancelled)
            return .text("nobody reads this")
        }.testConnection()
        let call = Task { try await connection.call("long", [:]) }
        await began.wait()
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
    }

    @Test("Beyond its concurrency a tool is refused at once, and free again when a call has ended")
    func concurrency() async throws {
        let (first, second, mayEnd) = (Event(), Event(), Event())
        let connection = BoundedServer { call in
            #expect(call.context.deadline == nil)
            (call.context.requestID.description == "1" ? first : second).fire()
            await mayEnd.wait()
            return .text("done")
        }.testConnection()
        let calls = (0..<2).map { _ in Task { try await connection.call("pair", [:]).text } }
        await first.wait()
        await second.wait()
        for _ in 0..<3 {
            let refused = try await connection.call("pair", [:])
            #expect(refused.isError)
            #expect(refused.text == "Too many calls of pair are running. Try again in a moment.")
        }
        mayEnd.fire()
        for call in calls { #expect(try await call.value == "done") }
        #expect(try await connection.call("pair", [:]).text == "done")
        // A handler that throws has ended, too.
        let failing = BoundedServer { _ in throw ToolError("no") }.testConnection()
        for _ in 0..<5 { #expect(try await failing.call("pair", [:]).text == "no") }
    }

    @Test("A caller that calls too often is told when to try again, and others are not concerned")
    func rateLimit() async throws {
        let connection = BoundedServer { _ in .text("done") }.testConnection()
        for _ in 0..<2 { #expect(try await connection.call("rare", [:]).text == "done") }
        let refused = try await connection.call("rare", [:])
        #expect(refused.isError)
        #expect(refused.text.wholeMatch(of: /Too many calls of rare. Try again in \d+ seconds./) != nil)
        #expect(try await connection.call("free", [:]).text == "done")
        let limits = ToolLimits(
            timeout: nil,
            concurrency: nil,
            rateLimit: RateLimitPolicy(requests: 1, per: .seconds(1))
        )
        #expect(limits?.areByCaller == true)
    }

    @Test func withoutLimitsNothingIsBounded() async throws {
        let connection = BoundedServer { .text($0.context.deadline == nil ? "free" : "bounded") }.testConnection()
        #expect(try await connection.call("free", [:]).text == "free")
        #expect(BoundedServer.tool(at: 3)?.limits == nil)
    }
}

/// Tools that differ in their limits alone.
private struct BoundedServer: ToolServer {
    typealias Handler = @Sendable (ToolCall) async throws -> ToolResult

    struct Client: ToolClient {
        init(_ caller: any ToolCaller) {}
    }

    let tools: Handler

    init(_ handler: @escaping Handler) { tools = handler }

    static var info: ServerInfo { ServerInfo(name: "bounded", version: "1") }
    static var catalog: ToolCatalog { ToolCatalog(names: "short\nlong\npair\nfree\nrare", list: "[]") }

    static func tool(at index: Int) -> Tool<Handler>? {
        switch index {
        case 0: return Tool(run, timeout: .milliseconds(20), concurrency: 1)
        case 1: return Tool(run, timeout: .seconds(600))
        case 2: return Tool(run, concurrency: 2)
        case 3: return Tool(run)
        case 4: return Tool(run, rateLimit: (12, .seconds(3600)))
        default: return nil
        }
    }

    private static func run(_ call: ToolCall, _ handler: Handler) async throws -> ToolResult {
        try await handler(call)
    }
}
