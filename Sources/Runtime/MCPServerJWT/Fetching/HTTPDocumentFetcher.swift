#if JWT
import AsyncHTTPClient
import NIOCore
import NIOHTTP1

/// Gets documents over HTTP.
struct HTTPDocumentFetcher: DocumentFetcher {
    /// How many bytes a document may have; what comes after them is not waited for.
    static let maximumSize = 512 << 10

    /// One for the process, and never shut down: authenticators have no end of which they would know.
    private static let client: HTTPClient = {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.httpVersion = .http1Only
        // When to try again is decided elsewhere, and why it failed is to be told at once.
        configuration.connectionPool.retryConnectionEstablishment = false
        return HTTPClient(eventLoopGroup: HTTPClient.defaultEventLoopGroup, configuration: configuration)
    }()

    func fetch(_ url: EndpointURL, within timeout: Duration) async throws -> [UInt8] {
        // The deadline of the client itself ends with the header of the response.
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await Self.load(url) }
            group.addTask {
                try await Task.sleep(for: timeout)
                throw DocumentFault("there was no whole answer in time")
            }
            defer { group.cancelAll() }
            return try await group.next() ?? []
        }
    }

    private static func load(_ url: EndpointURL) async throws -> [UInt8] {
        var request = HTTPClientRequest(url: url.description)
        request.headers.add(name: "Accept", value: "application/json, application/jwk-set+json")
        let response = try await client.execute(request, deadline: .distantFuture)
        guard response.status == .ok else { throw DocumentFault("the status is \(response.status.code)") }
        do {
            return try await Array(response.body.collect(upTo: maximumSize).readableBytesView)
        } catch is NIOTooManyBytesError {
            throw DocumentFault("the document has more than \(maximumSize) bytes")
        }
    }
}
#endif
