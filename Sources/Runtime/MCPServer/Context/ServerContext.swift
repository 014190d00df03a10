/// What all calls of a server share.
public final class ServerContext: Sendable {
    /// What the server says about itself.
    public let info: ServerInfo
    /// The legacy sessions that are open.
    public let sessions: Sessions
    package let changes = ChangeBus()
    /// Whether clients were told that the list of tools can change.
    private let isListChanging: Bool

    init(info: ServerInfo, sessions: Sessions, isListChanging: Bool) {
        self.info = info
        self.sessions = sessions
        self.isListChanging = isListChanging
    }

    /// Tells all clients that listen that the list of tools has changed (`notifications/tools/list_changed`).
    ///
    /// It is for a server whose `tools.yaml` says `lists: { listChanged: true }`, since what a caller may see depends on
    /// something that changes. Clients of others do not expect it, and are told nothing.
    public func toolsChanged() {
        if isListChanging { changes.publish(.tools) }
    }
}

/// The legacy sessions of a server. Revision 2026-07-28 has none.
public struct Sessions: Sendable {
    private let current: @Sendable () -> Int

    package init(count: @escaping @Sendable () -> Int) { current = count }

    /// How many there are: over stdio 1 after `initialize`, and 0 before.
    public var count: Int { current() }
}
