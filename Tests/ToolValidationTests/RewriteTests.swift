import Testing

@testable import ToolValidation

/// Rewrites among the rules of a text; the expected texts are what JavaScript gives.
@Suite struct RewriteTests {
    @Test(
        arguments: [
            (TextRewrite.trim, "\u{FEFF}\u{A0}\u{2028} a b\t\r\n\u{3000}", "a b"),
            (.trim, "\u{85}\u{200B}\u{180E}", "\u{85}\u{200B}\u{180E}"), (.trim, " \n ", ""), (.trim, "", ""),
            (.trim, "\u{301}a ", "\u{301}a"),
            (.toLowerCase, "ΑΣ", "ας"), (.toLowerCase, "Σ", "σ"), (.toLowerCase, "ΣΑ ΑΣΑ", "σα ασα"),
            (.toLowerCase, "Α.Σ", "α.ς"), (.toLowerCase, "ΑΣ.Α", "ασ.α"), (.toLowerCase, "Α Σ", "α σ"),
            (.toLowerCase, "AΣ1", "aς1"), (.toLowerCase, "İ", "i\u{307}"),
            (.toUpperCase, "ßﬁŉ", "SSFIʼN"), (.toUpperCase, "ς", "Σ"),
            (.slugify, "  Ein Ö & _- Zwei! ", "ein-zwei"), (.slugify, "-_-", ""), (.slugify, "a!b", "ab"),
            (.normalize(.nfc), "e\u{301}", "é"), (.normalize(.nfkd), "ﬁ①", "fi1"), (.normalize(.nfd), "plain", "plain"),
        ]
    )
    func changesAsJavaScriptDoes(rewrite: TextRewrite, text: String, changed: String) {
        #expect(rewrite.apply(to: text).unicodeScalars.elementsEqual(changed.unicodeScalars))
    }

    @Test func appliesInTheOrderOfTheRules() {
        let after = StringRules([.rewrite(.trim), .min(1), .rewrite(.toUpperCase), .max(2)])
        #expect(read(#"" \n ""#, after) == .failure(["Too small: expected string to have >=1 characters"]))
        #expect(read(#"" a ""#, after) == .success("A"))
        #expect(read(#""aß""#, after) == .failure(["Too big: expected string to have <=2 characters"]))
        let before = StringRules([.min(1), .rewrite(.trim)])
        #expect(read(#"" ""#, before) == .success(""))
    }

    @Test func changesAndChecksOnUnlessTold() {
        let checks: [Check<StringRules.Rule>] = [
            Check(.min(9)), Check(.rewrite(.toUpperCase)), Check(.lowercase, message: "small"),
        ]
        #expect(
            read(#""a""#, StringRules(checks: checks))
                == .failure(["Too small: expected string to have >=9 characters", "small"])
        )
        var aborting = checks
        aborting[0].aborts = true
        #expect(
            read(#""a""#, StringRules(checks: aborting))
                == .failure(["Too small: expected string to have >=9 characters"])
        )
    }

    private enum Answer: Equatable {
        case success(String)
        case failure([String])
    }

    private func read(_ json: String, _ rules: StringRules) -> Answer {
        JSONReader.withBytes(Array(json.utf8)) { reader in
            var issues = Issues()
            let text = reader.readString(rules, &issues)
            guard let text, issues.isEmpty else { return .failure(issues.all.map(\.message)) }
            return .success(text)
        }
    }
}
