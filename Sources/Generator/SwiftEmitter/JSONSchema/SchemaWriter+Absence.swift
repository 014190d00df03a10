import ToolModel
import ToolValidation

/// Whether a value may be missing from what is sent, or from what comes out.
///
/// ``Presence`` tells how zod treats a key that is absent; what is advertised goes by the answer that a caller gets, so that
/// a schema which is asked about an absent value and refuses it makes the key a required one.
extension SchemaWriter {
    /// Whether an object without the property is accepted, or sent.
    func mayBeAbsent(_ schema: Schema) -> Bool {
        use == .input ? acceptsAbsence(schema, within: []) : comesOutAbsent(schema, within: [])
    }

    /// Whether what stands before a step makes something of an absent value.
    func admitsAbsence(_ schema: Schema, before index: Int) -> Bool {
        var schema = schema
        schema.steps.removeSubrange(index...)
        return acceptsAbsence(schema, within: []) || admitsAbsence(schema, behind: .trim)
    }

    private func acceptsAbsence(_ schema: Schema, within names: Set<String>) -> Bool {
        var result =
            switch schema.type {
            case .undefined: true
            case .union(let options, _): options.contains { acceptsAbsence($0, within: names) }
            case .reference(let name):
                !names.contains(name)
                    && types[name].map { acceptsAbsence($0, within: names.union([name])) } ?? false
            default: false
            }
        for step in schema.steps {
            switch step.kind {
            case .optional, .defaultValue, .prefault, .catchValue: result = true
            case .nonoptional: result = false
            case .preprocess(let change): result = result || admitsAbsence(schema, behind: change)
            default: break
            }
        }
        return result
    }

    /// Whether a type makes something of an absent value where the presence of the key is not asked.
    private func admitsAbsence(_ schema: Schema, behind change: Preprocessing) -> Bool {
        switch types.resolved(schema).type {
        case .any, .unknown, .boolean(isCoerced: true): true
        case .string(let text): text.isCoerced
        case .array(let element, _):
            change == .toArray && (acceptsAbsence(element, within: []) || admitsAbsence(element, behind: .trim))
        default: false
        }
    }

    private func comesOutAbsent(_ schema: Schema, within names: Set<String>) -> Bool {
        var result =
            switch schema.type {
            case .undefined: true
            case .union(let options, _): options.contains { comesOutAbsent($0, within: names) }
            case .reference(let name):
                !names.contains(name)
                    && types[name].map { comesOutAbsent($0, within: names.union([name])) } ?? false
            default: false
            }
        for step in schema.steps {
            switch step.kind {
            case .optional: result = true
            case .nonoptional, .defaultValue, .prefault: result = false
            case .transform(_, let target), .pipe(let target): result = comesOutAbsent(target, within: names)
            default: break
            }
        }
        return result
    }
}
