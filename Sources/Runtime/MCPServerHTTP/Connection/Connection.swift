#if HTTP
import NIOCore
import Synchronization

/// What the endpoint knows about the connection of a request.
final class Connection: Sendable {
    /// Invariant: `watcher` is called at most once, and never after it was taken back.
    private struct State {
        var isGone = false
        var watcher: (@Sendable () -> Void)?
    }

    /// The address of the other side.
    let address: IPAddress?
    let remoteAddress: String?
    /// Whether the connection itself uses TLS.
    let isSecure: Bool
    private let channel: any Channel
    private let state = Mutex(State())
    private let isClosing = Atomic(false)

    init(_ channel: any Channel, isSecure: Bool = false) {
        self.channel = channel
        self.isSecure = isSecure
        address = channel.remoteAddress?.ipAddress.flatMap { IPAddress($0) }
        remoteAddress = address?.description
    }

    /// Tells the client to send the body that it holds back (RFC 9110, section 10.1.1).
    func askForBody() { channel.triggerUserOutboundEvent(BodyIsWanted(), promise: nil) }

    /// Whether the client has gone.
    var isGone: Bool { state.withLock { $0.isGone } }

    /// Asks to be told when the client goes away; at once if it has gone. One at a time.
    func whenGone(_ watcher: @escaping @Sendable () -> Void) {
        let isGone = state.withLock { state in
            if !state.isGone { state.watcher = watcher }
            return state.isGone
        }
        if isGone { watcher() }
    }

    /// Takes the request to be told back.
    func forget() { state.withLock { $0.watcher = nil } }

    /// Takes note that the client has gone.
    func gone() {
        let watcher = state.withLock { state in
            state.isGone = true
            defer { state.watcher = nil }
            return state.watcher
        }
        watcher?()
    }

    /// Whether the connection closes when the response that is being written ends.
    var closesAfterResponse: Bool {
        get { isClosing.load(ordering: .relaxed) }
        set { isClosing.store(newValue, ordering: .relaxed) }
    }
}

/// What the endpoint tells the connection's handler when it is about to read a body that the client holds back.
struct BodyIsWanted: Sendable {}

// MARK: - Finding it

/// The connections that have our channel handler, by their channel: what runs a request knows no more of its connection.
///
/// Split into parts so that threads rarely wait for each other.
enum Connections {
    private static let parts = (0..<16).map { _ in Part() }

    private final class Part: Sendable {
        let connections = Mutex<[ObjectIdentifier: Connection]>([:])
    }

    static func of(_ channel: any Channel) -> Connection? {
        let id = ObjectIdentifier(channel)
        return part(id).connections.withLock { $0[id] }
    }

    static func add(_ connection: Connection, for channel: any Channel) {
        let id = ObjectIdentifier(channel)
        part(id).connections.withLock { $0[id] = connection }
    }

    static func remove(_ channel: any Channel) {
        let id = ObjectIdentifier(channel)
        _ = part(id).connections.withLock { $0.removeValue(forKey: id) }
    }

    /// How many there are.
    static var count: Int { parts.reduce(0) { $0 + $1.connections.withLock { $0.count } } }

    private static func part(_ id: ObjectIdentifier) -> Part {
        // The lowest bits of addresses are all the same.
        parts[(id.hashValue >> 8) & 0xF]
    }
}
#endif
