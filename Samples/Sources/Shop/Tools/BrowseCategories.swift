import MCPServer

extension ShopApp {
    /// Shows the tree of categories, or the part of it below one of them.
    func browseCategories(_ input: BrowseCategories.Input, _ context: CallContext) async throws -> Category {
        try await store.catalogue.category(input.below)
    }
}
