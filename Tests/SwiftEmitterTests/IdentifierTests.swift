import Testing

@testable import SwiftEmitter

@Suite struct IdentifierTests {
    @Test(arguments: [
        ("list_sessions", "listSessions", "ListSessions"), ("calculate", "calculate", "Calculate"),
        ("get.user-name", "getUserName", "GetUserName"), ("URLPath", "urlPath", "URLPath"), ("ID", "id", "ID"),
        ("2fa", "_2fa", "_2fa"), ("a", "a", "A"), ("é", "é", "É"), ("", "", ""), ("--", "", ""),
        ("snake__case", "snakeCase", "SnakeCase"), ("HTML2Text", "html2Text", "HTML2Text"),
    ])
    func derivesIdiomaticNames(text: String, lower: String, upper: String) {
        #expect(Identifier.lowerCamelCase(text) == lower)
        #expect(Identifier.upperCamelCase(text) == upper)
    }

    @Test(arguments: [
        ("+", "plus"), ("<=", "lessEqual"), ("!==", "exclamationEqualEqual"), ("....", "other"), ("", "other"),
        ("→", "other"), ("-→", "other"), ("a+", "a"),
    ])
    func spellsOutSigns(text: String, name: String) {
        #expect(Identifier.lowerCamelCase(text, orElse: "other") == name)
    }

    @Test func quotesKeywordsAlone() {
        #expect(Identifier.quoted("default") == "`default`")
        #expect(Identifier.quoted("value") == "value")
    }

    @Test func givesEachNameOnce() {
        var scope = NameScope(taken: ["Issues"])
        #expect(scope.claim("a") == "a")
        #expect(scope.claim("a") == "a2")
        #expect(scope.claim("Issues", suffix: "Tool") == "IssuesTool")
        #expect(scope.claim("Issues", suffix: "Tool") == "IssuesTool2")
    }
}
