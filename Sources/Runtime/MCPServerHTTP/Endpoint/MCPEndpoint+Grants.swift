#if HTTP
import HTTPTypes
import MCPServer

/// What the stages that count are asked for once it is known what a message wants.
extension MCPEndpoint {
    /// Has the grants of a request extended to its message.
    ///
    /// - Returns: The refusal of the first one that is not; `nil` where all are.
    func refusal(of plan: Plan, _ request: ServerRequest, _ trace: RequestTrace) async -> ServerResponse? {
        guard let (demand, id) = demand(of: plan) else { return nil }
        do {
            for grant in request.bounds.grants {
                guard let refusal = try await grant.extend(to: demand) else { continue }
                trace.note { $0.outcome = .error }
                return .tooMany(refusal, for: request, id: id)
            }
            return nil
        } catch {
            // The text of an unforeseen error may name files, queries or secrets: it stays here.
            logger.error("A limit could not be asked: \(error)")
            request.metrics?.failedUnexpectedly()
            trace.note { $0.outcome = .error }
            let failure = ProtocolFailure(code: .internalError, message: "Internal error")
            return .error(.internalServerError, failure, id: id)
        }
    }

    /// What a message wants, unless it is answered already.
    private func demand(of plan: Plan) -> (Demand, RequestID?)? {
        switch plan {
        case .answer, .open: return nil
        case .call(let call, _, _): return (Demand(calls: [demand(of: call)]), call.record.requestID)
        case .listen(let subscription): return (Demand(isStream: true), subscription.id)
        case .batch(let steps, _):
            let calls = steps.compactMap { step in
                if case .call(let call) = step { demand(of: call) } else { nil }
            }
            return (Demand(messages: steps.count, calls: calls), nil)
        }
    }

    private func demand(of call: PendingCall) -> Demand.Call {
        Demand.Call(cost: dispatcher.cost(of: call)) { [mirrors = mirrors[call.tool]] name in
            mirrors?.text(of: HTTPField.Name("Mcp-Param-\(name)"), in: call.argumentBytes)
        }
    }
}
#endif
