import Foundation
import MCPServer

extension ShopApp {
    /// Lists orders by the day on which they were placed, the newest first.
    func listOrders(_ input: ListOrders.Input, _ context: CallContext) async throws -> ListOrders.Output {
        .init(await store.orders.reversed().filter(input.admits))
    }
}

extension ListOrders.Input {
    private static let day = 86_400.0

    /// Whether an order is what the arguments ask for. Days begin at midnight in Greenwich.
    fileprivate func admits(_ order: Order) -> Bool {
        order.placedAt >= start ?? .distantPast
            && order.placedAt < end?.addingTimeInterval(Self.day) ?? .distantFuture
            && status?.contains(order.status) ?? true
    }
}
