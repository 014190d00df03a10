import PatternCompiler

/// A regular expression as the `pattern` of JSON Schema says it, which has no flags and which many clients read with
/// flag `u`, where an escape of a character that needs none is a syntax error.
enum AdvertisedPattern {
    /// The expression, or `nil` where it would say less than the validator accepts.
    static func source(of pattern: CompiledPattern) -> String? {
        guard pattern.flags.allSatisfy("dgu".contains) else { return nil }
        guard !pattern.flags.contains("u") else { return pattern.source }
        let source = withoutNeedlessEscapes(pattern.source)
        // Annex B takes much more than flag u does, a lone brace say.
        guard (try? PatternCompiler.validate(source, flags: "u")) != nil else { return nil }
        return source
    }

    /// Whether clients that read the advertised expression with flag `u` accept exactly what the validator does.
    static func isExact(_ pattern: CompiledPattern) -> Bool {
        // Without the flag the validator may count a character beyond U+FFFF twice.
        pattern.flags.contains("u") && source(of: pattern) != nil
    }

    /// A text as a regular expression that matches it, in ECMAScript with and without the flag `u`.
    static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if "^$\\.*+?()[]{}|/".unicodeScalars.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }

    /// The expression of a template, for clients that count code points where zod counts UTF-16 code units: of a part of
    /// free text at least half as many are asked for.
    static func countingCodePoints(_ source: String) -> String {
        let part = #"[\s\S]{"#
        var result = ""
        var rest = Substring(source)
        while let place = rest.firstRange(of: part) {
            result += rest[..<place.upperBound]
            rest = rest[place.upperBound...]
            let digits = rest.prefix(while: \.isNumber)
            guard let count = Int(digits), count > 1 else { continue }
            rest = rest.dropFirst(digits.count)
            result += "\((count + 1) / 2)" + (rest.first == "}" ? ",\(count)" : "")
        }
        return result + rest
    }

    private static func withoutNeedlessEscapes(_ source: String) -> String {
        let scalars = Array(source.unicodeScalars)
        var result = String.UnicodeScalarView()
        var isInClass = false
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "\\", index + 1 < scalars.count {
                let escaped = scalars[index + 1]
                if mayStayEscaped(escaped, isInClass: isInClass) { result.append(scalar) }
                result.append(escaped)
                index += 2
                continue
            }
            if scalar == "[" { isInClass = true }
            if scalar == "]" { isInClass = false }
            result.append(scalar)
            index += 1
        }
        return String(result)
    }

    /// Letters and digits mean something else behind a backslash; of the others ECMAScript names those that may stand
    /// there in every mode (ECMA-262, SyntaxCharacter).
    private static func mayStayEscaped(_ scalar: UnicodeScalar, isInClass: Bool) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        case "^", "$", "\\", ".", "*", "+", "?", "(", ")", "[", "]", "{", "}", "|", "/": true
        case "-": isInClass
        default: false
        }
    }
}
