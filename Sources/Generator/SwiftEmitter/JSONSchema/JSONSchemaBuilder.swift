import PatternCompiler
import ToolModel
import ToolValidation

/// Says in JSON Schema (draft 2020-12) what a schema accepts, never less than its validator does.
enum JSONSchemaBuilder {
    /// The JSON Schema of a schema.
    static func schema(_ schema: Schema) -> JSONObject {
        var json = type(schema)
        if schema.isNullable { json = nullable(json) }
        if let title = schema.annotations.title { json["title"] = .string(title) }
        if let description = schema.annotations.description { json["description"] = .string(description) }
        if let value = schema.defaultValue { json["default"] = value.value }
        if !schema.annotations.examples.isEmpty { json["examples"] = .array(schema.annotations.examples.map(\.value)) }
        if schema.annotations.isDeprecated { json["deprecated"] = true }
        return json
    }

    private static func type(_ schema: Schema) -> JSONObject {
        switch schema.type {
        case .string(let text): string(text.rules.map(\.kind))
        case .number(let value): number("number", value.rules.map(\.kind))
        case .integer(let value): integer(value.rules.map(\.kind))
        case .boolean: ["type": "boolean"]
        case .enumeration(let values): ["type": "string", "enum": .array(values.map { .string($0) })]
        case .literal(let values): literal(values)
        case .array(let element, let rules): array(element, rules.map(\.kind))
        case .object(let value): object(value.properties)
        default: [:]
        }
    }

    /// `{"type": T}` becomes `{"type": [T, "null"]}`; other schemas get `null` as an alternative.
    private static func nullable(_ json: JSONObject) -> JSONObject {
        var json = json
        guard case .string(let type)? = json["type"], json["enum"] == nil, json["const"] == nil else {
            return ["anyOf": [.object(json), ["type": "null"]]]
        }
        json["type"] = [.string(type), "null"]
        return json
    }

    // MARK: - Types

    /// The tightest of several bounds of a length.
    private struct LengthBounds {
        private var minimum: Int?
        private var maximum: Int?

        mutating func tighten(minimum bound: Int) { minimum = max(minimum ?? 0, bound) }
        mutating func tighten(maximum bound: Int) { maximum = min(maximum ?? .max, bound) }
        mutating func fix(_ length: Int) {
            tighten(minimum: length)
            tighten(maximum: length)
        }

        /// Says the bounds by the keywords of a type: `minLength` and `maxLength`, say.
        func write(to json: inout JSONObject, minimum minimumKey: String, maximum maximumKey: String) {
            json[minimumKey] = minimum.map { .number(Double($0)) }
            json[maximumKey] = maximum.map { .number(Double($0)) }
        }
    }

    private static func string(_ rules: [StringRule]) -> JSONObject {
        var json: JSONObject = ["type": "string"]
        var patterns: [String] = []
        var length = LengthBounds()
        for rule in advertisable(rules) {
            switch rule {
            case .min(let count): length.tighten(minimum: count)
            case .max(let count): length.tighten(maximum: count)
            case .length(let count): length.fix(count)
            case .rewrite: break
            case .lowercase, .uppercase:
                let isLowercase = rule == .lowercase
                if json["format"] == nil { json["format"] = isLowercase ? "lowercase" : "uppercase" }
                patterns.append(isLowercase ? "^[^A-Z]*$" : "^[^a-z]*$")
            case .regex(let pattern):
                if let source = AdvertisedPattern.source(of: pattern) { patterns.append(source) }
            case .emailPattern(let pattern):
                if let source = AdvertisedPattern.source(of: pattern) { patterns.append(source) }
            case .startsWith(let text): patterns.append("^\(escaped(text))")
            case .endsWith(let text): patterns.append("\(escaped(text))$")
            case .includes(let text, _): patterns.append(escaped(text))
            case .url: if json["format"] == nil { json["format"] = "uri" }
            case .format(let format):
                if json["format"] == nil { json["format"] = format.jsonSchemaName.map { .string($0) } }
                if json["contentEncoding"] == nil {
                    json["contentEncoding"] = format.contentEncoding.map { .string($0) }
                }
                if let pattern = format.pattern { patterns.append(pattern) }
            }
        }
        length.write(to: &json, minimum: "minLength", maximum: "maxLength")
        if patterns.count == 1 { json["pattern"] = .string(patterns[0]) }
        if patterns.count > 1 { json["allOf"] = .array(patterns.map { ["pattern": .string($0)] }) }
        return json
    }

