import MCPServer

extension ShopApp {
    /// Orders products.
    func placeOrder(_ input: PlaceOrder.Input, _ context: CallContext) async throws -> PlaceOrder.Output {
        let order = try await store.place(input)
        context.logger.info("placed an order", metadata: ["order": "\(order.id)", "lines": "\(order.lines.count)"])
        return .init(order: order)
    }
}
