import ArgumentParser
import Digests
import Foundation
import Testing

@testable import mcp_generator

@Suite struct NewKeyTests {
    private func parse(_ words: String...) throws -> NewKey {
        try #require(try MCPGenerator.parseAsRoot(["key", "new"] + words) as? NewKey)
    }

    @Test("Keys have 256 bits and their prefix, and are never the same")
    func randomKeys() {
        let keys = Set((0..<1000).map { _ in NewKey.randomKey() })
        #expect(keys.count == 1000)
        for key in keys {
            #expect(key.wholeMatch(of: /mcp_[A-Za-z0-9_-]{43}/) != nil)
        }
        // Every place of it differs from key to key.
        let places = keys.map { Array($0.utf8) }
        #expect((4..<46).allSatisfy { place in Set(places.map { $0[place] }).count > 50 })
    }

    @Test("What is printed for the server knows the key that is printed for the bearer")
    func entries() throws {
        let command = try parse("--id", "ci", "--scope", "orders:read", "--scope", "orders:write")
        let key = NewKey.randomKey()
        let entry = try command.entry(of: key)
        let digest = Hexadecimal.text(SHA256.hash(key.utf8))
        #expect(entry.entry == "ci:\(digest):orders:read orders:write")
        let known = try APIKey(entry: entry.entry)
        #expect(known.digest.matches(KeyDigest(of: key)))
        let advice = NewKey.advice(entry)
        #expect(advice.contains("\n  API_KEYS='ci:\(digest):orders:read orders:write'\n"))
        #expect(advice.contains("\n  PROBE_KEY=\(digest)\n"))
        #expect(!advice.contains(key))
        #expect(
            NewKey.json(key, entry)
                == #"{"id":"ci","key":"\#(key)","digest":"\#(digest)","entry":"ci:\#(digest):orders:read orders:write"}"#
        )
        let unnamed = try parse().entry(of: key)
        #expect(unnamed.id.wholeMatch(of: /key-[0-9a-f]{8}/) != nil)
    }

    @Test(
        "Refuses what no list of keys could hold",
        arguments: [
            ["--id", "a b"], ["--id", ""], ["--id", "a:b"], ["--id", "a,b"], ["--id", "probe"], ["--scope", "a b"],
            ["--scope", "a,b"], ["--scope", ""], ["--scope", "\""], ["more"],
        ]
    )
    func refuses(_ words: [String]) {
        #expect(throws: (any Error).self) { try MCPGenerator.parseAsRoot(["key", "new"] + words) }
    }
}
