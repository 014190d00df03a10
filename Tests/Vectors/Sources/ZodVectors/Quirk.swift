/// Where zod's answer is one of JavaScript's that neither JSON nor a property can have.
enum Quirk {
    /// At the root, `undefined` was given, which `exactOptional` tells from an absent property.
    case exactOptional
    /// `new Map(value)` takes more than arrays of pairs, and other arrays not at all.
    case map

    /// The quirk that explains a difference.
    init?(_ vector: Vector, _ test: VectorCase) {
        if test.input == nil, vector.schema.isAbout("exactOptional") {
            self = .exactOptional
        } else if vector.schema.makesMaps, !test.holdsPairs {
            self = .map
        } else {
            return nil
        }
    }

    var verdict: Verdict {
        switch self {
        case .exactOptional: .passedAs("exactOptional, which tells no value at the root from an absent property")
        case .map: .skipped("what JavaScript's Map makes of other things than pairs")
        }
    }
}

extension VectorCase {
    fileprivate var holdsPairs: Bool {
        input.map { VectorJSON(String(decoding: $0, as: UTF8.self)).holdsPairs } ?? false
    }
}

extension VectorJSON {
    /// Whether a kind is among those that are asked of the value itself.
    fileprivate func isAbout(_ kind: String) -> Bool {
        if self["kind"]?.string == kind { return true }
        let inner = ["of", "in", "out", "left", "right"].compactMap { self[$0] } + (self["options"]?.elements ?? [])
        return inner.contains { $0.isAbout(kind) }
    }

    /// Whether a function that makes a map of an array is in a schema.
    fileprivate var makesMaps: Bool {
        switch self {
        case .array(let elements): elements.contains(where: \.makesMaps)
        case .object(let members): self["fn"]?.string == "entriesToMap" || members.contains(where: \.value.makesMaps)
        default: false
        }
    }

    /// Whether an array in a value has nothing but pairs.
    fileprivate var holdsPairs: Bool {
        switch self {
        case .array(let elements):
            elements.allSatisfy { $0.elements.count >= 2 } || elements.contains(where: \.holdsPairs)
        case .object(let members): members.contains(where: \.value.holdsPairs)
        default: false
        }
    }
}
