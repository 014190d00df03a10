import MCPServer

extension GatewayApp {
    /// Lists the caller's orders, the oldest first.
    func listOrders(_ input: ListOrders.Input, _ context: CallContext) async throws -> ListOrders.Output {
        .init(orders: await orders.orders(of: input.owner))
    }
}
