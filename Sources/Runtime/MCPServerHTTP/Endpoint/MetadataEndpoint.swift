#if HTTP
import HTTPTypes

/// Tells everybody how to get a token, web pages of all origins too (RFC 9728, section 3).
struct MetadataEndpoint: Sendable {
    private let json: [UInt8]

    init(_ metadata: ResourceMetadata) { json = metadata.json }

    func respond(_ request: ServerRequest) -> ServerResponse {
        switch request.method {
        case .get, .head:
            let headers: HTTPFields = [.accessControlAllowOrigin: "*", .cacheControl: "public, max-age=3600"]
            return ServerResponse(status: .ok, headers: headers, json: json)
        case .options where request.headers[.accessControlRequestMethod] != nil:
            // Clients state the revision of the protocol, for which browsers ask beforehand.
            let headers: HTTPFields = [
                .accessControlAllowOrigin: "*", .accessControlAllowMethods: "GET, HEAD",
                .accessControlAllowHeaders: "MCP-Protocol-Version, Accept, Content-Type",
            ]
            return ServerResponse(status: .noContent, headers: headers)
        default: return .methodNotAllowed(.metadata)
        }
    }
}
#endif
