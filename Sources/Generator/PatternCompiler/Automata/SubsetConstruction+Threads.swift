import ToolValidation

/// How threads go on: what they reach at a place without reading, and where an element leads them.
extension SubsetConstruction {
    /// A place in the string: what lies before and after it, and the sets of the lookbehinds there.
    struct Place: Hashable {
        var before: Side
        /// Nil while it is not known.
        var after: Side?
        var behind: Int
    }

    /// What threads come to at a place.
    struct Resolution {
        /// Those that read the next element; while what lies after the place is unknown, also those that wait for it.
        var reading: [Int] = []
        /// The obligations under which the pattern, or the lookaround, has matched here.
        var matching: [Int] = []
        /// Whether it has matched under no obligation.
        var isMatched = false
    }

    struct ResolutionKey: Hashable {
        var set: Int
        var place: Place
    }

    struct SuccessorKey: Hashable {
        enum Subject: Hashable {
            case set(Int, lookbehind: Int?)
            case obligation(Int)
        }

        var subject: Subject
        var place: Place
        var letter: Int
    }

    // MARK: At a place

    /// What a set comes to at a place, once the side after it is known.
    mutating func resolve(_ set: Int, _ place: Place) throws(PatternError) -> Resolution {
        if set == ThreadSets.matched { return Resolution(isMatched: true) }
        guard sets.isPending[set] else { return Resolution(reading: Array(sets.members(of: set))) }
        guard !automaton.lookarounds.isEmpty else { return try walk(Array(sets.members(of: set)), place) }
        let key = ResolutionKey(set: set, place: place)
        try count(8)
        if let known = resolutions[key] { return known }
        let result = try walk(Array(sets.members(of: set)), place)
        resolutions[key] = result
        return result
    }

    /// Follows splits, assertions and lookarounds from some threads.
    mutating func walk(_ threads: [Int], _ place: Place) throws(PatternError) -> Resolution {
        if depth == stamps.count { stamps.append([Int](repeating: 0, count: automaton.kinds.count)) }
        let level = depth
        depth += 1
        defer { depth -= 1 }
        stamp += 1
        let stamp = stamp
        var stack = threads
        var result = Resolution()
        var steps = 0
        while let thread = stack.popLast() {
            while thread >= stamps[level].count { stamps[level].append(0) }
            guard stamps[level][thread] != stamp else { continue }
            stamps[level][thread] = stamp
            steps += 1
            let state = sets.state(of: thread)
            let obligation = sets.obligation(of: thread)
            switch automaton.kinds[state] {
            case .consume: result.reading.append(thread)
            case .match:
                // That a lookbehind has matched here is asked at each place anew.
                guard place.after != nil || state == automaton.match && obligation == 0 else {
                    result.reading.append(thread)
                    continue
                }
                result.matching.append(obligation)
                if obligation == 0 { result.isMatched = true }
            case .split:
                stack.append(sets.thread(automaton.targets[state], obligation))
                stack.append(sets.thread(automaton.arguments[state], obligation))
            case .assert:
                guard let holds = holds(automaton.arguments[state], place) else {
                    result.reading.append(thread)
                    continue
                }
                if holds { stack.append(sets.thread(automaton.targets[state], obligation)) }
            case .look:
                guard place.after != nil else {
                    result.reading.append(thread)
                    continue
                }
                for obligation in try obligations(of: automaton.arguments[state], besides: obligation, place) {
                    stack.append(sets.thread(automaton.targets[state], obligation))
                }
            // An automaton for a table has none of these.
            case .save, .forget, .backreference, .check: break
            }
        }
        try count(steps)
        return result
    }

