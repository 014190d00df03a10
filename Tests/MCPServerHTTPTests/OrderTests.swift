#if HTTP
import Testing

@testable import MCPServerHTTP

/// One way to get a request wrong, and the answer to it.
struct Violation: Sendable, CustomTestStringConvertible {
    var name: String
    var status: Int
    var code: Int?
    var headers: [String: String] = [:]
    /// Later violations that change what this one means.
    var unless: Set<String> = []
    var apply: @Sendable (inout TestRequest) -> Void

    var testDescription: String { name }

    static func remove(_ text: String, _ replacement: String = "") -> @Sendable (inout TestRequest) -> Void {
        { $0 = $0.replacing(text, with: replacement) }
    }
}

/// The order of checks in the stateless revisions (checklist 4.4), one or more ways to break each step.
private let modernSteps: [[Violation]] = [
    [Violation(name: "PUT", status: 405, headers: ["allow": "GET, POST, DELETE"]) { $0.method = "PUT" }],
    [
        Violation(name: "foreign origin", status: 403, code: -32600) { $0["Origin"] = "http://evil.example" },
        Violation(name: "null origin", status: 403, code: -32600) { $0["Origin"] = "null" },
    ],
    [Violation(name: "foreign host", status: 421, code: -32600) { $0["Host"] = "evil.example:3000" }],
    [
        Violation(name: "content type", status: 415, code: -32600) { $0["Content-Type"] = "text/plain" },
        Violation(name: "no content type", status: 415, code: -32600) { $0["Content-Type"] = nil },
    ],
    [
        Violation(name: "accepts JSON alone", status: 406, code: -32600) { $0["Accept"] = "application/json" },
        Violation(name: "accepts events alone", status: 406, code: -32600) { $0["Accept"] = "text/event-stream" },
    ],
    [
        Violation(name: "too large", status: 413, code: 413) {
            $0.body += [UInt8](repeating: UInt8(ascii: " "), count: 4096)
        }
    ],
    [
        Violation(name: "no JSON", status: 400, code: -32700) { $0.body.insert(UInt8(ascii: "{"), at: 0) }
    ],
    [
        Violation(
            name: "no version of JSON-RPC",
            status: 400,
            code: -32600,
            apply: Violation.remove(#""jsonrpc":"2.0","#)
        ),
        Violation(name: "null id", status: 400, code: -32600, apply: Violation.remove(#""id":1"#, #""id":null"#)),
    ],
    [
        Violation(name: "a mirror twice", status: 400, code: -32020) {
            $0.headers += [("Mcp-Method", "tools/call"), ("Mcp-Method", "tools/call")]
        }
    ],
    [
        Violation(
            name: "no capabilities",
            status: 400,
            code: -32602,
            apply: Violation.remove(#""io.modelcontextprotocol/clientCapabilities":{}"#, #""x":1"#)
        )
    ],
    [
        Violation(name: "no version header", status: 400, code: -32020) { $0["MCP-Protocol-Version"] = nil },
        Violation(name: "another version header", status: 400, code: -32020) {
            $0["MCP-Protocol-Version"] = "2025-11-25"
        },
    ],
    [
        Violation(name: "unknown version", status: 400, code: -32022) {
            $0 = $0.replacing("2026-07-28", with: "2027-01-01")
            $0["MCP-Protocol-Version"] = "2027-01-01"
        }
    ],
    [
        Violation(name: "no method header", status: 400, code: -32020) { $0["Mcp-Method"] = nil },
        Violation(name: "another method header", status: 400, code: -32020) { $0["Mcp-Method"] = "tools/list" },
        // Of other methods it is not known whether they have a name to mirror.
        Violation(name: "no name header", status: 400, code: -32020, unless: ["unknown method"]) {
            $0["Mcp-Name"] = nil
        },
        Violation(name: "another name header", status: 400, code: -32020, unless: ["unknown method"]) {
            $0["Mcp-Name"] = "Echo"
        },
    ],
    [
        Violation(name: "unknown method", status: 404, code: -32601) {
            $0 = $0.replacing("tools/call", with: "tools/none")
            if $0["Mcp-Method"] == "tools/call" { $0["Mcp-Method"] = "tools/none" }
        }
    ],
    [
        Violation(name: "unknown tool", status: 200, code: -32602) {
            $0 = $0.replacing(#""name":"echo""#, with: #""name":"none""#)
            if $0["Mcp-Name"] == "echo" { $0["Mcp-Name"] = "none" }
        }
    ],
]

/// The steps in a legacy session (checklist 5.2).
private let legacySteps: [[Violation]] = [
    modernSteps[0], modernSteps[1], modernSteps[2], modernSteps[3], modernSteps[4], modernSteps[5], modernSteps[6],
    modernSteps[7],
    // Without a session the header alone decides, and then it is the body that lacks something.
    [
        Violation(name: "no session", status: 400, code: -32600, unless: ["modern version", "no version at all"]) {
            $0["Mcp-Session-Id"] = nil
        }
    ],
    [Violation(name: "unknown session", status: 404, code: -32600) { $0["Mcp-Session-Id"] = "unknown" }],
    [
        Violation(name: "modern version", status: 400, code: -32600) { $0["MCP-Protocol-Version"] = "2026-07-28" },
        Violation(name: "no version at all", status: 400, code: -32600) { $0["MCP-Protocol-Version"] = "nonsense" },
    ],
    [
        Violation(
            name: "unknown method",
            status: 200,
            code: -32601,
            apply: Violation.remove("tools/call", "tools/none")
        )
    ],
    [Violation(name: "unknown tool", status: 200, code: -32602, apply: Violation.remove("echo", "none"))],
]

@Suite("The order of checks", .timeLimit(.minutes(1)))
struct OrderTests {
    @Test func modern() async throws {
        try await withServer(options: small) { harness in
            try await check(modernSteps, .modern(), harness)
        }
    }

    @Test func legacy() async throws {
        try await withServer(options: small) { harness in
            let session = try await harness.connect().openSession()
            try await check(legacySteps, .legacy(session), harness)
        }
    }

    private var small: HTTPOptions { HTTPOptions(maxBodySize: 4096) }

    /// Breaks each step alone, and each step together with any later one: the first decides.
    private func check(_ steps: [[Violation]], _ good: TestRequest, _ harness: Harness) async throws {
        #expect(try await harness.connect().call(good).status == 200)
        for (place, step) in steps.enumerated() {
            for violation in step {
                try await check(violation, good.with(violation.apply), "alone", harness)
                for later in steps.dropFirst(place + 1).joined() where !violation.unless.contains(later.name) {
                    try await check(violation, good.with(later.apply).with(violation.apply), later.name, harness)
                }
            }
        }
    }

    private func check(
        _ violation: Violation,
        _ request: TestRequest,
        _ other: String,
        _ harness: Harness
    ) async throws {
        let wire = try await harness.connect()
        let response = try await wire.call(request)
        #expect(response.status == violation.status, "\(violation.name), \(other)")
        #expect(response.errorCode == violation.code, "\(violation.name), \(other): \(response.body)")
        for (name, value) in violation.headers {
            #expect(response.headers[name] == value, "\(violation.name), \(other)")
        }
        // Whatever was wrong with the message, the connection goes on.
        #expect(try await wire.call(.modern()).status == 200, "\(violation.name), \(other)")
        await wire.close()
    }
}

@Suite("Messages and headers", .timeLimit(.minutes(1)))
struct MessageTests {
    @Test(
        "Which rules hold for a message is decided by the message first",
        arguments: [
            // An initialize with a complete modern envelope is a removed method.
            (TestRequest.modern("initialize", name: nil), 404, -32601),
            // A message that claims nothing is modern where the header says so.
            (
                TestRequest.plain(#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#).with {
                    $0["MCP-Protocol-Version"] = "2026-07-28"
                }, 400, -32602
            ),
            (
                TestRequest.plain(#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#).with {
                    $0["MCP-Protocol-Version"] = "2031-01-01"
                }, 400, -32602
            ),
            (
                TestRequest.plain(#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#).with {
                    $0["MCP-Protocol-Version"] = "2025-11-25"
                }, 400, -32600
            ),
            (TestRequest.plain(#"{"jsonrpc":"2.0","id":1,"method":"tools/list"}"#), 400, -32600),
            (TestRequest.plain(#"{"jsonrpc":"2.0","id":1,"method":"server/discover"}"#), 400, -32602),
            // A handshake is legacy, whatever the header says.
            (TestRequest.initialize().setting("MCP-Protocol-Version", "2026-07-28"), 200, nil),
            (TestRequest.plain(#"{"jsonrpc":"2.0","id":1,"method":"initialize"}"#), 200, -32602),
            // Arrays, scalars, responses.
            (TestRequest.plain("[]"), 400, -32600),
            (TestRequest.plain("7"), 400, -32600),
            (TestRequest.plain(""), 400, -32700),
            (
                TestRequest.plain(#"{"jsonrpc":"2.0","id":1,"result":{}}"#).with {
                    $0["MCP-Protocol-Version"] = "2026-07-28"
                }, 400, -32600
            ),
            (TestRequest.plain(#"{"jsonrpc":"2.0","id":1,"result":{}}"#), 400, -32600),
            // Notifications.
            (
                TestRequest.plain(#"{"jsonrpc":"2.0","method":"notifications/whatever"}"#).with {
                    $0["MCP-Protocol-Version"] = "2026-07-28"
                }, 202, nil
            ),
            (TestRequest.plain(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#), 400, -32600),
            // A modern message has no session, whatever it says of one.
            (TestRequest.modern().setting("Mcp-Session-Id", "unknown"), 200, nil),
            (TestRequest.modern("tools/list", name: nil), 200, nil),
            (TestRequest.modern("server/discover", name: nil), 200, nil),
            (TestRequest.modern("ping", name: nil), 404, -32601),
        ] as [(TestRequest, Int, Int?)]
    )
    func routing(_ request: TestRequest, _ status: Int, _ code: Int?) async throws {
        try await withServer { harness in
            let response = try await harness.connect().call(request)
            #expect(response.status == status, "\(response.body)")
            #expect(response.errorCode == code, "\(response.body)")
            if request["MCP-Protocol-Version"] != nil, status != 200 {
                #expect(response.headers["mcp-session-id"] == nil)
            }
        }
    }

    @Test func legacyMessages() async throws {
        try await withServer { harness in
            let wire = try await harness.connect()
            let session = try await wire.openSession()
            let cases: [(String, Int, Int?)] = [
                (#"{"jsonrpc":"2.0","id":1,"method":"ping"}"#, 200, nil),
                (#"{"jsonrpc":"2.0","id":1,"result":{}}"#, 202, nil),
                (#"{"jsonrpc":"2.0","method":"notifications/none"}"#, 202, nil),
                (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":[]}"#, 200, -32602),
                (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":7}}"#, 200, -32602),
                (#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}}"#, 200, -32602),
                (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, 400, -32600),
                (#"{"jsonrpc":"2.0","id":[],"method":"ping"}"#, 400, -32600),
                ("{", 400, -32700),
            ]
            for (message, status, code) in cases {
                let response = try await wire.call(.legacy(session, message: message))
                #expect(response.status == status, "\(message)")
                #expect(response.errorCode == code, "\(message)")
            }
            // The header may be absent in a session, and may name another of its kind.
            for version in [nil, "2025-06-18", "2025-03-26"] {
                let request = TestRequest.legacy(session).setting("MCP-Protocol-Version", version)
                #expect(try await wire.call(request).status == 200)
            }
        }
    }

    @Test(
        "Mcp-Name may be encoded, in one spelling alone",
        arguments: [
            ("=?base64?ZWNobw==?=", true), (" =?base64?ZWNobw==?=\t", true), ("echo", true), (" echo ", true),
            ("=?base64?ZWNobw?=", false), ("=?base64?ZWNobx==?=", false), ("=?base64?ZWNo bw==?=", false),
            ("=?base64?ZWNobw=?=", false), ("=?base64?ZWNobw===?=", false), ("=?BASE64?ZWNobw==?=", false),
            ("=?base64?ZWNobw==", false), ("ZWNobw==", false), ("=?base64?_-==?=", false), ("=?base64?/w==?=", false),
            ("=?base64??=", false), ("=?base64?=", false), ("", false), ("ech\u{f6}", false), ("Echo", false),
        ]
    )
    func encodedName(_ name: String, _ isGood: Bool) async throws {
        try await withServer { harness in
            let response = try await harness.connect().call(.modern().setting("Mcp-Name", name))
            #expect(response.status == (isGood ? 200 : 400))
            #expect(response.errorCode == (isGood ? nil : -32020))
        }
    }

    @Test(
        "What a client takes",
        arguments: [
            ("*/*", true), ("application/*, text/*", true), ("text/event-stream;q=0.5,application/json;q=0.1", true),
            ("APPLICATION/JSON,Text/Event-Stream", true), ("application/json;q=0, */*", true), ("", false),
            ("application/json;q=0.0, text/event-stream", false), ("application/jsonx, text/event-stream", false),
        ]
    )
    func acceptance(_ accept: String, _ isComplete: Bool) {
        #expect(Acceptance(accept).isComplete == isComplete)
    }

    @Test(
        "Of what type a body is",
        arguments: [
            ("application/json", true), ("Application/JSON; charset=utf-8", true), ("application/json;", true),
            ("application/json-rpc", false), ("text/json", false), ("", false),
        ]
    )
    func contentType(_ type: String, _ isGood: Bool) {
        #expect(isJSON(type) == isGood)
    }
}
#endif
