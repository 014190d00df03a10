internal import ToolValidation

/// What zod and what we say of an input, made comparable.
enum Comparison {
    /// What a value of the vectors is in JSON. Sets and maps are the arrays that ours are read from and written to.
    ///
    /// - Throws: ``Inexpressible`` for what JSON lacks.
    static func json(_ value: VectorJSON) throws(Inexpressible) -> JSONValue {
        switch value {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .number(let number): return .number(number)
        case .string(let text): return .string(text)
        case .brokenString: throw Inexpressible("half a surrogate pair")
        case .array(let elements):
            var values: [JSONValue] = []
            for element in elements { values.append(try json(element)) }
            return .array(values)
        case .object(let members):
            if members.count == 1, let value = try tagged(members[0]) { return value }
            var object: [JSONObject.Member] = []
            for member in members { object.append(.init(member.key, try json(member.value))) }
            return .object(JSONObject(object))
        }
    }

    private static func tagged(_ member: VectorJSON.Member) throws(Inexpressible) -> JSONValue? {
        switch (member.key, member.value) {
        case ("$object", let value): return try plain(value)
        case ("$set", let value), ("$map", let value), ("$date", let value): return try json(value)
        case ("$number", .string(let text)):
            return .number(text == "NaN" ? .nan : text == "Infinity" ? .infinity : -.infinity)
        case ("$undefined", _): throw Inexpressible("an output that is no JSON")
        case ("$bigint", _): throw Inexpressible("bigint")
        case ("$function", _): throw Inexpressible("an inherited member")
        default: return nil
        }
    }

    /// An object whose keys are what they are.
    private static func plain(_ value: VectorJSON) throws(Inexpressible) -> JSONValue {
        var object: [JSONObject.Member] = []
        for member in value.members { object.append(.init(member.key, try json(member.value))) }
        return .object(JSONObject(object))
    }

    /// Whether two values are the same; `NaN` is the same as itself here.
    static func areSame(_ lhs: JSONValue?, _ rhs: JSONValue?) -> Bool {
        switch (lhs, rhs) {
        case (.number(let lhs), .number(let rhs)): lhs == rhs || (lhs.isNaN && rhs.isNaN)
        case (.array(let lhs), .array(let rhs)): lhs.count == rhs.count && zip(lhs, rhs).allSatisfy(areSame)
        case (.object(let lhs), .object(let rhs)):
            lhs.members.count == rhs.members.count
                && lhs.members.allSatisfy { member in rhs[member.key].map { areSame(member.value, $0) } ?? false }
        default: lhs == rhs
        }
    }

    /// Issues without those about a size at a path whose type was wrong already: ours says the one thing that helps.
    static func withoutSecondIssues(_ issues: [JSONValue]) -> [JSONValue] {
        var wrong: Set<JSONValue> = []
        return issues.compactMap { issue in
            guard case .object(var object) = issue else { return issue }
            let path = object["path"] ?? .null
            let code = object["code"]
            if code == "invalid_type" {
                wrong.insert(path)
            } else if code == "too_small" || code == "too_big", wrong.contains(path) {
                return nil
            }
            // What stands in a union, or about a key, are issues again.
            if case .array(let lists) = object["errors"] { object["errors"] = .array(lists.map(withoutSecondIssues)) }
            if let issues = object["issues"] { object["issues"] = withoutSecondIssues(issues) }
            return .object(object)
        }
    }

    private static func withoutSecondIssues(_ list: JSONValue) -> JSONValue {
        guard case .array(let issues) = list else { return list }
        return .array(withoutSecondIssues(issues))
    }
}
