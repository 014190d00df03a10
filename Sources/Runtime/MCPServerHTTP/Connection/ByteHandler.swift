#if HTTP
import NIOCore

/// Knows of the bytes of a connection what those do not who see messages: how many arrive, and when all have left.
final class ByteHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    private let received: (Int) -> Void
    private var context: ChannelHandlerContext?

    /// Creates a handler that tells how many bytes have arrived, before they mean anything.
    init(_ received: @escaping (Int) -> Void) { self.received = received }

    func handlerAdded(context: ChannelHandlerContext) { self.context = context }

    func handlerRemoved(context: ChannelHandlerContext) { self.context = nil }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received(unwrapInboundIn(data).readableBytes)
        context.fireChannelRead(data)
    }

    /// Does something once all that was written has been sent, or cannot be: closing drops what waits to be sent.
    func whenSent(_ action: @escaping @Sendable () -> Void) {
        guard let context else { return action() }
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.whenComplete { _ in action() }
        // Nothing at all, which takes its place in the line like everything else.
        context.writeAndFlush(NIOAny(ByteBuffer()), promise: sent)
    }
}
#endif
