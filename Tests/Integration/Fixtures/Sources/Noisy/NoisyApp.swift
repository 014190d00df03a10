import MCPServerHTTP

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#endif

/// Tools that misbehave in the ways in which tools misbehave.
@main
struct NoisyApp: NoisyTools {
    static func main() async throws {
        // Libraries greet before anybody can stop them; this stands in a buffer until somebody flushes it.
        if getenv("GREETING") != nil { print("Welcome to noisy 1.0.0!") }
        try await NoisyServer(tools: NoisyApp()).run()
        print("Goodbye from noisy.")
    }

    // MARK: - Output

    func printText(_ input: PrintText.Input, _ context: CallContext) async throws -> ToolResult {
        print(input.text)
        puts(input.text)
        let line = Array("\(input.text)\n".utf8)
        _ = write(1, line, line.count)
        fflush(nil)
        print("left in the buffer: \(input.text)", terminator: "")
        return .text(input.text)
    }

    func startProgram(_ context: CallContext) async throws -> StartProgram.Output {
        let script = "echo printed by a program; for fd in 3 4 5 6 7 8 9; do echo stray >&$fd; done 2>/dev/null; cat"
        var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("sh"), strdup("-c"), strdup(script), nil]
        defer { arguments.forEach { free($0) } }
        var environment: [UnsafeMutablePointer<CChar>?] = [nil]
        var program: pid_t = 0
        guard posix_spawn(&program, "/bin/sh", nil, nil, &arguments, &environment) == 0 else {
            throw ToolError("sh does not start")
        }
        var status: Int32 = 0
        waitpid(program, &status, 0)
        return .init(status: Int(status), input: readLine())
    }

    func large(_ input: Large.Input, _ context: CallContext) async throws -> ToolResult {
        .text(String(repeating: "x", count: input.length))
    }

    func everyBlock(_ context: CallContext) async throws -> ToolResult {
        let time = "2026-07-28T00:00:00Z"
        let notes = ContentAnnotations(audience: [.user, .assistant], priority: 0.5, lastModified: time)
        return ToolResult([
            .text("a text").annotated(notes),
            .image([0x89, 0x50, 0x4E, 0x47], mimeType: "image/png").annotated(notes),
            .audio([0x52, 0x49, 0x46, 0x46, 0x00], mimeType: "audio/wav").annotated(notes),
            .resourceLink(.init(uri: "file:///a%20b", name: "ab", title: "A B", mimeType: "text/plain", size: 3)),
            .resource(uri: "file:///text", mimeType: "text/plain", text: "embedded \u{2028} text").annotated(notes),
            .resource(uri: "file:///bytes", data: [0, 255]),
        ])
    }

    // MARK: - Time

    func wait(_ context: CallContext) async throws -> ToolResult {
        await context.reportProgress(1, message: "waiting")
        do {
            try await Task.sleep(for: .seconds(60))
        } catch {
            tell("cancelled \(context.requestID)")
            throw error
        }
        return .text("nobody cancelled this")
    }

    func linger(_ input: Linger.Input, _ context: CallContext) async throws -> ToolResult {
        await context.reportProgress(1, message: "lingering")
        let duration = Duration.milliseconds(input.milliseconds)
        await Task.detached { try? await Task.sleep(for: duration) }.value
        tell("lingered \(context.requestID)")
        return .text("lingered")
    }

    func overrun(_ input: Overrun.Input, _ context: CallContext) async throws -> ToolResult {
        let duration = Duration.milliseconds(input.milliseconds)
        await Task.detached { try? await Task.sleep(for: duration) }.value
        tell(Task.isCancelled ? "overran \(context.requestID)" : "kept \(context.requestID)")
        return .text("done")
    }

    func delay(_ input: Delay.Input, _ context: CallContext) async throws -> ToolResult {
        try await Task.sleep(for: .milliseconds(input.milliseconds))
        return .text(input.text)
    }

    // MARK: - Progress

    func count(_ input: Count.Input, _ context: CallContext) async throws -> Count.Output {
        for number in 1...input.to {
            await context.reportProgress(Double(number), total: Double(input.to), message: "\(number) of \(input.to)")
        }
        return .init(reported: context.wantsProgress)
    }

    func pace(_ input: Pace.Input, _ context: CallContext) async throws -> ToolResult {
        for number in 1...input.to {
            try await Task.sleep(for: .milliseconds(input.milliseconds))
            await context.reportProgress(Double(number), total: Double(input.to))
        }
        try await Task.sleep(for: .milliseconds(input.milliseconds))
        return .text("arrived")
    }

    func pour(_ input: Pour.Input, _ context: CallContext) async throws -> ToolResult {
        let text = String(repeating: "x", count: input.length)
        for number in 1...input.to {
            await context.reportProgress(Double(number), message: text)
            tell("poured \(context.requestID) \(number)")
        }
        return .text("poured")
    }

    func changeList(_ input: ChangeList.Input, _ context: CallContext) async throws -> ToolResult {
        for _ in 1...input.times { context.server.toolsChanged() }
        return .text("changed")
    }

    func stumble(_ context: CallContext) async throws -> ToolResult {
        for progress in [1, 1, 0.5, .nan, .infinity, 2, -3, 2, 2.5] {
            await context.reportProgress(progress, total: .nan, message: "\(progress)")
        }
        // One that outlives its call must find the reporter closed.
        Task.detached {
            try? await Task.sleep(for: .milliseconds(50))
            await context.reportProgress(100)
            self.tell("reported late")
        }
        return .text("stumbled")
    }

    // MARK: - Errors

    /// What callers must never see.
    struct Secret: Error, CustomStringConvertible {
        var description: String { "password=hunter2 in /etc/noisy.conf" }
    }

    func fail(_ context: CallContext) async throws -> ToolResult {
        throw Secret()
    }

    func refuse(_ input: Refuse.Input, _ context: CallContext) async throws -> ToolResult {
        throw ToolError(input.reason)
    }

    func notANumber(_ input: NotANumber.Input, _ context: CallContext) async throws -> NotANumber.Output {
        switch input.sign {
        case .positive: .init(value: .infinity)
        case .negative: .init(value: -.infinity)
        case .noneValue: .init(value: .nan)
        }
    }

    // MARK: - Callers

    func administer(_ context: CallContext) async throws -> ToolResult { .text("administered") }

    func regional(_ input: Regional.Input, _ context: CallContext) async throws -> ToolResult { .text(input.region) }

    // MARK: - Context

    func whoami(_ context: CallContext) async throws -> Whoami.Output {
        .init(
            revision: context.revision.description,
            session: context.session != nil,
            sessions: context.server.sessions.count,
            requestID: context.requestID.description,
            client: context.client?.name
        )
    }

    /// Tells the test what it can wait for.
    private func tell(_ text: String) {
        let line = Array("[\(text)]\n".utf8)
        _ = write(STDERR_FILENO, line, line.count)
    }
}

/// Takes the caller's word for who it is.
struct UserStage: Stage {
    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        var request = request
        if let user = request.headers.first(where: { $0.name.canonicalName == "x-user" })?.value {
            request.principal = Principal(subject: user)
        }
        return await next(request, trace)
    }
}
