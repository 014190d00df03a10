#if HTTP
import Logging
import MCPServer

/// Knows which stores can be reached. However many ask, a store is asked once a second at most.
actor StoreMonitor {
    /// A store, and whether it could be reached when it was asked last.
    struct Report: Sendable {
        let name: String
        let isReachable: Bool
    }

    private let stores: [StoreCheck]
    private let logger: Logger
    /// How long an answer is good.
    private let interval: Duration
    /// How long a store may take to answer.
    private let patience: Duration
    /// By the places of the stores; `nil` before the first answer.
    private var states: [Bool?]
    /// The stores that have not answered yet: they are not asked again before.
    private var asked: Set<Int> = []
    private var round: (begun: ContinuousClock.Instant, task: Task<Void, Never>)?

    init(
        _ stores: [StoreCheck],
        logger: Logger,
        interval: Duration = .seconds(1),
        patience: Duration = .seconds(1)
    ) {
        self.stores = stores
        self.interval = interval
        self.patience = patience
        self.logger = logger
        states = stores.map { _ in nil }
    }

    /// What is known, without waiting for anybody. Stores that were not asked for a while are asked, for those who come later.
    func known() -> [Report] {
        _ = ask()
        return reports
    }

    /// What is the case, after a second at most.
    func current() async -> [Report] {
        await ask()?.value
        return reports
    }

    private var reports: [Report] {
        zip(stores, states).compactMap { store, state in
            state.map { Report(name: store.name, isReachable: $0) }
        }
    }

    private func ask() -> Task<Void, Never>? {
        guard !stores.isEmpty else { return nil }
        if let round, round.begun.duration(to: .now) < interval { return round.task }
        let task = Task {
            await withTaskGroup { group in
                for place in stores.indices { group.addTask { await self.ask(place) } }
            }
        }
        round = (.now, task)
        return task
    }

    private func ask(_ place: Int) async {
        guard asked.insert(place).inserted else { return note(place, "it has not answered yet") }
        let answer = OneShot<String?>()
        // Not a task of a group: the waiting must end though the store never answers.
        Task { [store = stores[place]] in
            let fault: String?
            do {
                try await store()
                fault = nil
            } catch {
                fault = "\(error)"
            }
            // First, since who hears the answer may ask again at once.
            asked.remove(place)
            answer.set(fault)
        }
        let timer = Task { [patience] in
            try await Task.sleep(for: patience)
            answer.set("it did not answer within \(patience)")
        }
        defer { timer.cancel() }
        note(place, await answer.value)
    }

    /// Takes note of an answer, and tells the log where it differs from the one before.
    private func note(_ place: Int, _ fault: String?) {
        let name = stores[place].name
        if let fault {
            if states[place] != false { logger.error("The store \(name) cannot be reached: \(fault)") }
        } else if states[place] == false {
            logger.notice("The store \(name) can be reached again.")
        }
        states[place] = fault == nil
    }
}
#endif
