/// A change of a text that stands among its rules: the rules behind it, and the program, see the changed text.
public enum TextRewrite: Sendable, Hashable {
    /// White space and line ends of ECMAScript are taken away at both ends.
    case trim
    /// As JavaScript's `toLowerCase` does, whatever the language of the text.
    case toLowerCase
    /// As JavaScript's `toUpperCase` does, whatever the language of the text.
    case toUpperCase
    /// To lower case, ASCII letters and digits alone, with single hyphens between words.
    case slugify
    /// To a normalization form of Unicode.
    case normalize(NormalizationForm)

    /// The change of that name, unless it is one that takes an option.
    public init?(name: String) {
        guard let rewrite = Self.withoutOption.first(where: { $0.name == name }) else { return nil }
        self = rewrite
    }

    private static let withoutOption: [TextRewrite] = [.trim, .toLowerCase, .toUpperCase, .slugify]

    /// zod's name of the change.
    public var name: String {
        switch self {
        case .trim: "trim"
        case .toLowerCase: "toLowerCase"
        case .toUpperCase: "toUpperCase"
        case .slugify: "slugify"
        case .normalize: "normalize"
        }
    }

    /// Changes a text.
    ///
    /// - Parameter text: Any text.
    /// - Returns: The changed text.
    public func apply(to text: String) -> String {
        switch self {
        case .trim: trimmed(text)
        case .toLowerCase: lowercased(text)
        case .toUpperCase: text.uppercased()
        case .slugify: slug(of: text)
        case .normalize(let form): form.apply(to: text)
        }
    }

    private func trimmed(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard let first = scalars.firstIndex(where: { !isWhiteSpace($0) }),
            let last = scalars.lastIndex(where: { !isWhiteSpace($0) })
        else { return "" }
        return String(scalars[first...last])
    }

    /// ECMAScript's WhiteSpace and LineTerminator (ECMA-262 12.2 and 12.3): U+FEFF is one, U+0085 and U+200B are none.
    private func isWhiteSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// The mapping of the standard library takes each character alone; a sigma at the end of a word has its own form
    /// (Unicode 17, section 3.13, table 3-17, "Final_Sigma").
    private func lowercased(_ text: String) -> String {
        let sigma: Unicode.Scalar = "Σ"
        guard text.unicodeScalars.contains(sigma) else { return text.lowercased() }
        var result = ""
        var isBehindLetter = false
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            if scalar == sigma, isBehindLetter, !isBeforeLetter(rest) {
                result.unicodeScalars.append("ς")
            } else {
                result += scalar.properties.lowercaseMapping
            }
            if !scalar.properties.isCaseIgnorable { isBehindLetter = scalar.properties.isCased }
        }
        return result
    }

    private func isBeforeLetter(_ rest: Substring.UnicodeScalarView) -> Bool {
        rest.first { !$0.properties.isCaseIgnorable }?.properties.isCased ?? false
    }

    private func slug(of text: String) -> String {
        var result = ""
        var isBetweenWords = false
        for scalar in trimmed(lowercased(text)).unicodeScalars {
            if scalar == "-" || scalar == "_" || isWhiteSpace(scalar) {
                isBetweenWords = true
            } else if scalar.isASCII, "a"..."z" ~= scalar || "0"..."9" ~= scalar {
                if isBetweenWords, !result.isEmpty { result += "-" }
                isBetweenWords = false
                result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
