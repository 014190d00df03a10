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

    /// How many bytes each chunk of a body may take besides its content: its size, and line breaks.
    private static let chunkFrameSize = 20

    private let maxFrameSize: Int
    private let readTimeout: TimeAmount
    private let places: ConnectionPlaces?
    private let isSecure: Bool
    private var connection: Connection?
    private var bytes: ByteHandler?

    // Requests come and are answered one after the other, so that counting says which is meant.
    private var headCount = 0
    private var endCount = 0
    private var responseCount = 0
    private var drainedSize = 0
    /// How many bytes of the request that is arriving are none of its content.
    private var frameSize = 0
    /// Whether something of a request has arrived, but not its end.
    private var isArriving = false
    private var hasBody = false
    private var timer: Scheduled<Void>?
    private var isClosing = false
    private var isLingering = false
    private var isQuiescing = false

    /// Creates a handler for one connection.
    public convenience init(options: HTTPOptions = HTTPOptions()) { self.init(options: options, nil) }

    init(options: HTTPOptions, _ places: ConnectionPlaces?) {
        self.places = places
        isSecure = options.security != nil
        // The header, and as much again.
        maxFrameSize = 2 * options.maxHeaderSize
        readTimeout = TimeAmount(options.readTimeout)
    }

    // MARK: - Life

    /// Makes the connection known to the endpoint, and looks at what HTTP/1 alone knows of it.
    public func handlerAdded(context: ChannelHandlerContext) {
        if context.channel.isActive { connect(context) }
        let pipeline = context.pipeline.syncOperations
        guard let decoder = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self),
            let encoder = try? pipeline.handler(type: HTTPResponseEncoder.self)
        else { return }
        let bytes = ByteHandler { [weak self] in self?.received($0) }
        self.bytes = bytes
        try? pipeline.addHandler(bytes, position: .before(encoder))
        try? pipeline.addHandler(FramingHandler(), position: .after(decoder))
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
        let connection = Connection(context.channel, isSecure: isSecure)
        self.connection = connection
        Connections.add(connection, for: context.channel)
        guard let places, !places.enter() else { return }
        // Once all handlers are in their places.
        let box = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        context.eventLoop.execute {
            let (handler, context) = box.value
            guard handler.connection != nil, !handler.isClosing else { return }
            handler.refuse(.serviceUnavailable, context, [.retryAfter: "1"])
        }
    }

    private func disconnect(_ context: ChannelHandlerContext) {
        stopTimer()
        guard let connection else { return }
        Connections.remove(context.channel)
        places?.leave()
        connection.gone()
        self.connection = nil
    }

    /// Takes note of the end of what the client sends, and of the server's.
    public func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case let event as ChannelEvent where event == .inputClosed:
            connection?.gone()
            if isLingering { context.close(promise: nil) }
        case is ChannelShouldQuiesceEvent: isQuiescing = true
        default: break
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// Closes in good order where the application has come to an end, or the server has.
    public func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        let isOrderly = mode == .output || mode == .all && isQuiescing
        // Once: whoever closes again does not want to wait.
        isQuiescing = false
        guard isOrderly else {
            context.close(mode: mode, promise: promise)
            return
        }
        promise?.succeed()
        if !isClosing { finish(context) }
    }

    // MARK: - Requests

    private func received(_ count: Int) {
        isArriving = true
        frameSize += count
    }

    /// Passes parts of requests on, unless nobody wants them any more.
    public func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head:
            headCount += 1
            drainedSize = 0
            hasBody = false
        case .body(let bytes):
            hasBody = true
            frameSize = max(0, frameSize - bytes.readableBytes - Self.chunkFrameSize)
            boundFrames(context)
            drain(bytes.readableBytes, context)
        case .end:
            boundFrames(context)
            endCount += 1
            isArriving = false
            frameSize = 0
            if !isLingering { stopTimer() }
        }
        if !isClosing { context.fireChannelRead(data) }
    }

    /// Starts the clock for a request that has not arrived entirely.
    public func channelReadComplete(context: ChannelHandlerContext) {
        if isArriving, !isClosing {
            if timer == nil { startTimer(context) }
            boundFrames(context)
        }
        context.fireChannelReadComplete()
    }

    /// Bounds what a request has besides its content. The decoder bounds the header, but not the extensions of chunks,
    /// of which it tells nothing.
    private func boundFrames(_ context: ChannelHandlerContext) {
        guard frameSize > maxFrameSize, headCount > endCount, !isClosing else { return }
        frameSize = 0
        errorCaught(context: context, error: HTTPParserError.invalidChunkSize)
    }

    /// Answers where there is no request that the application could answer.
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
        if case .headerOverflow = error {
            refuse(HTTPResponse.Status(code: 431, reasonPhrase: "Request Header Fields Too Large"), context)
        } else {
            refuse(.badRequest, context)
        }
    }

    private func refuse(
        _ status: HTTPResponse.Status,
        _ context: ChannelHandlerContext,
        _ fields: HTTPFields = HTTPFields()
    ) {
        let ending: HTTPFields = [.connection: "close", .contentLength: "0"]
        let head = HTTPResponse(status: status, headerFields: ending + fields)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        end(context, wrapOutboundOut(.end(nil)), nil)
    }

    /// Tells a client to send the body, unless it has begun already.
    public func triggerUserOutboundEvent(
        context: ChannelHandlerContext,
        event: Any,
        promise: EventLoopPromise<Void>?
    ) {
        guard event is BodyIsWanted else {
            context.triggerUserOutboundEvent(event, promise: promise)
            return
        }
        promise?.succeed()
        guard headCount == responseCount + 1, headCount > endCount, !hasBody, !isClosing else { return }
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
            handler.timeOut(context)
        }
    }

    private func stopTimer() {
        timer?.cancel()
        timer = nil
    }

    private func timeOut(_ context: ChannelHandlerContext) {
        let (isAnswered, hasHead) = (headCount == responseCount, headCount > endCount)
        switch (isAnswered, hasHead) {
        case (true, true): context.close(promise: nil)
        case (true, false): refuse(.requestTimeout, context)
        case (false, true): context.fireErrorCaught(BodyTooSlow())
        // The answer to the request before is still to come.
        case (false, false): break
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
        context.writeAndFlush(data, promise: promise)
        finish(context)
    }

    /// Closes the connection behind the last byte.
    private func finish(_ context: ChannelHandlerContext) {
        isClosing = true
        stopTimer()
        guard let bytes else { return closeNow(context) }
        let box = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        bytes.whenSent {
            let (handler, context) = box.value
            handler.closeNow(context)
        }
    }

    private func closeNow(_ context: ChannelHandlerContext) {
        guard endCount < responseCount else { return context.close(promise: nil) }
        context.close(mode: .output, promise: nil)
        isLingering = true
        let box = NIOLoopBound(context, eventLoop: context.eventLoop)
        timer = context.eventLoop.scheduleTask(in: Self.lingerTime) { box.value.close(promise: nil) }
    }
}
#endif
