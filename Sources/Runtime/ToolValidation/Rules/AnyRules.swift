extension JSONReader {
    /// Reads `null`.
    ///
    /// - Parameters:
    ///   - message: The text of the issue where the value is another one.
    ///   - issues: Where that is reported.
    /// - Returns: `null`, or `nil` where the value is another one.
    public mutating func readNullValue(message: String? = nil, _ issues: inout Issues) -> JSONValue? {
        guard !readNull() else { return .null }
        reportMismatch(expected: "null", message: message, &issues)
        return nil
    }

    /// Reports a value where none may be.
    ///
    /// - Parameters:
    ///   - message: The text of the issue.
    ///   - issues: Where it is reported.
    /// - Returns: Nothing, ever.
    public mutating func readNever(message: String? = nil, _ issues: inout Issues) -> JSONValue? {
        reportMismatch(expected: "never", message: message, &issues)
        return nil
    }

    /// Takes a value that is not there; any other is reported.
    ///
    /// - Parameters:
    ///   - message: The text of the issue where there is a value.
    ///   - issues: Where that is reported.
    /// - Returns: A present `nil`, or nothing where there is a value.
    public mutating func readUndefined(message: String? = nil, _ issues: inout Issues) -> JSONValue?? {
        guard !takeAbsent() else { return .some(nil) }
        reportMismatch(expected: "undefined", message: message, &issues)
        return nil
    }
}
