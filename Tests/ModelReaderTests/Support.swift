import Diagnostics
import ModelReader
import Testing
import ToolModel
import YAMLReader

/// Files and what is reported of them.
struct Example: Sendable, CustomTestStringConvertible {
    let name: String
    let files: [String]
    let report: String

    init(_ name: String, _ files: String..., report: String) {
        self.name = name
        self.files = files
        self.report = report
    }

    /// A file with one tool whose property `x` has a schema.
    init(_ name: String, schema: String, report: String) {
        self.init(name, toolFile(schema), report: report)
    }

    var testDescription: String { name }
}

func documents(_ files: [String]) -> [YAMLDocument] {
    files.enumerated().map { index, text in
        YAMLReader.read(path: index == 0 ? "tools.yaml" : "\(index + 1).tools.yaml", bytes: Array(text.utf8))
    }
}

/// The findings, one a line, with their notes indented below.
func report(_ files: [String]) -> String {
    ModelReader.read(documents(files)).1.map(\.line).joined(separator: "\n")
}

/// The tools of a file without faults.
func tools(_ text: String) throws -> [ToolDefinition] {
    let (server, diagnostics) = ModelReader.read(documents([text]))
    try #require(diagnostics.isEmpty, "\(diagnostics.map(\.line))")
    return try #require(server).tools
}

/// The schema of the property `x` in a file without faults, its YAML being indented as it is here.
func schema(_ yaml: String) throws -> Schema {
    let tool = try #require(try tools(toolFile(yaml)).first)
    guard case .object(let properties) = tool.input?.type else { throw NoSchema() }
    return try #require(properties.properties.first).schema
}

/// A file with one tool whose property `x`, on line 6 from column 10, has a schema.
func toolFile(_ schema: String) -> String {
    """
    server: { name: s, version: 1 }
    tools:
      - name: t
        description: d
        input:
          x: \(schema)
    """
}

struct NoSchema: Error {}

extension Diagnostic {
    var line: String {
        let notes = notes.map { "\n  note: \($0.location.map { "\($0.text): " } ?? "")\($0.message)" }.joined()
        return "\(location.text): \(severity): \(message) [\(rule)]\(notes)"
    }
}

extension Diagnostics.SourceLocation {
    var text: String { "\(path):\(start.line):\(start.column)" }
}
