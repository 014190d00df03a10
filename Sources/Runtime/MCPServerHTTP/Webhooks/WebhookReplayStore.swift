#if HTTP
/// Remembers which webhooks have been handled, so that none is handled twice: senders send again what they take for lost,
/// and whoever has recorded a request may send it again, too.
///
/// All servers that take webhooks of one sender must share a store.
public protocol WebhookReplayStore: Sendable {
    /// Claims a webhook, in one step: of several who claim the same one only one is granted it.
    ///
    /// - Parameters:
    ///   - id: What tells the webhook from others.
    ///   - lease: How long the claim holds if nobody says how the handling ended.
    /// - Returns: Whether it may be handled.
    /// - Throws: What hinders the store. The sender then gets status 503, and sends again.
    func claim(_ id: String, lease: Duration) async throws -> WebhookClaim

    /// Takes note that a webhook has been handled.
    ///
    /// - Parameters:
    ///   - id: What tells the webhook from others.
    ///   - duration: How long it must be remembered.
    /// - Throws: What hinders the store.
    func complete(_ id: String, for duration: Duration) async throws

    /// Gives a claim back: the handling failed, and the webhook may come again.
    ///
    /// - Parameter id: What tells the webhook from others.
    /// - Throws: What hinders the store.
    func release(_ id: String) async throws
}

/// What became of the claim of a webhook.
public struct WebhookClaim: Sendable, Hashable {
    private enum State { case granted, running, completed }

    private let state: State

    /// Nobody has claimed it: it may be handled.
    public static let granted = WebhookClaim(state: .granted)
    /// It is being handled.
    public static let running = WebhookClaim(state: .running)
    /// It has been handled.
    public static let completed = WebhookClaim(state: .completed)
}
#endif
