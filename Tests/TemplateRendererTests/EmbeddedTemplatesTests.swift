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
            \(templates.joined(separator: "\n"))}

            """
    }

    /// `Stubs/Tool.swift.template` becomes `stubsTool`.
    private static func identifier(_ name: String) -> String {
        let words = name.dropLast(".template".count).split { "/.-".contains($0) }.dropLast()
        return words.enumerated().map { $0.offset == 0 ? $0.element.lowercased() : String($0.element) }.joined()
    }
}
