internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads the `types:` sections.
enum TypesReader {
    /// Learns the names of all files before anything is read, so that a type may be used above its declaration.
    static func collect(_ documents: [YAMLDocument], _ reading: inout Reading) {
        for document in documents {
            guard let section = document.root?.mapping?["types"]?.mapping else { continue }
            for entry in section.entries where isName(entry.key, &reading) {
                if let first = reading.types.location(of: entry.key.text) {
                    reading.error(
                        .duplicateType,
                        at: entry.key.location,
                        "a type named '\(entry.key.text)' exists already",
                        notes: [.init("'\(entry.key.text)' is first declared here", at: first)]
                    )
                } else {
                    reading.types.add(entry, in: document)
                }
            }
        }
    }

    static func read(_ node: YAMLNode, _ reading: inout Reading) -> [TypeDefinition] {
        let expected = "a mapping of names to schemas"
        guard let mapping = reading.mapping(node, for: "'types'", expected: expected) else { return [] }
        var types: [TypeDefinition] = []
        for entry in mapping.entries {
            let (name, location) = (entry.key.text, entry.key.location)
            if reading.types.location(of: name) == location {
                if let type = reading.definition(of: name, for: location) { types.append(type) }
            } else {
                // Its name has been reported; its schema is read for its faults.
                _ = schema(of: name, entry.value, at: location, &reading)
            }
        }
        return types
    }

    static func schema(
        of name: String,
        _ node: YAMLNode,
        at location: SourceLocation,
        _ reading: inout Reading
    ) -> Schema? {
        guard !node.isEmpty else {
            let message = "type \(quoted(name)) has no value: write what it is, such as string"
            reading.error(.emptyValue, at: location, message)
            return nil
        }
        return SchemaReader.read(node, at: .other, depth: 0, &reading)
    }

    private static func isName(_ key: YAMLScalar, _ reading: inout Reading) -> Bool {
        let name = key.text
        let isCapitalized = name.utf8.first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ?? false
        guard isCapitalized, name.utf8.allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) }) else {
            let message = "\(quoted(name)) is no name of a type: write a capital, then ASCII letters and digits"
            reading.error(.typeName, at: key.location, message)
            return false
        }
        if let type = TypeName.allCases.first(where: { $0.rawValue == name.lowercased() }) {
            let message = "'\(name)' would be mistaken for the type '\(type.rawValue)': choose another name"
            reading.error(.typeName, at: key.location, message)
            return false
        }
        return true
    }
}
