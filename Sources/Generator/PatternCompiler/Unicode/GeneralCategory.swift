/// General_Category, as Swift's standard library knows it.
enum GeneralCategory {
    /// The code points of a category or a group of them, by any of its names.
    static func codePoints(_ name: String) -> CodeUnitSet? {
        guard let categories = named[name] else { return nil }
        return CodeUnitSet(unordered: categories.flatMap { intervals[$0] ?? [] })
    }

    static var unassigned: CodeUnitSet { CodeUnitSet(unordered: intervals[.unassigned] ?? []) }

    /// The names of each category, the short one first.
    static let synonyms = categories.map { $0.names.split(separator: " ").map(String.init) }

    /// The code points of each category.
    private static let intervals: [Unicode.GeneralCategory: [CodeUnitSet.Interval]] = {
        var result: [Unicode.GeneralCategory: [CodeUnitSet.Interval]] = [:]
        func add(_ category: Unicode.GeneralCategory, _ lower: UInt32, _ upper: UInt32) {
            result[category, default: []].append(CodeUnitSet.Interval(lower: lower, upper: upper))
        }
        for span in CodePointSpan.withCharacters {
            var lower = span.lowerBound
            var category = span.category(of: lower)
            // Sequences and closures would take most of the time in a debug build.
            var next = lower + 1
            while next <= span.upperBound {
                let other = span.category(of: next)
                if other != category {
                    add(category, lower, next - 1)
                    lower = next
                    category = other
                }
                next += 1
            }
            add(category, lower, span.upperBound)
        }
        add(.surrogate, 0xD800, 0xDFFF)
        for span in CodePointSpan.unassigned { add(.unassigned, span.lowerBound, span.upperBound) }
        for span in CodePointSpan.privateUse { add(.privateUse, span.lowerBound, span.upperBound) }
        return result
    }()

    private static let named: [String: [Unicode.GeneralCategory]] = {
        var result: [String: [Unicode.GeneralCategory]] = [:]
        for (names, categories) in categories {
            for name in names.split(separator: " ") { result[String(name)] = categories }
        }
        return result
    }()

    /// The names of the table of General_Category in PropertyValueAliases.txt.
    private static let categories: [(names: String, [Unicode.GeneralCategory])] = [
        ("Lu Uppercase_Letter", [.uppercaseLetter]),
        ("Ll Lowercase_Letter", [.lowercaseLetter]),
        ("Lt Titlecase_Letter", [.titlecaseLetter]),
        ("LC Cased_Letter", [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]),
        ("Lm Modifier_Letter", [.modifierLetter]),
        ("Lo Other_Letter", [.otherLetter]),
        ("L Letter", [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]),
        ("Mn Nonspacing_Mark", [.nonspacingMark]),
        ("Mc Spacing_Mark", [.spacingMark]),
        ("Me Enclosing_Mark", [.enclosingMark]),
        ("M Mark Combining_Mark", [.nonspacingMark, .spacingMark, .enclosingMark]),
        ("Nd Decimal_Number digit", [.decimalNumber]),
        ("Nl Letter_Number", [.letterNumber]),
        ("No Other_Number", [.otherNumber]),
        ("N Number", [.decimalNumber, .letterNumber, .otherNumber]),
        ("Pc Connector_Punctuation", [.connectorPunctuation]),
        ("Pd Dash_Punctuation", [.dashPunctuation]),
        ("Ps Open_Punctuation", [.openPunctuation]),
        ("Pe Close_Punctuation", [.closePunctuation]),
        ("Pi Initial_Punctuation", [.initialPunctuation]),
        ("Pf Final_Punctuation", [.finalPunctuation]),
        ("Po Other_Punctuation", [.otherPunctuation]),
        (
            "P Punctuation punct",
            [
                .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
                .finalPunctuation, .otherPunctuation,
            ]
        ),
        ("Sm Math_Symbol", [.mathSymbol]),
        ("Sc Currency_Symbol", [.currencySymbol]),
        ("Sk Modifier_Symbol", [.modifierSymbol]),
        ("So Other_Symbol", [.otherSymbol]),
        ("S Symbol", [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol]),
        ("Zs Space_Separator", [.spaceSeparator]),
        ("Zl Line_Separator", [.lineSeparator]),
        ("Zp Paragraph_Separator", [.paragraphSeparator]),
        ("Z Separator", [.spaceSeparator, .lineSeparator, .paragraphSeparator]),
        ("Cc Control cntrl", [.control]),
        ("Cf Format", [.format]),
        ("Cs Surrogate", [.surrogate]),
        ("Co Private_Use", [.privateUse]),
        ("Cn Unassigned", [.unassigned]),
        ("C Other", [.control, .format, .surrogate, .privateUse, .unassigned]),
    ]
}

extension CodePointSpan {
    fileprivate func category(of codePoint: UInt32) -> Unicode.GeneralCategory {
        Unicode.Scalar(codePoint)?.properties.generalCategory ?? .surrogate
    }
}
