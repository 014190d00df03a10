extension Category {
    /// The category of that slug, here or below.
    func find(_ slug: String) -> Category? {
        if slug == self.slug { return self }
        return children.lazy.compactMap { $0.find(slug) }.first
    }

    /// The slugs of the category and of all below it.
    var slugs: [String] { [slug] + children.flatMap(\.slugs) }

    /// The same tree with how many products there are.
    ///
    /// - Parameter counts: How many products each category has of its own, by slug.
    func counting(_ counts: [String: Int]) -> Category {
        var category = self
        category.children = children.map { $0.counting(counts) }
        category.products = category.children.reduce(counts[slug] ?? 0) { $0 + $1.products }
        return category
    }
}
