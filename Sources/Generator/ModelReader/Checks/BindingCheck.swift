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
        guard case .reference(let type) = property.type else {
            reportRules(checks(string.rules, schema.steps), name, &reading)
            return
        }
        // The rules of a named type are right elsewhere: what is wrong is to bind a property of that type.
        if let rule = checks(string.rules, schema.steps.dropLast(property.steps.count)).first {
            let message =
                "\(name) fills the value, so that no caller can keep the rules of '\(type)': write 'type: string'"
            reading.error(.binding, at: property.location, message, notes: [.init("one of them is here", at: rule)])
        }
        reportRules(checks([], property.steps), name, &reading)
    }

    private func reportRules(_ locations: [SourceLocation], _ name: String, _ reading: inout Reading) {
        for location in locations {
            let message = "\(name) fills the value, so that no caller can keep this rule: leave it out"
            reading.error(.binding, at: location, message)
        }
    }

    /// Where the rules are that a text can break, of several at one place the first, and the steps that do not keep it a
    /// text.
    private func checks(_ rules: [Rule<StringRule>], _ steps: some Sequence<Step>) -> [SourceLocation] {
        let first = rules.first(where: \.isCheck)?.location
        return [first].compactMap { $0 }
            + steps.compactMap { step in
                switch step.kind {
                case .stringRules(let rules): rules.first(where: \.isCheck)?.location
                case .refine, .superRefine, .transform, .pipe: step.location
                default: nil
                }
            }
    }
}

extension Rule<StringRule> {
    /// Whether a text can break the rule.
    fileprivate var isCheck: Bool {
        if case .rewrite = kind { false } else { true }
    }
}
