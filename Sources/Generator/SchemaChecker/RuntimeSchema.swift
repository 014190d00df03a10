internal import PatternCompiler
internal import RuleExpressions
internal import ToolModel
internal import ToolValidation

/// The named types, each made ready when it is first needed.
final class RuntimeTypes {
    let functions: SchemaFunctions
    let list: [TypeDefinition]
    let definitions: [String: Schema]
    private var schemas: [String: RuntimeSchema] = [:]

    init(_ types: [TypeDefinition], _ functions: SchemaFunctions) {
        list = types
        definitions = Dictionary(types.map { ($0.name, $0.schema) }) { first, _ in first }
        self.functions = functions
    }

    /// A type, or `nil` where none has the name.
    subscript(name: String) -> RuntimeSchema? {
        if let schema = schemas[name] { return schema }
        guard let definition = definitions[name] else { return nil }
        let schema = RuntimeSchema(definition, self)
        schemas[name] = schema
        return schema
    }
}

/// A schema in the rules that emitted code would have, made ready once to read any number of values.
struct RuntimeSchema {
    /// The kinds of values with their rules.
    indirect enum Kind {
        case string(StringRules, isCoerced: Bool, StringConversion?)
        case number(NumberRules, isCoerced: Bool)
        case integer(NumberRules, IntegerWidth, isCoerced: Bool)
        case boolean(isCoerced: Bool)
        case stringbool(BooleanWordRules)
        case choice(ChoiceRules, values: [JSONValue])
        case template(TemplateRules)
        case array(ArrayRules, RuntimeSchema)
        case tuple(TupleRules, [RuntimeSchema], rest: RuntimeSchema?)
        case object(ObjectRules, [Property], unknown: RuntimeSchema?, [RuleExpression])
        case record(RecordRules, keys: RuntimeSchema, values: RuntimeSchema)
        case set(ArrayRules, RuntimeSchema)
        case map(ArrayRules, keys: RuntimeSchema, values: RuntimeSchema)
        case union(UnionRules, [RuntimeSchema])
        case discriminated(DiscriminatorRules, [RuntimeSchema], fallback: RuntimeSchema?)
        case intersection(RuntimeSchema, RuntimeSchema)
        case any
        case json
        case null
        case never
        case undefined
        case reference(String)
        /// A schema with a step behind it.
        case step(RuntimeSchema, Step)
    }

    /// What a step does.
    enum Step {
        case optional(readsAbsent: Bool)
        case nonoptional
        case nullable
        case defaultValue(JSONValue)
        case prefault(String)
        case catchValue(JSONValue)
        case refine(PredicateRule, @Sendable (JSONValue?) -> Bool)
        case superRefine(@Sendable (JSONValue?, inout Issues) -> Void)
        case overwrite(@Sendable (JSONValue?, inout Issues) -> JSONValue?)
        case transform(@Sendable (JSONValue?, inout Issues) -> JSONValue?)
        case pipe(RuntimeSchema)
        case preprocess(Preprocessing)
        case strings(StringRules)
        case numbers(NumberRules)
        case arrays(ArrayRules, CollectionKind)
    }

    /// A property of an object.
    struct Property {
        var name: String
        var schema: RuntimeSchema
        /// Whether it is absent where nothing can be made of nothing.
        var isLenient: Bool
        /// Whether an absent one is an issue even where its schema takes it.
        var isRequired: Bool
    }

    let kind: Kind
    let message: String?

    private init(_ kind: Kind, message: String?) {
        self.kind = kind
        self.message = message
    }

