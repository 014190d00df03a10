/// A JSON-RPC message whose parts have been found but not read: no value is made for what nobody asks for.
///
/// Ranges are of ``bytes`` and empty where the member is absent.
package struct Envelope: Sendable {
    /// The whole message.
    package let bytes: [UInt8]
    package private(set) var version = 0..<0
    package private(set) var idRange = 0..<0
    package private(set) var methodRange = 0..<0
    package private(set) var params = 0..<0
    package private(set) var result = 0..<0
    package private(set) var error = 0..<0

    // Members of `params`.
    package private(set) var name = 0..<0
    package private(set) var arguments = 0..<0
    package private(set) var meta = 0..<0
    package private(set) var cursor = 0..<0
    package private(set) var protocolVersion = 0..<0
    package private(set) var clientInfo = 0..<0
    package private(set) var requestID = 0..<0
    package private(set) var level = 0..<0
    package private(set) var notifications = 0..<0
    package private(set) var capabilities = 0..<0

    // Members of `_meta`.
    package private(set) var progressToken = 0..<0
    package private(set) var claimedVersion = 0..<0
    package private(set) var claimedCapabilities = 0..<0
    package private(set) var claimedClientInfo = 0..<0
    package private(set) var logLevel = 0..<0

    private init(bytes: [UInt8]) { self.bytes = bytes }
}

// MARK: - Scanning

extension Envelope {
    /// What a text turned out to be.
    package enum Scan: Sendable {
        /// One object.
        case message(Envelope)
        /// An array: the batch of JSON-RPC, with the text of each element.
        case batch([[UInt8]])
        /// Well-formed JSON that is neither.
        case other
        /// No JSON, or nested too deeply, or with a key twice in one object.
        case malformed(JSONFault?)
    }

    /// Finds the parts of a message in one pass.
    package static func scan(_ bytes: [UInt8]) -> Scan {
        switch bytes.first(where: { !isWhiteSpace($0) }) {
        case UInt8(ascii: "{"): scanObject(bytes)
        case UInt8(ascii: "["): scanArray(bytes)
        default:
            JSONReader.withBytes(bytes) { json in
                json.skipValue()
                return json.finish() ? .other : .malformed(json.fault)
            }
        }
    }

    private static func scanObject(_ bytes: [UInt8]) -> Scan {
        var envelope = Envelope(bytes: bytes)
        return JSONReader.withBytes(bytes) { json in
            var issues = Issues()
            envelope.readMessage(&json, &issues)
            return json.finish() ? .message(envelope) : .malformed(json.fault)
        }
    }

    private static func scanArray(_ bytes: [UInt8]) -> Scan {
        JSONReader.withBytes(bytes) { json in
            var issues = Issues()
            let elements = json.readArray(.any, &issues) { json, _ -> [UInt8]? in
                let start = json.offset
                json.skipValue()
                return Array(bytes[trimmed(start..<json.offset, in: bytes)])
            }
            guard json.finish() else { return .malformed(json.fault) }
            return .batch(elements ?? [])
        }
    }

    private mutating func readMessage(_ json: inout JSONReader, _ issues: inout Issues) {
        var object = json.enterObject(messageRules, &issues)
        while let place = json.nextProperty(&object, &issues) {
            let start = json.offset
            if place == 3 { readParams(&json, &issues) } else { json.skipValue() }
            let range = Self.trimmed(start..<json.offset, in: bytes)
            switch place {
            case 0: version = range
            case 1: idRange = range
            case 2: methodRange = range
            case 3: params = range
            case 4: result = range
            default: error = range
            }
        }
    }

