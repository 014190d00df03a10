/// The flags of an expression (ECMA-262 22.2.4.1), of which the fields say what matching depends on.
struct PatternFlags {
    var isUnicode = false
    var isDotAll = false
    var isMultiline = false

    /// The largest element of a string: a code unit, or a code point with flag `u`.
    var maximumElement: UInt32 { isUnicode ? 0x10FFFF : 0xFFFF }

    /// The first flag whose effect cannot be honoured. Faults of the expression itself are reported before it.
    var unsupported: PatternError?

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
            apply(flag, at: offset)
        }
    }

    private mutating func apply(_ flag: Unicode.Scalar, at offset: Int) {
        switch flag {
        case "u": isUnicode = true
        case "s": isDotAll = true
        case "m": isMultiline = true
        default:
            guard unsupported == nil else { return }
            let message = "flag '\(flag)' is not supported"
            unsupported = PatternError(.unsupported, message, note: Self.advice(flag), in: .flags, at: offset)
        }
    }

    private static func advice(_ flag: Unicode.Scalar) -> String {
        switch flag {
        case "i": "write both cases, such as [Aa]"
        case "v": "flag u has properties and code points, without set operations"
        case "y": "begin the expression with '^'"
        default: "it changes no verdict: remove it"
        }
    }
}
