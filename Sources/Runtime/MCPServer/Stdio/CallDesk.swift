import Dispatch
import Synchronization

/// Runs the calls of one client: so many at once, so many waiting, each ended by its cancellation.
final class CallDesk: Sendable {
    /// What a process takes on.
    struct Limits {
        /// How many calls run at once.
        var running = 128
        /// How many calls wait for that, before no more messages are read.
        var waiting = 1024
        /// How many bytes the messages of waiting calls may have together.
        var waitingBytes = 16 << 20
    }

    /// Where the answer of a call goes.
    enum Destination {
        case line
        case batch(BatchCollector)
    }

    private struct Work {
        var call: PendingCall
        var destination: Destination
        var size: Int { call.record.message.count }
    }

    private struct Entry {
        /// `nil` while the call waits.
        var task: Task<Void, Never>?
        var isCancelled = false
    }

    /// Invariant: `entries` has each call from its submission until its answer is decided; calls wait only while
    /// `runningCount` is at its limit; `runningCount` counts those whose answer has not been handed over entirely.
    private struct State {
        var entries: [RequestID: Entry] = [:]
        var waiting = Queue<Work>()
        var waitingBytes = 0
        var runningCount = 0
        var isStopped = false
        var isAbandoned = false
        /// Who waits for room in `waiting`: the reader.
        var waitingForRoom: DispatchSemaphore?
        var waitingForIdle: [CheckedContinuation<Void, Never>] = []

        var isIdle: Bool { isAbandoned || (runningCount == 0 && waiting.isEmpty) }
    }

    private let limits: Limits
    private let writer: LineWriter
    private let run: @Sendable (PendingCall) async -> Reply?
    private let state = Mutex(State())

    init(limits: Limits, writer: LineWriter, run: @escaping @Sendable (PendingCall) async -> Reply?) {
        self.limits = limits
        self.writer = writer
        self.run = run
    }

    /// Takes on a call. Blocks the calling thread while too many wait.
    ///
    /// - Returns: Whether that is possible: the id must not be that of a call that is still unanswered.
    func submit(_ call: PendingCall, to destination: Destination) -> Bool {
        let id = call.record.requestID
        while true {
            let outcome = state.withLock { state -> (isTaken: Bool, wait: DispatchSemaphore?) in
                guard state.entries[id] == nil else { return (false, nil) }
                guard !state.isStopped else { return (true, nil) }
                let work = Work(call: call, destination: destination)
                if state.runningCount < limits.running {
                    start(work, &state)
                    return (true, nil)
                }
                guard state.waiting.count < limits.waiting, state.waitingBytes < limits.waitingBytes else {
                    let semaphore = DispatchSemaphore(value: 0)
                    state.waitingForRoom = semaphore
                    return (false, semaphore)
                }
                state.entries[id] = Entry()
                state.waiting.append(work)
                state.waitingBytes += work.size
                return (true, nil)
            }
            guard let semaphore = outcome.wait else { return outcome.isTaken }
            semaphore.wait()
        }
    }

    /// Ends a call; it gets no answer. Nothing happens if there is no such call (any more).
    func cancel(_ id: RequestID) {
        state.withLock { state in
            state.entries[id]?.isCancelled = true
            state.entries[id]?.task?.cancel()
        }
    }

    /// Ends all calls, and takes on nothing more. They get no answer.
    func stop() {
        state.withLock { state in
            state.isStopped = true
            state.waiting = Queue()
            state.waitingForRoom?.signal()
            state.waitingForRoom = nil
            for id in state.entries.keys {
                state.entries[id]?.isCancelled = true
                state.entries[id]?.task?.cancel()
            }
        }
    }

    /// Waits until all calls are answered.
    func waitUntilIdle() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                if !state.isIdle { state.waitingForIdle.append(continuation) }
                return state.isIdle
            }
            if isIdle { continuation.resume() }
        }
    }

    /// Lets nobody wait any longer for calls that do not end.
    func abandon() {
        let waiters = state.withLock { state in
            state.isAbandoned = true
            defer { state.waitingForIdle = [] }
            return state.waitingForIdle
        }
        for waiter in waiters { waiter.resume() }
    }
}

// MARK: - Running

extension CallDesk {
    /// Starts a call. The task cannot end before it is noted, because its end needs the same lock.
    private func start(_ work: Work, _ state: inout State) {
        let task = Task { await self.perform(work) }
        state.runningCount += 1
        state.entries[work.call.record.requestID] = Entry(task: task)
    }

    private func perform(_ work: Work) async {
        let reply = await run(work.call)
        // From here on a cancellation comes too late.
        let isWanted = state.withLock { state in
            let entry = state.entries.removeValue(forKey: work.call.record.requestID)
            return !state.isAbandoned && entry?.isCancelled != true
        }
        let answer = isWanted ? reply : nil
        let line =
            switch work.destination {
            case .line: answer
            case .batch(let collector): collector.complete(with: answer)
            }
        // The place stays taken while the client is slow in reading, which bounds the answers in memory.
        if let line, !writer.send(line.bytes) { await writer.waitForRoom() }
        release()
    }

    private func release() {
        let waiters = state.withLock { state -> [CheckedContinuation<Void, Never>] in
            state.runningCount -= 1
            startNext(&state)
            guard state.isIdle else { return [] }
            defer { state.waitingForIdle = [] }
            return state.waitingForIdle
        }
        for waiter in waiters { waiter.resume() }
    }

    private func startNext(_ state: inout State) {
        guard let work = state.waiting.popFirst() else { return }
        state.waitingBytes -= work.size
        state.waitingForRoom?.signal()
        state.waitingForRoom = nil
        let wasCancelled = state.entries[work.call.record.requestID]?.isCancelled == true
        start(work, &state)
        // One that was cancelled while it waited runs into its cancellation at once, and ends like any other.
        guard wasCancelled else { return }
        state.entries[work.call.record.requestID]?.isCancelled = true
        state.entries[work.call.record.requestID]?.task?.cancel()
    }
}

/// First in, first out, without moving what stays.
private struct Queue<Element> {
    private var elements: [Element?] = []
    private var head = 0

    var count: Int { elements.count - head }
    var isEmpty: Bool { count == 0 }

    mutating func append(_ element: Element) { elements.append(element) }

    mutating func popFirst() -> Element? {
        guard head < elements.count else { return nil }
        defer {
            head += 1
            if head > 64, head * 2 > elements.count {
                elements.removeFirst(head)
                head = 0
            }
        }
        defer { elements[head] = nil }
        return elements[head]
    }
}

/// Gathers the answers to a batch.
final class BatchCollector: Sendable {
    /// Invariant: so many members of the batch have not been completed yet.
    private struct State {
        var missing: Int
        var replies: [Reply] = []
    }

    private let state: Mutex<State>

    init(count: Int) { state = Mutex(State(missing: count)) }

    /// Notes the answer to one member, if it has one.
    ///
    /// - Returns: The answer to the batch, if this was the last member and there is anything to answer.
    func complete(with reply: Reply?) -> Reply? {
        state.withLock { state in
            state.missing -= 1
            if let reply { state.replies.append(reply) }
            return state.missing == 0 ? Reply.batch(state.replies) : nil
        }
    }
}
