extension Pattern {
    /// The pattern as JavaScript writes a regular expression: `/^a\\/b$/i` (ECMA-262, EscapeRegExpPattern).
    var issueText: String { "/\(literalSource)/\(flags)" }

    private var literalSource: String {
        var result = ""
        var (isEscaped, isInClass) = (false, false)
        for scalar in source.unicodeScalars {
            switch scalar {
            case "/" where !isEscaped && !isInClass: result += "\\/"
            case "\n": result += isEscaped ? "n" : "\\n"
            case "\r": result += isEscaped ? "r" : "\\r"
            case "\u{2028}": result += isEscaped ? "u2028" : "\\u2028"
            case "\u{2029}": result += isEscaped ? "u2029" : "\\u2029"
            default: result.unicodeScalars.append(scalar)
            }
            if !isEscaped, scalar == "[" { isInClass = true }
            if !isEscaped, scalar == "]" { isInClass = false }
            isEscaped = !isEscaped && scalar == "\\"
        }
        return result.isEmpty ? "(?:)" : result
    }
}
