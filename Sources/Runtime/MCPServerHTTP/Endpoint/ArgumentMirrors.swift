#if HTTP
import HTTPTypes
import MCPServer

/// The header fields that repeat arguments of one tool (`Mcp-Param-…`, revision 2026-07-28): what stands before the server
/// may decide by them, so that they must say what the body says.
struct ArgumentMirrors: Sendable {
    private let rules: ObjectRules
    /// In the order of the rules. A name that no field can have is `nil`: such a field is always missing.
    private let fields: [(title: String, name: HTTPField.Name?)]

    init(_ arguments: [MirroredArgument]) {
        rules = ObjectRules(arguments.map { .optional($0.property) })
        fields = arguments.map { ($0.header, HTTPField.Name($0.header)) }
    }

    /// The first fault, or `nil`. A field is expected, and looked at, where its argument is there and not null.
    func fault(in headers: HTTPFields, _ envelope: Envelope) -> HeaderFault? {
        guard !envelope.arguments.isEmpty else { return nil }
        let fault = JSONReader.withBytes(envelope.bytes[envelope.arguments]) { json -> String? in
            var issues = Issues()
            var object = json.enterObject(rules, &issues)
            while let place = json.nextProperty(&object, &issues) {
                guard let argument = json.readValue(&issues) else { return nil }
                let (title, name) = fields[place]
                let values = name.map { headers[values: $0] } ?? []
                if let fault = Self.fault(title, values, argument) { return fault }
            }
            return nil
        }
        return fault.map { HeaderFault(.mirroredArguments, $0) }
    }

    /// The argument that a field repeats, as the field would have it; `nil` where it is no simple value, or not there.
    func text(of field: HTTPField.Name?, in arguments: ArraySlice<UInt8>) -> String? {
        guard let place = fields.firstIndex(where: { $0.name == field }), field != nil, !arguments.isEmpty else {
            return nil
        }
        return JSONReader.withBytes(arguments) { json in
            var issues = Issues()
            var object = json.enterObject(rules, &issues)
            while let found = json.nextProperty(&object, &issues) {
                guard let argument = json.readValue(&issues) else { return nil }
                guard found == place else { continue }
                return switch argument {
                case .string(let string): string
                case .bool(let flag): flag ? "true" : "false"
                case .number(let number): "\(number)"
                case .null, .array, .object: nil
                }
            }
            return nil
        }
    }

    private static func fault(_ title: String, _ values: [String], _ argument: JSONValue) -> String? {
        switch argument {
        case .string, .bool, .number: break
        // What is no simple value has no text to repeat. The schema refuses it, and says what is wrong with it.
        case .null, .array, .object: return nil
        }
        guard let value = values.first else { return "\(title) is missing" }
        guard values.count == 1 else { return "\(title) is there more than once" }
        guard let text = decodedMirror(value) else { return "\(title) is malformed" }
        return repeats(text, argument) ? nil : "\(title) differs from the body"
    }

    private static func repeats(_ text: Substring, _ argument: JSONValue) -> Bool {
        switch argument {
        case .string(let string): string.utf8.elementsEqual(text.utf8)
        case .bool(let flag): text.utf8.elementsEqual((flag ? "true" : "false").utf8)
        case .number(let number): (try? JSONValue.read(Array(text.utf8))) == .number(number)
        case .null, .array, .object: false
        }
    }
}
#endif
