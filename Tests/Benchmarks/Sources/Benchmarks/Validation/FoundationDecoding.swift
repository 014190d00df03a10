import Foundation

/// The usual way without a generator: `Codable` structs through Foundation's `JSONDecoder`, then the checks, patterns by
/// Swift's `Regex`.
struct FoundationDecoding {
    /// Why a value was refused.
    struct Refused: Error {}

    struct Calculate: Decodable {
        var expression: String
    }

    struct Order: Decodable {
        enum Currency: String, Decodable { case EUR, USD, GBP, JPY }

        struct Address: Decodable {
            var name: String
            var street: String
            var city: String
            var postalCode: String
            var country: String
        }

        struct Line: Decodable {
            var sku: String
            var title: String
            var quantity: Int
            var unitPrice: Double
            var weights: [Double]
        }

        var id: UUID
        var email: String
        var createdAt: Date
        var currency: Currency
        var priority: Int
        var total: Double
        var coupon: String?
        var gift: Bool
        var note: String?
        var address: Address
        var labels: [String]
        var lines: [Line]
    }

    private let decoder = JSONDecoder()
    private let arithmetic = #/^[\d\s+\-*/().]+$/#
    private let email = #/^[A-Za-z0-9_'+\-.]*[A-Za-z0-9_+-]@([A-Za-z0-9][A-Za-z0-9\-]*\.)+[A-Za-z]{2,}$/#
    private let coupon = #/^[A-Z]{4}-[0-9]{4}$/#
    private let postalCode = #/^[0-9]{5}$/#
    private let sku = #/^[A-Z]{3}-[0-9]{6}$/#

    init() {
        decoder.dateDecodingStrategy = .custom { decoder in
            let text = try decoder.singleValueContainer().decode(String.self)
            return try Date(text, strategy: .iso8601.year().month().day().time(includingFractionalSeconds: true))
        }
    }

    func calculate(_ data: Data) throws -> Calculate {
        let value = try decoder.decode(Calculate.self, from: data)
        guard value.expression.unicodeScalars.count <= 1000 else { throw Refused() }
        guard value.expression.firstMatch(of: arithmetic) != nil else { throw Refused() }
        return value
    }

    func order(_ data: Data) throws -> Order {
        let order = try decoder.decode(Order.self, from: data)
        let address = order.address
        guard
            order.email.firstMatch(of: email) != nil,
            1...5 ~= order.priority,
            order.total > 0,
            try order.coupon.map({ try coupon.firstMatch(in: $0) != nil }) ?? true,
            order.note.map({ has(0...500, $0) }) ?? true,
            has(1...100, address.name), has(1...100, address.street), has(1...100, address.city),
            address.postalCode.firstMatch(of: postalCode) != nil,
            has(2...2, address.country),
            order.labels.count <= 20,
            order.labels.allSatisfy({ has(1...30, $0) }),
            1...100 ~= order.lines.count,
            order.lines.allSatisfy(isGood)
        else { throw Refused() }
        return order
    }

    private func isGood(_ line: Order.Line) -> Bool {
        line.sku.firstMatch(of: sku) != nil && has(1...200, line.title) && 1...999 ~= line.quantity
            && line.unitPrice >= 0 && line.weights.allSatisfy { $0 >= 0 }
    }

    private func has(_ count: ClosedRange<Int>, _ text: String) -> Bool {
        count ~= text.unicodeScalars.count
    }
}
