#if HTTP
import HTTPTypes
import MCPServer

/// Bounds how many calls and how many streams a caller may have at once: a principal, or an address where nobody has been
/// authenticated. A further one gets status 429.
///
/// A call counts until its handler has ended, though the client may have gone; one that answers with an event stream, until
/// both have ended. A batch counts each of its calls. Streams are those that belong to no call: `subscriptions/listen`, and what
/// clients get with `GET`.
public struct Concurrency: BoundedStage {
    /// The bounds, for the table of routes.
    public var name: String {
        let bounds = [("calls", calls), ("streams", streams)]
        return
            "Concurrency(\(bounds.compactMap { name, count in count.map { "\(name): \($0)" } }.joined(separator: ", ")))"
    }

    private let calls: Int?
    private let streams: Int?
    private let table: ConcurrencyTable

    /// Creates the stage.
    ///
    /// - Parameters:
    ///   - calls: How many calls of a caller may run at once; as many as it likes unless you say.
    ///   - streams: How many streams of a caller may be open at once; as many as it likes unless you say.
    public init(calls: Int? = nil, streams: Int? = nil) {
        self.calls = calls
        self.streams = streams
        table = ConcurrencyTable(calls: calls ?? .max, streams: streams ?? .max)
    }

    var faults: [String] {
        [("calls", calls ?? 1), ("streams", streams ?? 1)].filter { $0.1 < 1 }.map { name, count in
            "concurrency has \(name): \(count). Name a number above zero."
        }
    }

    /// How many callers are remembered: those who have something running or open.
    var callerCount: Int { table.callerCount }

    /// Refuses with status 429, or passes on.
    public func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        let kind: ConcurrencyTable.Kind
        switch request.method {
        case .post: kind = .call
        case .get where request.routeKind == .mcp: kind = .stream
        default: return await next(request, trace)
        }
        guard let slot = ConcurrencySlot(kind, request.callerKey, table) else {
            trace.note { $0.outcome = .error }
            return .tooMany(ConcurrencySlot.refusal(kind), for: request)
        }
        var request = request
        request.bounds.grants.append(slot)
        var response = await next(request, trace)
        if response.isStream {
            response.whenEnded { _ in slot.leave() }
        } else {
            slot.leave()
        }
        return response
    }
}
#endif
