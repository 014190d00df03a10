/// A value that generated code reads from JSON, checking every rule of its schema, and writes as JSON.
public protocol ToolValue: Sendable {
    /// Reads the next value of a JSON text.
    ///
    /// What is wrong with it is added to the issues, or said by the reader's ``JSONReader/fault`` where the text is not
    /// JSON; the answer is then `nil`.
    init?(reading json: inout JSONReader, issues: inout Issues)

    /// Writes the value as JSON.
    func write(to json: inout JSONWriter)
}

extension ToolValue {
    /// Reads a whole JSON text.
    ///
    /// - Parameter json: The text in UTF-8.
    /// - Returns: The value.
    /// - Throws: ``InvalidInput`` with the fault of the text, or with every rule that the value breaks.
    @inlinable  // Else the metadata of the value is looked up at run time, which took longer than reading a small one.
    public static func read(_ json: some Sequence<UInt8>) throws(InvalidInput) -> Self {
        var issues = Issues()
        var fault: JSONFault?
        let value = JSONReader.withBytes(json) { reader in
            let value = Self(reading: &reader, issues: &issues)
            if !reader.finish() { fault = reader.faultAtEnd }
            return value
        }
        if let fault { throw .malformed(fault) }
        guard issues.isEmpty, let value else { throw .invalid(issues.all) }
        return value
    }
}
