/// Makes expressions of all productions of the grammar, few characters of which meet often.
struct FuzzGenerator {
    var random: SplitMix64
    private(set) var counts: [FuzzProduction: Int] = [:]

    private(set) var flags = ""
    /// The characters that the expression and its strings prefer.
    private(set) var palette: [UInt32] = []
    private var hasReferences = false
    private var groupCount = 0
    private var groupNames: [String] = []
    private var openGroups: [Int] = []

    init(seed: UInt64) { random = SplitMix64(state: seed) }

    var isUnicode: Bool { flags.contains("u") || flags.contains("v") }
    var hasSets: Bool { flags.contains("v") }
    var ignoresCase: Bool { flags.contains("i") }

    mutating func pattern() -> FuzzPattern {
        chooseFlags()
        palette = (0..<Int.random(in: 2...5, using: &random)).map { _ in anyCharacter() }
        hasReferences = chance(25)
        (groupCount, groupNames, openGroups) = (0, [], [])
        let root = disjunction(depth: chance(20) ? 3 : 2)
        guard hasReferences, groupCount == 0 else { return root }
        // References are to be had, and there is no group yet: one at the end makes them forward references.
        groupCount = 1
        return .sequence([root, .group(opening: "(", .atom("", samples: [[]]), number: 1)])
    }

    /// A case of an expression. Every tenth is damaged, and asks only whether it is one still.
    mutating func fuzzCase(textCount: Int) -> FuzzCase {
        let pattern = pattern()
        guard !chance(10) else {
            return FuzzCase(source: damaged(pattern.source), flags: flags, texts: [])
        }
        var texts: [String] = []
        for _ in 0..<textCount { texts.append(text(for: pattern)) }
        return FuzzCase(source: pattern.source, flags: flags, texts: texts)
    }

    // MARK: Chance

    mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    mutating func pick<Value>(_ values: [Value]) -> Value { values[Int.random(in: 0..<values.count, using: &random)] }

    mutating func count(_ production: FuzzProduction) { counts[production, default: 0] += 1 }

    private mutating func chooseFlags() {
        flags = ""
        let mode = Int.random(in: 0..<100, using: &random)
        for (flag, production, isChosen) in [
            ("d", .hasIndices, chance(10)), ("g", .global, chance(10)), ("i", .ignoreCase, chance(30)),
            ("m", .multiline, chance(30)), ("s", .dotAll, chance(25)), ("u", .unicode, mode < 25),
            ("v", .unicodeSets, mode > 70), ("y", .sticky, chance(7)),
        ] as [(String, FuzzProduction, Bool)] where isChosen {
            flags += flag
            count(production)
        }
    }

