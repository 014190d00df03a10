import ToolValidation

/// A format with texts that have it and texts that do not.
struct FormatSample {
    let format: StringFormat
    let right: [String]
    let wrong: [String]

    init(_ format: StringFormat, _ right: [String], not wrong: [String]) {
        self.format = format
        self.right = right
        self.wrong = wrong
    }

    private static let jwt = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2ln"

    static let all: [FormatSample] = [
        .init(.email, ["a@b.co", "first.last+tag@sub.example.org"], not: ["a@b", "@b.co", "a..b@c.de"]),
        .init(.uuid(), ["123e4567-e89b-42d3-a456-426614174000"], not: ["123e4567-e89b-92d3-a456-426614174000", "x"]),
        .init(
            .uuid(version: 4),
            ["123e4567-e89b-42d3-a456-426614174000"],
            not: ["123e4567-e89b-12d3-a456-426614174000"]
        ),
        .init(.guid, ["123e4567-e89b-92d3-0456-426614174000"], not: ["123e4567e89b92d30456426614174000"]),
        .init(.nanoid, ["V1StGXR8_Z5jdHi6B-myT"], not: ["V1StGXR8_Z5jdHi6B-my", "V1StGXR8+Z5jdHi6B-myT"]),
        .init(.cuid, ["cjld2cjxh0000qzrmn831i7rn"], not: ["xjld2cjxh0000qzrmn831i7rn", "c1"]),
        .init(.cuid2, ["tz4a98xxat96iws9zmbrgj3a"], not: ["tz4a98-at96", ""]),
        .init(.ulid, ["01ARZ3NDEKTSV4RRFFQ69G5FAV"], not: ["01ARZ3NDEKTSV4RRFFQ69G5FA", "01ARZ3NDEKTSV4RRFFQ69G5FAU"]),
        .init(.xid, ["9m4e2mr0ui3e8a215n4g"], not: ["9m4e2mr0ui3e8a215n4", "9m4e2mr0ui3e8a215n4w"]),
        .init(.ksuid, ["0ujsszwN8NRY24YaXiTIE2VWDTS"], not: ["0ujsszwN8NRY24YaXiTIE2VWDT", "x"]),
        .init(.ipv4, ["127.0.0.1", "255.255.255.255"], not: ["256.0.0.1", "1.2.3", "01.2.3.4"]),
        .init(.ipv6, ["::1", "2001:db8::ff00:42:8329", "::ffff:1.2.3.4"], not: ["1::2::3", "12345::", "1:2"]),
        .init(.cidrv4, ["10.0.0.0/8"], not: ["10.0.0.0/33", "10.0.0.0"]),
        .init(.cidrv6, ["2001:db8::/32"], not: ["2001:db8::/129", "2001:db8::"]),
        .init(.mac(), ["00:1a:2b:3c:4d:5e"], not: ["00:1a:2b:3c:4d", "00:1A:2b:3c:4d:5e", "00-1a-2b-3c-4d-5e"]),
        .init(.mac(delimiter: "-"), ["00-1A-2B-3C-4D-5E"], not: ["00:1A:2B:3C:4D:5E"]),
        .init(.hostname, ["example.com", "a-b.c", "localhost."], not: ["-a.com", "a_b", "a..b"]),
        .init(.e164, ["+14155552671"], not: ["14155552671", "+0123456", "+1"]),
        .init(.base64, ["aGk=", "", "aGkh"], not: ["aGk", "a-_="]),
        .init(.base64url, ["aGk", "a-_x"], not: ["aGk=", "a"]),
        .init(.hex, ["00ffA9", ""], not: ["0g"]),
        .init(.hash(.md5), [String(repeating: "a0", count: 16)], not: [String(repeating: "a", count: 31), ""]),
        .init(.hash(.sha256), [String(repeating: "0F", count: 32)], not: [String(repeating: "g", count: 64)]),
        .init(.hash(.sha1, encoding: .base64), [String(repeating: "A", count: 27) + "="], not: ["AA=="]),
        .init(.hash(.sha512, encoding: .base64url), [String(repeating: "A", count: 86)], not: ["AA"]),
        .init(.jwt(), [jwt], not: ["a.b", "\(jwt).x"]),
        .init(.jwt(algorithm: "HS256"), [jwt], not: ["eyJhbGciOiJub25lIn0.e30.x"]),
        .init(.creditCard, ["4111111111111111", "4111 1111 1111 1111"], not: ["4111111111111112", "4111"]),
        .init(.emoji, ["💩", "👩‍🚀", "1"], not: ["a", "💩a", ""]),
        .init(.date, ["2024-02-29", "0000-01-31"], not: ["2023-02-29", "2024-13-01", "2024-1-1"]),
        .init(.time(), ["23:59:59.123", "00:00"], not: ["24:00", "1:00", "00:00Z"]),
        .init(.time(precision: 2), ["12:00:00.25"], not: ["12:00:00.2", "12:00"]),
        .init(
            .datetime(),
            ["2024-02-29T12:00:00Z", "2024-01-01T00:00Z"],
            not: ["2024-02-29T12:00:00+01:00", "2024-02-30T12:00Z"]
        ),
        .init(
            .datetime(.init(allowsOffset: true, allowsLocal: true, precision: 0)),
            ["2024-02-29T12:00:00+01:00", "2024-02-29T12:00:00"],
            not: ["2024-02-29T12:00:00.5", "2024-02-29T12:00:00+24:00"]
        ),
        .init(.duration, ["P1DT12H", "P2W", "PT0.5S"], not: ["P", "PT", "P1W2D"]),
    ]
}
