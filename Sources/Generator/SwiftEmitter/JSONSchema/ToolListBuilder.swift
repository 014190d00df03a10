import ToolModel
import ToolValidation

/// Writes the tools as `tools/list` advertises them.
enum ToolListBuilder {
    /// The array of all tools.
    static func list(_ tools: [ToolDefinition]) -> JSONValue {
        .array(tools.map { .object(tool($0)) })
    }

    private static func tool(_ tool: ToolDefinition) -> JSONObject {
        var json: JSONObject = ["name": .string(tool.name)]
        if let title = tool.title { json["title"] = .string(title) }
        if let description = tool.description { json["description"] = .string(description) }
        json["inputSchema"] = .object(tool.input.map(JSONSchemaBuilder.schema) ?? noArguments)
        if let output = tool.output { json["outputSchema"] = .object(JSONSchemaBuilder.schema(output)) }
        let annotations = annotations(tool.annotations)
        if !annotations.members.isEmpty { json["annotations"] = .object(annotations) }
        return json
    }

    /// Unknown arguments are ignored, so that they are not forbidden; widespread clients insist on `properties`.
    private static let noArguments: JSONObject = ["type": "object", "properties": [:]]

    private static func annotations(_ annotations: ToolAnnotations) -> JSONObject {
        var json = JSONObject()
        json["readOnlyHint"] = annotations.readOnly.map { .bool($0) }
        json["destructiveHint"] = annotations.destructive.map { .bool($0) }
        json["idempotentHint"] = annotations.idempotent.map { .bool($0) }
        json["openWorldHint"] = annotations.openWorld.map { .bool($0) }
        return json
    }
}
