import ToolModel
import ToolValidation

/// Writes the expression that reads a value: `json.readString(Self.nameRules, &issues)`.
///
/// Each step of a schema is a call around the one that reads what stands before it, as in a zod chain.
struct ReadTranslator {
    let context: TranslationContext

    private var constants: ConstantTranslator { ConstantTranslator(context: context) }
    private static let issues = Expression.Argument(nil, .reference("issues"))

    /// The value, or `nil` where there is none; a value that is itself `nil` is a present one.
    func expression(_ named: NamedSchema) -> Expression {
        named.steps.indices.reduce(core(named)) { inner, index in
            let before = index == 0 ? named.coreShape : named.steps[index - 1].shape
            return step(named.steps[index], of: named.prefix(through: index), behind: before, inner)
        }
    }

    /// The value of a property, whose variable is `nil` also where it could not be read.
    func property(_ property: NamedProperty) -> Expression {
        let value = property.value
        switch PropertyForm(property) {
        case .plain(let steps):
            let inner = expression(value.dropping(steps))
            guard value.shape.mayBeNull else { return inner }
            if value.shape.mayBeAbsent { return closure("readNullish", [], value.dropping(steps)) }
            return .conditional(.name("json").call("readNull"), then: .nil, else: inner)
        case .lenient where value.steps.last?.kind == .optional: return expression(value)
        case .lenient where value.shape.mayBeAbsent:
            return call("readLenient", [.init(nil, value.shape.absentValue ?? .nil)], expression(value))
        case .lenient:
            let read = call("readOptional", [.init("readsAbsent", .boolean(true))], expression(value))
            return property.shape.mayBeNull ? nullish(read, "absentOr") : read
        case .strict: return call("readRequired", [], expression(value))
        case .whole: return expression(value)
        case .skipped:
            // The property is there, whatever an absent one would be.
            guard value.shape.mayBeAbsent else {
                return .closureCall(
                    expression(value).member("map"),
                    [],
                    parameters: [],
                    body: property.shape.mayBeNull
                        ? .call(
                            .name("Nullish"),
                            [.init("absentOr", .call(.member(nil, "some"), [.init(nil, .name("$0"))]))]
                        )
                        : .call(.member(nil, "some"), [.init(nil, .name("$0"))])
                )
            }
            return expression(value)
        }
    }

    // MARK: - Types

    private func core(_ named: NamedSchema) -> Expression {
        let schema = named.schema
        switch named.core {
        case .string(let rules): return string(schema, rules)
        case .number(let rules):
            guard case .number(let number) = schema.type else { return .nil }
            return read(number.isCoerced ? "readCoercedNumber" : "readNumber", rules)
        case .integer(let rules): return integer(schema, rules)
        case .boolean:
            if case .boolean(isCoerced: true) = schema.type { return read("readCoercedBoolean") }
            return read("readBoolean", message: schema.message)
        case .stringbool(let rules): return read("readStringBool", rules)
        case .template(let rules): return read("readTemplate", rules)
        case .literal(_, let rules, let values):
            return .closureCall(
                read("readChoice", rules).member("map"),
                [],
                parameters: [],
                body: .element(.name("Self").member(values), .name("$0"))
            )
        case .array(let element, let rules): return closure("readArray", [.init(nil, constant(rules))], element)
        case .set(let element, let rules): return closure("readSet", [.init(nil, constant(rules))], element)
        case .record(let keys, let values, let rules): return record(schema, keys, values, rules)
        case .map(let keys, let values, let rules):
            return .call(
                .name("json").member("readMap"),
                [.init(nil, constant(rules)), Self.issues, .init("key", block(keys)), .init("value", block(values))]
            )
        case .both(let first, let second):
            let both = Expression.call(
                .name("json").member("readBoth"),
                [Self.issues, .init(nil, block(first)), .init("and", block(second))]
            )
            return .closureCall(both.member("map"), [], parameters: [], body: .name("$0").member("0"))
        case .any: return read("readValue")
        case .json: return read("readJSON", message: schema.message)
        case .null: return read("readNullValue", message: schema.message)
        case .never: return read("readNever", message: schema.message)
        case .undefined: return read("readUndefined", message: schema.message)
        case .unchecked:
            return .call(
                .name("Self"),
                [.init("readingUnchecked", .reference("json")), .init("issues", .reference("issues"))]
            )
        case .declared(let declaration): return initializer(declaration.name)
        case .reference(let name): return initializer(name)
        case .wrapped(let name):
            return .call(.name(name).member("readValue"), [.init(nil, .reference("json")), Self.issues])
        }
    }

