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
            case "deprecated": tool.isDeprecated = reading.flag(node, for: "'deprecated'") ?? false
            case "icons": tool.icons = IconReader.read(node, &reading)
            case "examples": tool.examples = readExamples(node, &reading)
            case "scopes": tool.scopes = ScopeReader.read(node, &reading)
            case "timeout": tool.timeout = reading.duration(node, for: "'timeout'")
            case "concurrency": tool.concurrency = reading.count(node, for: "'concurrency'")
            case "rateLimit": ToolRateLimitReader.read(entry, into: &tool, &reading)
            case "input", "inputSchema", "output", "outputSchema", "rules": break
            default: reading.refuse(entry.key, of: "a tool", among: Vocabulary.tool)
            }
        }
        if mapping.entry("name") == nil {
            reading.error(.missingKey, at: start(of: node), "this tool has no 'name'")
        }
        checkDescription(of: tool, in: mapping, &reading)
        tool.input = readSchema(mapping, "input", .input, &reading)
        tool.output = readSchema(mapping, "output", .output, &reading)
        if let rules = mapping.entry("rules") { readRules(rules, into: &tool, &reading) }
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
                var properties = SchemaReader.readProperties(properties, depth: 1, &reading)
                properties.sortAsJavaScript()
                schema = Schema(.object(ObjectSchema(properties)), location: short.key.location)
            }
        }
        if let long, let whole = SchemaReader.read(long.value, at: place, depth: 0, &reading) {
            if place == .input { checkInput(whole, &reading) }
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

    /// MCP sends the arguments as an object, always.
    private static func checkInput(_ schema: Schema, _ reading: inout Reading) {
        var (names, current) = (Set<String>(), schema)
        while true {
            if current.isNullable {
                reading.error(.inputObject, at: schema.location, "the arguments of a tool are an object, never null")
                return
            }
            guard case .reference(let name) = current.type else { break }
            // An endless chain is reported with all types.
            guard names.insert(name).inserted,
                let next = reading.definition(of: name, for: schema.location)
            else { return }
            current = next.schema
        }
        guard case .object = current.type else {
            reading.error(.inputObject, at: schema.location, "'inputSchema' must be of type object")
            return
        }
    }

    private static func readRules(
        _ entry: YAMLMapping.Entry,
        into tool: inout ToolDefinition,
        _ reading: inout Reading
    ) {
        let rules = CrossFieldRuleReader.read(entry.value, &reading)
        switch tool.input?.type {
        case .object(var object):
            object.rules += rules
            tool.input?.type = .object(object)
        case .reference(let name):
            let message = "'inputSchema' is the type '\(name)': its rules stand there, under 'types'"
            reading.error(.misplacedRule, at: entry.key.location, message)
        case nil:
            let message = "'rules' speak of the arguments, and this tool has none"
            reading.error(.misplacedRule, at: entry.key.location, message)
        default: break
        }
    }

    private static func readExamples(_ node: YAMLNode, _ reading: inout Reading) -> [ToolExample] {
        let expected = "a list of calls ('- input: { … }')"
        guard let elements = reading.elements(node, for: "'examples'", expected: expected) else { return [] }
        return elements.compactMap { element in
            let expected = "a mapping with 'input', 'output' or both"
            let subject = "an element of 'examples'"
            guard let mapping = reading.mapping(element, for: subject, expected: expected) else { return nil }
            var example = ToolExample()
            for entry in mapping.entries {
                switch entry.key.text {
                case "input":
                    guard reading.mapping(entry.value, for: "'input'", expected: "a mapping of arguments") != nil else {
                        continue
                    }
                    example.input = ValueReader.read(entry.value, of: "'input'", &reading)
                case "output": example.output = ValueReader.read(entry.value, of: "'output'", &reading)
                default: reading.refuse(entry.key, of: subject, among: Vocabulary.example)
                }
            }
            if mapping.entries.isEmpty {
                reading.error(.missingKey, at: SchemaReader.start(of: mapping.location), "\(subject) is empty")
            }
            return example
        }
    }
}
