import Foundation
import Testing

/// The templates are embedded in one committed Swift file, since a resource bundle would be out of date without notice
/// in a build tool. With UPDATE_TEMPLATES=1 (`make templates`) the file is rewritten instead of compared.
@Suite struct EmbeddedTemplatesTests {
    private static let root = URL(filePath: #filePath).appending(path: "../../..").standardizedFileURL
    private static let embedded = root.appending(path: "Sources/Generator/TemplateRenderer/EmbeddedTemplates.swift")

    @Test func embeddedTemplatesAreUpToDate() throws {
        let expected = try Self.source()
        if ProcessInfo.processInfo.environment["UPDATE_TEMPLATES"] == "1" {
            try expected.write(to: Self.embedded, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: Self.embedded, encoding: .utf8) == expected, "run make templates")
    }

    private static func source() throws -> String {
        let folder = root.appending(path: "Templates")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path(percentEncoded: false))
            .filter { $0.hasSuffix(".template") }.sorted()
        let templates = try names.map { name in
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            return """
                    /// `Templates/\(name)`
                    public static let \(identifier(name)) = Template(
                        name: "\(name)",
                        text: ##\"""
                \(text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "            \($0)" }
                    .joined(separator: "\n"))
                            \"""##
                    )

                """
        }
        return """
            // Written from the files in Templates by `make templates`. Do not edit.

            extension Template {
                /// All templates, in the order of their names.
                public static let all = [
            \(names.map { "        \(identifier($0))," }.joined(separator: "\n"))
                ]

            \(templates.joined(separator: "\n"))}

            """
    }

    /// `Stubs/Tool.swift.template` becomes `stubsTool`, `NewServer/.gitignore.template` becomes `newServerGitignore`.
    private static func identifier(_ name: String) -> String {
        var parts = name.dropLast(".template".count).split(separator: "/").map(String.init)
        if let file = parts.popLast() {
            let words = file.split(separator: ".")
            // What a file's name ends with says what is in it, unless that is all of the name.
            parts.append(words.count > 1 ? words.dropLast().joined(separator: ".") : words.joined())
        }
        let words = parts.flatMap { $0.split { "/.-".contains($0) } }
            .map { $0.prefix(1).uppercased() + $0.dropFirst() }
        return words.enumerated()
            .map { $0.offset == 0 ? $0.element.prefix(1).lowercased() + $0.element.dropFirst() : $0.element }
            .joined()
    }
}
