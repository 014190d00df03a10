#if HTTP
/// How far a request may go that ``Authenticate`` let through, for the endpoint, which alone knows what the request wants.
struct Admission: Sendable {
    /// What a request may want.
    enum Extent: Sendable {
        case everything
        /// What tells of a server and its tools, and runs none of them.
        case handshake
    }

    let extent: Extent
    /// What a request is answered that goes too far.
    let challenge: Challenge

    /// The methods that are part of the handshake.
    static let handshakeMethods: [StaticString] = [
        "initialize", "notifications/initialized", "ping", "server/discover", "tools/list",
    ]
}
#endif
