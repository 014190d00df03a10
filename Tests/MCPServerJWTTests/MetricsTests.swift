#if JWT
import MCPServer
import MCPServerMetrics
import Metrics
import Testing

@testable import MCPServerJWT

@Suite("Metrics of keys", .timeLimit(.minutes(1)))
struct KeyMetricsTests {
    private let registry = MetricRegistry()
    private let time = ManualTime()
    private let issuer = TestIssuer()

    private var text: String {
        String(decoding: MetricExposition.write(registry.snapshot(), as: .prometheus), as: UTF8.self)
    }

    @Test func refreshesAndTheAgeOfTheKeys() async throws {
        let key = try await SigningKey.elliptic("ES256")
        issuer.publish([key])
        let authenticator = JWTAuthenticator(issuer, time: time, log: MemoryLog())
        let token = try key.token(.good.with("exp", .number(ManualTime.start + 1_000_000)))
        await withMetricsFactory(registry) {
            #expect(await authenticator.verdict(token) == "accepted: alice")
            time.advance(by: .seconds(90))
            #expect(text.contains(#"mcp_jwks_refreshes_total{outcome="ok"} 1"#))
            #expect(text.contains(#"mcp_jwks_key_age_seconds{issuer="https://auth.example.com"} 90"#))
            issuer.fail()
            time.advance(by: .seconds(500))
            #expect(await authenticator.verdict(token) == "accepted: alice")
            await authenticator.keys?.waitForRefresh()
            #expect(text.contains(#"mcp_jwks_refreshes_total{outcome="error"} 1"#))
        }
    }
}
#endif
