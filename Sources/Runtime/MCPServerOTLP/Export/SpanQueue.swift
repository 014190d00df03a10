#if OTLP
import Synchronization

/// The spans that wait to be sent: a bounded number, so that a receiver that is slow costs spans and not memory.
final class SpanQueue: Sendable {
    /// Invariant: there are never more spans than the batching allows.
    private struct State {
        var spans: [FinishedSpan] = []
        var droppedCount = 0
    }

    private let batching: SpanBatching
    private let alarm: Alarm
    private let state = Mutex(State())

    /// Creates an empty queue, which rings when there is a whole batch.
    init(_ batching: SpanBatching, alarm: Alarm) {
        self.batching = batching
        self.alarm = alarm
    }

    /// How many spans wait.
    var count: Int { state.withLock { $0.spans.count } }

    /// Adds a span, or drops it where there is no room. Never waits.
    func append(_ span: FinishedSpan) {
        let isBatch = state.withLock { state in
            guard state.spans.count < batching.queueSize else {
                state.droppedCount += 1
                return false
            }
            state.spans.append(span)
            return state.spans.count == batching.batchSize
        }
        if isBatch { alarm.ring() }
    }

    /// Takes the oldest spans, as many as a batch may have.
    func takeBatch() -> [FinishedSpan] {
        state.withLock { state in
            let batch = Array(state.spans.prefix(batching.batchSize))
            state.spans.removeFirst(batch.count)
            return batch
        }
    }

    /// How many spans were dropped since somebody asked last.
    func takeDroppedCount() -> Int {
        state.withLock { state in
            defer { state.droppedCount = 0 }
            return state.droppedCount
        }
    }
}
#endif
