internal import Diagnostics
internal import ToolModel

/// Checks that what fills a property in the caller's place can fill it.
struct BindingCheck {
    private let types: TypeIndex

    init(_ types: TypeIndex) { self.types = types }

    func run(on server: ServerDefinition, _ reading: inout Reading) {
        var placed: Set<SourceLocation> = []
        for tool in server.tools {
            guard let input = tool.input, case .object(let object) = types.resolve(input)?.type else { continue }
            for property in object.properties {
                guard let binding = property.schema.binding else { continue }
                placed.insert(property.schema.location)
                check(binding, of: property.schema, &reading)
            }
        }
        for root in server.schemas {
            root.forEach { schema in
                guard let binding = schema.binding, !placed.contains(schema.location) else { return }
                let message = "'bind: \(binding.rawValue)' is for a property of a tool's arguments"
                reading.error(.binding, at: schema.location, message)
            }
        }
    }

    private func check(_ binding: Binding, of property: Schema, _ reading: inout Reading) {
        let name = "'bind: \(binding.rawValue)'"
        if let header = property.header {
            let message =
                "\(name) takes the value from the caller's credentials: no client sends it, in a header neither"
            reading.error(.binding, at: header.location, message)
        }
        if let example = property.annotations.examples.first {
            let message = "\(name) hides the property from models: leave out 'examples'"
            reading.error(.binding, at: example.location, message)
        }
        guard let schema = types.resolve(property) else { return }
        guard case .string(let string) = schema.type else {
            let message = "\(name) gives a text: write 'type: string'"
            reading.error(.binding, at: property.location, message)
            return
        }
        if let rule = string.rules.first(where: \.isCheck) { reportRule(at: rule.location, name, &reading) }
        for step in schema.steps {
            switch step.kind {
            case .stringRules(let rules):
                if let rule = rules.first(where: \.isCheck) { reportRule(at: rule.location, name, &reading) }
            case .refine, .superRefine, .pipe: reportRule(at: step.location, name, &reading)
            default: break
            }
        }
    }

    private func reportRule(at location: SourceLocation, _ name: String, _ reading: inout Reading) {
        let message = "\(name) fills the value, so that no caller can keep this rule: leave it out"
        reading.error(.binding, at: location, message)
    }
}

extension Rule<StringRule> {
    /// Whether a text can break the rule.
    fileprivate var isCheck: Bool {
        if case .rewrite = kind { false } else { true }
    }
}
