/// Character classes, and sets of flag `v`.
extension FuzzGenerator {
    mutating func characterClass() -> (source: String, samples: [[UInt32]]) {
        if chance(15) { return emptyClass() }
        var (source, samples) = opening()
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let (item, members) = classItem()
            source += item
            samples += members
        }
        if chance(15) {
            count(.hyphen)
            source += "-"
            samples.append([0x2D])
        }
        return (source + "]", samples)
    }

    private mutating func emptyClass() -> (source: String, samples: [[UInt32]]) {
        if chance(50) || NodeDepartures.emptyNegatedClass(flags) {
            count(.emptyClass)
            return ("[]", [])
        }
        count(.anyClass)
        return ("[^]", palette.map { [$0] })
    }

    private mutating func opening() -> (source: String, samples: [[UInt32]]) {
        guard chance(25) else {
            count(.characterClass)
            return ("[", [])
        }
        count(.negatedClass)
        return ("[^", palette.map { [$0] })
    }

    private mutating func classItem() -> (source: String, samples: [[UInt32]]) {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<20: return setEscape(inClass: true)
        case 20..<25:
            count(.backspace)
            return (#"\b"#, [[8]])
        case 26..<32 where !isUnicode:
            count(.classControl)
            return pick([(#"\c1"#, [[0x11]]), (#"\c_"#, [[0x1F]]), (#"\c*"#, [[0x5C], [0x63], [0x2A]])])
        case 32..<40 where !isUnicode:
            count(.setRange)
            return pick([(#"\w-+"#, [[0x2D], [0x2B]]), (#"+-\d"#, [[0x2D], [0x30]]), (#"\s-\S"#, [[0x2D]])])
        case 40..<65: return range()
        default:
            let value = chance(80) ? pick(palette) : chance(50) ? 0x2D : anyCharacter()
            return (spelled(value, inClass: true), [[value]])
        }
    }

    private mutating func range() -> (source: String, samples: [[UInt32]]) {
        count(.range)
        let first = pick(palette)
        let second = chance(50) ? pick(palette) : min(first + UInt32.random(in: 0...40, using: &random), 0x10FFFF)
        let (lower, upper) = (min(first, second), max(first, second))
        let middle = UInt32.random(in: lower...upper, using: &random)
        return (spelled(lower, inClass: true) + "-" + spelled(upper, inClass: true), [[lower], [middle], [upper]])
    }

    /// A class of flag `v`.
    mutating func set(depth: Int) -> (source: String, samples: [[UInt32]]) {
        if depth == 2, chance(8) { return emptyClass() }
        var (source, samples) = opening()
        let isNegated = source == "[^"
        let operation = pick(["", "&&", "--"])
        if !operation.isEmpty { count(operation == "&&" ? .intersection : .subtraction) }
        for index in 0..<Int.random(in: operation.isEmpty ? 1...3 : 2...3, using: &random) {
            let (item, members) = operand(depth: depth, canBeRange: operation.isEmpty, canHoldStrings: !isNegated)
            source += (index > 0 ? operation : "") + item
            samples += members
        }
        return (NodeDepartures.negatedClass(source + "]", flags), samples)
    }

    private mutating func operand(
        depth: Int,
        canBeRange: Bool,
        canHoldStrings: Bool
    ) -> (source: String, samples: [[UInt32]]) {
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<30 where depth > 0:
            count(.nestedClass)
            return set(depth: depth - 1)
        case 30..<50 where canHoldStrings: return strings()
        case 50..<70: return setEscape(inClass: true)
        case 70..<80 where canBeRange: return range()
        default:
            let value = chance(80) ? pick(palette) : pick(Array("&!#%,:;<=>@`~-".unicodeScalars.map(\.value)))
            let source = spelled(value, inClass: true)
            let isBare = canBeRange || !NodeDepartures.characterOperand(flags)
            return (isBare ? source : "[\(source)]", [[value]])
        }
    }

    private mutating func strings() -> (source: String, samples: [[UInt32]]) {
        count(.classStrings)
        var samples: [[UInt32]] = []
        var sources: [String] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
            let string = (0..<Int.random(in: 0...3, using: &random)).map { _ in pick(palette) }
            guard !NodeDepartures.characterAmongStrings(string, samples, flags) else { continue }
            samples.append(string)
            if string.isEmpty { count(.emptyString) }
            sources.append(string.map { spelled($0, inClass: true) }.joined())
        }
        return ("\\q{\(sources.joined(separator: "|"))}", samples)
    }
}
