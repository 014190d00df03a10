/// One thing that is wrong with a value, in zod 4's terms: the same code, path, message and details.
public struct ValidationIssue: Sendable, Equatable, CustomStringConvertible {
    /// What kind of fault it is. The raw values are zod's.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// zod's name of the code.
        public var rawValue: String

        /// Creates a code from zod's name of it.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// The value is of another type, or absent.
        public static let invalidType = Code(rawValue: "invalid_type")
        /// The value is none of those that are allowed.
        public static let invalidValue = Code(rawValue: "invalid_value")
        /// The value is too small, short or few.
        public static let tooSmall = Code(rawValue: "too_small")
        /// The value is too big, long or many.
        public static let tooBig = Code(rawValue: "too_big")
        /// The text does not have the required form.
        public static let invalidFormat = Code(rawValue: "invalid_format")
        /// The number is not a multiple of the required step.
        public static let notMultipleOf = Code(rawValue: "not_multiple_of")
        /// The object has keys that it must not have.
        public static let unrecognizedKeys = Code(rawValue: "unrecognized_keys")
        /// None of several schemas accepts the value, or more than one where exactly one must.
        public static let invalidUnion = Code(rawValue: "invalid_union")
        /// A key of a record or map is not what keys must be.
        public static let invalidKey = Code(rawValue: "invalid_key")
        /// A value of a map, whose key cannot stand in a path, is not what values must be.
        public static let invalidElement = Code(rawValue: "invalid_element")
        /// A rule of its own, which `details` and the message describe.
        public static let custom = Code(rawValue: "custom")
    }

    /// A step on the way to a value.
    public enum PathElement: Sendable, Hashable {
        /// The property of that name.
        case key(String)
        /// The element at that place, from 0.
        case index(Int)
    }

    /// What kind of fault it is.
    public var code: Code
    /// The way from the root to the faulty value.
    public var path: [PathElement]
    /// The fault in words, fit to be read by a model or a person.
    public var message: String
    /// What else zod says about a fault of this code, such as `minimum` or `expected`.
    public var details: JSONObject

    /// Creates an issue.
    public init(_ code: Code, path: [PathElement] = [], message: String, details: JSONObject = [:]) {
        self.code = code
        self.path = path
        self.message = message
        self.details = details
    }

    /// The issue in one line: `items[0].name: Invalid input: expected string, received number`.
    public var description: String { path.isEmpty ? message : "\(pathText): \(message)" }

    /// The path as one text: `items[0].name`, or empty at the root.
    public var pathText: String {
        var text = ""
        for element in path {
            switch element {
            case .index(let index):
                text += "[\(index)]"
            case .key(let key) where isPlainName(key):
                text += text.isEmpty ? key : ".\(key)"
            case .key(let key):
                text += "[\(JSONValue.string(key).jsonText)]"
            }
        }
        return text
    }

    private func isPlainName(_ key: String) -> Bool {
        guard let first = key.utf8.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return false }
        return key.utf8.allSatisfy {
            switch $0 {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                true
            default: false
            }
        }
    }

    /// The issue as the JSON object that zod gives: code, path, message and details.
    public var json: JSONValue {
        let path = path.map { element -> JSONValue in
            switch element {
            case .key(let key): .string(key)
            case .index(let index): .number(Double(index))
            }
        }
        let head: [JSONObject.Member] = [
            .init("code", .string(code.rawValue)), .init("path", .array(path)), .init("message", .string(message)),
        ]
        return .object(JSONObject(head + details.members))
    }
}

/// Why a value could not be read from JSON text.
public enum InvalidInput: Error, Equatable, CustomStringConvertible {
    /// The text is not JSON.
    case malformed(JSONFault)
    /// The value breaks rules: at least one issue, in zod's order.
    case invalid([ValidationIssue])

    /// The fault of the text, or each issue with its path.
    public var description: String {
        switch self {
        case .malformed(let fault): fault.description
        case .invalid(let issues): issues.map(\.description).joined(separator: "; ")
        }
    }
}
