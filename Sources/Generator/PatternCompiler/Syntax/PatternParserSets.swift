extension PatternParser {
    private enum SetOperand {
        case character(UInt32)
        case item(CharacterClass.Item)

        var item: CharacterClass.Item {
            switch self {
            case .character(let value): .range(value, value)
            case .item(let item): item
            }
        }
    }

    /// Reads a class of flag `v` from its bracket (ECMA-262 22.2.1, ClassContents with UnicodeSetsMode).
    mutating func parseSet(depth: Int = 0) throws(PatternError) -> CharacterClass {
        let open = index
        guard depth < PatternLimits.groupDepth else {
            let note = "at most \(PatternLimits.groupDepth) classes may be open at once"
            throw PatternError(.tooLarge, "classes nest too deeply", note: note, at: offset(open))
        }
        index += 1
        var result = CharacterClass(items: [], isNegated: skip("^"))
        var endsWithRange = false
        while !skip("]") {
            let start = index
            if skip("&", "&") {
                try parseOperator(.intersection, in: &result, from: start, endsWithRange)
            } else if skip("-", "-") {
                try parseOperator(.subtraction, in: &result, from: start, endsWithRange)
            } else if result.operation != .union {
                let note = "put the operands that belong together into brackets of their own"
                throw syntax("operators mixed in a character class", note: note, at: start)
            }
            let operand = try parseSetOperand(open: open, depth: depth)
            endsWithRange = current == "-" && element(at: index + 1) != "-"
            if endsWithRange {
                result.items.append(try parseRange(from: operand, start, in: result, open: open, depth: depth))
            } else {
                result.items.append(operand.item)
            }
        }
        if result.isNegated, mayHoldStrings(result) {
            let note = "only a class of single characters has a complement"
            throw syntax("a negated class cannot hold strings", note: note, at: open)
        }
        return result
    }

    private mutating func parseOperator(
        _ operation: CharacterClass.Operation,
        in result: inout CharacterClass,
        from start: Int,
        _ followsRange: Bool
    ) throws(PatternError) {
        let isFirst = result.items.count == 1
        guard !result.items.isEmpty else {
            throw syntax("an operand is missing before '\(text(elements[start]))\(text(elements[start]))'", at: start)
        }
        if isFirst, followsRange {
            throw syntax("a range cannot be an operand", note: "put it into brackets of its own", at: start)
        }
        guard isFirst || result.operation == operation else {
            let note = "put the operands that belong together into brackets of their own"
            throw syntax("operators mixed in a character class", note: note, at: start)
        }
        guard current != "&" || operation != .intersection else {
            throw syntax("invalid operator in a character class", note: "an intersection is written '&&'", at: start)
        }
        result.operation = operation
    }

    /// Reads the rest of a range, from its hyphen.
    private mutating func parseRange(
        from operand: SetOperand,
        _ start: Int,
        in result: CharacterClass,
        open: Int,
        depth: Int
    ) throws(PatternError) -> CharacterClass.Item {
        guard result.operation == .union else {
            throw syntax("a range cannot be an operand", note: "put it into brackets of its own", at: start)
        }
        index += 1
        guard case .character(let lower) = operand,
            case .character(let upper) = try parseSetOperand(open: open, depth: depth)
        else {
            let note = "a set cannot bound a range; write '\\-' for the character"
            throw syntax("invalid range in a character class", note: note, at: start)
        }
        guard lower <= upper else {
            let note = "'\(text(lower))' comes after '\(text(upper))'"
            throw syntax("range out of order in a character class", note: note, at: start)
        }
        return .range(lower, upper)
    }

    private mutating func parseSetOperand(open: Int, depth: Int) throws(PatternError) -> SetOperand {
        guard let element = current else { throw unterminatedClass(at: open) }
        if element == "[" { return .item(.nested(try parseSet(depth: depth + 1))) }
        if element == "\\", self.element(at: index + 1) == "q" { return .item(try parseStrings(open: open)) }
        let start = index
        if element == "\\" {
            index += 1
            if current == nil { throw unterminatedClass(at: open) }
            if let escape = try parseClassEscape(from: start) {
                switch escape {
                case .set(let set): return .item(.escape(set))
                case .strings(let strings): return .item(.nested(strings))
                }
            }
            index = start
        }
        return .character(try parseSetCharacter(open: open))
    }

    private mutating func parseSetCharacter(open: Int) throws(PatternError) -> UInt32 {
        guard let element = current else { throw unterminatedClass(at: open) }
        let start = index
        index += 1
        switch element {
        case "\\":
            guard let escaped = current else { throw unterminatedClass(at: open) }
            if escaped == "b" {
                index += 1
                return 0x08
            }
            if "&-!#%,:;<=>@`~".unicodeScalars.contains(where: { escaped == $0 }) {
                index += 1
                return escaped
            }
            return try parseCharacterEscape(from: start, inClass: true)
        case "(", ")", "[", "]", "{", "}", "/", "-", "|":
            let note = "with flag v, write '\\\(text(element))' for the character"
            throw syntax("'\(text(element))' cannot stand in a character class", note: note, at: start)
        default:
            if current == element, "&!#$%*+,.:;<=>?@^`~".unicodeScalars.contains(where: { element == $0 }) {
                let note = "with flag v, write '\\\(text(element))' for each of the characters"
                throw syntax("'\(text(element))\(text(element))' is reserved", note: note, at: start)
            }
            return element
        }
    }

    /// Reads `\q{a|bc}`.
    private mutating func parseStrings(open: Int) throws(PatternError) -> CharacterClass.Item {
        let start = index
        index += 2
        guard skip("{") else {
            throw syntax("invalid escape", note: "strings are written '\\q{abc|d}'", at: start)
        }
        var result = CharacterClass(items: [])
        var strings: [[UInt32]] = []
        var string: [UInt32] = []
        while true {
            guard let element = current else { throw unterminatedClass(at: open) }
            guard element == "|" || element == "}" else {
                string.append(try parseSetCharacter(open: open))
                continue
            }
            index += 1
            if string.count == 1 { result.items.append(.range(string[0], string[0])) } else { strings.append(string) }
            string = []
            if element == "}" { break }
        }
        if !strings.isEmpty { result.items.append(.strings(strings)) }
        return .nested(result)
    }

    /// Whether a class may match strings of other lengths than one (ECMA-262 22.2.1.6, MayContainStrings).
    private func mayHoldStrings(_ characterClass: CharacterClass) -> Bool {
        func mayHoldStrings(_ item: CharacterClass.Item) -> Bool {
            switch item {
            case .range, .escape: false
            case .strings: true
            case .nested(let inner): !inner.isNegated && self.mayHoldStrings(inner)
            }
        }
        return switch characterClass.operation {
        case .union: characterClass.items.contains(where: mayHoldStrings)
        case .intersection: characterClass.items.allSatisfy(mayHoldStrings)
        case .subtraction: characterClass.items.first.map(mayHoldStrings) ?? false
        }
    }

    private mutating func skip(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
        guard current == first, element(at: index + 1) == second else { return false }
        index += 2
        return true
    }

    private func unterminatedClass(at open: Int) -> PatternError {
        syntax("unterminated character class", note: "this '[' is never closed", at: open)
    }
}
