import MCPServerTesting
import Testing

@testable import Everything

@Suite struct EverythingTests {
    private let server = EverythingServer(tools: EverythingApp())
    static let revisions = ProtocolRevision.all

    @Test(arguments: revisions)
    func answersWithEachKindOfContent(revision: ProtocolRevision) async throws {
        let client = server.testConnection(revision)
        for (tool, types) in [
            "test_simple_text": ["text"], "test_image_content": ["image"], "test_embedded_resource": ["resource"],
            "test_multiple_content_types": ["text", "image", "resource"], "test_error_handling": ["text"],
        ] {
            let result = try await client.request("tools/call", ["name": .string(tool)])
            #expect(result.contentTypes == types, "\(tool)")
            #expect((result["isError"] == .bool(true)) == (tool == "test_error_handling"))
        }
        let audio = try await client.request("tools/call", ["name": "test_audio_content"])
        #expect(audio.contentTypes == [revision < .v2025_03_26 ? "text" : "audio"])
        let link = try await client.request("tools/call", ["name": "test_resource_link"])
        #expect(link.contentTypes == [revision < .v2025_06_18 ? "text" : "resource_link"])
    }

    // MARK: - Log messages

    @Test func logsToThoseWhoAskInTheRequest() async throws {
        for (level, count) in [("debug", 3), ("info", 3), ("notice", 0), (nil, 0)] {
            let client = server.testConnection()
            let meta: JSONObject = level.map { ["io.modelcontextprotocol/logLevel": .string($0)] } ?? [:]
            _ = try await client.call("test_tool_with_logging", [:], meta: meta)
            #expect(client.notifications.count == count, "level \(level ?? "none")")
        }
    }

    @Test func logsFromTheLevelOfTheSession() async throws {
        let client = server.testConnection(.newestLegacy)
        _ = try await client.call("test_tool_with_logging", [:])
        #expect(client.notifications.count == 3, "info is sent unasked")
        #expect(
            client.notifications.first
                == #"{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"Tool execution started"}}"#
        )
        #expect(try await client.request("logging/setLevel", ["level": "error"]) == [:])
        _ = try await client.call("test_tool_with_logging", [:])
        #expect(client.notifications.count == 3)
        await #expect(throws: ProtocolFailure.self) { try await client.request("logging/setLevel", ["level": "loud"]) }
    }

    // MARK: - Changes

    @Test func tellsThoseWhoListenOfChanges() async throws {
        let client = server.testConnection()
        let id = try await client.listen()
        var incoming = client.incoming.makeAsyncIterator()
        let subscription = #""_meta":{"io.modelcontextprotocol/subscriptionId":\#(id)}"#
        #expect(
            await incoming.next()
                == #"{"jsonrpc":"2.0","method":"notifications/subscriptions/acknowledged","params":{"notifications":{"toolsListChanged":true},\#(subscription)}}"#
        )
        _ = try await client.call("test_trigger_tool_change", [:])
        let change = #"{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{\#(subscription)}}"#
        #expect(await incoming.next() == change)
        await client.cancel(id)
        _ = try await client.call("test_trigger_tool_change", [:])
        _ = try await client.call("test_tool_with_progress", [:], meta: ["progressToken": "p"])
        #expect(client.notifications.filter { $0 == change }.count == 1, "nothing is told behind a cancellation")
    }

    @Test func tellsSessionsOfChangesUnasked() async throws {
        let client = server.testConnection(.newestLegacy)
        _ = try await client.call("test_trigger_tool_change", [:])
        var incoming = client.incoming.makeAsyncIterator()
        #expect(
            await incoming.next() == #"{"jsonrpc":"2.0","method":"notifications/tools/list_changed","params":{}}"#
        )
    }

    @Test func refusesToListenBeforeTheStatelessRevisions() async throws {
        let failure = try await #require(throws: ProtocolFailure.self) {
            try await server.testConnection(.newestLegacy).listen()
        }
        #expect(failure.code == .methodNotFound)
    }

    @Test func listensToNothingThatWasNotAskedFor() async throws {
        let client = server.testConnection()
        for notifications in [JSONValue.null, "all", []] {
            let failure = try await #require(throws: ProtocolFailure.self) {
                try await client.request("subscriptions/listen", ["notifications": notifications])
            }
            #expect(failure.code == .invalidParams)
        }
    }

    // MARK: - Capabilities

    @Test func needsAClientThatCanSample() async throws {
        let failure = try await #require(throws: ProtocolFailure.self) {
            try await server.testConnection().call("test_missing_capability", [:])
        }
        #expect(failure.code == .missingClientCapability)
        #expect(failure.data == ["requiredCapabilities": ["sampling": [:]]])
        let meta: JSONObject = ["io.modelcontextprotocol/clientCapabilities": ["sampling": [:]]]
        let reply = try await server.testConnection().call("test_missing_capability", [:], meta: meta)
        #expect(reply.text == "The client can sample.")
        let legacy = try await server.testConnection(.newestLegacy).call("test_missing_capability", [:])
        #expect(legacy.isError)
    }

    // MARK: - Cancellation

    @Test(arguments: [ProtocolRevision.newest, .newestLegacy])
    func endsACallThatIsCancelled(revision: ProtocolRevision) async throws {
        let client = server.testConnection(revision)
        _ = try await client.request("tools/list")
        var incoming = client.incoming.makeAsyncIterator()
        let call = Task { try await client.call("test_tool_with_progress", [:], meta: ["progressToken": 1]) }
        let first = try #require(await incoming.next())
        #expect(first.contains("notifications/progress"))
        call.cancel()
        await #expect(throws: CancellationError.self) { try await call.value }
    }

    @Test func readsTheArgumentsOfARichSchema() async throws {
        let client = server.testConnection()
        for (arguments, isRight) in [
            (["phone": "1"], true), (["email": "e", "contactMethod": "email"], true), ([:], false),
            (["email": "e", "contactMethod": "phone"], false), (["phone": "1", "other": 1], false),
        ] as [(JSONObject, Bool)] {
            #expect(try await client.call("json_schema_2020_12_tool", arguments).isError == !isRight)
        }
    }
}

extension JSONObject {
    fileprivate var contentTypes: [String] {
        guard case .array(let blocks) = self["content"] else { return [] }
        return blocks.compactMap { block in
            guard case .object(let block) = block, case .string(let type) = block["type"] else { return nil }
            return type
        }
    }
}
