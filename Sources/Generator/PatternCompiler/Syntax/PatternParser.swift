/// Reads ECMAScript's grammar of expressions: ECMA-262 22.2.1, and annex B.1.2 where flag `u` is absent.
///
/// Open groups are kept on a stack of its own rather than on the call stack, so that no input can exhaust the latter.
struct PatternParser {
    /// What is read: UTF-16 code units, or code points with flag `u`.
    let elements: [UInt32]
    /// The scalar that each element belongs to, where the two counts differ.
    private let scalarOffsets: [Int]?
    var flags: PatternFlags
    var index = 0

    private var stack: [OpenGroup] = []
    private var captureCount = 0
    private var names: [String: Int] = [:]
    private var namedReferences: [Backreference] = []
    private var scannedGroups: (count: Int, hasNames: Bool)?
    private var largestCount: Quantifier?
    private var backreference: Backreference?

    private struct OpenGroup {
        enum Kind {
            case pattern
            case plain
            case capture(Int)
            case lookaround(PatternLookaround)
        }

        var kind: Kind
        /// The index of its parenthesis.
        var start: Int
        /// How many groups capture before it.
        var captureCount = 0
        var alternatives: [PatternNode] = []
        var sequence: [PatternNode] = []

        var content: PatternNode {
            let last = sequence.count == 1 ? sequence[0] : .sequence(sequence)
            return alternatives.isEmpty ? last : .alternatives(alternatives + [last])
        }
    }

    static func parse(_ source: String, flags: PatternFlags) throws(PatternError) -> ParsedPattern {
        var parser = PatternParser(source, flags: flags)
        return try parser.parsePattern()
    }

    private init(_ source: String, flags: PatternFlags) {
        self.flags = flags
        var elements: [UInt32] = []
        var offsets: [Int] = []
        var hasPairs = false
        for (offset, scalar) in source.unicodeScalars.enumerated() {
            if scalar.value > 0xFFFF && !flags.isUnicode {
                elements.append(0xD7C0 + scalar.value >> 10)
                elements.append(0xDC00 + scalar.value & 0x3FF)
                offsets.append(offset)
                hasPairs = true
            } else {
                elements.append(scalar.value)
            }
            offsets.append(offset)
        }
        offsets.append(offsets.last.map { $0 + 1 } ?? 0)
        self.elements = elements
        scalarOffsets = hasPairs ? offsets : nil
    }

    // MARK: Terms

    private mutating func parsePattern() throws(PatternError) -> ParsedPattern {
        stack = [OpenGroup(kind: .pattern, start: 0)]
        while let element = current {
            try parseTerm(element)
        }
        if stack.count > 1, let open = stack.last {
            throw syntax("unterminated group", note: "this '(' is never closed", at: open.start)
        }
        for reference in namedReferences {
            guard case .name(let name) = reference.target, names[name] == nil else { continue }
            throw PatternError(.syntax, "there is no group named '\(name)'", at: reference.offset)
        }
        let root = stack.popLast()?.content ?? .empty
        return ParsedPattern(
            root: root,
            flags: flags,
            captureCount: captureCount,
            groupNames: names,
            largestCount: largestCount,
            backreference: backreference
        )
    }

    private mutating func parseTerm(_ element: UInt32) throws(PatternError) {
        let start = index
        switch element {
        case "|":
            index += 1
            stack[stack.count - 1].alternatives.append(closeSequence())
        case "(":
            try openGroup()
        case ")":
            try closeGroup()
        case "^":
            index += 1
            try append(.assertion(.start), from: start, canRepeat: false)
        case "$":
            index += 1
            try append(.assertion(.end), from: start, canRepeat: false)
        case "*", "+", "?":
            throw nothingToRepeat()
        case ".":
            index += 1
            try append(.dot, from: start)
        case "[":
            try append(.characterClass(flags.hasSets ? try parseSet() : try parseClass()), from: start)
        case "\\":
            try parseAtomEscape()
        case "{", "}", "]":
            try parseLoneBracket(element)
        default:
            index += 1
            try append(.character(element), from: start)
        }
    }

