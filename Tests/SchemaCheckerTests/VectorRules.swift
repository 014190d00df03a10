import PatternCompiler
import ToolModel
import ToolValidation

/// Makes rules of a vector's checks.
enum VectorRules {
    static func string(_ node: VectorJSON, _ checks: [VectorJSON]) throws(NotExpressible) -> [Rule<StringRule>] {
        var rules: [Rule<StringRule>] = []
        if let format = node["format"] {
            rules.append(Rule(try formatRule(format, node["options"]), location: VectorSchema.location))
        }
        for check in checks {
            let kind: StringRule
            switch check["check"]?.string ?? "" {
            case "min": kind = .min(try count(check))
            case "max": kind = .max(try count(check))
            case "length": kind = .length(try count(check))
            case "nonempty": kind = .min(1)
            case "startsWith": kind = .startsWith(check["value"]?.string ?? "")
            case "endsWith": kind = .endsWith(check["value"]?.string ?? "")
            case "includes":
                kind = .includes(check["value"]?.string ?? "", from: Int(check["position"]?.number ?? 0))
            case "regex": kind = .regex(try pattern(check))
            case "lowercase": kind = .lowercase
            case "uppercase": kind = .uppercase
            case "trim", "toLowerCase", "toUpperCase", "slugify":
                guard let rewrite = TextRewrite(name: check["check"]?.string ?? "") else { continue }
                kind = .rewrite(rewrite)
            case "normalize":
                guard let form = NormalizationForm(rawValue: check["form"]?.string ?? "NFC") else {
                    throw NotExpressible("normalization form")
                }
                kind = .rewrite(.normalize(form))
            case "format": kind = try formatRule(check["format"] ?? .null, check["options"])
            case let name: throw NotExpressible("check \(name)")
            }
            rules.append(rule(kind, check))
        }
        return rules
    }

    /// What rules a node can have.
    enum RuleKind {
        case text, number, list
    }

    /// What rules may stand behind the steps of a node.
    static func kind(of node: VectorJSON) -> RuleKind? {
        switch node["kind"]?.string ?? "" {
        case "string": .text
        case "number": .number
        case "array", "set", "map", "record": .list
        default: (node["of"] ?? node["out"]).flatMap { kind(of: $0) }
        }
    }

    static func number(_ node: VectorJSON, _ checks: [VectorJSON]) throws(NotExpressible) -> SchemaType {
        let rules = try numbers(checks)
        let isCoerced = node["coerce"]?.bool == true
        let place = VectorSchema.location
        switch node["format"]?.string {
        case "int": return .integer(IntegerSchema(rules, isCoerced: isCoerced))
        case "int32": return .integer(IntegerSchema(rules, width: .int32, isCoerced: isCoerced))
        case "uint32": return .integer(IntegerSchema(rules, width: .uint32, isCoerced: isCoerced))
        case "float32":
            return .number(NumberSchema([Rule(.format(.float32), location: place)] + rules, isCoerced: isCoerced))
        case "float64", nil: return .number(NumberSchema(rules, isCoerced: isCoerced))
        case let format?: throw NotExpressible("format \(format)")
        }
    }

    static func numbers(_ checks: [VectorJSON]) throws(NotExpressible) -> [Rule<NumberRule>] {
        var rules: [Rule<NumberRule>] = []
        for check in checks {
            let value = check["value"]?.number ?? 0
            let kind: NumberRule
            switch check["check"]?.string ?? "" {
            case "min", "gte": kind = .min(value)
            case "max", "lte": kind = .max(value)
            case "gt": kind = .greaterThan(value)
            case "lt": kind = .lessThan(value)
            case "positive": kind = .greaterThan(0)
            case "negative": kind = .lessThan(0)
            case "nonnegative": kind = .min(0)
            case "nonpositive": kind = .max(0)
            case "multipleOf": kind = .multipleOf(value)
            case "int", "safe": kind = .integer
            case let name: throw NotExpressible("check \(name)")
            }
            rules.append(rule(kind, check))
        }
        return rules
    }