    /// Whether an assertion holds at a place (ECMA-262 22.2.2.4); nil while the side after it is unknown.
    private func holds(_ assertion: Int, _ place: Place) -> Bool? {
        let (before, after) = (place.before, place.after)
        return switch Automaton.Assertion(rawValue: assertion) {
        case .start: before == .edgeOfInput
        case .lineStart: before == .edgeOfInput || before == .lineTerminator
        case .end: after.map { $0 == .edgeOfInput }
        case .lineEnd: after.map { $0 == .edgeOfInput || $0 == .lineTerminator }
        case .wordBoundary: after.map { ($0 == .wordCharacter) != (before == .wordCharacter) }
        case .noWordBoundary: after.map { ($0 == .wordCharacter) == (before == .wordCharacter) }
        case nil: false
        }
    }

    /// Under which obligations a thread passes a lookaround at a place: under one of those returned.
    private mutating func obligations(
        of index: Int,
        besides obligation: Int,
        _ place: Place
    ) throws(PatternError) -> [Int] {
        let lookaround = automaton.lookarounds[index]
        guard lookaround.isBehind else {
            mark(try closure(of: lookaround.start, after: place.before))
            let set = sets.intern()
            let here = try resolve(set, place)
            if here.isMatched { return lookaround.isNegative ? [] : [obligation] }
            if here.reading.isEmpty, here.matching.isEmpty { return lookaround.isNegative ? [obligation] : [] }
            return [
                lookaround.isNegative
                    ? sets.forbidding(set, to: obligation) : sets.adding(set, to: obligation)
            ]
        }
        let here = try resolve(behindSets[place.behind][index], place)
        if here.isMatched { return lookaround.isNegative ? [] : [obligation] }
        guard lookaround.isNegative else { return here.matching.map { sets.both(obligation, $0) } }
        // Each of the ways in which it could have matched must fail, by one of the things that it demands.
        var results = [obligation]
        for matching in here.matching {
            let demanded = sets.obligations[matching]
            var next: [Int] = []
            for result in results {
                if demanded.mustNot != ThreadSets.empty { next.append(sets.adding(demanded.mustNot, to: result)) }
                for set in demanded.must { next.append(sets.forbidding(set, to: result)) }
            }
            results = Array(Set(next)).sorted()
            try count(results.count * 8)
        }
        return results
    }

    // MARK: At the end of the input

    mutating func matchesAtEnd(_ set: Int, _ end: Place) throws(PatternError) -> Bool {
        let here = try resolve(set, end)
        if here.isMatched { return true }
        for obligation in here.matching where try isMetAtEnd(obligation, end) { return true }
        return false
    }

    private mutating func isMetAtEnd(_ number: Int, _ end: Place) throws(PatternError) -> Bool {
        let obligation = sets.obligations[number]
        if try matchesAtEnd(obligation.mustNot, end) { return false }
        for set in obligation.must where try !matchesAtEnd(set, end) { return false }
        return true
    }

    // MARK: Reading an element

    /// The sets of elements that the threads of a place tell apart, those of lookarounds included.
    mutating func elementSets(_ here: Resolution, _ place: Place) throws(PatternError) -> [Int] {
        var found = ClassMask(count: automaton.sets.count)
        var visited: Set<Int> = []
        var pending: [Int] = behindSets[place.behind]
        func note(_ resolution: Resolution, _ sets: ThreadSets) {
            for thread in resolution.reading {
                found.insert(automaton.arguments[sets.state(of: thread)])
                note(sets.obligation(of: thread))
            }
            for obligation in resolution.matching { note(obligation) }
            func note(_ obligation: Int) {
                guard obligation != 0 else { return }
                pending.append(sets.obligations[obligation].mustNot)
                pending += sets.obligations[obligation].must
            }
        }
        note(here, sets)
        while let set = pending.popLast() {
            guard visited.insert(set).inserted else { continue }
            try count(2)
            note(try resolve(set, place), sets)
        }
        var result: [Int] = []
        var next = found.next(from: 0)
        while let set = next {
            result.append(set)
            next = found.next(from: set + 1)
        }
        try count(here.reading.count + result.count)
        return result
    }

