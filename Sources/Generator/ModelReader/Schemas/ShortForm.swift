internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// A type in one word: `string`, `integer?`, `string[]`, `number[][]?`.
struct ShortForm {
    /// The name without its signs.
    var name: String
    /// How many `[]` follow the name.
    var arrayDepth = 0
    /// Whether a `?` ends it.
    var isOptional = false
    /// Whether a `?` stands before a `[]`, where it would speak of an element.
    var hasInnerOptional = false

    init(_ text: String) {
        var rest = Substring(text).utf8
        if rest.last == UInt8(ascii: "?") {
            isOptional = true
            rest.removeLast()
        }
        while rest.count > 1, rest.last == UInt8(ascii: "]"), rest.dropLast().last == UInt8(ascii: "[") {
            rest.removeLast(2)
            arrayDepth += 1
            while rest.last == UInt8(ascii: "?") {
                hasInnerOptional = true
                rest.removeLast()
            }
        }
        name = String(Substring(rest))
    }
}

extension SchemaReader {
    /// What the name of a type says, or nothing where it has been reported.
    struct TypeWord {
        var type: TypeUse
        var arrayDepth = 0
        var isOptional = false
    }

    /// Reads the name of a type with its signs.
    static func readTypeWord(_ node: YAMLNode, depth: Int, _ reading: inout Reading) -> TypeWord? {
        guard let scalar = node.scalar, !scalar.isEmpty else {
            reading.reportKind(of: node, expected: "the name of a type", for: "'type'")
            return nil
        }
        if case .null = scalar.value { return TypeWord(type: .builtIn(.null)) }
        guard case .text = scalar.value else {
            let message = "expected a type, found \(node.kind)"
            reading.error(.wrongKind, at: scalar.location, message)
            return nil
        }
        let form = ShortForm(scalar.text)
        guard let type = typeUse(form.name, at: scalar.location, &reading) else { return nil }
        if form.hasInnerOptional {
            let message = "an element of an array cannot be absent: write '?' at the end, or 'nullable' for the element"
            reading.error(.misplacedOptional, at: scalar.location, message)
        }
        guard depth + form.arrayDepth <= JSONReader.maximumDepth else {
            reportDepth(at: scalar.location, &reading)
            return nil
        }
        return TypeWord(type: type, arrayDepth: form.arrayDepth, isOptional: form.isOptional)
    }

    /// The type that a name stands for, or nothing where it has been reported.
    private static func typeUse(_ name: String, at location: SourceLocation, _ reading: inout Reading) -> TypeUse? {
        if let type = TypeName(rawValue: name) { return .builtIn(type) }
        if reading.types.contains(name) { return .named(name) }
        if let near = Suggestion.nearest(to: name, in: Vocabulary.types.known + reading.types.suggestions) {
            reading.error(.unknownType, at: location, "unknown type \(quoted(name)); did you mean '\(near)'?")
            return nil
        }
        // Names from `types:` begin with a capital, as Swift's types do.
        if let first = name.unicodeScalars.first, first.properties.isUppercase {
            let message = "unknown type \(quoted(name)): no file declares it under 'types'"
            reading.error(.unknownType, at: location, message)
            return nil
        }
        let known = list(Vocabulary.types.known, joinedBy: "or")
        reading.error(.unknownType, at: location, "unknown type \(quoted(name)): expected \(known)")
        return nil
    }

    /// The schema of a type that needs nothing but its name.
    static func plainType(_ type: TypeUse, at location: SourceLocation, _ reading: inout Reading) -> SchemaType? {
        switch type {
        case .named(let name): return .reference(name)
        case .builtIn(let type):
            if let plain = type.plain { return plain }
            reading.error(.missingKey, at: location, "type '\(type.rawValue)' needs \(type.need ?? "more")")
            return nil
        }
    }

    /// Puts so many arrays around a schema.
    static func wrap(_ type: SchemaType, inArrays count: Int, at location: SourceLocation) -> SchemaType {
        var type = type
        for _ in 0..<count { type = .array(Schema(type, location: location), []) }
        return type
    }
}

extension TypeName {
    /// The type without rules, where its name alone says enough.
    fileprivate var plain: SchemaType? {
        switch self {
        case .string: .string(StringSchema())
        case .number: .number(NumberSchema())
        case .integer: .integer(IntegerSchema())
        case .boolean: .boolean(isCoerced: false)
        case .stringbool: .stringbool(BooleanWords())
        case .any: .any
        case .unknown: .unknown
        case .json: .json
        case .null: .null
        case .never: .never
        case .undefined: .undefined
        case .enumeration, .literal, .template, .array, .tuple, .object, .record, .set, .map, .union, .intersection: nil
        }
    }
}
