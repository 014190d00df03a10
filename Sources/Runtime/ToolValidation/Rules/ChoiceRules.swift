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
        switch nextByte() {
        case UInt8(ascii: "\""):
            guard let token = scanString() else { return nil }
            return withContent(of: token) { text in
                rules.texts.count > 0
                    ? rules.texts.index(of: text)
                    : rules.values.firstIndex(of: .string(String(decoding: text, as: UTF8.self)))
            }
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            // One that overflows is a number all the same, and none of the values.
            return scanNumber().flatMap { number in rules.values.firstIndex(of: .number(number.double)) }
        case UInt8(ascii: "t"), UInt8(ascii: "f"), UInt8(ascii: "n"):
            return parseValue().flatMap { value in rules.values.firstIndex(of: value) }
        default:
            // Arrays and objects are none of the values, and an absent property is nothing: neither is built in memory.
            skipValue()
            return nil
        }
    }
}
