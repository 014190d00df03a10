/// Derives Swift identifiers from the names that users choose, and keeps them from meaning something else.
enum Identifier {
    /// `list_sessions` becomes `listSessions`. Empty where no character of the name can stand in an identifier.
    static func lowerCamelCase(_ text: String) -> String {
        let words = words(of: text)
        guard let first = words.first else { return "" }
        return startingSafely(lowercasingStart(of: first) + words.dropFirst().map(capitalizingStart(of:)).joined())
    }

    /// The same for the names of members: `<=` becomes `lessEqual`, and what has no name at all becomes another one.
    static func lowerCamelCase(_ text: String, orElse name: String) -> String {
        let derived = lowerCamelCase(text)
        if !derived.isEmpty { return derived }
        let words = text.unicodeScalars.prefix(4).map { signs[$0] ?? "" }
        guard (1...3).contains(words.count), !words.contains("") else { return name }
        return lowerCamelCase(words.joined(separator: " "))
    }

    /// What Unicode calls the signs of ASCII, shortened.
    private static let signs: [UnicodeScalar: String] = [
        "!": "exclamation", "\"": "quote", "#": "number", "$": "dollar", "%": "percent", "&": "ampersand",
        "'": "apostrophe", "(": "open parenthesis", ")": "close parenthesis", "*": "asterisk", "+": "plus",
        ",": "comma", "-": "minus",
        ".": "dot", "/": "slash", ":": "colon", ";": "semicolon", "<": "less", "=": "equal", ">": "greater",
        "?": "question", "@": "at", "[": "open bracket", "\\": "backslash", "]": "close bracket", "^": "circumflex",
        "_": "underscore", "`": "backtick", "{": "open brace", "|": "bar", "}": "close brace", "~": "tilde",
    ]

    /// `list_sessions` becomes `ListSessions`.
    static func upperCamelCase(_ text: String) -> String {
        startingSafely(words(of: text).map(capitalizingStart(of:)).joined())
    }

    /// The identifier as it is written in source: keywords in backticks.
    static func quoted(_ name: String) -> String {
        keywords.contains(name) ? "`\(name)`" : name
    }

    /// Whether a text is an identifier as it stands, which is what `swiftName` must be.
    static func isIdentifier(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first, isLetter(first) else { return false }
        return text.unicodeScalars.allSatisfy { isLetter($0) || isDigit($0) }
    }

    // MARK: - Words

    private static func words(of text: String) -> [String] {
        text.unicodeScalars.split { !isWordCharacter($0) }.map(String.init)
    }

    private static func isWordCharacter(_ scalar: UnicodeScalar) -> Bool {
        (isLetter(scalar) && scalar != "_") || isDigit(scalar)
    }

    private static func isDigit(_ scalar: UnicodeScalar) -> Bool {
        ("0"..."9").contains(scalar)
    }

