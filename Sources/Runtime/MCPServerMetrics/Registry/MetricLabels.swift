/// Labels in one order, without those that say nothing, and as an exposition writes them. Two series are the same
/// if that text is.
func canonical(_ dimensions: [(String, String)], of kind: MetricKind) -> ([MetricLabel], String) {
    guard !dimensions.isEmpty else { return ([], "") }
    var names: Set<String> = []
    let labels = dimensions.filter { key, value in
        // To Prometheus an empty label is none. What would become the same name twice no reader takes.
        !value.isEmpty && names.insert(labelName(key, in: kind)).inserted
    }
    .map { MetricLabel(key: $0, value: $1) }
    .sorted { $0.key < $1.key }
    return (labels, labelText(labels, in: kind))
}

/// The labels as an exposition writes them.
func labelText(_ labels: [MetricLabel], in kind: MetricKind = .gauge) -> String {
    labels.map { "\(labelName($0.key, in: kind))=\"\(escaped($0.value, quotes: true))\"" }.joined(separator: ",")
}

/// The key as Prometheus takes it: letters, digits and `_`, no digit first, and no name that Prometheus itself uses.
private func labelName(_ key: String, in kind: MetricKind) -> String {
    let name = sanitized(key, allowsColon: false)
    if name.hasPrefix("__") { return "_" + name.drop { $0 == "_" } }
    return kind == .histogram && name == "le" ? "_le" : name
}

/// A name of nothing but letters, digits and `_`, and `:` where that is allowed, with no digit first.
func sanitized(_ name: String, allowsColon: Bool) -> String {
    let bytes = name.unicodeScalars.map { scalar -> UInt8 in
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": UInt8(scalar.value)
        case ":" where allowsColon: UInt8(ascii: ":")
        default: UInt8(ascii: "_")
        }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.first.map { ("0"..."9").contains($0) ? "_" + text : text } ?? "_"
}

/// A text without line ends: those, backslashes and quotes are escaped.
func escaped(_ text: String, quotes: Bool) -> String {
    let hasNone = text.utf8.allSatisfy { $0 != 0x0A && $0 != 0x5C && $0 != 0x22 }
    guard !hasNone else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\\": result += #"\\"#
        case "\n": result += #"\n"#
        case "\"" where quotes: result += #"\""#
        default: result.unicodeScalars.append(scalar)
        }
    }
    return result
}
