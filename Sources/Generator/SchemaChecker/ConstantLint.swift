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
    /// Holds every `default`, `prefault` and `catch`, and every example, against the schema that it belongs to.
    ///
    /// - Parameter server: The server, complete or not.
    /// - Returns: An error for each value that is refused, at the value's place, in the order of files and positions.
    public static func lint(_ server: ServerDefinition) -> [Diagnostic] {
        let checker = SchemaChecker(types: server.types)
        var diagnostics: [Diagnostic] = []
        for schema in server.schemas { checker.lint(schema, &diagnostics) }
        for tool in server.tools {
            for example in tool.examples { checker.lint(example, of: tool, &diagnostics) }
        }
        return diagnostics.inOrder(ofPaths: server.files.map(\.path))
    }

    private func lint(_ example: ToolExample, of tool: ToolDefinition, _ diagnostics: inout [Diagnostic]) {
        for (value, schema) in [(example.input, tool.input), (example.output, tool.output)] {
            guard let value, let schema, let finding = finding(value, .exampleRefused, "example", schema) else {
                continue
            }
            diagnostics.append(finding)
        }
    }

    /// Goes through a schema and those inside it.
    private func lint(_ schema: Schema, _ diagnostics: inout [Diagnostic]) {
        schema.forEach { schema in
            for (index, step) in schema.steps.enumerated() {
                var before = schema
                before.steps = Array(schema.steps[..<index])
                guard let (value, rule, noun) = constant(of: step.kind, behind: before) else { continue }
                if let finding = finding(value, rule, noun, before) { diagnostics.append(finding) }
            }
            for example in schema.annotations.examples {
                if let finding = finding(example, .exampleRefused, "example", schema) { diagnostics.append(finding) }
            }
        }
    }

    /// The value that a step gives and the schema before it must accept.
    private func constant(of step: StepKind, behind schema: Schema) -> (LocatedValue, RuleID, String)? {
        switch step {
        case .defaultValue(let value) where !schema.isConverting: (value, .defaultRefused, "default")
        case .catchValue(let value) where !schema.isConverting: (value, .defaultRefused, "value of 'catch'")
        case .prefault(let value): (value, .defaultRefused, "value of 'prefault'")
        default: nil
        }
    }

    private func finding(_ value: LocatedValue, _ rule: RuleID, _ noun: String, _ schema: Schema) -> Diagnostic? {
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
            let faults = Self.texts(of: error)
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

extension Schema {
    /// Whether what the schema gives is not like what it takes, so that a constant of the one is none of the other.
    fileprivate var isConverting: Bool {
        var isConverting = false
        forEach { schema in
            if case .stringbool = schema.type { isConverting = true }
            for step in schema.steps {
                switch step.kind {
                case .transform, .pipe, .overwrite: isConverting = true
                default: break
                }
            }
        }
        return isConverting
    }
}
