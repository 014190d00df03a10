import Diagnostics
import RuleExpressions
import Testing
import ToolModel
import ToolValidation

/// What is said of rules that cannot be read, and where.
@Suite struct DiagnosticTests {
    @Test(
        arguments: [
            ("", 1, "expected a value, found the end"),
            ("low <", 6, "expected a value, found the end"),
            ("low < 1 2", 9, "expected the end of the rule, found a constant"),
            ("(low < 1", 9, "expected ')', found the end"),
            ("low = 1", 5, "'=' is written '=='"),
            ("isOpen & isFree", 8, "'&' is written '&&' or 'and'"),
            ("low ≤ 1", 5, "'≤' is written '<='"),
            ("low # 1", 5, "'#' has no meaning in a rule"),
            ("name == 'a", 9, "the closing ' is missing"),
            (#"name == 'a\n'"#, 11, #"a backslash stands only before ' and \"#),
            ("1 < low < 2", 9, "relations do not chain: write 'a < b and b < c'"),
            ("low == 1e999", 8, "the number is too large"),
            ("low == 3rd", 8, "a name that begins with a digit stands in backquotes: `3rd`"),
            ("email == null", 10, "'null' is no value of a rule; ask 'has(x)' or 'not has(x)'"),
            ("and isOpen", 1, "expected a value, found 'and'"),
            ("address. == 1", 10, "expected the name of a property, found '=='"),
            ("stat <= end", 1, "there is no property 'stat'; did you mean 'start'?"),
            ("mode == opened_wide", 9, "there is no property 'opened_wide'; a text stands in quotes: \"opened_wide\""),
            ("address.citi == 'B'", 9, "there is no property 'citi'; did you mean 'city'?"),
            ("name.first == 'B'", 6, "'name' has no properties: it is a text"),
            ("len(name) > 1", 1, "there is no function 'len'; there are 'has', 'size' and 'startsWith'"),
            ("sise(name) > 1", 1, "there is no function 'sise'; did you mean 'size'?"),
            ("has(email, phone)", 1, "'has' takes the name of one property"),
            ("has('a')", 1, "'has' takes the name of one property"),
            ("size(count) > 1", 6, "only lists and texts have a size, but this is a number"),
            ("startsWith(name)", 1, "'startsWith' takes two texts: startsWith(name, \"a\")"),
            ("startsWith(name, 1)", 18, "expected a text, but this is a number"),
            ("low", 1, "expected something that is true or false, but this is a number"),
            ("isOpen and name", 12, "expected something that is true or false, but this is a text"),
            ("low == 'a'", 1, "'==' cannot compare a number and a text"),
            ("tags == tags", 1, "'==' cannot compare values each of which is a list"),
            ("either == 1", 1, "'==' cannot compare a union and a number"),
            ("mixed == 1", 1, "'==' cannot compare of several types and a number"),
            ("link == name", 1, "'==' cannot compare no text in Swift, but a URL and a text"),
            (
                "name < email", 1,
                "texts have no order here; dates do, with 'format: date' or 'datetime' on both properties"
            ),
            (
                "local < name", 1,
                "texts have no order here; dates do, with 'format: date' or 'datetime' on both properties"
            ),
            ("start < opens", 1, "these are not of one form: give both the same 'format' and, if any, 'as: date'"),
            ("start < from", 1, "these are not of one form: give both the same 'format' and, if any, 'as: date'"),
            ("start < '2024-02-30'", 9, "expected a constant such as \"2024-02-29\""),
            ("opens < '2024-02-28'", 9, "expected a constant such as \"2024-02-29T12:30:00Z\""),
            ("from < '2024-02-28'", 8, "what has 'as: date' compares only with another such property"),
            ("mode == 'opem'", 9, "the property is never \"opem\"; did you mean \"open\"?"),
            ("mode in ['open', 'shut']", 18, "the property is never \"shut\""),
            ("count in tags", 10, "'in' needs a list of constants: x in [\"a\", \"b\"]"),
            ("count in [1, 'a']", 14, "expected a number, as what is looked for"),
            ("tags in ['a']", 1, "'in' looks for a number or a text, but this is a list"),
            ("tags + 1 > 2", 1, "'+' needs numbers, but this is a list; 'size(…)' is how many elements it has"),
            ("-name == 1", 2, "'-' needs numbers, but this is a text"),
            (
                "(low > 1) == (high > 1)", 1,
                "conditions are joined by 'and' and 'or'; only properties and true or false compare"
            ),
        ]
    )
    func refuses(check: String, column: Int, message: String) {
        #expect {
            try Example.read(check)
        } throws: { error in
            let diagnostic = error as? Diagnostic
            #expect(diagnostic?.message == message)
            #expect(diagnostic?.location.start == SourcePosition(line: 1, column: column))
            return diagnostic?.severity == .error
        }
    }

