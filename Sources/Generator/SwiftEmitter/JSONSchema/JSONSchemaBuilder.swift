public import ToolModel
public import ToolValidation

/// Says in JSON Schema (draft 2020-12) what may be sent for a schema and what the server sends for it: never less than
/// the validator accepts, and never less than comes out of it.
///
/// A named type is written where it is used. Only recursive types, and all of them where the schema would grow beyond
/// measure, go to `$defs`: many clients do not follow `$ref`. `Documentation/ToolsYAML.md` lists where this says
/// other than zod does.
public struct JSONSchemaBuilder {
    /// What a JSON Schema is about.
    public enum Use: Sendable {
        /// What may be sent.
        case input
        /// What the server sends.
        case output
    }

    private let types: NamedTypes

    /// Creates a builder for schemas that refer to some types.
    public init(types: [TypeDefinition] = []) {
        self.types = NamedTypes(types)
    }

    /// The JSON Schema of a schema: a document of its own.
    public func schema(_ schema: Schema, for use: Use) -> JSONObject {
        var writer = SchemaWriter(types: types, use: use, root: schema)
        return writer.document(schema)
    }
}

/// A JSON Schema, and how much it says.
struct Advertised {
    /// The JSON Schema.
    var json: JSONObject
    /// Whether it accepts nothing that the validator refuses.
    var isExact: Bool

    init(_ json: JSONObject, isExact: Bool = true) {
        self.json = json
        self.isExact = isExact
    }

    /// Adds what must hold besides.
    mutating func require(_ keywords: JSONObject) {
        if keywords.members.allSatisfy({ json[$0.key] == nil }) {
            json.members += keywords.members
        } else if case .array(let all)? = json["allOf"] {
            json["allOf"] = .array(all + [.object(keywords)])
        } else {
            json["allOf"] = [.object(keywords)]
        }
    }
}
