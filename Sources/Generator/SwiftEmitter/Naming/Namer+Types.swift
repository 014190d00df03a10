import Diagnostics
import RuleExpressions
import ToolModel
import ToolValidation

/// The names that are taken inside one type.
struct MemberScopes {
    var members = NameScope(taken: Identifier.reservedMembers)
    var locals = NameScope(taken: Self.emittedLocals)
    var statics = NameScope(taken: ["rules", "read", "write"])
    var types: NameScope
    /// The named type around it.
    let root: String?

    /// What emitted code calls its own variables.
    static let emittedLocals: Set = [
        "json", "issues", "object", "place", "self", "tuple", "union", "option", "value", "both",
    ]

    /// Creates the scopes of a type, in which no other one hides a named type of the top level.
    init(typeName: String, in root: String?, besides topLevel: some Sequence<String> = []) {
        types = NameScope(taken: Identifier.reservedTypes.union(topLevel).union([typeName]))
        self.root = root
    }
}

extension Namer {
    /// Whether a named type is a struct or an enumeration of its own: nothing behind its type makes another value of it.
    func isNominal(_ name: String) -> Bool {
        guard let schema = definitions[name], schema.steps.allSatisfy(\.kind.isCheck) else { return false }
        return schema.type.isDeclared(definitions)
    }

    /// The declaration of a schema that has a name of its own.
    mutating func declaration(of schema: Schema, name: String, in root: String?) -> NamedDeclaration {
        guard schema.steps.allSatisfy(\.kind.isCheck), schema.type.isDeclared(definitions) else {
            var scopes = MemberScopes(typeName: name, in: root, besides: typeNames.values)
            let value = named(schema, hint: "value", &scopes)
            return NamedDeclaration(name: name, schema: schema, kind: .wrapper(value))
        }
        return nominal(schema, name: name, in: root)
    }

    /// A struct or enumeration, with the checks behind its type.
    private mutating func nominal(_ schema: Schema, name: String, in root: String?) -> NamedDeclaration {
        var scopes = MemberScopes(typeName: name, in: root, besides: typeNames.values)
        let kind: NamedDeclaration.Kind
        switch schema.type {
        case .object(let object): kind = .object(self.object(object, &scopes))
        case .enumeration(let values): kind = .choice(Self.cases(values))
        case .tuple(let items, let rest): kind = .tuple(tuple(items, rest, of: schema, &scopes))
        case .union(let options, _): kind = .union(union(options, claims: nil, &scopes))
        case .discriminatedUnion(let union):
            kind = .union(self.union(union.options, claims: union.claims(definitions), &scopes))
        case .intersection(let left, let right): kind = .intersection(intersection(left, right, &scopes))
        default: kind = .wrapper(named(Schema(schema.type, like: schema), hint: "value", &scopes))
        }
        let shape = ValueShape(.nominal(name))
        let checks = schema.steps.filter(\.kind.isNamed).map { self.step($0, behind: shape, hint: "value", &scopes) }
        return NamedDeclaration(name: name, schema: schema, kind: kind, checks: checks)
    }

    // MARK: - Objects

    private mutating func object(_ object: ObjectSchema, _ scopes: inout MemberScopes) -> NamedObject {
        let properties = object.properties.filter { $0.schema.binding == nil }.enumerated().map { index, property in
            self.property(property, at: index, &scopes)
        }
        var additional: NamedProperty?
        switch object.unknownKeys {
        case .strip, .reject: break
        case .keep:
            let any = Schema(.any, location: object.properties.first?.location ?? .nowhere)
            additional = self.additional(any, &scopes)
        case .schema(let schema): additional = self.additional(schema, &scopes)
        }
        let bound = object.properties.compactMap { property in
            property.schema.binding.map { binding in
                let name = scopes.members.claim(Identifier.lowerCamelCase(property.name), suffix: "Value")
                return NamedBinding(definition: property, name: Identifier.quoted(name), binding: binding)
            }
        }
        let types = definitions.map { TypeDefinition(name: $0, schema: $1, location: $1.location) }
        let rules = RuleExpressions.rules(of: object, types: types).enumerated().map { index, rule in
            NamedRule(expression: rule, constant: scopes.statics.claim("crossFieldRule\(index + 1)"))
        }
        return NamedObject(
            definition: object,
            properties: properties,
            bound: bound,
            additional: additional,
            rules: rules
        )
    }

