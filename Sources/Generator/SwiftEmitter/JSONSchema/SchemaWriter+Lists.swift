import ToolModel
import ToolValidation

/// Arrays, tuples, and the sets, maps and records that are sent as arrays and objects.
extension SchemaWriter {
    mutating func array(_ element: Schema, _ rules: [ArrayRule]) -> Advertised {
        let items = advertised(element)
        var json: JSONObject = ["type": "array", "items": .object(items.json)]
        json.members += lengths(rules, ofArray: true).members
        return Advertised(json, isExact: items.isExact && !rules.contains(.unique))
    }

    /// What the rules of a list say: of the elements of an array, or of the entries of an object.
    func lengths(_ rules: [ArrayRule], ofArray isArray: Bool) -> JSONObject {
        var json: JSONObject = [:]
        var length = LengthBounds()
        for rule in rules {
            switch rule {
            case .min(let count): length.tighten(minimum: count)
            case .max(let count): length.tighten(maximum: count)
            case .length(let count): length.fix(count)
            case .unique: json["uniqueItems"] = true
            }
        }
        let noun = isArray ? "Items" : "Properties"
        length.write(to: &json, minimum: "min\(noun)", maximum: "max\(noun)")
        return json
    }

    mutating func tuple(_ items: [Schema], rest: Schema?) -> Advertised {
        var isExact = true
        var schemas: [JSONValue] = []
        for item in items {
            let result = advertised(item)
            isExact = isExact && result.isExact
            schemas.append(.object(result.json))
        }
        var json: JSONObject = ["type": "array"]
        // An empty list is none to the metaschema.
        if !schemas.isEmpty { json["prefixItems"] = .array(schemas) }
        if let rest {
            let result = advertised(rest)
            isExact = isExact && result.isExact
            json["items"] = .object(result.json)
        } else {
            json["items"] = false
        }
        let required = items.lastIndex { !mayBeAbsent($0) }.map { $0 + 1 } ?? 0
        if required > 0 { json["minItems"] = .number(Double(required)) }
        if rest == nil { json["maxItems"] = .number(Double(items.count)) }
        return Advertised(json, isExact: isExact)
    }

    mutating func set(_ element: Schema, _ rules: [ArrayRule]) -> Advertised {
        let items = advertised(element)
        var json: JSONObject = ["type": "array", "items": .object(items.json)]
        json.members += lengths(distinct(rules), ofArray: true).members
        if use == .output { json["uniqueItems"] = true }
        return Advertised(json, isExact: false)
    }

    mutating func map(_ keys: Schema, _ values: Schema, _ rules: [ArrayRule]) -> Advertised {
        var pair = tuple([keys, values], rest: nil)
        if use == .input {
            // What stands behind the value is not looked at.
            pair.json["items"] = nil
            pair.json["maxItems"] = nil
        }
        var json: JSONObject = ["type": "array", "items": .object(pair.json)]
        json.members += lengths(distinct(rules), ofArray: true).members
        return Advertised(json, isExact: false)
    }

    /// The rules of a list that is sent with repetitions: more elements may come in than are counted.
    private func distinct(_ rules: [ArrayRule]) -> [ArrayRule] {
        guard use == .input else { return rules }
        return rules.compactMap { rule in
            switch rule {
            case .min: rule
            case .length(let count): .min(count)
            case .max, .unique: nil
            }
        }
    }

    // MARK: - Records

    mutating func record(_ record: RecordSchema) -> Advertised {
        let values = advertised(record.values)
        var json: JSONObject = ["type": "object"]
        if record.mode == .loose {
            json.members += looseEntries(record, .object(values.json)).members
        } else {
            if let names = keyNames(record.keys) { json["propertyNames"] = .object(names) }
            json["additionalProperties"] = .object(values.json)
            if record.mode == .strict { require(types.names(record.keys), record, in: &json) }
        }
        let keepsKeys = types.keepsTexts(record.keys)
        var rules = record.rules.map(\.kind)
        // Entries that are absent count, too: those that are filled in, or left out of what is written.
        if use == .output || !isOpen(record), mayBeAbsent(record.values) { rules = rules.compactMap(\.withoutMinimum) }
        json.members += lengths(keepsKeys ? rules : distinct(rules), ofArray: false).members
        let isExact = keepsKeys && values.isExact && advertised(record.keys).isExact && record.mode != .loose
        return Advertised(json, isExact: isExact)
    }

    /// Whether no names are known that must be there.
    private func isOpen(_ record: RecordSchema) -> Bool {
        if case .string = types.resolved(record.keys).type { true } else { record.mode != .strict }
    }

    /// What names must be like; nothing can be said of names that are read as numbers.
    private mutating func keyNames(_ keys: Schema) -> JSONObject? {
        if let names = types.names(keys), types.resolved(keys).type.isLiteral {
            return ["type": "string", "enum": .array(names.map { .string($0) })]
        }
        return types.isText(keys) ? schema(keys) : nil
    }

    /// Only names that are right have their values checked.
    private func looseEntries(_ record: RecordSchema, _ values: JSONValue) -> JSONObject {
        var json: JSONObject = [:]
        if let names = types.names(record.keys) {
            json["properties"] = .object(JSONObject(names.map { .init($0, values) }))
            require(names, record, in: &json)
        } else if record.keys.steps.isEmpty, case .string(let text) = record.keys.type, !text.isCoerced,
            case .regex(let pattern)? = text.rules.first?.kind, text.rules.count == 1,
            let source = AdvertisedPattern.source(of: pattern)
        {
            json["patternProperties"] = .object([source: values])
        }
        return json
    }

    private func require(_ names: [String]?, _ record: RecordSchema, in json: inout JSONObject) {
        guard let names, !mayBeAbsent(record.values) else { return }
        json["required"] = .array(names.map { .string($0) })
    }
}

extension SchemaType {
    fileprivate var isLiteral: Bool {
        if case .literal = self { true } else { false }
    }
}

extension ArrayRule {
    /// What the rule says of more elements than it wants, if anything.
    fileprivate var withoutMinimum: ArrayRule? {
        switch self {
        case .min: nil
        case .length(let count): .max(count)
        case .max, .unique: self
        }
    }
}
