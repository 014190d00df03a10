#if HTTP
import NIOCore
import NIOHTTP1

/// Settles what only the head of an HTTP/1 request tells, before the types of HTTP's later versions hide it: that its
/// framing means one thing to every server, which version it speaks, and which host its target names.
final class FramingHandler: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private var isBroken = false
    private var headCount = 0
    private var responseCount = 0
    /// The number of the first request of HTTP/1.0, which is the last one to be answered.
    private var oldRequest: Int?

    // MARK: - Requests

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isBroken else { return }
        guard case .head(var head) = unwrapInboundIn(data) else {
            context.fireChannelRead(data)
            return
        }
        headCount += 1
        do {
            try checkFraming(head)
            try settleHost(&head)
        } catch {
            // Where this request ends is anybody's guess: nothing behind its head is read.
            isBroken = true
            context.fireErrorCaught(error)
            return
        }
        if head.version == .http1_0 { settleAge(&head) }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }

    /// Passes errors on, but no second one about what is not read.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if isBroken, error is HTTPParserError { return }
        context.fireErrorCaught(error)
    }

    /// Refuses every `Transfer-Encoding` but `chunked` alone (RFC 9112, section 6.1): proxies read others in other ways,
    /// so that a second request could hide in the body of the first.
    private func checkFraming(_ head: HTTPRequestHead) throws {
        let encodings = head.headers["Transfer-Encoding"]
        guard let encoding = encodings.first else { return }
        guard encodings.count == 1, encoding.lowercased() == "chunked", head.version != .http1_0 else {
            throw HTTPParserError.invalidHeaderToken
        }
        guard !head.headers.contains(name: "Content-Length") else { throw HTTPParserError.unexpectedContentLength }
    }

    /// Puts the host of an absolute target in the place of `Host`, over which it wins (RFC 9112, section 3.2.2).
    ///
    /// Where the two differ both stand there, as they would if `Host` were there twice: no stage takes that for a name
    /// that it knows.
    private func settleHost(_ head: inout HTTPRequestHead) throws {
        guard head.uri.utf8.first != UInt8(ascii: "/"), let scheme = head.uri.firstRange(of: "://") else { return }
        let rest = head.uri[scheme.upperBound...]
        let text = rest.prefix { !"/?#".contains($0) }
        guard let authority = Authority(text) else { throw HTTPParserError.invalidHost }
        let path = rest[text.endIndex...]
        head.uri = path.hasPrefix("/") ? String(path) : "/\(path)"
        let others = head.headers["Host"].filter { Authority($0) != authority }
        head.headers.replaceOrAdd(name: "Host", value: ([String(text)] + others).joined(separator: ", "))
    }

    /// A client of HTTP/1.0 waits for the end of the connection, and knows nothing of `100 Continue`.
    private func settleAge(_ head: inout HTTPRequestHead) {
        head.headers.replaceOrAdd(name: "Connection", value: "close")
        head.headers.remove(name: "Expect")
        if oldRequest == nil { oldRequest = headCount }
    }

    // MARK: - Responses

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(var head) where responseCount + 1 == oldRequest && !head.headers.contains(name: "Content-Length"):
            // The end of the connection ends the body: this client cannot read chunks.
            head.version = .http1_0
            context.write(wrapOutboundOut(.head(head)), promise: promise)
        case .end:
            responseCount += 1
            context.write(data, promise: promise)
        case .head, .body: context.write(data, promise: promise)
        }
    }
}
#endif
