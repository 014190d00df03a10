import MCPServer

extension GatewayApp {
    /// Asks the carrier where one of the caller's orders is.
    func trackOrder(_ input: TrackOrder.Input, _ context: CallContext) async throws -> TrackOrder.Output {
        guard let order = await orders.orders(of: input.owner).first(where: { $0.id == input.id }) else {
            throw ToolError("You have no order \(input.id). list_orders finds those that you have.")
        }
        return .init(place: try await carrier.place(of: order))
    }
}
