/// A MAC address: six pairs of hexadecimal digits, all in upper or all in lower case.
enum MACText {
    static func pattern(delimiter: String) -> String {
        var escaped = ""
        for scalar in delimiter.unicodeScalars {
            // The source of a RegExp shows a slash escaped.
            if ".*+?^${}()|[]\\/".unicodeScalars.contains(scalar) { escaped += "\\" }
            escaped.unicodeScalars.append(scalar)
        }
        return ["A-F", "a-f"].map { "^(?:[0-9\($0)]{2}\(escaped)){5}[0-9\($0)]{2}$" }.joined(separator: "|")
    }

    static func admits(_ text: UnsafeBufferPointer<UInt8>, delimiter: String) -> Bool {
        let delimiter = delimiter.utf8
        guard text.count == 12 + 5 * delimiter.count else { return false }
        var (hasUpper, hasLower) = (false, false)
        for pair in 0..<6 {
            let start = pair * (2 + delimiter.count)
            for digit in text[start..<start + 2] {
                switch digit {
                case UInt8(ascii: "0")...UInt8(ascii: "9"): break
                case UInt8(ascii: "A")...UInt8(ascii: "F"): hasUpper = true
                case UInt8(ascii: "a")...UInt8(ascii: "f"): hasLower = true
                default: return false
                }
            }
            guard pair == 5 || text[(start + 2)...].starts(with: delimiter) else { return false }
        }
        return !(hasUpper && hasLower)
    }
}
