#if HTTP
import Dispatch
import Synchronization

#if canImport(Darwin)
import Darwin
#elseif canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#endif

/// SIGTERM and SIGINT: the first asks to stop, the second ends the process at once.
enum StopSignals {
    private static let numbers = [SIGTERM, SIGINT]
    private static let isStopping = Atomic(false)

    /// Handles the signals until the returned task is cancelled. They are handled on a queue of its own, so that not even
    /// threads that are stuck keep the process alive.
    static func handle(_ stop: @escaping @Sendable () -> Void) -> Task<Void, Never> {
        for number in numbers { signal(number, SIG_IGN) }
        let queue = DispatchQueue(label: "swift-mcp-generator.signals")
        return Task {
            let sources = numbers.map { number in
                let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
                source.setEventHandler {
                    // As a shell reports a program that a signal has ended.
                    if isStopping.exchange(true, ordering: .relaxed) { _exit(128 + number) }
                    stop()
                }
                source.resume()
                return source
            }
            await untilCancelled()
            for source in sources { source.cancel() }
            for number in numbers { signal(number, SIG_DFL) }
            isStopping.store(false, ordering: .relaxed)
        }
    }

    private static func untilCancelled() async {
        let isCancelled = OneShot<Void>()
        await withTaskCancellationHandler {
            await isCancelled.value
        } onCancel: {
            isCancelled.set(())
        }
    }
}
#endif
