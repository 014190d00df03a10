internal import ToolModel
internal import YAMLReader

/// Reads `icons:`, a list of URLs or of `{ src:, mimeType:, sizes: }`.
enum IconReader {
    static func read(_ node: YAMLNode, _ reading: inout Reading) -> [ToolIcon] {
        let expected = "a list of URLs"
        guard let elements = reading.elements(node, for: "'icons'", expected: expected) else { return [] }
        return elements.compactMap { icon($0, &reading) }
    }

    private static func icon(_ node: YAMLNode, _ reading: inout Reading) -> ToolIcon? {
        guard let mapping = node.mapping else {
            return source(node, for: "an element of 'icons'", &reading).map { ToolIcon(source: $0) }
        }
        var icon = ToolIcon(source: "")
        for entry in mapping.entries {
            switch entry.key.text {
            case "src": icon.source = source(entry.value, for: "'src'", &reading) ?? ""
            case "mimeType": icon.mimeType = mimeType(entry.value, &reading)
            case "sizes": icon.sizes = sizes(entry.value, &reading)
            default: reading.refuse(entry.key, of: "an icon", among: Vocabulary.icon)
            }
        }
        if mapping.entry("src") == nil {
            reading.error(.missingKey, at: SchemaReader.start(of: mapping.location), "this icon has no 'src'")
        }
        return icon.source.isEmpty ? nil : icon
    }

    /// Clients must not follow URLs of other schemes (MCP 2025-11-25, Icons).
    private static func source(_ node: YAMLNode, for subject: String, _ reading: inout Reading) -> String? {
        guard let text = reading.text(node, for: subject) else { return nil }
        let isURL = ["https://", "data:"].contains { text.hasPrefix($0) && text.utf8.count > $0.utf8.count }
        guard isURL, !text.contains(where: \.isWhitespace) else {
            let message = "\(quoted(text)) is no URL that clients show: write one that begins with https:// or data:"
            reading.error(.iconSource, at: node.location, message)
            return nil
        }
        return text
    }

    private static func mimeType(_ node: YAMLNode, _ reading: inout Reading) -> String? {
        guard let text = reading.text(node, for: "'mimeType'") else { return nil }
        guard text.split(separator: "/", omittingEmptySubsequences: false).map(\.isEmpty) == [false, false] else {
            reading.error(.iconSource, at: node.location, "\(quoted(text)) is no media type: write image/png, say")
            return nil
        }
        return text
    }

    private static func sizes(_ node: YAMLNode, _ reading: inout Reading) -> [String] {
        let sizes = reading.texts(node, for: "'sizes'") ?? []
        for size in sizes where size.text != "any" {
            let sides = size.text.split(separator: "x", omittingEmptySubsequences: false)
            guard sides.count == 2, sides.allSatisfy({ HTTPValues.wholeNumber($0) != nil }) else {
                let message = "\(quoted(size.text)) is no size of a picture: write 48x48, say, or any"
                reading.error(.iconSource, at: size.location, message)
                continue
            }
        }
        return sizes.map(\.text)
    }
}
