#if HTTP
import Synchronization

/// Has streams that are silent show that they live. One task does it for all of them: a task each, which waits most of the
/// time, would be a good part of what an open stream holds.
///
/// A stream has its turn once in each interval, the first time when it has lasted about so long; so the streams are not
/// written to all at once.
final class Heartbeat: Sendable {
    /// Whose turn it is, and which of those.
    struct Place {
        fileprivate let turn: Int
        fileprivate let id: Int
    }

    /// How many turns an interval has.
    private static let turnCount = 16

    /// Invariant: the task runs while there are readers.
    private struct State {
        var turns = [[Int: EventStream.Reader]](repeating: [:], count: turnCount)
        /// Whose turn was last.
        var turn = 0
        var lastID = 0
        var count = 0
        var task: Task<Void, Never>?
    }

    private let interval: Duration
    private let state = Mutex(State())

    init(interval: Duration) { self.interval = interval }

    /// Breaks the silence of a reader's stream from now on.
    func admit(_ reader: EventStream.Reader) -> Place {
        state.withLock { state in
            state.lastID += 1
            state.count += 1
            let place = Place(turn: state.turn, id: state.lastID)
            state.turns[place.turn][place.id] = reader
            if state.task == nil { state.task = beat() }
            return place
        }
    }

    /// Leaves the reader alone.
    func dismiss(_ place: Place) {
        state.withLock { state in
            guard state.turns[place.turn].removeValue(forKey: place.id) != nil else { return }
            state.count -= 1
            guard state.count == 0 else { return }
            state.task?.cancel()
            state.task = nil
        }
    }

    // Detached, so that it keeps nothing of the request that happened to be the first.
    private func beat() -> Task<Void, Never> {
        Task.detached { [self] in
            while (try? await Task.sleep(for: interval / Self.turnCount)) != nil {
                for reader in takeTurn() { reader.breakSilence() }
            }
        }
    }

    private func takeTurn() -> [EventStream.Reader] {
        state.withLock { state in
            state.turn = (state.turn + 1) % Self.turnCount
            return Array(state.turns[state.turn].values)
        }
    }
}
#endif
