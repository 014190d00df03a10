import PatternCompiler
package import ToolModel
internal import ToolValidation

/// What is advertised otherwise than `z.toJSONSchema` does it: the rows of the table in
/// `Documentation/ToolsYAML.md`, by their first column.
package enum SchemaDifference: String, CaseIterable {
    case regexFlags = "`regex` with a flag"
    case template = "`template` with free text"
    case startsWith = "`startsWith`, `endsWith`"
    case ipv6 = "`format: ipv6`, `cidrv6`"
    case formatBesidePattern = "`format` beside other patterns"
    case rewrites = "rewrites"
    case overwrite = "`overwrite`"
    case multipleOf = "`multipleOf`"
    case boundsBeforeInt = "bounds of `format: int`"
    case coerce = "`coerce`"
    case catchValue = "`catch`"
    case preprocess = "`preprocess`"
    case numericKeys = "`record` with numbers as keys"
    case optionalEntries = "`record` of listed keys"
    case looseRecord = "`record` with `mode: loose`"
    case intersection = "`intersection` of objects"
    case exclusive = "`union` with `exclusive`"
    case fallback = "`union` with `fallback`"

    /// The differences that a schema gives reason for, anywhere in it.
    package static func all(in schema: Schema, types: [TypeDefinition]) -> Set<SchemaDifference> {
        var walk = Walk(types: types)
        walk.visit(schema)
        return walk.found
    }

    private struct Walk {
        let types: [TypeDefinition]
        var found: Set<SchemaDifference> = []
        var seen: Set<String> = []

        init(types: [TypeDefinition]) { self.types = types }

        mutating func visit(_ schema: Schema) {
            for step in schema.steps { visit(step.kind) }
            switch schema.type {
            case .string(let text):
                if text.isCoerced { found.insert(.coerce) }
                text.rules.forEach { visit($0.kind) }
                let formats = text.rules.filter { if case .format = $0.kind { true } else { false } }
                if !formats.isEmpty, text.rules.count > 1 { found.insert(.formatBesidePattern) }
            case .number(let number):
                if number.isCoerced { found.insert(.coerce) }
                number.rules.forEach { visit($0.kind) }
            case .integer(let number):
                if number.isCoerced { found.insert(.coerce) }
                number.rules.forEach { visit($0.kind) }
            case .template(let parts, _):
                for part in parts {
                    if case .schema(let schema) = part, case .string = schema.type { found.insert(.template) }
                }
            case .boolean(isCoerced: true): found.insert(.coerce)
            case .array(let element, _), .set(let element, _): visit(element)
            case .tuple(let items, let rest): (items + (rest.map { [$0] } ?? [])).forEach { visit($0) }
            case .map(let keys, let values, _): [keys, values].forEach { visit($0) }
            case .object(let object):
                object.properties.forEach { visit($0.schema) }
                if case .schema(let schema) = object.unknownKeys { visit(schema) }
            case .record(let record): visit(record)
            case .union(let options, let isExclusive):
                if isExclusive { found.insert(.exclusive) }
                options.forEach { visit($0) }
            case .discriminatedUnion(let union):
                if union.hasFallback { found.insert(.fallback) }
                union.options.forEach { visit($0) }
            case .intersection(let left, let right):
                found.insert(.intersection)
                [left, right].forEach { visit($0) }
            case .reference(let name):
                guard seen.insert(name).inserted, let type = types.first(where: { $0.name == name }) else { return }
                visit(type.schema)
            default: break
            }
        }

        private mutating func visit(_ step: StepKind) {
            switch step {
            case .catchValue: found.insert(.catchValue)
            case .preprocess: found.insert(.preprocess)
            case .overwrite: found.insert(.overwrite)
            case .pipe(let schema), .transform(_, let schema): visit(schema)
            case .stringRules(let rules): rules.forEach { visit($0.kind) }
            case .numberRules(let rules): rules.forEach { visit($0.kind) }
            default: break
            }
        }

        private mutating func visit(_ record: RecordSchema) {
            if record.mode == .loose { found.insert(.looseRecord) }
            switch record.keys.type {
            case .number, .integer: found.insert(.numericKeys)
            case .literal(let values) where values.contains { if case .number = $0 { true } else { false } }:
                found.insert(.numericKeys)
            case .enumeration, .literal, .union: if !record.values.steps.isEmpty { found.insert(.optionalEntries) }
            default: break
            }
            [record.keys, record.values].forEach { visit($0) }
        }

        private mutating func visit(_ rule: StringRule) {
            switch rule {
            case .regex(let pattern), .emailPattern(let pattern):
                if !pattern.flags.isEmpty { found.insert(.regexFlags) }
            case .startsWith, .endsWith: found.insert(.startsWith)
            case .format(.ipv6), .format(.cidrv6): found.insert(.ipv6)
            case .rewrite: found.insert(.rewrites)
            default: break
            }
        }

        private mutating func visit(_ rule: NumberRule) {
            switch rule {
            case .multipleOf: found.insert(.multipleOf)
            case .integer: found.insert(.boundsBeforeInt)
            default: break
            }
        }
    }
}
