/// The escapes of letters that ECMAScript leaves to mean the letter itself where flag `u` is absent (ECMA-262, annex
/// B.1.2): whoever knows another dialect expects a property, an anchor or a code point of them.
enum MisleadingEscapes {
    static func findings(in source: String, _ flags: PatternFlags) -> [PatternFinding] {
        guard !flags.isUnicode else { return [] }
        let scalars = Array(source.unicodeScalars)
        var findings: [PatternFinding] = []
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

    private static func finding(_ letter: Unicode.Scalar, at offset: Int) -> PatternFinding {
        PatternFinding(
            kind: .misleadingEscape,
            message: "without the flag 'u', '\\\(letter)' stands for the letter '\(letter)' and nothing else",
            note: "write '\(letter)' if that is meant; otherwise add the flag or spell the characters out",
            offset: offset
        )
    }

    private static func isOnlyALetter(_ letter: Unicode.Scalar, before rest: ArraySlice<Unicode.Scalar>) -> Bool {
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
