import MCPServer

/// Stands for the service of a carrier, which is slow in answering about teapots.
struct Carrier: Sendable {
    /// Asks where an order is.
    ///
    /// - Throws: `CancellationError` once nobody waits for the answer any more.
    func place(of order: Order) async throws -> String {
        if order.product == .teapot { try await Task.sleep(for: .seconds(30)) }
        return "on its way"
    }

    /// The header fields of a request to the carrier, by which its log and this server's can be laid side by side.
    static func fields() -> [String: String] {
        var fields = ["Accept": "application/json"]
        RequestTrace.propagate { fields[$0] = $1 }
        return fields
    }
}
