import MCPServer

extension GatewayApp {
    /// Orders a product for the caller.
    func placeOrder(_ input: PlaceOrder.Input, _ context: CallContext) async throws -> PlaceOrder.Output {
        let order = await orders.place(input.product, quantity: input.quantity, for: input.owner)
        // The line states the request's id, the caller and the tool by itself.
        context.logger.info("placed an order", metadata: ["order": "\(order.id)", "total": "\(order.total)"])
        return .init(order: order)
    }
}
