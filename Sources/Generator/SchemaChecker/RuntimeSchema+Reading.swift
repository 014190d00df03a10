internal import RuleExpressions
internal import ToolModel
internal import ToolValidation

extension RuntimeSchema {
    /// Reads the next value as emitted code would, with the same calls in the same order.
    ///
    /// - Returns: The value, a present `nil` where it is absent, or nothing where it could not be read.
    func read(_ json: inout JSONReader, _ issues: inout Issues, _ types: RuntimeTypes) -> JSONValue?? {
        func reading(_ schema: RuntimeSchema) -> (inout JSONReader, inout Issues) -> JSONValue?? {
            { schema.read(&$0, &$1, types) }
        }
        func present(_ value: JSONValue?) -> JSONValue?? { value.map { .some($0) } }
        switch kind {
        case .string(let rules, let isCoerced, let conversion):
            func read(_ json: inout JSONReader, _ issues: inout Issues) -> String? {
                isCoerced ? json.readCoercedString(rules, &issues) : json.readString(rules, &issues)
            }
            guard conversion != nil else { return present(read(&json, &issues).map { .string($0) }) }
            // The text stands for what is made of it.
            return present(json.readConverted("", &issues, read) { .string($0) })
        case .number(let rules, let isCoerced):
            let number = isCoerced ? json.readCoercedNumber(rules, &issues) : json.readNumber(rules, &issues)
            return present(number.map { .number($0) })
        case .integer(let rules, let width, let isCoerced):
            let number =
                isCoerced
                ? json.readCoercedInteger(rules, width: width, &issues) : json.readInteger(rules, width: width, &issues)
            return present(number.map { .number(Double($0)) })
        case .boolean(let isCoerced):
            let value = isCoerced ? json.readCoercedBoolean(&issues) : json.readBoolean(message: message, &issues)
            return present(value.map { .bool($0) })
        case .stringbool(let rules): return present(json.readStringBool(rules, &issues).map { .bool($0) })
        case .choice(let rules, let values): return present(json.readChoice(rules, &issues).map { values[$0] })
        case .template(let rules): return present(json.readTemplate(rules, &issues).map { .string($0) })
        case .array(let rules, let element):
            return present(json.readArray(rules, &issues, of: reading(element)).map(Self.list))
        case .tuple(let rules, let items, let rest):
            return present(readTuple(rules, items, rest, &json, &issues, types))
        case .object(let rules, let properties, let unknown, let expressions):
            return present(readObject(rules, properties, unknown, expressions, &json, &issues, types))
        case .record(let rules, let keys, let values):
            let entries = json.readRecord(rules, &issues) { json, issues in
                keys.read(&json, &issues, types)?.map { key in
                    if case .string(let text) = key { text } else { key.jsonText }
                }
            } value: { json, issues in
                values.read(&json, &issues, types)
            } unchecked: {
                .some($0)
            }
            return present(entries.map { Self.object($0) })
        case .set(let rules, let element): return present(readSet(rules, element, &json, &issues, types))
        case .map(let rules, let keys, let values):
            return present(readMap(rules, keys, values, &json, &issues, types))
        case .union(let rules, let options): return readUnion(rules, options, &json, &issues, types)
        case .discriminated(let rules, let options, let fallback):
            let place = json.readDiscriminator(rules, fallback: fallback.map { _ in options.count }, &issues)
            guard let place else { return nil }
            return place < options.count
                ? options[place].read(&json, &issues, types) : fallback?.read(&json, &issues, types)
        case .intersection(let left, let right):
            let both = json.readBoth(&issues, reading(left), and: reading(right))
            guard let (left, right) = both else { return nil }
            guard let left, let right else { return .some(left ?? right) }
            return present(left.merged(with: right, &issues))
        case .any: return json.readOptional(&issues) { $0.readValue(&$1) }
        case .json: return present(json.readJSON(message: message, &issues))
        case .null: return present(json.readNullValue(message: message, &issues))
        case .never: return present(json.readNever(message: message, &issues))
        case .undefined: return json.readUndefined(message: message, &issues)
        case .reference(let name): return types[name]?.read(&json, &issues, types)
        case .step(let schema, let step):
            return step.read(&json, &issues, types, message: message, reading(schema))
        }
    }

