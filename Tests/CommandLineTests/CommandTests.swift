import ArgumentParser
import Foundation
import Testing
import ToolValidation

@testable import mcp_generator

/// What command lines mean.
@Suite struct CommandTests {
    private func call(_ words: String...) throws -> Call {
        try #require(try MCPGenerator.parseAsRoot(ServerOptions.folding(["call"] + words)) as? Call)
    }

    @Test func callsAURL() throws {
        let parts = try call("http://127.0.0.1:3000/mcp", "add", "a=1", "--json", "b:=-2", "--header", "A: b").parts()
        #expect(parts.address == .url(try #require(URL(string: "http://127.0.0.1:3000/mcp"))))
        #expect(parts.tool == "add")
        #expect(Array(parts.arguments) == ["a=1", "b:=-2"])
    }

    @Test func callsAProcess() throws {
        let call = try call("--stdio", "add", "a=1", "--timeout", "3", "--", "swift", "run", "--json", "--", "x")
        let parts = try call.parts()
        #expect(parts.address == .command(["swift", "run", "--json", "--", "x"]))
        #expect(Array(parts.arguments) == ["a=1"])
        #expect(call.server.timeout == 3)
        #expect(!call.json, "options behind '--' are the server's")
    }

    @Test(arguments: [
        [], ["http://127.0.0.1/mcp"], ["add"], ["ftp://a/b", "add"], ["http:///mcp", "add"],
        ["http://me:secret@localhost/mcp", "add"], ["--stdio", "add"], ["--stdio", "--", "server"],
        ["http://localhost/mcp", "add", "--", "server"], ["--stdio", "--bearer", "x", "add", "--", "server"],
        ["--timeout", "0", "http://localhost/mcp", "add"], ["--timeout", "nan", "http://localhost/mcp", "add"],
        ["--timeout", "1e300", "http://localhost/mcp", "add"],
    ])
    func refuses(_ words: [String]) {
        #expect(throws: (any Error).self) { try MCPGenerator.parseAsRoot(ServerOptions.folding(["call"] + words)) }
    }

    @Test func listsNothingButAServer() throws {
        #expect(throws: (any Error).self) { try MCPGenerator.parseAsRoot(["list", "http://localhost/mcp", "more"]) }
        let list = try #require(
            try MCPGenerator.parseAsRoot(ServerOptions.folding(["list", "--stdio", "--", "x"])) as? List
        )
        #expect(try list.address() == .command(["x"]))
    }

    // MARK: - Headers

    @Test func readsHeaders() throws {
        #expect(try HeaderField(parsing: "X-Tenant:  blue ") == HeaderField("X-Tenant", "blue"))
        #expect(try HeaderField(parsing: "X-Empty:") == HeaderField("X-Empty", ""))
        #expect(try HeaderField(parsing: "X-Url: http://a:1") == HeaderField("X-Url", "http://a:1"))
    }

    @Test(arguments: [
        "none", ": value", "a b: c", "X: line\nbreak", "X: line\r\nY: z", "X: ü", "Content-Length: 3",
        "mcp-session-id: 1",
    ])
    func refusesHeader(_ text: String) {
        #expect(throws: ClientFailure.self) { try HeaderField(parsing: text) }
    }

    @Test func encodesWhatAHeaderCannotHold() {
        #expect(HeaderField.encoded("Mcp-Name", "list_sessions").value == "list_sessions")
        #expect(HeaderField.encoded("Mcp-Name", "süß").value == "=?base64?c8O8w58=?=")
        #expect(HeaderField.encoded("Mcp-Name", " a").value == "=?base64?IGE=?=")
        #expect(HeaderField.encoded("Mcp-Name", "a\r\nb").value == "=?base64?YQ0KYg==?=")
        #expect(HeaderField.encoded("Mcp-Name", "=?base64?YQ==?=").value == "=?base64?PT9iYXNlNjQ/WVE9PT89?=")
    }

    @Test func takesTheTokenFromFlagOrEnvironment() throws {
        func headers(_ words: String..., environment: [String: String] = [:]) throws -> [HeaderField] {
            let call = try #require(
                try MCPGenerator.parseAsRoot(["call", "http://localhost/mcp", "t"] + words) as? Call
            )
            return try call.server.headers.fields(environment: environment)
        }
        let variable = ["MCP_BEARER_TOKEN": "env"]
        #expect(try headers(environment: variable) == [HeaderField("Authorization", "Bearer env")])
        #expect(try headers("--bearer", "flag", environment: variable) == [HeaderField("Authorization", "Bearer flag")])
        let basic = HeaderField("authorization", "Basic x")
        #expect(try headers("--header", "authorization: Basic x", environment: variable) == [basic])
        #expect(try headers(environment: ["MCP_BEARER_TOKEN": ""]).isEmpty)
        #expect(throws: ClientFailure.self) { try headers("--bearer", "a\nb") }
        #expect(throws: ClientFailure.self) { try headers("--bearer", "a", "--header", "Authorization: b") }
    }

    @Test func repeatsArgumentsAsHeaders() {
        let tool: JSONObject = [
            "inputSchema": [
                "properties": [
                    "region": ["type": "string", "x-mcp-header": "Region"],
                    "limits": ["properties": ["most": ["type": "integer", "x-mcp-header": "Most"]]],
                    "bad": ["type": "string", "x-mcp-header": "not a token"], "other": ["type": "string"],
                ]
            ]
        ]
        let arguments: JSONObject = [
            "region": "süd", "limits": ["most": 3], "bad": "x", "other": "y", "unknown": "z",
        ]
        #expect(
            ArgumentHeaders.fields(of: arguments, for: tool) == [
                HeaderField("Mcp-Param-Region", "=?base64?c8O8ZA==?="), HeaderField("Mcp-Param-Most", "3"),
            ]
        )
        #expect(ArgumentHeaders.fields(of: ["region": .null], for: tool).isEmpty)
    }

    // MARK: - Terminals

    @Test func makesTextHarmless() {
        #expect(Terminal.harmless("a\u{1B}[2Jb\r\n\tc\u{202E}d\u{9B}") == "a\u{FFFD}[2Jb\n\tc\u{FFFD}d\u{FFFD}")
    }

    @Test(arguments: [("plain/path-1.0", "plain/path-1.0"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''")])
    func quotesForShells(_ text: String, _ quoted: String) {
        #expect(ShellWord.quoted(text) == quoted)
    }
}
