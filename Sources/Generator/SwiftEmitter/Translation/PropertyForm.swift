import ToolModel
import ToolValidation

/// How a property is read, and what its variable holds until the object is made.
enum PropertyForm {
    /// So many last steps say only that the property may be absent or `null`, or what an absent one is: that needs no call.
    case plain(dropping: Int)
    /// Its schema is asked about an absent value, and what it has against one is left out.
    case lenient
    /// Its schema may take an absent value, and the object does not.
    case strict
    /// Its schema is asked about an absent value.
    case whole
    /// Its schema is not asked about an absent value, which stays absent.
    case skipped

    init(_ property: NamedProperty) {
        let steps = property.value.steps
        let count = steps.reversed().prefix { $0.kind.isPresence }.count
        let dropped = steps.suffix(count)
        let readsAbsent = dropped.first?.readsAbsent ?? (property.presence.input != .required)
        let mayBeMissing = dropped.contains { $0.kind != .nullable }
        // Where only a default is null, null is refused.
        let takesNull = dropped.contains { $0.kind == .nullable } || !dropped.contains { $0.kind.isNullDefault }
        let inner = property.value.dropping(count).shape
        // Where nothing is made of an absent value its schema has no say.
        let isSkipped = property.presence.input == .optional && property.presence.mayOutputNothing
        if !readsAbsent || (isSkipped && mayBeMissing), !inner.mayBeNull, !inner.mayBeAbsent,
            takesNull
        {
            let takesAbsent = property.takesAbsent
            self = mayBeMissing || !takesAbsent ? .plain(dropping: count) : .strict
        } else if isSkipped {
            self = .skipped
        } else if property.presence.mayOutputNothing, property.presence.input != .required {
            self = .lenient
        } else if property.presence.input == .required {
            self = property.takesAbsent || readsAbsent ? .strict : .whole
        } else {
            self = .whole
        }
    }

    /// Whether the object must not ask for a property that is absent.
    func isOptional(_ property: NamedProperty) -> Bool {
        if case .skipped = self { return true }
        guard case .plain(let count) = self else { return false }
        return property.value.steps.suffix(count).contains { $0.kind != .nullable }
    }
}

extension StepKind {
    /// Whether the step says only what becomes of an absent value or of `null`.
    fileprivate var isPresence: Bool {
        switch self {
        case .optional, .nullable, .defaultValue: true
        default: false
        }
    }

    /// Whether `null` takes the place of an absent value.
    fileprivate var isNullDefault: Bool {
        if case .defaultValue(let value) = self { value.value == .null } else { false }
    }
}
