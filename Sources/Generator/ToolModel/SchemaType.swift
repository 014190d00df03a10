public import Diagnostics
public import PatternCompiler
public import ToolValidation

/// The kinds of values.
public indirect enum SchemaType: Sendable, Hashable {
    /// A text.
    case string(StringSchema)
    /// A double.
    case number(NumberSchema)
    /// A whole number.
    case integer(IntegerSchema)
    /// `true` or `false`; or what JavaScript takes for one of them.
    case boolean(isCoerced: Bool)
    /// A text that says yes or no.
    case stringbool(BooleanWords)
    /// One of some texts.
    case enumeration([String])
    /// One of some constants, none of them an array or object.
    case literal([JSONValue])
    /// A text of a form that is put together from parts.
    case template([TemplatePart], CompiledPattern)
    /// A list.
    case array(Schema, [Rule<ArrayRule>])
    /// A list of fixed length, with a schema for each place, and perhaps one for all places behind those.
    case tuple([Schema], rest: Schema?)
    /// Values by name.
    case object(ObjectSchema)
    /// Values by names that the caller chooses.
    case record(RecordSchema)
    /// A list without repetitions, which are dropped.
    case set(Schema, [Rule<ArrayRule>])
    /// A list of pairs of key and value.
    case map(keys: Schema, values: Schema, [Rule<ArrayRule>])
    /// A value that one of some schemas accepts, or exactly one.
    case union([Schema], isExclusive: Bool)
    /// An object whose property tells by which of some schemas it is read.
    case discriminatedUnion(DiscriminatedUnionSchema)
    /// A value that two schemas accept.
    case intersection(Schema, Schema)
    /// Any value; absent ones only where a step says so.
    case any
    /// Any value, of which nothing is known.
    case unknown
    /// Any value of JSON.
    case json
    /// `null`
    case null
    /// No value.
    case never
    /// No value but an absent one.
    case undefined
    /// A type of `types:`.
    case reference(String)
}

/// What a text must be like.
public struct StringSchema: Sendable, Hashable {
    /// The rules, in the order in which they are written.
    public var rules: [Rule<StringRule>]
    /// Whether other values are made texts, as JavaScript's `String(value)` does.
    public var isCoerced: Bool
    /// What the program gets instead of a text (`as:`).
    public var conversion: StringConversion?

    /// Creates the schema of a text.
    public init(_ rules: [Rule<StringRule>] = [], isCoerced: Bool = false, conversion: StringConversion? = nil) {
        self.rules = rules
        self.isCoerced = isCoerced
        self.conversion = conversion
    }
}

/// The types of Foundation that a text can become.
public enum StringConversion: String, Sendable, Hashable, CaseIterable {
    /// `URL`
    case url
    /// `UUID`
    case uuid
    /// `Date`
    case date
    /// `Data`, from base64
    case data
}

/// What a double must be like.
public struct NumberSchema: Sendable, Hashable {
    /// The rules, in the order in which they are written.
    public var rules: [Rule<NumberRule>]
    /// Whether other values are made numbers, as JavaScript's `Number(value)` does.
    public var isCoerced: Bool

    /// Creates the schema of a number.
    public init(_ rules: [Rule<NumberRule>] = [], isCoerced: Bool = false) {
        self.rules = rules
        self.isCoerced = isCoerced
    }
}

/// What a whole number must be like.
public struct IntegerSchema: Sendable, Hashable {
    /// The rules, in the order in which they are written.
    public var rules: [Rule<NumberRule>]
    /// Which whole numbers there are.
    public var width: IntegerWidth
    /// Whether other values are made numbers, as JavaScript's `Number(value)` does.
    public var isCoerced: Bool

    /// Creates the schema of a whole number.
    public init(_ rules: [Rule<NumberRule>] = [], width: IntegerWidth = .safe, isCoerced: Bool = false) {
        self.rules = rules
        self.width = width
        self.isCoerced = isCoerced
    }
}

/// The words for yes and no.
public struct BooleanWords: Sendable, Hashable {
    /// The words for `true`; zod's where none are given.
    public var truthy: [String]?
    /// The words for `false`; zod's where none are given.
    public var falsy: [String]?
    /// Whether small letters differ from capitals.
    public var isCaseSensitive: Bool

    /// Creates words.
    public init(truthy: [String]? = nil, falsy: [String]? = nil, isCaseSensitive: Bool = false) {
        self.truthy = truthy
        self.falsy = falsy
        self.isCaseSensitive = isCaseSensitive
    }
}

/// A part of a template.
public enum TemplatePart: Sendable, Hashable {
    /// Exactly this text.
    case text(String)
    /// What a schema of a simple type accepts.
    case schema(Schema)
}

/// What an object must be like.
public struct ObjectSchema: Sendable, Hashable {
    /// The properties, in the order in which they are declared.
    public var properties: [Property]
    /// What becomes of keys that are not declared.
    public var unknownKeys: UnknownKeys
    /// What must be true of the properties together.
    public var rules: [CrossFieldRule]

    /// Creates the schema of an object.
    public init(_ properties: [Property], unknownKeys: UnknownKeys = .strip, rules: [CrossFieldRule] = []) {
        self.properties = properties
        self.unknownKeys = unknownKeys
        self.rules = rules
    }
}

/// What becomes of keys that are not declared.
public indirect enum UnknownKeys: Sendable, Hashable {
    /// They are left out.
    case strip
    /// They are an issue.
    case reject
    /// They are kept, whatever their values are.
    case keep
    /// They are kept where a schema accepts their values.
    case schema(Schema)
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

/// What an object with free names must be like.
public struct RecordSchema: Sendable, Hashable {
    /// Which names there may be.
    public enum Mode: String, Sendable, Hashable, CaseIterable {
        /// All names must be right; of an enumeration all must be there.
        case strict
        /// All names must be right.
        case partial
        /// Names that are not right, and their values, are kept unchecked.
        case loose
    }

    /// What the names must be like.
    public var keys: Schema
    /// What the values must be like.
    public var values: Schema
    /// Which names there may be.
    public var mode: Mode
    /// How many entries there may be.
    public var rules: [Rule<ArrayRule>]

    /// Creates the schema of a record.
    public init(keys: Schema, values: Schema, mode: Mode = .strict, rules: [Rule<ArrayRule>] = []) {
        self.keys = keys
        self.values = values
        self.mode = mode
        self.rules = rules
    }
}

/// What an object is like whose property tells of which kind it is.
public struct DiscriminatedUnionSchema: Sendable, Hashable {
    /// The property's name.
    public var discriminator: String
    /// The kinds, all of them objects, or unions of such.
    public var options: [Schema]
    /// Whether all kinds are tried where the property tells none.
    public var hasFallback: Bool

    /// Creates the schema of a discriminated union.
    public init(_ discriminator: String, _ options: [Schema], hasFallback: Bool = false) {
        self.discriminator = discriminator
        self.options = options
        self.hasFallback = hasFallback
    }
}

/// A type of `types:`.
public struct TypeDefinition: Sendable, Hashable {
    /// The name.
    public var name: String
    /// What its values must be like.
    public var schema: Schema
    /// Where the name stands.
    public var location: SourceLocation

    /// Creates a type.
    public init(name: String, schema: Schema, location: SourceLocation) {
        self.name = name
        self.schema = schema
        self.location = location
    }
}
