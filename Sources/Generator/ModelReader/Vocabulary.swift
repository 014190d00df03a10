internal import Diagnostics
internal import ToolModel

/// A set of keys of the language: those that are read, and those that the language has and that are not read yet.
struct KeySet {
    var known: [String]
    var planned: [String]

    init(_ known: [String], planned: [String] = []) {
        self.known = known
        self.planned = planned
    }

    static func + (lhs: KeySet, rhs: KeySet) -> KeySet {
        KeySet(lhs.known + rhs.known, planned: lhs.planned + rhs.planned)
    }
}

/// Every name of the language, in one place. A name that a later version reads moves from `planned` to `known`.
enum Vocabulary {
    static let sections = KeySet(
        ["server", "http", "tools"],
        planned: ["stores", "types", "prompts", "resources", "forms"]
    )

    static let server = KeySet(["name", "version", "title", "instructions", "implementation", "strict"])

    static let tool = KeySet(
        [
            "name", "title", "description", "annotations", "input", "inputSchema", "output", "outputSchema",
            "swiftName",
        ],
        planned: ["icons", "deprecated", "scopes", "timeout", "concurrency", "rateLimit", "rules", "examples"]
    )

    static let annotations = KeySet(["readOnly", "destructive", "idempotent", "openWorld"])

    // MARK: - HTTP

    static let http = KeySet(
        [
            "host", "port", "maxBodySize", "maxConnections", "maxSessions", "sessionTimeout", "idleTimeout",
            "readTimeout", "drainTimeout", "routes",
        ],
        planned: ["trustedProxies"]
    )

    static let route = KeySet(["kind", "middleware"], planned: ["handler"])

    static let routeKinds = KeySet(
        Route.Kind.allCases.map(\.rawValue),
        planned: ["readiness", "metrics", "webhook", "custom"]
    )

    static let stages = KeySet(
        StageName.allCases.map(\.rawValue),
        planned: [
            "securityHeaders", "ipAllowlist", "bodyLimit", "timeout", "authenticate", "rateLimit", "concurrency",
            "webhookSignature", "tracing", "metrics",
        ]
    )

    static func settings(of stage: StageName) -> KeySet {
        switch stage {
        case .correlation: KeySet([], planned: ["headers"])
        case .requestLog: KeySet([], planned: ["sample", "slow"])
        case .cors: KeySet(["origins", "credentials"])
        case .originGuard: KeySet(["allow"])
        case .custom: KeySet([])
        }
    }

    // MARK: - Schemas

    static let types = KeySet(
        TypeName.allCases.map(\.rawValue),
        planned: [
            "stringbool", "template", "tuple", "record", "set", "map", "union", "intersection", "any", "unknown",
            "json", "null", "never", "undefined",
        ]
    )

    static let modifiers = KeySet(
        ["optional", "nullable", "default", "description", "title", "examples", "deprecated", "error"],
        planned: [
            "nullish", "exactOptional", "nonoptional", "readonly", "readOnly", "brand", "prefault", "catch", "coerce",
            "preprocess", "refine", "superRefine", "overwrite", "transform", "pipe", "header", "sensitive", "bind",
        ]
    )

    /// The rules of each type: what may also stand under `checks:`.
    static func rules(of type: TypeName) -> KeySet {
        switch type {
        case .string: stringRules
        case .number, .integer: numberRules
        case .array: arrayRules
        case .boolean, .enumeration, .literal, .object: KeySet([])
        }
    }

    /// What a type is made of.
    static func parts(of type: TypeName) -> KeySet {
        switch type {
        case .string: KeySet([], planned: ["as"])
        case .number, .integer, .boolean: KeySet([])
        case .enumeration: KeySet(["values"], planned: ["keysOf"])
        case .literal: KeySet(["value", "values"])
        case .array: KeySet(["items"])
        case .object:
            KeySet(
                ["properties"],
                planned: ["unknownKeys", "extends", "merge", "pick", "omit", "partial", "required"]
            )
        }
    }

    /// What only types that are not read yet are made of.
    static let partsOfPlannedTypes = [
        "truthy", "falsy", "case", "parts", "rest", "keys", "mode", "of", "discriminator", "fallback", "exclusive",
    ]

    private static let stringRules = KeySet(
        [
            "min", "max", "length", "nonempty", "regex", "startsWith", "endsWith", "includes", "lowercase", "uppercase",
            "trim", "toLowerCase", "toUpperCase", "slugify", "format",
        ],
        planned: ["normalize"]
    )

    private static let numberRules = KeySet(
        [
            "min", "max", "gt", "gte", "lt", "lte", "positive", "negative", "nonnegative", "nonpositive",
            "multipleOf",
        ],
        planned: ["int", "safe", "format"]
    )

    private static let arrayRules = KeySet(["min", "max", "length", "nonempty"], planned: ["unique"])

    static let formats = KeySet(
        [
            "email", "uuid", "guid", "nanoid", "cuid", "cuid2", "ulid", "xid", "ksuid", "ipv4", "ipv6", "mac", "cidrv4",
            "cidrv6", "base64", "base64url", "jwt", "e164", "emoji", "hostname", "hex", "hash", "creditCard", "date",
            "time", "datetime", "duration",
        ],
        planned: ["url", "httpUrl"]
    )

    static func options(ofFormat format: String) -> KeySet {
        switch format {
        case "email": KeySet([], planned: ["pattern"])
        case "uuid": KeySet(["version"])
        case "datetime": KeySet(["offset", "local", "precision"])
        case "time": KeySet(["precision"])
        case "mac": KeySet(["delimiter"])
        case "hash": KeySet(["alg", "encoding"])
        case "jwt": KeySet(["alg"])
        default: KeySet([])
        }
    }

    /// What JSON Schema calls things, for authors who know that better than zod.
    static let jsonSchemaNames = [
        "minLength": "min", "maxLength": "max", "minItems": "min", "maxItems": "max", "minimum": "min",
        "maximum": "max", "exclusiveMinimum": "gt", "exclusiveMaximum": "lt", "pattern": "regex", "enum": "values",
        "const": "value", "additionalProperties": "unknownKeys", "uniqueItems": "unique",
    ]
}

/// The types that are read.
enum TypeName: String, CaseIterable {
    case string, number, integer, boolean
    case enumeration = "enum"
    case literal, array, object

    /// The types that have a rule, in the order of the documentation.
    static func having(_ rule: String) -> [TypeName] {
        allCases.filter { type in
            let keys = Vocabulary.rules(of: type) + Vocabulary.parts(of: type)
            return keys.known.contains(rule) || keys.planned.contains(rule)
        }
    }
}

/// The stages that are read.
enum StageName: String, CaseIterable {
    case correlation, requestLog, cors, originGuard, custom
}
