#if HTTP
import Testing

@testable import MCPServerHTTP

@Suite("Secrets of webhooks")
struct WebhookSecretTests {
    private func secrets(_ text: String?, for scheme: WebhookScheme = .standard) -> ([WebhookSecret], [String]) {
        var settings = SettingsReader(values: text.map { ["SECRET": $0] } ?? [:])
        return (settings.webhookSecrets("SECRET", for: scheme, at: "tools.yaml:9"), settings.faults)
    }

    @Test func lists() {
        let digits = "c2VjcmV0LW9mLXR3ZW50eS1mb3VyLWJ5dGVzLS0="
        let (read, faults) = secrets(" whsec_\(digits) , \(digits),")
        #expect(faults == [])
        #expect(read.map(\.key) == Array(repeating: Array("secret-of-twenty-four-bytes--".utf8), count: 2))
        // Stripe's begin so, too, and are texts.
        #expect(secrets("whsec_ab", for: .stripe).0.map(\.key) == [Array("whsec_ab".utf8)])
        #expect(secrets("It's a Secret to Everybody", for: .github).0.count == 1)
    }

    @Test("Faults say which secret is wrong, and nothing of it")
    func faults() {
        let good = "whsec_c2VjcmV0LW9mLXR3ZW50eS1mb3VyLWJ5dGVzLS0="
        for (text, start) in [
            (nil, "tools.yaml:9: SECRET is not set"), ("", "tools.yaml:9: SECRET is empty"),
            (" , ", "tools.yaml:9: SECRET is empty"), ("hunter-2", "tools.yaml:9: SECRET: secret 1 is no base 64"),
            ("\(good),whsec_hunter2", "tools.yaml:9: SECRET: secret 2 is no base 64"),
            ("whsec_", "tools.yaml:9: SECRET: secret 1 has fewer than"),
            ("hunter22", "tools.yaml:9: SECRET: secret 1 has fewer than"),
            ("whsk_hunter2", "tools.yaml:9: SECRET: secret 1 is a key of ed25519"),
        ] as [(String?, String)] {
            let (read, faults) = secrets(text)
            #expect(read.isEmpty)
            #expect(faults.count == 1)
            #expect(faults.first?.hasPrefix(start) == true, "\(faults)")
            #expect(faults.first?.contains("hunter") == false)
        }
    }

    @Test("A secret shows itself nowhere")
    func concealment() throws {
        let secret = try WebhookSecret("hunter2", for: .github)
        let stage = WebhookSignature(.github, secrets: [secret])
        var dumped = ""
        dump(stage, to: &dumped)
        dump([secret], to: &dumped)
        for text in [dumped, "\(secret)", String(reflecting: secret), "\(stage)", stage.name] {
            #expect(!text.contains("hunter2") && !text.contains("104"))
        }
        #expect(stage.name == "WebhookSignature(github)")
    }

    @Test func faultsOfStages() throws {
        let secret = try WebhookSecret("hunter2", for: .github)
        #expect(WebhookSignature(.github, secrets: []).faults.count == 1)
        #expect(WebhookSignature(.github, secrets: [secret], tolerance: .zero).faults.count == 1)
        #expect(WebhookSignature(.github, secrets: [secret]).faults == [])
        let routes = [MCPRoute.mcp("/mcp") { WebhookSignature(.github, secrets: [secret]) }]
        #expect(
            MCPRoute.faults(routes) == [
                "The route \"/mcp\": webhookSignature is for routes of kind webhook, and this one is of kind mcp."
            ]
        )
    }
}
#endif
