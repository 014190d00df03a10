/// The binary properties of ECMA-262's table 68.
enum BinaryProperty {
    /// The code points that have a property, by either of its names.
    static func codePoints(_ name: String) -> CodeUnitSet? {
        switch name {
        case "Any": CodeUnitSet(0...0x10FFFF)
        case "ASCII": CodeUnitSet(0...0x7F)
        case "Assigned": GeneralCategory.codePoints("Cn")?.complement(upTo: 0x10FFFF)
        case "Emoji_Component", "EComp": CodeUnitSet(table: UnicodeTables.emojiComponent)
        case "Extended_Pictographic", "ExtPict": CodeUnitSet(table: UnicodeTables.extendedPictographic)
        case "Regional_Indicator", "RI": CodeUnitSet(table: UnicodeTables.regionalIndicator)
        default: named[name].map(read)
        }
    }

    /// All names, for advice.
    static var names: [String] {
        Array(named.keys) + [
            "Any", "ASCII", "Assigned", "Emoji_Component", "EComp", "Extended_Pictographic", "ExtPict",
            "Regional_Indicator", "RI",
        ]
    }

    private typealias Test = @Sendable (Unicode.Scalar.Properties) -> Bool

    private static func read(_ test: Test) -> CodeUnitSet {
        var result = CodeUnitSet()
        for span in CodePointSpan.withCharacters + CodePointSpan.noncharacters {
            var next = span.lowerBound
            var start: UInt32?
            while next <= span.upperBound {
                let isMember = Unicode.Scalar(next).map { test($0.properties) } ?? false
                if isMember, start == nil { start = next }
                if !isMember, let lower = start {
                    result.insert(lower, next - 1)
                    start = nil
                }
                next += 1
            }
            if let start { result.insert(start, span.upperBound) }
        }
        return result
    }

    private static let named: [String: Test] = {
        var result: [String: Test] = [:]
        for (names, test) in tests {
            for name in names.split(separator: " ") { result[String(name)] = test }
        }
        return result
    }()

    private static let tests: [(names: String, Test)] = [
        ("ASCII_Hex_Digit AHex", { $0.isASCIIHexDigit }),
        ("Alphabetic Alpha", { $0.isAlphabetic }),
        ("Bidi_Control Bidi_C", { $0.isBidiControl }),
        ("Bidi_Mirrored Bidi_M", { $0.isBidiMirrored }),
        ("Case_Ignorable CI", { $0.isCaseIgnorable }),
        ("Cased", { $0.isCased }),
        ("Changes_When_Casefolded CWCF", { $0.changesWhenCaseFolded }),
        ("Changes_When_Casemapped CWCM", { $0.changesWhenCaseMapped }),
        ("Changes_When_Lowercased CWL", { $0.changesWhenLowercased }),
        ("Changes_When_NFKC_Casefolded CWKCF", { $0.changesWhenNFKCCaseFolded }),
        ("Changes_When_Titlecased CWT", { $0.changesWhenTitlecased }),
        ("Changes_When_Uppercased CWU", { $0.changesWhenUppercased }),
        ("Dash", { $0.isDash }),
        ("Default_Ignorable_Code_Point DI", { $0.isDefaultIgnorableCodePoint }),
        ("Deprecated Dep", { $0.isDeprecated }),
        ("Diacritic Dia", { $0.isDiacritic }),
        ("Emoji", { $0.isEmoji }),
        ("Emoji_Modifier EMod", { $0.isEmojiModifier }),
        ("Emoji_Modifier_Base EBase", { $0.isEmojiModifierBase }),
        ("Emoji_Presentation EPres", { $0.isEmojiPresentation }),
        ("Extender Ext", { $0.isExtender }),
        ("Grapheme_Base Gr_Base", { $0.isGraphemeBase }),
        ("Grapheme_Extend Gr_Ext", { $0.isGraphemeExtend }),
        ("Hex_Digit Hex", { $0.isHexDigit }),
        ("IDS_Binary_Operator IDSB", { $0.isIDSBinaryOperator }),
        ("IDS_Trinary_Operator IDST", { $0.isIDSTrinaryOperator }),
        ("ID_Continue IDC", { $0.isIDContinue }),
        ("ID_Start IDS", { $0.isIDStart }),
        ("Ideographic Ideo", { $0.isIdeographic }),
        ("Join_Control Join_C", { $0.isJoinControl }),
        ("Logical_Order_Exception LOE", { $0.isLogicalOrderException }),
        ("Lowercase Lower", { $0.isLowercase }),
        ("Math", { $0.isMath }),
        ("Noncharacter_Code_Point NChar", { $0.isNoncharacterCodePoint }),
        ("Pattern_Syntax Pat_Syn", { $0.isPatternSyntax }),
        ("Pattern_White_Space Pat_WS", { $0.isPatternWhitespace }),
        ("Quotation_Mark QMark", { $0.isQuotationMark }),
        ("Radical", { $0.isRadical }),
        ("Sentence_Terminal STerm", { $0.isSentenceTerminal }),
        ("Soft_Dotted SD", { $0.isSoftDotted }),
        ("Terminal_Punctuation Term", { $0.isTerminalPunctuation }),
        ("Unified_Ideograph UIdeo", { $0.isUnifiedIdeograph }),
        ("Uppercase Upper", { $0.isUppercase }),
        ("Variation_Selector VS", { $0.isVariationSelector }),
        ("White_Space space", { $0.isWhitespace }),
        ("XID_Continue XIDC", { $0.isXIDContinue }),
        ("XID_Start XIDS", { $0.isXIDStart }),
    ]
}
