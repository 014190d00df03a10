import MCPServer

extension ShopApp {
    /// Finds products by words, category, tags and price.
    func searchProducts(_ input: SearchProducts.Input, _ context: CallContext) async throws -> SearchProducts.Output {
        let catalogue = await store.catalogue
        let categories = Set(try catalogue.category(input.category).slugs)
        let found = catalogue.products
            .filter { categories.contains($0.category) && input.admits($0) }
            .sorted(by: input.sort.precedes)
        let rest = found.dropFirst((input.page - 1) * input.pageSize)
        return .init(
            products: Array(rest.prefix(input.pageSize)),
            total: found.count,
            nextPage: rest.count > input.pageSize ? input.page + 1 : nil
        )
    }
}

extension SearchProducts.Input {
    /// Whether a product is what the arguments ask for, its category aside.
    fileprivate func admits(_ product: Product) -> Bool {
        let texts = [product.name, product.category] + product.tags + product.attributes.values
        let text = texts.joined(separator: " ").lowercased()
        return query.allSatisfy { text.contains($0) }
            && product.tags.isSuperset(of: tags)
            && product.currentPrice >= minPrice ?? 0
            && product.currentPrice <= maxPrice ?? .infinity
    }
}

extension SearchProducts.Input.Sort {
    /// Whether one product comes before another; those with the same price come by name.
    fileprivate func precedes(_ first: Product, _ second: Product) -> Bool {
        switch self {
        case .name: first.name < second.name
        case .cheapest: (first.currentPrice, first.name) < (second.currentPrice, second.name)
        case .dearest: (-first.currentPrice, first.name) < (-second.currentPrice, second.name)
        }
    }
}
