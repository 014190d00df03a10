/// Stands for the service of a carrier, which is slow in answering about teapots.
struct Carrier: Sendable {
    /// Asks where an order is.
    ///
    /// - Throws: `CancellationError` once nobody waits for the answer any more.
    func place(of order: Order) async throws -> String {
        // A real one is asked over HTTP. With the ids of the request that is served, its log and this server's can be laid side
        // by side:
        //     RequestTrace.propagate { request.setValue($1, forHTTPHeaderField: $0) }
        if order.product == .teapot { try await Task.sleep(for: .seconds(30)) }
        return "on its way"
    }
}
