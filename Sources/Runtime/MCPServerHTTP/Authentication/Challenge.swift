#if HTTP
import HTTPTypes
import MCPServer

/// Tells clients with which credentials they are let in: `WWW-Authenticate` (RFC 6750, section 3; RFC 9728, section 5.1).
struct Challenge: Sendable {
    /// What is wrong with a credential (RFC 6750, section 3.1).
    enum Fault: String {
        case invalidRequest = "invalid_request"
        case invalidToken = "invalid_token"
        case insufficientScope = "insufficient_scope"
    }

    private let scopes: [String]
    private let metadataURL: String?

    init(_ metadata: ResourceMetadata?) {
        scopes = metadata?.scopes ?? []
        metadataURL = metadata?.url
    }

    /// Refuses a request for want of a good credential.
    ///
    /// - Parameters:
    ///   - status: The status.
    ///   - message: What the client is told.
    ///   - fault: What is wrong with the credential; `nil` where there is none.
    ///   - scopes: What the client should ask for, if not what the metadata says.
    ///   - request: The request.
    ///   - id: The id of the message, if it is known.
    /// - Returns: The refusal.
    func refusal(
        _ status: HTTPResponse.Status,
        _ message: String,
        fault: Fault? = nil,
        scopes: [String]? = nil,
        for request: ServerRequest,
        id: RequestID? = nil
    ) -> ServerResponse {
        var response = ServerResponse.denial(status, message, for: request, id: id)
        response.headers[.wwwAuthenticate] = text(fault, scopes ?? self.scopes)
        return response
    }

    /// Refuses who has shown no credential where one is needed.
    func refusalOfNobody(_ request: ServerRequest, scopes: [String]? = nil, id: RequestID? = nil) -> ServerResponse {
        refusal(.unauthorized, "Unauthorized: this needs a credential", scopes: scopes, for: request, id: id)
    }

    private func text(_ fault: Fault?, _ scopes: [String]) -> String {
        let parameters = [
            ("error", fault?.rawValue), ("scope", scopes.isEmpty ? nil : scopes.joined(separator: " ")),
            ("resource_metadata", metadataURL),
        ]
        let texts = parameters.compactMap { name, value in value.map { "\(name)=\(quoted($0))" } }
        return texts.isEmpty ? "Bearer" : "Bearer \(texts.joined(separator: ", "))"
    }

    /// A `quoted-string` (RFC 9110, section 5.6.4).
    private func quoted(_ text: String) -> String {
        "\"\(text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
}
#endif
