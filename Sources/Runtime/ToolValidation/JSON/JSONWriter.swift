/// Writes JSON text without white space, as `JSON.stringify` spells it.
///
/// Commas and colons are the writer's business; balancing the begins and ends is the caller's. A key whose value turns out
/// to be absent, so that none is written, is not written either.
public struct JSONWriter: Sendable {
    /// What has been written so far, in UTF-8.
    public private(set) var bytes: [UInt8] = []
    /// Whether a number was written that JSON cannot say (not a number, or infinite); `null` stands in its place.
    public private(set) var hasUnrepresentableNumber = false
    private var needsComma = false
    /// Where the last key began, with the comma before it.
    private var keyStart = 0
    /// Whether what is written goes from one step of a schema to the next, where JavaScript's numbers are numbers, too.
    private let isIntermediate: Bool

    /// Creates an empty writer.
    public init() { isIntermediate = false }

    /// Creates a writer for a text that ``JSONReader/reading(_:_:)`` reads.
    init(isIntermediate: Bool) { self.isIntermediate = isIntermediate }

    /// What has been written so far.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// Makes room for so many more bytes.
    public mutating func reserveCapacity(_ count: Int) {
        bytes.reserveCapacity(bytes.count + count)
    }

    // MARK: - Containers

    /// Opens an object.
    public mutating func beginObject() {
        separate()
        bytes.append(UInt8(ascii: "{"))
        needsComma = false
    }

    /// Closes an object.
    public mutating func endObject() {
        takeBackLoneKey()
        bytes.append(UInt8(ascii: "}"))
        needsComma = true
    }

    /// Opens an array.
    public mutating func beginArray() {
        separate()
        bytes.append(UInt8(ascii: "["))
        needsComma = false
    }

    /// Closes an array.
    public mutating func endArray() {
        bytes.append(UInt8(ascii: "]"))
        needsComma = true
    }

    /// Writes the key of the next value.
    public mutating func writeKey(_ key: StaticString) {
        beginKey()
        key.withUTF8Buffer { writeQuoted($0) }
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// Writes the key of the next value.
    public mutating func writeKey(_ key: String) {
        beginKey()
        writeQuoted(key)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    // MARK: - Values

    /// Writes `null`.
    public mutating func writeNull() {
        writeRaw("null")
    }

    /// Writes `true` or `false`.
    public mutating func write(_ value: Bool) {
        writeRaw(value ? "true" : "false")
    }

    /// Writes a text.
    public mutating func write(_ value: String) {
        separate()
        writeQuoted(value)
        needsComma = true
    }

    /// Writes a text that is given as UTF-8, such as JSON text that shall stand in a text.
    public mutating func writeString(_ utf8: [UInt8]) {
        separate()
        utf8.withUnsafeBufferPointer { writeQuoted($0) }
        needsComma = true
    }

    /// Writes a whole number.
    public mutating func write(_ value: Int) {
        separate()
        appendDecimal(value)
        needsComma = true
    }

    /// Writes a number with the fewest digits that read back as the same double.
    public mutating func write(_ value: Double) {
        guard value.isFinite else {
            hasUnrepresentableNumber = true
            guard isIntermediate else { return writeNull() }
            return writeRaw(value.isNaN ? "NaN" : value > 0 ? "1e999" : "-1e999")
        }
        separate()
        if value.magnitude < 9_007_199_254_740_992, value == value.rounded(.towardZero) {
            appendDecimal(Int(value))
        } else {
            bytes.append(contentsOf: javaScriptText(of: value).utf8)
        }
        needsComma = true
    }

    /// Writes a value that is JSON text already. It must be well-formed.
    public mutating func writeRaw(_ json: StaticString) {
        separate()
        json.withUTF8Buffer { bytes.append(contentsOf: $0) }
        needsComma = true
    }

    /// Writes a value that is JSON text already. It must be well-formed.
    public mutating func writeRaw(_ json: some Collection<UInt8>) {
        separate()
        bytes.append(contentsOf: json)
        needsComma = true
    }

    /// Writes an array of what has no order of its own, ordered by the texts, so that the same values are always written
    /// as the same text.
    ///
    /// - Parameters:
    ///   - elements: A set, or the pairs of a dictionary.
    ///   - write: Writes an element.
    public mutating func writeUnordered<Elements: Collection>(
        _ elements: Elements,
        _ write: (Elements.Element, inout JSONWriter) -> Void
    ) {
        let texts = elements.map { element in
            var json = JSONWriter(isIntermediate: isIntermediate)
            write(element, &json)
            if json.hasUnrepresentableNumber { hasUnrepresentableNumber = true }
            return json.bytes
        }
        beginArray()
        for text in texts.sorted(by: { $0.lexicographicallyPrecedes($1) }) { writeRaw(text) }
        endArray()
    }

    // MARK: - Parts

    @inline(__always)
    private mutating func beginKey() {
        takeBackLoneKey()
        keyStart = bytes.count
        separate()
    }

    /// Takes back the last key where no value follows it: no value ends in a colon.
    @inline(__always)
    private mutating func takeBackLoneKey() {
        guard bytes.last == UInt8(ascii: ":") else { return }
        bytes.removeSubrange(keyStart...)
        needsComma = bytes.last != UInt8(ascii: "{")
    }

    @inline(__always)
    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }

    private mutating func appendDecimal(_ value: Int) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 20) { digits in
            var magnitude = value.magnitude
            var first = digits.count
            repeat {
                first -= 1
                digits[first] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: magnitude % 10)
                magnitude /= 10
            } while magnitude > 0
            if value < 0 { bytes.append(UInt8(ascii: "-")) }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: UnsafeBufferPointer(digits)[first...]))
        }
    }

    private mutating func writeQuoted(_ text: String) {
        var text = text
        text.withUTF8 { writeQuoted($0) }
    }

    private mutating func writeQuoted(_ utf8: UnsafeBufferPointer<UInt8>) {
        bytes.append(UInt8(ascii: "\""))
        var plainStart = 0
        for index in utf8.indices {
            let byte = utf8[index]
            guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plainStart..<index]))
            appendEscape(byte)
            plainStart = index + 1
        }
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[plainStart...]))
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func appendEscape(_ byte: UInt8) {
        bytes.append(UInt8(ascii: "\\"))
        switch byte {
        case 0x08: bytes.append(UInt8(ascii: "b"))
        case 0x09: bytes.append(UInt8(ascii: "t"))
        case 0x0A: bytes.append(UInt8(ascii: "n"))
        case 0x0C: bytes.append(UInt8(ascii: "f"))
        case 0x0D: bytes.append(UInt8(ascii: "r"))
        case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
        default:
            let digits: StaticString = "0123456789abcdef"
            bytes.append(contentsOf: [UInt8(ascii: "u"), UInt8(ascii: "0"), UInt8(ascii: "0")])
            bytes.append(digits.utf8Start[Int(byte >> 4)])
            bytes.append(digits.utf8Start[Int(byte & 0xF)])
        }
    }
}