    private mutating func readParams(_ json: inout JSONReader, _ issues: inout Issues) {
        guard startsObject(json) else { return json.skipValue() }
        var object = json.enterObject(paramsRules, &issues)
        while let place = json.nextProperty(&object, &issues) {
            let start = json.offset
            if place == 0 { readMeta(&json, &issues) } else { json.skipValue() }
            let range = Self.trimmed(start..<json.offset, in: bytes)
            switch place {
            case 0: meta = range
            case 1: name = range
            case 2: arguments = range
            case 3: cursor = range
            case 4: protocolVersion = range
            case 5: clientInfo = range
            case 6: requestID = range
            case 7: level = range
            case 8: notifications = range
            default: capabilities = range
            }
        }
    }

    private mutating func readMeta(_ json: inout JSONReader, _ issues: inout Issues) {
        guard startsObject(json) else { return json.skipValue() }
        var object = json.enterObject(metaRules, &issues)
        while let place = json.nextProperty(&object, &issues) {
            let start = json.offset
            json.skipValue()
            let range = Self.trimmed(start..<json.offset, in: bytes)
            switch place {
            case 0: claimedVersion = range
            case 1: claimedCapabilities = range
            case 2: claimedClientInfo = range
            case 3: logLevel = range
            default: progressToken = range
            }
        }
    }

    private func startsObject(_ json: borrowing JSONReader) -> Bool {
        var place = json.offset
        while place < bytes.count, Self.isWhiteSpace(bytes[place]) { place += 1 }
        return place < bytes.count && bytes[place] == UInt8(ascii: "{")
    }

    /// The range without the white space at its start; behind a value the reader takes none.
    private static func trimmed(_ range: Range<Int>, in bytes: [UInt8]) -> Range<Int> {
        var start = range.lowerBound
        while start < range.upperBound, isWhiteSpace(bytes[start]) { start += 1 }
        return start..<range.upperBound
    }

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
    }
}

private let messageRules = ObjectRules(
    ["jsonrpc", "id", "method", "params", "result", "error"].map { .optional($0) }
)
private let paramsRules = ObjectRules(
    [
        "_meta", "name", "arguments", "cursor", "protocolVersion", "clientInfo", "requestId", "level", "notifications",
        "capabilities",
    ].map { .optional($0) }
)
private let metaRules = ObjectRules(
    [
        "io.modelcontextprotocol/protocolVersion", "io.modelcontextprotocol/clientCapabilities",
        "io.modelcontextprotocol/clientInfo", "io.modelcontextprotocol/logLevel", "progressToken",
    ].map { .optional($0) }
)

// MARK: - Reading

extension Envelope {
    /// The id of the request, or `nil` where there is none or it is not one.
    package var id: RequestID? { RequestID(json: bytes[idRange]) }

    /// Whether the message states the revision it is written in, as every request does from 2026-07-28 on.
    package var isModern: Bool { !claimedVersion.isEmpty || !claimedCapabilities.isEmpty }

    /// What kind of value stands at a place: its first byte, or zero where there is none.
    func firstByte(of range: Range<Int>) -> UInt8 { range.isEmpty ? 0 : bytes[range.lowerBound] }

    /// Whether an object stands at a place.
    func isObject(_ range: Range<Int>) -> Bool { firstByte(of: range) == UInt8(ascii: "{") }

    /// Whether a text stands at a place.
    func isString(_ range: Range<Int>) -> Bool { firstByte(of: range) == UInt8(ascii: "\"") }

    /// The text at a place, or `nil` where none stands.
    package func text(at range: Range<Int>) -> String? {
        guard isString(range) else { return nil }
        let content = bytes[range.dropFirst().dropLast()]
        guard content.contains(UInt8(ascii: "\\")) else { return String(decoding: content, as: UTF8.self) }
        return try? JSONString.read(bytes[range]).value
    }

    /// Calls a function with the content of the text at a place, without making a `String` where nothing is escaped.
    package func withText<Result>(at range: Range<Int>, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
        guard isString(range) else { return nil }
        let content = range.dropFirst().dropLast()
        guard bytes[content].contains(UInt8(ascii: "\\")) else {
            return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[content])) }
        }
        guard var text = text(at: range) else { return nil }
        return text.withUTF8(body)
    }
}
