internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads the sections of one file.
enum FileReader {
    struct File {
        var server: ServerSection?
        var http: HTTPDefinition?
        var types: [TypeDefinition] = []
        var tools: [ToolDefinition] = []
    }

    static func read(_ root: YAMLNode, _ reading: inout Reading) -> File {
        var file = File()
        let expected = "a mapping with 'server' and 'tools'"
        guard let mapping = reading.mapping(root, for: "the file", expected: expected) else { return file }
        for entry in mapping.entries {
            switch entry.key.text {
            case "server": file.server = ServerReader.read(entry, &reading)
            case "http": file.http = HTTPReader.read(entry, &reading)
            case "types": file.types = TypesReader.read(entry.value, &reading)
            case "tools": file.tools = readTools(entry.value, &reading)
            default: refuse(entry.key, &reading)
            }
        }
        return file
    }

    private static func readTools(_ node: YAMLNode, _ reading: inout Reading) -> [ToolDefinition] {
        let expected = "a list of tools ('- name: …')"
        guard let elements = reading.elements(node, for: "'tools'", expected: expected) else { return [] }
        var tools: [ToolDefinition] = []
        for element in elements {
            if let tool = ToolReader.read(element, &reading) { tools.append(tool) }
        }
        return tools
    }

    private static func refuse(_ key: YAMLScalar, _ reading: inout Reading) {
        let sections = Vocabulary.sections
        if sections.planned.contains(key.text) {
            reading.error(.notSupported, at: key.location, "section '\(key.text)' is not supported yet")
        } else {
            let advice = reading.advice(for: key.text, among: sections)
            reading.error(.unknownKey, at: key.location, "unknown section \(quoted(key.text))\(advice)")
        }
    }
}
