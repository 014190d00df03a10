import ArgumentParser
import Foundation
import Testing
import ToolValidation

@testable import mcp_generator

/// What a probe is told to do, and how it judges. What it does to servers is tested in `Tests/Integration`.
@Suite struct ProbeTests {
    private static let page = "http://127.0.0.1:3000/mcp"

    private func probe(_ words: String..., environment: [String: String] = [:]) throws -> Probe {
        let command = try #require(try MCPGenerator.parseAsRoot(["probe"] + words) as? ProbeCommand)
        return try command.probe(environment: environment)
    }

    @Test func readsWhatToDo() throws {
        let call = try probe(
            Self.page,
            "--call",
            "add",
            "--arguments",
            #"{"a": -1}"#,
            "--era",
            "legacy",
            "--timeout",
            "2",
            environment: ["MCP_BEARER_TOKEN": "t"]
        )
        #expect(call.url.absoluteString == Self.page)
        #expect(call.call == Probe.Call(tool: "add", arguments: ["a": -1]))
        #expect(call.era == .legacy)
        #expect(call.timeout == .seconds(2))
        #expect(call.headers == [HeaderField("Authorization", "Bearer t")])
        #expect(try probe(Self.page).era == .auto)
        #expect(try probe(Self.page, "--call", "add").call == Probe.Call(tool: "add", arguments: [:]))
    }

    @Test(arguments: [
        [], ["ftp://a/b"], ["127.0.0.1:3000"], [page, "more"], [page, "--arguments", "{}"],
        [page, "--call", "a", "--arguments", "[]"], [page, "--call", "a", "--arguments", "{"], [page, "--era", "old"],
        [page, "--timeout", "0"], [page, "--interval", "3"], [page, "--watch", "--interval", "0"],
        [page, "--header", "none"], [page, "--bearer", "a", "--header", "Authorization: b"], [page, "--stdio"],
    ])
    func refuses(_ words: [String]) {
        #expect(throws: (any Error).self) { try MCPGenerator.parseAsRoot(["probe"] + words) }
    }

    // MARK: - Verdicts

    private func layer(
        _ cause: ClientFailure.Cause,
        _ url: String = page,
        _ hello: TLSHello.Answer? = nil,
        _ step: ProbeReport.Step.Name = .protocol
    ) throws -> ProbeReport.Layer {
        let judge = ProbeJudge(url: try #require(URL(string: url)), hello: hello, head: nil, step: step)
        return judge.finding(for: ClientFailure(message: "words", cause: cause)).layer
    }

    @Test func findsTheLayer() throws {
        let secure = "https://example.com/mcp"
        #expect(try layer(.insecure, secure, .handshake) == .tls)
        #expect(try layer(.unreachable, secure, .handshake) == .http)
        #expect(try layer(.unreachable, secure, .end) == .tls)
        #expect(try layer(.silence, secure, .handshake) == .http)
        #expect(try layer(.unreachable) == .http)
        #expect(try layer(.unreachable, Self.page, .handshake) == .tls)
        #expect(try layer(.silence, Self.page, .alert(70)) == .tls)
        #expect(try layer(.silence, Self.page, .other) == .http)
        #expect(try layer(.silence, Self.page, nil, .list) == .protocol)
        #expect(try layer(.silence, Self.page, nil, .call) == .tool)
        #expect(try layer(.stall) == .stream)
        #expect(try layer(.cut) == .stream)
        #expect(try layer(.foreign) == .protocol)
        #expect(try layer(.error(ProtocolError(["code": -32602])), Self.page, nil, .call) == .tool)
        #expect(try layer(.error(ProtocolError(["code": -32602]))) == .protocol)
    }

    @Test func isJSON() throws {
        var report = ProbeReport(url: try #require(URL(string: Self.page)), date: Date(timeIntervalSince1970: 0))
        report.steps = [
            .init(name: .dns, time: .microseconds(1260), detail: "127.0.0.1"),
            .init(name: .tcp, time: .milliseconds(2), detail: "no", isGood: false),
        ]
        report.finding = .init(layer: .tcp, message: "no", advice: "wait")
        #expect(
            JSONValue.object(report.json).jsonText == """
                {"time":"1970-01-01T00:00:00Z","url":"http://127.0.0.1:3000/mcp","verdict":"broken","ms":3.3,"layer":"tcp",\
                "message":"no","advice":"wait","notes":[],"steps":[\
                {"name":"dns","ok":true,"ms":1.3,"detail":"127.0.0.1"},{"name":"tcp","ok":false,"ms":2,"detail":"no"}]}
                """
        )
    }

    // MARK: - TLS

    @Test func beginsAHandshake() {
        let hello = TLSHello.bytes(to: "example.com")
        #expect(hello[..<3] == [22, 3, 1])
        #expect(Int(hello[3]) << 8 | Int(hello[4]) == hello.count - 5, "the record has its length")
        #expect(hello[5] == 1)
        #expect(Int(hello[7]) << 8 | Int(hello[8]) == hello.count - 9, "the message has its length")
        #expect(hello.suffix(11) == Array("example.com".utf8)[...], "the server's name comes last")
        for address in ["127.0.0.1", "2001:db8::1"] {
            #expect(!TLSHello.bytes(to: address).contains(Array(address.utf8)), "addresses are no names")
        }
    }

    private static let answers: [([UInt8]?, TLSHello.Answer)] = [
        ([22, 3, 3, 0, 90], .handshake), ([21, 3, 1, 0, 2, 2, 70], .alert(70)),
        (Array("HTTP/1.1 400 Bad Request".utf8), .other), ([22, 9], .other), ([], .end), (nil, .silence),
    ]

    @Test(arguments: answers)
    func readsTheAnswer(_ bytes: [UInt8]?, _ answer: TLSHello.Answer) {
        #expect(TLSHello.Answer(bytes) == answer)
    }
}
