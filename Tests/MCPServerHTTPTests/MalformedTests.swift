#if HTTP
import Testing

@testable import MCPServerHTTP

/// Numbers that are the same in every run.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ (state >> 29)
    }
}

@Suite("Malformed and oversized requests", .timeLimit(.minutes(1)))
struct MalformedTests {
    @Test("JSON that is broken is refused, and the connection goes on")
    func json() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            let good = TestRequest.modern().body
            var dice = Dice(state: 1)
            for round in 0..<400 {
                var body = good
                switch round % 4 {
                case 0: body.removeLast(Int.random(in: 1..<good.count, using: &dice))
                case 1: body.insert(0xFF, at: Int.random(in: 0..<good.count, using: &dice))
                case 2: body += Array("}".utf8)
                default:
                    let nested = String(repeating: "[", count: Int.random(in: 200...2000, using: &dice))
                    body = Array(#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"x":\#(nested)"#.utf8)
                }
                var request = round.isMultiple(of: 2) ? TestRequest.modern() : .legacy(session)
                request.body = body
                let response = try await wire.call(request)
                #expect(response.status == 400, "round \(round)")
                #expect(response.errorCode == -32700, "round \(round): \(response.body)")
            }
            #expect(try await wire.call(.modern()).status == 200)
        }
    }

    @Test("Members of the wrong type are refused")
    func types() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let values = ["null", "true", "7", "1.5", #""x""#, "[]", "{}", "[{}]"]
            for value in values {
                for member in ["jsonrpc", "id", "method", "params"] {
                    let fields = ["jsonrpc": #""2.0""#, "id": "1", "method": #""tools/list""#, "params": "{}"]
                    let members = fields.merging([member: value]) { $1 }.map { "\"\($0)\":\($1)" }
                    let response = try await wire.call(.plain("{\(members.joined(separator: ","))}"))
                    // Nothing here claims a revision or has a session.
                    #expect(response.status == 400, "\(member): \(value)")
                    #expect(response.errorCode == -32600, "\(member): \(value)")
                }
                #expect(try await wire.call(.plain(value)).status == 400)
            }
            #expect(try await wire.call(.modern()).status == 200)
        }
    }

    @Test(
        "Where the framing of HTTP is broken the connection closes, with status 400 or without a word",
        arguments: [
            "GET /mcp\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n",
            "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n",
            "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
            "POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            """
            POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: */*\r
            Transfer-Encoding: chunked\r\n\r\nzz\r\n
            """,
            "POST /mcp HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            "POST /mcp HTTP/1.1\r\nHost : localhost\r\n\r\n", "POST /mcp HTTP/1.1\r\n folded: x\r\n\r\n",
            "POST /mcp HTTP/9.9\r\nHost: localhost\r\n\r\n", "BREW /mcp HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "{\"jsonrpc\":\"2.0\"}\r\n\r\n",
        ]
    )
    func framing(_ text: String) async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            try await wire.send(text)
            if let response = try? await wire.response() {
                #expect(response.status == 400)
                #expect(response.headers["connection"] == "close")
            }
            await wire.waitForClose()
            #expect(try await harness.connect().call(.modern()).status == 200)
        }
    }

    @Test("A body of more than the limit is refused as soon as that is known")
    func bodySize() async throws {
        try await withServer(options: HTTPOptions(maxBodySize: 1000)) { harness in
            let wire = try await harness.connect()
            // The answer comes before the body.
            var head = TestRequest.modern()
            head["Content-Length"] = "5000"
            head.body = []
            try await wire.send(head.bytes)
            #expect(try await wire.response().status == 413)
            try await wire.send([UInt8](repeating: 0x20, count: 5000))
            #expect(try await wire.call(.modern()).status == 200)
            // Chunked, it is not known before.
            var chunked = TestRequest.modern()
            chunked["Transfer-Encoding"] = "chunked"
            let chunk = "200\r\n" + String(repeating: " ", count: 512) + "\r\n"
            chunked.body = Array((chunk + chunk + "0\r\n\r\n").utf8)
            let response = try await wire.call(chunked)
            #expect(response.status == 413)
            #expect(response.errorCode == 413)
            let small = TestRequest.modern()
            chunked.body =
                Array("\(String(small.body.count, radix: 16))\r\n".utf8) + small.body + Array("\r\n0\r\n\r\n".utf8)
            #expect(try await wire.call(chunked).status == 200)
        }
    }

    @Test("What nobody wants to read is not read without end")
    func drain() async throws {
        try await withServer(options: HTTPOptions(maxBodySize: 1000)) { harness in
            let wire = try await harness.connect()
            var head = TestRequest.modern()
            head["Content-Length"] = "50000000"
            head.body = []
            try await wire.send(head.bytes)
            #expect(try await wire.response().status == 413)
            let piece = [UInt8](repeating: 0x20, count: 1_000_000)
            for _ in 0..<50 where !wire.isClosed { try? await wire.send(piece) }
            await wire.waitForClose()
        }
    }

    @Test("Headers are bounded in size and number")
    func headers() async throws {
        var options = HTTPOptions()
        options.maxHeaderSize = 4096
        options.maxHeaderCount = 20
        try await withServer(options: options) { harness in
            let large = try await harness.connect()
            try await large.send(TestRequest.modern().setting("X-Large", String(repeating: "x", count: 5000)).bytes)
            let response = try await large.response()
            #expect(response.status == 431)
            #expect(response.headers["connection"] == "close")
            await large.waitForClose()
            let many = try await harness.connect()
            var request = TestRequest.modern()
            for number in 0..<30 { request.headers.append(("X-\(number)", "x")) }
            try await many.send(request.bytes)
            #expect(try await many.response().status == 431)
            await many.waitForClose()
        }
    }

    @Test("A body that does not arrive in time is refused")
    func slowBody() async throws {
        var options = HTTPOptions()
        options.readTimeout = .milliseconds(100)
        try await withServer(options: options) { harness in
            let wire = try await harness.connect()
            var request = TestRequest.modern()
            request["Content-Length"] = "500"
            try await wire.send(request.bytes)
            let response = try await wire.response()
            #expect(response.status == 408)
            #expect(response.headers["connection"] == "close")
            await wire.waitForClose()
        }
    }

    @Test("A connection without requests is closed")
    func idle() async throws {
        var options = HTTPOptions()
        options.idleTimeout = .milliseconds(500)
        try await withServer(options: options) { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern()).status == 200)
            await wire.waitForClose()
            // Slow to send the header counts as well.
            let slow = try await harness.connect()
            try await slow.send("POST /mcp HT")
            await slow.waitForClose()
        }
    }

    @Test("A stream that says nothing is kept alive, beyond the time for idle connections")
    func keepAlive() async throws {
        var options = HTTPOptions()
        // A busy machine may send a comment late, but not by most of a second.
        options.idleTimeout = .seconds(1)
        options.keepAliveInterval = .milliseconds(100)
        try await withServer(options: options) { harness in
            let wire = try await harness.connect()
            try await wire.send(TestRequest.modern(name: "wait", token: "t").bytes)
            _ = try await wire.head()
            _ = try await wire.chunk()
            for _ in 0..<15 { #expect(try await wire.chunk()?.hasPrefix(":") == true) }
            harness.probe.note(TestTools.release)
            var last = ""
            while let chunk = try await wire.chunk() { last = chunk }
            #expect(last.contains("waited"))
        }
    }

    @Test("A client that wants to be told to send its body is told")
    func expectation() async throws {
        try await withServer(options: HTTPOptions(maxBodySize: 1000)) { harness in
            let wire = try await harness.connect()
            var request = TestRequest.modern().setting("Expect", "100-continue")
            let body = request.body
            request["Content-Length"] = String(body.count)
            request.body = []
            try await wire.send(request.bytes)
            #expect(try await wire.head().status == 100)
            try await wire.send(body)
            #expect(try await wire.response().status == 200)
            request["Content-Length"] = "2000"
            try await wire.send(request.bytes)
            #expect(try await wire.response().status == 413)
        }
    }

    @Test("A client that wants the connection closed gets it closed", arguments: ["close", "Close", "x, close"])
    func close(_ connection: String) async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            #expect(try await wire.call(.modern().setting("Connection", connection)).status == 200)
            await wire.waitForClose()
        }
    }

    @Test("Requests that are sent before the answer to the one before are answered in order")
    func pipelining() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            try await wire.send((1...20).flatMap { TestRequest.modern(id: String($0)).bytes })
            for number in 1...20 { #expect(try await wire.response().body.contains("\"id\":\(number),")) }
        }
    }
}
#endif
