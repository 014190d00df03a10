/// The methods that are served, and others.
enum Method: Int, CaseIterable {
    case initialize, initialized, ping, discover, listTools, callTool, cancelled, unknown

    /// Whether the stateless revisions have it as a request.
    var isModern: Bool {
        switch self {
        case .discover, .listTools, .callTool: true
        case .initialize, .initialized, .ping, .cancelled, .unknown: false
        }
    }

    /// In the order of the cases.
    private static let names = NameTable(
        lines: """
            initialize
            notifications/initialized
            ping
            server/discover
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
