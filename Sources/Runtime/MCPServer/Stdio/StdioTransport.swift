import Dispatch
package import Logging
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// Serves one client over two descriptors, one message a line (specification, "Transports", stdio).
package struct StdioTransport<Server: ToolServer>: Sendable {
    /// How much the transport takes on, and how long it waits.
    package struct Limits: Sendable {
        /// How many bytes a line may have.
        package var lineLength = 4 << 20
        /// How many calls run at once.
        package var runningCalls = 128
        /// How many more may wait, before no more messages are read.
        package var waitingCalls = 1024
        /// How long calls may go on after the end of the input.
        package var drain = Duration.seconds(5)
        /// How long they may take to notice their cancellation then.
        package var cancellation = Duration.seconds(1)

        package init() {}
    }

    private let server: Server
    private let input: Int32
    private let output: Int32
    private let logger: Logger
    private let limits: Limits

    package init(_ server: Server, input: Int32, output: Int32, logger: Logger, limits: Limits = Limits()) {
        self.server = server
        self.input = input
        self.output = output
        self.logger = logger
        self.limits = limits
    }

    /// Serves until the input ends, nobody reads the output any more, or the task is cancelled; then lets calls that
    /// run come to their end, for a bounded time.
    package func run() async throws {
        guard let waker = Waker() else { throw OutOfDescriptors() }
        let sessionCount = Counter()
        let dispatcher = Dispatcher(
            server,
            sessions: Sessions { sessionCount.value },
            metrics: MessageMetrics(Server.catalog, over: .pipe)
        )
        let writer = LineWriter(output) { waker.wake() }
        let desk = CallDesk(
            limits: CallDesk.Limits(running: limits.runningCalls, waiting: limits.waitingCalls),
            writer: writer,
            run: { await dispatcher.run($0) }
        )
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue(label: "swift-mcp-generator.stdio.reader").async {
                    var reader = StdioReader(
                        dispatcher: dispatcher,
                        desk: desk,
                        writer: writer,
                        logger: logger,
                        sessionCount: sessionCount
                    )
                    reader.run(input, waker: waker, lineLength: limits.lineLength)
                    continuation.resume()
                }
            }
        } onCancel: {
            waker.wake()
            desk.stop()
            writer.abandon()
        }
        await drain(desk, writer)
    }

    /// Waits for the calls that run, and for their answers to be written, but not for ever.
    private func drain(_ desk: CallDesk, _ writer: LineWriter) async {
        let isHopeless = writer.isBroken
        if isHopeless { desk.stop() }
        let timer = Task {
            if !isHopeless {
                try await Task.sleep(for: limits.drain)
                logger.warning("The input has ended; calls that still run are cancelled.")
                desk.stop()
            }
            try await Task.sleep(for: limits.cancellation)
            logger.warning("Some calls did not end in time.")
            desk.abandon()
            writer.abandon()
        }
        await desk.waitUntilIdle()
        await writer.waitForEnd()
        timer.cancel()
    }
}

/// The process has no file descriptors left.
struct OutOfDescriptors: Error {}

/// A number that several threads use.
final class Counter: Sendable {
    private let number = Atomic(0)

    var value: Int {
        get { number.load(ordering: .relaxed) }
        set { number.store(newValue, ordering: .relaxed) }
    }
}
