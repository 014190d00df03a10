#if OTLP
import AsyncHTTPClient
import MCPServer
import NIOCore
import NIOHTTP1

/// Sends requests to receivers.
protocol ReceiverClient: Sendable {
    /// Posts JSON.
    ///
    /// - Throws: What keeps an answer from coming in time.
    func post(_ body: [UInt8], to destination: OTLPSettings.Destination, within timeout: Duration) async throws
        -> ReceiverAnswer
}

/// What a receiver answers.
struct ReceiverAnswer: Sendable {
    var status: Int
    /// How long it wants to be left alone.
    var retryAfter: Duration?
    var body: [UInt8] = []
}

/// No answer came in time.
struct NoAnswer: Error, CustomStringConvertible {
    var description: String { "there was no answer in time" }
}

/// Sends requests by async-http-client.
struct HTTPReceiverClient: ReceiverClient {
    /// How many bytes of an answer are read: it is a sentence at most.
    private static let answerSize = 64 << 10

    /// One for the process, and never shut down: it may be needed at the very end.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        configuration.connectionPool.retryConnectionEstablishment = false
        // The sending of spans makes none.
        configuration.tracing.tracer = nil
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }()

    func post(
        _ body: [UInt8],
        to destination: OTLPSettings.Destination,
        within timeout: Duration
    ) async throws -> ReceiverAnswer {
        // The deadline of the client itself ends with the header of the response.
        try await withThrowingTaskGroup(of: ReceiverAnswer.self) { group in
            group.addTask { try await Self.post(body, to: destination) }
            group.addTask {
                try await Task.sleep(for: timeout)
                throw NoAnswer()
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw NoAnswer() }
            return answer
        }
    }

    private static func post(
        _ body: [UInt8],
        to destination: OTLPSettings.Destination
    ) async throws -> ReceiverAnswer {
        var request = HTTPClientRequest(url: destination.endpoint.url)
        request.method = .POST
        for (name, value) in destination.headers { request.headers.replaceOrAdd(name: name, value: value) }
        request.headers.replaceOrAdd(name: "Content-Type", value: "application/json")
        request.body = .bytes(ByteBuffer(bytes: body))
        let response = try await client.execute(request, deadline: .distantFuture)
        // What is said of a success or failure that cannot be read changes nothing.
        let said = try? await response.body.collect(upTo: answerSize)
        return ReceiverAnswer(
            status: Int(response.status.code),
            retryAfter: response.headers.first(name: "Retry-After").flatMap { Int(trimmed($0)) }
                .flatMap { (0...86_400).contains($0) ? .seconds($0) : nil },
            body: said.map { Array($0.readableBytesView) } ?? []
        )
    }
}
#endif
