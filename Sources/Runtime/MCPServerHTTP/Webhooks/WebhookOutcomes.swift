#if HTTP
import HTTPTypes
import MCPServer
import Metrics

extension RequestTrace.Outcome {
    /// A webhook was taken, and its sender answered before it was handled.
    static let accepted = Self(rawValue: "accepted")
    /// A webhook was being handled, or had been, when it came again.
    static let duplicate = Self(rawValue: "duplicate")
    /// The payload of a webhook breaks rules of its schema.
    static let invalid = Self(rawValue: "invalid")
}

/// Counts what became of the webhooks of a route, as `mcp.webhooks`. One that was accepted and failed later counts twice.
struct WebhookOutcomes: Sendable {
    /// Every word of the dimension `outcome`.
    enum Word: String, CaseIterable {
        case handled, accepted, duplicate, invalid, refused, failed, unavailable
    }

    private let counters: [Word: Counter]

    init(route path: String, factory: any MetricsFactory = MetricsSystem.factory) {
        let counters = Word.allCases.map { word in
            let dimensions = [("route", path), ("outcome", word.rawValue)]
            return (word, Counter(label: "mcp.webhooks", dimensions: dimensions, factory: factory))
        }
        self.counters = Dictionary(uniqueKeysWithValues: counters)
    }

    func count(_ word: Word) { counters[word]?.increment() }

    /// Counts the answer to a webhook.
    func count(_ response: ServerResponse, _ trace: RequestTrace) {
        switch trace.outcome {
        case .accepted?: count(.accepted)
        case .duplicate?: count(.duplicate)
        case .invalid?: count(.invalid)
        default: count(Self.word(for: response.status))
        }
    }

    private static func word(for status: HTTPResponse.Status) -> Word {
        switch status.code {
        case ..<400: .handled
        case ..<500: .refused
        case 503: .unavailable
        default: .failed
        }
    }
}
#endif