    static func array(_ checks: [VectorJSON]) throws(NotExpressible) -> [Rule<ArrayRule>] {
        var rules: [Rule<ArrayRule>] = []
        for check in checks {
            let kind: ArrayRule
            switch check["check"]?.string ?? "" {
            case "min": kind = .min(try count(check))
            case "max": kind = .max(try count(check))
            case "length", "size": kind = .length(try count(check))
            case "nonempty": kind = .min(1)
            case let name: throw NotExpressible("check \(name)")
            }
            rules.append(rule(kind, check))
        }
        return rules
    }

    private static func rule<Kind>(_ kind: Kind, _ check: VectorJSON) -> Rule<Kind> {
        Rule(
            kind,
            message: check["message"]?.string,
            aborts: check["abort"]?.bool ?? false,
            location: VectorSchema.location
        )
    }

    private static func count(_ check: VectorJSON) throws(NotExpressible) -> Int {
        guard let count = check["value"]?.number.flatMap({ Int(exactly: $0) }), count >= 0 else {
            throw NotExpressible("a length that is none")
        }
        return count
    }

    private static func pattern(_ check: VectorJSON) throws(NotExpressible) -> CompiledPattern {
        do throws(PatternError) {
            return try PatternCompiler.compile(check["pattern"]?.string ?? "", flags: check["flags"]?.string ?? "")
        } catch {
            throw NotExpressible("regex: \(error.message)")
        }
    }

    private static func formatRule(_ name: VectorJSON, _ options: VectorJSON?) throws(NotExpressible) -> StringRule {
        let isNormalized = options?["normalize"]?.bool ?? false
        switch name.string ?? "" {
        case "httpUrl": return .url(.http(isNormalized: isNormalized))
        case "url":
            let hostname = try options?["hostname"].map(pattern)
            let scheme = try options?["protocol"].map(pattern)
            return .url(.any(hostname: hostname, protocol: scheme, isNormalized: isNormalized))
        default: return .format(try format(name, options))
        }
    }

    private static func format(_ name: VectorJSON, _ options: VectorJSON?) throws(NotExpressible) -> StringFormat {
        let precision = options?["precision"]?.number.map { Int($0) }
        switch name.string ?? "" {
        case "email" where options?["pattern"] == nil: return .email
        case "uuid":
            return .uuid(version: options?["version"]?.string.flatMap { Int($0.dropFirst()) })
        case "guid": return .guid
        case "nanoid": return .nanoid
        case "cuid": return .cuid
        case "cuid2": return .cuid2
        case "ulid": return .ulid
        case "xid": return .xid
        case "ksuid": return .ksuid
        case "ipv4": return .ipv4
        case "ipv6": return .ipv6
        case "mac": return .mac(delimiter: options?["delimiter"]?.string ?? ":")
        case "cidrv4": return .cidrv4
        case "cidrv6": return .cidrv6
        case "base64": return .base64
        case "base64url": return .base64url
        case "jwt": return .jwt(algorithm: options?["alg"]?.string)
        case "e164": return .e164
        case "emoji": return .emoji
        case "hostname": return .hostname
        case "hex": return .hex
        case "hash":
            guard let algorithm = StringFormat.HashAlgorithm(rawValue: options?["algorithm"]?.string ?? "") else {
                throw NotExpressible("hash")
            }
            let encoding = StringFormat.HashEncoding(rawValue: options?["encoding"]?.string ?? "hex")
            return .hash(algorithm, encoding: encoding ?? .hex)
        case "creditCard": return .creditCard
        case "date": return .date
        case "time": return .time(precision: precision)
        case "duration": return .duration
        case "datetime":
            return .datetime(
                .init(
                    allowsOffset: options?["offset"]?.bool ?? false,
                    allowsLocal: options?["local"]?.bool ?? false,
                    precision: precision
                )
            )
        case let name: throw NotExpressible("format \(name)")
        }
    }
}
