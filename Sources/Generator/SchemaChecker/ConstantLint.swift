public import Diagnostics
public import ToolModel
internal import ToolValidation

extension RuleID {
    /// A `default` that its own schema does not accept.
    public static let defaultRefused = RuleID(rawValue: "default-refused")
    /// An element of `examples` that its own schema does not accept.
    public static let exampleRefused = RuleID(rawValue: "example-refused")
}

extension SchemaChecker {
    /// Holds every `default` and every one of `examples` against the schema that it belongs to.
    ///
    /// - Parameter server: The server, complete or not.
    /// - Returns: An error for each value that is refused, at the value's place, in the order of files and positions.
    public static func lint(_ server: ServerDefinition) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        for tool in server.tools {
            for schema in [tool.input, tool.output] {
                if let schema { lint(schema, &diagnostics) }
            }
        }
        return diagnostics.inOrder(ofPaths: server.files.map(\.path))
    }

    /// Goes through a schema and those inside it.
    private static func lint(_ schema: Schema, _ diagnostics: inout [Diagnostic]) {
        if let value = schema.defaultValue, let finding = finding(value, .defaultRefused, "default", schema) {
            diagnostics.append(finding)
        }
        for example in schema.annotations.examples {
            if let finding = finding(example, .exampleRefused, "example", schema) { diagnostics.append(finding) }
        }
        switch schema.type {
        case .array(let element, _): lint(element, &diagnostics)
        case .object(let object):
            for property in object.properties { lint(property.schema, &diagnostics) }
        default: break
        }
    }

    private static func finding(
        _ value: LocatedValue,
        _ rule: RuleID,
        _ noun: String,
        _ schema: Schema
    ) -> Diagnostic? {
        var json = JSONWriter()
        value.value.write(to: &json)
        do throws(InvalidInput) {
            guard json.hasUnrepresentableNumber else {
                _ = try check(json.bytes, against: schema)
                return nil
            }
            let message = "the \(noun) holds a number that JSON does not have"
            return Diagnostic(.error, at: value.location, rule: rule, message)
        } catch {
            let faults = texts(of: error)
            return Diagnostic(
                .error,
                at: value.location,
                rule: rule,
                "the \(noun) is refused by its own schema: \(faults.first ?? "invalid")",
                notes: faults.dropFirst().map { Diagnostic.Note("and \($0)") }
            )
        }
    }

    private static func texts(of error: InvalidInput) -> [String] {
        switch error {
        case .malformed(let fault): ["\(fault)"]
        case .invalid(let issues):
            issues.map { $0.path.isEmpty ? $0.message : "at '\($0.pathText)': \($0.message)" }
        }
    }
}
