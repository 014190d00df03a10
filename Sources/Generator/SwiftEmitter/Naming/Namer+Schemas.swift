import Diagnostics
import RuleExpressions
import ToolModel
import ToolValidation

/// Values that are of no type of their own, or of one that is declared elsewhere.
extension Namer {
    /// Names all that a schema needs inside a type; the hint is what constants and types are named after.
    mutating func named(_ schema: Schema, hint: String, _ scopes: inout MemberScopes) -> NamedSchema {
        let checks = schema.steps.prefix(while: \.kind.isCheck)
        let isDeclared = schema.type.isDeclared(definitions)
        if isDeclared, !isReference(schema.type) {
            // A struct or enumeration makes the checks behind its type itself.
            var own = schema
            own.steps = Array(checks)
            let name = typeName(hint, at: schema.location, &scopes)
            let declared = nominal(own, name: name, in: scopes.root)
            let shape = ValueShape(.nominal(declared.name))
            let rest = steps(schema.steps.dropFirst(checks.count), behind: shape, of: schema, hint: hint, &scopes)
            return NamedSchema(schema: schema, core: .declared(declared), steps: rest, coreShape: shape)
        }
        let (core, shape) = self.core(schema, hint: hint, &scopes)
        let steps = steps(schema.steps[...], behind: shape, of: schema, hint: hint, &scopes)
        return NamedSchema(schema: schema, core: core, steps: steps, coreShape: shape)
    }

    func isReference(_ type: SchemaType) -> Bool {
        if case .reference = type { true } else { false }
    }

    mutating func typeName(_ hint: String, at location: SourceLocation, _ scopes: inout MemberScopes) -> String {
        let plain = hint.filter { $0 != "`" }
        let base = Identifier.upperCamelCase(plain)
        let name = base == plain ? "\(base)Value" : base
        return claim(name, for: "the type of '\(plain)'", at: location, in: &scopes.types)
    }

    mutating func core(
        _ schema: Schema,
        hint: String,
        _ scopes: inout MemberScopes
    ) -> (NamedCore, ValueShape) {
        let hasMessage = schema.message != nil
        func rules(_ isNeeded: Bool = true) -> String? {
            isNeeded ? scopes.statics.claim("\(hint)Rules") : nil
        }
        func claimed(_ suffix: String) -> String { scopes.statics.claim("\(hint)\(suffix)") }
        switch schema.type {
        case .string(let text):
            let core = NamedCore.string(rules: rules(!text.rules.isEmpty || hasMessage))
            return (core, ValueShape(Self.base(of: text)))
        case .number(let number):
            return (.number(rules: rules(!number.rules.isEmpty || hasMessage)), ValueShape(.number))
        case .integer(let number):
            return (.integer(rules: rules(!number.rules.isEmpty || hasMessage)), ValueShape(.integer))
        case .boolean: return (.boolean, ValueShape(.boolean))
        case .stringbool: return (.stringbool(rules: claimed("Rules")), ValueShape(.boolean))
        case .template: return (.template(rules: claimed("Rules")), ValueShape(.text))
        case .literal(let values):
            let base = Self.base(of: values)
            let core = NamedCore.literal(
                swiftType: base.swiftType,
                rules: claimed("Rules"),
                values: claimed("Values")
            )
            return (core, ValueShape(base))
        case .array(let element, let checks):
            let rules = rules(!checks.isEmpty || hasMessage)
            let elementHint = hint == "value" ? "element" : "\(hint)Element"
            let element = named(element.withoutOptional, hint: elementHint, &scopes)
            return (.array(element, rules: rules), ValueShape(.array(element.shape)))
        case .set(let element, let checks):
            let rules = rules(!checks.isEmpty || hasMessage)
            let element = named(element, hint: "\(hint)Element", &scopes)
            requireHashable(element, "an element of a set")
            return (.set(element, rules: rules), ValueShape(.set(element.shape)))
        case .map(let keys, let values, let checks):
            let rules = rules(!checks.isEmpty || hasMessage)
            let keys = named(keys, hint: "\(hint)Key", &scopes)
            requireHashable(keys, "a key of a map")
            let values = named(values, hint: "\(hint)Value", &scopes)
            return (
                .map(keys: keys, values: values, rules: rules), ValueShape(.map(keys: keys.shape, values: values.shape))
            )
        case .record(let record):
            let rules = claimed("Rules")
            // Keys that are known are looked up, and not read by a schema.
            let isKnown = record.keys.constants(definitions) != nil
            let key = isKnown ? Schema(.string(StringSchema()), like: record.keys) : record.keys.withoutOptional
            let keys = named(key, hint: "\(hint)Key", &scopes)
            // A value that may be absent leaves its key out, as in a record whose keys are not all needed.
            let values = named(record.values.withoutOptional, hint: "\(hint)Value", &scopes)
            // What is not checked in a loose record is of any type, so that all of it is.
            let shape = record.mode == .loose ? ValueShape(.json) : values.shape
            return (.record(keys: keys, values: values, rules: rules), ValueShape(.record(shape)))
        case .intersection(let left, let right):
            let left = named(left, hint: "\(hint)First", &scopes)
            let right = named(right, hint: "\(hint)Second", &scopes)
            return (.both(left, right), left.shape)
        case .any, .unknown: return (.any, ValueShape(.json))
        case .json: return (.json, ValueShape(.json))
        case .null: return (.null, ValueShape(.json))
        case .never: return (.never, ValueShape(.json))
        case .undefined: return (.undefined, ValueShape(.json, mayBeAbsent: true))
        case .reference(let name): return reference(name, at: schema)
        case .enumeration, .object, .tuple, .union, .discriminatedUnion: return (.any, ValueShape(.json))
        }
    }

