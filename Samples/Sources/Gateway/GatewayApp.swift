import MCPServerHTTP

/// Implements the tools of `tools.yaml`, each in a file of its own.
@main
struct GatewayApp: GatewayTools {
    /// What has been ordered.
    let orders: OrderBook
    /// Who brings it.
    let carrier: Carrier

    static func main() async throws {
        // Every line in the form of the request log's, with the ids of the request that is served.
        LoggingSystem.bootstrap { JSONLogHandler(label: $0) }
        try await GatewayServer(tools: GatewayApp(orders: OrderBook(), carrier: Carrier())).run()
    }
}

/// Without its orders the server could do nothing: requests shall go elsewhere then.
extension GatewayApp: StoreReporter {
    var stores: [StoreCheck] {
        // A database would be asked something here, and throw where it does not answer.
        [StoreCheck("orders") { [orders] in _ = await orders.all }]
    }
}
