#if OTLP
/// Pairs in the form of W3C Baggage without properties: `key=value,key=value`, values percent-encoded.
struct KeyValueList {
    /// In their order.
    let pairs: [(key: String, value: String)]

    /// Reads a list.
    ///
    /// - Throws: ``Fault`` with the place of the first entry that is none.
    init(_ text: String) throws(Fault) {
        var pairs: [(key: String, value: String)] = []
        for (place, entry) in text.split(separator: ",", omittingEmptySubsequences: false).enumerated() {
            if trimmed(entry).isEmpty { continue }
            guard let sign = entry.firstIndex(of: "="),
                let value = Self.decoded(trimmed(entry[entry.index(after: sign)...]))
            else { throw Fault(place: place + 1) }
            let key = trimmed(entry[..<sign])
            guard !key.isEmpty, key.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
                throw Fault(place: place + 1)
            }
            pairs.append((key, value))
        }
        self.pairs = pairs
    }

    /// What is wrong, without the text: it may hold a secret.
    struct Fault: Error {
        /// Which of the entries, counted from 1.
        let place: Int
    }

    private static func decoded(_ text: String) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(rest.prefix(2)) ?? "", radix: 16) else { return nil }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return String(validating: bytes, as: UTF8.self)
    }
}
#endif
