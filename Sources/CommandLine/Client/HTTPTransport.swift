import Foundation
import ToolValidation

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Speaks to a server over Streamable HTTP: one POST for each message, answered with JSON or an event stream.
final class HTTPTransport: ClientTransport {
    /// The greatest answer, or event of one, that is read: 64 MiB.
    private static let greatestAnswer = 64 * 1024 * 1024

    private let endpoint: URL
    private let headers: [HeaderField]
    private let streams = HTTPStreams()
    private let session: URLSession
    /// The session that the server opened, if it did.
    private(set) var sessionID: String?
    /// Is told of each answer that begins.
    var onHead: (HTTPResponse.Head) -> Void = { _ in }

    /// Prepares to speak to an endpoint; nothing is sent yet.
    init(endpoint: URL, headers: [HeaderField]) {
        self.endpoint = endpoint
        self.headers = headers
        // No cookies, no cache, nothing kept. How long to wait is the caller's to say, so that URLSession may not.
        let configuration = URLSessionConfiguration.ephemeral
        configuration.timeoutIntervalForRequest = 1_000_000
        session = URLSession(configuration: configuration, delegate: streams, delegateQueue: nil)
    }

    func exchange(
        _ request: ClientRequest,
        before deadline: ContinuousClock.Instant,
        onMessage: (JSONObject) -> Void
    ) throws(ClientFailure) -> ServerAnswer {
        var response = try post(request.message, fields(of: request), before: deadline)
        if request.era == .opening, let id = response.head.sessionID { sessionID = try Self.checked(sessionID: id) }
        guard response.isEventStream else { return try read(response, request, before: deadline, onMessage) }

        var parser = EventStreamParser()
        // A server of 2025-11-25 may end a stream before its answer, and send that in another one.
        var canGoOn: Bool { if case .legacy = request.era { parser.lastEventID != nil } else { false } }
        while true {
            while let data = try response.nextData(before: deadline, canGoOn: canGoOn) {
                for event in parser.feed(data) {
                    let messages = try Self.messages(in: event.data)
                    if let answer = Self.answer(to: request, in: messages, onMessage) {
                        response.cancel()
                        return answer
                    }
                }
                try Self.check(size: parser.pendingSize)
            }
            guard canGoOn, let lastEventID = parser.lastEventID else {
                throw ClientFailure(message: "the server ended its stream before it answered", cause: .cut)
            }
            try Self.pause(.milliseconds(parser.retry ?? 1000), before: deadline)
            response = try resume(after: lastEventID, request.era, before: deadline)
        }
    }

    func send(_ message: JSONObject, in era: Era, before deadline: ContinuousClock.Instant) throws(ClientFailure) {
        let response = try post(message, fields(of: era), before: deadline)
        let body = try response.body(before: deadline, limit: Self.greatestAnswer)
        guard response.isSuccess else { throw Self.refusal(response.head, HTTPStatus.text(of: body)) }
    }

    /// The status with which the server answers a request that names another session, or none.
    func status(
        of request: ClientRequest,
        inSession id: String?,
        before deadline: ContinuousClock.Instant
    ) throws(ClientFailure) -> Int {
        let own = sessionID
        sessionID = id
        defer { sessionID = own }
        let response = try post(request.message, fields(of: request), before: deadline)
        response.cancel()
        return response.head.status
    }

    func close(_ era: Era) {
        defer { session.invalidateAndCancel() }
        guard sessionID != nil else { return }
        // The answer to a farewell says nothing about what went before.
        onHead = { _ in }
        // A courtesy: servers need not support it, and forget sessions that nobody uses.
        _ = try? start("DELETE", fields(of: era), body: nil, before: .now + .seconds(2))
    }

    // MARK: - Requests

    private func fields(of era: Era) -> [HeaderField] {
        switch era {
        case .modern: return [HeaderField("MCP-Protocol-Version", Era.modernRevision)]
        case .opening: return []
        case .legacy(let revision):
            let version = HeaderField("MCP-Protocol-Version", revision)
            return [version] + (sessionID.map { [HeaderField("Mcp-Session-Id", $0)] } ?? [])
        }
    }

    private func fields(of request: ClientRequest) -> [HeaderField] {
        guard request.era == .modern else { return fields(of: request.era) }
        var fields = fields(of: request.era) + [HeaderField("Mcp-Method", request.method)]
        if case .string(let name)? = request.parameters["name"] { fields.append(.encoded("Mcp-Name", name)) }
        return fields + request.argumentHeaders
    }