    /// The rules that what is sent has to keep. Behind a change they are about another text, of which a schema says
    /// nothing; but what is long enough when it is trimmed was so before.
    private static func advertisable(_ rules: [StringRule]) -> [StringRule] {
        var isTrimmed = false
        var result: [StringRule] = []
        for rule in rules {
            switch rule {
            case .rewrite(.trim): isTrimmed = true
            case .rewrite: return result
            case .url(let rule):
                if !isTrimmed { result.append(.url(rule)) }
                if rule.isNormalized { return result }
                isTrimmed = true
            case .min: result.append(rule)
            case .length(let count) where isTrimmed: result.append(.min(count))
            default: if !isTrimmed { result.append(rule) }
            }
        }
        return result
    }

    private static func number(_ type: String, _ rules: [NumberRule]) -> JSONObject {
        var json: JSONObject = ["type": .string(type)]
        func tighten(_ key: String, _ bound: Double, _ tighter: (Double, Double) -> Double) {
            guard case .number(let known)? = json[key] else { return json[key] = .number(bound) }
            json[key] = .number(tighter(known, bound))
        }
        var steps: [Double] = []
        for rule in rules {
            switch rule {
            case .min(let bound): tighten("minimum", bound, max)
            case .max(let bound): tighten("maximum", bound, min)
            case .greaterThan(let bound): tighten("exclusiveMinimum", bound, max)
            case .lessThan(let bound): tighten("exclusiveMaximum", bound, min)
            case .multipleOf(let step): steps.append(step)
            case .integer, .format: break
            }
        }
        if steps.count == 1 { json["multipleOf"] = .number(steps[0]) }
        if steps.count > 1 { json["allOf"] = .array(steps.map { ["multipleOf": .number($0)] }) }
        return json
    }

    /// zod advertises the safe range too; tighter bounds replace it.
    private static func integer(_ rules: [NumberRule]) -> JSONObject {
        var json = number("integer", rules)
        let limit = 9_007_199_254_740_991.0
        if json["minimum"] == nil, json["exclusiveMinimum"] == nil { json["minimum"] = .number(-limit) }
        if json["maximum"] == nil, json["exclusiveMaximum"] == nil { json["maximum"] = .number(limit) }
        return json
    }

    private static func literal(_ values: [JSONValue]) -> JSONObject {
        var json: JSONObject = [:]
        let types = Set(values.map(typeName))
        if types.count == 1, let type = types.first { json["type"] = .string(type) }
        if values.count == 1 { json["const"] = values[0] } else { json["enum"] = .array(values) }
        return json
    }

    private static func typeName(_ value: JSONValue) -> String {
        switch value {
        case .null: "null"
        case .bool: "boolean"
        case .number: "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    private static func array(_ element: Schema, _ rules: [ArrayRule]) -> JSONObject {
        var json: JSONObject = ["type": "array", "items": .object(schema(element))]
        var length = LengthBounds()
        for rule in rules {
            switch rule {
            case .min(let count): length.tighten(minimum: count)
            case .max(let count): length.tighten(maximum: count)
            case .length(let count): length.fix(count)
            case .unique: json["uniqueItems"] = true
            }
        }
        length.write(to: &json, minimum: "minItems", maximum: "maxItems")
        return json
    }

    private static func object(_ properties: [Property]) -> JSONObject {
        let required = properties.filter { !($0.schema.isOptional || $0.schema.defaultValue != nil) }
        var json: JSONObject = [
            "type": "object",
            "properties": .object(JSONObject(properties.map { .init($0.name, .object(schema($0.schema))) })),
        ]
        if !required.isEmpty { json["required"] = .array(required.map { .string($0.name) }) }
        return json
    }

    /// A text as a regular expression that matches it, in ECMAScript with and without the flag `u`.
    private static func escaped(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            if "^$\\.*+?()[]{}|/".unicodeScalars.contains(scalar) { result += "\\" }
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
