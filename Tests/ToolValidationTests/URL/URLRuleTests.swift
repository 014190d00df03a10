import Testing

@testable import ToolValidation

/// The vectors of zod hold most of its rules for URLs; here is what stands between them and other rules.
@Suite struct URLRuleTests {
    @Test(
        arguments: [
            ("\u{FEFF} http://a.b\n", URLRule(), "http://a.b"), ("http://a\n.b/\tc", URLRule(), "http://a.b/c"),
            ("\u{1}http://a.b", URLRule(), "\u{1}http://a.b"), ("HTTP:a", URLRule(isNormalized: true), "http://a/"),
            ("HTTPS://A.bc:443", .http(), "HTTPS://A.bc:443"),
            ("https:a.bc", .http(isNormalized: true), "https://a.bc/"),
        ]
    )
    func handsOnTheURL(text: String, rule: URLRule, output: String) {
        var issues = Issues()
        #expect(rule.apply(to: text, message: nil, .soft, &issues).utf8.elementsEqual(output.utf8))
        #expect(issues.isEmpty)
    }

    @Test func rulesBehindItSeeTheURL() {
        let rules = StringRules([.url(URLRule()), .max(10)])
        #expect(read(#"" http://a.b ""#, rules) == [])
        #expect(read(#""http://a.bc""#, rules) == ["Too big: expected string to have <=10 characters"])
        #expect(read(#"" nope, and long ""#, rules).count == 2)
        let stopping = StringRules(checks: [Check(.url(URLRule()), message: "no", aborts: true), Check(.max(3))])
        #expect(read(#""nope""#, stopping) == ["no"])
    }

    @Test func namesThePartThatIsWrong() {
        var issues = Issues()
        _ = URLRule.http(isNormalized: true).apply(to: "ftp://localhost", message: nil, .soft, &issues)
        let host = #"^(?=.{1,253}$)([a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,63}$"#
        #expect(
            issues.all.map(\.details) == [
                ["format": "url", "note": "Invalid hostname", "pattern": .string(host)],
                ["format": "url", "note": "Invalid protocol", "pattern": "^https?$"],
            ]
        )
    }

    @Test(arguments: [(3, true), (4, false)])
    func aDomainHasNoMoreThan253Characters(lastLength: Int, isAdmitted: Bool) {
        let labels = Array(repeating: String(repeating: "a", count: 49), count: 5)
        let name = labels.joined(separator: ".") + "." + String(repeating: "b", count: lastLength)
        #expect(name.count == 249 + 1 + lastLength)
        #expect(DomainText.admits(name) == isAdmitted)
    }

    private func read(_ json: String, _ rules: StringRules) -> [String] {
        JSONReader.withBytes(Array(json.utf8)) { reader in
            var issues = Issues()
            _ = reader.readString(rules, &issues)
            return issues.all.map(\.message)
        }
    }
}