    private func string(_ schema: Schema, _ rules: String?) -> Expression {
        guard case .string(let text) = schema.type else { return .nil }
        let value = read(text.isCoerced ? "readCoercedString" : "readString", rules)
        guard let conversion = text.conversion else { return value }
        let message = schema.message.map { [Expression.Argument("message", .string($0))] } ?? []
        return .trailing(
            .name("json").member("readConverted"),
            [.init(nil, .string(conversion.word))] + message + [Self.issues],
            [
                Expression.Closure(nil, "json", "issues", body: [.expression(value)]),
                Expression.Closure("by", body: [.expression(conversion.conversion)]),
            ]
        )
    }

    private func integer(_ schema: Schema, _ rules: String?) -> Expression {
        guard case .integer(let integer) = schema.type else { return .nil }
        let width = integer.width == .safe ? [] : [Expression.Argument("width", .member(nil, integer.width.rawValue))]
        return .call(
            .name("json").member(integer.isCoerced ? "readCoercedInteger" : "readInteger"),
            [.init(nil, constant(rules))] + width + [Self.issues]
        )
    }

    private func record(_ schema: Schema, _ keys: NamedSchema, _ values: NamedSchema, _ rules: String) -> Expression {
        guard case .record(let record) = schema.type else { return .nil }
        var key = expression(keys)
        if case .nominal = keys.shape.base, !keys.isChoice { key = raw(keys) }
        if keys.shape.base != .text {
            key = .closureCall(key.member("map"), [], parameters: [], body: Self.keyText(of: keys))
        }
        var arguments: [Expression.Argument] = [
            .init(nil, constant(rules)), Self.issues,
            .init("key", .block(["json", "issues"], key)),
        ]
        if record.mode == .loose {
            // What is not checked is of any type, so that all of it is.
            arguments.append(.init("value", .block(["json", "issues"], raw(values))))
            arguments.append(.init("unchecked", .block([], .name("$0"))))
        } else {
            arguments.append(.init("value", block(values)))
        }
        return .call(.name("json").member("readDictionary"), arguments)
    }

    /// A value that is read by a schema and kept as JSON.
    private func raw(_ values: NamedSchema) -> Expression {
        .trailing(
            .name("json").member("readRaw"),
            [Self.issues],
            [
                Expression.Closure(nil, "json", "issues", body: [.expression(expression(values))]),
                Expression.Closure(
                    "write",
                    "value",
                    "json",
                    body: WriteTranslator().statements(values.shape, .name("value"))
                ),
            ]
        )
    }

    /// A key that is no text, as the text that it is in JSON.
    private static func keyText(of keys: NamedSchema) -> Expression {
        switch keys.shape.base {
        case .nominal where keys.isChoice: .name("$0").member("rawValue")
        case .nominal, .json: .name("$0").member("keyText")
        case .converted, .day, .moment: WriteTranslator.text(of: .name("$0"), as: keys.shape.base) ?? .name("$0")
        default: .call(.name("JSONWriter").member("keyText"), [.init("of", .name("$0"))])
        }
    }

    // MARK: - Steps

