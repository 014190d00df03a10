import ToolModel
import ToolValidation

/// What the steps of a schema change about what is sent and what comes out.
extension SchemaWriter {
    /// What may be sent: the type under all that sees the value as it was sent.
    mutating func input(_ schema: Schema) -> Advertised {
        let end = schema.steps.firstIndex { $0.kind.changesValue } ?? schema.steps.endIndex
        var result = type(schema.type, with: schema.steps[..<end])
        var isTransformed = types.isTransforming(schema.type)
        for (index, step) in schema.steps.enumerated() {
            switch step.kind {
            case .prefault(let value): result.json["default"] = value.value
            // Everything is accepted, and yet a model should know what is wanted.
            case .catchValue(let value):
                result = Advertised(["anyOf": [.object(result.json), [:]]])
                if !isTransformed { result.json["default"] = value.value }
            // It stands in for what comes out, which is of another type then.
            case .defaultValue where isTransformed: break
            case .preprocess(let change):
                result = preprocessed(result, change, of: schema, at: index, isFirst: index == end)
                isTransformed = true
            // What is checked then is another value than the one that was sent.
            case .stringRules, .numberRules, .arrayRules: if index > end { result.isExact = false }
            case .transform, .pipe:
                result.isExact = false
                isTransformed = true
            default: apply(step.kind, to: &result)
            }
        }
        return result
    }

    /// What comes out: the type under all that holds behind the last change.
    mutating func output(_ schema: Schema) -> Advertised {
        if let index = schema.steps.lastIndex(where: { $0.kind.target != nil }),
            var target = schema.steps[index].kind.target
        {
            target.steps += schema.steps[(index + 1)...]
            var result = advertised(target)
            result.isExact = false
            return result
        }
        var type = schema.type
        var start = schema.steps.startIndex
        if let index = schema.steps.lastIndex(where: { $0.kind.isOverwrite }) {
            type = type.withoutRules
            start = index + 1
        }
        var result = self.type(type, with: schema.steps[start...])
        for step in schema.steps {
            if step.kind.givesNull { result.json = Self.anyOf([result.json, ["type": "null"]]) }
            if case .catchValue(let value) = step.kind { result.json["default"] = value.value }
            // Another option of a union may give the same.
            if step.kind.changesValue { result.isExact = false }
            apply(step.kind, to: &result)
        }
        return result
    }

    /// Steps that say the same of what is sent and of what comes out.
    private func apply(_ step: StepKind, to result: inout Advertised) {
        switch step {
        case .nullable: result.json = Self.anyOf([result.json, ["type": "null"]])
        case .readonly: result.json["readOnly"] = true
        case .defaultValue(let value): result.json["default"] = value.value
        case .refine, .superRefine: result.isExact = false
        default: break
        }
    }

    /// A type with the rules that stand behind it.
    private mutating func type(_ type: SchemaType, with steps: ArraySlice<Step>) -> Advertised {
        var type = type
        var others: [Advertised] = []
        for step in steps where !type.add(step.kind) {
            switch step.kind {
            case .stringRules(let rules): others.append(string(StringSchema(rules)))
            case .numberRules(let rules): others.append(number("number", rules, width: nil, isCoerced: false))
            case .arrayRules(let rules): others.append(Advertised(lengths(rules.map(\.kind), ofArray: true)))
            default: break
            }
        }
        var result = self.type(type)
        for var other in others {
            // The type is said already, and `null` has no length.
            other.json["type"] = nil
            result.require(other.json)
            result.isExact = result.isExact && other.isExact
        }
        return result
    }

    /// What may be sent where it is changed before anything looks at it.
    private mutating func preprocessed(
        _ result: Advertised,
        _ change: Preprocessing,
        of schema: Schema,
        at index: Int,
        isFirst: Bool
    ) -> Advertised {
        if let rewrite = change.rewrite, isFirst, case .string(var text) = schema.type {
            text.rules.insert(Rule(.rewrite(rewrite), location: schema.location), at: 0)
            return input(Schema(.string(text), steps: Array(schema.steps[..<index]), location: schema.location))
        }
        var options = [result.json]
        switch change {
        case .trim, .lowercase, .csvToArray, .boolFromText, .parseJson: options.append(["type": "string"])
        case .emptyToAbsent: if admitsAbsence(schema, before: index) { options.append(["const": ""]) }
        case .nullToAbsent: if admitsAbsence(schema, before: index) { options.append(["type": "null"]) }
        case .toArray:
            if case .array(let element, _) = types.resolved(schema).type {
                options.append(self.schema(element))
            } else {
                options.append([:])
            }
        }
        return Advertised(Self.anyOf(options), isExact: false)
    }
}

extension Preprocessing {
    /// The rewriting rule that does the same to a text.
    fileprivate var rewrite: TextRewrite? {
        switch self {
        case .trim: .trim
        case .lowercase: .toLowerCase
        default: nil
        }
    }
}

extension StepKind {
    /// Whether the steps behind it see another value than those before it.
    fileprivate var changesValue: Bool {
        switch self {
        case .overwrite, .transform, .pipe, .preprocess, .catchValue: true
        default: false
        }
    }

    /// Whether `null` takes the place of a value.
    var givesNull: Bool {
        switch self {
        case .defaultValue(let value), .catchValue(let value): value.value == .null
        default: false
        }
    }

    /// The schema of what comes out of it.
    var target: Schema? {
        switch self {
        case .transform(_, let schema), .pipe(let schema): schema
        default: nil
        }
    }

    fileprivate var isOverwrite: Bool {
        if case .overwrite = self { true } else { false }
    }
}

extension SchemaType {
    /// Takes up rules that stand behind it, if they are of its kind.
    fileprivate mutating func add(_ step: StepKind) -> Bool {
        switch (self, step) {
        case (.string(var text), .stringRules(let rules)):
            text.rules += rules
            self = .string(text)
        case (.number(var number), .numberRules(let rules)):
            number.rules += rules
            self = .number(number)
        case (.integer(var number), .numberRules(let rules)):
            number.rules += rules
            self = .integer(number)
        case (.array(let element, let own), .arrayRules(let rules)): self = .array(element, own + rules)
        case (.set(let element, let own), .arrayRules(let rules)): self = .set(element, own + rules)
        case (.map(let keys, let values, let own), .arrayRules(let rules)):
            self = .map(keys: keys, values: values, own + rules)
        case (.record(var record), .arrayRules(let rules)):
            record.rules += rules
            self = .record(record)
        default: return false
        }
        return true
    }

    /// The type alone: a function of the user's keeps to it, not to its rules.
    fileprivate var withoutRules: SchemaType {
        switch self {
        case .string(var text):
            text.rules = []
            return .string(text)
        case .number(var number):
            number.rules = []
            return .number(number)
        case .integer(var number):
            number.rules = []
            return .integer(number)
        case .array(let element, _): return .array(element, [])
        case .set(let element, _): return .set(element, [])
        case .map(let keys, let values, _): return .map(keys: keys, values: values, [])
        case .record(var record):
            record.rules = []
            return .record(record)
        default: return self
        }
    }
}
