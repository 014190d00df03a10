import SchemaChecker
import ToolModel
import ToolValidation

/// The functions that vectors name, as their README describes them.
enum VectorFunctions {
    /// What a function is called with its arguments: `notEqual[3]`.
    static func name(_ node: VectorJSON) -> String {
        let name = node["fn"]?.string ?? ""
        guard let args = node["args"], !args.elements.isEmpty, let value = try? VectorSchema.json(args) else { return name }
        return name + value.jsonText
    }

    /// The functions that some schemas name.
    static func all(in schemas: [Schema]) -> SchemaFunctions {
        var functions = SchemaFunctions()
        for schema in schemas {
            schema.forEach { schema in
                for step in schema.steps {
                    switch step.kind {
                    case .refine(let refinement):
                        let call = Call(refinement.name)
                        functions.predicates[refinement.name] = { call.holds($0) }
                    case .superRefine(let name): functions.reporters[name] = { Call(name).report($0, &$1) }
                    case .overwrite(let name), .transform(let name, _):
                        functions.transforms[name] = { Call(name).convert($0, &$1) }
                    default: break
                    }
                }
            }
        }
        return functions
    }

    /// A function with its arguments.
    private struct Call: Sendable {
        var name: String
        var arguments: [JSONValue] = []

        init(_ text: String) {
            guard let bracket = text.firstIndex(of: "[") else {
                name = text
                return
            }
            name = String(text[..<bracket])
            let value = try? SchemaChecker().check(Array(text[bracket...].utf8), against: Schema(.any, location: VectorSchema.location))
            if case .array(let elements)?? = value { arguments = elements }
        }

        private var keys: [String] { arguments.compactMap { if case .string(let key) = $0 { key } else { nil } } }

        func holds(_ value: JSONValue?) -> Bool {
            let object: JSONObject? = if case .object(let object)? = value { object } else { nil }
            func has(_ key: String) -> Bool { object?[key] != nil }
            switch name {
            case "always": return true
            case "never": return false
            case "even": return value?.javaScriptNumber.map { $0.truncatingRemainder(dividingBy: 2) == 0 } ?? false
            case "notEqual": return value != arguments.first
            case "equalFields": return object?[keys[0]] == object?[keys[1]]
            case "lteFields":
                switch (object?[keys[0]], object?[keys[1]]) {
                case (.number(let left)?, .number(let right)?): return left <= right
                case (.string(let left)?, .string(let right)?):
                    return !right.utf16.lexicographicallyPrecedes(left.utf16)
                default: return true
                }
            case "atLeastOneOf": return keys.contains(where: has)
            case "exactlyOneOf": return keys.count(where: has) == 1
            case "requiredIf":
                guard object?[keys[0]] == arguments[1], case .string(let other) = arguments[2] else { return true }
                return has(other)
            case "uniqueItems":
                guard case .array(let elements)? = value else { return true }
                return Set(elements).count == elements.count
            case "sumAtMost":
                guard case .array(let elements)? = value, case .number(let most)? = arguments.first else { return true }
                return elements.reduce(0) { $0 + ($1.javaScriptNumber ?? .nan) } <= most
            case "noSpaces":
                guard case .string(let text)? = value else { return true }
                return !text.utf8.contains(0x20)
            case "nonEmptyObject": return object?.members.isEmpty == false
            default: return true
            }
        }

        func report(_ value: JSONValue?, _ issues: inout Issues) {
            switch name {
            case "reportDuplicates":
                guard case .array(let elements)? = value else { return }
                var seen: Set<JSONValue> = []
                for (index, element) in elements.enumerated() where !seen.insert(element).inserted {
                    issues.append(ValidationIssue(.custom, path: [.index(index)], message: "Duplicate item"))
                }
            case "twoIssues":
                issues.append(ValidationIssue(.custom, message: "first"))
                issues.append(ValidationIssue(.custom, message: "second", details: ["params": ["n": 2]]))
            case "fatalThenMore": issues.append(ValidationIssue(.custom, message: "stop here"), .stop)
            default: break
            }
        }

        func convert(_ value: JSONValue?, _ issues: inout Issues) -> JSONValue? {
            switch (name, value) {
            case ("codePointCount", .string(let text)?): return .number(Double(text.unicodeScalars.count))
            case ("toNumber", let value?): return value.javaScriptNumber.map { .number($0) }
            case ("stringToNumber", .string(let text)?): return Double(text).map { .number($0) }
            case ("toStringJS", .string?): return value
            case ("toStringJS", let value?): return .string(value.jsonText)
            case ("double", .number(let number)?): return .number(number * 2)
            case ("splitComma", .string(let text)?):
                let parts = text.utf8.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
                return .array(parts.map { .string(String(decoding: $0, as: UTF8.self)) })
            case ("upper", .string(let text)?): return .string(TextRewrite.toUpperCase.apply(to: text))
            case ("trim", .string(let text)?): return .string(TextRewrite.trim.apply(to: text))
            case ("sum", .array(let elements)?):
                return .number(elements.reduce(0) { $0 + ($1.javaScriptNumber ?? .nan) })
            case ("wrap", let value?): return ["value": value]
            case ("first", .array(let elements)?): return elements.first
            case ("toUndefined", _): return nil
            case ("toNull", _): return .null
            case ("count", .object(let object)?): return .number(Double(object.members.count))
            case ("doubleOrFail", .number(let number)?):
                guard number >= 0 else {
                    issues.append(ValidationIssue(.custom, message: "must not be negative"))
                    return value
                }
                return .number(number * 2)
            case ("jsonString", .string(let text)?):
                let any = Schema(.any, location: VectorSchema.location)
                if let parsed = try? SchemaChecker().check(Array(text.utf8), against: any) { return parsed }
                issues.append(ValidationIssue(.invalidFormat, message: "Invalid JSON", details: ["format": "json"]))
                return value
            default: return value
            }
        }
    }
}

extension JSONValue {
    /// What JavaScript's `Number(value)` gives; `nil` where that is no JSON.
    fileprivate var javaScriptNumber: Double? {
        let coerced = Schema(.number(NumberSchema(isCoerced: true)), location: VectorSchema.location)
        guard case .number(let number)?? = try? SchemaChecker().check(Array(jsonText.utf8), against: coerced) else {
            return .nan
        }
        return number
    }
}
