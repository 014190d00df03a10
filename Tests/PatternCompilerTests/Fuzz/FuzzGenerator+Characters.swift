/// Characters, in all the ways to write them.
extension FuzzGenerator {
    /// Letters with other cases near and far, digits, line ends, what is astral, what combines, and edges of encodings.
    static let characters = Array(
        """
        aabbkKsSzAZ09_- \n\r\u{2028}\u{2029}\t\u{B}\u{A0}\u{FEFF}éÉßẞſK\u{130}ıΣσςǅµμΐΐᾳᾼ\u{301}\u{345}Ω\u{2126}日\
        ÿŸ\u{1E9B}ﬅꭰᏰ😀😁👍🏽👨\u{200D}👩🇩🇪\u{FE0F}\u{20E3}#𐐀𐐨𝒳\u{0}\u{1}\u{7F}\u{80}\u{7FF}\u{800}\u{D7FF}\
        \u{E000}\u{FFFF}\u{10000}\u{10FFFF}/(){}[]|&~,.^$*+?\\
        """.unicodeScalars.map(\.value)
    )

    static let syntaxCharacters = Array("^$\\.*+?()[]{}|".unicodeScalars.map(\.value))

    mutating func anyCharacter() -> UInt32 {
        guard chance(4) else { return pick(Self.characters) }
        let value = UInt32.random(in: 0...0x10FFFF, using: &random)
        return Unicode.Scalar(value) == nil ? 0x61 : value
    }

    /// A character of the expression, and the code points that it matches.
    mutating func character() -> (source: String, sample: [UInt32]) {
        if !isUnicode, chance(38) { return lenientCharacter() }
        if chance(25) { return specialCharacter() }
        let value = chance(85) ? pick(palette) : anyCharacter()
        return (spelled(value), [value])
    }

    private mutating func specialCharacter() -> (source: String, sample: [UInt32]) {
        let value = pick([0, 0, 0, 0, 1, 7, 26, 9, 10, 12, 13, 26, 0x2F, 0x2F, 0x2F] as [UInt32])
        let (production, source) = escapes(value)[0]
        count(production)
        return (source, [value])
    }

    /// One of the ways to write a code point; without flag `u` an astral one is two characters.
    mutating func spelled(_ value: UInt32, inClass: Bool = false) -> String {
        let escapes = escapes(value)
        if !escapes.isEmpty, chance(30) {
            let (production, source) = pick(escapes)
            count(production)
            return source
        }
        let character = text([value])
        if inClass ? "\\]^-[(){}/|&~!#%,:;<=>@`$*+.?".contains(character) : Self.syntaxCharacters.contains(value) {
            guard inClass, !Self.syntaxCharacters.contains(value), value != 0x2F else {
                count(value == 0x2F ? .slashEscape : .syntaxEscape)
                return "\\" + character
            }
            if value == 0x2D {
                count(.escapedHyphen)
            } else if hasSets {
                count(.punctuatorEscape)
            } else {
                return character
            }
            return "\\" + character
        }
        count(value > 0xFFFF ? .astralLiteral : .literal)
        return character
    }

