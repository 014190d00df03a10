import TemplateRenderer
import Testing

@Suite struct TemplateTests {
    private func render(_ text: String, _ values: [String: String]) throws -> String {
        try Template(name: "test", text: text).rendered(values)
    }

    @Test func putsValuesInPlace() throws {
        #expect(try render("Hello {{name}}, {{name}}!\n", ["name": "Ann"]) == "Hello Ann, Ann!\n")
    }

    @Test func doesNotSearchValuesAgain() throws {
        #expect(try render("{{a}}", ["a": "{{b}}"]) == "{{b}}")
    }

    @Test func leavesOutALineWhoseOnlyPlaceholderIsEmpty() throws {
        #expect(try render("a\n{{b}}\n\nc\n", ["b": ""]) == "a\n\nc\n")
    }

    @Test func refusesWhatItCannotFill() {
        #expect(throws: Template.Fault.missingValue("b")) { try render("{{b}}", [:]) }
        #expect(throws: Template.Fault.unclosedPlaceholder) { try render("{{b", ["b": ""]) }
    }
}
