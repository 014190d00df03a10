/// A text for one line of a terminal or a log: short, and without control characters.
package func printable(_ text: String, limit: Int = 100) -> String {
    if text.utf8.count <= limit, text.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars.prefix(limit) {
        let isControl =
            scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0x2028
            || scalar.value == 0x2029
        result.append(isControl ? "\u{FFFD}" : scalar)
    }
    return String(result) + (text.unicodeScalars.count > limit ? "…" : "")
}
