import MCPServer

/// The products and the tree of their categories.
struct Catalogue: Sendable {
    private var productsBySKU: [String: Product]
    private let root: Category

    /// Creates a catalogue.
    init(_ products: [Product], root: Category) {
        productsBySKU = Dictionary(products.map { ($0.sku, $0) }) { _, last in last }
        self.root = root
    }

    /// All products, by SKU.
    var products: [Product] { productsBySKU.values.sorted { $0.sku < $1.sku } }

    /// The product of that SKU.
    func product(_ sku: String) throws(ToolError) -> Product {
        guard let product = productsBySKU[sku] else {
            throw ToolError("There is no product \(sku). search_products finds those that there are.")
        }
        return product
    }

    /// The category of that slug, with how many products there are in it; the whole tree where none is named.
    func category(_ slug: String? = nil) throws(ToolError) -> Category {
        let counts = productsBySKU.values.reduce(into: [:]) { counts, product in counts[product.category, default: 0] += 1 }
        let tree = root.counting(counts)
        guard let category = tree.find(slug ?? tree.slug) else {
            throw ToolError("There is no category \(slug ?? ""). There are \(tree.slugs.joined(separator: ", ")).")
        }
        return category
    }

    /// What some products cost together, in euros.
    func total(of lines: [Line]) throws(ToolError) -> Double {
        var cents = 0.0
        for line in lines { cents += try product(line.sku).currentPrice * 100 * Double(line.quantity) }
        return cents.rounded() / 100
    }

    /// Puts a product in the place of the one with the same SKU.
    mutating func replace(_ product: Product) {
        productsBySKU[product.sku] = product
    }
}

extension Product {
    /// What it costs today, in euros.
    var currentPrice: Double { salePrice ?? price }
}