    private mutating func escapes(_ value: UInt32) -> [(FuzzProduction, String)] {
        var result: [(FuzzProduction, String)] = []
        let digits = hexadecimal(value)
        switch value {
        case 0: result.append((.null, #"\0"#))
        case 0x09...0x0D: result.append((.controlEscape, "\\" + ["t", "n", "v", "f", "r"][Int(value) - 9]))
        case 0x2F: result.append((.slashEscape, #"\/"#))
        default: break
        }
        if 1...26 ~= value {
            let letter = text([value + (chance(50) ? 0x40 : 0x60)])
            result.append((.controlLetter, "\\c" + letter))
        }
        if value < 0x100 { result.append((.hexadecimal, "\\x" + hexadecimal(value, width: 2))) }
        if value < 0x10000 {
            result.append((.unicodeEscape, "\\u" + hexadecimal(value, width: 4)))
        } else {
            let (high, low) = (0xD7C0 + value >> 10, 0xDC00 + value & 0x3FF)
            result.append((.surrogatePair, "\\u\(hexadecimal(high))\\u\(hexadecimal(low))"))
            // Half of a pair.
            if chance(30) { result.append((.unicodeEscape, "\\u" + hexadecimal(chance(50) ? high : low))) }
        }
        if isUnicode { result.append((.codePoint, "\\u{\(digits)}")) }
        if !isUnicode, value < 0x100 {
            result.append((.octal, "\\" + String(value, radix: 8)))
            if !"bBcdDfknprPsStuvwWxq0123456789".unicodeScalars.contains(where: { $0.value == value }) {
                result.append((.identityEscape, "\\" + text([value])))
            }
        }
        return result
    }

    /// What only annex B allows.
    private mutating func lenientCharacter() -> (source: String, sample: [UInt32]) {
        let (production, source, sample): (FuzzProduction, String, String) = pick([
            (.loneBracket, "]", "]"), (.loneBracket, "{", "{"), (.loneBracket, "}", "}"),
            (.loneBracket, "{,2}", "{,2}"),
            (.incompleteEscape, #"\x4"#, "x4"), (.incompleteEscape, #"\xg"#, "xg"),
            (.incompleteEscape, #"\u12"#, "u12"), (.incompleteEscape, #"\u"#, "u"),
            (.incompleteEscape, #"\p{L}"#, "p{L}"),
            (.loneControl, #"\c"#, #"\c"#), (.loneControl, #"\c9"#, #"\c9"#), (.loneControl, #"\c1"#, #"\c1"#),
            (.loneControl, #"\c-"#, #"\c-"#), (.bracedCount, #"\u{2}"#, "uu"), (.bracedCount, #"\u{1}"#, "u"),
            (.bracedCount, #"\u{1,2}"#, "u"),
            (.bracedCount, #"\u{2}"#, "uu"),
            (.octal, #"\8"#, "8"), (.octal, #"\400"#, "\u{20}0"), (.identityEscape, #"\a"#, "a"),
            (.identityEscape, #"\-"#, "-"),
        ])
        count(production)
        return (source, sample.unicodeScalars.map(\.value))
    }

    /// `\d`, `\p{Lu}` and their kind.
    mutating func setEscape(inClass: Bool = false) -> (source: String, samples: [[UInt32]]) {
        guard isUnicode, chance(60) else {
            let (production, source, samples): (FuzzProduction, String, String) = pick([
                (.digit, #"\d"#, "059"), (.notDigit, #"\D"#, "a٣"), (.word, #"\w"#, "aZ0_ſ\u{212A}"),
                (.notWord, #"\W"#, "-é😀ſ\u{212A}"), (.space, #"\s"#, " \n\u{2028}\u{FEFF}\u{180E}"),
                (.notSpace, #"\S"#, "a😀"),
            ])
            count(production)
            return (source, samples.unicodeScalars.map { [$0.value] })
        }
        if hasSets, chance(22) {
            count(.stringProperty)
            let (name, samples) = pick([
                ("Basic_Emoji", ["☂\u{FE0F}", "😀"]),
                ("Emoji_Keycap_Sequence", ["#\u{FE0F}\u{20E3}", "0\u{FE0F}\u{20E3}"]),
                ("RGI_Emoji_Modifier_Sequence", ["👍🏽", "☝🏿"]), ("RGI_Emoji_Flag_Sequence", ["🇩🇪", "🇫🇷"]),
                ("RGI_Emoji_Tag_Sequence", ["🏴󠁧󠁢󠁥󠁮󠁧󠁿"]),
                // The two with thousands of strings take long to compile.
                chance(80)
                    ? ("Emoji_Keycap_Sequence", ["1\u{FE0F}\u{20E3}"])
                    : chance(50)
                        ? ("RGI_Emoji", ["😀", "👨\u{200D}👩\u{200D}👧", "👍🏽", "🇩🇪", "#\u{FE0F}\u{20E3}"])
                        : ("RGI_Emoji_ZWJ_Sequence", ["👨\u{200D}👩\u{200D}👧", "❤\u{FE0F}\u{200D}🔥"]),
            ])
            return ("\\p{\(name)}", samples.map { $0.unicodeScalars.map(\.value) })
        }
        let properties: [(FuzzProduction, String, String)] = [
            (.category, "Lu", "AÉΣ𐐀"), (.category, "gc=Ll", "aßſσ𐐨"), (.category, "Letter", "aA日"),
            (.category, "General_Category=Decimal_Number", "09"), (.category, "Mn", "\u{301}\u{345}"),
            (.category, "Lt", "ǅᾼ"), (.category, "Cn", "\u{FFFF}"), (.category, "So", "😀👍"),
            (.binaryProperty, "Any", "a😀"), (.binaryProperty, "ASCII", "ak"), (.binaryProperty, "Alphabetic", "aé"),
            (.binaryProperty, "Lowercase", "aſσ"), (.binaryProperty, "Uppercase", "AKΣ"),
            (.binaryProperty, "White_Space", " \u{2028}"), (.binaryProperty, "Emoji", "😀#0"),
            (.binaryProperty, "Emoji_Component", "#\u{200D}🇩"), (.binaryProperty, "CWU", "aßſ"),
            (.binaryProperty, "ID_Start", "aé日"), (.script, "sc=Greek", "Σσς"), (.script, "Script=Latin", "aK"),
            (.script, "sc=Deseret", "𐐀𐐨"), (.script, "Script=Han", "日"),
            (.script, "sc=Zyyy", "😀-"), (.scriptExtensions, "scx=Greek", "Σ\u{345}"),
            (.scriptExtensions, "Script_Extensions=Latn", "a\u{301}"), (.scriptExtensions, "scx=Zyyy", "😀-"),
            (.scriptExtensions, "scx=Deva", "\u{951}"),
        ]
        let (production, name, samples) = pick(
            properties.filter { $0.0 != .binaryProperty || !NodeDepartures.binaryProperty(flags) }
        )
        count(production)
        var letter = "p"
        if chance(30) {
            count(.notProperty)
            letter = "P"
        }
        return ("\\\(letter){\(name)}", samples.unicodeScalars.map { [$0.value] })
    }

    private func hexadecimal(_ value: UInt32, width: Int = 1) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    /// The string of code points, as far as they are scalars.
    func text(_ values: [UInt32]) -> String {
        String(String.UnicodeScalarView(values.compactMap(Unicode.Scalar.init)))
    }
}
