public import ToolValidation

/// The kinds of JSON that schemas may accept, as far as that can be told.
public struct SchemaKinds: Sendable {
    private var named: [String: ValueKinds] = [:]

    /// Finds out what the named types may accept, each once: types that name one another twice take no longer.
    public init(_ types: [String: Schema]) {
        var open = Array(types.keys)
        var begun: Set<String> = []
        while let name = open.last {
            guard named[name] == nil, let schema = types[name] else {
                open.removeLast()
                continue
            }
            // What the type leads to comes first, unless it leads back: such a type has no value at all.
            let others = begun.insert(name).inserted ? schema.sidewiseReferences.filter { named[$0] == nil } : []
            guard others.isEmpty else {
                open += others
                continue
            }
            named[name] = kinds(of: schema)
        }
    }

    /// The kinds of JSON that a schema may accept; any, where it cannot be told.
    ///
    /// - Parameter schema: The schema.
    /// - Returns: The kinds, `absent` among them where no value is one.
    public func kinds(of schema: Schema) -> ValueKinds {
        var kinds = kinds(of: schema.type)
        for step in schema.steps {
            switch step.kind {
            case .nullable: kinds.insert(.null)
            case .optional, .defaultValue, .prefault: kinds.insert(.absent)
            case .catchValue, .preprocess: kinds = .any
            case .nonoptional: kinds.remove(.absent)
            default: break
            }
        }
        return kinds
    }

    /// The kinds of JSON that a type may accept, without its steps.
    ///
    /// - Parameter type: The type.
    /// - Returns: The kinds; any, where it cannot be told.
    public func kinds(of type: SchemaType) -> ValueKinds {
        switch type {
        case .string(let text): text.isCoerced ? .any : .string
        case .number(let number): number.isCoerced ? .any : .number
        case .integer(let integer): integer.isCoerced ? .any : integer.width == .int64 ? [.number, .string] : .number
        case .boolean(let isCoerced): isCoerced ? .any : .boolean
        case .stringbool, .enumeration, .template: .string
        case .literal(let values): values.reduce(into: []) { $0.insert($1.kind) }
        case .array, .tuple, .set, .map: .array
        case .object, .record, .discriminatedUnion: .object
        case .union(let options, _): options.reduce(into: []) { $0.formUnion(kinds(of: $1)) }
        case .intersection(let left, let right): kinds(of: left).intersection(kinds(of: right))
        case .null: .null
        case .undefined: .absent
        case .never: []
        case .any, .unknown, .json: .any
        case .reference(let name): named[name] ?? .any
        }
    }
}

extension JSONValue {
    fileprivate var kind: ValueKinds {
        switch self {
        case .null: .null
        case .bool: .boolean
        case .number: .number
        case .string: .string
        case .array: .array
        case .object: .object
        }
    }
}

extension SchemaType {
    /// What rules of size count the elements of.
    public var collectionKind: CollectionKind {
        switch self {
        case .set: .set
        case .map: .map
        case .record: .record
        default: .array
        }
    }
}
