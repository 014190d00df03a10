/// The flags of an expression (ECMA-262 22.2.4.1), of which the fields say what matching depends on.
///
/// `g` and `d` change what else a match tells, and never whether there is one.
struct PatternFlags {
    /// Whether strings are code points, with flag `u` or `v`.
    var isUnicode = false
    /// Whether classes are sets with operations, with flag `v`.
    var hasSets = false
    var ignoresCase = false
    var isDotAll = false
    var isMultiline = false
    /// Whether a match begins where the search begins.
    var isSticky = false

    /// The largest element of a string: a code unit, or a code point with flag `u`.
    var maximumElement: UInt32 { isUnicode ? 0x10FFFF : 0xFFFF }

    init(_ text: String) throws(PatternError) {
        var seen: [Unicode.Scalar] = []
        for (offset, flag) in text.unicodeScalars.enumerated() {
            guard "dgimsuvy".unicodeScalars.contains(flag) else {
                let note = "the flags are d, g, i, m, s, u, v and y"
                throw PatternError(.syntax, "unknown flag '\(flag)'", note: note, in: .flags, at: offset)
            }
            guard !seen.contains(flag) else {
                throw PatternError(.syntax, "flag '\(flag)' is given twice", in: .flags, at: offset)
            }
            if flag == "u" && seen.contains("v") || flag == "v" && seen.contains("u") {
                let note = "'v' includes 'u'"
                throw PatternError(.syntax, "flags u and v exclude each other", note: note, in: .flags, at: offset)
            }
            seen.append(flag)
            apply(flag)
        }
    }

    private mutating func apply(_ flag: Unicode.Scalar) {
        switch flag {
        case "i": ignoresCase = true
        case "m": isMultiline = true
        case "s": isDotAll = true
        case "u": isUnicode = true
        case "v":
            isUnicode = true
            hasSets = true
        case "y": isSticky = true
        default: break
        }
    }
}
