#if JWT
import MCPServer

/// Where the keys of an issuer come from.
struct KeySource: Sendable {
    let issuer: EndpointURL
    /// The issuer as tokens and its own description must write it.
    let issuerName: String
    /// The address of the keys; where it is `nil` the issuer's own description says it.
    let jwks: EndpointURL?
    let algorithms: [SignatureAlgorithm]
    /// How long it may take to get the keys, with all that must be found out before.
    let timeout: Duration
    let fetcher: any DocumentFetcher
    let time: any TimeSource

    /// Gets the keys.
    func load() async throws -> KeySet {
        let deadline = time.uptime + timeout
        let address = if let jwks { jwks } else { try await discover(deadline) }
        do {
            let document = try await fetch(address, deadline)
            return try await KeySet(document, for: algorithms)
        } catch {
            throw DocumentFault("\(address): \(error)")
        }
    }

    /// What the issuer says of itself is asked for with every refresh: so a new address of the keys is found as well.
    private func discover(_ deadline: Duration) async throws -> EndpointURL {
        var faults: [String] = []
        for address in issuer.wellKnown {
            do {
                return try keyAddress(await fetch(address, deadline))
            } catch {
                faults.append("\(address): \(error)")
            }
        }
        throw DocumentFault(faults.joined(separator: "; "))
    }

    private func keyAddress(_ document: [UInt8]) throws(DocumentFault) -> EndpointURL {
        guard case .object(let metadata) = try? JSONValue.read(document) else {
            throw DocumentFault("the document is no JSON object")
        }
        // RFC 8414, section 3.3: else one issuer could speak for another.
        guard metadata["issuer"] == .string(issuerName) else { throw DocumentFault("the issuer is another one") }
        guard case .string(let text) = metadata["jwks_uri"], let address = EndpointURL(text),
            address.scheme == "https" || issuer.scheme == "http"
        else { throw DocumentFault("jwks_uri is absent, or no https address") }
        return address
    }

    private func fetch(_ address: EndpointURL, _ deadline: Duration) async throws -> [UInt8] {
        let rest = deadline - time.uptime
        guard rest > .zero else { throw DocumentFault("there was no time left") }
        return try await fetcher.fetch(address, within: rest)
    }
}
#endif
