import Foundation

extension Catalogue {
    /// What the sample sells.
    static let tea = Catalogue(
        [
            product("TEA-0001", "Sencha", in: "green-tea", 8.9, ["green", "organic"], ["origin": "Japan"]),
            product("TEA-0002", "Gyokuro", in: "green-tea", 24.5, ["green", "shaded"], ["origin": "Japan"]),
            product("TEA-0003", "Assam", in: "black-tea", 6.5, sale: 5.2, ["black"], ["origin": "India"]),
            product("TEA-0004", "Darjeeling", in: "black-tea", 18, ["black", "organic"], ["origin": "India"]),
            product("TEA-0005", "Peppermint", in: "herbal-tea", 4.2, ["organic"], ["origin": "Morocco"]),
            product("POT-0001", "Cast-iron teapot", in: "teapots", 49, [], ["material": "iron"], (17, 14, 15)),
            product("POT-0002", "Glass teapot", in: "teapots", 32, [], ["material": "glass"], (20, 12, 13)),
            product("CUP-0001", "Porcelain cup", in: "cups", 12, [], ["material": "porcelain"], (9, 7, 9)),
        ],
        root: category(
            "all",
            "All products",
            category(
                "tea",
                "Tea",
                category("green-tea", "Green tea"),
                category("black-tea", "Black tea"),
                category("herbal-tea", "Herbal tea")
            ),
            category("teaware", "Teaware", category("teapots", "Teapots"), category("cups", "Cups"))
        )
    )

    private static func category(_ slug: String, _ title: String, _ children: Category...) -> Category {
        Category(slug: slug, title: title, products: 0, children: children)
    }

    private static func product(
        _ sku: String,
        _ name: String,
        in category: String,
        _ price: Double,
        sale: Double? = nil,
        _ tags: Set<String>,
        _ attributes: [String: String],
        _ size: (width: Double, height: Double, depth: Double) = (8, 12, 8)
    ) -> Product {
        Product(
            sku: sku,
            name: name,
            category: category,
            price: price,
            salePrice: sale,
            page: URL(string: "https://shop.example/\(sku.lowercased())"),
            size: .init(width: size.width, height: size.height, depth: size.depth),
            tags: tags,
            attributes: attributes
        )
    }
}
