import ToolValidation

/// JSON for people: a line for each member, and short values in one line.
enum IndentedJSON {
    private static let lineWidth = 120

    static func text(of value: JSONValue) -> String { text(of: value, indent: "", taken: 0) }

    /// The columns that stand before the value on its line are taken.
    private static func text(of value: JSONValue, indent: String, taken: Int) -> String {
        let compact = value.jsonText
        guard taken + compact.count > lineWidth else { return compact }
        let inner = indent + "  "
        switch value {
        case .object(let object):
            let lines = object.members.map { member in
                let key = "\(inner)\(JSONValue.string(member.key).jsonText): "
                return key + text(of: member.value, indent: inner, taken: key.count)
            }
            return "{\n\(lines.joined(separator: ",\n"))\n\(indent)}"
        case .array(let elements):
            let lines = elements.map { inner + text(of: $0, indent: inner, taken: inner.count) }
            return "[\n\(lines.joined(separator: ",\n"))\n\(indent)]"
        default: return compact
        }
    }
}
