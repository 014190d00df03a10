/// The id of a request, or a progress token: a text or a whole number, never null. `1` and `"1"` differ.
public enum RequestID: Sendable, Hashable, CustomStringConvertible {
    /// A text.
    case string(String)
    /// A whole number.
    case integer(Int)

    /// The id without quotes, for logs.
    public var description: String {
        switch self {
        case .string(let text): text
        case .integer(let number): String(number)
        }
    }

    /// Reads an id, or answers `nil` for what is none.
    ///
    /// - Parameter json: One well-formed JSON value without white space around it.
    init?(json: ArraySlice<UInt8>) {
        guard let first = json.first else { return nil }
        if first == UInt8(ascii: "\"") {
            guard let text = try? JSONString.read(json).value else { return nil }
            self = .string(text)
            return
        }
        guard first == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { return nil }
        var value = 0
        for byte in first == UInt8(ascii: "-") ? json.dropFirst() : json {
            let digit = byte &- UInt8(ascii: "0")
            guard digit <= 9 else {
                // `1.0` and `1e0` are whole numbers, too, if an odd way to write an id.
                guard case .number(let number) = try? JSONValue.read(json), let whole = Int(exactly: number) else {
                    return nil
                }
                self = .integer(whole)
                return
            }
            let (product, isTooBig) = value.multipliedReportingOverflow(by: 10)
            let (difference, isTooSmall) = product.subtractingReportingOverflow(Int(digit))
            guard !isTooBig, !isTooSmall else { return nil }
            value = difference
        }
        // Counted downwards, because the least integer has no positive counterpart.
        guard first != UInt8(ascii: "-") else {
            self = .integer(value)
            return
        }
        guard value != .min else { return nil }
        self = .integer(-value)
    }

    func write(to json: inout JSONWriter) {
        switch self {
        case .string(let text): json.write(text)
        case .integer(let number): json.write(number)
        }
    }
}

/// A JSON string, to read one where nothing else may stand.
struct JSONString: ToolValue {
    var value: String

    init?(reading json: inout JSONReader, issues: inout Issues) {
        guard let value = json.readString(.any, &issues) else { return nil }
        self.value = value
    }

    func write(to json: inout JSONWriter) { json.write(value) }
}
