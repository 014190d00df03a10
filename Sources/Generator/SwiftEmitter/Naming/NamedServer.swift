import Diagnostics
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
    var protocolName: String { "\(prefix)Tools" }
    var serverName: String { "\(prefix)Server" }
    var clientName: String { "\(prefix)Client" }
}

/// A YAML file with its tools.
struct NamedFile {
    /// The file's name without folders, as comments show it.
    var name: String
    /// What its Swift file is called.
    var outputName: String
    var tools: [NamedTool]
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
    var input: NamedObject?
    var output: NamedObject?
}

/// An object with the names of its struct and properties.
struct NamedObject {
    /// The name of the struct.
    var name: String
    var schema: Schema
    var properties: [NamedProperty]
}

/// A property with its Swift names.
struct NamedProperty {
    var definition: Property
    /// The property's name, as written in source.
    var name: String
    /// The name of the variable that holds it while the object is read, as written in source.
    var localName: String
    var type: NamedType
}

/// A type with the names that it needs.
indirect enum NamedType {
    case string(rules: StaticName)
    case number(rules: StaticName)
    case integer(rules: StaticName)
    case boolean
    case choice(NamedChoice)
    case literal(swiftType: String, rules: String, values: String)
    case array(NamedElement, rules: StaticName)
    case object(NamedObject)

    /// The name of the constant that holds a value's rules, `nil` where it has none.
    typealias StaticName = String?

    /// A type that must be declared before it can be used.
    enum Declared {
        case choice(NamedChoice)
        case object(NamedObject)
    }

    /// The types that this one needs declared.
    var declared: [Declared] {
        switch self {
        case .choice(let choice): [.choice(choice)]
        case .object(let object): [.object(object)]
        case .array(let element, _): element.type.declared
        case .string, .number, .integer, .boolean, .literal: []
        }
    }
}

/// The elements of an array.
struct NamedElement {
    var schema: Schema
    var type: NamedType
}

/// An enumeration with the names of its cases.
struct NamedChoice {
    var name: String
    var schema: Schema
    /// The values with their cases' names, as written in source.
    var cases: [(value: String, name: String)]
}
