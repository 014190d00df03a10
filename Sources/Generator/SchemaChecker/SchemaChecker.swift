public import ToolModel
public import ToolValidation

/// Holds JSON against a schema while code is generated, by the very rules that the emitted code will use.
///
/// What the generator accepts as a default or an example is therefore what the server accepts.
public struct SchemaChecker {
    private let types: RuntimeTypes

    /// Creates a checker.
    ///
    /// - Parameters:
    ///   - types: The types that schemas refer to.
    ///   - functions: What is known of the user's functions.
    public init(types: [TypeDefinition] = [], functions: SchemaFunctions = SchemaFunctions()) {
        self.types = RuntimeTypes(types, functions)
    }

    /// Reads a JSON text as a schema says.
    ///
    /// - Parameters:
    ///   - json: The text in UTF-8; `nil` for an absent value.
    ///   - schema: What the value must be like.
    /// - Returns: The value with its defaults applied and unknown keys left out, properties in the order of declaration; or
    ///   `nil` where the schema gives an absent value.
    /// - Throws: ``InvalidInput`` with the fault of the text, or with every rule that the value breaks.
    public func check(_ json: [UInt8]?, against schema: Schema) throws(InvalidInput) -> JSONValue? {
        let schema = RuntimeSchema(schema, types)
        var issues = Issues()
        let (value, fault) = JSONReader.withBytes(json ?? []) { reader -> (JSONValue??, JSONFault?) in
            if json == nil { reader.standForNothing() }
            let value = schema.read(&reader, &issues, types)
            return (value, reader.finish() ? nil : reader.fault)
        }
        if let fault { throw .malformed(fault) }
        guard issues.isEmpty, let value else { throw .invalid(issues.all) }
        return value
    }
}
