public import Diagnostics
public import PatternCompiler
public import ToolValidation

/// What a value must be like.
public struct Schema: Sendable, Hashable {
    /// The kind of value, with its rules.
    public var type: SchemaType
    /// Whether the property may be absent.
    public var isOptional: Bool
    /// Whether `null` is accepted.
    public var isNullable: Bool
    /// The value that an absent property gets.
    public var defaultValue: LocatedValue?
    /// The name for people.
    public var title: String?
    /// What a model should know about the value.
    public var description: String?
    /// Values to show as examples.
    public var examples: [LocatedValue]
    /// Whether it should no longer be used.
    public var isDeprecated: Bool
    /// The text of the schema's own failure (`error:`).
    public var message: String?
    /// Where the schema stands.
    public var location: SourceLocation

    /// Creates a schema.
    public init(
        _ type: SchemaType,
        isOptional: Bool = false,
        isNullable: Bool = false,
        defaultValue: LocatedValue? = nil,
        title: String? = nil,
        description: String? = nil,
        examples: [LocatedValue] = [],
        isDeprecated: Bool = false,
        message: String? = nil,
        location: SourceLocation
    ) {
        self.type = type
        self.isOptional = isOptional
        self.isNullable = isNullable
        self.defaultValue = defaultValue
        self.title = title
        self.description = description
        self.examples = examples
        self.isDeprecated = isDeprecated
        self.message = message
        self.location = location
    }

    /// Whether an object without the property is accepted.
    public var mayBeAbsent: Bool { isOptional || defaultValue != nil }
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

/// The kinds of values.
public indirect enum SchemaType: Sendable, Hashable {
    /// A text.
    case string([Rule<StringRule>])
    /// A double.
    case number([Rule<NumberRule>])
    /// A whole number of zod's safe range.
    case integer([Rule<NumberRule>])
    /// `true` or `false`.
    case boolean
    /// One of some texts.
    case enumeration([String])
    /// One of some constants, none of them an array or object.
    case literal([JSONValue])
    /// A list.
    case array(Schema, [Rule<ArrayRule>])
    /// Values by name.
    case object([Property])
}

/// A property of an object.
public struct Property: Sendable, Hashable {
    /// The key in JSON.
    public var name: String
    /// What its value must be like.
    public var schema: Schema
    /// Where the name stands.
    public var location: SourceLocation

    /// Creates a property.
    public init(name: String, schema: Schema, location: SourceLocation) {
        self.name = name
        self.schema = schema
        self.location = location
    }
}

/// A rule with what its author said about its failure.
public struct Rule<Kind: Sendable & Hashable>: Sendable, Hashable {
    /// What is checked.
    public var kind: Kind
    /// The text of the issue, instead of zod's.
    public var message: String?
    /// Whether the rules behind this one are left out when it fails.
    public var aborts: Bool
    /// Where the rule stands.
    public var location: SourceLocation

    /// Creates a rule.
    public init(_ kind: Kind, message: String? = nil, aborts: Bool = false, location: SourceLocation) {
        self.kind = kind
        self.message = message
        self.aborts = aborts
        self.location = location
    }
}

/// The rules of texts. Lengths count Unicode code points.
public enum StringRule: Sendable, Hashable {
    /// At least so many code points; `nonempty` is `min: 1`.
    case min(Int)
    /// At most so many code points.
    case max(Int)
    /// Exactly so many code points.
    case length(Int)
    /// A regular expression must match somewhere.
    case regex(CompiledPattern)
    /// The text begins with another.
    case startsWith(String)
    /// The text ends with another.
    case endsWith(String)
    /// The text contains another.
    case includes(String)
    /// The text has none of the letters `A` to `Z`.
    case lowercase
    /// The text has none of the letters `a` to `z`.
    case uppercase
    /// The text has a form that has a name.
    case format(StringFormat)
    /// The text is changed, for the rules behind this one and for the tool.
    case rewrite(TextRewrite)
}

/// The rules of numbers. `positive` is `greaterThan(0)`.
public enum NumberRule: Sendable, Hashable {
    /// At least this number (`min`, `gte`).
    case min(Double)
    /// At most this number (`max`, `lte`).
    case max(Double)
    /// More than this number (`gt`, `positive`).
    case greaterThan(Double)
    /// Less than this number (`lt`).
    case lessThan(Double)
    /// A multiple of this step.
    case multipleOf(Double)
}

/// The rules of lists.
public enum ArrayRule: Sendable, Hashable {
    /// At least so many elements; `nonempty` is `min: 1`.
    case min(Int)
    /// At most so many elements.
    case max(Int)
    /// Exactly so many elements.
    case length(Int)
}
