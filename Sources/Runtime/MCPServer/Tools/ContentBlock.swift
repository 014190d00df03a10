/// A block of a tool's answer: `ContentBlock` in the schemas.
///
/// Blocks that a client's revision does not know yet are sent to it as a text that says what stood there.
public struct ContentBlock: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        case text(String)
        case image(base64: String, mimeType: String)
        case audio(base64: String, mimeType: String)
        case link(ResourceLink)
        case embeddedText(uri: String, mimeType: String?, text: String)
        case embeddedBlob(uri: String, mimeType: String?, base64: String)
    }

    var kind: Kind
    /// Whom the block is for and how much it matters.
    public var annotations: ContentAnnotations?

    /// A text.
    public static func text(_ text: String) -> ContentBlock { ContentBlock(kind: .text(text)) }

    /// An image.
    public static func image(_ data: [UInt8], mimeType: String) -> ContentBlock {
        ContentBlock(kind: .image(base64: base64Text(of: data), mimeType: mimeType))
    }

    /// A recording.
    public static func audio(_ data: [UInt8], mimeType: String) -> ContentBlock {
        ContentBlock(kind: .audio(base64: base64Text(of: data), mimeType: mimeType))
    }

    /// A pointer to something that the client may fetch.
    public static func resourceLink(_ link: ResourceLink) -> ContentBlock { ContentBlock(kind: .link(link)) }

    /// The contents of a resource, in text.
    public static func resource(uri: String, mimeType: String? = nil, text: String) -> ContentBlock {
        ContentBlock(kind: .embeddedText(uri: uri, mimeType: mimeType, text: text))
    }

    /// The contents of a resource, in bytes.
    public static func resource(uri: String, mimeType: String? = nil, data: [UInt8]) -> ContentBlock {
        ContentBlock(kind: .embeddedBlob(uri: uri, mimeType: mimeType, base64: base64Text(of: data)))
    }

    /// The block with annotations.
    public func annotated(_ annotations: ContentAnnotations) -> ContentBlock {
        var block = self
        block.annotations = annotations
        return block
    }

    /// The text of a text block.
    public var text: String? {
        guard case .text(let text) = kind else { return nil }
        return text
    }
}

/// A pointer to a resource (`resource_link`, from revision 2025-06-18).
public struct ResourceLink: Sendable, Equatable {
    /// Where the resource is.
    public var uri: String
    /// The name by which programs know it.
    public var name: String
    /// The name to show to people.
    public var title: String?
    /// What it is.
    public var description: String?
    /// Its media type.
    public var mimeType: String?
    /// Its size in bytes.
    public var size: Int?

    /// Creates a pointer.
    public init(
        uri: String,
        name: String,
        title: String? = nil,
        description: String? = nil,
        mimeType: String? = nil,
        size: Int? = nil
    ) {
        self.uri = uri
        self.name = name
        self.title = title
        self.description = description
        self.mimeType = mimeType
        self.size = size
    }
}

/// Whom a block is for and how much it matters (`Annotations` in the schemas).
public struct ContentAnnotations: Sendable, Equatable {
    /// A reader of a block.
    public struct Reader: Sendable, Hashable {
        let name: String
        /// The person.
        public static let user = Reader(name: "user")
        /// The model.
        public static let assistant = Reader(name: "assistant")
    }

    /// Whom the block is for; everybody if empty.
    public var audience: [Reader]
    /// From 0, entirely optional, to 1, effectively required.
    public var priority: Double?
    /// When it last changed, in ISO 8601.
    public var lastModified: String?

    /// Creates annotations. A priority outside 0 to 1 is moved to the nearer end.
    public init(audience: [Reader] = [], priority: Double? = nil, lastModified: String? = nil) {
        self.audience = audience
        self.priority = priority.map { $0.isNaN ? 0 : min(max($0, 0), 1) }
        self.lastModified = lastModified
    }
}

/// Standard base 64 with padding (RFC 4648, section 4), which spares the runtime Foundation.
func base64Text(of data: [UInt8]) -> String {
    let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    let count = (data.count + 2) / 3 * 4
    return String(unsafeUninitializedCapacity: count) { text in
        for group in 0..<count / 4 {
            let left = min(3, data.count - group * 3)
            var bits: UInt32 = 0
            for index in 0..<3 {
                bits = bits << 8 | (index < left ? UInt32(data[group * 3 + index]) : 0)
            }
            for index in 0..<4 {
                let digit = Int(bits >> UInt32(18 - index * 6) & 0x3F)
                text[group * 4 + index] = index <= left ? alphabet.utf8Start[digit] : UInt8(ascii: "=")
            }
        }
        return count
    }
}
