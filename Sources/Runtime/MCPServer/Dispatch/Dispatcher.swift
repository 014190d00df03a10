/// Decides what a message means and who answers it, in whatever transport.
///
/// The era is decided for each message, since clients mix both in one conversation: one that states its revision
/// in `_meta` is served by the stateless rules of 2026-07-28, any other by those of the handshake.
///
/// A class, because each call keeps it: the copies of all its parts would cost more than the dispatching.
package final class Dispatcher<Server: ToolServer>: Sendable {
    private let tools: Server.Tools
    /// In the order of the catalog; made once, because making one costs an allocation.
    private let calls: [Tool<Server.Tools>]
    /// What clients repeat as header fields over HTTP, by the places of the tools in the catalog.
    package let mirrors: [Int: [MirroredArgument]]
    /// Whether a tool has limits for each caller, so that a conversation must say who calls or from where.
    package let limitsCallers: Bool
    /// How much the calls take of rate limits, by the places of the tools in the catalog.
    private let costs: [Int]
    let names: NameTable
    let access: ToolAccess
    let statics: StaticResults
    package let context: ServerContext
    /// Whether clients can be told that the list of tools has changed.
    package let isListChanging: Bool

    package init(_ server: Server, sessions: Sessions) {
        let catalog = Server.catalog
        tools = server.tools
        calls = (0..<catalog.count).map { index in
            Server.tool(at: index) ?? Tool { call, _ in throw MissingTool(name: call.context.tool) }
        }
        let mirrors = calls.map(\.mirrors).enumerated().filter { !$0.element.isEmpty }
        self.mirrors = Dictionary(uniqueKeysWithValues: mirrors.map { ($0.offset, $0.element) })
        limitsCallers = calls.contains { $0.limits?.areByCaller ?? false }
        costs = calls.map(\.cost)
        names = catalog.names
        isListChanging = catalog.listChanged
        context = ServerContext(info: Server.info, sessions: sessions, isListChanging: catalog.listChanged)
        access = ToolAccess(calls.map(\.scopes))
        statics = StaticResults(info: Server.info, catalog, access)
    }

    /// Reads a message and says what to do about it. Never waits: all but calls is answered at once.
    package func receive(_ message: [UInt8], in conversation: Conversation) -> Step {
        receive(Envelope.scan(message), in: conversation)
    }

    /// Says what to do about a message.
    package func receive(_ scan: Envelope.Scan, in conversation: Conversation) -> Step {
        switch scan {
        case .message(let envelope): return receive(envelope, in: conversation)
        case .batch(let messages): return receiveBatch(messages, in: conversation)
        case .other: return .refuse(nil, .invalidRequest, "Invalid Request: a message must be an object")
        case .malformed(let fault):
            return .refuse(nil, .parseError, "Parse error: \(fault.map(\.description) ?? "no JSON")")
        }
    }

    /// How much a call takes of rate limits.
    package func cost(of call: PendingCall) -> Int { costs[call.tool] }

    /// Runs a call.
    ///
    /// - Returns: The answer, or `nil` where the caller no longer wants one.
    package func run(_ call: PendingCall) async -> Reply? {
        guard !Task.isCancelled else { return nil }
        let record = call.record
        let context = CallContext(record: record)
        let result: ToolResult
        do {
            let toolCall = ToolCall(context: context, arguments: call.arguments)
            if let limits = calls[call.tool].limits {
                let (invoke, tools) = (calls[call.tool].invoke, tools)
                result = try await limits.run(record) { try await invoke(toolCall, tools) }
            } else {
                result = try await calls[call.tool].invoke(toolCall, tools)
            }
        } catch let error as InvalidArguments {
            result = error.result
        } catch let error as ToolError {
            result = .error(error.text)
        } catch let error as MissingClientCapability {
            guard record.revision.isLegacy else {
                record.outlet.close()
                return Task.isCancelled ? nil : .error(record.requestID, error.failure)
            }
            result = error.result
        } catch {
            record.outlet.close()
            guard !Task.isCancelled else { return nil }
            // The text of an unforeseen error may name files, queries or secrets: it stays here.
            context.logger.error("The tool failed: \(error)")
            result = .error("\(record.tool) failed with an internal error.")
        }
        record.outlet.close()
        guard !Task.isCancelled else { return nil }
        return statics.reply(result, to: record)
    }
}

/// The catalog names a tool that the generated `switch` does not have: the two were not generated together.
private struct MissingTool: Error {
    let name: String
}

extension Step {
    static func refuse(_ id: RequestID?, _ code: ErrorCode, _ message: String, data: JSONValue? = nil) -> Step {
        .reply(.error(id, ProtocolFailure(code: code, message: message, data: data), isRefusal: true))
    }

    static func fail(_ id: RequestID, _ code: ErrorCode, _ message: String) -> Step {
        .reply(.error(id, ProtocolFailure(code: code, message: message)))
    }
}
