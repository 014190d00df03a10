#if JWT
import NIOCore
import NIOPosix
import Synchronization

/// An issuer on a real socket. It answers as a test tells it, and counts who connects and what it could send.
final class KeyServer: Sendable {
    /// What the next requests get.
    enum Answer: Sendable {
        case document(String)
        case status(Int)
        case redirect(to: String)
        /// So many bytes of white space, with or without saying so before.
        case bytes(Int, announced: Bool)
        /// Nothing at all.
        case silence
        /// A header, and nothing of the document that it announces.
        case headerAlone
        case hangUp
    }

    private struct State {
        var answers: [String: Answer] = [:]
        var requests: [String] = []
        var sent = 0
        var open: [any Channel] = []
    }

    private let state = Mutex(State())
    private let server: Mutex<(any Channel)?> = Mutex(nil)

    /// Runs a function with a server that is stopped behind it.
    static func run(_ body: (KeyServer) async throws -> Void) async throws {
        let server = KeyServer()
        let channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(Handler(server))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        server.server.withLock { $0 = channel }
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(server))
        } catch {
            result = .failure(error)
        }
        for open in server.state.withLock({ $0.open }) { open.close(promise: nil) }
        try await channel.close()
        try result.get()
    }

    var address: String { "http://127.0.0.1:\(server.withLock { $0?.localAddress?.port } ?? 0)" }

    /// The paths that were asked for, in order.
    var requests: [String] { state.withLock { $0.requests } }

    /// How many bytes of long documents went out.
    var sent: Int { state.withLock { $0.sent } }

    func answer(_ path: String = "/keys", with answer: Answer) { state.withLock { $0.answers[path] = answer } }

    func publish(_ keys: [SigningKey]) { answer(with: .document(TestIssuer.document(keys))) }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private let server: KeyServer
        private var received = ""
        private var unsent = 0

        init(_ server: KeyServer) { self.server = server }

        func channelActive(context: ChannelHandlerContext) {
            let channel = context.channel
            server.state.withLock { $0.open.append(channel) }
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            received += String(buffer: unwrapInboundIn(data))
            guard received.hasSuffix("\r\n\r\n") else { return }
            let path = String(received.split(separator: " ").dropFirst().first ?? "")
            received = ""
            let answer = server.state.withLock { state in
                state.requests.append(path)
                return state.answers[path] ?? .status(404)
            }
            reply(context, answer)
        }

        private func reply(_ context: ChannelHandlerContext, _ answer: Answer) {
            switch answer {
            case .document(let text): send(context, "200 OK", ["Content-Length: \(text.utf8.count)"], text)
            case .status(let code): send(context, "\(code) Status", ["Content-Length: 0"])
            case .redirect(let address): send(context, "302 Found", ["Location: \(address)", "Content-Length: 0"])
            case .bytes(let count, let isAnnounced):
                send(context, "200 OK", [isAnnounced ? "Content-Length: \(count)" : "Connection: close"])
                unsent = count
                sendMore(context)
            case .silence: break
            case .headerAlone: send(context, "200 OK", ["Content-Length: 2"])
            case .hangUp: context.close(promise: nil)
            }
        }

        private func send(_ context: ChannelHandlerContext, _ status: String, _ fields: [String], _ text: String = "") {
            let head = (["HTTP/1.1 \(status)"] + fields + ["", ""]).joined(separator: "\r\n")
            context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head + text)), promise: nil)
        }

        /// A piece at a time, as fast as the client takes them.
        private func sendMore(_ context: ChannelHandlerContext) {
            guard unsent > 0 else { return context.close(promise: nil) }
            let count = min(unsent, 64 << 10)
            unsent -= count
            let piece = ByteBuffer(repeating: UInt8(ascii: " "), count: count)
            let isWritten = context.eventLoop.makePromise(of: Void.self)
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            let handler = NIOLoopBound(self, eventLoop: context.eventLoop)
            isWritten.futureResult.whenSuccess {
                handler.value.server.state.withLock { $0.sent += count }
                handler.value.sendMore(bound.value)
            }
            context.writeAndFlush(wrapOutboundOut(piece), promise: isWritten)
        }
    }
}
#endif
