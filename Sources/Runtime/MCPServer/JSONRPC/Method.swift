/// The methods that are served, and others.
enum Method: Int, CaseIterable {
    case initialize, initialized, ping, setLevel, discover, listen, listTools, callTool, cancelled, unknown

    /// Whether the stateless revisions have it as a request.
    var isModern: Bool {
        switch self {
        case .discover, .listen, .listTools, .callTool: true
        case .initialize, .initialized, .ping, .setLevel, .cancelled, .unknown: false
        }
    }

    /// The name for labels of metrics, which are bounded whatever clients send.
    var name: String { self == .unknown ? "_other" : Self.names.names[rawValue] }

    /// In the order of the cases.
    private static let names = NameTable(
        lines: """
            initialize
            notifications/initialized
            ping
            logging/setLevel
            server/discover
            subscriptions/listen
            tools/list
            tools/call
            notifications/cancelled
            """
    )

    /// The method of that name.
    init(_ name: UnsafeBufferPointer<UInt8>) {
        self = Self.names.index(of: name).flatMap(Method.init) ?? .unknown
    }
}
