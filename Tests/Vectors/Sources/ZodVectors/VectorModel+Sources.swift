internal import SwiftEmitter
internal import ToolValidation

extension VectorModel {
    /// The emitted files, with two of ours: the type with the functions of the vectors, and one that reads by the name of
    /// a type.
    package var sources: [(name: String, text: String)] {
        emitted.files.map { ($0.name, $0.text) }
            + [("VectorFunctions.swift", functionSource), ("VectorEntries.swift", entrySource)]
    }

    private static let header = "// Generated from the vectors. Do not edit.\n// swift-format-ignore-file\n\n"

    private var functionSource: String {
        let witnesses = document.functions.functions.map { function in
            let values = function.arguments.elements.compactMap { try? Comparison.json($0).jsonText }
            let arguments = values.joined(separator: ",")
            let option = function.takesNilForNull ? ", takesNilForNull: true" : ""
            let source = ##"NamedFunction("\##(function.function)", arguments: #"[\##(arguments)]"#\##(option))"##
            let name = "    static func \(function.name)"
            return switch function.kind {
            case .refine: "\(name)<T>(_ value: T) -> Bool { \(source).holds(value) }"
            case .superRefine: "\(name)<T>(_ value: T, _ issues: inout Issues) { \(source).check(value, &issues) }"
            case .overwrite: "\(name)<T>(_ value: T) -> T { \(source).overwrite(value) }"
            case .transform:
                "\(name)<T, U>(_ value: T, _ issues: inout Issues) -> U { \(source).transform(value, &issues) }"
            }
        }
        let head = "struct \(emitted.implementation): \(emitted.toolsProtocol) {\n"
        return Self.header + "import MCPServer\nimport ZodVectors\n\n" + head
            + witnesses.joined(separator: "\n") + "\n}\n"
    }

    private var entrySource: String {
        let types = document.entries.flatMap { [$0.type] + ($0.absentType.map { [$0] } ?? []) }
        let cases = types.map { "    case \"\($0)\": return read(\($0).self, input)" }
        return Self.header
            + "import ZodVectors\n\nfunc answer(of type: String, to input: [UInt8]) -> Answer {\n    switch type {\n"
            + cases.joined(separator: "\n") + "\n    default: return .issues([])\n    }\n}\n"
    }
}
