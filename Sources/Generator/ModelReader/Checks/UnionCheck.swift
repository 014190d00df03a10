internal import Diagnostics
internal import ToolModel
internal import ToolValidation

/// Warns of members of a union that no value reaches.
struct UnionCheck {
    private let types: TypeIndex

    init(_ types: TypeIndex) { self.types = types }

    /// The kinds of values.
    private enum Kind: CaseIterable {
        case text, number, boolean, null, array, object, absence

        static let allOfJSON = Set(allCases).subtracting([.absence])
    }

    /// What a member accepts, as far as it can be told.
    private struct Reach {
        /// The kinds of which it may accept a value.
        var kinds: Set<Kind>
        /// The kinds of which it accepts every value.
        var wholeKinds: Set<Kind> = []
        /// All values that it accepts, where they can be listed.
        var values: Set<JSONValue>?
        /// The type that it names, with nothing said besides.
        var name: String?

        /// Whether all that another member accepts is accepted by this one. Of two that are the same, the first is kept.
        func covers(_ other: Self, isEarlier: Bool) -> Bool {
            if other.kinds.isEmpty { return false }
            if let name, name == other.name { return isEarlier }
            let isCovered =
                other.kinds.isSubset(of: wholeKinds)
                || other.values.flatMap { values?.isSuperset(of: $0) } ?? false
            guard isCovered, !isEarlier else { return isCovered }
            // Both cover each other: the first has been kept.
            return !other.covers(self, isEarlier: true)
        }
    }

    /// Each member is compared with each other one: in larger unions that would take too long.
    private static let maximumMembers = 500

    func run(on options: [Schema], isExclusive: Bool, _ reading: inout Reading) {
        guard options.count <= Self.maximumMembers else { return }
        let reaches = options.map(reach)
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

    private func reach(_ option: Schema) -> Reach {
        guard let schema = types.resolve(option) else { return Reach(kinds: Kind.allOfJSON) }
        var reach = reach(schema.type)
        if case .reference(let name) = option.type, option.steps.isEmpty { reach.name = name }
        for step in schema.steps {
            switch step.kind {
            case .nullable:
                reach.kinds.insert(.null)
                reach.wholeKinds.insert(.null)
                reach.values?.insert(.null)
            case .catchValue: reach = Reach(kinds: Kind.allOfJSON, wholeKinds: Kind.allOfJSON)
            case .preprocess: reach = Reach(kinds: Kind.allOfJSON)
            case .refine, .superRefine, .pipe, .transform, .stringRules, .numberRules, .arrayRules:
                reach.wholeKinds = []
            case .optional, .defaultValue, .prefault:
                reach.kinds.insert(.absence)
                reach.values = nil
            default: break
            }
        }
        return reach
    }

    private func reach(_ type: SchemaType) -> Reach {
        switch type {
        case .string(let string):
            if string.isCoerced { return coerced(isTotal: string.rules.isEmpty) }
            let isTotal = string.rules.allSatisfy { if case .rewrite = $0.kind { true } else { false } }
            return Reach(kinds: [.text], wholeKinds: isTotal ? [.text] : [])
        case .number(let number):
            if number.isCoerced { return coerced(isTotal: false) }
            return Reach(kinds: [.number], wholeKinds: number.rules.isEmpty ? [.number] : [])
        case .integer(let integer):
            if integer.isCoerced { return coerced(isTotal: false) }
            return Reach(kinds: integer.width == .int64 ? [.number, .text] : [.number])
        case .boolean(let isCoerced):
            return isCoerced ? coerced(isTotal: true) : Reach(kinds: [.boolean], wholeKinds: [.boolean])
        case .stringbool, .template: return Reach(kinds: [.text])
        case .enumeration(let values): return Reach(kinds: [.text], values: Set(values.map { .string($0) }))
        case .literal(let values): return Reach(kinds: Set(values.map(kind)), values: Set(values))
        case .array(let items, let rules):
            return Reach(kinds: [.array], wholeKinds: items.isAnything && rules.isEmpty ? [.array] : [])
        case .tuple, .set, .map: return Reach(kinds: [.array])
        case .object(let object):
            let isTotal = object.properties.isEmpty && object.rules.isEmpty && object.unknownKeys.acceptsAll
            return Reach(kinds: [.object], wholeKinds: isTotal ? [.object] : [])
        case .record, .discriminatedUnion: return Reach(kinds: [.object])
        case .any, .unknown, .json: return Reach(kinds: Kind.allOfJSON, wholeKinds: Kind.allOfJSON)
        case .null: return Reach(kinds: [.null], wholeKinds: [.null], values: [.null])
        case .never: return Reach(kinds: [])
        case .undefined: return Reach(kinds: [.absence])
        case .union, .intersection, .reference: return Reach(kinds: Kind.allOfJSON)
        }
    }

    private func coerced(isTotal: Bool) -> Reach {
        Reach(kinds: Kind.allOfJSON, wholeKinds: isTotal ? Kind.allOfJSON : [])
    }

    private func kind(_ value: JSONValue) -> Kind {
        switch value {
        case .string: .text
        case .number: .number
        case .bool: .boolean
        case .null: .null
        case .array: .array
        case .object: .object
        }
    }
}

extension Schema {
    fileprivate var isAnything: Bool {
        guard steps.isEmpty else { return false }
        switch type {
        case .any, .unknown, .json: return true
        default: return false
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