    private mutating func closeSequence() -> PatternNode {
        let sequence = stack[stack.count - 1].sequence
        stack[stack.count - 1].sequence = []
        return sequence.count == 1 ? sequence[0] : .sequence(sequence)
    }

    /// Brackets that open nothing are literal characters without flag `u` (annex B, ExtendedAtom).
    private mutating func parseLoneBracket(_ element: UInt32) throws(PatternError) {
        let start = index
        if element == "{" {
            guard try parseBraces() == nil else {
                index = start
                throw nothingToRepeat()
            }
        }
        let character = text(element)
        if flags.isUnicode {
            throw syntax("lone '\(character)'", note: "with flag u, write '\\\(character)' for the character")
        }
        index = start + 1
        try append(.character(element), from: start)
    }

    /// Adds an atom or assertion that began at `start`, with the quantifier that follows it.
    private mutating func append(
        _ node: PatternNode,
        from start: Int,
        canRepeat: Bool = true,
        capturesFrom: Int? = nil
    ) throws(PatternError) {
        let quantifierStart = index
        guard var quantifier = try parseQuantifier() else {
            stack[stack.count - 1].sequence.append(node)
            return
        }
        guard canRepeat else {
            index = quantifierStart
            throw nothingToRepeat(after: "an assertion cannot be repeated")
        }
        if quantifier.turns > largestCount?.turns ?? 1 { largestCount = quantifier }
        if let capturesFrom { quantifier.captures = capturesFrom + 1..<captureCount + 1 }
        stack[stack.count - 1].sequence.append(.repetition(node, quantifier))
    }

    // MARK: Groups

    private mutating func openGroup() throws(PatternError) {
        let start = index
        guard stack.count <= PatternLimits.groupDepth else {
            let note = "at most \(PatternLimits.groupDepth) groups may be open at once"
            throw PatternError(.tooLarge, "groups nest too deeply", note: note, at: offset(start))
        }
        index += 1
        let captures = captureCount
        stack.append(OpenGroup(kind: try parseGroupKind(from: start), start: start, captureCount: captures))
    }

    private mutating func parseGroupKind(from start: Int) throws(PatternError) -> OpenGroup.Kind {
        guard skip("?") else {
            captureCount += 1
            return .capture(captureCount)
        }
        if skip(":") { return .plain }
        if skip("=") { return lookaround(isBehind: false, isNegative: false, from: start) }
        if skip("!") { return lookaround(isBehind: false, isNegative: true, from: start) }
        guard skip("<") else { throw unknownGroup(from: start) }
        if skip("=") { return lookaround(isBehind: true, isNegative: false, from: start) }
        if skip("!") { return lookaround(isBehind: true, isNegative: true, from: start) }

        let nameStart = index
        let name = try parseGroupName()
        guard names[name] == nil else {
            throw syntax("duplicate group name '\(name)'", note: "an earlier group has this name", at: nameStart)
        }
        captureCount += 1
        names[name] = captureCount
        return .capture(captureCount)
    }

    private mutating func lookaround(isBehind: Bool, isNegative: Bool, from start: Int) -> OpenGroup.Kind {
        return .lookaround(PatternLookaround(isBehind: isBehind, isNegative: isNegative, offset: offset(start)))
    }

    private func unknownGroup(from start: Int) -> PatternError {
        guard let element = current else {
            return syntax("unterminated group", note: "this '(' is never closed", at: start)
        }
        // Modifiers came with ECMAScript 2025, after the edition that verdicts are taken from.
        if "ims-".unicodeScalars.contains(where: { element == $0 }) {
            return syntax("flags in a group are not supported", note: "put the flags beside the pattern", at: start)
        }
        let note =
            element == "P" ? "a named group is written '(?<name>...)'" : "groups are (...), (?:...) and (?<name>...)"
        return syntax("unknown kind of group '(?\(text(element))'", note: note, at: start)
    }

