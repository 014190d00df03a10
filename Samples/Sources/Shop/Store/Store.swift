import Foundation
import MCPServer

/// Holds the catalogue and the orders in memory, one change at a time.
actor Store {
    /// What the shop sells without asking anybody, in euros.
    static let largestOrder = 5_000.0

    private(set) var catalogue: Catalogue
    private(set) var orders: [Order] = []
    private let now: @Sendable () -> Date

    /// Creates a store.
    ///
    /// - Parameters:
    ///   - catalogue: What there is to buy.
    ///   - now: Tells the time at which an order is placed.
    init(_ catalogue: Catalogue = .tea, now: @escaping @Sendable () -> Date = { .now }) {
        self.catalogue = catalogue
        self.now = now
    }

    /// Takes an order and the money for it.
    func place(_ input: PlaceOrder.Input) throws(ToolError) -> Order {
        let total = try catalogue.total(of: input.lines)
        guard total <= Self.largestOrder else {
            throw ToolError("The order costs \(euros(total)), and at most \(euros(Self.largestOrder)) can be ordered at once.")
        }
        let order = Order(
            id: "order-\(orders.count + 1)",
            placedAt: now(),
            status: try Self.charge(total, to: input.payment),
            lines: input.lines,
            shipTo: input.shipTo,
            gift: input.gift,
            giftMessage: input.giftMessage,
            total: total
        )
        orders.append(order)
        return order
    }

    /// Changes a product.
    ///
    /// - Returns: The product as it is then.
    func update(_ sku: String, _ change: (inout Product) throws(ToolError) -> Void) throws(ToolError) -> Product {
        var product = try catalogue.product(sku)
        try change(&product)
        catalogue.replace(product)
        return product
    }

    /// Takes an amount; what an order is then. A real shop would ask a bank here.
    private static func charge(_ total: Double, to payment: Payment) throws(ToolError) -> Status {
        switch payment {
        case .card: return .paid
        case .invoice: return .open
        case .voucher(let voucher):
            guard voucher.amount >= total else {
                throw ToolError("The voucher is worth \(euros(voucher.amount)), and the order costs \(euros(total)).")
            }
            return .paid
        }
    }
}

/// An amount as people write it.
private func euros(_ amount: Double) -> String { String(format: "%.2f €", amount) }
