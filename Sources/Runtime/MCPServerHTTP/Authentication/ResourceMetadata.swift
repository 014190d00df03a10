#if HTTP
import MCPServer

/// What clients need to know to get a token for the server (OAuth 2.0 Protected Resource Metadata, RFC 9728).
///
/// A route with it in its ``Authenticate`` has it published without authentication, and its challenges say where.
public struct ResourceMetadata: Sendable {
    /// The URL of the route as clients know it, such as `https://mcp.example.com/mcp`.
    public let resource: String
    /// The issuers whose tokens are taken.
    public let authorizationServers: [String]
    /// What clients should ask for. `offline_access` is left out: it is between a client and its issuer.
    public let scopes: [String]

    /// Creates the metadata.
    ///
    /// - Parameters:
    ///   - resource: The URL of the route as clients know it, without query and fragment.
    ///   - authorizationServers: The issuers whose tokens are taken, one at least.
    ///   - scopes: What clients should ask for.
    public init(resource: String, authorizationServers: [String], scopes: [String] = []) {
        self.resource = resource
        self.authorizationServers = authorizationServers
        self.scopes = scopes.filter { $0 != "offline_access" }
    }

    /// Where all metadata begins (RFC 9728, section 3).
    static let wellKnownPath = "/.well-known/oauth-protected-resource"

    /// Where clients look for the metadata: between the host and the path of the resource.
    var url: String? { HTTPURL(resource).map { $0.origin + Self.wellKnownPath + $0.path } }

    /// The path of ``url``.
    var path: String? { HTTPURL(resource).map { Self.wellKnownPath + $0.path } }

    /// What is wrong, in words.
    var faults: [String] {
        var faults: [String] = []
        if HTTPURL(resource) == nil {
            faults.append("The resource \"\(printable(resource))\" must be a URL such as https://mcp.example.com/mcp.")
        }
        if authorizationServers.isEmpty {
            faults.append("The resource needs an authorization server: name one under 'authorizationServers'.")
        }
        for server in authorizationServers where HTTPURL(server) == nil {
            faults.append(
                "The authorization server \"\(printable(server))\" must be a URL such as https://auth.example.com."
            )
        }
        return faults
    }

    /// The document that clients get.
    var json: [UInt8] {
        var json = JSONWriter()
        json.beginObject()
        json.writeKey("resource")
        json.write(resource)
        write(authorizationServers, "authorization_servers", to: &json)
        if !scopes.isEmpty { write(scopes, "scopes_supported", to: &json) }
        write(["header"], "bearer_methods_supported", to: &json)
        json.endObject()
        return json.bytes
    }

    private func write(_ texts: [String], _ key: StaticString, to json: inout JSONWriter) {
        json.writeKey(key)
        json.beginArray()
        for text in texts { json.write(text) }
        json.endArray()
    }
}

/// A URL without query and fragment.
private struct HTTPURL {
    /// Scheme, host and port.
    let origin: String
    /// The path; empty where it is a slash alone.
    let path: String

    init?(_ text: String) {
        guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), !text.contains(where: { "?#\"\\".contains($0) }),
            let scheme = text.firstRange(of: "://")
        else { return nil }
        let rest = text[scheme.upperBound...]
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        guard Origin(text[..<slash]) != nil else { return nil }
        origin = String(text[..<slash])
        path = rest[slash...] == "/" ? "" : String(rest[slash...])
    }
}
#endif