    private mutating func closeGroup() throws(PatternError) {
        guard stack.count > 1, let group = stack.popLast() else {
            throw syntax("unmatched ')'", note: "no group is open here; write '\\)' for the character")
        }
        index += 1
        switch group.kind {
        case .pattern, .plain:
            try append(group.content, from: group.start, capturesFrom: group.captureCount)
        case .capture(let number):
            let node = PatternNode.capture(group.content, number: number)
            try append(node, from: group.start, capturesFrom: group.captureCount)
        case .lookaround(let lookaround):
            // Annex B lets a lookahead be repeated, never a lookbehind.
            let canRepeat = !flags.isUnicode && !lookaround.isBehind
            try append(
                .lookaround(group.content, lookaround),
                from: group.start,
                canRepeat: canRepeat,
                capturesFrom: group.captureCount
            )
        }
    }

    // MARK: Escapes outside classes

    private mutating func parseAtomEscape() throws(PatternError) {
        let start = index
        switch try parseEscape() {
        case .character(let value):
            try append(.character(value), from: start)
        case .set(let escape):
            try append(.characterClass(CharacterClass(items: [.escape(escape)])), from: start)
        case .strings(let characterClass):
            try append(.characterClass(characterClass), from: start)
        case .assertion(let assertion):
            try append(.assertion(assertion), from: start, canRepeat: false)
        case .backreference(let reference):
            if case .name = reference.target { namedReferences.append(reference) }
            if backreference == nil { backreference = reference }
            try append(.backreference(reference), from: start)
        }
    }

    // MARK: What the other parts of the parser share

    var current: UInt32? { index < elements.count ? elements[index] : nil }

    func element(at index: Int) -> UInt32? { index < elements.count ? elements[index] : nil }

    mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        index += 1
        return true
    }

    /// The offset in scalars of the element at `index`.
    func offset(_ index: Int) -> Int { scalarOffsets?[index] ?? index }

    func syntax(_ message: String, note: String? = nil, at index: Int? = nil) -> PatternError {
        PatternError(.syntax, message, note: note, at: offset(index ?? self.index))
    }

    func nothingToRepeat(after note: String? = nil) -> PatternError {
        let character = text(current ?? 0)
        return syntax("nothing to repeat", note: note ?? "'\(character)' needs something before it to repeat")
    }

    /// Counts the capturing groups of the whole expression, which decides what `\1` and `\k` mean (annex B.1.2).
    mutating func groups() -> (count: Int, hasNames: Bool) {
        if let scannedGroups { return scannedGroups }
        var result = (count: 0, hasNames: false)
        var openClasses = 0
        var index = 0
        while index < elements.count {
            switch elements[index] {
            case "\\": index += 1
            case "[": openClasses = flags.hasSets ? openClasses + 1 : 1
            case "]": openClasses = max(0, openClasses - 1)
            case "(" where openClasses == 0:
                if element(at: index + 1) != "?" {
                    result.count += 1
                } else if element(at: index + 2) == "<", let next = element(at: index + 3), next != "=", next != "!" {
                    result.count += 1
                    result.hasNames = true
                }
            default: break
            }
            index += 1
        }
        scannedGroups = result
        return result
    }
}

/// A way to show an element in a message.
func text(_ element: UInt32) -> String {
    guard let scalar = Unicode.Scalar(element), element >= 0x20, element != 0x7F else {
        let digits = String(element, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
    return String(Character(scalar))
}

/// Lets a switch over elements name characters as they are written.
func ~= (scalar: Unicode.Scalar, element: UInt32) -> Bool { scalar.value == element }

func ~= (range: ClosedRange<Unicode.Scalar>, element: UInt32) -> Bool {
    range.lowerBound.value <= element && element <= range.upperBound.value
}

func == (element: UInt32?, scalar: Unicode.Scalar) -> Bool { element == scalar.value }

func != (element: UInt32?, scalar: Unicode.Scalar) -> Bool { element != scalar.value }
