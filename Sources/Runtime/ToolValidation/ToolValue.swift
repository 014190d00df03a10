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
    public static func read(_ json: some Sequence<UInt8>) throws(InvalidInput) -> Self {
        let result = JSONReader.withBytes(json) { reader -> Result<Self, InvalidInput> in
            var issues = Issues()
            let value = Self(reading: &reader, issues: &issues)
            guard reader.finish() else {
                return .failure(.malformed(reader.fault ?? JSONFault(reason: .unexpectedEnd, offset: reader.offset)))
            }
            guard issues.isEmpty, let value else { return .failure(.invalid(issues.all)) }
            return .success(value)
        }
        return try result.get()
    }
}
