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
        let configuration = ServerConfiguration(
            address: .hostname(options.host, port: options.port),
            backlog: 1024,
            availableConnectionsDelegate: MaximumAvailableConnections(options.maxConnections)
        )
        // Whatever it says at its own start is said better by `listening`.
        var quiet = logger
        quiet.logLevel = max(logger.logLevel, .warning)
        let server = try HTTPServerBuilder.http1(configuration: .mcp(options)).buildServer(
            configuration: configuration,
            eventLoopGroup: MultiThreadedEventLoopGroup.singleton,
            logger: quiet,
            responder: { request, writer, channel in
                let connection = Connections.of(channel)
                let response = await routes.respond(request.head, connection, body: request.bodyReader())
                if response.closesConnection { connection?.closesAfterResponse = true }
                try await send(response, to: request.method, writer)
            },
            onServerRunning: { channel in await listening(channel.localAddress?.port ?? options.port) }
        )
        try await server.run()
    }
}

/// Writes a response, and tells its observers of the end.
private func send(
    _ response: ServerResponse,
    to method: HTTPRequest.Method,
    _ writer: consuming ResponseWriter
) async throws {
    var body = ResponseBody()
    var size: Int?
    switch response.body {
    case .none: size = 0
    case .bytes(let buffer):
        size = buffer.readableBytes
        if method != .head { body = ResponseBody(byteBuffer: buffer) }
    case .events(let events):
        body = ResponseBody { writer in
            var sink = writer
            let end = await events.write { try await sink.write($0) }
            response.ended(end)
            try await writer.finish(nil)
        }
    }
    var head = HTTPResponse(status: response.status, headerFields: response.finalHeaders(bodySize: size))
    head.headerFields.append(HTTPField(name: .date, value: TimeText.httpDate()))
    let sentSize = body.contentLength ?? 0
    do {
        try await writer.write(response: head, body: body)
        if !response.isStream { response.ended(ServerResponse.End(bytes: sentSize, isComplete: true)) }
    } catch {
        if !response.isStream { response.ended(ServerResponse.End(bytes: 0, isComplete: false)) }
        throw error
    }
}

extension HTTP1Channel.Configuration {
    /// The configuration of connections for the endpoint: our channel handler, limits of the header, the idle timeout.
    ///
    /// - Parameter options: What is bounded. An application gives the same to `mount`.
    /// - Returns: The configuration.
    public static func mcp(_ options: HTTPOptions = HTTPOptions()) -> HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [MCPConnectionHandler(options: options)],
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
