#if HTTP
import Digests
import Testing

@testable import MCPServerHTTP

@Suite("Settings that are keys")
struct KeySettingsTests {
    private static let digests = ["a", "b"].map { KeyDigest(of: $0).hexadecimal }

    private func keys(_ text: String?, default fallback: String? = nil) -> (keys: [APIKey], faults: [String]) {
        var settings = SettingsReader(values: text.map { ["API_KEYS": $0] } ?? [:])
        let keys = settings.apiKeys("API_KEYS", default: fallback, at: "tools.yaml:9")
        return (keys, settings.faults)
    }

    @Test func lists() {
        let one = Self.digests[0]
        let two = Self.digests[1]
        let read = keys(" ci:\(one) ,, ann:\(two.uppercased()):orders:read orders:write,")
        #expect(read.keys.map(\.entry) == ["ci:\(one)", "ann:\(two):orders:read orders:write"])
        #expect(read.faults.isEmpty)
        #expect(keys("ci:\(one),ci:\(two)").keys.count == 2)
        for text in ["", " ", ","] { #expect(keys(text) == ([], [])) }
        #expect(keys(nil, default: "ci:\(one)").keys.map(\.id) == ["ci"])
    }

    @Test("Faults say which key is wrong, and nothing of it")
    func faults() {
        let one = Self.digests[0]
        let secret = "hunter2-hunter2"
        let key = "mcp_\(String(repeating: "k", count: 43))"
        let texts = [
            secret, "ci:\(secret)", "ci:\(one),ann:\(key)", "\(key):ci", "ci:\(one):\(secret),\(secret):\(one)x",
            "\(secret) \(secret):\(one)",
        ]
        for text in texts {
            let read = keys(text)
            #expect(read.keys.isEmpty)
            #expect(read.faults.count == 1)
            #expect(read.faults[0].hasPrefix("tools.yaml:9: API_KEYS: key "))
            for part in ["hunter", "mcp_kk", String(one.prefix(8))] { #expect(!read.faults[0].contains(part)) }
        }
        #expect(keys(texts[2]).faults[0].hasPrefix("tools.yaml:9: API_KEYS: key 2 has a key itself, which only"))
        #expect(keys(texts[0]).faults[0].hasPrefix("tools.yaml:9: API_KEYS: key 1 needs the SHA-256 of the key, 64"))
        #expect(keys("\(secret),\(secret)").faults.count == 2)
        #expect(keys(nil, default: secret).faults[0].hasPrefix("tools.yaml:9: the default of API_KEYS: key 1 needs"))
        #expect(
            keys("ci:\(one),ann:\(one)").faults
                == ["tools.yaml:9: API_KEYS: key 2 is the same as key 1. Remove one of them."]
        )
        #expect(
            keys(nil).faults == [
                "tools.yaml:9: API_KEYS is not set. Set it to API keys such as id:sha256hex, separated by commas, "
                    + "or give it a default: $API_KEYS ?? …"
            ]
        )
    }

    @Test func digests() {
        var settings = SettingsReader(values: ["A": " \(Self.digests[0].uppercased())", "B": "", "C": "hunter2"])
        #expect(settings.keyDigest("A", at: "") == Self.digests[0])
        #expect(settings.keyDigest("B", at: "") == "")
        #expect(settings.keyDigest("D", default: "", at: "") == "")
        #expect(settings.faults.isEmpty)
        #expect(settings.keyDigest("C", at: "tools.yaml:9") == "")
        #expect(
            settings.faults == [
                "tools.yaml:9: C is not the SHA-256 of a key, 64 digits of base 16. If it is the key itself, put there "
                    + "what 'printf %s KEY | sha256sum' prints."
            ]
        )
    }

    @Test func probeKeysByHand() {
        let good = Authenticate(by: [], probeKey: Self.digests[0])
        let bad = Authenticate(by: [], probeKey: "hunter2")
        #expect(MCPRoute.faults([.mcp("/mcp") { good }]).isEmpty)
        #expect(
            MCPRoute.faults([.mcp("/mcp") { bad }]) == [
                "The route \"/mcp\": The probe key must be a SHA-256 in base 16."
            ]
        )
    }
}

private func == (_ one: (keys: [APIKey], faults: [String]), _ other: ([String], [String])) -> Bool {
    one.keys.map(\.entry) == other.0 && one.faults == other.1
}
#endif
