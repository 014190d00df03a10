/// A whole file with a few placeholders such as `{{name}}`, for files that a person owns from then on.
public struct Template: Sendable, Hashable {
    /// What was wrong with a template or its values.
    public enum Fault: Error, Hashable {
        /// The template has a placeholder for which no value was given.
        case missingValue(String)
        /// `{{` without `}}` behind it.
        case unclosedPlaceholder
    }

    /// The template's path below `Templates`.
    public let name: String
    /// The text with placeholders.
    public let text: String

    /// Creates a template.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// Puts values in the place of the placeholders.
    ///
    /// Values are used as they are, so that callers escape them for the language of the file. What a value brings in is
    /// not searched for placeholders again. A line that holds nothing but a placeholder whose value is empty is left out.
    ///
    /// - Parameter values: The values by name.
    /// - Returns: The finished text.
    /// - Throws: ``Fault``.
    public func rendered(_ values: [String: String]) throws(Fault) -> String {
        var result = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let rendered = try self.line(line, values)
            let isEmptied = rendered.isEmpty && !line.isEmpty
            if !isEmptied { result += rendered + "\n" }
        }
        result.removeLast()
        return result
    }

    private func line(_ line: Substring, _ values: [String: String]) throws(Fault) -> String {
        var result = ""
        var rest = line
        while let start = rest.firstRange(of: "{{") {
            result += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            guard let end = rest.firstRange(of: "}}") else { throw .unclosedPlaceholder }
            let name = String(rest[..<end.lowerBound])
            guard let value = values[name] else { throw .missingValue(name) }
            result += value
            rest = rest[end.upperBound...]
        }
        return result + rest
    }
}
