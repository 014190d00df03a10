/// The types that have a word of the language.
enum TypeName: String, CaseIterable {
    case string, number, integer, boolean, stringbool
    case enumeration = "enum"
    case literal, template, array, tuple, object, record, set, map, union, intersection
    case any, unknown, json, null, never, undefined

    /// The types that have a rule or a part, in the order of the documentation.
    static func having(_ key: String) -> [TypeName] {
        allCases.filter { type in
            let keys = Vocabulary.rules(of: type) + Vocabulary.parts(of: type)
            return keys.known.contains(key) || keys.planned.contains(key)
        }
    }

    /// What else the type must be given, in words, where its name alone says too little.
    var need: String? {
        switch self {
        case .string, .number, .integer, .boolean, .stringbool: nil
        case .any, .unknown, .json, .null, .never, .undefined: nil
        case .enumeration: "'values': write { type: enum, values: [a, b] }"
        case .literal: "'value': write { type: literal, value: a }"
        case .template: "'parts': write { type: template, parts: [user-, { type: integer }] }"
        case .array: "'items': write string[], or { type: array, items: string }"
        case .tuple: "'items': write { type: tuple, items: [string, integer] }"
        case .object: "'properties': write { type: object, properties: { name: string } }"
        case .record: "'values': write { type: record, values: string }"
        case .set: "'items': write { type: set, items: string }"
        case .map: "'keys' and 'values': write { type: map, keys: string, values: integer }"
        case .union: "'of': write { type: union, of: [string, integer] }"
        case .intersection: "'of': write { type: intersection, of: [Named, Dated] }"
        }
    }
}

/// The type of a schema, by its word or by the name that it has in `types:`.
enum TypeUse: Hashable {
    case builtIn(TypeName)
    case named(String)

    var name: String {
        switch self {
        case .builtIn(let type): type.rawValue
        case .named(let name): name
        }
    }

    var builtIn: TypeName? {
        guard case .builtIn(let type) = self else { return nil }
        return type
    }
}
