#if HTTP
import HTTPTypes
import Testing

@testable import MCPServerHTTP

@Suite("Addresses", .timeLimit(.minutes(1)))
struct AddressTests {
    @Test(
        arguments: [
            ("192.0.2.1", "192.0.2.1"), ("0.0.0.0", "0.0.0.0"), ("::1", "::1"), ("2001:DB8:0::17", "2001:db8::17"),
            ("::ffff:192.0.2.1", "192.0.2.1"), ("::FFFF:c000:201", "192.0.2.1"), ("", nil), ("192.0.2", nil),
            ("192.0.2.256", nil), ("192.0.2.1.", nil), (" 192.0.2.1", nil), ("192.0.2.1\0", nil), ("fe80::1%lo", nil),
            ("[::1]", nil), ("1::2::3", nil), ("localhost", nil), ("\u{0661}.0.0.1", nil),
            (String(repeating: "0", count: 100), nil),
        ] as [(String, String?)]
    )
    func addresses(_ text: String, _ expected: String?) {
        #expect(IPAddress(text)?.description == expected)
    }

    @Test(
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.0", false), ("10.1.2.3/8", "10.9.9.9", true),
            ("0.0.0.0/0", "192.0.2.1", true), ("0.0.0.0/0", "::1", false), ("::/0", "192.0.2.1", false),
            ("::/0", "2001:db8::1", true), ("192.0.2.1", "192.0.2.1", true), ("192.0.2.1", "192.0.2.2", false),
            ("192.0.2.0/31", "192.0.2.2", false), ("192.0.2.0/24", "::ffff:192.0.2.77", true),
            ("::ffff:192.0.2.0/120", "192.0.2.77", true), ("::ffff:192.0.2.0/120", "192.0.3.77", false),
            ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
            ("::1/128", "::1", true), ("::1/128", "::2", false),
        ]
    )
    func networks(_ network: String, _ address: String, _ isIn: Bool) throws {
        #expect(try #require(Network(network)).contains(try #require(IPAddress(address))) == isIn)
    }

    @Test(arguments: [
        "", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/+8", "10.0.0.0/8/8", "::/129",
        "::ffff:1.2.3.4/95", "x/8",
    ])
    func badNetworks(_ text: String) { #expect(Network(text) == nil) }
}

/// What proxies say, some of them hostile clients behind good proxies.
@Suite("Trusted proxies", .timeLimit(.minutes(1)))
struct ProxyTests {
    private struct Case: Sendable, CustomTestStringConvertible {
        var fields: [(String, String)]
        /// `nil` where nobody knows.
        var address: String?
        var isSecure: Bool? = nil

        var testDescription: String { "\(fields)" }
    }

    private func origin(_ fields: [(String, String)], peer: String = "10.0.0.1") -> ForwardedOrigin? {
        var headers = HTTPFields()
        for (name, value) in fields {
            if let name = HTTPField.Name(name) { headers.append(HTTPField(name: name, value: value)) }
        }
        return TrustedProxies(["10.0.0.0/8", "2001:db8:ffff::/48"])?.origin(headers, peer: IPAddress(peer))
    }

