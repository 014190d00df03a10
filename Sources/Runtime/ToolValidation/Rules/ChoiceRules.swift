/// The values that an enumeration or a literal allows.
public struct ChoiceRules: Sendable {
    let storage: Storage

    /// Creates the rules of a choice between values that differ.
    public init(_ values: [JSONValue], message: String? = nil) {
        storage = Storage(values, message)
    }

    /// The rules, shared by all readings: handing them on counts one reference.
    final class Storage: Sendable {
        let values: [JSONValue]
        /// The values, where all of them are texts.
        let texts: NameTable
        let message: String?

        init(_ values: [JSONValue], _ message: String?) {
            self.values = values
            self.message = message
            let isAllText = values.allSatisfy { if case .string = $0 { true } else { false } }
            texts = NameTable(
                isAllText ? values.map { if case .string(let text) = $0 { text } else { "" } } : []
            )
        }
    }
}

extension JSONReader {
    /// Reads one of some values.
    ///
    /// - Returns: The place of the value, or `nil` where it is none of them, which is then reported.
    public mutating func readChoice(_ rules: ChoiceRules, _ issues: inout Issues) -> Int? {
        if let place = takeChoice(rules.storage) { return place }
        guard fault == nil else { return nil }
        issues.appendInvalidValue(allowed: rules.storage.values, message: rules.storage.message)
        return nil
    }

    private mutating func takeChoice(_ rules: ChoiceRules.Storage) -> Int? {
        guard rules.texts.count == 0 else {
            guard nextByte() == UInt8(ascii: "\"") else {
                skipValue()
                return nil
            }
            guard let token = scanString() else { return nil }
            return withContent(of: token) { rules.texts.index(of: $0) }
        }
        guard resumption == nil else {
            skipValue()
            return nil
        }
        guard let value = parseValue() else { return nil }
        return rules.values.firstIndex(of: value)
    }
}
