import Foundation
import MCPServer
import MCPServerTesting
import Testing

@testable import Shop

/// A shop in which it is always the same moment.
func makeServer(at moment: String = "2026-03-01T12:00:00Z") throws -> ShopServer<ShopApp> {
    let seconds = try #require(ISODateTime.secondsSince1970(moment))
    let date = Date(timeIntervalSince1970: seconds)
    return ShopServer(tools: ShopApp(store: Store(now: { date })))
}

/// The day of a date such as `2026-03-01`.
func day(_ text: String) throws -> Date {
    Date(timeIntervalSince1970: try #require(ISODateTime.secondsSince1970(text)))
}

extension TestConnection {
    /// Calls a tool with arguments that are JSON text, as a model does.
    func call(_ tool: String, json: String) async throws -> ToolReply {
        try await call(tool: tool, arguments: Array(json.utf8))
    }

    /// What is wrong with the arguments of a call: code, path and message of each issue.
    func issues(_ tool: String, json: String) async throws -> [String] {
        let reply = try await call(tool, json: json)
        #expect(reply.isError)
        return reply.issues.map { "\($0.code.rawValue) \($0)" }
    }
}

extension Address {
    static let example = Address(
        name: "Ada Lovelace",
        street: "12 St James's Square",
        postalCode: "SW1Y 4JH",
        city: "London",
        country: "GB"
    )
}

extension Payment {
    static let invoice = Payment.invoice(.init(email: "ada@example.com"))
}
