import Diagnostics
import Testing

/// What a person sees of a fault, compared whole.
struct DiagnosticRendererTests {
    private let rule = RuleID(rawValue: "some-rule")

    private func location(_ line: Int, _ column: Int, to end: Int? = nil) -> Diagnostics.SourceLocation {
        Diagnostics.SourceLocation(
            path: "tools.yaml",
            start: SourcePosition(line: line, column: column),
            end: end.map { SourcePosition(line: line, column: $0) }
        )
    }

    private func render(
        _ text: String,
        _ diagnostic: Diagnostic,
        excerpts: Bool = true,
        color: Bool = false,
        width: Int = 100
    ) -> String {
        let source = SourceText(path: "tools.yaml", bytes: Array(text.utf8))
        return DiagnosticRenderer(
            sources: [source],
            showsExcerpts: excerpts,
            usesColor: color,
            excerptWidth: width
        ).render(diagnostic)
    }

    @Test func showsTheExampleOfTheDesign() {
        let text = String(repeating: "\n", count: 30) + #"        regex: '^[\d\s+$'"# + "\n"
        let diagnostic = Diagnostic(
            .error,
            at: location(31, 18),
            rule: RuleID(rawValue: "pattern-syntax"),
            "unterminated character class",
            notes: [.init("this '[' is never closed")]
        )
        #expect(
            render(text, diagnostic) == #"""
                tools.yaml:31:18: error: unterminated character class [pattern-syntax]
                31 |         regex: '^[\d\s+$'
                   |                  ^ this '[' is never closed

                """#
        )
        // Without an excerpt the remark takes the place of the finding.
        #expect(
            render(text, diagnostic, excerpts: false) == """
                tools.yaml:31:18: error: unterminated character class [pattern-syntax]
                tools.yaml:31:18: note: this '[' is never closed

                """
        )
    }

    @Test func underlinesStretchesAndShowsNotesWithTheirPlaces() {
        let diagnostic = Diagnostic(
            .warning,
            at: location(2, 1, to: 4),
            rule: rule,
            "again",
            notes: [.init("first remark"), .init("first here", at: location(1, 1, to: 4)), .init("second remark")]
        )
        #expect(
            render("key: 1\nkey: 2\n", diagnostic) == """
                tools.yaml:2:1: warning: again [some-rule]
                2 | key: 2
                  | ^~~ first remark
                  |     second remark
                tools.yaml:1:1: note: first here
                1 | key: 1
                  | ^~~

                """
        )
    }

    @Test func aStretchOfSeveralLinesIsUnderlinedOnItsFirst() {
        var place = location(1, 4)
        place.end = SourcePosition(line: 2, column: 3)
        #expect(
            render("k: 'a\n b'\n", Diagnostic(.error, at: place, rule: rule, "no")) == """
                tools.yaml:1:4: error: no [some-rule]
                1 | k: 'a
                  |    ^~

                """
        )
    }

    @Test func longLinesAreShownAroundTheCaret() {
        let text = String(repeating: "a", count: 50) + "HERE" + String(repeating: "b", count: 50)
        #expect(
            render(text, Diagnostic(.error, at: location(1, 51, to: 55), rule: rule, "no"), width: 30) == """
                tools.yaml:1:51: error: no [some-rule]
                1 | …aaaaaaaaaaaaaaaaaaaaHEREbbbbbb…
                  |                      ^~~~

                """
        )
        #expect(
            render(text, Diagnostic(.error, at: location(1, 105), rule: rule, "no"), width: 30) == """
                tools.yaml:1:105: error: no [some-rule]
                1 | …bbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
                  |                                ^

                """
        )
    }

    @Test func theCaretStandsRightBehindTabsAndWideCharacters() {
        #expect(
            render("\t日本e\u{301}x", Diagnostic(.error, at: location(1, 6), rule: rule, "no")) == """
                tools.yaml:1:6: error: no [some-rule]
                1 |     日本e\u{301}x
                  |          ^

                """
        )
    }

    @Test func controlAndBidirectionalCharactersAreHarmless() {
        let diagnostic = Diagnostic(.error, at: location(1, 5), rule: rule, "found 'a\u{202E}b\u{1B}[2J\nc'")
        #expect(
            render("a\u{202E}b\u{7}x", diagnostic) == #"""
                tools.yaml:1:5: error: found 'a\u{202E}b\u{1B}[2J\nc' [some-rule]
                1 | a\u{202E}b\u{7}x
                  |                ^

                """#
        )
    }

    @Test func placesThatTheFileLacksGetNoExcerpt() {
        #expect(
            render("a\n", Diagnostic(.error, at: location(9, 1), rule: rule, "no"))
                == "tools.yaml:9:1: error: no [some-rule]\n"
        )
        let atEnd = Diagnostic(.error, at: location(2, 7), rule: rule, "no")
        #expect(render("a\n", atEnd) == "tools.yaml:2:7: error: no [some-rule]\n2 |\n  | ^\n")
    }

    @Test func coloursAreOptional() {
        let diagnostic = Diagnostic(.error, at: location(1, 1), rule: rule, "no", notes: [.init("why")])
        #expect(
            render("a", diagnostic, color: true)
                == "\u{1B}[1mtools.yaml:1:1:\u{1B}[0m \u{1B}[1;31merror:\u{1B}[0m \u{1B}[1mno\u{1B}[0m [some-rule]\n"
                + "1 | a\n  | \u{1B}[1;32m^\u{1B}[0m why\n"
        )
    }

    @Test func whatExceedsTheLimitIsCounted() {
        let errors = (1...4).map { Diagnostic(.error, at: location($0, 1), rule: rule, "no") }
        let warnings = (5...7).map { Diagnostic(.warning, at: location($0, 1), rule: rule, "hm") }
        #expect(
            DiagnosticRenderer(limit: 2).render(errors + warnings) == """
                tools.yaml:1:1: error: no [some-rule]
                tools.yaml:2:1: error: no [some-rule]
                tools.yaml:5:1: warning: hm [some-rule]
                tools.yaml:6:1: warning: hm [some-rule]
                and 2 more errors and 1 more warning

                """
        )
        #expect(DiagnosticRenderer().render([]) == "")
    }

    @Test func theOrderIsThatOfThePathsThenOfThePositions() {
        func diagnostic(_ path: String, _ line: Int, _ message: String) -> Diagnostic {
            let place = Diagnostics.SourceLocation(path: path, start: SourcePosition(line: line, column: 1))
            return Diagnostic(.warning, at: place, rule: rule, message)
        }
        let found = [
            diagnostic("c", 1, "7"), diagnostic("a", 9, "5"), diagnostic("b", 2, "2"), diagnostic("b", 1, "1"),
            diagnostic("a", 1, "4"), diagnostic("b", 2, "3"), diagnostic("b", 2, "2"),
        ]
        #expect(found.inOrder(ofPaths: ["b", "a"]).map(\.message) == ["1", "2", "3", "4", "5", "7"])
        #expect(!found.hasErrors)
        #expect(found.warningsAsErrors().allSatisfy { $0.severity == .error })
    }
}