    private static func list(_ elements: [JSONValue?]) -> JSONValue { .array(elements.map { $0 ?? .null }) }

    private static func object(_ entries: [(key: String, value: JSONValue?)]) -> JSONValue {
        .object(JSONObject(entries.compactMap { entry in entry.value.map { .init(entry.key, $0) } }))
    }

    private func readTuple(
        _ rules: TupleRules,
        _ items: [RuntimeSchema],
        _ rest: RuntimeSchema?,
        _ json: inout JSONReader,
        _ issues: inout Issues,
        _ types: RuntimeTypes
    ) -> JSONValue? {
        guard var tuple = json.enterTuple(rules, &issues) else { return nil }
        var values: [JSONValue?] = []
        while let place = json.nextPlace(&tuple, &issues) {
            let schema = place < items.count ? items[place] : rest
            values.append(schema?.read(&json, &issues, types) ?? nil)
        }
        guard tuple.isComplete else { return nil }
        while values.last == .some(nil) { values.removeLast() }
        return Self.list(values)
    }

    private func readObject(
        _ rules: ObjectRules,
        _ properties: [Property],
        _ unknown: RuntimeSchema?,
        _ expressions: [RuleExpression],
        _ json: inout JSONReader,
        _ issues: inout Issues,
        _ types: RuntimeTypes
    ) -> JSONValue? {
        var object = json.enterObject(rules, &issues)
        var values = [JSONValue?](repeating: nil, count: properties.count)
        var others: [(key: String, value: JSONValue?)] = []
        while let place = json.nextProperty(&object, &issues) {
            guard place < properties.count else {
                if let value = unknown?.read(&json, &issues, types) { others.append((object.key, value)) }
                continue
            }
            let property = properties[place]
            values[place] = property.read(&json, &issues, types)
        }
        guard object.isComplete else { return nil }
        let value = JSONObject(
            zip(properties, values).compactMap { property, value in value.map { .init(property.name, $0) } }
        )
        for rule in expressions {
            let areValid = rule.names.allSatisfy { name in
                properties.firstIndex { $0.name.utf8.elementsEqual(name.utf8) }.map {
                    object.areValid($0, among: issues)
                } ?? true
            }
            if areValid, !rule.holds(for: value) { issues.append(rule.predicate) }
        }
        return Self.object(value.members.map { ($0.key, $0.value) } + others)
    }

    private func readSet(
        _ rules: ArrayRules,
        _ element: RuntimeSchema,
        _ json: inout JSONReader,
        _ issues: inout Issues,
        _ types: RuntimeTypes
    ) -> JSONValue? {
        var elements: [JSONValue] = []
        let set = json.readSet(rules, &issues) { json, issues -> JSONValue? in
            guard let value = element.read(&json, &issues, types) ?? nil else { return nil }
            if !elements.contains(value) { elements.append(value) }
            return value
        }
        return set.map { _ in .array(elements) }
    }

    private func readMap(
        _ rules: ArrayRules,
        _ keys: RuntimeSchema,
        _ values: RuntimeSchema,
        _ json: inout JSONReader,
        _ issues: inout Issues,
        _ types: RuntimeTypes
    ) -> JSONValue? {
        var order: [JSONValue] = []
        let map = json.readMap(rules, &issues) { json, issues -> JSONValue? in
            guard let key = keys.read(&json, &issues, types) ?? nil else { return nil }
            if !order.contains(key) { order.append(key) }
            return key
        } value: { json, issues in
            values.read(&json, &issues, types)
        }
        // A value that is absent is not written, as in a tuple.
        return map.map { map in
            .array(order.compactMap { key in map[key].map { .array([key] + ($0.map { [$0] } ?? [])) } })
        }
    }

