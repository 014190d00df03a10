internal import Diagnostics

/// The anchor and the tag before a node, read from the text: libyaml's mark of the node stands before them.
struct NodeProperties {
    struct Tag {
        var text: String
        var start: SourcePosition
        var end: SourcePosition

        /// Whether it looks like `!has(a)` or `!(a)`: an expression, not a type.
        var isExpression: Bool { text.utf8.contains(UInt8(ascii: "(")) }
    }

    private(set) var tag: Tag?
    /// Where the node itself begins.
    private(set) var contentStart: SourcePosition

    init(in source: SourceText, at start: SourcePosition) {
        contentStart = start
        let bytes = source.bytes
        var index = source.byteOffset(of: start)
        var seen: Set<UInt8> = []
        while index < bytes.count {
            let sign = bytes[index]
            guard sign == UInt8(ascii: "!") || sign == UInt8(ascii: "&"), seen.insert(sign).inserted else { break }
            let begin = index
            while index < bytes.count, !Self.ends(bytes[index]) { index += 1 }
            if sign == UInt8(ascii: "!") {
                tag = Tag(
                    text: String(decoding: bytes[begin..<index], as: UTF8.self),
                    start: source.position(atByteOffset: begin),
                    end: source.position(atByteOffset: index)
                )
            }
            index = Self.skipSeparation(bytes, from: index)
            contentStart = source.position(atByteOffset: index)
        }
    }

    /// Whether a byte ends a tag or an anchor: white space, or what ends a value in `[ ]` and `{ }`.
    private static func ends(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): true
        case UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}"): true
        default: false
        }
    }

    /// Skips white space, line breaks and comments.
    private static func skipSeparation(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        var isComment = false
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): isComment = false
            case UInt8(ascii: " "), UInt8(ascii: "\t"): break
            case UInt8(ascii: "#") where index > start: isComment = true
            default:
                guard isComment else { return index }
            }
            index += 1
        }
        return index
    }
}
