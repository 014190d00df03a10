#if HTTP
import HTTPTypes
import MCPServer

/// Where in the order of checks a request of the stateless revisions fails (checklist 4.4).
enum CheckPoint: Int, Comparable {
    case message, repeatedHeaders, meta, versionHeader, version, mirroredHeaders, method, mirroredArguments

    static func < (lhs: CheckPoint, rhs: CheckPoint) -> Bool { lhs.rawValue < rhs.rawValue }

    /// Where the dispatcher refused a message.
    init?(refusal reply: Reply) {
        guard reply.isRefusal else { return nil }
        switch reply.error {
        case .invalidParams: self = .meta
        case .unsupportedProtocolVersion: self = .version
        case .methodNotFound: self = .method
        default: self = .message
        }
    }
}

/// What is wrong with the header fields that state what the body states, too (revision 2026-07-28).
struct HeaderFault {
    var checkPoint: CheckPoint
    var message: String

    /// Finds the first fault in the order of checks, or `nil`.
    init?(_ fields: KnownFields, _ envelope: Envelope) {
        if fields.repeated.contains(.mirror) {
            self.init(.repeatedHeaders, "a header field that mirrors the body is there more than once")
            return
        }
        if let fault = Self.fault("MCP-Protocol-Version", fields.protocolVersion, envelope, envelope.claimedVersion) {
            self.init(.versionHeader, fault)
            return
        }
        if let fault = Self.fault("Mcp-Method", fields.mcpMethod, envelope, envelope.methodRange) {
            self.init(.mirroredHeaders, fault)
            return
        }
        guard envelope.isCall else { return nil }
        // With no name in the body either, there is nothing to mirror: what the call lacks is told instead.
        guard fields.mcpName != nil || !envelope.name.isEmpty else { return nil }
        guard let fault = Self.fault("Mcp-Name", fields.mcpName, envelope, envelope.name, isEncodable: true) else {
            return nil
        }
        self.init(.mirroredHeaders, fault)
    }

    init(_ checkPoint: CheckPoint, _ message: String) {
        self.checkPoint = checkPoint
        self.message = "Header mismatch: \(message)"
    }

    private static func fault(
        _ name: String,
        _ value: String?,
        _ envelope: Envelope,
        _ range: Range<Int>,
        isEncodable: Bool = false
    ) -> String? {
        guard let value else { return "\(name) is missing" }
        guard let text = isEncodable ? decodedMirror(value) : literalMirror(value) else {
            return "\(name) is malformed"
        }
        let isEqual = envelope.withText(at: range) { $0.elementsEqual(text.utf8) }
        return isEqual == true ? nil : "\(name) differs from the body"
    }
}

/// The value of a header field, or `nil` where it has characters that it must not have.
func literalMirror(_ value: String) -> Substring? {
    let text = trimmed(value)
    return text.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x09 } ? text : nil
}

/// The text that a header field states, be it encoded as `=?base64?…?=`; `nil` where that is malformed.
func decodedMirror(_ value: String) -> Substring? {
    guard let text = literalMirror(value) else { return nil }
    let (prefix, suffix) = ("=?base64?", "?=")
    guard text.hasPrefix(prefix), text.hasSuffix(suffix), text.utf8.count >= prefix.utf8.count + suffix.utf8.count
    else {
        return text
    }
    let encoded = text.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
    guard let bytes = strictBase64(encoded), let decoded = String(validating: bytes, as: UTF8.self) else { return nil }
    return decoded[...]
}

/// Reads standard base64 with its padding (RFC 4648, section 4), refusing every other spelling of the same bytes.
func strictBase64(_ text: some Collection<UInt8>) -> [UInt8]? {
    guard text.count.isMultiple(of: 4) else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.count / 4 * 3)
    var bits: UInt32 = 0
    var (digitCount, paddingCount) = (0, 0)
    for character in text {
        if character == UInt8(ascii: "=") {
            paddingCount += 1
            continue
        }
        guard paddingCount == 0, let digit = base64Digit(character) else { return nil }
        bits = bits << 6 | digit
        digitCount += 1
        guard digitCount.isMultiple(of: 4) else { continue }
        bytes += [
            UInt8(truncatingIfNeeded: bits >> 16), UInt8(truncatingIfNeeded: bits >> 8),
            UInt8(truncatingIfNeeded: bits),
        ]
        bits = 0
    }
    switch (digitCount % 4, paddingCount) {
    case (0, 0): return bytes
    case (2, 2) where bits & 0xF == 0: return bytes + [UInt8(truncatingIfNeeded: bits >> 4)]
    case (3, 1) where bits & 0x3 == 0:
        return bytes + [UInt8(truncatingIfNeeded: bits >> 10), UInt8(truncatingIfNeeded: bits >> 2)]
    default: return nil
    }
}

private func base64Digit(_ character: UInt8) -> UInt32? {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(character - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(character - UInt8(ascii: "a") + 26)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(character - UInt8(ascii: "0") + 52)
    case UInt8(ascii: "+"): 62
    case UInt8(ascii: "/"): 63
    default: nil
    }
}

extension Envelope {
    /// Whether the message's method is that one.
    func isMethod(_ name: StaticString) -> Bool {
        withText(at: methodRange) { text in
            text.elementsEqual(UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
        } ?? false
    }

    var isCall: Bool { isMethod("tools/call") }

    /// Whether the message answers a request instead of making one.
    var isResponse: Bool { methodRange.isEmpty }
}
#endif
