import Testing

@testable import ModelReader

@Suite struct HTTPValueTests {
    @Test(arguments: [("0", 0), ("1", 1), ("80", 80), ("65535", 65_535)])
    func readsPorts(text: String, port: Int) throws {
        #expect(try HTTPValues.port(text) == port)
    }

    @Test(arguments: ["", "-1", "+1", "65536", "080", "00", "3000.0", "3e3", "http", " 80", "99999999999999999999"])
    func refusesOtherPorts(text: String) {
        #expect(throws: InvalidValue("is no port: write a whole number from 0 to 65535")) { try HTTPValues.port(text) }
    }

    @Test(
        arguments: [
            ("1", 1), ("1048576", 1_048_576), ("100B", 100), ("512KiB", 524_288), ("4MiB", 4_194_304),
            ("2GiB", 2_147_483_648),
        ]
    )
    func readsSizes(text: String, size: Int) throws {
        #expect(try HTTPValues.byteCount(text) == size)
    }

    @Test(
        arguments: [
            "", "MiB", "4 MiB", "4MB", "4mib", "4M", "-1", "1.5MiB", "04MiB", "0", "0KiB", "99999999999GiB",
            "99999999999999999999",
        ]
    )
    func refusesOtherSizes(text: String) {
        #expect(throws: InvalidValue.self) { try HTTPValues.byteCount(text) }
    }

    @Test(arguments: [("1", 1), ("4096", 4096)])
    func readsCounts(text: String, count: Int) throws {
        #expect(try HTTPValues.count(text) == count)
    }

    @Test(arguments: ["", "0", "-1", "+1", "1.0", "01", "1k", "99999999999999999999"])
    func refusesOtherCounts(text: String) {
        #expect(throws: InvalidValue("is no number above zero: write it in digits")) { try HTTPValues.count(text) }
    }

    @Test(
        arguments: [
            ("1ms", .milliseconds(1)), ("1500ms", .milliseconds(1500)), ("30s", .seconds(30)), ("5m", .seconds(300)),
            ("2h", .seconds(7200)), ("365d", .seconds(31_536_000)),
        ] as [(String, Duration)]
    )
    func readsDurations(text: String, duration: Duration) throws {
        #expect(try HTTPValues.duration(text) == duration)
    }

    @Test(
        arguments: [
            "", "s", "30", "30 s", "-1s", "1.5s", "05s", "30S", "30sec", "0s", "366d", "99999999999999999999s",
            "9999999999999999d",
        ]
    )
    func refusesOtherDurations(text: String) {
        #expect(throws: InvalidValue.self) { try HTTPValues.duration(text) }
    }

    @Test(
        arguments: [
            ("localhost", true), ("app.localhost", true), ("LOCALHOST", true), ("127.0.0.1", true),
            ("127.255.1.2", true), ("::1", true), ("0:0:0:0:0:0:0:1", true), ("0.0.0.0", false), ("::", false),
            ("example.com", false), ("my_host-1", false), ("10.0.0.255", false), ("fe80::1:2", false),
            ("::ffff:10.0.0.1", false), ("1:2:3:4:5:6:7:8", false), ("1:2:3:4:5:6:1.2.3.4", false),
            ("127.example.com", false),
        ]
    )
    func readsHosts(text: String, isLoopback: Bool) throws {
        #expect(try HTTPValues.host(text) == text)
        #expect(HostName.isLoopback(text) == isLoopback)
    }

    @Test(
        arguments: [
            "", " ", ".", "a..b", "a.", "-a", "a-", "a b", "ä.de", "1", "1.2.3", "256.0.0.1", "01.2.3.4", "1.2.3.4.5",
            "http://a", "a:80", "127.0.0.1:80", "[::1]", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
            "1:2:3:4:5:6:7::8", "12345::", "g::1", "::1.2.3.4:5", "a/b", String(repeating: "a", count: 64),
        ]
    )
    func refusesOtherHosts(text: String) {
        #expect(throws: InvalidValue.self) { try HTTPValues.host(text) }
    }

    @Test(
        arguments: [
            "https://example.com", "http://localhost:5173", "http://127.0.0.1:8080",
            "https://[::1]:8443", "http://[fe80::1]", "http://a:443", "https://a:80",
            "vscode-webview://0a1b-2c", "chrome-extension://abcdefgh",
        ]
    )
    func readsOrigins(text: String) throws {
        #expect(try HTTPValues.origin(text) == text)
    }