    private func step(
        _ step: NamedStep,
        of named: NamedSchema,
        behind before: ValueShape,
        _ inner: Expression
    ) -> Expression {
        let message = named.schema.message.map { [Expression.Argument("message", .string($0))] } ?? []
        switch step.kind {
        case .optional:
            let arguments = step.readsAbsent ? [Expression.Argument("readsAbsent", .boolean(true))] : []
            let value = call("readOptional", arguments, inner)
            if before.mayBeAbsent { return flattened(value, orElse: before.mayBeNull ? .member(nil, "absent") : .nil) }
            return before.mayBeNull ? nullish(value, "absentOr") : value
        case .nullable:
            let value = call("readNullable", [], inner)
            if before.mayBeNull { return flattened(value, orElse: before.mayBeAbsent ? .member(nil, "null") : .nil) }
            return before.mayBeAbsent ? nullish(value, "nullOr") : value
        case .nonoptional:
            guard before.mayBeAbsent else { return inner }
            guard before.mayBeNull else { return call("readNonoptional", message, inner) }
            let value = Expression.closureCall(
                inner.member("map"),
                [],
                parameters: [],
                body: .name("$0").member("ifPresent")
            )
            return call("readNonoptional", message, value)
        case .defaultValue(let value):
            let constant = constants.expression(value.value, of: named.giving(step.shape))
            guard before.mayBeAbsent else {
                return call("readDefault", [.init(nil, constant)], widened(inner, from: before, to: step.shape))
            }
            let replaced: Expression =
                before.mayBeNull
                ? .call(.name("$0").member("replacingAbsent"), [.init("by", constant)])
                : .binary(.name("$0"), "??", constant)
            let value = Expression.closureCall(inner.member("map"), [], parameters: [], body: replaced)
            // An absent value is not shown to what might make another one of it.
            return call("readDefault", [.init(nil, constant)], value)
        case .prefault(let value): return call("readPrefault", [.init(nil, .string(value.value.jsonText))], inner)
        case .catchValue(let value):
            let constant = constants.expression(value.value, of: named.giving(step.shape))
            return call("readCatch", [.init(nil, constant)], widened(inner, from: before, to: step.shape))
        case .refine(let refinement):
            let test = context.function(refinement.name, .name("$0"))
            return call("readRefined", [.init(nil, constant(step.constant))], inner, "where", test)
        case .superRefine(let name):
            let report = context.function(name, .name("$0"), .reference("$1"))
            return call("readSuperRefined", [], inner, "by", report)
        case .overwrite(let name):
            return call("readOverwritten", [], inner, "by", context.function(name, .name("$0")))
        case .transform(let name, _):
            let result = context.function(name, .name("$0"), .reference("$1"))
            return call("readTransformed", [], inner, "by", .cast(result, step.shape.swiftType))
        case .pipe:
            guard let target = step.target else { return inner }
            return .trailing(
                .name("json").member("readPiped"),
                [Self.issues],
                [
                    Expression.Closure(nil, "json", "issues", body: [.expression(inner)]),
                    Expression.Closure(
                        "write",
                        "value",
                        "json",
                        body: WriteTranslator().statements(before, .name("value"))
                    ),
                    Expression.Closure("to", "json", "issues", body: [.expression(expression(target))]),
                ]
            )
        case .preprocess(let change):
            return call("readPreprocessed", [.init(nil, .member(nil, change.rawValue))], inner)
        case .stringRules, .numberRules: return call("readChecked", [.init(nil, constant(step.constant))], inner)
        case .arrayRules:
            let kind = named.schema.type.collectionKind
            let arguments = kind == .array ? [] : [Expression.Argument("of", .member(nil, kind.rawValue))]
            return call("readChecked", [.init(nil, constant(step.constant))] + arguments, inner)
        case .readonly, .brand: return inner
        }
    }

    /// A value that is never `null`, as one that may be.
    private func widened(_ value: Expression, from before: ValueShape, to shape: ValueShape) -> Expression {
        guard shape.mayBeNull, !before.mayBeNull else { return value }
        let some = Expression.call(.member(.name("Swift.Optional"), "some"), [.init(nil, .name("$0"))])
        return .closureCall(
            value.member("map"),
            [],
            parameters: [],
            body: before.mayBeAbsent ? .call(.name("Nullish"), [.init("nullOr", some)]) : some
        )
    }

