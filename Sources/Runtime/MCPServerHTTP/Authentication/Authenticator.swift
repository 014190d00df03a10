#if HTTP
public import MCPServer

/// Recognizes callers by one kind of credentials.
///
/// ``Authenticate`` asks its authenticators one after the other until one knows the credential.
public protocol Authenticator: Sendable {
    /// What is wrong with the settings, a sentence or two each. A server says it and does not start. Nothing by default.
    var faults: [String] { get }

    /// Judges what a caller presents.
    ///
    /// - Parameter token: What stands behind `Bearer` in the header field `Authorization`, or in `X-API-Key`.
    /// - Returns: The verdict.
    func authenticate(_ token: String) async -> Authentication
}

extension Authenticator {
    /// Nothing.
    public var faults: [String] { [] }
}

/// What an authenticator makes of a credential.
public enum Authentication: Sendable {
    /// The credential is good: this is who calls. `label` names the credential in logs, such as the id of a key, and never is
    /// the credential.
    case accepted(Principal, label: String? = nil)
    /// The credential is of another kind: the next authenticator may know it.
    case unknown
    /// The credential is of this kind, and not good. The reason is for the log; clients are not told more than that the
    /// token is invalid.
    case refused(String)
    /// Whether the credential is good cannot be told at the moment, as when the keys of an issuer cannot be fetched. The
    /// reason is for the log; clients get status 503.
    case unavailable(String)
}
#endif
