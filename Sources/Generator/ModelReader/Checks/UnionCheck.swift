internal import Diagnostics
internal import ToolModel
internal import ToolValidation

/// Warns of members of a union that no value reaches.
struct UnionCheck {
    private let types: TypeIndex

    init(_ types: TypeIndex) { self.types = types }

    /// Each member is compared with each other one: in larger unions that would take too long.
    private static let maximumMembers = 500

    func run(on options: [Schema], isExclusive: Bool, _ reading: inout Reading) {
        guard options.count <= Self.maximumMembers else { return }
        let reaches = options.map { Reach(of: $0, types) }
        for (index, reach) in reaches.enumerated() {
            // A value that two members accept is refused by an exclusive union, whichever stands first.
            let others = isExclusive ? Array(options.indices) : Array(0..<index)
            guard let cover = others.first(where: { $0 != index && reaches[$0].covers(reach, isEarlier: $0 < index) })
            else { continue }
            let message =
                isExclusive
                ? "no value is accepted by this member alone, as 'exclusive' wants it: another one accepts all of them"
                : "no value reaches this member: one above it accepts all that it could"
            let notes = [Diagnostic.Note("the other member stands here", at: options[cover].location)]
            reading.warning(.unreachableMember, at: options[index].location, message, notes: notes)
        }
    }
}

/// What a member accepts, as far as it can be told.
private struct Reach {
    /// The kinds of which it may accept a value.
    let kinds: ValueKinds
    /// The kinds of which it accepts every value.
    private var wholeKinds: ValueKinds = []
    /// All values that it accepts, where they can be listed.
    private var values: Set<JSONValue>?
    /// The type that it names, with nothing said besides.
    private let name: String?

    init(of option: Schema, _ types: TypeIndex) {
        kinds = types.kinds.kinds(of: option)
        if case .reference(let name) = option.type, option.steps.isEmpty { self.name = name } else { name = nil }
        guard let schema = types.resolve(option) else { return }
        wholeKinds = schema.type.isTotal ? types.kinds.kinds(of: schema.type) : []
        values = schema.type.values
        for step in schema.steps {
            switch step.kind {
            case .nullable:
                wholeKinds.insert(.null)
                values?.insert(.null)
            case .catchValue: wholeKinds = .any
            case .preprocess, .refine, .superRefine, .pipe, .transform, .stringRules, .numberRules, .arrayRules:
                wholeKinds = []
            case .optional, .defaultValue, .prefault: values = nil
            default: break
            }
        }
    }

    /// Whether all that another member accepts is accepted by this one. Of two that are the same, the first is kept.
    func covers(_ other: Self, isEarlier: Bool) -> Bool {
        if other.kinds.isEmpty { return false }
        if let name, name == other.name { return isEarlier }
        let isCovered =
            other.kinds.isSubset(of: wholeKinds) || other.values.flatMap { values?.isSuperset(of: $0) } ?? false
        guard isCovered, !isEarlier else { return isCovered }
        // Both cover each other: the first has been kept.
        return !other.covers(self, isEarlier: true)
    }
}

extension SchemaType {
    /// Whether every value of its kinds is accepted.
    fileprivate var isTotal: Bool {
        switch self {
        case .string(let text): text.rules.allSatisfy { if case .rewrite = $0.kind { true } else { false } }
        case .number(let number): number.rules.isEmpty && !number.isCoerced
        case .boolean, .any, .unknown, .json, .null: true
        case .array(let items, let rules): items.steps.isEmpty && items.type.isAnything && rules.isEmpty
        case .object(let object):
            object.properties.isEmpty && object.rules.isEmpty && object.unknownKeys.acceptsAll
        default: false
        }
    }

    private var isAnything: Bool {
        switch self {
        case .any, .unknown, .json: true
        default: false
        }
    }

    /// All values that it accepts, where they are listed.
    fileprivate var values: Set<JSONValue>? {
        switch self {
        case .enumeration(let texts): Set(texts.map { .string($0) })
        case .literal(let values): Set(values)
        case .null: [.null]
        default: nil
        }
    }
}

extension UnknownKeys {
    fileprivate var acceptsAll: Bool {
        switch self {
        case .strip, .keep: true
        case .reject, .schema: false
        }
    }
}