    private mutating func additional(_ schema: Schema, _ scopes: inout MemberScopes) -> NamedProperty {
        let property = Property(name: "additionalProperties", schema: schema, location: schema.location)
        return self.property(property, at: 0, &scopes)
    }

    private mutating func property(
        _ property: Property,
        at index: Int,
        _ scopes: inout MemberScopes
    ) -> NamedProperty {
        let derived = Identifier.lowerCamelCase(property.name)
        let base = derived.isEmpty ? "property\(index + 1)" : derived
        let name = scopes.members.claim(base, suffix: Identifier.reservedMembers.contains(base) ? "Value" : "")
        if name != base, !Identifier.reservedMembers.contains(base) {
            diagnostics.append(
                Diagnostic(
                    .warning,
                    at: property.location,
                    rule: .swiftNameCollision,
                    "'\(property.name)' would be called '\(base)' in Swift, as another property is: it is called '\(name)'"
                )
            )
        }
        return NamedProperty(
            definition: property,
            name: Identifier.quoted(name),
            localName: Identifier.quoted(scopes.locals.claim(name, suffix: "Value")),
            value: named(property.schema, hint: name, &scopes),
            presence: property.schema.presence(definitions),
            takesAbsent: property.schema.takesAbsent(definitions),
            box: box(of: property.schema, name, &scopes)
        )
    }

    private func box(of schema: Schema, _ name: String, _ scopes: inout MemberScopes) -> String? {
        guard containment.isRecursive(schema, in: scopes.root) else { return nil }
        return scopes.members.claim("boxed\(Identifier.upperCamelCase(name))")
    }

    // MARK: - Enumerations

    private static func cases(_ values: [String]) -> [NamedCase] {
        var scope = NameScope(taken: Identifier.reservedMembers.union(["rules"]))
        return values.enumerated().map { index, value in
            let derived = Identifier.lowerCamelCase(value)
            let base = derived.isEmpty ? "value\(index + 1)" : derived
            return NamedCase(value: value, name: Identifier.quoted(scope.claim(base, suffix: "Value")))
        }
    }

    // MARK: - Tuples

