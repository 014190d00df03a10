#if HTTP
import NIOCore
import NIOPosix
import Synchronization

/// What came back, byte for byte.
struct WireResponse: Sendable {
    var status: Int
    /// Names in lower case.
    var headers: [String: String]
    var body: String
}

struct WireClosed: Error {}

/// A connection of a client that sends whatever bytes it is given.
final class Wire: Sendable {
    private struct State {
        var bytes: [UInt8] = []
        var isClosed = false
        var waiter: CheckedContinuation<Void, Never>?
    }

    private final class Collector: ChannelInboundHandler, Sendable {
        typealias InboundIn = ByteBuffer
        let state = Mutex(State())

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let bytes = Array(unwrapInboundIn(data).readableBytesView)
            wake { $0.bytes += bytes }
        }

        func channelInactive(context: ChannelHandlerContext) { wake { $0.isClosed = true } }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

        private func wake(_ change: (inout State) -> Void) {
            let waiter = state.withLock { state in
                change(&state)
                defer { state.waiter = nil }
                return state.waiter
            }
            waiter?.resume()
        }

        func waitForChange(after count: Int) async {
            await withCheckedContinuation { continuation in
                let isReady = state.withLock { state in
                    let isReady = state.isClosed || state.bytes.count > count
                    if !isReady { state.waiter = continuation }
                    return isReady
                }
                if isReady { continuation.resume() }
            }
        }
    }

    private let channel: any Channel
    private let collector: Collector

    init(_ port: Int) async throws {
        let collector = Collector()
        self.collector = collector
        channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .channelInitializer { $0.pipeline.addHandler(collector) }
            .connect(host: "127.0.0.1", port: port).get()
    }

    deinit { channel.close(promise: nil) }

    func close() async { try? await channel.close() }

    /// Stops reading, as a client does that is slow.
    func stopReading() async throws { try await channel.setOption(.autoRead, value: false).get() }

    func startReading() async throws {
        try await channel.setOption(.autoRead, value: true).get()
        channel.read()
    }

    func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    func send(_ bytes: [UInt8]) async throws { try await channel.writeAndFlush(ByteBuffer(bytes: bytes)) }

    var isClosed: Bool { collector.state.withLock { $0.isClosed } }

    /// Waits until the other side has closed.
    func waitForClose() async {
        while !isClosed { await collector.waitForChange(after: collector.state.withLock { $0.bytes.count }) }
    }

    /// Takes bytes up to and with a text.
    func read(through text: String) async throws -> String {
        let pattern = Array(text.utf8)
        while true {
            let (taken, count, isClosed) = collector.state.withLock { state -> (String?, Int, Bool) in
                guard let range = state.bytes.firstRange(of: pattern) else {
                    return (nil, state.bytes.count, state.isClosed)
                }
                defer { state.bytes.removeFirst(range.upperBound) }
                return (String(decoding: state.bytes[..<range.upperBound], as: UTF8.self), 0, false)
            }
            if let taken { return taken }
            if isClosed { throw WireClosed() }
            await collector.waitForChange(after: count)
        }
    }

    func read(count: Int) async throws -> String {
        while true {
            let (taken, size, isClosed) = collector.state.withLock { state -> (String?, Int, Bool) in
                guard state.bytes.count >= count else { return (nil, state.bytes.count, state.isClosed) }
                defer { state.bytes.removeFirst(count) }
                return (String(decoding: state.bytes[..<count], as: UTF8.self), 0, false)
            }
            if let taken { return taken }
            if isClosed { throw WireClosed() }
            await collector.waitForChange(after: size)
        }
    }

    /// Reads a response without its body.
    func head() async throws -> WireResponse {
        let lines = try await read(through: "\r\n\r\n").split(separator: "\r\n")
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            headers[line[..<colon].lowercased(), default: ""] += String(value)
        }
        return WireResponse(status: status, headers: headers, body: "")
    }

    /// Reads a response. Of a chunked one the chunks are joined.
    func response(toHead: Bool = false) async throws -> WireResponse {
        var response = try await head()
        if toHead || response.status == 204 { return response }
        if let length = response.headers["content-length"].flatMap({ Int($0) }) {
            response.body = try await read(count: length)
        } else if response.headers["transfer-encoding"] == "chunked" {
            while let chunk = try await chunk() { response.body += chunk }
        }
        return response
    }

    func chunk() async throws -> String? {
        let line = try await read(through: "\r\n").dropLast(1)
        let size = Int(line.filter { $0.isHexDigit }, radix: 16) ?? 0
        let content = try await read(count: size + 2)
        return size == 0 ? nil : String(String.UnicodeScalarView(content.unicodeScalars.dropLast(2)))
    }
}
#endif
