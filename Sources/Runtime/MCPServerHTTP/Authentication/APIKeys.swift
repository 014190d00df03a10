#if HTTP
import Digests
import MCPServer

/// Recognizes callers by keys of which the server knows the digests.
///
/// The caller of a key is a ``Principal`` whose subject is the key's id, with the key's scopes.
public struct APIKeys: Authenticator, CustomStringConvertible {
    private let keys: [APIKey]

    /// Creates the authenticator.
    ///
    /// - Parameter keys: The keys, all of them valid. To replace a key, list the new one beside it with the same id for a while.
    public init(_ keys: [APIKey]) { self.keys = keys }

    /// The keys' ids.
    public var description: String {
        var ids: [String] = []
        for key in keys where !ids.contains(key.id) { ids.append(key.id) }
        return "APIKeys(\(ids.joined(separator: ", ")))"
    }

    /// Compares with every key, so that the time it takes does not tell which one came close.
    public func authenticate(_ token: String) async -> Authentication {
        let digest = KeyDigest(of: token)
        let key = keys.reduce(nil as APIKey?) { found, key in key.digest.matches(digest) ? key : found }
        guard let key else { return .unknown }
        return .accepted(Principal(subject: key.id, scopes: Set(key.scopes)), label: key.id)
    }
}
#endif
