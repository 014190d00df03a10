/// JSON as the vectors hold it, read here by hand: the reader under test must not judge itself.
///
/// Only well-formed text is given to it, so that nothing is checked.
package indirect enum VectorJSON: Sendable {
    package struct Member: Sendable {
        package var key: String
        package var value: VectorJSON
    }

    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    /// A text with half a surrogate pair in it, which no `String` can hold: its UTF-16 code units.
    case brokenString([UInt16])
    case array([VectorJSON])
    case object([Member])

    package init(_ text: String) {
        var parser = VectorJSONParser(text)
        self = parser.value()
    }

    package subscript(key: String) -> VectorJSON? {
        guard case .object(let members) = self else { return nil }
        return members.first { $0.key.utf8.elementsEqual(key.utf8) }?.value
    }

    package var string: String? {
        guard case .string(let text) = self else { return nil }
        return text
    }

    package var number: Double? {
        guard case .number(let number) = self else { return nil }
        return number
    }

    package var bool: Bool? {
        guard case .bool(let bool) = self else { return nil }
        return bool
    }

    package var elements: [VectorJSON] {
        guard case .array(let elements) = self else { return [] }
        return elements
    }

    package var members: [Member] {
        guard case .object(let members) = self else { return [] }
        return members
    }

    /// Whether an object in it has a key twice.
    package var hasDuplicateKey: Bool {
        switch self {
        case .array(let elements): elements.contains(where: \.hasDuplicateKey)
        case .object(let members):
            Set(members.map { Array($0.key.utf8) }).count < members.count
                || members.contains(where: \.value.hasDuplicateKey)
        default: false
        }
    }

    /// Whether a text or key in it has half a surrogate pair. Of a key it is known by the U+FFFD in its place.
    package var hasLoneSurrogate: Bool {
        switch self {
        case .brokenString: true
        case .array(let elements): elements.contains(where: \.hasLoneSurrogate)
        case .object(let members):
            members.contains { $0.key.unicodeScalars.contains("\u{FFFD}") || $0.value.hasLoneSurrogate }
        default: false
        }
    }

    /// How many arrays and objects stand in each other.
    package var depth: Int {
        switch self {
        case .array(let elements): 1 + (elements.map(\.depth).max() ?? 0)
        case .object(let members): 1 + (members.map(\.value.depth).max() ?? 0)
        default: 0
        }
    }

    /// The bytes of a text; of one with half a surrogate pair those that UTF-8 would have if it allowed it.
    package var bytes: [UInt8] {
        switch self {
        case .string(let text): Array(text.utf8)
        case .brokenString(let units):
            String(decoding: units, as: UTF16.self).unicodeScalars.flatMap { scalar in
                // A lead surrogate, as UTF-8 would write it if it allowed it.
                scalar == "\u{FFFD}" ? [0xED, 0xA0, 0x80] : Array(String(scalar).utf8)
            }
        default: []
        }
    }
}

private struct VectorJSONParser {
    private let units: [UInt16]
    private var index = 0

    init(_ text: String) { units = Array(text.utf16) }

    mutating func value() -> VectorJSON {
        skipSpace()
        switch units[index] {
        case unit("n"):
            index += 4
            return .null
        case unit("t"):
            index += 4
            return .bool(true)
        case unit("f"):
            index += 5
            return .bool(false)
        case unit("\""):
            let content = string()
            let text = String(decoding: content, as: UTF16.self)
            return text.utf16.elementsEqual(content) ? .string(text) : .brokenString(content)
        case unit("["):
            var elements: [VectorJSON] = []
            while !closes("]") { elements.append(value()) }
            return .array(elements)
        case unit("{"):
            var members: [VectorJSON.Member] = []
            while !closes("}") {
                skipSpace()
                let key = String(decoding: string(), as: UTF16.self)
                skipSpace()
                index += 1
                members.append(.init(key: key, value: value()))
            }
            return .object(members)
        default:
            let start = index
            while index < units.count, "+-.eE0123456789".utf16.contains(units[index]) { index += 1 }
            return .number(Double(String(decoding: units[start..<index], as: UTF16.self)) ?? .nan)
        }
    }

    /// Steps over the opening bracket or a comma, and over the closing bracket if it follows.
    private mutating func closes(_ bracket: Unicode.Scalar) -> Bool {
        skipSpace()
        if units[index] != unit(bracket) { index += 1 }
        skipSpace()
        guard units[index] == unit(bracket) else { return false }
        index += 1
        return true
    }

    private func unit(_ scalar: Unicode.Scalar) -> UInt16 { UInt16(truncatingIfNeeded: scalar.value) }

    private mutating func skipSpace() {
        while units[index] <= 0x20 { index += 1 }
    }

    private mutating func string() -> [UInt16] {
        index += 1
        var content: [UInt16] = []
        while units[index] != unit("\"") {
            guard units[index] == unit("\\") else {
                content.append(units[index])
                index += 1
                continue
            }
            let letter = units[index + 1]
            index += 2
            switch letter {
            case unit("u"):
                content.append(UInt16(String(decoding: units[index..<index + 4], as: UTF16.self), radix: 16) ?? 0)
                index += 4
            case unit("b"): content.append(8)
            case unit("f"): content.append(12)
            case unit("n"): content.append(10)
            case unit("r"): content.append(13)
            case unit("t"): content.append(9)
            default: content.append(letter)
            }
        }
        index += 1
        return content
    }
}
