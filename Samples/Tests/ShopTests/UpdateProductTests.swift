import Foundation
import MCPServer
import MCPServerTesting
import Testing

@testable import Shop

@Suite struct UpdateProductTests {
    private let server: ShopServer<ShopApp>

    init() throws {
        server = try makeServer()
    }

    @Test func leavesAloneWhatIsAbsent() async throws {
        let product = try await server.testClient().updateProduct(.init(sku: "TEA-0003", name: "Assam Bold")).product
        #expect(product.name == "Assam Bold")
        #expect(product.price == 6.5)
        #expect(product.salePrice == 5.2)
        #expect(product.page?.absoluteString == "https://shop.example/tea-0003")
        #expect(product.tags == ["black"])
        #expect(product.attributes == ["origin": "India"])
    }

    @Test func clearsWhatIsNull() async throws {
        let input = UpdateProduct.Input(
            sku: "TEA-0003",
            salePrice: .null,
            page: .null,
            attributes: ["origin": nil, "flush": "second"]
        )
        let product = try await server.testClient().updateProduct(input).product
        #expect(product.salePrice == nil)
        #expect(product.page == nil)
        #expect(product.attributes == ["flush": "second"])
    }

    @Test func putsURLsInOrder() async throws {
        let reply = try await server.testConnection()
            .call("update_product", json: #"{"sku": "TEA-0001", "page": "HTTPS://Shop.Example:443/a/../b"}"#)
        let product = try reply.output(as: UpdateProduct.Output.self).product
        #expect(product.page == URL(string: "https://shop.example/b"))
    }

    /// The same product is always the same text, though sets and dictionaries of Swift have no order.
    @Test func writesSetsInOrder() async throws {
        let tags = Set((1...10).map { "tag-\(Character(UnicodeScalar(96 + UInt8($0))))" })
        let reply = try await server.testConnection()
            .call("update_product", json: #"{"sku": "TEA-0001", "tags": \#(JSONValue.array(tags.map { .string($0) }).jsonText)}"#)
        let written = tags.sorted().map { "\"\($0)\"" }.joined(separator: ",")
        #expect(reply.text.contains(#""tags":[\#(written)]"#))
    }

    @Test(
        arguments: [
            (
                #"{"sku": "TEA-0001", "price": 5, "sale_price": 5}"#,
                ["custom sale_price: The sale price must be below the price"]
            ),
            (
                #"{"sku": null, "price": null}"#,
                [
                    "invalid_type sku: Invalid input: expected string, received null",
                    "invalid_type price: Invalid input: expected number, received null",
                ]
            ),
            (#"{"sku": "TEA-0001", "page": "ftp://x.org"}"#, ["invalid_format page: Invalid URL"]),
            (
                #"{"sku": "TEA-0001", "attributes": {"Origin": "Japan"}}"#,
                ["invalid_key attributes.Origin: Invalid key in record"]
            ),
            (
                #"{"sku": "TEA-0001", "attributes": {"origin": " "}}"#,
                ["too_small attributes.origin: Too small: expected string to have >=1 characters"]
            ),
        ]
    )
    func refuses(arguments: String, issues: [String]) async throws {
        #expect(try await server.testConnection().issues("update_product", json: arguments) == issues)
    }

    /// The rule of the arguments sees none of the prices that were there before.
    @Test func keepsTheSaleBelowThePrice() async throws {
        let client = server.testClient()
        let failure = await #expect(throws: ToolFailure.self) {
            try await client.updateProduct(.init(sku: "TEA-0003", price: 5))
        }
        #expect(failure?.text == "The sale price 5.2 must be below the price 5.0.")
        let product = try await client.updateProduct(.init(sku: "TEA-0003")).product
        #expect(product.price == 6.5)
    }
}