    private static let ordinals = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    ]

    private mutating func tuple(
        _ items: [Schema],
        _ rest: Schema?,
        of schema: Schema,
        _ scopes: inout MemberScopes
    ) -> NamedTuple {
        func item(_ schema: Schema, _ name: String, _ namer: inout Namer) -> NamedItem {
            NamedItem(
                name: Identifier.quoted(name),
                value: namer.named(schema, hint: name, &scopes),
                box: namer.box(of: schema, name, &scopes)
            )
        }
        var names = NameScope(taken: Identifier.reservedMembers.union(MemberScopes.emittedLocals).union(["rest"]))
        let places = items.enumerated().map { index, schema in
            let ordinal = index < Self.ordinals.count ? Self.ordinals[index] : "item\(index + 1)"
            let title = Identifier.lowerCamelCase(schema.annotations.title ?? "")
            return item(schema, names.claim(title.isEmpty ? ordinal : title, suffix: "Value"), &self)
        }
        return NamedTuple(
            items: places,
            rest: rest.map { item($0, "rest", &self) },
            required: schema.requiredPlaces(definitions)
        )
    }

    // MARK: - Unions

    private mutating func union(
        _ options: [Schema],
        claims: [[JSONValue?]]?,
        _ scopes: inout MemberScopes
    ) -> NamedUnion {
        let bases = options.enumerated().map { index, option in
            memberName(of: option, claims: claims?[index] ?? [])
        }
        var names = NameScope(taken: Identifier.reservedMembers.union(["rules", "read"]))
        let named = options.map(\.withoutOptional).enumerated().map { index, option in
            // Members that say the same of themselves are told apart by their places.
            let isShared = bases.count { $0 == bases[index] } > 1
            let name = names.claim(isShared ? "\(bases[index])\(index + 1)" : bases[index], suffix: "Value")
            let kinds = option.kinds(definitions)
            return NamedOption(
                name: Identifier.quoted(name),
                value: self.named(option, hint: name, &scopes),
                isNull: option.type == .null && option.steps.isEmpty,
                kinds: kinds
            )
        }
        return NamedUnion(
            options: named,
            claims: claims,
            isIndirect: options.contains { containment.isRecursive($0, in: scopes.root) }
        )
    }

    private func memberName(of option: Schema, claims: [JSONValue?]) -> String {
        if case .string(let text)?? = claims.first, !Identifier.lowerCamelCase(text).isEmpty {
            return Identifier.lowerCamelCase(text)
        }
        if let title = option.annotations.title, !Identifier.lowerCamelCase(title).isEmpty {
            return Identifier.lowerCamelCase(title)
        }
        switch option.type {
        case .reference(let name): return Identifier.lowerCamelCase(name)
        case .string, .template: return "string"
        case .number: return "number"
        case .integer: return "integer"
        case .boolean, .stringbool: return "boolean"
        case .enumeration: return "choice"
        case .literal(let values):
            guard values.count == 1, case .string(let text) = values[0] else { return "literal" }
            let name = Identifier.lowerCamelCase(text)
            return name.isEmpty ? "literal" : name
        case .array, .tuple: return "array"
        case .set: return "set"
        case .map: return "map"
        case .record: return "record"
        case .null: return "null"
        case .union, .discriminatedUnion: return "union"
        case .any, .unknown, .json, .never, .undefined: return "value"
        case .object, .intersection: return "object"
        }
    }

    // MARK: - Intersections

    private mutating func intersection(
        _ left: Schema,
        _ right: Schema,
        _ scopes: inout MemberScopes
    ) -> NamedIntersection {
        let first = named(left, hint: "first", &scopes)
        let second = named(right, hint: "second", &scopes)
        let sides = [(first, left), (second, right)].compactMap { named, schema in
            plainObject(schema).flatMap { $0.keepsNothing ? properties(of: named) : nil }
        }
        let merged = sides.count == 2 ? Self.merged(sides[0], sides[1]) : nil
        return NamedIntersection(first: first, second: second, merged: merged)
    }

    /// The properties of two structs with names for one: the second's may be called as another one of the first is.
    private static func merged(_ first: [NamedProperty], _ second: [NamedProperty]) -> [MergedProperty] {
        let known = Set(first.map { Array($0.definition.name.utf8) })
        let others = second.filter { !known.contains(Array($0.definition.name.utf8)) }
        var scopes = MemberScopes(typeName: "", in: nil)
        return (first.map { ($0, 0) } + others.map { ($0, 1) }).map { property, place in
            var merged = property
            let name = property.name.filter { $0 != "`" }
            let claimed = scopes.members.claim(name)
            merged.name = Identifier.quoted(claimed)
            merged.localName = Identifier.quoted(scopes.locals.claim(claimed, suffix: "Value"))
            merged.box = property.box.map { scopes.members.claim($0) }
            return MergedProperty(property: merged, place: place, source: property.name)
        }
    }

    /// The properties of the struct that a schema has.
    private func properties(of named: NamedSchema) -> [NamedProperty]? {
        if case .declared(let declaration) = named.core {
            guard case .object(let object) = declaration.kind else { return nil }
            return object.properties
        }
        guard case .reference(var name) = named.schema.type else { return nil }
        while case .reference(let next)? = definitions[name]?.type { name = next }
        guard let definition = definitions[name] else { return nil }
        // What is declared elsewhere has the same names each time.
        var namer = self
        let declaration = namer.nominal(definition, name: typeNames[name] ?? name, in: name)
        guard case .object(let object) = declaration.kind else { return nil }
        return object.properties
    }

    /// The object that a schema is, itself or by its name.
    private func plainObject(_ schema: Schema) -> ObjectSchema? {
        guard schema.steps.allSatisfy(\.kind.isCheck) else { return nil }
        switch schema.type {
        case .object(let object): return object
        case .reference(let name): return definitions[name].flatMap(plainObject)
        default: return nil
        }
    }

    // MARK: - Schemas

    /// Names all that a schema needs inside a type; the hint is what constants and types are named after.
    mutating func named(_ schema: Schema, hint: String, _ scopes: inout MemberScopes) -> NamedSchema {
        let checks = schema.steps.prefix(while: \.kind.isCheck)
        let isDeclared = schema.type.isDeclared(definitions)
        if isDeclared, !isReference(schema.type) {
            // A struct or enumeration makes the checks behind its type itself.
            var own = schema
            own.steps = Array(checks)
            let declared = nominal(own, name: typeName(hint, &scopes), in: scopes.root)
            let shape = ValueShape(.nominal(declared.name))
            let rest = steps(schema.steps.dropFirst(checks.count), behind: shape, of: schema, hint: hint, &scopes)
            return NamedSchema(schema: schema, core: .declared(declared), steps: rest, coreShape: shape)
        }
        let (core, shape) = self.core(schema, hint: hint, &scopes)
        let steps = steps(schema.steps[...], behind: shape, of: schema, hint: hint, &scopes)
        return NamedSchema(schema: schema, core: core, steps: steps, coreShape: shape)
    }

    private func isReference(_ type: SchemaType) -> Bool {
        if case .reference = type { true } else { false }
    }

    private func typeName(_ hint: String, _ scopes: inout MemberScopes) -> String {
        let plain = hint.filter { $0 != "`" }
        let base = Identifier.upperCamelCase(plain)
        return scopes.types.claim(base == plain ? "\(base)Value" : base, suffix: "Value")
    }

    private mutating func core(
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
            let key = isKnown ? Schema(.string(StringSchema()), like: record.keys) : record.keys
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

    private mutating func reference(_ name: String, at schema: Schema) -> (NamedCore, ValueShape) {
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

    private mutating func requireHashable(_ value: NamedSchema, _ subject: String) {
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
    private func isEnumeration(_ type: SchemaType) -> Bool {
        switch type {
        case .enumeration: true
        case .reference(let name): definitions[name].map { isNominal(name) && isEnumeration($0.type) } ?? false
        default: false
        }
    }

    private static func base(of text: StringSchema) -> ValueShape.Base {
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

    private static func base(of values: [JSONValue]) -> ValueShape.Base {
        func all(_ isKind: (JSONValue) -> Bool) -> Bool { values.allSatisfy(isKind) }
        if all({ if case .string = $0 { true } else { false } }) { return .text }
        if all({ if case .bool = $0 { true } else { false } }) { return .boolean }
        if all({ if case .number(let value) = $0 { Int(exactly: value) != nil } else { false } }) { return .integer }
        if all({ if case .number = $0 { true } else { false } }) { return .number }
        return .json
    }

    // MARK: - Steps

    private mutating func steps(
        _ steps: ArraySlice<Step>,
        behind shape: ValueShape,
        of schema: Schema,
        hint: String,
        _ scopes: inout MemberScopes
    ) -> [NamedStep] {
        var result: [NamedStep] = []
        for index in steps.indices where steps[index].kind.isNamed {
            var before = schema
            before.steps = Array(schema.steps[..<index])
            var step = step(steps[index], behind: result.last?.shape ?? shape, hint: hint, &scopes)
            step.readsAbsent = before.presence(definitions).input != .required
            result.append(step)
        }
        return result
    }

    private mutating func step(
        _ step: Step,
        behind before: ValueShape,
        hint: String,
        _ scopes: inout MemberScopes
    ) -> NamedStep {
        func constant(_ suffix: String) -> String { scopes.statics.claim("\(hint)\(suffix)") }
        var named = NamedStep(kind: step.kind, shape: before)
        switch step.kind {
        case .optional: named.shape.mayBeAbsent = true
        case .nonoptional: named.shape.mayBeAbsent = false
        case .nullable: named.shape.mayBeNull = true
        case .defaultValue(let value):
            named.shape.mayBeAbsent = false
            if value.value == .null { named.shape.mayBeNull = true }
        case .catchValue(let value): if value.value == .null { named.shape.mayBeNull = true }
        case .refine(let refinement):
            let name = Identifier.lowerCamelCase(refinement.name)
            named.constant = scopes.statics.claim("\(name)Rule")
        case .stringRules, .numberRules, .arrayRules: named.constant = constant("Rules")
        case .transform(_, let target):
            let target = self.named(target, hint: hint, &scopes)
            named.target = target
            named.shape = target.shape
        case .pipe(let target):
            let target = self.named(target, hint: hint, &scopes)
            named.target = target
            named.shape = target.shape
        case .prefault, .superRefine, .overwrite, .preprocess, .readonly, .brand: break
        }
        return named
    }
}

extension ObjectSchema {
    /// Whether keys that are not declared are no part of the value.
    fileprivate var keepsNothing: Bool {
        switch unknownKeys {
        case .strip, .reject: true
        case .keep, .schema: false
        }
    }
}

extension SourceLocation {
    fileprivate static let nowhere = SourceLocation(path: "", start: SourcePosition(line: 1, column: 1))
}

extension ValueShape.Base {
    /// The type as it is called from outside of the type that declares it.
    fileprivate func inside(_ type: String, besides topLevel: Set<String>) -> ValueShape.Base {
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

extension Schema {
    /// The schema without a last step that accepts absent values: what it is a part of says that.
    fileprivate var withoutOptional: Schema {
        guard steps.last?.kind == .optional else { return self }
        var schema = self
        schema.steps.removeLast()
        return schema
    }
}

extension StepKind {
    /// Whether the step looks at a value, or changes it, without making one of another type of it.
    var isCheck: Bool {
        switch self {
        case .refine, .superRefine, .overwrite, .readonly, .brand: true
        default: false
        }
    }

    /// Whether code is written for the step.
    var isNamed: Bool {
        switch self {
        case .readonly, .brand: false
        default: true
        }
    }
}

extension SchemaType {
    /// Whether values of the type are of a struct or enumeration of their own.
    func isDeclared(_ types: [String: Schema], besides visited: Set<String> = []) -> Bool {
        switch self {
        case .enumeration, .object, .tuple, .union, .discriminatedUnion: return true
        // Texts that two schemas accept are texts; two kinds of objects are put together in a struct.
        case .intersection(let left, let right):
            return left.type.givesDeclared(types, visited) || right.type.givesDeclared(types, visited)
        default: return false
        }
    }

    private func givesDeclared(_ types: [String: Schema], _ visited: Set<String>) -> Bool {
        guard case .reference(let name) = self else { return isDeclared(types, besides: visited) }
        guard !visited.contains(name), let schema = types[name] else { return false }
        return schema.type.givesDeclared(types, visited.union([name]))
    }
}

extension RuleID {
    /// A type that contains itself and has no Swift type of its own.
    static let swiftRecursiveType = RuleID(rawValue: "swift-recursive-type")
    /// An element of a set, or a key of a map, that Swift cannot tell from others.
    static let swiftHashable = RuleID(rawValue: "swift-hashable")
}
