import MCPServerTesting
import Testing

@Suite struct ErrorTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var message: String
        var code: Int
        var id: String?
        var testDescription: String { message }
    }

    @Test(arguments: [
        Case(message: "", code: -32700),
        Case(message: "{", code: -32700),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"ping"}}"#, code: -32700),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":[1,]}}"#, code: -32700),
        Case(message: #"{"jsonrpc":"2.0","id":1,"id":1,"method":"ping"}"#, code: -32700),
        Case(
            message: #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{]}}"#,
            code: -32700
        ),
        Case(message: "1", code: -32600),
        Case(message: "\"x\"", code: -32600),
        Case(message: "[]", code: -32600),
        Case(message: #"[{"jsonrpc":"2.0","id":1,"method":"ping"}]"#, code: -32600),
        Case(message: "{}", code: -32600),
        Case(message: #"{"id":1,"method":"ping"}"#, code: -32600, id: "1"),
        Case(message: #"{"jsonrpc":"1.0","id":"x","method":"ping"}"#, code: -32600, id: "\"x\""),
        Case(message: #"{"jsonrpc":2.0,"id":1,"method":"ping"}"#, code: -32600, id: "1"),
        Case(message: #"{"jsonrpc":"2.0","id":1}"#, code: -32600, id: "1"),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":7}"#, code: -32600, id: "1"),
        Case(message: #"{"jsonrpc":"2.0","id":null,"method":"ping"}"#, code: -32600),
        Case(message: #"{"jsonrpc":"2.0","id":1.5,"method":"ping"}"#, code: -32600),
        Case(message: #"{"jsonrpc":"2.0","id":{},"method":"ping"}"#, code: -32600),
        Case(message: #"{"jsonrpc":"2.0","id":true,"method":"ping"}"#, code: -32600),
        Case(message: #"{"jsonrpc":"2.0","id":9223372036854775808,"method":"ping"}"#, code: -32600),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"no/such"}"#, code: -32601, id: "1"),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"resources/list"}"#, code: -32601, id: "1"),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, code: -32602, id: "1"),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"_meta":1}}"#, code: -32602, id: "1"),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"initialize"}"#, code: -32602, id: "1"),
        Case(
            message: #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":1}}"#,
            code: -32602,
            id: "1"
        ),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":""}}"#, code: -32602, id: "1"),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"tools/call"}"#, code: -32602, id: "1"),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":1}}"#, code: -32602, id: "1"),
        Case(
            message: #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nope"}}"#,
            code: -32602,
            id: "1"
        ),
        Case(
            message: #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":[]}}"#,
            code: -32602,
            id: "1"
        ),
        Case(
            message: #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":null}}"#,
            code: -32602,
            id: "1"
        ),
        // Modern.
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"server/discover"}"#, code: -32602, id: "1"),
        Case(
            message:
                #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"#
                + #""io.modelcontextprotocol/protocolVersion":"2026-07-28"}}}"#,
            code: -32602,
            id: "1"
        ),
        Case(
            message:
                #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"#
                + #""io.modelcontextprotocol/clientCapabilities":{}}}}"#,
            code: -32602,
            id: "1"
        ),
        Case(
            message:
                #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"#
                + #""io.modelcontextprotocol/protocolVersion":1,"#
                + #""io.modelcontextprotocol/clientCapabilities":{}}}}"#,
            code: -32602,
            id: "1"
        ),
        Case(
            message:
                #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{"#
                + #""io.modelcontextprotocol/logLevel":"loud","#
                + #""io.modelcontextprotocol/protocolVersion":"2026-07-28","#
                + #""io.modelcontextprotocol/clientCapabilities":{}}}}"#,
            code: -32602,
            id: "1"
        ),
        Case(
            message: #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"# + claim + "}}",
            code: -32601,
            id: "1"
        ),
        Case(message: #"{"jsonrpc":"2.0","id":1,"method":"ping","params":{"# + claim + "}}", code: -32601, id: "1"),
        Case(
            message: #"{"jsonrpc":"2.0","id":1,"method":"subscriptions/listen","params":{"# + claim + "}}",
            code: -32601,
            id: "1"
        ),
        Case(
            message: #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x","# + claim + "}}",
            code: -32602,
            id: "1"
        ),
        Case(
            message: #"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"nope","# + claim + "}}",
            code: -32602,
            id: "1"
        ),
    ])
    func code(_ given: Case) async throws {
        let text = try #require(await answer(given.message))
        let start =
            "{\"jsonrpc\":\"2.0\"," + (given.id.map { "\"id\":\($0)," } ?? "") + "\"error\":{\"code\":\(given.code),"
        #expect(text.hasPrefix(start), "\(text)")
        _ = try JSONValue.read(text.utf8)
    }

    @Test func unsupportedVersion() async {
        for date in ["2025-11-25", "2027-01-01"] {
            let message =
                #"{"jsonrpc":"2.0","id":"q","method":"tools/list","params":{"#
                + claim.replacing("2026-07-28", with: date) + "}}"
            #expect(
                await answer(message)
                    == #"{"jsonrpc":"2.0","id":"q","error":{"code":-32022,"#
                    + #""message":"Unsupported protocol version","data":{"supported":["2026-07-28"],"#
                    + #""requested":"\#(date)"}}}"#
            )
        }
    }

    @Test(
        "What wants no answer gets none",
        arguments: [
            #"{"jsonrpc":"2.0","method":"notifications/initialized"}"#,
            #"{"jsonrpc":"2.0","method":"notifications/unheard-of","params":[]}"#,
            #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":4}}"#,
            #"{"jsonrpc":"2.0","method":"notifications/cancelled"}"#,
            #"{"jsonrpc":"2.0","method":"tools/call","params":{"name":"echo"}}"#,
            #"{"jsonrpc":"2.0","id":4,"result":{}}"#,
            #"{"jsonrpc":"2.0","id":4,"error":{"code":1,"message":"x"}}"#,
        ]
    )
    func silence(_ message: String) async {
        #expect(await answer(message) == nil)
    }

    @Test(
        "Ids come back with their type",
        arguments: [
            ("0", "0"), ("-1", "-1"), ("9223372036854775807", "9223372036854775807"),
            ("-9223372036854775808", "-9223372036854775808"), ("1.0", "1"), (#""1""#, #""1""#), (#""""#, #""""#),
            (#""a\"\\\n\u0001é""#, #""a\"\\\n\u0001é""#),
        ]
    )
    func ids(_ given: String, _ echoed: String) async {
        #expect(
            await answer(#"{"jsonrpc":"2.0","id":\#(given),"method":"ping"}"#)
                == #"{"jsonrpc":"2.0","id":\#(echoed),"result":{}}"#
        )
    }
}