    /// Letters that Swift takes in identifiers and that no normalization changes.
    private static func isLetter(_ scalar: UnicodeScalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "_": true
        default:
            scalar.value >= 0xC0 && scalar.properties.isAlphabetic && scalar.properties.isIDStart
                && !scalar.properties.isFullCompositionExclusion && scalar.value <= 0x2FFF
        }
    }

    /// `URL` becomes `url` and `URLPath` `urlPath`, `Item` becomes `item`.
    private static func lowercasingStart(of word: String) -> String {
        var capitals = word.unicodeScalars.prefix { $0.properties.isUppercase }
        guard !capitals.isEmpty else { return word }
        // The last capital of several begins the next word, if one follows.
        let next = word.unicodeScalars[capitals.endIndex...].first
        if capitals.count > 1, let next, !isDigit(next) { capitals.removeLast() }
        return capitals.map(\.properties.lowercaseMapping).joined() + String(word.unicodeScalars[capitals.endIndex...])
    }

    private static func capitalizingStart(of word: String) -> String {
        guard let first = word.unicodeScalars.first else { return "" }
        return first.properties.titlecaseMapping + String(word.unicodeScalars.dropFirst())
    }

    private static func startingSafely(_ name: String) -> String {
        guard let first = name.unicodeScalars.first, isDigit(first) else { return name }
        return "_\(name)"
    }

    // MARK: - Words that mean something

    /// Words that cannot name a member, a function or a variable without backticks.
    private static let keywords: Set<String> = [
        "Any", "Self", "actor", "as", "associatedtype", "async", "await", "borrowing", "break", "case", "catch",
        "class", "consuming", "continue", "convenience", "default", "defer", "deinit", "do", "dynamic", "each", "else",
        "enum", "extension", "fallthrough", "false", "fileprivate", "final", "for", "func", "guard", "if", "import",
        "in", "indirect", "infix", "init", "inout", "internal", "is", "lazy", "let", "mutating", "nil", "nonisolated",
        "nonmutating", "open", "operator", "optional", "override", "package", "postfix", "precedencegroup", "prefix",
        "private", "protocol", "public", "repeat", "required", "rethrows", "return", "self", "some", "static", "struct",
        "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "unowned", "var", "weak",
        "where", "while",
    ]

    /// Names that generated code uses without a qualifier, so that a type of the user's may not shadow them.
    static let reservedTypes: Set<String> = [
        "Any", "ArrayRules", "BooleanWordRules", "Boxed", "CallContext", "Check", "ChoiceRules", "Client",
        "ISODateTime", "DiscriminatorRules", "Foundation", "GeneratedFormat", "GeneratedFormatVersion", "Issues",
        "JSONObject", "JSONReader", "JSONValue", "JSONWriter", "MCPServer", "Moment", "Nullish", "NumberRules",
        "ObjectRules",
        "Pattern", "PredicateRule", "Protocol", "RecordRules", "Self", "ServerInfo", "StringFormat", "StringRules",
        "Swift", "TemplateRules", "TextComparison", "Tool", "ToolCall", "ToolCaller", "ToolCatalog", "ToolClient",
        "ToolResult",
        "ToolServer", "ToolValidation", "ToolValue", "Tools", "TupleRules", "Type", "UnionRules",
    ]

    /// Types that Swift code uses every day: a tool's type of the same name would hide them from the whole module.
    static let commonTypes: Set<String> = [
        "Actor", "Array", "AsyncSequence", "AsyncStream", "Bool", "Bundle", "Calendar", "CancellationError",
        "Character", "Clock", "Codable", "Collection", "Comparable", "Data", "Date", "Decimal", "Decodable",
        "Dictionary", "Double", "Duration", "Encodable", "Equatable", "Error", "FileManager", "Float", "Hashable",
        "Identifiable", "Int", "JSONDecoder", "JSONEncoder", "Locale", "Logger", "MainActor", "Measurement", "Mirror",
        "Mutex", "Never", "Notification", "Operation", "Optional", "Predicate", "Process", "ProcessInfo", "Progress",
        "Range", "Regex", "Result", "Sendable", "Sequence", "Set", "Stream", "String", "Substring", "Task", "TaskGroup",
        "Thread", "TimeInterval", "TimeZone", "Timer", "UInt8", "URL", "URLRequest", "URLSession", "UUID", "Void",
    ]

    /// Names that code generated for `http:` or `telemetry:` uses without a qualifier. They are reserved in every server, so
    /// that adding such a key renames no type.
    static let reservedHTTPTypes: Set<String> = [
        "APIKeys", "Authenticate", "BodyLimit", "CORS", "Concurrency", "Correlation", "HTTPOptions", "HTTPToolServer",
        "IPAllowlist", "JWTAuthenticator", "MCPRoute", "MCPServerHTTP", "MCPServerJWT", "MCPServerOTLP", "MCPServerTLS",
        "OTLPExporter", "OriginGuard", "RateLimit", "RequestLog", "RequestTimeout", "ResourceMetadata", "RouteBuilder",
        "SecurityHeaders", "ServerRequest", "ServerResponse", "SettingsReader", "Stage", "StageBuilder", "TLSFiles",
        "TelemetryExporter", "WebhookContext", "WebhookSignature",
    ]

    /// Names that mean something else where the stages of a route are listed.
    static let reservedInRoutes: Set<String> = [
        "catalog", "info", "options", "routes", "settings", "telemetry", "tool", "tools",
    ]

    /// Names that a method or property cannot have even in backticks, or that mean something else then.
    static let reservedMembers: Set<String> = ["self", "init", "Type", "Self", "Protocol", "deinit", "subscript"]

    /// Names that a case of an enumeration cannot have either: where a value may be missing, `.none` would be an optional's.
    static let reservedCases = reservedMembers.union(["none", "some"])
}
