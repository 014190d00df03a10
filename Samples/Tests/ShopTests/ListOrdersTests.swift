import MCPServer
import MCPServerTesting
import Testing

@testable import Shop

@Suite struct ListOrdersTests {
    private let server: ShopServer<ShopApp>

    init() throws {
        server = try makeServer(at: "2026-03-01T23:59:59Z")
    }

    /// Before 2026-07-28 an output must be an object, so that a list comes in one.
    @Test(arguments: [ProtocolRevision.v2026_07_28, .v2025_11_25])
    func listsInEachEra(revision: ProtocolRevision) async throws {
        let connection = server.testConnection(revision)
        let client = ShopClient(connection)
        #expect(try await client.listOrders(.init()).value.isEmpty)
        for sku in ["TEA-0001", "TEA-0002"] {
            _ = try await client.placeOrder(
                .init(lines: [.init(sku: sku, quantity: 1)], shipTo: .example, payment: .invoice)
            )
        }
        #expect(try await client.listOrders(.init()).value.map(\.id) == ["order-2", "order-1"])

        let structured = try await connection.call("list_orders", [:]).json["structuredContent"]
        let tools = try await connection.request("tools/list")["tools"]
        guard case .array(let list) = tools, case .object(let tool)? = list.first(where: { $0.name == "list_orders" }),
            case .object(let schema) = tool["outputSchema"]
        else {
            Issue.record("list_orders is not listed with an output schema")
            return
        }
        if revision.isLegacy {
            guard case .object(let wrapper) = structured, case .array(let orders) = wrapper["result"] else {
                Issue.record("expected an object with 'result'")
                return
            }
            #expect(orders.count == 2)
            #expect(schema["type"] == "object")
            #expect(schema["required"] == ["result"])
        } else {
            guard case .array(let orders) = structured else {
                Issue.record("expected an array")
                return
            }
            #expect(orders.count == 2)
            #expect(schema["type"] == "array")
        }
    }

    @Test(
        arguments: [
            ("2026-03-01", "2026-03-01", 1), ("2026-02-28", "2026-03-02", 1), ("2026-03-02", nil, 0),
            (nil, "2026-02-28", 0), ("2026-03-01", nil, 1), (nil, "2026-03-01", 1),
        ] as [(String?, String?, Int)]
    )
    func countsWholeDays(start: String?, end: String?, count: Int) async throws {
        let client = server.testClient()
        _ = try await client.placeOrder(
            .init(lines: [.init(sku: "TEA-0001", quantity: 1)], shipTo: .example, payment: .invoice)
        )
        let input = ListOrders.Input(start: try start.map(day), end: try end.map(day), status: [.open])
        #expect(try await client.listOrders(input).value.count == count)
        #expect(try await client.listOrders(.init(status: [.paid, .shipped])).value.isEmpty)
    }

    @Test(
        arguments: [
            (
                #"{"start": "2026-03-02", "end": "2026-03-01"}"#,
                ["custom end: The end must not be before the start"]
            ),
            (#"{"start": "2026-02-29", "end": "2026-01-01"}"#, ["invalid_format start: Invalid ISO date"]),
            (#"{"status": []}"#, ["too_small status: Too small: expected set to have >=1 items"]),
            (
                #"{"status": ["open", "lost"]}"#,
                [#"invalid_value status: Invalid option: expected one of "open"|"paid"|"shipped""#]
            ),
        ]
    )
    func refuses(arguments: String, issues: [String]) async throws {
        #expect(try await server.testConnection().issues("list_orders", json: arguments) == issues)
    }
}

extension JSONValue {
    fileprivate var name: String? {
        guard case .object(let object) = self, case .string(let name) = object["name"] else { return nil }
        return name
    }
}
