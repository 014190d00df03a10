/// Finds what is valid in a regular expression and hardly ever meant.
enum PatternLint {
    /// A finding, with the Unicode scalar that it is about.
    struct Finding {
        var offset: Int
        var message: String
        var note: String
    }

    /// The escapes of letters that ECMAScript leaves to mean the letter itself where flag `u` is absent (ECMA-262,
    /// annex B.1.2): whoever knows another dialect expects a property, an anchor or a code point of them.
    static func misleadingEscapes(in source: String, flags: String) -> [Finding] {
        guard !flags.contains("u"), !flags.contains("v") else { return [] }
        let scalars = Array(source.unicodeScalars)
        var findings: [Finding] = []
        var index = 0
        while index + 1 < scalars.count {
            guard scalars[index] == "\\" else {
                index += 1
                continue
            }
            if isOnlyALetter(scalars[index + 1], before: scalars[(index + 2)...]) {
                findings.append(finding(scalars[index + 1], at: index))
            }
            index += 2
        }
        return findings
    }

    private static func finding(_ letter: UnicodeScalar, at offset: Int) -> Finding {
        Finding(
            offset: offset,
            message: "without the flag 'u', '\\\(letter)' stands for the letter '\(letter)' and nothing else",
            note: "write '\(letter)' if that is meant; otherwise add the flag or spell the characters out"
        )
    }

    /// Whether an expression looks like a literal of JavaScript's, slashes and flags included.
    static func hasDelimiters(_ source: String) -> Bool {
        guard source.first == "/", let last = source.lastIndex(of: "/"), last > source.startIndex else { return false }
        return source[source.index(after: last)...].allSatisfy { "dgimsuvy".contains($0) }
    }

    private static func isOnlyALetter(_ letter: UnicodeScalar, before rest: ArraySlice<UnicodeScalar>) -> Bool {
        func hexadecimal(_ count: Int) -> Bool {
            rest.prefix(count).filter(\.properties.isASCIIHexDigit).count == count
        }
        switch letter {
        case "x": return !hexadecimal(2)
        case "u": return !hexadecimal(4)
        case "c": return rest.first.map { !("a"..."z" ~= $0 || "A"..."Z" ~= $0) } ?? true
        case "b", "B", "d", "D", "s", "S", "w", "W", "f", "n", "r", "t", "v", "k": return false
        default: return "a"..."z" ~= letter || "A"..."Z" ~= letter
        }
    }
}
