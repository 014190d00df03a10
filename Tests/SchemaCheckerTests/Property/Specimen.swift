import Diagnostics
import ToolModel
import ToolValidation

/// A schema made at random, with inputs that it accepts and others that break one rule each.
struct Specimen {
    var schema: Schema
    /// Inputs that are accepted, at least one.
    var accepted: [JSONValue]
    var mutations: [Mutation] = []
    /// The kinds of JSON that may be accepted.
    var kinds: Set<Kind>
    var absence = Absence.refused(.invalidType)
    /// Whether a list need not be long enough for it, though it refuses an absent value.
    var mayBeLeftOut = false
    /// The types and rules that it is made of.
    var uses: [String]
    /// How many levels of schemas there are.
    var depth = 1
    /// Whether what it gives is what it takes.
    var isPlain = false

    /// What becomes of an absent value.
    enum Absence: Equatable {
        case accepted
        /// The schema takes it, an object does not.
        case missing
        case refused(ValidationIssue.Code)
        /// Nothing is said about it.
        case unknown
    }

    enum Kind: CaseIterable {
        case string, number, boolean, null, array, object
    }

    /// The code of the issue that an object raises where the value is absent.
    var codeWhenAbsent: ValidationIssue.Code? {
        switch absence {
        case .refused(let code): code
        case .missing: .invalidType
        case .accepted, .unknown: nil
        }
    }
}

/// An input that breaks one rule, with the one issue that this must raise.
struct Mutation {
    var rule: String
    var input: JSONValue
    var code: ValidationIssue.Code
    var path: [ValidationIssue.PathElement] = []
    /// Whether checks behind the rule still run, so that a union says what the rule says.
    var isSoft = false
    /// Whether the fault ends a pipe: then nothing is left for later checks of the value, but of what the value is a part of.
    var endsPipe = false

    /// The same fault inside another value.
    func inside(_ element: ValidationIssue.PathElement?, _ wrap: (JSONValue) -> JSONValue) -> Mutation {
        var result = self
        result.input = wrap(input)
        if let element { result.path.insert(element, at: 0) }
        if endsPipe { (result.isSoft, result.endsPipe) = (true, false) }
        return result
    }
}

extension Schema {
    static let place = SourceLocation(path: "test", start: SourcePosition(line: 1, column: 1))

    init(_ type: SchemaType, _ steps: StepKind...) {
        self.init(type, steps: steps.map { Step($0, location: Self.place) }, location: Self.place)
    }

    mutating func append(_ step: StepKind) { steps.append(Step(step, location: Self.place)) }
}

extension JSONValue {
    var kind: Specimen.Kind {
        switch self {
        case .string: .string
        case .number: .number
        case .bool: .boolean
        case .null: .null
        case .array: .array
        case .object: .object
        }
    }

    static func members(_ members: [(String, JSONValue)]) -> JSONValue {
        .object(JSONObject(members.map { .init($0.0, $0.1) }))
    }
}
