#if HTTP
import HTTPTypes
public import NIOCore
import NIOHTTP1
public import NIOHTTPTypes

/// Watches a connection, below Hummingbird: it notices clients that go away in the middle of a call, bounds how long a
/// request takes to arrive and how much of it is read after its answer, and closes where the connection is of no use.
///
/// A server made by `run()` has it already. An application of yours adds it to its server:
///
/// ```swift
/// Application(router: router, server: .http1(configuration: .mcp()))
/// ```
public final class MCPConnectionHandler: ChannelDuplexHandler, RemovableChannelHandler {
    /// What comes from the client.
    public typealias InboundIn = HTTPRequestPart
    /// What goes on to the application.
    public typealias InboundOut = HTTPRequestPart
    /// What comes from the application.
    public typealias OutboundIn = HTTPResponsePart
    /// What goes on to the client.
    public typealias OutboundOut = HTTPResponsePart

    /// How long a connection that is closing still takes in what the client sends, so that the client can read the
    /// answer: closing with bytes unread would destroy it.
    private static let lingerTime = TimeAmount.seconds(1)
    /// How many bytes of a request are read after it has been answered, to keep the connection for the next one.
    private static let drainSize = 16 << 20

    private let maxBodySize: Int
    private let readTimeout: TimeAmount
    private var connection: Connection?

    // Requests come and are answered one after the other, so that counting says which is meant.
    private var headCount = 0
    private var endCount = 0
    private var responseCount = 0
    private var drainedSize = 0
    private var timer: Scheduled<Void>?
    private var isClosing = false

    /// Creates a handler for one connection.
    public init(options: HTTPOptions = HTTPOptions()) {
        maxBodySize = options.maxBodySize
        readTimeout = TimeAmount(options.readTimeout)
    }

    // MARK: - Life

    /// Makes the connection known to the endpoint.
    public func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { connect(context) }
    }

    /// Makes the connection known to the endpoint.
    public func channelActive(context: ChannelHandlerContext) {
        connect(context)
        context.fireChannelActive()
    }

    /// Tells the endpoint that the client has gone.
    public func channelInactive(context: ChannelHandlerContext) {
        disconnect(context)
        context.fireChannelInactive()
    }

    /// Tells the endpoint that nobody watches any longer.
    public func handlerRemoved(context: ChannelHandlerContext) { disconnect(context) }

    private func connect(_ context: ChannelHandlerContext) {
        guard connection == nil else { return }
        let connection = Connection(remoteAddress: context.remoteAddress?.ipAddress)
        self.connection = connection
        Connections.add(connection, for: context.channel)
    }

    private func disconnect(_ context: ChannelHandlerContext) {
        timer?.cancel()
        timer = nil
        guard let connection else { return }
        Connections.remove(context.channel)
        connection.gone()
        self.connection = nil
    }

    /// Takes note of the end of what the client sends.
    public func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed {
            connection?.gone()
            if isClosing { context.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    // MARK: - Requests

    /// Passes parts of requests on, unless nobody wants them any more.
    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            headCount += 1
            drainedSize = 0
            if headCount == responseCount + 1 { encourage(head, context) }
        case .body(let bytes): drain(bytes.readableBytes, context)
        case .end:
            endCount += 1
            timer?.cancel()
            timer = nil
        }
        if !isClosing { context.fireChannelRead(data) }
    }

    /// Starts the clock for a request that has not arrived entirely.
    public func channelReadComplete(context: ChannelHandlerContext) {
        if headCount > endCount, timer == nil, !isClosing { startTimer(context) }
        context.fireChannelReadComplete()
    }

    /// Answers where the header is too large; other faults of the framing are the application's to answer.
    public func errorCaught(context: ChannelHandlerContext, error: any Error) {
        guard headCount == responseCount, let error = error as? HTTPParserError else {
            context.fireErrorCaught(error)
            return
        }
        guard endCount == headCount, !isClosing else {
            // The rest of a request that has been answered: a second answer would be taken for that to the next one.
            context.close(promise: nil)
            return
        }
        guard case .headerOverflow = error else {
            context.fireErrorCaught(error)
            return
        }
        let status = HTTPResponse.Status(code: 431, reasonPhrase: "Request Header Fields Too Large")
        let head = HTTPResponse(status: status, headerFields: [.connection: "close", .contentLength: "0"])
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        end(context, wrapOutboundOut(.end(nil)), nil)
    }

    /// Tells a client that waits for it to send the body (RFC 9110, section 10.1.1), unless that is too large anyway.
    private func encourage(_ head: HTTPRequest, _ context: ChannelHandlerContext) {
        guard let expectation = head.headerFields[.expect], expectation.lowercased() == "100-continue" else { return }
        guard let length = head.headerFields[.contentLength].flatMap({ Int($0) }), length <= maxBodySize else { return }
        context.writeAndFlush(wrapOutboundOut(.head(HTTPResponse(status: .continue))), promise: nil)
    }

    /// Bounds what is read of a request that has been answered.
    private func drain(_ size: Int, _ context: ChannelHandlerContext) {
        guard headCount == responseCount else { return }
        drainedSize += size
        if drainedSize > Self.drainSize, !isClosing { context.close(promise: nil) }
    }

    private func startTimer(_ context: ChannelHandlerContext) {
        let box = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: readTimeout) {
            let (handler, context) = box.value
            handler.timer = nil
            guard handler.headCount > handler.endCount else { return }
            if handler.headCount == handler.responseCount {
                context.close(promise: nil)
            } else {
                context.fireErrorCaught(BodyTooSlow())
            }
        }
    }

    // MARK: - Responses

    /// Passes parts of responses on, and closes the connection after one that asks for it.
    public func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .end = unwrapOutboundIn(data) else {
            context.write(data, promise: promise)
            return
        }
        if connection?.closesAfterResponse == true, !isClosing {
            end(context, data, promise)
        } else {
            responseCount += 1
            context.write(data, promise: promise)
        }
    }

    /// Ends the last response, and then the connection.
    private func end(_ context: ChannelHandlerContext, _ data: NIOAny, _ promise: EventLoopPromise<Void>?) {
        responseCount += 1
        isClosing = true
        timer?.cancel()
        timer = nil
        context.writeAndFlush(data, promise: promise)
        guard endCount < responseCount else {
            context.close(promise: nil)
            return
        }
        context.close(mode: .output, promise: nil)
        let box = NIOLoopBound(context, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: Self.lingerTime) { box.value.close(promise: nil) }
    }
}
#endif
