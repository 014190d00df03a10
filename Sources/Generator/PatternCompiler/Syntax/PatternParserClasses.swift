extension PatternParser {
    fileprivate enum ClassAtom {
        case character(UInt32)
        case set(ClassEscape)
    }

    /// Reads a class from its bracket (ECMA-262 22.2.1, CharacterClass).
    mutating func parseClass() throws(PatternError) -> CharacterClass {
        let open = index
        index += 1
        var result = CharacterClass(items: [], isNegated: skip("^"))
        while !skip("]") {
            let start = index
            let lower = try parseClassAtom(open: open)
            guard current == "-", let next = element(at: index + 1), next != "]" else {
                result.append(lower)
                continue
            }
            index += 1
            let upper = try parseClassAtom(open: open)
            try appendRange(lower, upper, to: &result, from: start)
        }
        return result
    }

    private mutating func parseClassAtom(open: Int) throws(PatternError) -> ClassAtom {
        guard let element = current else {
            throw syntax("unterminated character class", note: "this '[' is never closed", at: open)
        }
        guard element == "\\" else {
            index += 1
            return .character(element)
        }
        let start = index
        index += 1
        guard let escaped = current else {
            throw syntax("unterminated character class", note: "this '[' is never closed", at: open)
        }
        switch escaped {
        case "b":
            index += 1
            return .character(0x08)
        case "-" where flags.isUnicode:
            index += 1
            return .character(escaped)
        default:
            if case .set(let escape)? = try parseClassEscape(from: start) { return .set(escape) }
            return .character(try parseCharacterEscape(from: start, inClass: true))
        }
    }

    private func appendRange(
        _ lower: ClassAtom,
        _ upper: ClassAtom,
        to result: inout CharacterClass,
        from start: Int
    ) throws(PatternError) {
        if case .character(let first) = lower, case .character(let last) = upper {
            guard first <= last else {
                let note = "'\(text(first))' comes after '\(text(last))'"
                throw syntax("range out of order in a character class", note: note, at: start)
            }
            result.items.append(.range(first, last))
            return
        }
        guard !flags.isUnicode else {
            let note = "a set cannot bound a range; with flag u, write '\\-' for the character"
            throw syntax("invalid range in a character class", note: note, at: start)
        }
        // Annex B takes the hyphen as itself.
        result.append(lower)
        result.append(.character(Unicode.Scalar("-").value))
        result.append(upper)
    }
}

extension CharacterClass {
    fileprivate mutating func append(_ atom: PatternParser.ClassAtom) {
        switch atom {
        case .character(let value): items.append(.range(value, value))
        case .set(let escape): items.append(.escape(escape))
        }
    }
}
