import Testing

@testable import ToolValidation

/// The formats that zod's vectors say nothing about; the verdicts are those of zod 4's expressions.
@Suite struct FormatTests {
    @Test(
        arguments: [
            (StringFormat.ulid, "01ARZ3NDEKTSV4RRFFQ69G5FAV", true), (.ulid, "01arz3ndektsv4rrffq69g5fav", true),
            (.ulid, "01ARZ3NDEKTSV4RRFFQ69G5FAI", false), (.ulid, "01ARZ3NDEKTSV4RRFFQ69G5FA", false),
            (.xid, "9m4e2mr0ui3e8a215n4g", true), (.xid, "9m4e2mr0ui3e8a215n4w", false),
            (.ksuid, "0ujtsYcgvSTl8PAuAdqWYSMnLOv", true), (.ksuid, "0ujtsYcgvSTl8PAuAdqWYSMnLO-", false),
            (.hex, "", true), (.hex, "09afAF", true), (.hex, "0x", false),
            (.base64url, "", true), (.base64url, "ab-_", true), (.base64url, "YQ", true), (.base64url, "YQ==", false),
            (.base64url, "A", false), (.base64url, "AAAAA", false),
            (.mac(delimiter: "-"), "00-1b-63-84-45-e6", true), (.mac(delimiter: "-"), "00:1b:63:84:45:e6", false),
            (.mac(delimiter: ""), "001B638445E6", true), (.mac(delimiter: ""), "001b638445E6", false),
            (.hash(.sha1), String(repeating: "a", count: 40), true),
            (.hash(.sha1), String(repeating: "a", count: 41), false),
            (.hash(.sha1, encoding: .base64), String(repeating: "+", count: 27) + "=", true),
            (.hash(.sha256, encoding: .base64url), String(repeating: "-", count: 43), true),
            (.hash(.sha256, encoding: .base64url), String(repeating: "+", count: 43), false),
            (.hash(.sha384, encoding: .base64), String(repeating: "/", count: 64), true),
            (.hash(.sha512, encoding: .base64), String(repeating: "0", count: 86) + "==", true),
            (.hash(.sha512, encoding: .base64), String(repeating: "0", count: 87) + "=", false),
            (.time(), "23:59", true), (.time(), "23:59:59.123456789", true), (.time(), "24:00", false),
            (.time(), "23:59Z", false), (.date, "2000-02-29", true), (.date, "1900-02-29", false),
            (.date, "2000-02-29T", false),
        ]
    )
    func admits(format: StringFormat, text: String, isAdmitted: Bool) {
        var text = text
        #expect(text.withUTF8 { format.admits($0) } == isAdmitted)
    }

    @Test(
        arguments: [
            (StringFormat.mac(delimiter: "."), #"^(?:[0-9A-F]{2}\.){5}[0-9A-F]{2}$|^(?:[0-9a-f]{2}\.){5}[0-9a-f]{2}$"#),
            (.hash(.sha256, encoding: .base64), "^[A-Za-z0-9+/]{43}=$"),
            (.hash(.sha1, encoding: .base64url), "^[A-Za-z0-9_-]{27}$"),
            (.hash(.sha384), "^[0-9a-fA-F]{96}$"),
        ]
    )
    func advertisesZodsPattern(format: StringFormat, pattern: String) {
        #expect(format.pattern == pattern)
    }
}
