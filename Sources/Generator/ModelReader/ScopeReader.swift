internal import Diagnostics
internal import ToolModel
internal import YAMLReader

/// Reads the `scopes` of a tool.
enum ScopeReader {
    static func read(_ node: YAMLNode, _ reading: inout Reading) -> [String] {
        guard let scopes = reading.texts(node, for: "'scopes'") else { return [] }
        if node.sequence?.elements.isEmpty == true {
            let message = "'scopes' is empty: leave it out where a tool is for everybody"
            reading.error(.emptyValue, at: node.location, message)
        }
        for scope in scopes where !isToken(scope.text) {
            let message =
                "\(quoted(scope.text)) is no scope: use visible ASCII characters, but no space, quote or backslash"
            reading.error(.scope, at: scope.location, message)
        }
        return scopes.map(\.text)
    }

    /// Whether a text is a `scope-token` (RFC 6749, section 3.3).
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
            }
    }
}
