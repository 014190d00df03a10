import MCPServer

extension GatewayApp {
    /// Adds up all that was sold, by product.
    func reportSales(_ context: CallContext) async throws -> ReportSales.Output {
        let ordersByProduct = Dictionary(grouping: await orders.all, by: \.product)
        return .init(
            sales: Product.all.map { product in
                let sold = ordersByProduct[product, default: []]
                return .init(
                    product: product,
                    quantity: sold.map(\.quantity).reduce(0, +),
                    total: sold.map(\.total).reduce(0, +)
                )
            }
        )
    }
}
