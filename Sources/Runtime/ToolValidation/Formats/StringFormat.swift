/// A form of text that has a name, with zod 4's verdicts.
///
/// The verdicts come from small scanners; ``pattern`` is the regular expression that says the same, as it is named in
/// issues and advertised to clients.
public enum StringFormat: Sendable, Hashable {
    /// An ASCII email address, as people write them.
    case email
    /// A UUID of RFC 9562, of any version or of one.
    case uuid(version: Int? = nil)
    /// An ISO 8601 date and time.
    case datetime(DateTimeOptions = .init())

    /// Which texts are taken for a date and time.
    public struct DateTimeOptions: Sendable, Hashable {
        /// Whether an offset such as `+01:00` may stand instead of `Z`.
        public var allowsOffset: Bool
        /// Whether the time zone may be left out.
        public var allowsLocal: Bool
        /// How many digits the fraction of a second has: 0 for no fraction, -1 for no seconds at all.
        public var precision: Int?

        /// Creates options; the default is UTC with `Z` and any precision.
        public init(allowsOffset: Bool = false, allowsLocal: Bool = false, precision: Int? = nil) {
            self.allowsOffset = allowsOffset
            self.allowsLocal = allowsLocal
            self.precision = precision
        }
    }

    /// zod's name of the format, as issues carry it.
    public var name: String {
        switch self {
        case .email: "email"
        case .uuid: "uuid"
        case .datetime: "datetime"
        }
    }

    /// How messages call it: `Invalid email address`.
    var title: String {
        switch self {
        case .email: "email address"
        case .uuid: "UUID"
        case .datetime: "ISO datetime"
        }
    }

    /// The `format` keyword of JSON Schema.
    public var jsonSchemaName: String {
        switch self {
        case .email: "email"
        case .uuid: "uuid"
        case .datetime: "date-time"
        }
    }

    /// The regular expression that says the same.
    public var pattern: String {
        switch self {
        case .email: EmailAddress.pattern
        case .uuid(let version): UUIDText.pattern(version: version)
        case .datetime(let options): DateTimeText.pattern(options)
        }
    }

    /// Whether a text has this form.
    func admits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .email: EmailAddress.admits(text)
        case .uuid(let version): UUIDText.admits(text, version: version)
        case .datetime(let options): DateTimeText.admits(text, options)
        }
    }
}

/// Reads a text from its start, byte by byte.
struct ByteScanner {
    private let text: UnsafeBufferPointer<UInt8>
    private(set) var position = 0

    init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

    var isAtEnd: Bool { position == text.count }

    /// The next byte, or zero at the end.
    var next: UInt8 { position < text.count ? text[position] : 0 }

    /// Takes a byte if it is the next one.
    mutating func take(_ byte: Unicode.Scalar) -> Bool {
        guard !isAtEnd, UInt8(ascii: byte) == next else { return false }
        position += 1
        return true
    }

    /// Takes exactly so many decimal digits and answers their value.
    mutating func takeNumber(digits: Int) -> Int? {
        guard text.count - position >= digits else { return nil }
        var value = 0
        for _ in 0..<digits {
            let digit = next &- UInt8(ascii: "0")
            guard digit <= 9 else { return nil }
            value = value * 10 + Int(digit)
            position += 1
        }
        return value
    }

    /// Takes all decimal digits that follow and answers how many they were.
    mutating func takeDigits() -> Int {
        let first = position
        while next &- UInt8(ascii: "0") <= 9, !isAtEnd { position += 1 }
        return position - first
    }
}
