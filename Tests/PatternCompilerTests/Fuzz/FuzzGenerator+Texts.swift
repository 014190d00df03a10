/// Strings made from expressions.
extension FuzzGenerator {
    /// A string that the expression matches, as far as can be told by walking through it, or one near to that.
    mutating func text(for pattern: FuzzPattern) -> String {
        var sample = FuzzSample()
        if chance(25) { sample.values = context() }
        walk(pattern, &sample)
        sample.values += sample.ahead
        if chance(25) { sample.values += context() }
        if chance(30) { change(&sample.values) }
        // Halves of pairs that the expression asks for stand alone in no string.
        return text(sample.values)
    }

    private mutating func context() -> [UInt32] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in chance(70) ? pick(palette) : anyCharacter() }
    }

    /// What a walk has written, and must still write.
    struct FuzzSample {
        var values: [UInt32] = []
        /// What lookaheads want to see next.
        var ahead: [UInt32] = []
        var groups: [Int: [UInt32]] = [:]
    }

    private mutating func walk(_ pattern: FuzzPattern, _ sample: inout FuzzSample) {
        switch pattern {
        case .atom(_, let samples):
            guard !samples.isEmpty else { return }
            for value in pick(samples) { write(value, &sample) }
        case .assertion(_, let atLineEdge):
            if atLineEdge, chance(40) { sample.values.append(pick([0x0A, 0x0D, 0x2028, 0x2029])) }
        case .sequence(let parts):
            for part in parts { walk(part, &sample) }
        case .alternatives(let parts): walk(pick(parts), &sample)
        case .group(_, let content, let number):
            let start = sample.values.count
            walk(content, &sample)
            if let number { sample.groups[number] = Array(sample.values[start...]) }
        case .repetition(let content, _, let turns):
            for _ in 0..<Int.random(in: turns, using: &random) where sample.values.count < 40 { walk(content, &sample) }
        case .lookaround(_, let content, let isBehind, let isNegative):
            guard !isNegative || chance(30) else { return }
            var inner = FuzzSample(groups: sample.groups)
            walk(content, &inner)
            sample.groups = inner.groups
            if !isBehind {
                sample.ahead = inner.values
            } else if chance(60) {
                sample.values += inner.values
            }
        case .reference(_, let number):
            for value in sample.groups[number] ?? [] { write(value, &sample) }
        }
    }

    private mutating func write(_ value: UInt32, _ sample: inout FuzzSample) {
        var value = value
        if !sample.ahead.isEmpty {
            let wanted = sample.ahead.removeFirst()
            if chance(60) { value = wanted }
        }
        sample.values.append(ignoresCase && chance(40) ? otherCase(value) : value)
    }

    private mutating func otherCase(_ value: UInt32) -> UInt32 {
        guard let properties = Unicode.Scalar(value)?.properties else { return value }
        let others = [properties.lowercaseMapping, properties.uppercaseMapping, properties.titlecaseMapping]
            .compactMap { $0.unicodeScalars.count == 1 ? $0.unicodeScalars.first?.value : nil }
            .filter { $0 != value }
        let far: [UInt32: UInt32] = [0x6B: 0x212A, 0x73: 0x17F, 0xB5: 0x3BC, 0x3C3: 0x3C2, 0x69: 0x130, 0x3A9: 0x2126]
        if let other = far[value], others.isEmpty || chance(30) { return other }
        return others.isEmpty ? value : pick(others)
    }

    /// Makes a near miss of a string.
    private mutating func change(_ values: inout [UInt32]) {
        let index = values.isEmpty ? 0 : Int.random(in: 0..<values.count, using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0 where !values.isEmpty: values.remove(at: index)
        case 1 where !values.isEmpty: values.insert(values[index], at: index)
        case 2 where !values.isEmpty: values[index] = otherCase(values[index])
        case 3 where !values.isEmpty: values[index] = values[index] &+ (chance(50) ? 1 : .max)
        case 4 where !values.isEmpty: values.removeSubrange(index...)
        case 5: values.insert(pick([0x0A, 0x0D, 0x2028, 0x301, 0x200D, 0xFE0F, 0x1F3FD]), at: index)
        case 6: values.insert(anyCharacter(), at: index)
        default:
            if values.isEmpty { values = context() } else { values[index] = pick(palette) }
        }
    }
}
