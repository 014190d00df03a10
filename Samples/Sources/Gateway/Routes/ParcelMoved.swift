import MCPServerHTTP

extension GatewayApp {
    /// Takes the carrier's word for where an order is.
    func parcelMoved(_ event: ParcelMoved, _ context: WebhookContext) async throws {
        await orders.move(event.order, to: event.place)
        context.logger.info("a parcel has moved", metadata: ["order": "\(event.order)"])
    }
}
