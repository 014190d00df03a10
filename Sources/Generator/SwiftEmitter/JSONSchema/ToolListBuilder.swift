import RuleExpressions
import ToolModel
import ToolValidation

/// Writes the tools as `tools/list` advertises them.
struct ToolListBuilder {
    private let types: NamedTypes
    private let schemas: JSONSchemaBuilder

    /// Creates a builder for tools whose schemas refer to some types.
    init(types: [TypeDefinition]) {
        self.types = NamedTypes(types)
        schemas = JSONSchemaBuilder(types: types)
    }

    /// The array of all tools.
    func list(_ tools: [ToolDefinition]) -> JSONValue {
        .array(tools.map { .object(tool($0)) })
    }

    private func tool(_ tool: ToolDefinition) -> JSONObject {
        var json: JSONObject = ["name": .string(tool.name)]
        if let title = tool.title { json["title"] = .string(title) }
        json["description"] = description(of: tool).map { .string($0) }
        if !tool.icons.isEmpty { json["icons"] = .array(tool.icons.map { .object(icon($0)) }) }
        json["inputSchema"] = .object(tool.input.map(inputSchema) ?? Self.noArguments)
        if let output = tool.output { json["outputSchema"] = .object(outputSchema(output)) }
        let annotations = annotations(tool.annotations)
        if !annotations.members.isEmpty { json["annotations"] = .object(annotations) }
        return json
    }

    /// The description, with the rules of the arguments in words.
    private func description(of tool: ToolDefinition) -> String? {
        var parts = [tool.description].compactMap { $0 }
        if let input = tool.input, case .object(let object) = types.resolved(input).type {
            let rules = RuleExpressions.rules(of: object, types: types.definitions).map(\.message)
            if !rules.isEmpty { parts.append(rules.joined(separator: "\n")) }
        }
        return parts.isEmpty ? nil : parts.joined(separator: "\n\n")
    }

    /// Unknown arguments are ignored, so that they are not forbidden; widespread clients insist on `properties`.
    private static let noArguments: JSONObject = ["type": "object", "properties": [:]]

    /// The protocol wants arguments to be an object, and to see so at once.
    private func inputSchema(_ schema: Schema) -> JSONObject {
        Self.objects(schemas.schema(schema, for: .input))
    }

    /// Older revisions want the same of results.
    private func outputSchema(_ schema: Schema) -> JSONObject {
        let json = schemas.schema(schema, for: .output)
        return types.isObject(schema) ? Self.objects(json) : json
    }

    private static func objects(_ json: JSONObject) -> JSONObject {
        json["type"] == nil ? JSONObject([.init("type", "object")] + json.members) : json
    }

    private func icon(_ icon: ToolIcon) -> JSONObject {
        var json: JSONObject = ["src": .string(icon.source)]
        json["mimeType"] = icon.mimeType.map { .string($0) }
        if !icon.sizes.isEmpty { json["sizes"] = .array(icon.sizes.map { .string($0) }) }
        return json
    }

    private func annotations(_ annotations: ToolAnnotations) -> JSONObject {
        var json = JSONObject()
        json["readOnlyHint"] = annotations.readOnly.map { .bool($0) }
        json["destructiveHint"] = annotations.destructive.map { .bool($0) }
        json["idempotentHint"] = annotations.idempotent.map { .bool($0) }
        json["openWorldHint"] = annotations.openWorld.map { .bool($0) }
        return json
    }
}