    @Test(
        arguments: [
            Case(fields: [("X-Forwarded-For", "192.0.2.1")], address: "192.0.2.1"),
            Case(fields: [("X-Forwarded-For", "192.0.2.1:4711")], address: "192.0.2.1"),
            Case(fields: [("X-Forwarded-For", "[2001:db8::1]:4711")], address: "2001:db8::1"),
            Case(fields: [("X-Forwarded-For", "2001:db8::1")], address: "2001:db8::1"),
            Case(fields: [("X-Forwarded-For", "::ffff:192.0.2.1")], address: "192.0.2.1"),
            // The rightmost that is no proxy; what stands before it the client wrote.
            Case(fields: [("X-Forwarded-For", "127.0.0.1, 192.0.2.1, 10.1.1.1")], address: "192.0.2.1"),
            Case(fields: [("X-Forwarded-For", "<script>, , 192.0.2.1")], address: "192.0.2.1"),
            Case(fields: [("X-Forwarded-For", "127.0.0.1"), ("X-Forwarded-For", "192.0.2.1")], address: "192.0.2.1"),
            // All are proxies: the first one sends by itself.
            Case(fields: [("X-Forwarded-For", "10.0.0.9, 10.0.0.2")], address: "10.0.0.9"),
            Case(fields: [("X-Forwarded-For", "192.0.2.1, 10.0.0.2x")], address: nil),
            Case(fields: [("X-Forwarded-For", "unknown")], address: nil),
            Case(fields: [("X-Forwarded-For", "")], address: nil),
            Case(fields: [("X-Forwarded-For", "192.0.2.1,")], address: nil),
            Case(
                fields: [("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", "https")],
                address: "192.0.2.1",
                isSecure: true
            ),
            // The last one is the trusted proxy's word.
            Case(
                fields: [("X-Forwarded-For", "192.0.2.1"), ("X-Forwarded-Proto", "https, http")],
                address: "192.0.2.1",
                isSecure: false
            ),
            Case(fields: [("X-Forwarded-Proto", "HTTPS")], address: "10.0.0.1", isSecure: true),
            Case(
                fields: [("Forwarded", "for=192.0.2.1;proto=https;by=10.0.0.1")],
                address: "192.0.2.1",
                isSecure: true
            ),
            Case(fields: [("Forwarded", "For=\"[2001:db8::17]:4711\"")], address: "2001:db8::17"),
            Case(
                fields: [("Forwarded", "for=\"192.0.2.1:_port\" ; PROTO=http")],
                address: "192.0.2.1",
                isSecure: false
            ),
            Case(fields: [("Forwarded", "for=127.0.0.1, for=192.0.2.1, for=10.2.2.2")], address: "192.0.2.1"),
            Case(fields: [("Forwarded", "for=127.0.0.1"), ("Forwarded", "for=192.0.2.1")], address: "192.0.2.1"),
            Case(fields: [("Forwarded", "for=\"\\192.0.2.1\"")], address: "192.0.2.1"),
            Case(
                fields: [("Forwarded", "for=192.0.2.1;proto=http, for=10.0.0.2;proto=https")],
                address: "192.0.2.1",
                isSecure: false
            ),
            Case(fields: [("Forwarded", "for=192.0.2.1, for=_hidden")], address: nil),
            Case(fields: [("Forwarded", "for=192.0.2.1, for=unknown")], address: nil),
            Case(fields: [("Forwarded", "for=[::1]")], address: nil),
            Case(fields: [("Forwarded", "for=192.0.2.1;for=127.0.0.1")], address: nil),
            Case(fields: [("Forwarded", "for=192.0.2.1 garbage")], address: nil),
            Case(fields: [("Forwarded", "proto=https")], address: nil),
            // The client leaves a quotation open, in which the proxy's word would vanish.
            Case(fields: [("Forwarded", "for=127.0.0.1;x=\", for=192.0.2.1")], address: nil),
            Case(fields: [("Forwarded", "for=127.0.0.1;x=\", for=\"[2001:db8::1]\"")], address: nil),
            Case(fields: [("Forwarded", "for=127.0.0.1;x=\""), ("Forwarded", "for=192.0.2.1")], address: nil),
            // The proxy writes one of the two, and the client the other.
            Case(fields: [("Forwarded", "for=127.0.0.1"), ("X-Forwarded-For", "192.0.2.1")], address: nil),
            Case(fields: [("Forwarded", "for=192.0.2.1"), ("X-Forwarded-For", "192.0.2.1")], address: "192.0.2.1"),
        ]
    )
    private func proxies(_ example: Case) throws {
        let origin = try #require(self.origin(example.fields))
        #expect(origin.address?.description == example.address)
        #expect(origin.isSecure == example.isSecure)
    }

    @Test("Whom nobody trusts is taken for the client, whatever it says")
    func untrusted() {
        let claims = [("X-Forwarded-For", "127.0.0.1"), ("Forwarded", "for=127.0.0.1"), ("X-Forwarded-Proto", "https")]
        #expect(origin(claims, peer: "192.0.2.1") == nil)
        #expect(origin(claims, peer: "11.0.0.1") == nil)
        #expect(origin(claims, peer: "nobody") == nil)
        #expect(origin([], peer: "10.0.0.1") == nil)
        #expect(TrustedProxies([]) == nil)
    }

    @Test func settings() {
        let options = HTTPOptions(trustedProxies: ["10.0.0.0/8", "10.0.0.0/40"])
        #expect(options.faults == [#"http.trustedProxies: "10.0.0.0/40" is no network. Name one such as 10.0.0.0/8."#])
        var settings = SettingsReader(values: ["GOOD": " 10.0.0.0/8,::1 ", "BAD": "10.0.0.0/8;::1"])
        #expect(settings.networks("GOOD", at: "t:1") == ["10.0.0.0/8", "::1"])
        #expect(settings.networks("NONE", default: "127.0.0.1/32", at: "t:1") == ["127.0.0.1/32"])
        #expect(settings.faults.isEmpty)
        #expect(settings.networks("BAD", at: "t:2") == [])
        let expected = "networks such as 10.0.0.0/8 or ::1/128, separated by commas"
        #expect(settings.faults == ["t:2: BAD is not \(expected): \"10.0.0.0/8;::1\"."])
    }
}
#endif
