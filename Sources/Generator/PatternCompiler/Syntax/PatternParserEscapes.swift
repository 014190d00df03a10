extension PatternParser {
    /// What a backslash and what follows it stand for.
    enum Escape {
        case character(UInt32)
        case set(ClassEscape)
        /// A property of strings, with flag `v`.
        case strings(CharacterClass)
        case assertion(PatternAssertion)
        case backreference(Backreference)
    }

    /// What an escape that does not stand for one character alone stands for.
    enum SetEscape {
        case set(ClassEscape)
        case strings(CharacterClass)
    }

    /// Reads an escape outside a class, from its backslash (ECMA-262 22.2.1, AtomEscape).
    mutating func parseEscape() throws(PatternError) -> Escape {
        let start = index
        index += 1
        guard let element = current else { throw trailingBackslash(at: start) }
        switch element {
        case "b":
            index += 1
            return .assertion(.wordBoundary)
        case "B":
            index += 1
            return .assertion(.noWordBoundary)
        case "1"..."9":
            if let reference = try parseNumberedReference(from: start) { return .backreference(reference) }
        case "k" where flags.isUnicode || groups().hasNames:
            index += 1
            return .backreference(try parseNamedReference(from: start))
        default:
            switch try parseClassEscape(from: start) {
            case .set(let escape): return .set(escape)
            case .strings(let strings): return .strings(strings)
            case nil: break
            }
        }
        return .character(try parseCharacterEscape(from: start, inClass: false))
    }

    func trailingBackslash(at start: Int) -> PatternError {
        syntax("'\\' at the end of the pattern", note: "write '\\\\' for a backslash", at: start)
    }

    // MARK: References to groups

    private mutating func parseNumberedReference(from start: Int) throws(PatternError) -> Backreference? {
        let digitsStart = index
        let number = parseDecimal()
        if number <= groups().count {
            return Backreference(target: .number(number), offset: offset(start))
        }
        if flags.isUnicode {
            throw syntax("there is no group \(number)", note: "the pattern has \(groups().count)", at: start)
        }
        index = digitsStart
        return nil
    }

    private mutating func parseNamedReference(from start: Int) throws(PatternError) -> Backreference {
        guard skip("<") else {
            throw syntax("invalid named reference", note: "a named reference is written '\\k<name>'", at: start)
        }
        return Backreference(target: .name(try parseGroupName()), offset: offset(start))
    }

    /// Reads a group's name and the `>` that ends it.
    mutating func parseGroupName() throws(PatternError) -> String {
        let start = index
        var name = String.UnicodeScalarView()
        while let element = current, element != ">" {
            let elementStart = index
            guard let scalar = try parseNameScalar(), Self.isNamePart(scalar, isFirst: name.isEmpty) else {
                let note = "'\(text(element))' cannot stand here in a name"
                throw syntax("invalid group name", note: note, at: elementStart)
            }
            name.append(scalar)
        }
        guard !name.isEmpty, skip(">") else {
            let note = name.isEmpty ? "a name is needed between '<' and '>'" : "this name is never closed by '>'"
            throw syntax("invalid group name", note: note, at: start)
        }
        return String(name)
    }

    private mutating func parseNameScalar() throws(PatternError) -> Unicode.Scalar? {
        guard var element = current else { return nil }
        index += 1
        if element == "\\" {
            // Names know flag u's escapes whatever the flags are.
            guard skip("u"), let escaped = parseUnicodeEscape(withBraces: true) else { return nil }
            element = escaped
        }
        if (0xD800...0xDBFF).contains(element), let low = current, (0xDC00...0xDFFF).contains(low) {
            index += 1
            element = Self.codePoint(high: element, low: low)
        }
        return Unicode.Scalar(element)
    }

    private static func isNamePart(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
        if scalar == "$" || scalar == "_" { return true }
        guard !isFirst else { return scalar.properties.isIDStart }
        return scalar.properties.isIDContinue || scalar == "\u{200C}" || scalar == "\u{200D}"
    }

    // MARK: Sets

    /// Reads `\d \D \s \S \w \W`, and `\p \P` with flag `u`; nil where the escape is of another kind.
    mutating func parseClassEscape(from start: Int) throws(PatternError) -> SetEscape? {
        guard let element = current else { return nil }
        let escape: ClassEscape
        switch element {
        case "d", "D": escape = .digit(isNegated: element == "D")
        case "w", "W": escape = .word(isNegated: element == "W")
        case "s", "S": escape = .space(isNegated: element == "S")
        case "p" where flags.isUnicode, "P" where flags.isUnicode:
            return try parseProperty(from: start)
        default: return nil
        }
        index += 1
        return .set(escape)
    }

    private mutating func parseProperty(from start: Int) throws(PatternError) -> SetEscape {
        let isNegated = current == "P"
        index += 1
        guard skip("{") else {
            throw syntax("invalid property", note: "a property is written '\\p{Lu}'", at: start)
        }
        let name = parsePropertyWord()
        let value = skip("=") ? parsePropertyWord() : nil
        guard !name.isEmpty, value != "", skip("}") else {
            throw syntax("invalid property", note: "a property is written '\\p{Lu}' or '\\p{sc=Greek}'", at: start)
        }
        if let set = UnicodeProperty.codePoints(name: name, value: value) {
            return .set(.property(set, isNegated: isNegated))
        }
        guard value == nil, let strings = UnicodeProperty.strings(name: name) else {
            throw unknownProperty(name, value, at: start)
        }
        guard flags.hasSets, !isNegated else {
            let note = flags.hasSets ? "only a property of single characters has a complement" : "it needs flag v"
            throw syntax("'\(name)' is a property of strings", note: note, at: start)
        }
        return .strings(
            CharacterClass(items: [
                .escape(.property(strings.codePoints, isNegated: false)), .strings(strings.strings),
            ])
        )
    }

    private func unknownProperty(_ name: String, _ value: String?, at start: Int) -> PatternError {
        let property = value.map { "\(name)=\($0)" } ?? name
        let suggestion = UnicodeProperty.suggestion(name: name, value: value)
        let note = suggestion.map { "did you mean '\($0)'?" } ?? "names are spelled as in Unicode, such as 'Lu'"
        return syntax("unknown property '\(property)'", note: note, at: start)
    }

    private mutating func parsePropertyWord() -> String {
        var word = ""
        while let element = current, CodeUnitSet.asciiWordCharacters.contains(element) {
            word += text(element)
            index += 1
        }
        return word
    }

    // MARK: Characters

    /// Reads the escape of one character, from after its backslash (ECMA-262 22.2.1, CharacterEscape).
    mutating func parseCharacterEscape(from start: Int, inClass: Bool) throws(PatternError) -> UInt32 {
        guard let element = current else { throw trailingBackslash(at: start) }
        index += 1
        switch element {
        case "t": return 0x09
        case "n": return 0x0A
        case "v": return 0x0B
        case "f": return 0x0C
        case "r": return 0x0D
        case "c": return try parseControl(from: start, inClass: inClass)
        case "0"..."9": return try parseOctal(element, from: start)
        case "x":
            if let value = parseHexadecimal(count: 2) { return value }
            if flags.isUnicode { throw invalidEscape("'\\x' needs two hexadecimal digits", at: start) }
        case "u":
            if let value = parseUnicodeEscape(withBraces: flags.isUnicode) { return value }
            if flags.isUnicode {
                throw invalidEscape("write '\\u' and four digits, or '\\u{...}' up to 10FFFF", at: start)
            }
        default:
            if flags.isUnicode { try checkIdentityEscape(element, from: start) }
            if element == "k" && groups().hasNames {
                throw syntax("invalid named reference", note: "a class cannot hold a reference", at: start)
            }
        }
        return element
    }

    /// With flag `u` only the characters that have a meaning of their own can be escaped.
    private func checkIdentityEscape(_ element: UInt32, from start: Int) throws(PatternError) {
        switch element {
        case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/": return
        default:
            let character = text(element)
            let isLetter = CodeUnitSet.asciiWordCharacters.contains(element)
            let note = isLetter ? "'\\\(character)' means nothing with flag u" : "with flag u, write '\(character)'"
            throw invalidEscape(note, at: start)
        }
    }

    func invalidEscape(_ note: String, at start: Int) -> PatternError {
        syntax("invalid escape", note: note, at: start)
    }

    /// `\cX`; where no letter follows, annex B reads the backslash as itself and `c` as the next character.
    private mutating func parseControl(from start: Int, inClass: Bool) throws(PatternError) -> UInt32 {
        if let letter = current {
            switch letter {
            case "A"..."Z", "a"..."z":
                index += 1
                return letter % 32
            case "0"..."9" where inClass && !flags.isUnicode, "_" where inClass && !flags.isUnicode:
                index += 1
                return letter % 32
            default: break
            }
        }
        if flags.isUnicode { throw invalidEscape("'\\c' needs a letter", at: start) }
        index -= 1
        return Unicode.Scalar("\\").value
    }

    /// `\0`, and annex B's octal escapes up to `\377`; `\8` and `\9` are digits.
    private mutating func parseOctal(_ first: UInt32, from start: Int) throws(PatternError) -> UInt32 {
        if flags.isUnicode {
            if first == "0", current.map({ !CodeUnitSet.digits.contains($0) }) ?? true { return 0 }
            throw invalidEscape("only '\\0' is an escape in digits here", at: start)
        }
        guard first < 0x38 else { return first }
        var value = first - 0x30
        let end = index + 2
        while index < end, let digit = current, (0x30...0x37).contains(digit), value * 8 + digit - 0x30 <= 0o377 {
            value = value * 8 + digit - 0x30
            index += 1
        }
        return value
    }

    /// Reads what follows `\u`; nil, having read nothing, where it is not an escape.
    mutating func parseUnicodeEscape(withBraces: Bool) -> UInt32? {
        let start = index
        if withBraces && skip("{") {
            var value: UInt32 = 0
            let digitsStart = index
            while let digit = hexadecimalDigit(at: index), value <= 0x10FFFF {
                value = value * 16 + digit
                index += 1
            }
            if index > digitsStart && value <= 0x10FFFF && skip("}") { return value }
            index = start
            return nil
        }
        guard let value = parseHexadecimal(count: 4) else { return nil }
        // Two escapes of surrogates are one code point where code points are matched.
        guard withBraces, (0xD800...0xDBFF).contains(value), current == "\\", element(at: index + 1) == "u" else {
            return value
        }
        let pairStart = index
        index += 2
        if let low = parseHexadecimal(count: 4), (0xDC00...0xDFFF).contains(low) {
            return Self.codePoint(high: value, low: low)
        }
        index = pairStart
        return value
    }

    private static func codePoint(high: UInt32, low: UInt32) -> UInt32 {
        0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }

    private mutating func parseHexadecimal(count: Int) -> UInt32? {
        var value: UInt32 = 0
        for position in index..<index + count {
            guard let digit = hexadecimalDigit(at: position) else { return nil }
            value = value * 16 + digit
        }
        index += count
        return value
    }

    private func hexadecimalDigit(at index: Int) -> UInt32? {
        guard let element = element(at: index) else { return nil }
        switch element {
        case "0"..."9": return element - 0x30
        case "A"..."F": return element - 0x37
        case "a"..."f": return element - 0x57
        default: return nil
        }
    }
}
