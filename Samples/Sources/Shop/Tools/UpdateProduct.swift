import MCPServer

extension ShopApp {
    /// Changes what is given of a product.
    func updateProduct(_ input: UpdateProduct.Input, _ context: CallContext) async throws -> UpdateProduct.Output {
        .init(product: try await store.update(input.sku) { product throws(ToolError) in try input.apply(to: &product) })
    }
}

extension UpdateProduct.Input {
    /// Changes a product. What is absent stays, what is `null` goes.
    fileprivate func apply(to product: inout Product) throws(ToolError) {
        product.name = name ?? product.name
        product.price = price ?? product.price
        product.salePrice = salePrice.replacingAbsent(by: product.salePrice)
        product.page = page.replacingAbsent(by: product.page)
        product.tags = tags ?? product.tags
        for (key, value) in attributes ?? [:] { product.attributes[key] = value }
        // The rule of the arguments sees no price that was there before.
        if let salePrice = product.salePrice, salePrice >= product.price {
            throw ToolError("The sale price \(salePrice) must be below the price \(product.price).")
        }
    }
}
