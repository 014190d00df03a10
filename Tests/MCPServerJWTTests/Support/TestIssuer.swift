#if JWT
import MCPServer
import MCPServerHTTP
import Synchronization

@testable import MCPServerJWT

/// An issuer whose documents a test writes, and who counts who asks for them.
final class TestIssuer: DocumentFetcher {
    static let name = "https://auth.example.com"
    static let audience = "https://mcp.example.com/mcp"
    static let keyAddress = "https://auth.example.com/keys"

    private struct State {
        var documents: [String: String] = [:]
        var requests: [String] = []
        var timeouts: [Duration] = []
        var gate: Task<Void, Never>?
    }

    private let state = Mutex(State())

    init(_ keys: [SigningKey] = []) { publish(keys) }

    /// Answers with these keys from now on.
    func publish(_ keys: [SigningKey]) {
        answer(Self.keyAddress, Self.document(keys))
    }

    static func document(_ keys: [SigningKey]) -> String {
        let set: JSONValue = ["keys": .array(keys.map { .object($0.jwk) })]
        return set.jsonText
    }

    /// Answers with a document from now on; without one it fails.
    func answer(_ address: String, _ document: String?) {
        state.withLock { $0.documents[address] = document }
    }

    func fail() { answer(Self.keyAddress, nil) }

    /// Lets all answers wait for a task from now on.
    func wait(for gate: Task<Void, Never>?) { state.withLock { $0.gate = gate } }

    /// The addresses that were asked for, in order.
    var requests: [String] { state.withLock { $0.requests } }

    /// How long each might have taken.
    var timeouts: [Duration] { state.withLock { $0.timeouts } }

    func fetch(_ url: EndpointURL, within timeout: Duration) async throws -> [UInt8] {
        let gate = state.withLock { state in
            state.requests.append("\(url)")
            state.timeouts.append(timeout)
            return state.gate
        }
        await gate?.value
        guard let document = state.withLock({ $0.documents["\(url)"] }) else {
            throw DocumentFault("the status is 500")
        }
        return Array(document.utf8)
    }
}

extension JWTAuthenticator {
    /// An authenticator for tokens of a test's issuer.
    init(
        _ issuer: any DocumentFetcher,
        issuer name: String = TestIssuer.name,
        audience: [String] = [TestIssuer.audience],
        jwks: String? = TestIssuer.keyAddress,
        algorithms: [String] = SignatureAlgorithm.allCases.map(\.rawValue),
        clockSkew: Duration = .seconds(30),
        timeout: Duration = .seconds(5),
        time: any TimeSource = ManualTime(),
        log: MemoryLog = MemoryLog()
    ) {
        self.init(
            issuer: name,
            audience: audience,
            jwks: jwks,
            algorithms: algorithms,
            clockSkew: clockSkew,
            timeout: timeout,
            fetcher: issuer,
            time: time,
            logger: { log.logger }
        )
    }

    /// The verdict in a word, and the reason where there is one.
    func verdict(_ token: String) async -> String {
        switch await authenticate(token) {
        case .accepted(let principal, _): "accepted: \(principal.subject)"
        case .unknown: "unknown"
        case .refused(let reason): "refused: \(reason)"
        case .unavailable(let reason): "unavailable: \(reason)"
        }
    }
}
#endif
