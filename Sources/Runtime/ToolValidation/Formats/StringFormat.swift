/// A form of text that has a name, with zod 4's verdicts.
///
/// The verdicts come from small scanners and from tables made of zod's own regular expressions; ``pattern`` is the
/// expression that is named in issues and advertised to clients.
public enum StringFormat: Sendable, Hashable {
    /// An ASCII email address, as people write them.
    case email
    /// A UUID of RFC 9562, of any version or of one.
    case uuid(version: Int? = nil)
    /// Hexadecimal digits grouped as those of a UUID, whatever their values.
    case guid
    /// 21 letters, digits, hyphens and underscores.
    case nanoid
    /// A `c` and six or more digits and lower-case letters.
    case cuid
    /// Digits and lower-case letters.
    case cuid2
    /// 26 digits of Crockford's base 32, in either case.
    case ulid
    /// 20 digits of base 32 with extended hexadecimal digits, in either case.
    case xid
    /// 27 letters and digits.
    case ksuid
    /// Four decimal numbers below 256 with dots between them, without leading zeros.
    case ipv4
    /// An IPv6 address as in URLs (RFC 4291, section 2.2), without a zone.
    case ipv6
    /// An IPv4 address with the length of a prefix: `10.0.0.0/8`.
    case cidrv4
    /// An IPv6 address with the length of a prefix: `2001:db8::/32`.
    case cidrv6
    /// Six pairs of hexadecimal digits, all in one case, with a delimiter between them.
    case mac(delimiter: String = ":")
    /// The name of a host (RFC 1123, section 2.1), of at most 253 characters; a dot may end it.
    case hostname
    /// An international telephone number: `+` and 7 to 15 digits.
    case e164
    /// Base 64 with its padding (RFC 4648, section 4).
    case base64
    /// Base 64 for URLs (RFC 4648, section 5), without padding.
    case base64url
    /// Hexadecimal digits, or none.
    case hex
    /// A digest in text form.
    case hash(HashAlgorithm, encoding: HashEncoding = .hex)
    /// A token of three parts with a JOSE header (RFC 7519), of any algorithm or of one. The signature is not verified.
    case jwt(algorithm: String? = nil)
    /// 12 to 19 digits, single spaces or hyphens between them allowed, whose check digit is right.
    case creditCard
    /// Emoji, and what they are composed of: digits pass, too.
    case emoji
    /// A day of the Gregorian calendar: `2024-02-29`.
    case date
    /// A time of day without a zone, with so many digits of a second as ``DateTimeOptions/precision`` says.
    case time(precision: Int? = nil)
    /// An ISO 8601 date and time.
    case datetime(DateTimeOptions = .init())
    /// A duration of ISO 8601-1: `P1DT12H`.
    case duration

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

    /// What a digest was made with; the raw values are zod's.
    public enum HashAlgorithm: String, Sendable, CaseIterable {
        case md5, sha1, sha256, sha384, sha512
    }

    /// How a digest is written; the raw values are zod's.
    public enum HashEncoding: String, Sendable, CaseIterable {
        case hex, base64, base64url
    }

    /// Whether a text has this form.
    func admits(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        switch self {
        case .email: EmailAddress.admits(text)
        case .uuid(let version): UUIDText.admits(text, version: version)
        case .guid: UUIDText.isGrouped(text)
        case .nanoid: FormatPatterns.nanoid.matches(text)
        case .cuid: FormatPatterns.cuid.matches(text)
        case .cuid2: FormatPatterns.cuid2.matches(text)
        case .ulid: FormatPatterns.ulid.matches(text)
        case .xid: FormatPatterns.xid.matches(text)
        case .ksuid: FormatPatterns.ksuid.matches(text)
        case .ipv4: FormatPatterns.ipv4.matches(text)
        case .ipv6: IPv6Text.admits(text)
        case .cidrv4: FormatPatterns.cidrv4.matches(text)
        case .cidrv6: IPv6Text.admitsRange(text)
        case .mac(let delimiter): MACText.admits(text, delimiter: delimiter)
        case .hostname: HostnameText.admits(text)
        case .e164: FormatPatterns.e164.matches(text)
        case .base64: FormatPatterns.base64.matches(text)
        case .base64url: text.count % 4 != 1 && FormatPatterns.base64url.matches(text)
        case .hex: FormatPatterns.hex.matches(text)
        case .hash(let algorithm, let encoding): HashText(algorithm, encoding).admits(text)
        case .jwt(let algorithm): JWTText.admits(text, algorithm: algorithm)
        case .creditCard: CreditCardNumber.admits(text)
        case .emoji: FormatPatterns.emoji.matches(text)
        case .date: DateTimeText.admitsDate(text)
        case .time(let precision): DateTimeText.admitsTime(text, precision: precision)
        case .datetime(let options): DateTimeText.admits(text, options)
        case .duration: FormatPatterns.duration.matches(text)
        }
    }
}