    /// Takes out, doubles or replaces a few characters.
    private mutating func damaged(_ source: String) -> String {
        var scalars = Array(source.unicodeScalars)
        for _ in 0..<Int.random(in: 1...2, using: &random) where !scalars.isEmpty {
            let index = Int.random(in: 0..<scalars.count, using: &random)
            let scalar = pick(Array(#"()[]{}?*+|\^$.-,:=!<>&~/kpPuxcqbBdDwWsS0123456789aAgG_ 😀"#.unicodeScalars))
            switch Int.random(in: 0..<4, using: &random) {
            case 0: scalars.remove(at: index)
            case 1: scalars.insert(scalar, at: index)
            case 2: scalars[index] = scalar
            default: scalars.insert(scalars[index], at: index)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    // MARK: Disjunctions, terms, quantifiers

    private mutating func disjunction(depth: Int) -> FuzzPattern {
        guard chance(25) else { return alternative(depth: depth) }
        count(.alternatives)
        return .alternatives((0..<Int.random(in: 2...3, using: &random)).map { _ in alternative(depth: depth) })
    }

    private mutating func alternative(depth: Int) -> FuzzPattern {
        if chance(5) {
            count(.emptyAlternative)
            return .sequence([])
        }
        return .sequence((0..<Int.random(in: 1...3, using: &random)).map { _ in term(depth: depth) })
    }

    private mutating func term(depth: Int) -> FuzzPattern {
        let kind = Int.random(in: 0..<100, using: &random)
        switch kind {
        case 0..<14: return assertion()
        case 14..<26 where depth > 0: return lookaround(depth: depth - 1)
        case 26..<48 where depth > 0: return quantified(group(depth: depth - 1))
        case 48..<68 where hasReferences: return quantified(reference())
        default: return quantified(atom())
        }
    }

    private mutating func quantified(_ content: FuzzPattern) -> FuzzPattern {
        guard chance(35) else { return content }
        let few = Int.random(in: 0...(chance(5) ? 9 : 2), using: &random)
        let more = few + Int.random(in: 0...2, using: &random)
        let (production, source, turns): (FuzzProduction, String, ClosedRange<Int>) = pick([
            (.star, "*", 0...3), (.plus, "+", 1...3), (.optional, "?", 0...1), (.exactly, "{\(few)}", few...few),
            (.atLeast, "{\(few),}", few...few + 2), (.between, "{\(few),\(more)}", few...more),
        ])
        count(production)
        guard chance(30) else { return .repetition(content, source, turns) }
        count(.lazy)
        return .repetition(content, source + "?", turns)
    }

    private mutating func assertion() -> FuzzPattern {
        let (production, source): (FuzzProduction, String) = pick([
            (.start, "^"), (.end, "$"), (.wordBoundary, #"\b"#), (.noWordBoundary, #"\B"#),
        ])
        count(production)
        return .assertion(source, atLineEdge: flags.contains("m") && (source == "^" || source == "$"))
    }

    private mutating func lookaround(depth: Int) -> FuzzPattern {
        let (production, opening): (FuzzProduction, String) = pick([
            (.lookahead, "(?="), (.negativeLookahead, "(?!"), (.lookbehind, "(?<="), (.negativeLookbehind, "(?<!"),
        ])
        count(production)
        let isBehind = opening.contains("<")
        let node = FuzzPattern.lookaround(
            opening: opening,
            disjunction(depth: depth),
            isBehind: isBehind,
            isNegative: opening.contains("!")
        )
        guard !isUnicode, !isBehind, chance(60) else { return node }
        count(.quantifiedLookahead)
        return quantified(node)
    }

    // MARK: Groups and references

    private mutating func group(depth: Int) -> FuzzPattern {
        guard chance(60) else {
            count(.plainGroup)
            return .group(opening: "(?:", disjunction(depth: depth), number: nil)
        }
        groupCount += 1
        let number = groupCount
        var opening = "("
        if chance(hasReferences ? 70 : 30) {
            count(.namedCapture)
            opening = "(?<\(groupName(number))>"
        } else {
            count(.capture)
        }
        openGroups.append(number)
        let content = disjunction(depth: depth)
        openGroups.removeLast()
        return .group(opening: opening, content, number: number)
    }

    private mutating func groupName(_ number: Int) -> String {
        groupNames.append("é\(number)")
        guard chance(20) else { return "é\(number)" }
        count(.escapedName)
        return pick([#"\u00e9"#, #"\u{e9}"#]) + "\(number)"
    }

    private mutating func reference() -> FuzzPattern {
        if let name = groupNames.last, chance(45) {
            count(.namedReference)
            let source = "\\k<\(pick([name, groupNames[0]]))>"
            return .reference(NodeDepartures.openReference(source, flags), number: groupCount)
        }
        let number: Int
        if let own = openGroups.last, chance(80) {
            count(.ownReference)
            number = own
        } else if groupCount == 0 || chance(10) {
            count(.forwardReference)
            number = groupCount + 1
        } else {
            number = Int.random(in: 1...groupCount, using: &random)
        }
        count(.numberedReference)
        let isOpen = number > groupCount || openGroups.contains(number)
        let source = "\\\(number)"
        return .reference(isOpen ? NodeDepartures.openReference(source, flags) : source, number: number)
    }

    private mutating func atom() -> FuzzPattern {
        let kind = Int.random(in: 0..<100, using: &random)
        switch kind {
        case 0..<10:
            count(.dot)
            return .atom(".", samples: palette.map { [$0] })
        case 10..<25:
            let (source, samples) = setEscape()
            return .atom(source, samples: samples)
        case 25..<56:
            let (source, samples) = hasSets ? set(depth: 2) : characterClass()
            return .atom(source, samples: samples)
        default:
            let (source, sample) = character()
            return .atom(source, samples: [sample])
        }
    }
}
