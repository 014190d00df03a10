import MCPServer

extension GatewayApp {
    /// Lists what there is to buy.
    func listProducts(_ context: CallContext) async throws -> ListProducts.Output {
        .init(products: Product.all.map { .init(product: $0, price: $0.price) })
    }
}
