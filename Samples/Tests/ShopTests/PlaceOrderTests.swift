import Foundation
import MCPServer
import MCPServerTesting
import Testing

@testable import Shop

@Suite struct PlaceOrderTests {
    private let server: ShopServer<ShopApp>

    init() throws {
        server = try makeServer()
    }

    @Test func ordersByInvoice() async throws {
        let input = PlaceOrder.Input(
            lines: [.init(sku: "TEA-0001", quantity: 2)],
            shipTo: .example,
            payment: .invoice,
            gift: true,
            giftMessage: "Enjoy"
        )
        let order = try await server.testClient().placeOrder(input).order
        #expect(order.id == "order-1")
        #expect(order.placedAt == (try day("2026-03-01T12:00:00Z")))
        #expect(order.status == .open)
        #expect(order.total == 17.8)
        #expect(order.shipTo.city == "London")
        #expect(order.giftMessage == "Enjoy")
    }

    @Test(
        arguments: [
            (#"{"method": "card", "number": "4242 4242 4242 4242", "expires": "12/99"}"#, Status.paid),
            (#"{"method": "invoice", "email": "ada@example.com", "vat_id": "GB123456789"}"#, .open),
            (#"{"method": "voucher", "code": " gift-ab12 ", "amount": 50}"#, .paid),
        ]
    )
    func takesEachPayment(payment: String, status: Status) async throws {
        let reply = try await server.testConnection().call("place_order", json: order(payment: payment))
        #expect(try reply.output(as: PlaceOrder.Output.self).order.status == status)
    }

    @Test(
        arguments: [
            (
                #"{"method": "card", "number": "4242 4242 4242 4241", "expires": "12/99"}"#,
                ["invalid_format payment.number: Invalid credit card number"]
            ),
            (
                #"{"method": "card", "number": "4242424242424242", "expires": "04/20"}"#,
                ["custom payment.expires: The card has expired"]
            ),
            // What is no month is not asked whether it is over.
            (
                #"{"method": "card", "number": "4242424242424242", "expires": "13/29"}"#,
                ["invalid_format payment.expires: Write month and year, such as 04/29"]
            ),
            (
                #"{"method": "invoice", "email": "ada"}"#,
                ["invalid_format payment.email: Invalid email address"]
            ),
            (
                #"{"method": "voucher", "code": "GIFT-1", "amount": -1}"#,
                [
                    "invalid_format payment.code: Invalid string: must match pattern /^GIFT-[A-Z0-9]{4}$/",
                    "too_small payment.amount: Too small: expected number to be >=0",
                ]
            ),
            (
                #"{"method": "cash"}"#,
                [
                    "invalid_union payment.method: "
                        + "Invalid discriminator value. Expected 'card' | 'invoice' | 'voucher'"
                ]
            ),
            ("null", ["invalid_type payment: Invalid input: expected object, received null"]),
        ]
    )
    func refusesThePayment(payment: String, issues: [String]) async throws {
        #expect(try await server.testConnection().issues("place_order", json: order(payment: payment)) == issues)
    }

    @Test(
        arguments: [
            ("[]", ["too_small lines: Order at least one product"]),
            (
                #"[{"sku": "TEA-0001", "quantity": 1}, {"sku": "TEA-0001", "quantity": 2}]"#,
                ["custom lines: Give each product once, with a quantity"]
            ),
            (
                #"[{"sku": "tea", "quantity": 1.5}]"#,
                [
                    "invalid_format lines[0].sku: Write a SKU as three capitals, a hyphen and four digits",
                    "invalid_type lines[0].quantity: Invalid input: expected int, received number",
                ]
            ),
        ]
    )
    func refusesTheLines(lines: String, issues: [String]) async throws {
        #expect(try await server.testConnection().issues("place_order", json: order(lines: lines)) == issues)
    }

    @Test func wantsAGiftForAMessage() async throws {
        let connection = server.testConnection()
        let issues = ["custom gift_message: A message needs a gift"]
        #expect(try await connection.issues("place_order", json: order(more: #", "gift_message": "Hi""#)) == issues)
        let gift = order(more: #", "gift_message": "Hi", "gift": "TRUE""#)
        #expect(try await !connection.call("place_order", json: gift).isError)
    }

    @Test func answersWhatCannotBeSold() async throws {
        let client = server.testClient()
        func failure(_ lines: [Line], _ payment: Payment) async -> String? {
            await #expect(throws: ToolFailure.self) {
                try await client.placeOrder(.init(lines: lines, shipTo: .example, payment: payment))
            }?.text
        }
        #expect(
            await failure([.init(sku: "TEA-9999", quantity: 1)], .invoice)
                == "There is no product TEA-9999. search_products finds those that there are."
        )
        #expect(
            await failure([.init(sku: "POT-0001", quantity: 1)], .voucher(.init(code: "GIFT-AB12", amount: 10)))
                == "The voucher is worth 10.00 €, and the order costs 49.00 €."
        )
        #expect(
            await failure([.init(sku: "POT-0001", quantity: 99), .init(sku: "POT-0002", quantity: 99)], .invoice)
                == "The order costs 8019.00 €, and at most 5000.00 € can be ordered at once."
        )
        #expect(try await client.listOrders(.init()).value.isEmpty)
    }

    @Test(arguments: [("02/26", false), ("03/26", true), ("12/25", false), ("01/27", true)])
    func knowsWhenACardIsOver(month: String, isValid: Bool) throws {
        #expect(ShopApp.isNotOver(month, on: try day("2026-03-31")) == isValid)
    }

    private func order(
        lines: String = #"[{"sku": "TEA-0001", "quantity": 1}]"#,
        payment: String = #"{"method": "invoice", "email": "ada@example.com"}"#,
        more: String = ""
    ) -> String {
        let address =
            #"{"name": "Ada", "street": "1 Main St", "postal_code": "75001", "city": "Paris", "country": "fr"}"#
        return #"{"lines": \#(lines), "ship_to": \#(address), "payment": \#(payment)\#(more)}"#
    }
}
