#if HTTP
import Testing

@testable import MCPServerHTTP

/// `Mcp-Param-…` (revision 2026-07-28, "Custom Headers from Tool Parameters").
@Suite struct ParameterHeaderTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var arguments: String
        var headers: [(String, String)]
        var testDescription: String { "\(arguments) with \(headers)" }

        init(_ arguments: String, _ headers: (String, String)...) {
            self.arguments = arguments
            self.headers = headers
        }

        /// A call of the tool that mirrors three arguments.
        var request: TestRequest {
            var request = TestRequest.modern(name: "region", more: ",\"arguments\":\(arguments)")
            request.headers += headers.map { (name: "Mcp-Param-\($0)", value: $1) }
            return request
        }
    }

    @Test(arguments: [
        Case("{}"),
        Case(#"{"note":"x"}"#),
        Case(#"{"region":"eu"}"#, ("Region", "eu")),
        Case(#"{"region":"eu"}"#, ("REGION", "  eu\t")),
        Case(#"{"re\u0067ion":"\u0065u"}"#, ("Region", "eu")),
        Case(#"{"region":""}"#, ("Region", "")),
        // Null or absent: whatever is there is not looked at.
        Case(#"{"region":null}"#),
        Case(#"{"region":null}"#, ("Region", "eu"), ("Region", "us")),
        Case("{}", ("Region", "=?base64?!?=")),
        Case("{}", ("Unknown", "x"), ("Unknown", "y")),
        // The official scenario http-custom-header-server-validation, what is to be accepted.
        Case(#"{"region":"Hello"}"#, ("Region", "=?base64?SGVsbG8=?=")),
        Case(#"{"region":"SGVsbG8="}"#, ("Region", "SGVsbG8=")),
        Case(#"{"region":"=?base64?SGVsbG8="}"#, ("Region", "=?base64?SGVsbG8=")),
        Case(#"{"region":"Süd"}"#, ("Region", "=?base64?U8O8ZA==?=")),
        Case(#"{"region":"42"}"#, ("Region", "42")),
        Case(#"{"count":42}"#, ("Count", "42")),
        Case(#"{"count":42.0}"#, ("Count", "42")),
        Case(#"{"count":42}"#, ("Count", "42.0")),
        Case(#"{"count":-9007199254740991}"#, ("Count", "-9007199254740991")),
        Case(#"{"count":7}"#, ("Count", "=?base64?Nw==?=")),
        Case(#"{"dry_run":true,"region":"eu","count":0}"#, ("Count", "0"), ("Region", "eu"), ("Dry-Run", "true")),
        Case(#"{"dry_run":false}"#, ("Dry-Run", "false")),
        // What no header can say is the schema's to refuse.
        Case(#"{"region":["eu"],"count":{}}"#, ("Count", "1")),
    ])
    func accepts(_ case: Case) async throws {
        try await withServer { harness in
            let response = try await harness.connect().call(`case`.request)
            #expect(response.status == 200)
            #expect(response.body.contains(#""text":"region""#))
        }
    }

    @Test(arguments: [
        // The official scenario, what is to be rejected.
        (Case(#"{"region":"Hello"}"#, ("Region", "=?base64?SGVsbG8?=")), "Region is malformed"),
        (Case(#"{"region":"Hello"}"#, ("Region", "=?base64?SGVs!!!bG8=?=")), "Region is malformed"),
        (Case(#"{"region":"test-value"}"#), "Region is missing"),
        (Case(#"{"region":"eu"}"#, ("Region", "EU")), "Region differs from the body"),
        (Case(#"{"region":"é"}"#, ("Region", "=?base64?ZcyB?=")), "Region differs from the body"),
        (Case(#"{"region":"eu"}"#, ("Region", "eu"), ("Region", "eu")), "Region is there more than once"),
        (Case(#"{"region":"eu"}"#, ("Region", "eu"), ("region", "us")), "Region is there more than once"),
        (Case(#"{"count":42}"#, ("Count", "43")), "Count differs from the body"),
        (Case(#"{"count":42}"#, ("Count", "0x2A")), "Count differs from the body"),
        (Case(#"{"count":42}"#, ("Count", "\"42\"")), "Count differs from the body"),
        (Case(#"{"count":42}"#), "Count is missing"),
        (Case(#"{"dry_run":true}"#, ("Dry-Run", "True")), "Dry-Run differs from the body"),
        (Case(#"{"dry_run":false}"#, ("Dry-Run", "0")), "Dry-Run differs from the body"),
        (Case(#"{"region":"eu","count":1}"#, ("Region", "eu")), "Count is missing"),
    ])
    func rejects(_ case: Case, _ fault: String) async throws {
        try await withServer { harness in
            let response = try await harness.connect().call(`case`.request)
            #expect(response.status == 400)
            #expect(response.errorCode == -32020)
            #expect(response.body.contains("\"Header mismatch: Mcp-Param-\(fault)\""))
        }
    }

    @Test("Sessions and tools that mirror nothing have no such headers")
    func elsewhere() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            let call =
                #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"region","arguments":{"count":1}}}"#
            #expect(try await wire.call(.legacy(session, message: call)).body.contains(#""text":"region""#))
            let echo = TestRequest.modern(more: #","arguments":{"region":"eu"}"#).setting("Mcp-Param-Region", "us")
            #expect(try await wire.call(echo).body.contains(#""text":"echo""#))
        }
    }

    @Test("They come behind the other mirrors, and before what is wrong with the parameters")
    func order() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let wrong = Case(#"{"region":"eu"}"#, ("Region", "us")).request
            let misnamed = wrong.setting("Mcp-Name", "other")
            #expect(try await wire.call(misnamed).body.contains("Mcp-Name differs"))
            let unknown = wrong.replacing("tools/call", with: "tools/none").setting("Mcp-Method", "tools/none")
            #expect(try await wire.call(unknown).errorCode == -32601)
            let shapeless = Case("[]", ("Region", "us")).request
            let response = try await wire.call(shapeless)
            #expect(response.status == 200)
            #expect(response.errorCode == -32602)
        }
    }
}
#endif
