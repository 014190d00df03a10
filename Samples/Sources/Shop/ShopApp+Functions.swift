import Foundation
import MCPServer

/// What `tools.yaml` names and no rule can say.
extension ShopApp {
    /// The words of a query, which models send as a text or as a list.
    static func words(_ query: SearchProducts.Input.Query, _ issues: inout Issues) -> [String] {
        let texts =
            switch query {
            case .string(let text): [text]
            case .array(let texts): texts
            }
        return texts.flatMap { $0.lowercased().split(whereSeparator: \.isWhitespace).map(String.init) }
    }

    /// Whether no product stands in two lines.
    static func hasNoRepetition(_ lines: [Line]) -> Bool {
        Set(lines.map(\.sku)).count == lines.count
    }

    /// Whether a month such as `04/29` is this one or a later one.
    static func isNotOver(_ month: String) -> Bool {
        isNotOver(month, on: .now)
    }

    /// Whether a month is not over on a day, by the time of Greenwich.
    static func isNotOver(_ month: String, on day: Date) -> Bool {
        let parts = month.split(separator: "/").compactMap { Int($0) }
        let today = Calendar(identifier: .gregorian).dateComponents(in: .gmt, from: day)
        guard parts.count == 2, let thisYear = today.year, let thisMonth = today.month else { return false }
        return (2000 + parts[1], parts[0]) >= (thisYear, thisMonth)
    }
}
