#if HTTP
import HTTPTypes
public import HummingbirdCore
import Logging
import MCPServer
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Listens, and answers by the table of routes. Without Hummingbird's router and request contexts, which this needs not.
struct ToolListener: Service {
    let routes: RouteTable
    let options: HTTPOptions
    let logger: Logger
    /// Called with the port once clients can connect.
    let listening: @Sendable (Int) async -> Void

    func run() async throws {
        let places = ConnectionPlaces(
            limit: connectionLimit(wanted: options.maxConnections),
            metrics: routes.metrics
        )
        let configuration = ServerConfiguration(
            address: .hostname(options.host, port: options.port),
            backlog: 1024,
            availableConnectionsDelegate: MaximumAvailableConnections(places.acceptedLimit)
        )
        // Whatever it says at its own start is said better by `listening`.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let channel = HTTP1Channel(
            responder: { request, writer, channel in
                let connection = Connections.of(channel)
                let response = await routes.respond(request.head, connection, body: request.bodyReader())
                if response.closesConnection { connection?.closesAfterResponse = true }
                try await send(response, to: request.method, writer)
            },
            configuration: .mcp(options, places)
        )
        let server = secured(channel).server(
            configuration: configuration,
            onServerRunning: { channel in
                await listening(channel.localAddress?.port ?? options.port)
                for warning in routes.warnings { logger.warning("\(warning)") }
            },
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: quiet
        )
        let upkeep = options.security.map { security in Task { await security.run(logger) } }
        defer { upkeep?.cancel() }
        try await server.run()
    }

    private func secured(_ channel: HTTP1Channel) -> any ServerChildChannel {
        options.security.map { SecuredChannel(base: channel, security: $0) } ?? channel
    }
}

/// Writes a response, and tells its observers of the end.
private func send(
    _ response: ServerResponse,
    to method: HTTPRequest.Method,
    _ writer: consuming ResponseWriter
) async throws {
    switch response.body {
    case .none: try await send(response, bodySize: 0, ResponseBody(), writer)
    case .bytes(let buffer):
        let body = method == .head ? ResponseBody() : ResponseBody(byteBuffer: buffer)
        try await send(response, bodySize: buffer.readableBytes, body, writer)
    case .parts(let parts):
        let body = method == .head ? ResponseBody() : ResponseBody(contentsOf: parts)
        try await send(response, bodySize: parts.byteCount, body, writer)
    case .events(let events): try await send(response, events, writer)
    }
}

/// Writes a response whose body is there.
private func send(
    _ response: ServerResponse,
    bodySize: Int,
    _ body: ResponseBody,
    _ writer: consuming ResponseWriter
) async throws {
    let size = body.contentLength ?? 0
    do {
        try await writer.write(response: response.finalHead(bodySize: bodySize), body: body)
        response.ended(ServerResponse.End(bytes: size, isComplete: true))
    } catch {
        response.ended(ServerResponse.End(bytes: 0, isComplete: false))
        throw error
    }
}

/// Writes a stream.
private func send(_ response: ServerResponse, _ events: EventBody, _ writer: consuming ResponseWriter) async throws {
    var end = ServerResponse.End(bytes: 0, isComplete: false)
    defer { response.ended(end) }
    let bodyWriter = try await writer.writeHead(response.finalHead(bodySize: nil))
    var sink = bodyWriter
    end = await events.write { try await sink.write($0) }
    try await bodyWriter.finish(nil)
}

extension ServerResponse {
    fileprivate func finalHead(bodySize: Int?) -> HTTPResponse {
        var head = HTTPResponse(status: status, headerFields: finalHeaders(bodySize: bodySize))
        head.headerFields.append(HTTPField(name: .date, value: TimeText.httpDate()))
        return head
    }
}

extension HTTP1Channel.Configuration {
    /// The configuration of connections for the endpoint: our channel handler, limits of the header, the idle timeout.
    ///
    /// - Parameter options: What is bounded. An application gives the same to `mount`.
    /// - Returns: The configuration.
    public static func mcp(_ options: HTTPOptions = HTTPOptions()) -> HTTP1Channel.Configuration { mcp(options, nil) }

    fileprivate static func mcp(_ options: HTTPOptions, _ places: ConnectionPlaces?) -> HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [MCPConnectionHandler(options: options, places)],
            idleTimeout: TimeAmount(options.idleTimeout),
            httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
                maxHeaderFieldSize: options.maxHeaderSize,
                maxHeaderListSize: options.maxHeaderSize,
                maxHeaderFieldCount: options.maxHeaderCount
            )
        )
    }
}
#endif
