import MCPServerHTTP
import MCPServerTesting
import Testing

@testable import Gateway

@Suite struct GatewayTests {
    private let server = GatewayServer(tools: GatewayApp(orders: OrderBook(), carrier: Carrier()))
    private let reader = Principal(subject: "reader", scopes: ["orders:read"])
    private let clerk = Principal(subject: "clerk", scopes: ["orders:read", "orders:write"])

    @Test func listsPrices() async throws {
        let products = try await server.testClient(principal: reader).listProducts().products
        #expect(products.map(\.product) == [.greenTea, .blackTea, .teapot])
        #expect(products.map(\.price) == [8.5, 6, 49])
    }

    @Test func listsTheOrdersOfTheCallerAlone() async throws {
        #expect(try await orders(of: reader) == ["order-1", "order-2"])
        #expect(try await orders(of: clerk) == [])
    }

    @Test func placesAnOrderForTheCaller() async throws {
        let order = try await server.testClient(principal: clerk)
            .placeOrder(.init(product: .greenTea, quantity: 3)).order
        #expect(order.id == "order-4")
        #expect(order.total == 25.5)
        #expect(try await orders(of: clerk) == ["order-4"])
        #expect(try await orders(of: reader) == ["order-1", "order-2"])
    }

    @Test func refusesAnOrderOfNothing() async throws {
        let reply = try await server.testConnection(principal: clerk)
            .call(tool: "place_order", arguments: Array(#"{"product": "coffee", "quantity": 0}"#.utf8))
        #expect(reply.isError)
        #expect(reply.issues.map { $0.path } == [[.key("product")], [.key("quantity")]])
    }

    @Test func tracksOrdersOfTheCallerAlone() async throws {
        #expect(try await server.testClient(principal: reader).trackOrder(.init(id: "order-1")).place == "on its way")
        let failure = await #expect(throws: ToolFailure.self) {
            try await server.testClient(principal: clerk).trackOrder(.init(id: "order-1"))
        }
        #expect(failure?.text == "You have no order order-1. list_orders finds those that you have.")
    }

    @Test func followsTheWordOfTheCarrier() async throws {
        let orders = OrderBook()
        let app = GatewayApp(orders: orders, carrier: Carrier())
        let connection = GatewayServer(tools: app).testConnection(principal: reader)
        try await app.parcelMoved(
            .init(order: "order-1", place: "at the door"),
            WebhookContext(id: "msg_1", server: connection.server)
        )
        let reply = try await connection.call("track_order", ["id": "order-1"])
        #expect(reply.text.contains("at the door"))
    }

    @Test func addsUpSalesOfAllCallers() async throws {
        let sales = try await server.testClient(principal: reader).reportSales().sales
        #expect(sales.map(\.quantity) == [2, 3, 1])
        #expect(sales.map(\.total) == [17, 18, 49])
    }

    /// Who lacks a scope does not find the tool.
    @Test func listsToolsByScopes() async throws {
        #expect(try await tools(for: clerk).contains("place_order"))
        #expect(try await !tools(for: reader).contains("place_order"))
        #expect(try await tools(for: Principal(subject: "nobody")) == ["list_products"])
    }

    private func orders(of principal: Principal) async throws -> [String] {
        try await server.testClient(principal: principal).listOrders(.init()).orders.map(\.id)
    }

    private func tools(for principal: Principal) async throws -> [String] {
        let list = try await server.testConnection(principal: principal).request("tools/list")
        guard case .array(let tools) = list["tools"] else { return [] }
        return tools.compactMap { tool in
            guard case .object(let tool) = tool, case .string(let name) = tool["name"] else { return nil }
            return name
        }
    }
}
