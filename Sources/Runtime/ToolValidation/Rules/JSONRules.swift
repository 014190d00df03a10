extension JSONReader {
    /// Reads any value that JSON can say, which leaves out numbers that overflow.
    ///
    /// - Parameters:
    ///   - message: The text of the issue where there is no such value.
    ///   - issues: Where that is reported.
    /// - Returns: The value, or `nil` where there is none or a number in it overflows.
    public mutating func readJSON(message: String? = nil, _ issues: inout Issues) -> JSONValue? {
        let start = bookmark
        if !isAbsent {
            guard let value = parseValue() else { return nil }
            if value.isJSON { return value }
            if let value = value.withoutPrototypes { return value }
            rewind(to: start)
        }
        return readJSONUnion(message: message, &issues)
    }

    /// zod's own definition of JSON, for what it says of a value that is none.
    private mutating func readJSONUnion(message: String?, _ issues: inout Issues) -> JSONValue? {
        let rules = UnionRules(Array(repeating: .any, count: 6), message: message)
        var union = enterUnion(rules, issues)
        while let option = nextOption(&union, &issues) {
            switch option {
            case 0: _ = readString(.any, &issues)
            case 1: _ = readNumber(.any, &issues)
            case 2: _ = readBoolean(&issues)
            case 3: _ = readNullValue(&issues)
            case 4: _ = readArray(.any, &issues) { $0.readJSONUnion(message: message, &$1) }
            default:
                _ = readRecord(RecordRules(), &issues) {
                    $0.readString(.any, &$1)
                } value: {
                    $0.readJSONUnion(message: message, &$1)
                }
            }
        }
        return nil
    }
}

extension JSONValue {
    /// Whether the value is as JSON has it: no number overflows, no key means something to JavaScript.
    fileprivate var isJSON: Bool {
        switch self {
        case .number(let number): number.isFinite
        case .array(let elements): elements.allSatisfy(\.isJSON)
        case .object(let object): object.members.allSatisfy { $0.key != "__proto__" && $0.value.isJSON }
        default: true
        }
    }

    /// The value without the keys that zod keeps out of every record; `nil` where a number overflows.
    fileprivate var withoutPrototypes: JSONValue? {
        switch self {
        case .number(let number): return number.isFinite ? self : .none
        case .array(let elements):
            let values = elements.compactMap(\.withoutPrototypes)
            return values.count == elements.count ? .array(values) : .none
        case .object(let object):
            var members: [JSONObject.Member] = []
            for member in object.members where member.key != "__proto__" {
                guard let value = member.value.withoutPrototypes else { return .none }
                members.append(.init(member.key, value))
            }
            return .object(JSONObject(members))
        default: return self
        }
    }
}
