/// The binary properties of ECMA-262's table 68.
enum BinaryProperty {
    /// The code points that have a property, by either of its names.
    static func codePoints(_ name: String) -> CodeUnitSet? {
        switch sources[name] {
        case .set(let set): set()
        case .library(let test): read(test)
        case nil: nil
        }
    }

    /// The names of each property, the long one first.
    static let synonyms = properties.map { $0.names.split(separator: " ").map(String.init) }

    /// Where the code points come from.
    private enum Source {
        /// Swift's standard library has a verdict on each scalar.
        case library(Test)
        case set(@Sendable () -> CodeUnitSet)
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

    private static let sources: [String: Source] = {
        var result: [String: Source] = [:]
        for (names, source) in properties {
            for name in names.split(separator: " ") { result[String(name)] = source }
        }
        return result
    }()

    private static let properties: [(names: String, Source)] = [
        ("ASCII", .set { CodeUnitSet(0...0x7F) }),
        ("Any", .set { CodeUnitSet(0...0x10FFFF) }),
        ("Assigned", .set { GeneralCategory.unassigned.complement(upTo: 0x10FFFF) }),
        ("Emoji_Component EComp", .set { CodeUnitSet(table: UnicodeTables.emojiComponent) }),
        ("Extended_Pictographic ExtPict", .set { CodeUnitSet(table: UnicodeTables.extendedPictographic) }),
        ("Regional_Indicator RI", .set { CodeUnitSet(table: UnicodeTables.regionalIndicator) }),
        ("ASCII_Hex_Digit AHex", .library { $0.isASCIIHexDigit }),
        ("Alphabetic Alpha", .library { $0.isAlphabetic }),
        ("Bidi_Control Bidi_C", .library { $0.isBidiControl }),
        ("Bidi_Mirrored Bidi_M", .library { $0.isBidiMirrored }),
        ("Case_Ignorable CI", .library { $0.isCaseIgnorable }),
        ("Cased", .library { $0.isCased }),
        ("Changes_When_Casefolded CWCF", .library { $0.changesWhenCaseFolded }),
        ("Changes_When_Casemapped CWCM", .library { $0.changesWhenCaseMapped }),
        ("Changes_When_Lowercased CWL", .library { $0.changesWhenLowercased }),
        ("Changes_When_NFKC_Casefolded CWKCF", .library { $0.changesWhenNFKCCaseFolded }),
        ("Changes_When_Titlecased CWT", .library { $0.changesWhenTitlecased }),
        ("Changes_When_Uppercased CWU", .library { $0.changesWhenUppercased }),
        ("Dash", .library { $0.isDash }),
        ("Default_Ignorable_Code_Point DI", .library { $0.isDefaultIgnorableCodePoint }),
        ("Deprecated Dep", .library { $0.isDeprecated }),
        ("Diacritic Dia", .library { $0.isDiacritic }),
        ("Emoji", .library { $0.isEmoji }),
        ("Emoji_Modifier EMod", .library { $0.isEmojiModifier }),
        ("Emoji_Modifier_Base EBase", .library { $0.isEmojiModifierBase }),
        ("Emoji_Presentation EPres", .library { $0.isEmojiPresentation }),
        ("Extender Ext", .library { $0.isExtender }),
        ("Grapheme_Base Gr_Base", .library { $0.isGraphemeBase }),
        ("Grapheme_Extend Gr_Ext", .library { $0.isGraphemeExtend }),
        ("Hex_Digit Hex", .library { $0.isHexDigit }),
        ("IDS_Binary_Operator IDSB", .library { $0.isIDSBinaryOperator }),
        ("IDS_Trinary_Operator IDST", .library { $0.isIDSTrinaryOperator }),
        ("ID_Continue IDC", .library { $0.isIDContinue }),
        ("ID_Start IDS", .library { $0.isIDStart }),
        ("Ideographic Ideo", .library { $0.isIdeographic }),
        ("Join_Control Join_C", .library { $0.isJoinControl }),
        ("Logical_Order_Exception LOE", .library { $0.isLogicalOrderException }),
        ("Lowercase Lower", .library { $0.isLowercase }),
        ("Math", .library { $0.isMath }),
        ("Noncharacter_Code_Point NChar", .library { $0.isNoncharacterCodePoint }),
        ("Pattern_Syntax Pat_Syn", .library { $0.isPatternSyntax }),
        ("Pattern_White_Space Pat_WS", .library { $0.isPatternWhitespace }),
        ("Quotation_Mark QMark", .library { $0.isQuotationMark }),
        ("Radical", .library { $0.isRadical }),
        ("Sentence_Terminal STerm", .library { $0.isSentenceTerminal }),
        ("Soft_Dotted SD", .library { $0.isSoftDotted }),
        ("Terminal_Punctuation Term", .library { $0.isTerminalPunctuation }),
        ("Unified_Ideograph UIdeo", .library { $0.isUnifiedIdeograph }),
        ("Uppercase Upper", .library { $0.isUppercase }),
        ("Variation_Selector VS", .library { $0.isVariationSelector }),
        ("White_Space space", .library { $0.isWhitespace }),
        ("XID_Continue XIDC", .library { $0.isXIDContinue }),
        ("XID_Start XIDS", .library { $0.isXIDStart }),
    ]
}
