import MCPServer
import MCPServerTesting
import Testing

@testable import Shop

@Suite struct SearchProductsTests {
    private let server: ShopServer<ShopApp>

    init() throws {
        server = try makeServer()
    }

    @Test(
        arguments: [
            (.init(), ["TEA-0003", "POT-0001", "TEA-0004"], 8),
            (.init(query: ["japan"]), ["TEA-0002", "TEA-0001"], 2),
            (.init(category: "teaware"), ["POT-0001", "POT-0002", "CUP-0001"], 3),
            (.init(tags: ["organic"], maxPrice: 10, sort: .cheapest), ["TEA-0005", "TEA-0001"], 2),
            // What is on sale counts with its price of today.
            (.init(minPrice: 5, maxPrice: 6), ["TEA-0003"], 1),
            (.init(sort: .dearest), ["POT-0001", "POT-0002", "TEA-0002"], 8),
            (.init(category: "tea", tags: ["black", "green"]), [], 0),
        ] as [(SearchProducts.Input, [String], Int)]
    )
    func finds(input: SearchProducts.Input, first: [String], total: Int) async throws {
        let output = try await server.testClient().searchProducts(input)
        #expect(output.products.prefix(3).map(\.sku) == first)
        #expect(output.total == total)
    }

    @Test func turnsPages() async throws {
        let client = server.testClient()
        var (skus, page): ([String], Int?) = ([], 1)
        while let current = page {
            let output = try await client.searchProducts(.init(page: current, pageSize: 3))
            skus += output.products.map(\.sku)
            page = output.nextPage
        }
        #expect(skus.count == 8)
        #expect(Set(skus).count == 8)
        let beyond = try await client.searchProducts(.init(category: "teaware", page: 3))
        #expect(beyond.products.isEmpty && beyond.total == 3 && beyond.nextPage == nil)
    }

    @Test(
        arguments: [
            #"{"query": "Green  TEA", "max_price": 20}"#, #"{"query": ["green", "tea"], "max_price": 20}"#,
            #"{"tags": "green,organic"}"#, #"{"tags": [" Green", "ORGANIC"]}"#,
        ]
    )
    func takesWhatModelsWrite(arguments: String) async throws {
        let reply = try await server.testConnection().call("search_products", json: arguments)
        #expect(try reply.output(as: SearchProducts.Output.self).products.map(\.sku) == ["TEA-0001"])
    }

    @Test(
        arguments: [
            (
                #"{"min_price": 10, "max_price": 5}"#,
                ["custom min_price: The lowest price must not be above the highest"]
            ),
            // A price that is wrong by itself is not compared.
            (
                #"{"min_price": 10.001, "max_price": 5}"#,
                ["not_multiple_of min_price: At most two digits behind the point"]
            ),
            (
                #"{"tags": "green,4", "page": 0}"#,
                [
                    "invalid_format tags[1]: Invalid string: must match pattern /^[a-z][a-z-]{1,29}$/",
                    "too_small page: Too small: expected number to be >=1",
                ]
            ),
            (
                #"{"sort": "price"}"#,
                [#"invalid_value sort: Invalid option: expected one of "name"|"cheapest"|"dearest""#]
            ),
            (#"{"query": {"text": "tea"}}"#, ["invalid_union query: Invalid input"]),
        ]
    )
    func refuses(arguments: String, issues: [String]) async throws {
        #expect(try await server.testConnection().issues("search_products", json: arguments) == issues)
    }

    @Test func namesTheCategoriesThatThereAre() async throws {
        let failure = await #expect(throws: ToolFailure.self) {
            try await server.testClient().searchProducts(.init(category: "coffee"))
        }
        #expect(failure?.text.hasPrefix("There is no category coffee. There are all, tea, green-tea") == true)
    }
}
