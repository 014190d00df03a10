/// Whether a schema takes an absent value, and whether it gives one.
public struct Presence: Sendable, Hashable {
    /// What becomes of an absent value.
    public enum Input: Sendable, Hashable, Comparable {
        /// It is refused.
        case required
        /// It is accepted.
        case optional
        /// It becomes a value.
        case defaulted
    }

    /// What becomes of an absent value.
    public var input: Input
    /// Whether the result may be absent.
    public var mayOutputNothing: Bool

    /// A value is needed, and given.
    static let required = Presence(input: .required, mayOutputNothing: false)
}

extension Schema {
    /// Whether the schema takes an absent value, and whether it gives one.
    ///
    /// - Parameter types: The named types.
    /// - Returns: zod's `optin` and `optout`.
    public func presence(_ types: [String: Schema]) -> Presence { presence(types, besides: []) }

    fileprivate func presence(_ types: [String: Schema], besides visited: Set<String>) -> Presence {
        steps.reduce(type.presence(types, besides: visited)) { presence, step in
            switch step.kind {
            case .optional:
                Presence(input: presence.input == .defaulted ? .defaulted : .optional, mayOutputNothing: true)
            case .nonoptional: .required
            case .defaultValue, .prefault: Presence(input: .defaulted, mayOutputNothing: false)
            case .catchValue:
                Presence(input: max(presence.input, .optional), mayOutputNothing: presence.mayOutputNothing)
            case .transform: Presence(input: presence.input, mayOutputNothing: false)
            case .pipe(let schema):
                Presence(
                    input: presence.input,
                    mayOutputNothing: schema.presence(types, besides: visited).mayOutputNothing
                )
            case .preprocess: Presence(input: .optional, mayOutputNothing: presence.mayOutputNothing)
            default: presence
            }
        }
    }
}

extension Schema {
    /// Whether the schema takes an absent value without a word, though it does not say that one may be sent.
    ///
    /// - Parameter types: The named types.
    /// - Returns: Whether a required property must ask for its presence itself.
    public func takesAbsent(_ types: [String: Schema]) -> Bool { takesAbsent(types, besides: []) }

    private func takesAbsent(_ types: [String: Schema], besides visited: Set<String>) -> Bool {
        if has(.nonoptional) { return true }
        switch type {
        case .undefined, .boolean(isCoerced: true): return true
        case .string(let text): return text.isCoerced
        case .union(let options, _): return options.contains { $0.takesAbsent(types, besides: visited) }
        case .reference(let name):
            guard !visited.contains(name), let schema = types[name] else { return false }
            return schema.takesAbsent(types, besides: visited.union([name]))
        default: return false
        }
    }
}

extension SchemaType {
    fileprivate func presence(_ types: [String: Schema], besides visited: Set<String>) -> Presence {
        switch self {
        case .union(let options, _): return strongest(options, types, visited)
        case .discriminatedUnion(let union): return strongest(union.options, types, visited)
        case .reference(let name):
            guard !visited.contains(name), let schema = types[name] else { return .required }
            return schema.presence(types, besides: visited.union([name]))
        default: return .required
        }
    }

    private func strongest(_ options: [Schema], _ types: [String: Schema], _ visited: Set<String>) -> Presence {
        options.map { $0.presence(types, besides: visited) }.reduce(.required) { result, option in
            Presence(
                input: max(result.input, option.input),
                mayOutputNothing: result.mayOutputNothing || option.mayOutputNothing
            )
        }
    }
}
