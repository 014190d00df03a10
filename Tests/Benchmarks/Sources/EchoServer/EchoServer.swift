import Hummingbird

/// The limit for servers on Hummingbird: what comes is sent back. Its argument is the port; a second one is how many bytes
/// the answers have that are not what came.
@main
struct EchoServer {
    static func main() async throws {
        let router = Router()
        router.post("mcp") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            return Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: body))
        }
        let size = CommandLine.arguments.dropFirst(2).first.flatMap { Int($0) } ?? 0
        let answer = ByteBuffer(repeating: UInt8(ascii: "a"), count: size)
        router.post("answer") { request, _ in
            _ = try await request.body.collect(upTo: 1 << 20)
            return Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: answer))
        }
        // A stream that says nothing.
        router.get("stream") { _, _ in
            Response(
                status: .ok,
                headers: [.contentType: "text/event-stream"],
                body: .init { writer in
                    try await writer.write(ByteBuffer(string: ": open\n\n"))
                    try await Task.sleep(for: .seconds(3600))
                    try await writer.finish(nil)
                }
            )
        }
        let port = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 3000
        let application = Application(
            router: router,
            configuration: .init(address: .hostname("127.0.0.1", port: port))
        )
        try await application.run()
    }
}
