import Foundation
import ToolValidation

/// A header of an HTTP request.
struct HeaderField: Equatable {
    var name: String
    var value: String

    /// Headers that the command writes itself.
    private static let own: Set<String> = [
        "accept", "connection", "content-length", "content-type", "host", "last-event-id", "mcp-method", "mcp-name",
        "mcp-protocol-version", "mcp-session-id", "transfer-encoding",
    ]

    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// Reads `Name: value`, as it is written on a command line.
    init(parsing text: String) throws(ClientFailure) {
        guard let colon = text.firstIndex(of: ":") else {
            throw ClientFailure(message: "write a header as 'Name: value', not '\(text)'")
        }
        name = String(text[..<colon])
        value = text[text.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        guard !name.isEmpty, name.utf8.allSatisfy(Self.isTokenByte) else {
            throw ClientFailure(message: "'\(name)' is no header name: write letters, digits and hyphens")
        }
        guard Self.isPlain(value) else {
            throw ClientFailure(message: "the value of header '\(name)' has characters outside of printable ASCII")
        }
        guard !Self.own.contains(name.lowercased()) else {
            throw ClientFailure(message: "the header '\(name)' is written by this command itself")
        }
    }

    /// A header whose value may be any text: what is not plain is encoded as the specification says, in Base64.
    static func encoded(_ name: String, _ text: String) -> HeaderField {
        let isLiteral = isPlain(text) && text.first != " " && text.last != " " && !text.hasPrefix("=?base64?")
        return HeaderField(name, isLiteral ? text : "=?base64?\(Data(text.utf8).base64EncodedString())?=")
    }

    static func isToken(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy(isTokenByte)
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
    }

    /// RFC 9110, 5.6.2.
    private static func isTokenByte(_ byte: UInt8) -> Bool {
        byte.isAlphanumericASCII || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

/// The arguments that a tool's schema asks clients to repeat as headers, by `x-mcp-header`.
enum ArgumentHeaders {
    /// The headers for the arguments of a call.
    static func fields(of arguments: JSONObject, for tool: JSONObject) -> [HeaderField] {
        guard case .object(let schema)? = tool["inputSchema"] else { return [] }
        return fields(of: arguments, schema)
    }

    private static func fields(of arguments: JSONObject, _ schema: JSONObject) -> [HeaderField] {
        guard case .object(let properties)? = schema["properties"] else { return [] }
        return properties.members.flatMap { property -> [HeaderField] in
            guard case .object(let schema) = property.value, let value = arguments[property.key] else { return [] }
            if case .object(let members) = value { return fields(of: members, schema) }
            guard case .string(let name)? = schema["x-mcp-header"], HeaderField.isToken(name),
                let text = text(of: value)
            else { return [] }
            return [.encoded("Mcp-Param-\(name)", text)]
        }
    }

    private static func text(of value: JSONValue) -> String? {
        switch value {
        case .string(let text): text
        case .bool, .number: value.jsonText
        case .null, .array, .object: nil
        }
    }
}
