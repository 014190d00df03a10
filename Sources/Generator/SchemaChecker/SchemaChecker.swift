public import ToolModel
public import ToolValidation

/// Holds JSON against a schema while code is generated, by the very rules that the emitted code will use.
///
/// What the generator accepts as a default or an example is therefore what the server accepts.
public enum SchemaChecker {
    /// Reads a JSON text as a schema says.
    ///
    /// - Parameters:
    ///   - json: The text in UTF-8.
    ///   - schema: What the value must be like. Whether it is optional does not matter, since a text is there.
    /// - Returns: The value with its defaults applied and unknown keys left out, properties in the order of declaration.
    /// - Throws: ``InvalidInput`` with the fault of the text, or with every rule that the value breaks.
    public static func check(_ json: [UInt8], against schema: Schema) throws(InvalidInput) -> JSONValue {
        let schema = RuntimeSchema(schema)
        let result = JSONReader.withBytes(json) { reader -> Result<JSONValue, InvalidInput> in
            var issues = Issues()
            let value = schema.read(&reader, &issues)
            if !reader.finish(), let fault = reader.fault { return .failure(.malformed(fault)) }
            guard issues.isEmpty, let value else { return .failure(.invalid(issues.all)) }
            return .success(value)
        }
        return try result.get()
    }
}