    /// A value that may be missing for two reasons, which are one to its type.
    private func flattened(_ value: Expression, orElse nothing: Expression) -> Expression {
        .closureCall(value.member("map"), [], parameters: [], body: .binary(.name("$0"), .orElse, nothing))
    }

    private func nullish(_ value: Expression, _ label: String) -> Expression {
        .closureCall(
            value.member("map"),
            [],
            parameters: [],
            body: .call(.name("Nullish"), [.init(label, .name("$0"))])
        )
    }

    // MARK: - Calls

    private func read(_ method: String, _ rules: String?) -> Expression {
        .call(.name("json").member(method), [.init(nil, constant(rules)), Self.issues])
    }

    private func read(_ method: String, message: String? = nil) -> Expression {
        let message = message.map { [Expression.Argument("message", .string($0))] } ?? []
        return .call(.name("json").member(method), message + [Self.issues])
    }

    private func initializer(_ type: String) -> Expression {
        .call(.name(type), [.init("reading", .reference("json")), .init("issues", .reference("issues"))])
    }

    /// The constant that holds a value's rules, or `.any`.
    private func constant(_ rules: String?) -> Expression {
        .member(rules.map { _ in .name("Self") }, rules ?? "any")
    }

    private func block(_ named: NamedSchema) -> Expression { .block(["json", "issues"], expression(named)) }

    /// A call whose closure reads a part: `json.readArray(.any, &issues) { json, issues in … }`.
    private func closure(_ method: String, _ arguments: [Expression.Argument], _ part: NamedSchema) -> Expression {
        call(method, arguments, expression(part))
    }

    private func call(_ method: String, _ arguments: [Expression.Argument], _ inner: Expression) -> Expression {
        .closureCall(
            .name("json").member(method),
            arguments + [Self.issues],
            parameters: ["json", "issues"],
            body: inner
        )
    }

    private func call(
        _ method: String,
        _ arguments: [Expression.Argument],
        _ inner: Expression,
        _ label: String,
        _ second: Expression
    ) -> Expression {
        .trailing(
            .name("json").member(method),
            arguments + [Self.issues],
            [
                Expression.Closure(nil, "json", "issues", body: [.expression(inner)]),
                Expression.Closure(label, body: [.expression(second)]),
            ]
        )
    }
}

extension NamedSchema {
    /// The schema without its last steps.
    func dropping(_ count: Int) -> NamedSchema {
        var named = self
        named.steps.removeLast(count)
        return named
    }

    /// The schema up to one of its steps.
    func prefix(through index: Int) -> NamedSchema { dropping(steps.count - 1 - index) }

    /// The schema with the type that another value has, for a constant of that value.
    func giving(_ shape: ValueShape) -> NamedSchema {
        if let target = steps.last(where: { $0.target != nil })?.target { return target.giving(shape) }
        var named = self
        named.steps = []
        named.coreShape = shape
        return named
    }

    /// Whether the values are those of an enumeration of texts.
    fileprivate var isChoice: Bool {
        switch (core, schema.type) {
        case (.declared(let declared), _): if case .choice = declared.kind { true } else { false }
        default: false
        }
    }
}

extension StringConversion {
    /// What is said of a text that is none: `Invalid URL`.
    fileprivate var word: String {
        switch self {
        case .url: "URL"
        case .uuid: "UUID"
        case .date: "ISO datetime"
        case .data: "base64-encoded string"
        }
    }

    /// Makes the value of `$0`.
    fileprivate var conversion: Expression {
        let text = Expression.name("$0")
        switch self {
        case .url: return .call(.name("Foundation.URL"), [.init("string", text)])
        case .uuid: return .call(.name("Foundation.UUID"), [.init("uuidString", text)])
        case .data: return .call(.name("Foundation.Data"), [.init("base64Encoded", text)])
        case .date:
            return .closureCall(
                .call(.name("ISODateTime").member("secondsSince1970"), [.init(nil, text)]).member("map"),
                [],
                parameters: [],
                body: .call(.name("Foundation.Date"), [.init("timeIntervalSince1970", .name("$0"))])
            )
        }
    }
}
