#if JWT
import MCPServerHTTP
import Testing

@testable import MCPServerJWT

@Suite("When keys are fetched", .timeLimit(.minutes(1)))
struct KeyCacheTests {
    private static let accepted = "accepted: alice"
    private static let unknown = "refused: the issuer has no such key"
    private static let fault = "unavailable: https://auth.example.com/keys: the status is 500"

    private let time = ManualTime()
    private let issuer = TestIssuer()
    private let log = MemoryLog()

    private var authenticator: JWTAuthenticator { JWTAuthenticator(issuer, time: time, log: log) }

    /// A token that is good for long.
    private func token(_ key: SigningKey) throws -> String {
        try key.token(.good.with("exp", .number(ManualTime.start + 1_000_000)))
    }

    @Test("Once for many callers at the same time, and in no time of theirs afterwards")
    func shared() async throws {
        let key = try await SigningKey.elliptic("ES256")
        issuer.publish([key])
        let (gate, opening) = AsyncStream<Void>.makeStream()
        issuer.wait(for: Task { for await _ in gate {} })
        let (authenticator, token) = (authenticator, try token(key))
        await withTaskGroup(of: String.self) { group in
            for _ in 0..<100 { group.addTask { await authenticator.verdict(token) } }
            group.addTask {
                opening.finish()
                return Self.accepted
            }
            for await verdict in group { #expect(verdict == Self.accepted) }
        }
        for _ in 0..<100 { #expect(await authenticator.verdict(token) == Self.accepted) }
        #expect(issuer.requests == [TestIssuer.keyAddress])
        #expect(issuer.timeouts == [.seconds(5)])
    }

    @Test("In the background before they are too old, and by callers who cannot do without")
    func ages() async throws {
        let key = try await SigningKey.elliptic("ES256")
        issuer.publish([key])
        let (authenticator, token) = (authenticator, try token(key))
        #expect(await authenticator.verdict(token) == Self.accepted)
        time.advance(by: .seconds(479))
        #expect(await authenticator.verdict(token) == Self.accepted)
        #expect(issuer.requests.count == 1)
        // Nobody waits for what is fetched in advance.
        let (gate, opening) = AsyncStream<Void>.makeStream()
        issuer.wait(for: Task { for await _ in gate {} })
        time.advance(by: .seconds(1))
        for _ in 0..<10 { #expect(await authenticator.verdict(token) == Self.accepted) }
        opening.finish()
        await authenticator.keys?.waitForRefresh()
        #expect(issuer.requests.count == 2)
        // What was withdrawn is not accepted once the keys are too old.
        issuer.wait(for: nil)
        issuer.publish([])
        time.advance(by: .seconds(600))
        #expect(await authenticator.verdict(token) == Self.unknown)
        #expect(issuer.requests.count == 3)
        #expect(log.all.count == 1)
        #expect(log.all.first?.contains("The keys of https://auth.example.com are none that can be used") == true)
    }

    @Test("For a key that is not known, and then not for half a minute")
    func rotation() async throws {
        let (old, new) = (try await SigningKey.elliptic("ES256", id: "old"), try await SigningKey.rsa(id: "new"))
        issuer.publish([old])
        let authenticator = authenticator
        let (oldToken, newToken) = (try token(old), try token(new))
        #expect(await authenticator.verdict(oldToken) == Self.accepted)
        issuer.publish([old, new])
        // A flood of such tokens right after a fetch makes none.
        time.advance(by: .milliseconds(29_999))
        for _ in 0..<50 { #expect(await authenticator.verdict(newToken) == Self.unknown) }
        #expect(issuer.requests.count == 1)
        time.advance(by: .milliseconds(1))
        #expect(await authenticator.verdict(newToken) == Self.accepted)
        #expect(await authenticator.verdict(oldToken) == Self.accepted)
        #expect(issuer.requests.count == 2)
        issuer.publish([new])
        time.advance(by: .seconds(480))
        #expect(await authenticator.verdict(newToken) == Self.accepted)
        await authenticator.keys?.waitForRefresh()
        #expect(await authenticator.verdict(oldToken) == Self.unknown)
        #expect(issuer.requests.count == 3)
        // Whoever makes up names of keys causes a fetch every 30 seconds, however many they are.
        for _ in 0..<600 {
            time.advance(by: .milliseconds(500))
            _ = await authenticator.verdict(oldToken)
        }
        #expect(issuer.requests.count == 13)
        #expect(log.all.isEmpty)
    }

    @Test("Known keys outlive failures of the issuer for an hour, and attempts get rare")
    func failures() async throws {
        let (key, other) = (try await SigningKey.elliptic("ES256", id: "k"), try await SigningKey.edwards(id: "other"))
        issuer.publish([key])
        let authenticator = authenticator
        let (good, unknown) = (try token(key), try token(other))
        #expect(await authenticator.verdict(good) == Self.accepted)
        issuer.fail()
        time.advance(by: .seconds(480))
        var attempts: [Int] = []
        for second in 480..<4200 {
            let before = issuer.requests.count
            #expect(await authenticator.verdict(good) == Self.accepted)
            await authenticator.keys?.waitForRefresh()
            if issuer.requests.count > before { attempts.append(second) }
            // Whether the issuer has that key cannot be told, and asking causes no further attempt.
            if second > 480, second % 100 == 1 { #expect(await authenticator.verdict(unknown) == Self.fault) }
            time.advance(by: .seconds(1))
        }
        #expect(attempts.prefix(8) == [480, 481, 483, 487, 495, 511, 543, 603])
        #expect(zip(attempts, attempts.dropFirst()).dropFirst(7).allSatisfy { $1 - $0 == 60 })
        #expect(await authenticator.verdict(good) == Self.fault)
        time.advance(by: .seconds(60))
        #expect(await authenticator.verdict(good) == Self.fault)
        #expect(log.all.count == issuer.requests.count - 1)
        #expect(log.all.first?.contains("Those fetched 480 seconds ago stay in use.") == true)
        #expect(log.all.last?.contains("There are none to verify tokens with.") == true)
        // Back again.
        issuer.publish([key])
        time.advance(by: .seconds(60))
        #expect(await authenticator.verdict(good) == Self.accepted)
        let failures = issuer.requests.count - 2
        let line = "notice: The keys of https://auth.example.com were fetched again after \(failures) failures."
        #expect(log.all.last == line)
    }

    @Test("An issuer that is not there at the start")
    func absent() async throws {
        let key = try await SigningKey.elliptic("ES256")
        let (authenticator, token) = (authenticator, try token(key))
        issuer.fail()
        for _ in 0..<20 { #expect(await authenticator.verdict(token) == Self.fault) }
        #expect(issuer.requests.count == 1)
        issuer.publish([key])
        time.advance(by: .milliseconds(999))
        #expect(await authenticator.verdict(token) == Self.fault)
        time.advance(by: .milliseconds(1))
        #expect(await authenticator.verdict(token) == Self.accepted)
        #expect(issuer.requests.count == 2)
        #expect(log.all.count == 2)
    }

    @Test("Callers who give up leave the fetch to the others")
    func cancellation() async throws {
        let key = try await SigningKey.elliptic("ES256")
        issuer.publish([key])
        let (gate, opening) = AsyncStream<Void>.makeStream()
        issuer.wait(for: Task { for await _ in gate {} })
        let (authenticator, token) = (authenticator, try token(key))
        let first = Task { await authenticator.verdict(token) }
        first.cancel()
        let second = Task { await authenticator.verdict(token) }
        opening.finish()
        #expect(await second.value == Self.accepted)
        _ = await first.value
        #expect(issuer.requests.count == 1)
    }

    @Test(
        "Documents that are no set of keys",
        arguments: [
            ("", "no set of keys"), ("[]", "no set of keys"), (#"{"keys":{}}"#, "no set of keys"),
            (#"{"keys":[],"keys":[]}"#, "no set of keys"), (#"{"keys":[1]}"#, "has a key that is no object"),
            (#"{"keys":[\#(String(repeating: "{},", count: 100)){}]}"#, "has more than 100 keys"),
        ]
    )
    func malformed(_ document: String, _ fault: String) async throws {
        issuer.answer(TestIssuer.keyAddress, document)
        let token = try await SigningKey.elliptic("ES256").token()
        let verdict = await authenticator.verdict(token)
        #expect(verdict.hasPrefix("unavailable: ") && verdict.hasSuffix(fault), "\(verdict)")
    }

    @Test("Keys that nobody knows are no reason to do without the others")
    func strangers() async throws {
        let key = try await SigningKey.elliptic("ES256", id: "k")
        let strangers = #"{"kty":"AKP","alg":"ML-DSA-44"},{"kty":"RSA"},{},{"kty":"OKP","crv":"X25519","x":"AA"}"#
        let jwk = JSONValue.object(key.jwk).jsonText
        issuer.answer(TestIssuer.keyAddress, #"{"keys":[\#(strangers),\#(jwk)],"more":true}"#)
        #expect(await authenticator.verdict(try token(key)) == Self.accepted)
    }

    @Test("Without the name of a key some are tried, not all")
    func attempts() async throws {
        var keys: [SigningKey] = []
        for _ in 0..<9 { keys.append(try await .elliptic("ES256")) }
        issuer.publish(keys)
        let authenticator = authenticator
        for key in keys.prefix(8) { #expect(await authenticator.verdict(try token(key)) == Self.accepted) }
        #expect(await authenticator.verdict(try token(keys[8])) == "refused: the signature is wrong")
    }
}
#endif