    init(_ schema: Schema, _ types: RuntimeTypes) {
        var result = RuntimeSchema(Self.kind(schema, types), message: schema.message)
        // What a function of the user's makes of a value is not known, but still what is absent or null.
        var isKnown = true
        for (index, step) in schema.steps.enumerated() where isKnown || step.kind.isPresence {
            var before = schema
            before.steps = Array(schema.steps[..<index])
            let presence = before.presence(types.definitions)
            guard let step = Step(step.kind, behind: before, presence, message: schema.message, types) else { continue }
            result = RuntimeSchema(.step(result, step), message: schema.message)
            if case .transform(let name, _) = schema.steps[index].kind, types.functions.transforms[name] == nil {
                isKnown = false
            }
        }
        self = result
    }

    private static func kind(_ schema: Schema, _ types: RuntimeTypes) -> Kind {
        let message = schema.message
        func ready(_ schema: Schema) -> RuntimeSchema { RuntimeSchema(schema, types) }
        switch schema.type {
        case .string(let string):
            return .string(string.rules.runtimeRules(message), isCoerced: string.isCoerced, string.conversion)
        case .number(let number): return .number(number.rules.runtimeRules(message), isCoerced: number.isCoerced)
        case .integer(let integer):
            return .integer(integer.rules.runtimeRules(message), integer.width, isCoerced: integer.isCoerced)
        case .boolean(let isCoerced): return .boolean(isCoerced: isCoerced)
        case .stringbool(let words):
            return .stringbool(
                BooleanWordRules(
                    truthy: words.truthy ?? BooleanWordRules.truthy,
                    falsy: words.falsy ?? BooleanWordRules.falsy,
                    isCaseSensitive: words.isCaseSensitive,
                    message: message
                )
            )
        case .enumeration(let texts):
            let values = texts.map { JSONValue.string($0) }
            return .choice(ChoiceRules(values, message: message), values: values)
        case .literal(let values): return .choice(ChoiceRules(values, message: message), values: values)
        case .template(_, let pattern): return .template(TemplateRules(pattern.runtimePattern, message: message))
        case .array(let element, let rules): return .array(rules.runtimeRules(message), ready(element))
        case .tuple(let items, let rest):
            let required = schema.requiredPlaces(types.definitions)
            let rules = TupleRules(count: items.count, required: required, hasRest: rest != nil, message: message)
            return .tuple(rules, items.map(ready), rest: rest.map(ready))
        case .object(let object): return self.object(object, message, types)
        case .record(let record):
            return .record(
                record.runtimeRules(message, types.definitions),
                keys: ready(record.keys),
                values: ready(record.values)
            )
        case .set(let element, let rules): return .set(rules.runtimeRules(message), ready(element))
        case .map(let keys, let values, let rules):
            return .map(rules.runtimeRules(message), keys: ready(keys), values: ready(values))
        case .union(let options, let isExclusive):
            let kinds = options.map { _ in ValueKinds.any }
            return .union(UnionRules(kinds, isExclusive: isExclusive, message: message), options.map(ready))
        case .discriminatedUnion(let union):
            let options = union.options.map(ready)
            let rules = DiscriminatorRules(union.discriminator, union.claims(types.definitions), message: message)
            let all = UnionRules(options.map { _ in .any }, message: message)
            let fallback = RuntimeSchema(.union(all, options), message: message)
            return .discriminated(rules, options, fallback: union.hasFallback ? fallback : nil)
        case .intersection(let left, let right): return .intersection(ready(left), ready(right))
        case .any, .unknown: return .any
        case .json: return .json
        case .null: return .null
        case .never: return .never
        case .undefined: return .undefined
        case .reference(let name): return .reference(name)
        }
    }

