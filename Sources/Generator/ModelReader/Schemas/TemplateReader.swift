internal import Diagnostics
internal import PatternCompiler
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Reads `parts:` of a template and makes one regular expression of them.
enum TemplateReader {
    static func read(_ entry: YAMLMapping.Entry, depth: Int, _ reading: inout Reading) -> SchemaType? {
        let expected = "a list of texts and schemas"
        guard let elements = reading.elements(entry.value, for: "'parts'", expected: expected) else { return nil }
        let parts = elements.compactMap { part($0, depth: depth, &reading) }
        guard parts.count == elements.count else { return nil }
        var source = ""
        for (part, element) in zip(parts, elements) {
            switch part {
            case .text(let text): source += PatternSource.escape(text)
            case .schema(let schema):
                var patterns = PatternSource()
                guard let pattern = patterns.source(of: schema, &reading) else {
                    let message = "this part has no pattern: a template is made of texts and of simple types"
                    reading.error(.templatePart, at: SchemaReader.start(of: element.location), message)
                    return nil
                }
                source += pattern
            }
        }
        switch reading.compile(PatternSource.asLiteral("^\(source)$"), flags: "") {
        case .success(let pattern): return .template(parts, pattern)
        case .failure(let fault):
            let message = "the pattern of this template is not accepted: \(fault.message)"
            let rule: RuleID = fault.kind == .syntax ? .patternSyntax : .patternTooLarge
            reading.error(rule, at: entry.key.location, message)
            return nil
        }
    }

    private static func part(_ node: YAMLNode, depth: Int, _ reading: inout Reading) -> TemplatePart? {
        switch node {
        case .scalar(let scalar) where !scalar.isEmpty: return .text(scalar.text)
        case .mapping: return SchemaReader.read(node, at: .other, depth: depth, &reading).map { .schema($0) }
        case .scalar, .sequence:
            reading.reportKind(of: node, expected: "text or a mapping that is a schema", for: "an element of 'parts'")
            return nil
        }
    }
}

/// The regular expressions of simple types, as zod has them for templates.
struct PatternSource {
    /// How many schemas may still be read: types that name one another may stand for any number of them.
    private var remaining = 1000
    /// How many of them are inside one another.
    private var depth = 0
    private static let maximumDepth = 64

    /// The expression of what a schema accepts, without anchors; nothing where zod has none, or where it would be too
    /// large.
    mutating func source(of schema: Schema, _ reading: inout Reading) -> String? {
        guard remaining > 0, depth < Self.maximumDepth else { return nil }
        remaining -= 1
        depth += 1
        defer { depth -= 1 }
        guard var pattern = type(of: schema, &reading) else { return nil }
        for step in schema.steps {
            switch step.kind {
            case .optional: pattern = "(\(pattern))?"
            case .nullable: pattern = "(\(pattern)|null)"
            case .brand, .refine, .superRefine, .overwrite, .stringRules, .numberRules: break
            case .nonoptional, .readonly, .defaultValue, .prefault, .catchValue, .transform, .pipe, .preprocess,
                .arrayRules:
                return nil
            }
        }
        return pattern
    }

    private mutating func type(of schema: Schema, _ reading: inout Reading) -> String? {
        switch schema.type {
        case .string(let string): return Self.pattern(of: string.rules + schema.laterStringRules)
        case .number(let number):
            let isWhole = (number.rules + schema.laterNumberRules).contains { $0.kind == .integer }
            return isWhole ? #"-?\d+"# : #"-?\d+(?:\.\d+)?"#
        case .integer: return #"-?\d+"#
        case .boolean: return "(?:true|false)"
        case .null: return "null"
        case .undefined: return "undefined"
        case .enumeration(let values): return "(\(values.map(Self.escape).joined(separator: "|")))"
        case .literal(let values): return "(\(values.map(Self.text).joined(separator: "|")))"
        case .template(_, let pattern): return Self.withoutAnchors(pattern.source)
        case .union(let options, _):
            var sources: [String] = []
            for option in options {
                guard let source = source(of: option, &reading) else { return nil }
                sources.append(source)
            }
            return "(\(sources.joined(separator: "|")))"
        case .reference(let name):
            guard let definition = reading.definition(of: name, for: schema.location) else { return nil }
            return source(of: definition.schema, &reading)
        case .stringbool, .array, .tuple, .object, .record, .set, .map, .discriminatedUnion, .intersection, .any,
            .unknown, .json, .never:
            return nil
        }
    }

    /// zod takes the last expression of a text's rules, or its length where there is none.
    private static func pattern(of rules: [Rule<StringRule>]) -> String? {
        var (pattern, least, greatest): (String?, Int, Int?) = (nil, 0, nil)
        for rule in rules {
            switch rule.kind {
            case .min(let count): least = max(least, count)
            case .max(let count): greatest = min(greatest ?? count, count)
            case .length(let count): (least, greatest) = (max(least, count), min(greatest ?? count, count))
            case .regex(let expression), .emailPattern(let expression): pattern = expression.source
            case .startsWith(let part): pattern = "^\(escape(part)).*"
            case .endsWith(let part): pattern = ".*\(escape(part))$"
            case .includes(let part, let position):
                pattern = position == 0 ? escape(part) : "^.{\(position)}\(escape(part))"
            case .lowercase: pattern = "^[^A-Z]*$"
            case .uppercase: pattern = "^[^a-z]*$"
            case .format(let format): pattern = format.pattern ?? pattern
            case .url, .rewrite: break
            }
        }
        return withoutAnchors(pattern ?? #"[\s\S]{\#(least),\#(greatest.map(String.init) ?? "")}"#)
    }

    private static func text(_ value: JSONValue) -> String {
        if case .string(let text) = value { return escape(text) }
        return escape(value.jsonText)
    }

    private static func withoutAnchors(_ source: String) -> String {
        var source = Substring(source)
        if source.first == "^" { source.removeFirst() }
        if source.last == "$" { source.removeLast() }
        return String(source)
    }

    /// A text with a backslash before all that means something in an expression.
    static func escape(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { escaped, scalar in
            if ".*+?^${}()|[]\\".unicodeScalars.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
    }

    /// The expression as JavaScript's `source` gives it, which could stand between slashes.
    static func asLiteral(_ source: String) -> String {
        var (literal, isEscaped, isInClass) = ("", false, false)
        for scalar in source.unicodeScalars {
            switch scalar {
            case "/" where !isEscaped && !isInClass: literal += #"\/"#
            case "\n": literal += isEscaped ? "n" : #"\n"#
            case "\r": literal += isEscaped ? "r" : #"\r"#
            case "\u{2028}": literal += isEscaped ? "u2028" : #"\u2028"#
            case "\u{2029}": literal += isEscaped ? "u2029" : #"\u2029"#
            default: literal.unicodeScalars.append(scalar)
            }
            if isEscaped {
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else if scalar == "[" {
                isInClass = true
            } else if scalar == "]" {
                isInClass = false
            }
        }
        return literal
    }
}

extension Schema {
    fileprivate var laterStringRules: [Rule<StringRule>] {
        steps.flatMap { step -> [Rule<StringRule>] in
            if case .stringRules(let rules) = step.kind { rules } else { [] }
        }
    }

    fileprivate var laterNumberRules: [Rule<NumberRule>] {
        steps.flatMap { step -> [Rule<NumberRule>] in
            if case .numberRules(let rules) = step.kind { rules } else { [] }
        }
    }
}
