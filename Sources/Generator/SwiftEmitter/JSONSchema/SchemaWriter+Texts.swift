import PatternCompiler
import ToolModel
import ToolValidation

/// Texts, and what is told of them by `pattern`, `format` and the keywords of length.
extension SchemaWriter {
    func string(_ text: StringSchema) -> Advertised {
        var result = string(text.rules.map(\.kind))
        guard text.isCoerced, use == .input else { return result }
        // Keywords of texts do not concern other values.
        result.json["type"] = JSONTypeName.all(startingWith: "string")
        result.isExact = result.isExact && text.rules.isEmpty
        return result
    }

    func template(_ pattern: CompiledPattern) -> Advertised {
        var json: JSONObject = ["type": "string"]
        let source = AdvertisedPattern.source(of: pattern)
        json["pattern"] = source.map { .string(AdvertisedPattern.countingCodePoints($0)) }
        return Advertised(json, isExact: AdvertisedPattern.isExact(pattern))
    }

    private func string(_ rules: [StringRule]) -> Advertised {
        var json: JSONObject = ["type": "string"]
        var patterns: [String] = []
        var length = LengthBounds()
        let holding = use == .input ? Self.holdingBefore(rules) : Self.holdingBehind(rules)
        var isExact = holding.count == rules.count
        for rule in holding {
            switch rule {
            case .min(let count): length.tighten(minimum: count)
            case .max(let count): length.tighten(maximum: count)
            case .length(let count): length.fix(count)
            case .rewrite: isExact = false
            case .url:
                if json["format"] == nil { json["format"] = "uri" }
                isExact = false
            case .lowercase, .uppercase:
                let isLowercase = rule == .lowercase
                if json["format"] == nil { json["format"] = isLowercase ? "lowercase" : "uppercase" }
                patterns.append(isLowercase ? "^[^A-Z]*$" : "^[^a-z]*$")
            case .regex(let pattern), .emailPattern(let pattern):
                if let source = AdvertisedPattern.source(of: pattern) { patterns.append(source) }
                isExact = isExact && AdvertisedPattern.isExact(pattern)
                if case .emailPattern = rule, json["format"] == nil { json["format"] = "email" }
            case .startsWith(let text): patterns.append("^\(AdvertisedPattern.escaped(text))")
            case .endsWith(let text): patterns.append("\(AdvertisedPattern.escaped(text))$")
            case .includes(let text, let start):
                patterns.append(AdvertisedPattern.escaped(text))
                isExact = isExact && start == 0
            case .format(let format):
                if json["format"] == nil { json["format"] = format.jsonSchemaName.map { .string($0) } }
                if json["contentEncoding"] == nil {
                    json["contentEncoding"] = format.contentEncoding.map { .string($0) }
                }
                if let pattern = format.pattern { patterns.append(pattern) }
                isExact = isExact && format.isSaidByPattern
            }
        }
        length.write(to: &json, minimum: "minLength", maximum: "maxLength")
        if patterns.count == 1 { json["pattern"] = .string(patterns[0]) }
        if patterns.count > 1 { json["allOf"] = .array(patterns.map { ["pattern": .string($0)] }) }
        return Advertised(json, isExact: isExact)
    }

    /// The rules that what is sent has to keep. Behind a change they are about another text, of which a schema says
    /// nothing; but what is long enough when it is trimmed was so before.
    private static func holdingBefore(_ rules: [StringRule]) -> [StringRule] {
        var isTrimmed = false
        var result: [StringRule] = []
        for rule in rules {
            switch rule {
            case .rewrite(.trim): isTrimmed = true
            case .rewrite: return result
            case .url(let url):
                if !isTrimmed { result.append(rule) }
                guard !url.isNormalized else { return result }
                isTrimmed = true
            case .min: result.append(rule)
            case .length(let count) where isTrimmed: result.append(.min(count))
            default: if !isTrimmed { result.append(rule) }
            }
        }
        return result
    }

    /// The rules that what comes out keeps: those behind the last change, and what was short enough before it was
    /// trimmed is so still.
    private static func holdingBehind(_ rules: [StringRule]) -> [StringRule] {
        var isTrimmed = false
        var result: [StringRule] = []
        for rule in rules.reversed() {
            switch rule {
            case .rewrite(.trim): isTrimmed = true
            case .rewrite: return result.reversed()
            case .url(let url):
                if !isTrimmed { result.append(rule) }
                guard !url.isNormalized else { return result.reversed() }
                isTrimmed = true
            case .max: result.append(rule)
            case .length(let count) where isTrimmed: result.append(.max(count))
            default: if !isTrimmed { result.append(rule) }
            }
        }
        return result.reversed()
    }
}

extension StringFormat {
    /// Whether the advertised pattern accepts exactly what the format does.
    fileprivate var isSaidByPattern: Bool {
        switch self {
        case .base64url, .creditCard, .hostname: false
        default: pattern != nil
        }
    }
}
