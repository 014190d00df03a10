/// What all calls of a server share.
public final class ServerContext: Sendable {
    /// What the server says about itself.
    public let info: ServerInfo
    /// The legacy sessions that are open.
    public let sessions: Sessions
    package let changes = ChangeBus()

    package init(info: ServerInfo, sessions: Sessions) {
        self.info = info
        self.sessions = sessions
    }

    /// Tells all clients that listen that the list of tools has changed (`notifications/tools/list_changed`).
    ///
    /// For a server whose `tools.yaml` says `lists: { listChanged: true }`, where what a caller may see depends on something that
    /// changes.
    public func toolsChanged() { changes.publish(.tools) }
}

/// The legacy sessions of a server. Revision 2026-07-28 has none.
public struct Sessions: Sendable {
    private let current: @Sendable () -> Int

    package init(count: @escaping @Sendable () -> Int) { current = count }

    /// How many there are: over stdio 1 after `initialize`, and 0 before.
    public var count: Int { current() }
}
