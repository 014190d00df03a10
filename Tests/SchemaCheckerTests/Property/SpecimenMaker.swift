import PatternCompiler
import ToolModel
import ToolValidation

/// Makes schemas at random, of every type and with every rule, more often those that were made less.
///
/// Every maker builds a value and the rules around it, so that for each rule it knows how to break that rule alone.
struct SpecimenMaker {
    var random: SplitMix
    /// How often each type and rule was made.
    var made: [String: Int] = [:]
    /// How often each rule was broken.
    var broken: [String: Int] = [:]
    /// What the schemas that are made refer to.
    var types: [TypeDefinition] = []
    var predicates: [String: @Sendable (JSONValue?) -> Bool] = [:]
    var reporters: [String: @Sendable (JSONValue?, inout Issues) -> Void] = [:]
    var transforms: [String: @Sendable (JSONValue?, inout Issues) -> JSONValue?] = [:]

    /// No schema keeps more, so that a deep one is checked as fast as a flat one.
    private static let greatestMutationCount = 8

    init(seed: UInt64) { random = SplitMix(state: seed) }

    /// A schema with so many levels below it, with steps behind it or not.
    mutating func make(levels: Int) throws -> Specimen {
        if levels == 0, chance(1, of: 3) { return try withStep() }
        var specimen = try levels > 0 ? composite(levels: levels) : leaf()
        while chance(1, of: 3) { specimen = decorated(specimen) }
        return trimmed(specimen)
    }

    mutating func trimmed(_ specimen: Specimen) -> Specimen {
        var specimen = specimen
        specimen.mutations.shuffle(using: &random)
        // What was broken seldom is kept.
        let broken = broken
        specimen.mutations.sort { broken[$0.rule, default: 0] < broken[$1.rule, default: 0] }
        let kept = specimen.mutations.prefix(Self.greatestMutationCount)
        specimen.mutations = Array(kept)
        specimen.accepted.shuffle(using: &random)
        specimen.accepted = Array(specimen.accepted.prefix(4))
        return specimen
    }

    // MARK: - Choosing

    mutating func chance(_ part: Int, of whole: Int) -> Bool { Int.random(in: 0..<whole, using: &random) < part }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &random) }

    mutating func one<Element>(of elements: [Element]) -> Element {
        elements[Int.random(in: 0..<elements.count, using: &random)]
    }

    /// One of some names, most often the one that was made least.
    mutating func name(of names: [String]) -> String {
        let least = names.map { made[$0, default: 0] }.min() ?? 0
        let seldom = names.filter { made[$0, default: 0] == least }
        return chance(2, of: 3) ? one(of: seldom) : one(of: names)
    }

    mutating func count(_ names: [String]) {
        for name in names { made[name, default: 0] += 1 }
    }

    /// A function's name that no other has.
    func functionName(_ stem: String) -> String {
        "\(stem)\(predicates.count + reporters.count + transforms.count)"
    }

    /// An input of a kind that a schema does not take.
    mutating func wrongKind(besides kinds: Set<Specimen.Kind>) -> JSONValue? {
        let values: [JSONValue] = ["?", 7.5, true, .null, [[]], ["?": 1]]
        let others = values.filter { !kinds.contains($0.kind) }
        return others.isEmpty ? nil : one(of: others)
    }

    /// Adds the fault that every type has: the value is of another kind.
    mutating func withWrongKind(_ specimen: Specimen, _ code: ValidationIssue.Code = .invalidType) -> Specimen {
        var specimen = specimen
        if let input = wrongKind(besides: specimen.kinds) {
            specimen.mutations.append(Mutation(rule: "type", input: input, code: code))
        }
        return specimen
    }

    mutating func rule<Kind>(_ kind: Kind, aborts: Bool = false) -> Rule<Kind> {
        Rule(kind, message: chance(1, of: 5) ? "wrong" : nil, aborts: aborts, location: Schema.place)
    }
}
