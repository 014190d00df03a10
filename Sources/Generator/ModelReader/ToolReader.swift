internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads one element of `tools:`.
enum ToolReader {
    static func read(_ node: YAMLNode, _ reading: inout Reading) -> ToolDefinition? {
        guard let mapping = reading.mapping(node, for: "a tool", expected: "a mapping with 'name'") else { return nil }
        var tool = ToolDefinition(name: "", location: mapping.entry("name")?.value.location ?? start(of: node))
        var hasName = false
        for entry in mapping.entries {
            let node = entry.value
            switch entry.key.text {
            case "name":
                if let name = readName(node, &reading) {
                    tool.name = name
                    hasName = true
                }
            case "title": tool.title = reading.text(node, for: "'title'", as: .prose)
            case "description": tool.description = reading.text(node, for: "'description'", as: .prose)
            case "annotations": tool.annotations = readAnnotations(node, &reading)
            case "swiftName": tool.swiftName = readSwiftName(node, &reading)
            case "input", "inputSchema", "output", "outputSchema": break
            default: reading.refuse(entry.key, of: "a tool", among: Vocabulary.tool)
            }
        }
        if mapping.entry("name") == nil {
            reading.error(.missingKey, at: start(of: node), "this tool has no 'name'")
        }
        checkDescription(of: tool, in: mapping, &reading)
        tool.input = readSchema(mapping, "input", .input, &reading)
        tool.output = readSchema(mapping, "output", .output, &reading)
        // Without a name it has been read for its faults only.
        return hasName ? tool : nil
    }

    /// The point where a node begins; its whole extent would underline many lines.
    private static func start(of node: YAMLNode) -> SourceLocation {
        SourceLocation(path: node.location.path, start: node.location.start)
    }

    private static func checkDescription(
        of tool: ToolDefinition,
        in mapping: YAMLMapping,
        _ reading: inout Reading
    ) {
        let entry = mapping.entry("description")
        guard entry == nil || tool.description?.utf8.allSatisfy({ $0 <= 0x20 }) == true else { return }
        reading.warning(
            .missingDescription,
            at: entry?.value.location ?? tool.location,
            "a tool without a description is hard to choose for a model: say what it does and when to call it"
        )
    }
}

// MARK: - Names

extension ToolReader {
    private static func readName(_ node: YAMLNode, _ reading: inout Reading) -> String? {
        guard let name = reading.text(node, for: "'name'") else { return nil }
        guard ToolDefinition.isName(name) else {
            let message =
                "\(quoted(name)) is no name of a tool: use 1 to \(ToolDefinition.longestName) of the ASCII letters and digits "
                + "and of '_', '.' and '-'"
            reading.error(.toolName, at: node.location, message)
            return nil
        }
        if let first = reading.toolNames[name] {
            reading.error(
                .duplicateTool,
                at: node.location,
                "a tool named '\(name)' exists already",
                notes: [.init("'\(name)' is first defined here", at: first)]
            )
        } else {
            reading.toolNames[name] = node.location
        }
        return name
    }

    private static func readSwiftName(_ node: YAMLNode, _ reading: inout Reading) -> String? {
        guard let name = reading.text(node, for: "'swiftName'") else { return nil }
        guard SwiftIdentifier.isCamelCase(name) else {
            let message = "\(quoted(name)) is no Swift name: write letters and digits, such as 'ListSessions'"
            reading.error(.swiftName, at: node.location, message)
            return nil
        }
        return name
    }

    private static func readAnnotations(_ node: YAMLNode, _ reading: inout Reading) -> ToolAnnotations {
        var annotations = ToolAnnotations()
        guard let mapping = reading.mapping(node, for: "'annotations'") else { return annotations }
        for entry in mapping.entries {
            let node = entry.value
            switch entry.key.text {
            case "readOnly": annotations.readOnly = reading.flag(node, for: "'readOnly'")
            case "destructive": annotations.destructive = reading.flag(node, for: "'destructive'")
            case "idempotent": annotations.idempotent = reading.flag(node, for: "'idempotent'")
            case "openWorld": annotations.openWorld = reading.flag(node, for: "'openWorld'")
            default: reading.refuse(entry.key, of: "'annotations'", among: Vocabulary.annotations)
            }
        }
        return annotations
    }
}

// MARK: - Input and output

extension ToolReader {
    /// Reads `input` or `inputSchema`, or the same pair for the output.
    private static func readSchema(
        _ mapping: YAMLMapping,
        _ key: String,
        _ place: SchemaPlace,
        _ reading: inout Reading
    ) -> Schema? {
        let short = mapping.entry(key)
        let long = mapping.entry("\(key)Schema")
        if let short, let long {
            let (first, second) =
                short.key.location.start < long.key.location.start ? (short, long) : (long, short)
            reading.error(
                .conflictingKeys,
                at: second.key.location,
                "'\(key)' and '\(key)Schema' are two ways to say one thing: keep one",
                notes: [.init("'\(first.key.text)' stands here", at: first.key.location)]
            )
        }
        var schema: Schema?
        if let short {
            let expected = "a mapping of properties"
            if let properties = reading.mapping(short.value, for: "'\(key)'", expected: expected),
                !isWholeSchema(properties, of: key, &reading)
            {
                schema = Schema(
                    .object(ObjectSchema(SchemaReader.readProperties(properties, depth: 1, &reading))),
                    location: short.key.location
                )
            }
        }
        if let long, let whole = SchemaReader.read(long.value, at: place, depth: 0, &reading) {
            if place == .input { checkInput(whole, &reading) } else { checkOutput(whole, &reading) }
            schema = schema ?? whole
        }
        return schema
    }

    /// Whether a mapping is a schema and no list of properties: it names a type and says what that is made of.
    private static func isWholeSchema(_ mapping: YAMLMapping, of key: String, _ reading: inout Reading) -> Bool {
        guard let type = mapping.entry("type"), let name = type.value.scalar?.text, ["object", "array"].contains(name),
            ["properties", "items", "required", "additionalProperties"].contains(where: { mapping[$0] != nil })
        else { return false }
        let message =
            "this is a whole schema, and '\(key)' takes the properties themselves: write '\(key)Schema' instead of "
            + "'\(key)', or leave out 'type' and 'properties'"
        reading.error(.schemaAsProperties, at: type.key.location, message)
        return true
    }

    /// Other results need to be wrapped for the revisions before 2026-07-28.
    private static func checkOutput(_ schema: Schema, _ reading: inout Reading) {
        guard case .object = schema.type, !schema.isNullable else {
            let message =
                "an 'outputSchema' that is no object is not supported yet: make the value a property of 'output'"
            reading.error(.notSupported, at: schema.location, message)
            return
        }
    }

    /// MCP sends the arguments as an object, always.
    private static func checkInput(_ schema: Schema, _ reading: inout Reading) {
        guard case .object = schema.type else {
            reading.error(.inputObject, at: schema.location, "'inputSchema' must be of type object")
            return
        }
        if schema.isNullable {
            reading.error(.inputObject, at: schema.location, "the arguments of a tool are an object, never null")
        }
    }
}
