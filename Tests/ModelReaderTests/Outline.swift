import PatternCompiler
import ToolModel
import ToolValidation

/// Schemas in one line, for comparison as a whole.
extension Schema {
    var outline: String {
        var text = type.outline + steps.map(\.kind.outline).joined()
        if annotations.isDeprecated { text += " deprecated" }
        if let title = annotations.title { text += " title(\(title))" }
        if let description = annotations.description { text += " description(\(description))" }
        if !annotations.examples.isEmpty {
            text += " examples(\(annotations.examples.map(\.value.jsonText).joined(separator: " ")))"
        }
        if let message { text += " error(\(message))" }
        if let binding { text += " bind(\(binding))" }
        if let header { text += " header(\(header.text))" }
        return text + (isSensitive ? " sensitive" : "")
    }
}

extension StepKind {
    var outline: String {
        switch self {
        case .optional: "?"
        case .nonoptional: "!"
        case .nullable: " nullable"
        case .readonly: " readonly"
        case .brand(let name): " brand(\(name))"
        case .defaultValue(let value): " default(\(value.value.jsonText))"
        case .prefault(let value): " prefault(\(value.value.jsonText))"
        case .catchValue(let value): " catch(\(value.value.jsonText))"
        case .refine(let refinement): " refine(\(refinement.outline))"
        case .superRefine(let name): " superRefine(\(name))"
        case .overwrite(let name): " overwrite(\(name))"
        case .transform(let name, let target): " transform(\(name): \(target.outline))"
        case .pipe(let target): " pipe(\(target.outline))"
        case .preprocess(let preprocessing): " preprocess(\(preprocessing))"
        case .stringRules(let rules): " then" + rules.map(\.outline).joined()
        case .numberRules(let rules): " then" + rules.map(\.outline).joined()
        case .arrayRules(let rules): " then" + rules.map(\.outline).joined()
        }
    }
}

extension Refinement {
    fileprivate var outline: String {
        let options = [
            message.map { "'\($0)'" }, path.isEmpty ? nil : path.outline,
            params.map { JSONValue.object($0).jsonText }, aborts ? "abort" : nil, runsAlways ? "always" : nil,
        ]
        return ([name] + options.compactMap(\.self)).joined(separator: " ")
    }
}

extension [ValidationIssue.PathElement] {
    var outline: String {
        map { element in
            switch element {
            case .key(let key): ".\(key)"
            case .index(let index): "[\(index)]"
            }
        }.joined()
    }
}

extension SchemaType {
    var outline: String {
        switch self {
        case .string(let text):
            return (text.isCoerced ? "~string" : "string") + (text.conversion.map { " as(\($0))" } ?? "")
                + text.rules.map(\.outline).joined()
        case .number(let number):
            return (number.isCoerced ? "~number" : "number") + number.rules.map(\.outline).joined()
        case .integer(let number):
            let width = number.width == .safe ? "" : " \(number.width)"
            return (number.isCoerced ? "~integer" : "integer") + width + number.rules.map(\.outline).joined()
        case .boolean(let isCoerced): return isCoerced ? "~boolean" : "boolean"
        case .stringbool(let words):
            let lists = [words.truthy, words.falsy].map { $0?.joined(separator: "|") ?? "-" }
            return "stringbool \(lists.joined(separator: " "))" + (words.isCaseSensitive ? " sensitive" : "")
        case .enumeration(let values): return "enum \(values.joined(separator: "|"))"
        case .literal(let values): return "literal \(values.map(\.jsonText).joined(separator: "|"))"
        case .template(let parts, let pattern): return "template \(parts.count) /\(pattern.source)/"
        case .array(let items, let rules): return "[\(items.outline)]" + rules.map(\.outline).joined()
        case .tuple(let items, let rest):
            return "(\((items.map(\.outline) + (rest.map { ["...\($0.outline)"] } ?? [])).joined(separator: ", ")))"
        case .object(let object): return object.outline
        case .record(let record):
            let mode = record.mode == .strict ? "" : " \(record.mode)"
            return "{[\(record.keys.outline)]: \(record.values.outline)}\(mode)" + record.rules.map(\.outline).joined()
        case .set(let items, let rules): return "set(\(items.outline))" + rules.map(\.outline).joined()
        case .map(let keys, let values, let rules):
            return "map(\(keys.outline): \(values.outline))" + rules.map(\.outline).joined()
        case .union(let options, let isExclusive):
            return "(\(options.map(\.outline).joined(separator: isExclusive ? " ^ " : " | ")))"
        case .discriminatedUnion(let union):
            let options = union.options.map(\.outline).joined(separator: " | ")
            return "(\(union.discriminator): \(options))" + (union.hasFallback ? " fallback" : "")
        case .intersection(let left, let right): return "(\(left.outline) & \(right.outline))"
        case .reference(let name): return "@\(name)"
        case .any, .unknown, .json, .null, .never, .undefined: return "\(self)"
        }
    }
}

extension ObjectSchema {
    fileprivate var outline: String {
        let properties = properties.map { "\($0.name): \($0.schema.outline)" }.joined(separator: ", ")
        let others =
            switch unknownKeys {
            case .strip: ""
            case .reject: " reject"
            case .keep: " keep"
            case .schema(let schema): " others(\(schema.outline))"
            }
        let rules = rules.map { rule in
            " rule(\([rule.check.text, rule.message.map { "'\($0)'" } ?? "", rule.path.outline].joined(separator: " ")))"
        }
        return "{\(properties)}" + others + rules.joined()
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
        case .emailPattern(let pattern): return "email(/\(pattern.source)/\(pattern.flags))"
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
