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
        var type: TypeName
        var arrayDepth: Int
        var isOptional: Bool
    }

    /// Reads the name of a type with its signs.
    static func readTypeWord(_ node: YAMLNode, depth: Int, _ reading: inout Reading) -> TypeWord? {
        guard let scalar = node.scalar, !scalar.isEmpty else {
            reading.reportKind(of: node, expected: "the name of a type", for: "'type'")
            return nil
        }
        if case .null = scalar.value {
            reading.error(.notSupported, at: scalar.location, "type 'null' is not supported yet")
            return nil
        }
        guard case .text = scalar.value else {
            let message = "expected a type, found \(node.kind)"
            reading.error(.wrongKind, at: scalar.location, message)
            return nil
        }
        let form = ShortForm(scalar.text)
        guard let type = TypeName(rawValue: form.name) else {
            refuse(form, at: scalar.location, &reading)
            return nil
        }
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

    private static func refuse(_ form: ShortForm, at location: SourceLocation, _ reading: inout Reading) {
        if Vocabulary.types.planned.contains(form.name) {
            reading.error(.notSupported, at: location, "type '\(form.name)' is not supported yet")
            return
        }
        if let near = Suggestion.nearest(to: form.name, in: Vocabulary.types.known + Vocabulary.types.planned) {
            reading.error(.unknownType, at: location, "unknown type \(quoted(form.name)); did you mean '\(near)'?")
            return
        }
        // Names from `types:` begin with a capital, as Swift's types do.
        if let first = form.name.unicodeScalars.first, first.properties.isUppercase {
            let message = "named types such as \(quoted(form.name)) are not supported yet"
            reading.error(.notSupported, at: location, message)
            return
        }
        let known = list(Vocabulary.types.known, joinedBy: "or")
        reading.error(.unknownType, at: location, "unknown type \(quoted(form.name)): expected \(known)")
    }

    /// The schema of a type that needs nothing but its name.
    static func plainType(_ type: TypeName, at location: SourceLocation, _ reading: inout Reading) -> SchemaType? {
        let missing: String
        switch type {
        case .string: return .string(StringSchema())
        case .number: return .number(NumberSchema())
        case .integer: return .integer(IntegerSchema())
        case .boolean: return .boolean(isCoerced: false)
        case .enumeration: missing = "'values': write { type: enum, values: [a, b] }"
        case .literal: missing = "'value': write { type: literal, value: a }"
        case .array: missing = "'items': write string[], or { type: array, items: string }"
        case .object: missing = "'properties': write { type: object, properties: { name: string } }"
        }
        reading.error(.missingKey, at: location, "type '\(type.rawValue)' needs \(missing)")
        return nil
    }

    /// Puts so many arrays around a schema.
    static func wrap(_ type: SchemaType, inArrays count: Int, at location: SourceLocation) -> SchemaType {
        var type = type
        for _ in 0..<count { type = .array(Schema(type, location: location), []) }
        return type
    }
}
