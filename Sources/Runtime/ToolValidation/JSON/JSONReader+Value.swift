extension JSONReader {
    /// Reads `true` or `false`.
    ///
    /// - Parameters:
    ///   - message: The text of the issue where the value is neither.
    ///   - issues: Where that is reported.
    /// - Returns: The value, or `nil` where it is neither.
    public mutating func readBoolean(message: String? = nil, _ issues: inout Issues) -> Bool? {
        switch nextByte() {
        case UInt8(ascii: "t"): return scanWord("true") ? true : nil
        case UInt8(ascii: "f"): return scanWord("false") ? false : nil
        default:
            reportMismatch(expected: "boolean", message: message, &issues)
            return nil
        }
    }

    /// Takes `null` if that is the next value.
    ///
    /// - Returns: Whether it was.
    public mutating func readNull() -> Bool {
        nextByte() == UInt8(ascii: "n") && scanWord("null")
    }

    /// Reads any value.
    ///
    /// A number that overflows is infinite, as in JavaScript.
    ///
    /// - Returns: The value, or `nil` where none stands, which is then reported.
    public mutating func readValue(_ issues: inout Issues) -> JSONValue? {
        guard resumption == nil else {
            skipValue()
            issues.appendInvalidType(expected: "nonoptional", received: .absent, message: nil)
            return nil
        }
        return parseValue()
    }

    /// Reads any value into memory.
    mutating func parseValue() -> JSONValue? {
        switch nextByte() {
        case UInt8(ascii: "\""):
            return scanString().map { .string(text(of: $0)) }
        case UInt8(ascii: "{"): return parseObject()
        case UInt8(ascii: "["): return parseArray()
        case UInt8(ascii: "t"): return scanWord("true") ? .bool(true) : nil
        case UInt8(ascii: "f"): return scanWord("false") ? .bool(false) : nil
        case UInt8(ascii: "n"): return scanWord("null") ? .null : nil
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            return scanNumber().map { .number($0.double) }
        case UInt8(ascii: "N") where isIntermediate: return scanWord("NaN") ? .number(.nan) : nil
        case UInt8(ascii: "u") where isIntermediate: return scanWord("undefined") ? .null : nil
        default:
            failAtUnexpectedByte()
            return nil
        }
    }

    private mutating func parseArray() -> JSONValue? {
        guard enter() else { return nil }
        var elements: [JSONValue] = []
        if nextByte() != UInt8(ascii: "]") {
            repeat {
                guard let element = parseValue() else { return nil }
                elements.append(element)
            } while continues(before: UInt8(ascii: "]"))
        }
        guard fault == nil else { return nil }
        leave()
        return .array(elements)
    }

    private mutating func parseObject() -> JSONValue? {
        guard enter() else { return nil }
        var members: [JSONObject.Member] = []
        let frame = keys.count
        if nextByte() != UInt8(ascii: "}") {
            repeat {
                guard let key = scanKey() else { return nil }
                keys.append(key)
                let name = text(of: key)
                guard let value = parseValue() else { return nil }
                members.append(.init(name, value))
            } while continues(before: UInt8(ascii: "}"))
        }
        guard fault == nil else { return nil }
        leaveObject(frame)
        return fault == nil ? .object(JSONObject(members)) : nil
    }
}
