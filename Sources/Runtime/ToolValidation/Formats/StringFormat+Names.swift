extension StringFormat {
    /// zod's name of the format, as issues carry it.
    public var name: String {
        switch self {
        case .email: "email"
        case .uuid: "uuid"
        case .guid: "guid"
        case .nanoid: "nanoid"
        case .cuid: "cuid"
        case .cuid2: "cuid2"
        case .ulid: "ulid"
        case .xid: "xid"
        case .ksuid: "ksuid"
        case .ipv4: "ipv4"
        case .ipv6: "ipv6"
        case .cidrv4: "cidrv4"
        case .cidrv6: "cidrv6"
        case .mac: "mac"
        case .hostname: "hostname"
        case .e164: "e164"
        case .base64: "base64"
        case .base64url: "base64url"
        case .hex: "hex"
        case .hash(let algorithm, let encoding): "\(algorithm.rawValue)_\(encoding.rawValue)"
        case .jwt: "jwt"
        case .creditCard: "credit_card"
        case .emoji: "emoji"
        case .date: "date"
        case .time: "time"
        case .datetime: "datetime"
        case .duration: "duration"
        }
    }

    /// How messages call it: `Invalid email address`.
    var title: String {
        switch self {
        case .email: "email address"
        case .uuid: "UUID"
        case .guid: "GUID"
        case .ulid: "ULID"
        case .xid: "XID"
        case .ksuid: "KSUID"
        case .ipv4: "IPv4 address"
        case .ipv6: "IPv6 address"
        case .cidrv4: "IPv4 range"
        case .cidrv6: "IPv6 range"
        case .mac: "MAC address"
        case .e164: "E.164 number"
        case .base64: "base64-encoded string"
        case .base64url: "base64url-encoded string"
        case .jwt: "JWT"
        case .creditCard: "credit card number"
        case .date: "ISO date"
        case .time: "ISO time"
        case .datetime: "ISO datetime"
        case .duration: "ISO duration"
        case .nanoid, .cuid, .cuid2, .hostname, .hex, .hash, .emoji: name
        }
    }

    /// The `format` keyword of JSON Schema; none where its format of that name would say less.
    public var jsonSchemaName: String? {
        switch self {
        case .guid: "uuid"
        case .datetime: "date-time"
        case .time: nil
        default: name
        }
    }

    /// The `contentEncoding` keyword of JSON Schema.
    public var contentEncoding: String? {
        switch self {
        case .base64, .base64url: name
        default: nil
        }
    }

    /// The regular expression that is advertised. It matches every text of this form; where a verdict takes more than an
    /// expression, it matches others, too. None where zod has none, or one that would match too little.
    public var pattern: String? {
        switch self {
        case .email: EmailAddress.pattern
        case .uuid(let version): UUIDText.pattern(version: version)
        case .guid: UUIDText.guidPattern
        case .nanoid: FormatPatterns.nanoid.source
        case .cuid: FormatPatterns.cuid.source
        case .cuid2: FormatPatterns.cuid2.source
        case .ulid: FormatPatterns.ulid.source
        case .xid: FormatPatterns.xid.source
        case .ksuid: FormatPatterns.ksuid.source
        case .ipv4: FormatPatterns.ipv4.source
        case .cidrv4: FormatPatterns.cidrv4.source
        case .mac(let delimiter): MACText.pattern(delimiter: delimiter)
        case .hostname: HostnameText.pattern
        case .e164: FormatPatterns.e164.source
        case .base64: FormatPatterns.base64.source
        case .base64url: FormatPatterns.base64url.source
        case .hex: FormatPatterns.hex.source
        case .hash(let algorithm, let encoding): HashText(algorithm, encoding).pattern
        case .creditCard: FormatPatterns.creditCard.source
        case .emoji: FormatPatterns.emoji.source
        case .date: DateTimeText.fullDatePattern
        case .time(let precision): DateTimeText.timePattern(precision: precision)
        case .datetime(let options): DateTimeText.pattern(options)
        case .duration: FormatPatterns.duration.source
        // zod advertises an expression that does not match embedded IPv4 addresses, which its validator accepts.
        case .ipv6, .cidrv6: nil
        case .jwt: nil
        }
    }

    /// The pattern in issues, which zod leaves out, and the origin with it, where it checks more than an expression or
    /// sees a format of its users.
    var issuePattern: String? {
        switch self {
        case .ipv6, .cidrv6, .base64, .base64url, .jwt, .creditCard, .hostname, .hex, .hash: nil
        case .emoji: pattern.map { "/\($0)/u" }
        default: pattern.map { "/\($0)/" }
        }
    }
}
