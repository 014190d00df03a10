import Diagnostics
import RuleExpressions
import ToolModel
import ToolValidation

/// A server whose Swift names have all been decided.
struct NamedServer {
    var definition: ServerDefinition
    /// What the names of the server's types begin with: `Calculator`.
    var prefix: String
    /// The user's type that implements the tools.
    var implementation: String
    var files: [NamedFile]

    var tools: [NamedTool] { files.flatMap(\.tools) }
    var handlers: [NamedHandler] { files.flatMap(\.handlers) }
    var protocolName: String { "\(prefix)Tools" }
    var serverName: String { "\(prefix)Server" }
    var clientName: String { "\(prefix)Client" }
}

/// A YAML file with its types and tools.
struct NamedFile {
    /// The file's name without folders, as comments show it.
    var name: String
    /// What its Swift file is called.
    var outputName: String
    var types: [NamedDefinition]
    var tools: [NamedTool]
    /// The functions of the routes, where the file lists these.
    var handlers: [NamedHandler]
}

extension NamedFile {
    /// Whether a value in it is of a type that Foundation declares, be it by a type of another file.
    var needsFoundation: Bool {
        types.contains { $0.declared.needsFoundation }
            || tools.contains { tool in [tool.input, tool.output].contains { $0?.needsFoundation ?? false } }
            || handlers.contains { $0.payload?.needsFoundation ?? false }
    }
}

extension NamedDeclaration {
    fileprivate var needsFoundation: Bool { values.contains(where: \.needsFoundation) }
}

extension NamedSchema {
    fileprivate var needsFoundation: Bool {
        coreShape.base.needsFoundation || shape.base.needsFoundation || declared.contains(where: \.needsFoundation)
            || steps.contains { $0.target?.needsFoundation ?? false }
    }
}

/// A type of `types:`.
struct NamedDefinition {
    var definition: TypeDefinition
    /// The name of the YAML file, for comments.
    var fileName: String
    var declared: NamedDeclaration
}

/// A tool with its Swift names.
struct NamedTool {
    var definition: ToolDefinition
    /// The name of the YAML file, for comments.
    var fileName: String
    /// The enumeration that holds the tool's types: `ListSessions`.
    var typeName: String
    /// The method that implements it, as written in source: `listSessions`.
    var methodName: String
    /// The function that reads, calls and writes: `callListSessions`.
    var callName: String
    var input: NamedDeclaration?
    var output: NamedDeclaration?
}

/// A schema with the names that its code needs and the Swift types of its values.
struct NamedSchema {
    var schema: Schema
    var core: NamedCore
    var steps: [NamedStep]
    /// What the type alone gives, and what all steps make of it.
    var coreShape: ValueShape
    var shape: ValueShape { steps.last?.shape ?? coreShape }
}

/// A step with the names that it needs.
struct NamedStep {
    var kind: StepKind
    /// The name of the constant that holds its rules, where it has any.
    var constant: String?
    /// The schema that comes behind it.
    var target: NamedSchema?
    /// What it gives.
    var shape: ValueShape
    /// Whether the schema before makes something of an absent value.
    var readsAbsent = false
}

/// A type with the names that it needs; names of constants are `nil` where there are no rules.
indirect enum NamedCore {
    case string(rules: String?)
    case number(rules: String?)
    case integer(rules: String?)
    case boolean
    case stringbool(rules: String)
    case literal(swiftType: String, rules: String, values: String)
    case template(rules: String)
    case array(NamedSchema, rules: String?)
    case set(NamedSchema, rules: String?)
    case record(keys: NamedSchema, values: NamedSchema, rules: String)
    case map(keys: NamedSchema, values: NamedSchema, rules: String?)
    /// Two schemas that give values of one type.
    case both(NamedSchema, NamedSchema)
    case any
    case json
    case null
    case never
    case undefined
    /// The value before the checks of the value as a whole.
    case unchecked
    /// A type that is declared here, or elsewhere under that name.
    case declared(NamedDeclaration)
    case reference(String)
    /// A value of a type that has a struct of its own to be read by.
    case wrapped(String)
}

/// A type that must be declared before it can be used.
struct NamedDeclaration {
    /// The name of the type.
    var name: String
    var schema: Schema
    var kind: Kind
    /// The checks of the value as a whole, which its initializer makes.
    var checks: [NamedStep] = []

    /// What is declared.
    indirect enum Kind {
        case object(NamedObject)
        case choice([NamedCase])
        case tuple(NamedTuple)
        case union(NamedUnion)
        case intersection(NamedIntersection)
        /// A value that is of no type of its own, with a struct to read and write it.
        case wrapper(NamedSchema)
        /// Another name of a type.
        case alias(String)
    }
}

/// The properties of an object.
struct NamedObject {
    var definition: ObjectSchema
    var properties: [NamedProperty]
    /// The properties that the server fills, not the caller.
    var bound: [NamedBinding]
    /// The property that holds what is not declared.
    var additional: NamedProperty?
    /// What must be true of the properties together.
    var rules: [NamedRule] = []
}

/// A rule about several properties, with the name of the constant that says what is reported.
struct NamedRule {
    var expression: RuleExpression
    var constant: String
}

/// A property that the server fills.
struct NamedBinding {
    var definition: Property
    /// The property's name, as written in source.
    var name: String
    var binding: Binding
}

/// A property with its Swift names.
struct NamedProperty {
    var definition: Property
    /// The property's name, as written in source.
    var name: String
    /// The name of the variable that holds it while the object is read, as written in source.
    var localName: String
    var value: NamedSchema
    var presence: Presence
    /// Whether the schema takes an absent value without a word, which a required property does not.
    var takesAbsent: Bool
    /// What stores the value elsewhere, where the struct would contain itself.
    var box: String?

    /// The type of the property, which may be absent also where a part of its schema lets it be.
    var shape: ValueShape {
        var shape = value.shape
        if presence.mayOutputNothing { shape.mayBeAbsent = true }
        return shape
    }
}

/// A value of an enumeration with the name of its case, as written in source.
struct NamedCase {
    var value: String
    var name: String
}

/// The places of a tuple.
struct NamedTuple {
    var items: [NamedItem]
    var rest: NamedItem?
    /// How many of the first places must be there.
    var required: Int
}

/// A place of a tuple with the name of its property.
struct NamedItem {
    var name: String
    var value: NamedSchema
    /// What stores the value elsewhere, where the struct would contain itself.
    var box: String?
}

/// The options of a union.
struct NamedUnion {
    var options: [NamedOption]
    /// What the discriminator's values are for each option; `nil` where no property tells.
    var claims: [[JSONValue?]]?
    var isIndirect: Bool
}

/// An option of a union with the name of its case, as written in source.
struct NamedOption {
    var name: String
    var value: NamedSchema
    /// Whether the case has no value beside itself.
    var isNull: Bool
    /// What kinds of JSON it may accept.
    var kinds: ValueKinds
}

/// Two schemas that both accept a value.
struct NamedIntersection {
    var first: NamedSchema
    var second: NamedSchema
    /// The properties of both, where both are objects: the second's that the first does not have come behind.
    var merged: [MergedProperty]?
}

/// A property of the struct that two schemas' structs are put together in.
struct MergedProperty {
    /// The property with its names in the struct of both.
    var property: NamedProperty
    /// The place of the schema whose struct declares it: 0 or 1.
    var place: Int
    /// The property's name there, as written in source.
    var source: String
}
