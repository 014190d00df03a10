import Diagnostics
import Testing

@testable import mcp_generator

/// Appending a tool to a file: text in, text out. What is not shown as new must have stayed byte for byte.
@Suite struct ToolAppenderTests {
    private func append(_ name: String = "new", _ description: String? = nil, to text: String) throws -> String {
        let bytes = try ToolAppender.append(name, description: description, to: Array(text.utf8), path: "tools.yaml")
        return String(decoding: bytes, as: UTF8.self)
    }

    /// A file in which `+` lines are what appending adds.
    private func expect(_ cases: String, _ location: Testing.SourceLocation = #_sourceLocation) throws {
        let lines = cases.split(separator: "\n", omittingEmptySubsequences: false)
        let before = lines.filter { !$0.hasPrefix("+") }.joined(separator: "\n")
        let after = lines.map { $0.hasPrefix("+") ? $0.dropFirst() : $0 }.joined(separator: "\n")
        #expect(try append(to: before) == after, sourceLocation: location)
    }

    @Test func appendsBehindTheLastTool() throws {
        try expect(
            """
            server: { name: a, version: 1.0.0 }

            tools:
              - name: old   # a comment
                input: { a: string }
            +
            +  - name: new

            # The end.

            """
        )
    }

    @Test func takesTheIndentationOfTheFile() throws {
        try expect("tools:\n- name: old\n- name: older\n+- name: new\n")
        try expect("tools:\n    -   name: old\n    -   name: older\n+    -   name: new\nserver: {}\n")
        try expect("tools:\n  - name: old\n\n  - name: older\n+\n+  - name: new\n\nserver: {}\n")
        let text = try append("new", "Says it", to: "tools:\n -   name: old\n -   name: older\n")
        #expect(text.hasSuffix("\n -   name: new\n     description: Says it\n"))
    }

    @Test func keepsCommentsWithTheToolTheyBelongTo() throws {
        try expect(
            """
            tools:
              - name: old
                # What is still to come here
            +
            +  - name: new
              # Nothing else yet.
            # The server.
            server: {}

            """
        )
    }

    @Test func appendsBehindBlockScalars() throws {
        try expect("tools:\n  - name: old\n    description: |\n      One\n      # no comment\n+\n+  - name: new\n")
        // A blank line would become part of the text.
        try expect("tools:\n  - name: old\n    description: |+\n      One\n\n+  - name: new\n")
    }

    @Test func addsTheList() throws {
        try expect("server: {}\n+\n+tools:\n+  - name: new\n")
        try expect("server: {}\ntools:\n+  - name: new\n")
        try expect("tools:  # mine\n+  - name: new\n  # - name: old\n\nserver: {}\n")
        #expect(try append(to: "tools: []  # none\nserver: {}\n") == "tools:  # none\n  - name: new\nserver: {}\n")
        #expect(try append(to: "tools: null\n") == "tools:\n  - name: new\n")
        #expect(try append(to: "tools: [\n]\nserver: {}") == "tools:\n  - name: new\nserver: {}")
    }