    @Test(
        arguments: [
            ("*", "would let the pages of every site call the tools: list the origins that may"),
            ("null", "is no origin: write the scheme too, such as https://example.com"),
            ("example.com", "is no origin: write the scheme too, such as https://example.com"),
            ("https://Example.com", "is no origin: browsers send it in lower case"),
            ("https://a/", "is no origin: leave out what stands behind the host and the port"),
            ("https://a/b", "is no origin: leave out what stands behind the host and the port"),
            ("https://a?b", "is no origin: leave out what stands behind the host and the port"),
            ("https://a#b", "is no origin: leave out what stands behind the host and the port"),
            ("https://me@a", "is no origin: leave out what stands before the host"),
            ("https://", "is no origin: write scheme://host or scheme://host:port"),
            ("://a", "is no origin: write scheme://host or scheme://host:port"),
            ("1a://a", "is no origin: write scheme://host or scheme://host:port"),
            ("https://*.a", "is no origin: write scheme://host or scheme://host:port"),
            ("https://[::1", "is no origin: write scheme://host or scheme://host:port"),
            ("https://::1", "is no origin: write scheme://host or scheme://host:port"),
            ("https://a b", "is no origin: write scheme://host or scheme://host:port"),
            ("https://a:", "is no origin: the port is a whole number from 1 to 65535"),
            ("https://a:*", "is no origin: the port is a whole number from 1 to 65535"),
            ("https://a:0", "is no origin: the port is a whole number from 1 to 65535"),
            ("https://a:65536", "is no origin: the port is a whole number from 1 to 65535"),
            ("https://a:443", "is no origin: browsers leave out the port 443, which goes without saying"),
            ("http://a:80", "is no origin: browsers leave out the port 80, which goes without saying"),
        ]
    )
    func refusesOtherOrigins(text: String, reason: String) {
        #expect(throws: InvalidValue(reason)) { try HTTPValues.origin(text) }
    }

    @Test(arguments: [
        ("", []), (" , ", []), ("http://a", ["http://a"]), (" http://a,http://b ,", ["http://a", "http://b"]),
    ])
    func readsListsOfOrigins(text: String, origins: [String]) throws {
        #expect(try HTTPValues.list(text, of: HTTPValues.origin) == origins)
    }

    @Test(arguments: [
        "0.0.0.0/0", "10.0.0.0/8", "10.128.0.0/9", "192.0.2.7/32", "::/0", "2001:db8::/32", "2001:db8:8000::/33",
        "::1/128",
        "fe80::/10", "64:ff9b::192.0.2.0/120",
    ])
    func readsNetworks(text: String) throws {
        #expect(try HTTPValues.network(text) == text)
    }

    @Test(arguments: [
        "", "10", "10.0.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/08", "10.0.0.0/-1", "10.0.0.0/8/8", "10.0.0.1/31",
        "10.64.0.0/9", "10.0.0.256/32", "/8", "localhost/8", "2001:db8::1/127", "2001:db8:8000::/32", "::/129",
        "64:ff9b::192.0.2.1/120", "::1", " 10.0.0.0/8",
    ])
    func refusesOtherNetworks(text: String) {
        #expect(throws: InvalidValue.self) { try HTTPValues.network(text) }
    }

    @Test(arguments: [("11.0.0.0/7", false), ("10.0.0.0/8", true), ("0.0.0.0/0", false), ("::/0", false)])
    func believesNoNetworkOfAll(text: String, isGood: Bool) {
        #expect(((try? HTTPValues.proxyNetwork(text)) != nil) == isGood)
    }

    @Test(arguments: [("0", 0), ("1", 1), ("0.25", 0.25), ("1.0", 1)])
    func readsShares(text: String, share: Double) throws {
        #expect(try HTTPValues.share(text) == share)
    }

    @Test(arguments: ["", "1.1", "2", "-0.5", ".5", "0.", "1e-3", "0x1", "nan", "0.5.5", "50%"])
    func refusesOtherShares(text: String) {
        #expect(throws: InvalidValue.self) { try HTTPValues.share(text) }
    }

    @Test(arguments: [
        "https://auth.example.com", "https://auth.example.com/", "https://auth.example.com:8443/tenant?x=1",
        "http://localhost:9000", "http://127.0.0.1/keys", "http://[::1]:9000/keys",
    ])
    func readsURLs(text: String) throws {
        #expect(try HTTPValues.url(text) == text)
    }

    @Test(arguments: [
        "", "auth.example.com", "ftp://auth.example.com", "HTTPS://auth.example.com", "https://", "https:///keys",
        "https://a.b#c", "https://a b", "https://user:secret@a.b", "https://a.b:0", "https://a.b:65536",
        "https://a.b:x",
        "http://auth.example.com", "http://127.0.0.1.example.com", "http://10.0.0.1", "https://ä.de",
        "https://a.b/\u{0}",
        "https://[::1", "https://a.b\"",
    ])
    func refusesOtherURLs(text: String) {
        #expect(throws: InvalidValue.self) { try HTTPValues.url(text) }
    }

    @Test(arguments: ["10.0.0.0/7x", "a:", ":b", "a:b", "a"])
    func refusesOtherKeys(text: String) {
        #expect(throws: InvalidValue.self) { try HTTPValues.apiKeys(text) }
        #expect(throws: InvalidValue.self) { try HTTPValues.keyDigest(text) }
    }

    @Test func readsKeys() throws {
        let digest = String(repeating: "aF", count: 32)
        #expect(try HTTPValues.keyDigest(digest) == digest)
        #expect(try HTTPValues.keyDigest("") == "")
        #expect(try HTTPValues.apiKeys("") == [])
        #expect(try HTTPValues.apiKeys("a:\(digest), b:\(digest):x:y z").count == 2)
        #expect(throws: InvalidValue.self) { try HTTPValues.apiKeys("a:\(digest),b:\(digest)0") }
    }
}
