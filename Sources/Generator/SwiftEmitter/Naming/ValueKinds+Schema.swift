import ToolModel
import ToolValidation

extension Schema {
    /// The kinds of JSON that the schema may accept; any, where it cannot be told.
    func kinds(_ types: [String: Schema], besides visited: Set<String> = []) -> ValueKinds {
        var kinds = type.kinds(types, besides: visited)
        for step in steps {
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
}

extension SchemaType {
    fileprivate func kinds(_ types: [String: Schema], besides visited: Set<String>) -> ValueKinds {
        switch self {
        case .string(let text): text.isCoerced ? .any : .string
        case .number(let number): number.isCoerced ? .any : .number
        case .integer(let integer): integer.isCoerced ? .any : integer.width == .int64 ? [.number, .string] : .number
        case .boolean(let isCoerced): isCoerced ? .any : .boolean
        case .stringbool, .enumeration, .template: .string
        case .literal(let values): values.reduce(into: []) { $0.insert($1.kind) }
        case .array, .tuple, .set, .map: .array
        case .object, .record, .discriminatedUnion: .object
        case .union(let options, _):
            options.reduce(into: []) { $0.formUnion($1.kinds(types, besides: visited)) }
        case .intersection(let left, let right):
            left.kinds(types, besides: visited).intersection(right.kinds(types, besides: visited))
        case .null: .null
        case .undefined: .absent
        case .never: []
        case .any, .unknown, .json: .any
        case .reference(let name):
            visited.contains(name) ? .any : types[name]?.kinds(types, besides: visited.union([name])) ?? .any
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