    /// Adds to the set under construction what the threads of a place become by reading an element.
    mutating func markSuccessors(
        of here: Resolution,
        reading letter: Int,
        _ place: Place,
        isLookbehind: Bool = false
    ) throws(PatternError) {
        let side = place.after ?? .other
        guard !automaton.lookarounds.isEmpty else {
            for state in here.reading where alphabet.members[automaton.arguments[state]].contains(letter) {
                mark(try closure(of: automaton.targets[state], after: side))
            }
            return
        }
        // Sets of obligations are made first: no other set may be under construction meanwhile.
        var obligations: [Int: Int?] = [0: 0]
        for obligation in here.reading.map({ sets.obligation(of: $0) }) + here.matching
        where obligations[obligation] == nil {
            obligations[obligation] = .some(try successor(ofObligation: obligation, reading: letter, place))
        }
        for thread in here.reading {
            let state = sets.state(of: thread)
            guard alphabet.members[automaton.arguments[state]].contains(letter) else { continue }
            let closure = try closure(of: automaton.targets[state], after: side)
            let obligation = sets.obligation(of: thread)
            guard obligation != 0 else {
                mark(closure)
                continue
            }
            guard let next = obligations[obligation] ?? nil else { continue }
            mark(closure, next)
        }
        // A lookbehind that has matched at this place has not therefore matched at the next.
        guard !isLookbehind else { return }
        for obligation in here.matching {
            guard let next = obligations[obligation] ?? nil else { continue }
            if next == 0 { sets.markMatch() } else { sets.mark(sets.thread(automaton.match, next)) }
        }
    }

    /// Adds a closure to the set under construction, each thread under an obligation.
    private mutating func mark(_ closure: Int, _ obligation: Int) {
        guard obligation != 0 else { return mark(closure) }
        if closureMatches[closure] { sets.mark(sets.thread(automaton.match, obligation)) }
        for index in closureRange(closure) { sets.mark(sets.thread(closureMembers[index], obligation)) }
    }

    /// What a set becomes by reading an element. That of a lookbehind begins anew at each place.
    mutating func successor(
        of set: Int,
        reading letter: Int,
        _ place: Place,
        lookbehind: Int? = nil
    ) throws(PatternError) -> Int {
        let key = SuccessorKey(subject: .set(set, lookbehind: lookbehind), place: place, letter: letter)
        try count(8)
        if let known = successors[key] { return known }
        let here = try resolve(set, place)
        let result: Int
        if lookbehind == nil, here.isMatched {
            result = ThreadSets.matched
        } else {
            try markSuccessors(of: here, reading: letter, place, isLookbehind: lookbehind != nil)
            if let lookbehind {
                mark(try closure(of: automaton.lookarounds[lookbehind].start, after: place.after ?? .other))
            }
            result = sets.intern()
        }
        successors[key] = result
        return result
    }

    /// What an obligation becomes by reading an element; nil if it can no longer be met.
    private mutating func successor(
        ofObligation number: Int,
        reading letter: Int,
        _ place: Place
    ) throws(PatternError) -> Int? {
        let key = SuccessorKey(subject: .obligation(number), place: place, letter: letter)
        try count(8)
        if let known = successors[key] { return known < 0 ? nil : known }
        let obligation = sets.obligations[number]
        var result: ThreadSets.Obligation? = ThreadSets.Obligation()
        let mustNot = try successor(of: obligation.mustNot, reading: letter, place)
        if mustNot == ThreadSets.matched { result = nil } else { result?.mustNot = mustNot }
        for set in obligation.must where result != nil {
            let next = try successor(of: set, reading: letter, place)
            if next == ThreadSets.empty {
                result = nil
            } else if next != ThreadSets.matched, var must = result?.must {
                sets.insert(next, into: &must)
                result?.must = must
            }
        }
        let next = result.map { sets.number(of: $0) }
        successors[key] = next ?? -1
        return next
    }
}
