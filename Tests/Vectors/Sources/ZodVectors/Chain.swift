/// The keys of one schema in the order in which they are written: its type, rules and steps.
struct Chain {
    private(set) var entries: [(key: String, value: YAML)]
    /// What its values are, as far as that is known.
    var product: Product
    /// Whether `nil` is `null` in Swift, and not an absent value.
    var hasNull = false

    init(_ type: YAML, _ product: Product = .unknown) {
        entries = [("type", type)]
        self.product = product
    }

    init(_ type: String, _ product: Product = .unknown) { self.init(.text(type), product) }

    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// The type's name, if nothing else is said.
    var bareType: String? {
        guard entries.count == 1, case .text(let name) = entries[0].value else { return nil }
        return name
    }

    mutating func append(_ key: String, _ value: YAML) { entries.append((key, value)) }

    /// Writes a key for which order does not matter, in place of one that stands there.
    mutating func set(_ key: String, _ value: YAML) {
        if let index = entries.firstIndex(where: { $0.key == key }) {
            entries[index].value = value
        } else {
            append(key, value)
        }
    }

    /// The schema, as short as it can be said.
    var yaml: YAML {
        if entries.count == 1 { return entries[0].value }
        guard entries.count == 2, entries[1].key == "optional", case .text(let type) = entries[0].value else {
            return longForm
        }
        return .text(type + "?")
    }

    /// The schema as a mapping.
    var longForm: YAML { .mapping(entries) }
}

/// What the values of a schema are, as far as a function that is given one must know.
enum Product: Sendable {
    case string, number, boolean, null, undefined
    /// A list of texts.
    case texts
    /// `{value: …}`, whatever the value is.
    case wrapped
    /// A value that is there.
    case any
    /// A value that may be absent.
    case unknown

    /// The schema of such values.
    var yaml: YAML {
        switch self {
        case .string: .text("string")
        case .number: .text("number")
        case .boolean: .text("boolean")
        case .null: .null
        case .undefined: .text("undefined")
        case .texts: .text("string[]")
        case .wrapped: .mapping([("type", .text("object")), ("properties", .mapping([("value", .text("any?"))]))])
        case .any: .text("any")
        case .unknown: .text("any?")
        }
    }

    /// What a named function makes of such a value.
    func transformed(by function: String) -> Product {
        switch (function, self) {
        case ("codePointCount", _), ("toNumber", _), ("double", _), ("sum", _), ("count", _), ("doubleOrFail", _),
            ("stringToNumber", _):
            .number
        case ("toStringJS", _), ("upper", _), ("trim", _): .string
        case ("splitComma", _): .texts
        case ("toUndefined", _): .undefined
        case ("toNull", _): .null
        case ("wrap", _): .wrapped
        case ("identity", _): self
        case ("jsonString", _): .any
        default: .unknown
        }
    }
}

/// Why a schema cannot be said in YAML.
package struct Inexpressible: Error, CustomStringConvertible {
    package var description: String
    init(_ description: String) { self.description = description }
}
