import Testing

@testable import ToolValidation

@Suite("Normalization")
struct NormalizationTests {
    @Test(
        "Examples of UAX #15",
        arguments: [
            ("\u{212B}", "\u{C5}", "A\u{30A}", "\u{C5}", "A\u{30A}"),
            ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}", "\u{17F}\u{323}\u{307}", "\u{1E69}", "s\u{323}\u{307}"),
            ("\u{FB01}", "\u{FB01}", "\u{FB01}", "fi", "fi"),
            ("\u{D4DB}", "\u{D4DB}", "\u{1111}\u{1171}\u{11B6}", "\u{D4DB}", "\u{1111}\u{1171}\u{11B6}"),
            ("\u{958}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}", "\u{915}\u{93C}"),
        ]
    )
    func examples(text: String, nfc: String, nfd: String, nfkc: String, nfkd: String) {
        let forms: [NormalizationForm] = [.nfc, .nfd, .nfkc, .nfkd]
        let expected = [nfc, nfd, nfkc, nfkd].map { Array($0.unicodeScalars) }
        #expect(forms.map { Array(TextRewrite.normalize($0).apply(to: text).unicodeScalars) } == expected)
    }

    @Test(
        "All code points, and sequences of up to six",
        .enabled(
            if: Node.unicodeVersion == NormalizationTables.unicodeVersion,
            "node is not installed, or of another version of Unicode"
        )
    )
    func everyCodePoint() throws {
        var texts: [String] = []
        for block in 0...0x10FF {
            let points = (0...0xFF).compactMap { Unicode.Scalar(UInt32(block << 8 | $0)) }
            // Ideographs, and where there are no characters, are asked about in blocks: nothing changes in these.
            switch block {
            case 0x34...0x9F, 0x170...0x1AF, 0x200...0x2F7, 0x2FB...0x10FF:
                texts.append(String(String.UnicodeScalarView(points)))
            default: texts += points.map { String($0) }
            }
        }
        let changing = texts.filter { text in
            text.unicodeScalars.contains { $0.properties.generalCategory == .nonspacingMark }
                || !NormalizationForm.nfkd.apply(to: text).utf8.elementsEqual(text.utf8)
        }
        let starters = [
            "a", "o", "E", "<", "\u{1100}", "\u{1161}", "\u{11A8}", "\u{AC00}", "\u{338}", "\u{301}", "\u{345}",
        ]
        var numbers = SplitMix(state: 3)
        for _ in 0..<50_000 {
            let parts = (0..<Int.random(in: 2...6, using: &numbers)).map { _ in
                (Bool.random(using: &numbers) ? changing : starters).randomElement(using: &numbers) ?? ""
            }
            texts.append(parts.joined())
        }
        let forms = NormalizationForm.allCases
        let answers: [[String]] = try Node.ask("normalized.mjs", texts, "NFC", "NFD", "NFKC", "NFKD")
        #expect(forms.map(\.rawValue) == ["NFC", "NFD", "NFKC", "NFKD"])
        try #require(answers.count == forms.count)
        for (form, answers) in zip(forms, answers) {
            try #require(answers.count == texts.count)
            let differing = zip(texts, answers).filter { text, answer in
                !form.apply(to: text).utf8.elementsEqual(answer.utf8)
            }
            #expect(differing.isEmpty, "\(form): \(differing.prefix(5).map { Array($0.0.unicodeScalars) })")
        }
    }

    @Test("Marks without end take no quadratic time")
    func manyMarks() {
        let marks = (0..<200_000).map { $0 % 2 == 0 ? "\u{301}" : "\u{323}" }.joined()
        let result = Array(NormalizationForm.nfd.apply(to: "a" + marks).unicodeScalars)
        #expect(result.count == 200_001)
        #expect(result[1] == "\u{323}" && result[100_000] == "\u{323}" && result[100_001] == "\u{301}")
    }
}
