/// A `tools.yaml` of any size, and the same types as a person would write them with `Codable`.
///
/// Each tool has five properties out of fifteen, so that three tools in a row have all: texts with and without rules,
/// patterns that differ from tool to tool, numbers, enumerations, arrays and nested objects.
struct ToolFile {
    /// A property in both languages.
    private struct Property {
        var name: String
        var yaml: String
        var type: String
        /// The declaration of the type, where it is one of its own.
        var declaration = ""
    }

    let count: Int

    /// The `tools.yaml`.
    var yaml: String {
        var text = "server: { name: many, version: 1.0.0 }\ntools:\n"
        for tool in 0..<count {
            text += "  - name: handle_item_\(tool)\n"
            text += "    description: Handles items of kind \(tool), as the list of kinds has it.\n"
            text += "    annotations: { readOnly: \(tool.isMultiple(of: 2)), openWorld: false }\n"
            text += "    input:\n"
            for property in properties(of: tool) { text += "      \(property.name): \(property.yaml)\n" }
        }
        return text
    }

    /// The structs.
    var codable: String {
        var text = ""
        for tool in 0..<count {
            let properties = properties(of: tool)
            text += "public struct HandleItem\(tool): Codable, Sendable {\n"
            for property in properties {
                text += "    /// The property `\(property.name)`.\n    public var \(property.name): \(property.type)\n"
            }
            let parameters = properties.map {
                "\($0.name): \($0.type)" + ($0.type.hasSuffix("?") ? " = nil" : "")
            }
            text += "\n    public init(\(parameters.joined(separator: ", "))) {\n"
            for property in properties { text += "        self.\(property.name) = \(property.name)\n" }
            text += "    }\n"
            for property in properties where !property.declaration.isEmpty { text += "\n\(property.declaration)" }
            text += "}\n\n"
        }
        return text
    }

    private func properties(of tool: Int) -> [Property] {
        switch tool % 3 {
        case 0:
            [
                Property(name: "title", yaml: "{ type: string, min: 1, max: \(tool % 90 + 10) }", type: "String"),
                Property(
                    name: "code",
                    yaml: "{ type: string, regex: '^[A-Z]{2}-\(tool)-[0-9]{4,6}$', description: The code. }",
                    type: "String"
                ),
                Property(name: "amount", yaml: "{ type: integer, min: 0, max: \(tool + 100) }", type: "Int"),
                choice("state", ["open", "closed", "waiting\(tool)"]),
                Property(
                    name: "tags",
                    yaml: "{ type: array, items: { type: string, min: 1 }, max: 9 }",
                    type: "[String]"
                ),
            ]
        case 1:
            [
                Property(name: "query", yaml: "string", type: "String"),
                Property(name: "email", yaml: "{ type: string, format: email, optional: true }", type: "String?"),
                Property(name: "ratio", yaml: "{ type: number, gt: 0, lte: 1 }", type: "Double"),
                Property(name: "verbose", yaml: "{ type: boolean, default: false }", type: "Bool"),
                place("place"),
            ]
        default:
            [
                Property(name: "id", yaml: "{ type: string, format: uuid }", type: "String"),
                Property(name: "path", yaml: #"{ type: string, regex: '^(/[\w.-]+)+/?$', max: 255 }"#, type: "String"),
                Property(name: "scores", yaml: "{ type: array, items: number, optional: true }", type: "[Double]?"),
                Property(name: "note", yaml: "string?", type: "String?"),
                choice("unit", ["metre", "foot", "mile", "league"]),
            ]
        }
    }

    private func choice(_ name: String, _ values: [String]) -> Property {
        let type = name.prefix(1).uppercased() + name.dropFirst()
        return Property(
            name: name,
            yaml: "{ type: enum, values: [\(values.joined(separator: ", "))] }",
            type: type,
            declaration: "    public enum \(type): String, Codable, Sendable {\n"
                + values.map { "        case \($0)\n" }.joined() + "    }\n"
        )
    }

    private func place(_ name: String) -> Property {
        let type = name.prefix(1).uppercased() + name.dropFirst()
        return Property(
            name: name,
            yaml: """

                        type: object
                        properties:
                          latitude: { type: number, min: -90, max: 90 }
                          longitude: { type: number, min: -180, max: 180 }
                """,
            type: type,
            declaration: """
                    public struct \(type): Codable, Sendable {
                        public var latitude: Double
                        public var longitude: Double

                        public init(latitude: Double, longitude: Double) {
                            self.latitude = latitude
                            self.longitude = longitude
                        }
                    }

                """
        )
    }
}
