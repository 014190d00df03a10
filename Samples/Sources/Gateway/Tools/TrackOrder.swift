import MCPServer

extension GatewayApp {
    /// Says where one of the caller's orders is, and asks the carrier if it has not told so yet.
    func trackOrder(_ input: TrackOrder.Input, _ context: CallContext) async throws -> TrackOrder.Output {
        guard let order = await orders.orders(of: input.owner).first(where: { $0.id == input.id }) else {
            throw ToolError("You have no order \(input.id). list_orders finds those that you have.")
        }
        if let place = await orders.place(of: order) { return .init(place: place) }
        return .init(place: try await carrier.place(of: order))
    }
}
