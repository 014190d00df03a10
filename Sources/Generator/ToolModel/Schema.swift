public import Diagnostics
public import ToolValidation

/// What a value must be like: a type with its rules, and what was written behind them.
public struct Schema: Sendable, Hashable {
    /// The kind of value, with its rules.
    public var type: SchemaType
    /// The modifiers, and the checks behind the first of them, in the order in which they are written; as in a zod
    /// chain, each is about the schema that all before it make.
    public var steps: [Step]
    /// The text of the type's own failure (`error:`), and of rules that have none of their own.
    public var message: String?
    /// What is advertised of it besides what it accepts.
    public var annotations: SchemaAnnotations
    /// Where its value comes from, if not from the caller.
    public var binding: Binding?
    /// The name of the HTTP header that repeats the value (`x-mcp-header`).
    public var header: LocatedText?
    /// Whether the value stays out of logs and issues.
    public var isSensitive: Bool
    /// Where the schema stands.
    public var location: SourceLocation

    /// Creates a schema.
    public init(
        _ type: SchemaType,
        steps: [Step] = [],
        message: String? = nil,
        annotations: SchemaAnnotations = SchemaAnnotations(),
        binding: Binding? = nil,
        header: LocatedText? = nil,
        isSensitive: Bool = false,
        location: SourceLocation
    ) {
        self.type = type
        self.steps = steps
        self.message = message
        self.annotations = annotations
        self.binding = binding
        self.header = header
        self.isSensitive = isSensitive
        self.location = location
    }
}

/// What is said of a schema to people and models.
public struct SchemaAnnotations: Sendable, Hashable {
    /// The name for people.
    public var title: String?
    /// What a model should know about the value.
    public var description: String?
    /// Values to show as examples.
    public var examples: [LocatedValue] = []
    /// Whether it should no longer be used.
    public var isDeprecated = false

    /// Creates annotations that say nothing.
    public init() {}
}

/// A JSON value that the YAML holds, with its place.
public struct LocatedValue: Sendable, Hashable {
    /// The value.
    public var value: JSONValue
    /// Where it stands.
    public var location: SourceLocation

    /// Creates a value.
    public init(_ value: JSONValue, location: SourceLocation) {
        self.value = value
        self.location = location
    }
}

/// A text that the YAML holds, with its place.
public struct LocatedText: Sendable, Hashable {
    /// The text.
    public var text: String
    /// Where it stands.
    public var location: SourceLocation

    /// Creates a text.
    public init(_ text: String, location: SourceLocation) {
        self.text = text
        self.location = location
    }
}

/// What fills a property in the place of the caller.
public enum Binding: String, Sendable, Hashable, CaseIterable {
    /// Who the authenticated caller is.
    case subject = "principal.subject"
    /// The client application that the caller uses.
    case client = "principal.client"
}

/// One step of a schema behind its type and the type's own rules.
public struct Step: Sendable, Hashable {
    /// What the step does.
    public var kind: StepKind
    /// Where its key stands.
    public var location: SourceLocation

    /// Creates a step.
    public init(_ kind: StepKind, location: SourceLocation) {
        self.kind = kind
        self.location = location
    }
}

/// The kinds of steps. zod's documentation describes each under the same name.
public indirect enum StepKind: Sendable, Hashable {
    /// An absent value is accepted and stays absent; `exactOptional` is the same for JSON.
    case optional
    /// An absent value is refused, whatever the schema before says of it.
    case nonoptional
    /// `null` is accepted and passes all before it by.
    case nullable
    /// Advertised as `readOnly`; changes no verdict.
    case readonly
    /// A name for the checked value; changes nothing.
    case brand(String)
    /// An absent value, or one that a step before makes absent, becomes this one, which is not checked.
    case defaultValue(LocatedValue)
    /// An absent value becomes this one, which is then read as if it had been sent.
    case prefault(LocatedValue)
    /// A value that anything is wrong with becomes this one.
    case catchValue(LocatedValue)
    /// A function of the user's says whether the value is right.
    case refine(Refinement)
    /// A function of the user's reports what is wrong.
    case superRefine(String)
    /// A function of the user's puts another value of the same type in the place of this one.
    case overwrite(String)
    /// A function of the user's makes a value of another type.
    case transform(String, to: Schema)
    /// The value is read once more by another schema.
    case pipe(Schema)
    /// What was sent is changed before all steps before this one, and the type, see it.
    case preprocess(Preprocessing)
    /// Rules of a text behind another step.
    case stringRules([Rule<StringRule>])
    /// Rules of a number behind another step.
    case numberRules([Rule<NumberRule>])
    /// Rules of an array, set, map or record behind another step.
    case arrayRules([Rule<ArrayRule>])
}

/// A predicate of the user's with what is said when it does not hold.
public struct Refinement: Sendable, Hashable {
    /// The function's name.
    public var name: String
    /// The text of the issue, instead of zod's.
    public var message: String?
    /// What is added to the path of the issue.
    public var path: [ValidationIssue.PathElement]
    /// What the issue carries as `params`.
    public var params: JSONObject?
    /// Whether the steps behind this one are left out when it fails.
    public var aborts: Bool
    /// Whether it runs where the value is wrong already (`when: always`).
    public var runsAlways: Bool

    /// Creates a refinement.
    public init(
        _ name: String,
        message: String? = nil,
        path: [ValidationIssue.PathElement] = [],
        params: JSONObject? = nil,
        aborts: Bool = false,
        runsAlways: Bool = false
    ) {
        self.name = name
        self.message = message
        self.path = path
        self.params = params
        self.aborts = aborts
        self.runsAlways = runsAlways
    }
}

// MARK: - What the steps make of a schema

extension Schema {
    /// A schema of a type, without all that is said about it.
    public init(_ type: SchemaType, like other: Schema) {
        self.init(type, location: other.location)
    }

    /// Whether one of the steps is of a kind.
    public func has(_ kind: StepKind) -> Bool { steps.contains { $0.kind == kind } }

    /// Whether `null` is accepted by a step.
    public var isNullable: Bool { has(.nullable) }

    /// Whether an absent value is accepted and stays absent.
    public var isOptional: Bool {
        for step in steps.reversed() {
            switch step.kind {
            case .optional: return true
            case .nonoptional, .defaultValue, .prefault, .catchValue: return false
            default: continue
            }
        }
        return false
    }

    /// The value that an absent one gets, by the last of the steps.
    public var defaultValue: LocatedValue? {
        for step in steps.reversed() {
            if case .defaultValue(let value) = step.kind { return value }
        }
        return nil
    }
}
