import Foundation
import Testing

@testable import PatternCompiler

/// Asks node about every property, on all code points, and about both case foldings, on all pairs.
@Suite(
    "Unicode as node knows it",
    .enabled(if: Node.unicodeSkipReason == nil, "\(Node.unicodeSkipReason ?? "")")
)
struct UnicodeComparisonTests {
    @Test("The committed tables are what node says")
    func tables() throws {
        let result = try Node.runUnicodeScript("update.mjs", "--check")
        #expect(result.status == 0, "\(result.output)")
    }

    @Test("Every property of code points", .enabled(if: UnicodeComparisonTests.isLibraryCurrent, "older library"))
    func properties() throws {
        var questions: [Question] = []
        for names in GeneralCategory.synonyms {
            let prefixed = names.flatMap { [$0, "gc=\($0)", "General_Category=\($0)"] }
            questions.append(try question(prefixed))
        }
        for names in BinaryProperty.synonyms { questions.append(try question(names)) }
        for names in Script.synonyms {
            questions.append(try question(names.flatMap { ["sc=\($0)", "Script=\($0)"] }))
            questions.append(try question(names.flatMap { ["scx=\($0)", "Script_Extensions=\($0)"] }))
        }
        #expect(questions.count == 38 + 53 + 2 * 175)
        try expectAgreement(questions)
    }

    @Test("Names that are none")
    func refused() throws {
        let names = [
            "lu", "LU", "L_u", "Greek", "IsGreek", "sc=greek", "sc=", "Script", "gc", "scx", "gc=Any", "gc=ASCII",
            "gc=Greek", "sc=Lu", "Alphabetic=Yes", "Alphabetic=Y", "alphabetic", "Block=ASCII", "InASCII", "Age=17.0",
            "Line_Break", "Other_Alphabetic", "Composition_Exclusion", "Expands_On_NFC", "Grapheme_Link", "Hyphen",
            "Prepended_Concatenation_Mark", "IDS_Unary_Operator", "ID_Compat_Math_Start", "ID_Compat_Math_Continue",
            "Modifier_Combining_Mark", "InCB=Linker", "sc=Hrkt", "sc=Katakana_Or_Hiragana", "sc=Qaap", "L&", "gc=L&",
            "Full_Composition_Exclusion", "General_Category", "Category=Lu", "posix_alnum", "RGI_Emoji", "Basic_Emoji",
            "Upper_case", "White space", "Whitespace", "blank", "alnum", "Case_Sensitive", "NFC_Inert", "Emoji=Yes",
        ]
        for name in names {
            let parts = name.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let set = UnicodeProperty.codePoints(name: parts[0], value: parts.count > 1 ? parts[1] : nil)
            #expect(set == nil, "\(name)")
        }
        try expectAgreement(names.map { Question(refused: $0) })
    }

    @Test("Every string of every property of strings")
    func strings() throws {
        let questions = try EmojiStrings.names.map { name in
            let members = try #require(UnicodeProperty.strings(name: name))
            return Question(name: name, strings: members.codePoints.elements.map { [$0] } + members.strings)
        }
        #expect(questions.count == 7)
        try expectAgreement(questions)
    }

    @Test("Which elements flag i makes equal")
    func foldings() throws {
        let questions = [false, true].map { isUnicode in
            // Planes above 1 have no letters with case; node is asked about them nonetheless.
            let pairs = (0...UInt32(isUnicode ? 0x1FFFF : 0xFFFF)).compactMap { element -> [UInt32]? in
                let equivalents = CaseFolding.equivalents(of: element, isUnicode: isUnicode)
                return equivalents == [element] ? nil : [element, equivalents[0]]
            }
            return Question(flags: isUnicode ? "iu" : "i", pairs: pairs)
        }
        try expectAgreement(questions)
    }

    /// Whether the standard library knows a character that came with the version of the tables.
    private static let isLibraryCurrent = Unicode.Scalar(0x1FAEF)?.properties.generalCategory == .otherSymbol

    /// A line of what `Tests/Unicode/compare.mjs` reads.
    private struct Question: Encodable {
        var names: [String]?
        var ranges: [[UInt32]]?
        var name: String?
        var strings: [[UInt32]]?
        var refused: String?
        var flags: String?
        var pairs: [[UInt32]]?
    }

    private func question(_ names: [String]) throws -> Question {
        let sets = try names.map { name in
            let parts = name.split(separator: "=").map(String.init)
            let set = UnicodeProperty.codePoints(name: parts[0], value: parts.count > 1 ? parts[1] : nil)
            return try #require(set, "\(name)")
        }
        for set in sets { #expect(set == sets[0], "\(names)") }
        return Question(names: names, ranges: sets[0].intervals.map { [$0.lower, $0.upper] })
    }

    private func expectAgreement(_ questions: [Question]) throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "unicode-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let lines = try questions.map { String(decoding: try JSONEncoder().encode($0), as: UTF8.self) }
        try lines.joined(separator: "\n").write(to: file, atomically: true, encoding: .utf8)
        let result = try Node.runUnicodeScript("compare.mjs", file.path(percentEncoded: false))
        #expect(result.status == 0 && result.output.isEmpty, "\(result.output)")
    }
}

extension CodeUnitSet {
    fileprivate var elements: [UInt32] { intervals.flatMap { Array($0.lower...$0.upper) } }
}
