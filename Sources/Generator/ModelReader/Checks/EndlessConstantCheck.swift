internal import Diagnostics
internal import ToolModel
internal import ToolValidation

/// Refuses values for absent ones in which the same is absent again: reading them would never end.
struct EndlessConstantCheck {
    private let definitions: [String: Schema]
    /// How many more values may be looked at: constants that hold one another grow as fast as aliases do.
    private var remaining = 100_000

    init(_ types: TypeIndex) { definitions = types.schemas }

    func run(on server: ServerDefinition, _ reading: inout Reading) {
        var check = self
        for root in server.schemas {
            root.forEach { schema in
                for index in schema.steps.indices where schema.steps[index].kind.replacement != nil {
                    guard check.isEndless(schema, index, behind: []) else { continue }
                    let message =
                        "what this value leaves out becomes the same value, and so on without end: write it out, or let it be optional"
                    reading.error(.endlessType, at: schema.steps[index].location, message)
                }
            }
        }
    }

    /// Whether the value of a step leads back to one of some steps.
    private mutating func isEndless(_ schema: Schema, _ index: Int, behind steps: Set<SourceLocation>) -> Bool {
        guard let value = schema.steps[index].kind.replacement else { return false }
        guard !steps.contains(schema.steps[index].location) else { return true }
        var before = schema
        before.steps = Array(schema.steps[..<index])
        return isEndless(value, before, behind: steps.union([schema.steps[index].location]))
    }

    /// Whether reading a value, `nil` where it is absent, leads back to one of some steps.
    private mutating func isEndless(_ value: JSONValue?, _ schema: Schema, behind steps: Set<SourceLocation>) -> Bool {
        guard remaining > 0 else { return false }
        remaining -= 1
        if value == nil {
            for (index, step) in schema.steps.enumerated().reversed() {
                if step.kind.replacement != nil { return isEndless(schema, index, behind: steps) }
                if case .optional = step.kind { return false }
            }
        }
        switch (schema.type, value) {
        case (.reference(let name), _):
            return definitions[name].map { isEndless(value, $0, behind: steps) } ?? false
        case (.union(let options, _), _): return options.contains { isEndless(value, $0, behind: steps) }
        case (.discriminatedUnion(let union), .object(let object)?):
            let kind = object[union.discriminator]
            return zip(union.options, union.claims(definitions)).contains { option, claims in
                claims.contains(kind) && isEndless(value, option, behind: steps)
            }
        case (.intersection(let left, let right), _):
            return isEndless(value, left, behind: steps) || isEndless(value, right, behind: steps)
        case (.object(let definition), .object(let object)?):
            return definition.properties.contains { isEndless(object[$0.name], $0.schema, behind: steps) }
        case (.array(let element, _), .array(let values)?), (.set(let element, _), .array(let values)?):
            return values.contains { isEndless($0, element, behind: steps) }
        case (.tuple(let items, let rest), .array(let values)?):
            return items.enumerated().contains { index, item in
                isEndless(index < values.count ? values[index] : nil, item, behind: steps)
            }
                || rest.map { rest in values.dropFirst(items.count).contains { isEndless($0, rest, behind: steps) } }
                    ?? false
        case (.record(let record), .object(let object)?):
            return object.members.contains { isEndless($0.value, record.values, behind: steps) }
        default: return false
        }
    }
}

extension StepKind {
    /// What takes the place of an absent value.
    fileprivate var replacement: JSONValue? {
        switch self {
        case .defaultValue(let value), .prefault(let value): value.value
        default: nil
        }
    }
}
