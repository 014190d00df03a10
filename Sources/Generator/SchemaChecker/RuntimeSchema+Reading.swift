internal import ToolValidation

extension RuntimeSchema {
    /// Reads the next value as emitted code would, with the same calls in the same order.
    func read(_ json: inout JSONReader, _ issues: inout Issues) -> JSONValue? {
        if isNullable, json.readNull() { return .null }
        switch kind {
        case .string(let rules): return json.readString(rules, &issues).map { .string($0) }
        case .number(let rules): return json.readNumber(rules, &issues).map { .number($0) }
        case .integer(let rules): return json.readInteger(rules, &issues).map { .number(Double($0)) }
        case .boolean(let message): return json.readBoolean(message: message, &issues).map { .bool($0) }
        case .choice(let rules, let values): return json.readChoice(rules, &issues).map { values[$0] }
        case .array(let rules, let element):
            return json.readArray(rules, &issues) { element.read(&$0, &$1) }.map { .array($0) }
        case .object(let rules, let properties):
            return readObject(rules, properties, &json, &issues)
        }
    }

    private func readObject(
        _ rules: ObjectRules,
        _ properties: [Property],
        _ json: inout JSONReader,
        _ issues: inout Issues
    ) -> JSONValue? {
        guard var object = json.enterObject(rules, &issues) else { return nil }
        var values = [JSONValue?](repeating: nil, count: properties.count)
        while let place = json.nextProperty(&object, &issues) {
            values[place] = properties[place].schema.read(&json, &issues)
        }
        guard object.isValid else { return nil }
        var members: [JSONObject.Member] = []
        for (property, value) in zip(properties, values) {
            if let value = value ?? property.defaultValue { members.append(.init(property.name, value)) }
        }
        return .object(JSONObject(members))
    }
}