    @Test(
        arguments: [
            (String(repeating: "(", count: 51) + "isOpen", "nested too deeply"),
            (String(repeating: "(", count: 100_000) + "isOpen", "too long"),
            (String(repeating: "not ", count: 51) + "isOpen", "nested too deeply"),
            (String(repeating: "-", count: 51) + "low > 1", "nested too deeply"),
            (String(repeating: "low + ", count: 300) + "1 > 1", "too long"),
        ]
    )
    func boundsWhatItReads(check: String, words: String) {
        #expect {
            try Example.read(check)
        } throws: { error in
            (error as? Diagnostic)?.message.contains(words) == true
        }
    }

    @Test func readsWhatIsJustShortAndFlatEnough() throws {
        let sum = try Example.read(String(repeating: "low + ", count: 240) + "1 > 1")
        #expect(!sum.holds(for: ["low": 0]))
        let nested = String(repeating: "(", count: 50) + "isOpen" + String(repeating: ")", count: 50)
        #expect(!(try Example.read(nested).holds(for: ["isOpen": false])))
    }

    // MARK: - Places

    private func place(of check: String, from start: (Int, Int), to end: (Int, Int)) -> String? {
        let location = SourceLocation(
            path: "tools.yaml",
            start: SourcePosition(line: start.0, column: start.1),
            end: SourcePosition(line: end.0, column: end.1)
        )
        let rule = CrossFieldRule(LocatedText(check, location: location))
        do throws(Diagnostic) {
            _ = try RuleExpression(rule, of: Example.booking, types: [])
            return nil
        } catch {
            let (start, end) = (error.location.start, error.location.end)
            return "\(start.line):\(start.column)-\(end.line):\(end.column)"
        }
    }

    @Test func pointsIntoPlainAndQuotedText() {
        #expect(place(of: "start <= ende", from: (7, 14), to: (7, 27)) == "7:23-7:27")
        #expect(place(of: "start <= ende", from: (7, 14), to: (7, 29)) == "7:24-7:28")
    }

    /// In text with escapes, or over several lines, the scalars of the text are not those of the file.
    @Test func pointsAtTheWholeOfOtherText() {
        #expect(place(of: "start <= ende", from: (7, 14), to: (7, 32)) == "7:14-7:32")
        #expect(place(of: "start <= ende", from: (7, 14), to: (9, 1)) == "7:14-9:1")
    }

    @Test func findsRulesOfAllObjects() {
        func wrong(_ line: Int) -> CrossFieldRule {
            let place = SourceLocation(path: "tools.yaml", start: SourcePosition(line: line, column: 1))
            return CrossFieldRule(LocatedText("nothing", location: place))
        }
        let inner = Example.schema(.object(Example.object(["a": Example.count], rules: [wrong(3)])))
        let outer = Example.schema(.object(Example.object(["b": Example.schema(.array(inner, []))], rules: [wrong(2)])))
        let type = TypeDefinition(name: "T", schema: inner, location: Example.place)
        let tool = ToolDefinition(name: "t", input: outer, location: Example.place)
        var server = ServerDefinition(name: "s", version: "1", location: Example.place)
        server.files = [ToolFile(path: "tools.yaml", types: [type], tools: [tool])]
        let found = RuleExpressions.check(server)
        #expect(found.map(\.location.start.line) == [2, 3])
        #expect(found.allSatisfy { $0.rule == .ruleName })
    }
}
