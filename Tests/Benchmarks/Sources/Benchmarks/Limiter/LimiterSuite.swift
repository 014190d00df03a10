import MCPServer

/// How many decisions a limiter makes in a second, on one core: for one caller, and for as many as it remembers.
struct LimiterSuite {
    private static let policy = RateLimitPolicy(requests: 1_000_000, per: .seconds(1))

    func run(_ report: inout Report) throws {
        for count in [1, MemoryRateLimitStore.defaultCapacity] {
            let store = MemoryRateLimitStore()
            let keys = (0..<count).map { "principal:caller-\($0)" }
            let contender = Contender { repetitions in
                let start = processorTime()
                for number in 0..<repetitions { _ = store.admit(keys[number % count], cost: 1, Self.policy) }
                return processorTime() - start
            }
            let pairs = try Pairs(contender, against: contender)
            report.add(
                Figure(
                    name: "limiter: \(grouped(count)) \(count == 1 ? "caller" : "callers")",
                    value: 1e9 / pairs.ours,
                    unit: "decisions/s",
                    against: "-"
                )
            )
        }
    }
}
