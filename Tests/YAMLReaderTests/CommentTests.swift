import Diagnostics
import Testing
import YAMLReader

/// What YAML would cut off in silence is said.
struct CommentTests {
    private func finding(_ text: String, as use: YAMLDocument.TextUse) throws -> String {
        let document = read(text)
        let scalar = try #require(document.root?.mapping?.entries.first?.value.scalar)
        return report([document.commentFinding(after: scalar, as: use)].compactMap(\.self))
    }

    @Test(arguments: [
        "d: Finds issue #12\n", "d: Finds issue # 12\n", "d: Finds issue  #12\n", "d: one\n  issue #12", "{d: a #b\n}",
    ])
    func proseThatACommentCutsIsAWarning(_ text: String) throws {
        let place = text.hasPrefix("{") ? "1:7" : text.contains("\n  ") ? "2:9" : text.contains("  #") ? "1:17" : "1:16"
        #expect(
            try finding(text, as: .prose)
                == "\(place): warning: the text ends before this '#', which begins a comment: quote the text, "
                + "or set the comment apart by two spaces [comment-cuts-text]"
        )
    }

    @Test(arguments: [
        "d: Finds issue  # 12\n", "d: C# code\n", "d: 'Finds' #12\n", "d: |  #12\n  x\n", "d: #12\n", "d: x\n#12\n",
        "d: a",
    ])
    func proseThatIsWholeIsNot(_ text: String) throws {
        #expect(try finding(text, as: .prose) == "")
    }

    @Test(arguments: ["r: ^a #$\n", "r: ^a  # b\n"])
    func aPatternThatACommentCutsIsAnError(_ text: String) throws {
        #expect(
            try finding(text, as: .pattern)
                == "1:\(text.contains("  #") ? 8 : 7): error: the pattern ends before this '#', "
                + "which begins a comment: quote the pattern, or move the comment to a line of its own [comment-cuts-text]"
        )
    }

    @Test func theCommentReachesToTheEndOfItsLine() throws {
        let document = read("port: 3000\t# thé port\nb: 1\n")
        let scalar = try #require(document.root?.mapping?["port"]?.scalar)
        #expect(document.trailingComment(after: scalar)?.text == "1:12-1:22")
        #expect(document.diagnostics.isEmpty)
    }
}
