internal import Diagnostics
internal import ToolModel
internal import ToolValidation
internal import YAMLReader

/// Reads constants: the JSON that YAML stands for by its core schema, where what is quoted is text.
enum ValueReader {
    static func read(_ node: YAMLNode, of subject: String, _ reading: inout Reading) -> LocatedValue? {
        value(node, of: subject, &reading).map { LocatedValue($0, location: node.location) }
    }

    /// Recursion is bounded by the depth that the YAML reader allows.
    private static func value(_ node: YAMLNode, of subject: String, _ reading: inout Reading) -> JSONValue? {
        switch node {
        case .scalar(let scalar): return value(scalar, of: subject, &reading)
        case .sequence(let sequence):
            let elements = sequence.elements.map { value($0, of: subject, &reading) }
            let values = elements.compactMap(\.self)
            return values.count == elements.count ? .array(values) : nil
        case .mapping(let mapping):
            var members: [JSONObject.Member] = []
            for entry in mapping.entries {
                guard let value = value(entry.value, of: "\(quoted(entry.key.text)) in \(subject)", &reading) else {
                    continue
                }
                members.append(.init(entry.key.text, value))
            }
            return members.count == mapping.entries.count ? .object(JSONObject(members)) : nil
        }
    }

    private static func value(_ scalar: YAMLScalar, of subject: String, _ reading: inout Reading) -> JSONValue? {
        guard !scalar.isEmpty else {
            let message = "\(subject) has no value: write null or \"\" if it is meant"
            reading.error(.emptyValue, at: scalar.location, message)
            return nil
        }
        switch scalar.value {
        case .null: return .null
        case .bool(let bool): return .bool(bool)
        case .text: return .string(scalar.text)
        case .integer, .float: return number(scalar, &reading).map { .number($0) }
        }
    }

    /// A finite number, or a report that it is none.
    static func number(_ node: YAMLNode, for subject: String, _ reading: inout Reading) -> Double? {
        guard let scalar = node.scalar, scalar.double != nil else {
            reading.reportKind(of: node, expected: "a number", for: subject)
            return nil
        }
        return number(scalar, &reading)
    }

    private static func number(_ scalar: YAMLScalar, _ reading: inout Reading) -> Double? {
        guard let number = scalar.double else { return nil }
        guard number.isFinite else {
            let isOverflow = scalar.text.utf8.contains { $0 &- UInt8(ascii: "0") <= 9 }
            let reason = isOverflow ? "is out of the range of a double" : "is no number that JSON has"
            reading.error(.numberRange, at: scalar.location, "\(quoted(scalar.text)) \(reason): quote it if it is text")
            return nil
        }
        return number
    }
}
