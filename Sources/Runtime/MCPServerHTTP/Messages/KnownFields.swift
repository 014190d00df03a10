#if HTTP
import HTTPTypes

/// The header fields that every request is asked for, found in one pass.
struct KnownFields: Sendable {
    /// Fields of which a request may have one.
    struct Single: OptionSet {
        var rawValue: UInt8
        static let host = Single(rawValue: 1)
        static let origin = Single(rawValue: 2)
        static let contentType = Single(rawValue: 4)
        static let sessionID = Single(rawValue: 8)
        /// One of those that state what the body states, too.
        static let mirror = Single(rawValue: 16)
        static let authorization = Single(rawValue: 32)
        static let apiKey = Single(rawValue: 64)
    }

    var host: String?
    var origin: String?
    var contentType: String?
    var accept: String?
    var contentLength: Int?
    var requestID: String?
    var traceparent: String?
    var sessionID: String?
    var protocolVersion: String?
    var mcpMethod: String?
    var mcpName: String?
    var authorization: String?
    var apiKey: String?
    var closesConnection = false
    /// Whether the client holds the body back until it is asked for it.
    var expectsContinue = false
    /// Which fields there are more than one of.
    var repeated: Single = []

    init(_ head: HTTPRequest) {
        host = head.authority
        for field in head.headerFields { take(field) }
    }

    private mutating func take(_ field: HTTPField) {
        let name = field.name.canonicalName
        switch name.utf8.count {
        case 4 where name == "host": Self.set(&host, field, .host, &repeated)
        case 6 where name == "accept":
            accept = accept.map { "\($0),\(field.value)" } ?? field.value
        case 6 where name == "expect":
            if field.value.lowercased() == "100-continue" { expectsContinue = true }
        case 6 where name == "origin": Self.set(&origin, field, .origin, &repeated)
        case 8 where name == "mcp-name": Self.set(&mcpName, field, .mirror, &repeated)
        case 9 where name == "x-api-key": Self.set(&apiKey, field, .apiKey, &repeated)
        case 10 where name == "mcp-method": Self.set(&mcpMethod, field, .mirror, &repeated)
        case 10 where name == "connection":
            if hasToken(field.value, "close") { closesConnection = true }
        case 11 where name == "traceparent": traceparent = field.value
        case 12 where name == "content-type": Self.set(&contentType, field, .contentType, &repeated)
        case 12 where name == "x-request-id": requestID = field.value
        case 13 where name == "authorization": Self.set(&authorization, field, .authorization, &repeated)
        case 14 where name == "content-length": contentLength = Int(field.value)
        case 14 where name == "mcp-session-id": Self.set(&sessionID, field, .sessionID, &repeated)
        case 20 where name == "mcp-protocol-version": Self.set(&protocolVersion, field, .mirror, &repeated)
        default: break
        }
    }

    private static func set(_ place: inout String?, _ field: HTTPField, _ single: Single, _ repeated: inout Single) {
        if place != nil { repeated.insert(single) }
        place = field.value
    }
}

/// Whether a comma-separated list has a token, in whatever case.
func hasToken(_ list: String, _ token: String) -> Bool {
    list.split(separator: ",").contains { trimmed($0).lowercased() == token }
}

/// A text without the white space around it that header fields may have.
func trimmed(_ text: some StringProtocol) -> Substring {
    var rest = Substring(text).utf8
    while let last = rest.last, last == 0x20 || last == 0x09 { rest.removeLast() }
    return Substring(rest.drop { $0 == 0x20 || $0 == 0x09 })
}
#endif
