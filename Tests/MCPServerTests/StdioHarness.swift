import Dispatch
import Logging
import Synchronization

@testable import MCPServer

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// A server that runs over two pipes in this process.
final class StdioHarness: Sendable {
    private let toServer: Int32
    private let fromServer: Int32
    // Queues of their own have threads of their own; the global ones share theirs with Swift's pool.
    private let readQueue = DispatchQueue(label: "test.read")
    private let writeQueue = DispatchQueue(label: "test.write")
    private let isInputOpen = Mutex(true)
    private let running: Task<Void, any Error>
    private let lines: Mutex<(LineSplitter, [String])>

    init(
        _ app: SampleApp,
        limits: StdioTransport<SampleServer<SampleApp>>.Limits = .init(),
        areEndsNonBlocking: Bool = false
    ) {
        signal(SIGPIPE, SIG_IGN)
        var input: [Int32] = [0, 0]
        var output: [Int32] = [0, 0]
        pipe(&input)
        pipe(&output)
        toServer = input[1]
        fromServer = output[0]
        if areEndsNonBlocking {
            for end in [input[0], output[1]] { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        }
        lines = Mutex((LineSplitter(maximumLength: 1 << 24), []))
        var logger = Logger(label: "test")
        logger.logLevel = .critical
        let ends = (input[0], output[1])
        let transport = StdioTransport(
            SampleServer(tools: app),
            input: ends.0,
            output: ends.1,
            logger: logger,
            limits: limits
        )
        running = Task {
            try await transport.run()
            close(ends.0)
            close(ends.1)
        }
    }

    /// Sends text as it is.
    func write(_ text: String) { _ = writeAll(toServer, Array(text.utf8)) }

    /// Sends messages, one a line.
    func send(_ messages: String...) { for message in messages { write(message + "\n") } }

    /// Sends texts on another thread, then ends the input.
    func writeMeanwhile(_ texts: [String]) {
        writeQueue.async {
            for text in texts { self.write(text) }
            self.endInput()
        }
    }

    /// The next line that the server sends, or `nil` at the end of its output.
    func next() async -> String? {
        // Reading blocks, and must not block the threads that the server's tasks run on.
        await withCheckedContinuation { continuation in
            readQueue.async { continuation.resume(returning: self.nextBlocking()) }
        }
    }

    private func nextBlocking() -> String? {
        while true {
            if let line = lines.withLock({ $0.1.isEmpty ? nil : $0.1.removeFirst() }) { return line }
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(fromServer, &buffer, buffer.count)
            guard count > 0 else { return nil }
            lines.withLock { lines in
                buffer[..<count].withUnsafeBytes { bytes in
                    var arrived: [String] = []
                    lines.0.take(bytes) { line in
                        if case .complete(let bytes) = line { arrived.append(String(decoding: bytes, as: UTF8.self)) }
                    }
                    lines.1 += arrived
                }
            }
        }
    }

    /// All lines up to the end of the output.
    func rest() async -> [String] {
        var all: [String] = []
        while let line = await next() { all.append(line) }
        return all
    }

    func endInput() {
        isInputOpen.withLock { isOpen in
            if isOpen { close(toServer) }
            isOpen = false
        }
    }

    /// Lets the server see that nobody reads its output.
    func stopReading() { close(fromServer) }

    func cancel() { running.cancel() }

    func untilEnd() async throws { try await running.value }

    func finish() async throws {
        endInput()
        try await running.value
    }
}

/// Something that happens once, to be awaited in place of a sleep.
final class Event: Sendable {
    private let state = Mutex<(Bool, [CheckedContinuation<Void, Never>])>((false, []))

    func fire() {
        let waiters = state.withLock { state in
            state.0 = true
            defer { state.1 = [] }
            return state.1
        }
        for waiter in waiters { waiter.resume() }
    }

    func wait() async {
        await withCheckedContinuation { continuation in
            let hasFired = state.withLock { state in
                if !state.0 { state.1.append(continuation) }
                return state.0
            }
            if hasFired { continuation.resume() }
        }
    }
}

func echoCall(_ id: Int, _ message: String = "m", meta: String = "") -> String {
    """
    {"jsonrpc":"2.0","id":\(id),"method":"tools/call","params":{"name":"echo","arguments":{"message":"\(message)"}\(meta)}}
    """
}

func echoAnswer(_ id: Int, _ message: String = "m") -> String {
    """
    {"jsonrpc":"2.0","id":\(id),"result":{"content":[{"type":"text","text":"\(message)"}]}}
    """
}