    private func post(
        _ message: JSONObject,
        _ fields: [HeaderField],
        before deadline: ContinuousClock.Instant
    ) throws(ClientFailure) -> HTTPResponse {
        let fields =
            fields + [
                HeaderField("Content-Type", "application/json"),
                HeaderField("Accept", "application/json, text/event-stream"),
            ]
        return try start("POST", fields, body: Data(JSONValue.object(message).jsonText.utf8), before: deadline)
    }

    private func resume(
        after lastEventID: String,
        _ era: Era,
        before deadline: ContinuousClock.Instant
    ) throws(ClientFailure) -> HTTPResponse {
        let fields =
            fields(of: era) + [
                HeaderField("Accept", "text/event-stream"), HeaderField("Last-Event-ID", lastEventID),
            ]
        let response = try start("GET", fields, body: nil, before: deadline)
        guard response.isEventStream else {
            throw ClientFailure(message: "the server broke off its answer and does not go on with it", cause: .cut)
        }
        return response
    }

    private func start(
        _ method: String,
        _ fields: [HeaderField],
        body: Data?,
        before deadline: ContinuousClock.Instant
    ) throws(ClientFailure) -> HTTPResponse {
        var request = URLRequest(url: endpoint)
        request.httpMethod = method
        request.httpBody = body
        request.timeoutInterval = 1_000_000
        for field in headers + fields { request.addValue(field.value, forHTTPHeaderField: field.name) }
        let task = session.dataTask(with: request)
        let response = try HTTPResponse(streams.start(task), task: task, from: endpoint, before: deadline)
        onHead(response.head)
        return response
    }

    // MARK: - Answers

    /// Reads an answer that is no event stream.
    private func read(
        _ response: HTTPResponse,
        _ request: ClientRequest,
        before deadline: ContinuousClock.Instant,
        _ onMessage: (JSONObject) -> Void
    ) throws(ClientFailure) -> ServerAnswer {
        let body = try response.body(before: deadline, limit: Self.greatestAnswer)
        if response.head.status == 200 {
            let messages = try Self.messages(in: body)
            if let answer = Self.answer(to: request, in: messages, onMessage) { return answer }
            throw ClientFailure(message: "the server answered, but not what was asked", cause: .foreign)
        }
        // A refusal often has no id, since the server may not have got as far as to read it.
        let answer = (try? Self.messages(in: body))?.first.flatMap(ServerAnswer.init)
        if HTTPStatus.isFinal(response.head.status) {
            var text = HTTPStatus.text(of: body)
            if case .error(let error)? = answer { text = error.message }
            throw Self.refusal(response.head, text)
        }
        return answer ?? .refusal(HTTPRefusal(status: response.head.status, text: HTTPStatus.text(of: body)))
    }

    private static func refusal(_ head: HTTPResponse.Head, _ text: String) -> ClientFailure {
        ClientFailure(
            message: HTTPStatus.explanation(head.status, text, location: head.location),
            cause: .refusal(HTTPRefusal(status: head.status, text: text))
        )
    }

    /// The messages of a text; in 2025-03-26 several may come in a list.
    private static func messages(in bytes: [UInt8]) throws(ClientFailure) -> [JSONObject] {
        switch try? JSONValue.read(bytes) {
        case .object(let message)?: return [message]
        case .array(let messages)?:
            return messages.compactMap { if case .object(let message) = $0 { message } else { nil } }
        default:
            throw ClientFailure(
                message: "the server answered with what is no MCP message; is this an MCP endpoint?",
                cause: .foreign
            )
        }
    }

    private static func answer(
        to request: ClientRequest,
        in messages: [JSONObject],
        _ onMessage: (JSONObject) -> Void
    ) -> ServerAnswer? {
        var answer: ServerAnswer?
        for message in messages {
            if message["method"] == nil, message["id"] == request.id {
                answer = ServerAnswer(message) ?? answer
            } else {
                onMessage(message)
            }
        }
        return answer
    }

    private static func check(size: Int) throws(ClientFailure) {
        guard size <= greatestAnswer else {
            throw ClientFailure(message: "the server's answer is larger than 64 MiB")
        }
    }

    /// The specification allows visible ASCII. What else comes must not become a header of ours.
    private static func checked(sessionID: String) throws(ClientFailure) -> String {
        guard !sessionID.isEmpty, sessionID.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw ClientFailure(message: "the server's Mcp-Session-Id is not made of visible ASCII")
        }
        return sessionID
    }

    private static func pause(
        _ time: Duration,
        before deadline: ContinuousClock.Instant
    ) throws(ClientFailure) {
        guard .now + time < deadline else { throw .silence }
        Thread.sleep(forTimeInterval: time / .seconds(1))
    }
}
