internal import Diagnostics
internal import ToolModel
internal import ToolValidation

/// Refuses intersections whose sides have nothing in common, or make different values of the same one.
struct IntersectionCheck {
    private let types: TypeIndex

    init(_ types: TypeIndex) { self.types = types }

    func run(on left: Schema, _ right: Schema, _ reading: inout Reading) {
        let notes = [Diagnostic.Note("the other side stands here", at: left.location)]
        if types.kinds.kinds(of: left).isDisjoint(with: types.kinds.kinds(of: right)) {
            let message = "no value is accepted by both sides of the intersection"
            return reading.error(.unsatisfiable, at: right.location, message, notes: notes)
        }
        var compared: Set<[String]> = []
        guard let path = difference(left, right, &compared) else { return }
        let subject = path.isEmpty ? "the value" : "'\(path.joined(separator: "."))'"
        reading.error(
            .intersectionConversion,
            at: right.location,
            "the sides of the intersection make different values of \(subject): "
                + "write what changes it in both, or behind the intersection",
            notes: notes
        )
    }

    /// The path to a value that the sides change differently; nothing where there is none. Types may be recursive: two of
    /// them are compared once.
    private func difference(_ left: Schema, _ right: Schema, _ compared: inout Set<[String]>) -> [String]? {
        if case .reference(let first) = left.type, case .reference(let second) = right.type {
            guard first != second || left.steps != right.steps, compared.insert([first, second]).inserted else {
                return nil
            }
        }
        guard let left = types.resolve(left), let right = types.resolve(right) else { return nil }
        guard left.ownChanges == right.ownChanges else { return [] }
        switch (left.type, right.type) {
        case (.object(let first), .object(let second)):
            for property in first.properties {
                guard let other = second.properties.first(where: { $0.name.utf8.elementsEqual(property.name.utf8) })
                else { continue }
                if let path = difference(property.schema, other.schema, &compared) {
                    return [property.name] + path
                }
            }
            return nil
        case (.array(let first, _), .array(let second, _)): return difference(first, second, &compared)
        case (.record(let first), .record(let second)):
            return difference(first.values, second.values, &compared)
        case (.intersection(let first, let second), _):
            return difference(first, right, &compared) ?? difference(second, right, &compared)
        case (_, .intersection(let first, let second)):
            return difference(left, first, &compared) ?? difference(left, second, &compared)
        default: return nil
        }
    }
}

/// What makes another value of one. What an absent value becomes is none: the other side refuses that one, or has none.
private enum Change: Hashable {
    case rewrite(TextRewrite)
    case url
    case coercion
    case words(BooleanWords)
    case replacement(JSONValue)
    case function(String)
    case preprocessing(Preprocessing)
}

extension Schema {
    /// What the type and the steps change, parts of the value left out.
    fileprivate var ownChanges: [Change] { type.changes + steps.flatMap(\.kind.changes) }
}

extension StepKind {
    fileprivate var changes: [Change] {
        switch self {
        case .catchValue(let value): [.replacement(value.value)]
        case .overwrite(let name), .transform(let name, _): [.function(name)]
        case .pipe(let target): target.ownChanges
        case .preprocess(let preprocessing): [.preprocessing(preprocessing)]
        case .stringRules(let rules): rules.compactMap(\.kind.change)
        default: []
        }
    }
}

extension SchemaType {
    fileprivate var changes: [Change] {
        switch self {
        case .string(let text): (text.isCoerced ? [.coercion] : []) + text.rules.compactMap(\.kind.change)
        case .number(let number): number.isCoerced ? [.coercion] : []
        case .integer(let integer): integer.isCoerced ? [.coercion] : []
        case .boolean(let isCoerced): isCoerced ? [.coercion] : []
        case .stringbool(let words): [.words(words)]
        default: []
        }
    }
}

extension StringRule {
    fileprivate var change: Change? {
        switch self {
        case .rewrite(let rewrite): .rewrite(rewrite)
        case .url(let url): url.isNormalized ? .url : nil
        default: nil
        }
    }
}