    private static func object(_ object: ObjectSchema, _ message: String?, _ types: RuntimeTypes) -> Kind {
        var unknown: RuntimeSchema?
        let unknownKeys: ObjectRules.UnknownKeys
        switch object.unknownKeys {
        case .strip: unknownKeys = .strip
        case .reject: unknownKeys = .reject
        case .keep:
            unknownKeys = .keep
            unknown = RuntimeSchema(.any, message: nil)
        case .schema(let schema):
            unknownKeys = .keep
            unknown = RuntimeSchema(schema, types)
        }
        var properties: [Property] = []
        let declared = object.properties.map { property -> ObjectRules.Property in
            let presence = property.schema.presence(types.definitions)
            properties.append(
                Property(
                    name: property.name,
                    schema: RuntimeSchema(property.schema, types),
                    isLenient: presence.mayOutputNothing && presence.input != .required,
                    isRequired: presence.input == .required
                )
            )
            let isPlain = presence.input == .optional && presence.mayOutputNothing
            return isPlain ? .optional(property.name) : .required(property.name)
        }
        let rules = ObjectRules(declared, unknownKeys: unknownKeys, message: message)
        let expressions = RuleExpressions.rules(of: object, types: types.list)
        return .object(rules, properties, unknown: unknown, expressions)
    }
}

extension StepKind {
    /// Whether the step is about values that are absent or `null`, or takes the place of one.
    fileprivate var isPresence: Bool {
        switch self {
        case .optional, .nonoptional, .nullable, .defaultValue, .prefault, .catchValue: true
        default: false
        }
    }
}

extension RuntimeSchema.Step {
    /// The step, or `nil` where it changes nothing.
    fileprivate init?(
        _ kind: StepKind,
        behind schema: Schema,
        _ presence: Presence,
        message: String?,
        _ types: RuntimeTypes
    ) {
        let functions = types.functions
        switch kind {
        case .optional: self = .optional(readsAbsent: presence.input != .required)
        case .nonoptional: self = .nonoptional
        case .nullable: self = .nullable
        case .readonly, .brand: return nil
        case .defaultValue(let value): self = .defaultValue(value.value.completed(as: schema, types.definitions))
        case .prefault(let value): self = .prefault(value.value.jsonText)
        case .catchValue(let value): self = .catchValue(value.value.completed(as: schema, types.definitions))
        case .refine(let refinement):
            let rule = PredicateRule(
                message: refinement.message ?? message,
                path: refinement.path,
                params: refinement.params,
                aborts: refinement.aborts,
                runsAlways: refinement.runsAlways
            )
            self = .refine(rule, functions.predicates[refinement.name] ?? { _ in true })
        case .superRefine(let name): self = .superRefine(functions.reporters[name] ?? { _, _ in })
        case .overwrite(let name): self = .overwrite(functions.transforms[name] ?? { value, _ in value })
        case .transform(let name, _): self = .transform(functions.transforms[name] ?? { value, _ in value })
        case .pipe(let schema): self = .pipe(RuntimeSchema(schema, types))
        case .preprocess(let preprocessing): self = .preprocess(preprocessing)
        case .stringRules(let rules): self = .strings(rules.runtimeRules(message))
        case .numberRules(let rules): self = .numbers(rules.runtimeRules(message))
        case .arrayRules(let rules): self = .arrays(rules.runtimeRules(message), schema.type.collectionKind)
        }
    }
}

extension JSONValue {
    /// The value with the defaults of properties that it leaves out: a Swift struct has them.
    fileprivate func completed(as schema: Schema, _ types: [String: Schema]) -> JSONValue {
        switch (schema.type, self) {
        case (.reference(let name), _): return types[name].map { completed(as: $0, types) } ?? self
        case (.array(let element, _), .array(let values)):
            return .array(values.map { $0.completed(as: element, types) })
        case (.object(let definition), .object(let object)):
            var members: [JSONObject.Member] = []
            for property in definition.properties {
                if let value = object[property.name] {
                    members.append(.init(property.name, value.completed(as: property.schema, types)))
                } else if let value = property.schema.defaultValue?.value {
                    members.append(.init(property.name, value.completed(as: property.schema, types)))
                }
            }
            let known = Set(definition.properties.map { Array($0.name.utf8) })
            return .object(JSONObject(members + object.members.filter { !known.contains(Array($0.key.utf8)) }))
        default: return self
        }
    }
}
