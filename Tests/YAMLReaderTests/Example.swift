import Diagnostics
import Testing
import YAMLReader

/// A file's text and what is reported of it.
struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let report: String

    init(_ text: String, _ report: String) {
        self.text = text
        self.report = report
    }

    var testDescription: String { text.debugDescription }
}

func read(_ text: String) -> YAMLDocument {
    YAMLReader.read(path: "f.yaml", bytes: Array(text.utf8))
}

/// What the renderer writes of a file's faults, without the path.
func report(_ text: String) -> String {
    report(read(text).diagnostics)
}

func report(_ diagnostics: [Diagnostic]) -> String {
    DiagnosticRenderer().render(diagnostics)
        .split(separator: "\n")
        .map { $0.hasPrefix("f.yaml:") ? $0.dropFirst("f.yaml:".count) : $0 }
        .joined(separator: "\n")
}

extension YAMLNode {
    /// The nodes as text: `{a: 1, b: [x]}`, for comparison as a whole.
    var outline: String {
        switch self {
        case .scalar(let scalar): scalar.text
        case .sequence(let sequence): "[" + sequence.elements.map(\.outline).joined(separator: ", ") + "]"
        case .mapping(let mapping):
            "{" + mapping.entries.map { "\($0.key.text): \($0.value.outline)" }.joined(separator: ", ") + "}"
        }
    }

    /// Every scalar below the node, keys included.
    var scalars: [YAMLScalar] {
        switch self {
        case .scalar(let scalar): [scalar]
        case .sequence(let sequence): sequence.elements.flatMap(\.scalars)
        case .mapping(let mapping): mapping.entries.flatMap { [$0.key] + $0.value.scalars }
        }
    }
}

extension SourcePosition {
    var text: String { "\(line):\(column)" }
}

extension Diagnostics.SourceLocation {
    var text: String { "\(start.text)-\(end.text)" }
}
