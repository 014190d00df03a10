import Testing

@testable import ToolValidation

/// Examples of the URL Standard's own tests (web-platform-tests, url/resources/urltestdata.json) and some like them.
@Suite struct URLTests {
    @Test(
        arguments: [
            ("HTTP://User:P@ss@EXAMPLE.com:80/a/../b/./c?x=ü#ü", "http://User:P%40ss@example.com/b/c?x=%C3%BC#%C3%BC"),
            ("https:/example.com", "https://example.com/"), ("https:example.com\\a", "https://example.com/a"),
            ("http://h/%2e/%2E%2e/x/..", "http://h/"), ("http://h?'\"", "http://h/?%27%22"), ("a://h?'", "a://h?'"),
            ("http://0x7F.1/", "http://127.0.0.1/"), ("http://017700000001", "http://127.0.0.1/"),
            ("http://1.2.3.", "http://1.2.0.3/"), ("http://[1:0::0:1.2.3.4]:0443/", "http://[1::102:304]:443/"),
            ("http://[2001:0:0:1:0:0:0:1]", "http://[2001:0:0:1::1]/"), ("a://[::1]", "a://[::1]"),
            ("http://１。2。3。4", "http://1.2.3.4/"), ("http://ex%41mple%2Ecom", "http://example.com/"),
            ("http://faß.de", "http://xn--fa-hia.de/"), ("http://Ünï.de", "http://xn--n-nga1b.de/"),
            ("http://a\u{AD}b", "http://ab/"), ("http://☃.net", "http://xn--n3h.net/"),
            ("file:c|\\x", "file:///c:/x"), ("file://localhost/x", "file:///x"), ("file:///c:/../..", "file:///c:/"),
            ("file:?q", "file:///?q"), ("file://h/x", "file://h/x"),
            ("mailto:a b@c.d", "mailto:a b@c.d"), ("a:/..//x", "a:/.//x"), ("a://h/..", "a://h/"), ("a:?", "a:?"),
            ("a://H%41", "a://H%41"), ("non-special://é:8/", "non-special://%C3%A9:8/"),
            ("\u{0} h\nt\ttp://a\r.b \u{1F}", "http://a.b/"), ("http://u@h:/", "http://u@h/"),
        ]
    )
    func parses(text: String, href: String) {
        #expect(URLParser.parse(text)?.href == href)
    }

    @Test(
        arguments: [
            "", "x", "1a:b", "é:", "http://", "http:///", "http://@", "http://u@", "http://:80", "http://h:65536",
            "http://h:8a", "http://h:-1", "http://a b", "http://a%20b", "http://%", "http://a<b", "http://a]",
            "http://[::1", "http://[::1]x", "http://[1:2]", "http://[::1::]", "http://[::1.2.3]", "http://[::01.2.3.4]",
            "http://[12345::]", "http://1.2.3.4.5", "http://256.1.1.1", "http://1.2.3.08", "http://4294967296",
            "http://a.0x1g.1.2.3", "a://h h", "a://h^", "a://:1", "a://u@", "file://%zz", "file://h:1/",
            "http://\u{AD}",
            "http://xn--", "http://xn--a", "http://\u{FFFF}", "http://\u{301}a", "http://a\u{200D}b", "http://aאb",
            "http://אa", "http://%C3",
        ]
    )
    func refuses(text: String) {
        #expect(URLParser.parse(text)?.href == nil)
    }

    @Test func anyTextIsAnswered() {
        let parts = ["/../", "é", "a.", "@", ":", "%2e", "xn--", "\u{301}", "\u{200C}", "א", "[", "1.", "ਲ਼", "#", "?"]
        for part in parts {
            let many = String(repeating: part, count: 500)
            for start in ["", "http://", "http://h", "file:", "a://", "a:", "http://xn--", "http://["] {
                _ = URLParser.parse(start + many)
            }
        }
        var numbers = SplitMix(state: 7)
        for _ in 0..<2_000 {
            let bytes = (0..<Int.random(in: 0..<30, using: &numbers)).map { _ in
                UInt8.random(in: 0...255, using: &numbers)
            }
            let text = String(decoding: bytes, as: UTF8.self)
            for start in ["", "http://", "file:", "a://["] {
                let url = URLParser.parse(start + text)
                // What the parser writes it reads, and writes the same again.
                if let href = url?.href { #expect(URLParser.parse(href)?.href == href) }
            }
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("http://", "é中"), ("http://xn--", "tda9"), ("http://", "ب\u{64E}\u{200C}"), ("http://", "a\u{301}\u{323}"),
            ("http://h/", "a/../"), ("http://", "a@:"), ("http://", "0."),
        ]
    )
    func longTextsTakeNoQuadraticTime(start: String, part: String) {
        _ = URLParser.parse(start + String(repeating: part, count: 100_000))
    }
}