    private func readUnion(
        _ rules: UnionRules,
        _ options: [RuntimeSchema],
        _ json: inout JSONReader,
        _ issues: inout Issues,
        _ types: RuntimeTypes
    ) -> JSONValue?? {
        var union = json.enterUnion(rules, issues)
        var value: JSONValue??
        while let option = json.nextOption(&union, &issues) {
            value = options[option].read(&json, &issues, types)
        }
        return union.isDecided ? value : nil
    }
}

extension RuntimeSchema.Property {
    fileprivate func read(
        _ json: inout JSONReader,
        _ issues: inout Issues,
        _ types: RuntimeTypes
    ) -> JSONValue? {
        if isLenient {
            return json.readOptional(readsAbsent: true, &issues) { schema.read(&$0, &$1, types) }.map { $0 ?? nil }
                ?? nil
        }
        if isRequired { return json.readRequired(&issues) { schema.read(&$0, &$1, types) } ?? nil }
        return schema.read(&json, &issues, types) ?? nil
    }
}

extension RuntimeSchema.Step {
    fileprivate func read(
        _ json: inout JSONReader,
        _ issues: inout Issues,
        _ types: RuntimeTypes,
        message: String?,
        _ value: (inout JSONReader, inout Issues) -> JSONValue??
    ) -> JSONValue?? {
        switch self {
        case .optional(let readsAbsent):
            return json.readOptional(readsAbsent: readsAbsent, &issues, value).map { $0 ?? nil }
        case .nonoptional: return json.readNonoptional(message: message, &issues, value).map { .some($0) }
        case .nullable: return json.readNullable(&issues, value).map { $0 ?? .null }
        case .defaultValue(let constant): return json.readDefault(constant, &issues, value).map { $0 ?? constant }
        case .prefault(let text): return json.readPrefault(text, &issues, value)
        case .catchValue(let constant): return json.readCatch(constant, &issues, value)
        case .refine(let refinement, let isRight): return json.readRefined(refinement, &issues, value, where: isRight)
        case .superRefine(let check): return json.readSuperRefined(&issues, value, by: check)
        case .overwrite(let change):
            return json.readOverwritten(&issues, value) { value in
                var found = Issues()
                return change(value, &found)
            }
        case .transform(let convert): return json.readTransformed(&issues, value, by: convert)
        case .pipe(let schema):
            return json.readPiped(&issues, value) { value, json in
                value?.write(to: &json)
            } to: { json, issues in
                schema.read(&json, &issues, types)
            }
        case .preprocess(let preprocessing): return json.readPreprocessed(preprocessing, &issues, value)
        case .strings(let rules):
            return json.readChecked(rules, &issues) { json, issues -> String? in
                guard case .string(let text)?? = value(&json, &issues) else { return nil }
                return text
            }.map { .string($0) }
        case .numbers(let rules):
            return json.readChecked(rules, &issues) { json, issues -> Double? in
                guard case .number(let number)?? = value(&json, &issues) else { return nil }
                return number
            }.map { .number($0) }
        case .arrays(let rules, .record):
            return json.readChecked(rules, of: .record, &issues) { json, issues -> [JSONObject.Member]? in
                guard case .object(let object)?? = value(&json, &issues) else { return nil }
                return object.members
            }.map { .object(JSONObject($0)) }
        case .arrays(let rules, let kind):
            return json.readChecked(rules, of: kind, &issues) { json, issues -> [JSONValue]? in
                guard case .array(let elements)?? = value(&json, &issues) else { return nil }
                return elements
            }.map { .array($0) }
        }
    }
}

extension RuleExpression {
    /// What is reported where the rule is broken.
    fileprivate var predicate: PredicateRule {
        PredicateRule(message: message, path: rule.path, params: ["rule": .string(rule.check.text)])
    }
}