    mutating func reference(_ name: String, at schema: Schema) -> (NamedCore, ValueShape) {
        let type = typeNames[name] ?? name
        guard !isNominal(name) else { return (.reference(type), ValueShape(.nominal(type))) }
        if let shape = wrapped[name] { return (.wrapped(type), shape) }
        guard let definition = definitions[name], pending.insert(name).inserted else {
            diagnostics.append(
                Diagnostic(
                    .error,
                    at: schema.location,
                    rule: .swiftRecursiveType,
                    "the type '\(name)' contains itself and is no object or union, which Swift cannot say: make it one"
                )
            )
            return (.any, ValueShape(.json))
        }
        defer { pending.remove(name) }
        var scopes = MemberScopes(typeName: type, in: name, besides: typeNames.values)
        let kept = diagnostics
        var shape = named(definition, hint: "value", &scopes).shape
        if diagnostics.allSatisfy({ $0.rule != .swiftRecursiveType }) { diagnostics = kept }
        // What is declared inside the type's own struct is found there.
        shape.base = shape.base.inside(type, besides: Set(typeNames.values))
        wrapped[name] = shape
        return (.wrapped(type), shape)
    }

    mutating func requireHashable(_ value: NamedSchema, _ subject: String) {
        let isHashable: Bool
        switch value.shape.base {
        case .text, .number, .integer, .boolean, .json, .converted, .day, .moment: isHashable = true
        case .nominal: isHashable = isEnumeration(value.schema.type)
        default: isHashable = false
        }
        guard !isHashable || value.shape.isOptional else { return }
        diagnostics.append(
            Diagnostic(
                .error,
                at: value.schema.location,
                rule: .swiftHashable,
                "\(subject) is a text, number, truth value or enum: use an array for others"
            )
        )
    }

    /// Whether values are of a Swift enumeration without payloads, by itself or by its name.
    func isEnumeration(_ type: SchemaType) -> Bool {
        switch type {
        case .enumeration: true
        case .reference(let name): definitions[name].map { isNominal(name) && isEnumeration($0.type) } ?? false
        default: false
        }
    }

    static func base(of text: StringSchema) -> ValueShape.Base {
        guard let conversion = text.conversion else { return .text }
        guard conversion == .date else { return .converted(conversion) }
        for rule in text.rules {
            switch rule.kind {
            case .format(.date): return .day
            case .format(.datetime(let options)):
                if let precision = options.precision { return .moment(precision: precision) }
            default: continue
            }
        }
        return .converted(.date)
    }

    static func base(of values: [JSONValue]) -> ValueShape.Base {
        func all(_ isKind: (JSONValue) -> Bool) -> Bool { values.allSatisfy(isKind) }
        if all({ if case .string = $0 { true } else { false } }) { return .text }
        if all({ if case .bool = $0 { true } else { false } }) { return .boolean }
        if all({ if case .number(let value) = $0 { Int(exactly: value) != nil } else { false } }) { return .integer }
        if all({ if case .number = $0 { true } else { false } }) { return .number }
        return .json
    }
}

extension ValueShape.Base {
    /// The type as it is called from outside of the type that declares it.
    func inside(_ type: String, besides topLevel: Set<String>) -> ValueShape.Base {
        func inside(_ shape: ValueShape) -> ValueShape {
            var shape = shape
            shape.base = shape.base.inside(type, besides: topLevel)
            return shape
        }
        switch self {
        case .nominal(let name) where !name.contains(".") && !topLevel.contains(name):
            return .nominal("\(type).\(name)")
        case .array(let element): return .array(inside(element))
        case .set(let element): return .set(inside(element))
        case .record(let value): return .record(inside(value))
        case .map(let keys, let values): return .map(keys: inside(keys), values: inside(values))
        default: return self
        }
    }
}
