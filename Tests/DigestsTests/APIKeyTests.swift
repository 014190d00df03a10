import Digests
import Testing

private let digest = String(repeating: "aB", count: 32)

@Suite struct APIKeyTests {
    @Test func readsEntries() throws {
        let plain = try APIKey(entry: "ci:\(digest)")
        #expect(plain.id == "ci")
        #expect(plain.scopes == [])
        #expect(plain.digest.hexadecimal == digest.lowercased())
        let scoped = try APIKey(entry: "ann@example.com:\(digest):orders:read  orders:write ")
        #expect(scoped.id == "ann@example.com")
        #expect(scoped.scopes == ["orders:read", "orders:write"])
        #expect(scoped.entry == "ann@example.com:\(digest.lowercased()):orders:read orders:write")
        let bare = try APIKey(entry: "a:\(digest):")
        #expect(bare.entry == "a:\(digest.lowercased())")
    }

    @Test(
        "Says what is wrong with an entry, and nothing of it",
        arguments: [
            ("", "needs the SHA-256"), ("hunter2", "needs the SHA-256"), ("ci:hunter2", "needs the SHA-256"),
            (digest, "needs the SHA-256"), ("ci:\(digest)0", "needs the SHA-256"),
            ("ci:\(digest.dropLast(2))", "needs the SHA-256"), ("ci:\(digest.dropLast())g", "needs the SHA-256"),
            ("mcp_\(digest)", "has a key itself"), ("ci:mcp_\(digest)", "has a key itself"),
            ("mcp_\(digest):ci", "has a key itself"), ("ci:\(digest):mcp_\(digest)", "has a key itself"),
            (":\(digest)", "needs an id"), ("a b:\(digest)", "needs an id"), ("a\n:\(digest)", "needs an id"),
            ("\(String(repeating: "x", count: 65)):\(digest)", "needs an id"),
            ("probe:\(digest)", "has the id 'probe'"),
            ("ci:\(digest):a\u{7F}", "has a scope"), ("ci:\(digest):\"", "has a scope"),
            ("ci:\(digest):é", "has a scope"),
        ]
    )
    func faults(_ entry: String, _ fault: String) throws {
        let found = try #require(throws: APIKey.Fault.self) { try APIKey(entry: entry) }
        #expect(found.description.hasPrefix(fault))
        #expect(entry.isEmpty || !found.description.contains(entry))
        #expect(!found.description.contains("hunter2") && !found.description.lowercased().contains("abab"))
    }

    @Test func digestsMatchThoseOfTheSameKey() throws {
        let one = KeyDigest(of: "hunter2")
        let other = try #require(
            KeyDigest(hexadecimal: "F52FBD32B2B3B86FF88EF6C490628285F482AF15DDCB29541F94BCF526A3F6C7")
        )
        #expect(one.matches(other))
        #expect(!one.matches(KeyDigest(of: "hunter3")))
    }

    @Test("A digest shows itself nowhere")
    func concealment() throws {
        let key = try APIKey(entry: "ci:\(digest)")
        var dumped = ""
        dump([key], to: &dumped)
        for text in [dumped, "\(key)", String(reflecting: key), "\(key.digest)", String(reflecting: key.digest)] {
            #expect(!text.lowercased().contains("abab"))
            #expect(!text.contains("171"))
        }
        #expect(dumped.contains("\"ci\""))
    }
}
