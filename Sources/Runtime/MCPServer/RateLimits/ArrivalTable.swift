/// The instants of ``RateLimitPolicy/decide(_:cost:now:)`` by key, in the order of their last use.
struct ArrivalTable {
    struct Key: Hashable {
        var text: String
        var policy: RateLimitPolicy
    }

    /// A place in the order of use, which is a list in both directions.
    private struct Entry {
        var key: Key
        var arrival: ContinuousClock.Instant
        var newer: Int
        var older: Int
    }

    private static let none = -1
    /// How many keys that say nothing any more are forgotten when one is added: more than one, so that they become fewer.
    private static let sweepCount = 2

    private let capacity: Int
    // Invariant: `places` has the place of each entry that is no hole, and the list runs through all of those.
    private var places: [Key: Int] = [:]
    private var entries: [Entry] = []
    private var holes: [Int] = []
    private var newest = none
    private var oldest = none

    init(capacity: Int) { self.capacity = capacity }

    var count: Int { places.count }

    /// Decides, and remembers the decision.
    mutating func admit(_ key: Key, cost: Int, now: ContinuousClock.Instant) -> RateLimitDecision {
        if let place = places[key] {
            let (decision, arrival) = key.policy.decide(entries[place].arrival, cost: cost, now: now)
            entries[place].arrival = arrival
            if place != newest {
                unlink(place)
                link(place)
            }
            return decision
        }
        let (decision, arrival) = key.policy.decide(nil, cost: cost, now: now)
        makeRoom(now)
        add(key, arrival)
        return decision
    }

    /// Forgets the oldest where there is no room, and what has been paid back: it is as if it had never been there.
    private mutating func makeRoom(_ now: ContinuousClock.Instant) {
        if count >= capacity { remove(oldest) }
        for _ in 0..<Self.sweepCount where oldest != Self.none && entries[oldest].arrival <= now { remove(oldest) }
    }

    private mutating func add(_ key: Key, _ arrival: ContinuousClock.Instant) {
        let entry = Entry(key: key, arrival: arrival, newer: Self.none, older: Self.none)
        let place: Int
        if let hole = holes.popLast() {
            place = hole
            entries[place] = entry
        } else {
            place = entries.count
            entries.append(entry)
        }
        places[key] = place
        link(place)
    }

    private mutating func remove(_ place: Int) {
        places[entries[place].key] = nil
        unlink(place)
        // Its text may be long.
        entries[place].key.text = ""
        holes.append(place)
    }

    private mutating func link(_ place: Int) {
        entries[place].older = newest
        entries[place].newer = Self.none
        if newest == Self.none { oldest = place } else { entries[newest].newer = place }
        newest = place
    }

    private mutating func unlink(_ place: Int) {
        let (newer, older) = (entries[place].newer, entries[place].older)
        if newer == Self.none { newest = older } else { entries[newer].older = older }
        if older == Self.none { oldest = newer } else { entries[older].newer = newer }
    }
}