    @Test func appendsInFlowLists() throws {
        #expect(try append(to: "tools: [{ name: a }]\n") == "tools: [{ name: a }, { name: new }]\n")
        #expect(
            try append(to: "tools: [\n  { name: a }, # one\n]\n")
                == "tools: [\n  { name: a }, { name: new }, # one\n]\n"
        )
        #expect(try append(to: "{ server: {} }") == "{ server: {}, tools: [{ name: new }] }")
        #expect(try append(to: "{ tools: [], server: {} }") == "{ tools: [{ name: new }], server: {} }")
    }

    @Test func keepsHowLinesEnd() throws {
        #expect(
            try append(to: "tools:\r\n- name: a\r\n- name: b\r\n")
                == "tools:\r\n- name: a\r\n- name: b\r\n- name: new\r\n"
        )
        #expect(try append(to: "tools:\n- name: a\n- name: b") == "tools:\n- name: a\n- name: b\n- name: new\n")
        let marked = "\u{FEFF}tools:\n- name: a\n- name: ü\n"
        #expect(try append(to: marked) == marked + "- name: new\n")
    }

    /// Files of every shape, each with something that is easily lost.
    private static let shapes = [
        "tools:\n  - name: a\n", "tools:\n- name: a\n\n\n- name: b # b\n", "# top\n\ntools: # mine\n    -   name: a\n",
        "tools:\n  - name: a   \n  # - name: old\n# end\n\n\n", "tools: [{name: a},\n  {name: b}] # flow\n",
        "tools: [ { name: a }, ]\nserver: {}\n", "{ tools: [{name: a}], server: {} }\n", "server: {}\n", "tools:\n",
        "tools: # none\n\nserver: {} # last\n", "server:\n  name: x\n# comment\n",
        "tools:\n  - name: a\n    description: |\n      text\n\n\nserver: {}\n",
        "tools:\n  - name: a\n    description: >-\n      text\n    # about a\n# about server\nserver: {}\n",
        "tools:\n  - name: a\n    input: { x: string,\n      y: 'it''s' }\nserver:\n  name: \"\\u00fc\"\n",
        "---\ntools:\n  -\n    name: a\n", "tools:\n  \n  - name: a\n   \n", "tools:\n  - name: ü # ä 💥\n",
        "server: {}\ntools:\n  - &a\n    name: a\n", "tools:\n  - name: a\n    input:\n      x: [string]\n\n  # tail\n",
    ]

    /// Whatever the file looks like, its bytes stay where they were and one stretch comes in; so again for the next tool.
    @Test(arguments: shapes, [("\n", ""), ("\r\n", ""), ("\r\n", "\u{FEFF}")])
    func addsOneStretchAndKeepsTheRest(_ shape: String, _ bytes: (lineBreak: String, mark: String)) throws {
        let whole = bytes.mark + shape.replacing("\n", with: bytes.lineBreak)
        let unfinished = whole.utf8.suffix(2).elementsEqual("\r\n".utf8) ? 2 : 1
        for text in [Array(whole.utf8), Array(whole.utf8.dropLast(unfinished))] {
            var before = text
            for name in ["first", "second", "third"] {
                let after = try ToolAppender.append(name, description: "It", to: before, path: "tools.yaml")
                let start = zip(before, after).prefix { $0 == $1 }.count
                let end = zip(before.reversed(), after.reversed()).prefix { $0 == $1 }.count
                #expect(start + end >= before.count, "\(String(decoding: after, as: UTF8.self).debugDescription)")
                let added = String(decoding: after[start..<(start + after.count - before.count)], as: UTF8.self)
                #expect(added.contains("name: \(name)"))
                let (breaks, returns) = (after.count { $0 == 10 }, after.count { $0 == 13 })
                if text.contains(10) { #expect(returns == (bytes.lineBreak == "\n" ? 0 : breaks)) }
                before = after
            }
        }
    }

    @Test(arguments: [
        "Plain words", "With: colon", "Ends # here", " space ", "- dash", "true", "1.0", "say \"hi\" \\ there",
        "two\nlines", "{flow}", "a, b]", "\u{202E}hidden\u{0}", "ünïcode 🙂", "", "*alias", "!tag", "'single'",
    ])
    func writesAnyDescription(_ text: String) throws {
        for file in ["tools:\n- name: a\n", "tools: [{ name: a }]\n"] {
            let written = try append("new", text, to: file)
            // The appender reads back what it wrote, so that an answer at all means that it is the same text.
            #expect(written.hasPrefix(file.dropLast(2)))
            #expect(!written.contains("\u{202E}") && !written.contains("\u{0}"))
        }
    }

    @Test(arguments: ["true", "null", "123", "1.5", "-", "..", "-a", "0x1F", "_"])
    func quotesNamesThatYAMLTakesForSomethingElse(_ name: String) throws {
        _ = try append(name, to: "tools:\n- name: a\n")
    }

    @Test(arguments: ["", "two words", "ä", "a/b", String(repeating: "a", count: 65)])
    func refusesBadNames(_ name: String) {
        #expect(throws: ToolAppender.Failure.self) { try append(name, to: "tools:\n") }
    }

    @Test func saysWhatIsWrong() {
        func message(_ text: String) -> String {
            do {
                return try append("a", to: text)
            } catch ToolAppender.Failure.refused(let message) {
                return message
            } catch ToolAppender.Failure.faulty(let diagnostics, _) {
                return diagnostics.map { "\($0.location.start.line): \($0.rule)" }.joined(separator: ", ")
            } catch {
                return "\(error)"
            }
        }
        #expect(message("tools:\n  - name: a\n") == "tools.yaml:2:11: there is a tool 'a' already")
        #expect(message("tools: { a: 1 }") == "tools.yaml:1:8: expected a list of tools ('- name: …'), found a mapping")
        #expect(message("- a") == "tools.yaml is a list: expected a mapping with 'server' and 'tools'")
        #expect(message("a: 1\na: 2\n") == "2: duplicate-key")
        #expect(message("") == "1: empty-document")
        #expect(
            message("x: &x [{ name: b }]\ntools: *x\n")
                == "tools.yaml:2: cannot add to 'tools' as it is written here; write the tool there by hand"
        )
    }
}
