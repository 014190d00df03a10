import PatternCompiler
import ToolModel
import ToolValidation

/// Schemas in one line, for comparison as a whole.
extension Schema {
    var outline: String {
        var text = type.outline + (isOptional ? "?" : "")
        if isNullable { text += " nullable" }
        if let defaultValue { text += " default(\(defaultValue.value.jsonText))" }
        if annotations.isDeprecated { text += " deprecated" }
        if let title = annotations.title { text += " title(\(title))" }
        if let description = annotations.description { text += " description(\(description))" }
        if !annotations.examples.isEmpty { text += " examples(\(annotations.examples.map(\.value.jsonText).joined(separator: " ")))" }
        if let message { text += " error(\(message))" }
        return text
    }
}

extension SchemaType {
    var outline: String {
        switch self {
        case .string(let text): "string" + text.rules.map(\.outline).joined()
        case .number(let number): "number" + number.rules.map(\.outline).joined()
        case .integer(let number): "integer" + number.rules.map(\.outline).joined()
        case .boolean: "boolean"
        case .enumeration(let values): "enum \(values.joined(separator: "|"))"
        case .literal(let values): "literal \(values.map(\.jsonText).joined(separator: "|"))"
        case .array(let items, let rules): "[\(items.outline)]" + rules.map(\.outline).joined()
        case .object(let object):
            "{" + object.properties.map { "\($0.name): \($0.schema.outline)" }.joined(separator: ", ") + "}"
        default: "\(self)"
        }
    }
}

extension Rule {
    var outline: String {
        " \(name)" + (message.map { "'\($0)'" } ?? "") + (aborts ? "!" : "")
    }

    private var name: String {
        switch kind {
        case let rule as StringRule: rule.outline
        case let rule as NumberRule: rule.outline
        default: "\(kind)"
        }
    }
}

extension StringRule {
    var outline: String {
        switch self {
        case .regex(let pattern): return "regex(/\(pattern.source)/\(pattern.flags))"
        case .format(.email): return "format(email)"
        case .format(.uuid(let version)): return "format(uuid\(version.map { " \($0)" } ?? ""))"
        case .format(.datetime(let options)):
            let words = [options.allowsOffset ? "offset" : nil, options.allowsLocal ? "local" : nil]
            let digits = options.precision.map { "\($0)" }
            return "format(\((["datetime"] + words + [digits]).compactMap(\.self).joined(separator: " ")))"
        case .rewrite(let rewrite): return "rewrite(\(rewrite))"
        case .format(.mac(let delimiter)): return "format(mac \(delimiter))"
        case .format(.jwt(let algorithm)): return "format(jwt\(algorithm.map { " \($0)" } ?? ""))"
        case .format(.time(let precision)): return "format(time\(precision.map { " \($0)" } ?? ""))"
        case .format(let format) where format.name.contains("_"): return "format(\(format.name))"
        case .includes(let part, from: 0): return "includes(\(part))"
        default: return "\(self)".replacing("\"", with: "")
        }
    }
}

extension NumberRule {
    var outline: String {
        switch self {
        case .min(let value): "min(\(JSONValue.number(value).jsonText))"
        case .max(let value): "max(\(JSONValue.number(value).jsonText))"
        case .greaterThan(let value): "greaterThan(\(JSONValue.number(value).jsonText))"
        case .lessThan(let value): "lessThan(\(JSONValue.number(value).jsonText))"
        case .multipleOf(let value): "multipleOf(\(JSONValue.number(value).jsonText))"
        case .integer, .format: "\(self)"
        }
    }
}
