import Foundation

extension Contender {
    /// Work done in this thread.
    init(work: @escaping () -> Void) {
        run = { count in
            let start = processorTime()
            for _ in 0..<count { work() }
            return processorTime() - start
        }
    }

    /// Work that is a process of its own, with those that it starts and waits for.
    init(_ command: Command) {
        run = { count in
            var time = 0.0
            for _ in 0..<count { time += try command.run().processorTime }
            return time
        }
    }
}

/// The processor time of this thread, in nanoseconds.
func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
}

/// Takes a value away from the optimiser.
@inline(never)
func consume<Value>(_ value: borrowing Value) {}
