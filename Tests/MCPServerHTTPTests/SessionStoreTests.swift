#if HTTP
import Testing

@testable import MCPServer
@testable import MCPServerHTTP

/// Takes the caller's word for who it is.
private struct Trusting: Stage {
    func handle(_ request: ServerRequest, _ trace: RequestTrace, next: Next) async throws -> ServerResponse {
        var request = request
        request.principal = HTTPField.Name("X-User").flatMap { request.headers[$0] }.map { Principal(subject: $0) }
        return await next(request, trace)
    }
}

@Suite("Sessions that are kept outside of the process", .timeLimit(.minutes(1)))
struct SessionStoreTests {
    private let store = SharedSessions()
    private let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
    private let setLevel = #"{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"error"}}"#

    private func options(_ change: (inout HTTPOptions) -> Void = { _ in }) -> HTTPOptions {
        var options = HTTPOptions()
        options.sessionStore = store
        change(&options)
        return options
    }

    /// Two servers with one store, and a connection to each.
    private func withServers(
        options: HTTPOptions? = nil,
        _ body: (_ one: Wire, _ other: Wire, _ tables: [SessionTable]) async throws -> Void
    ) async throws {
        let options = options ?? self.options()
        let store = store
        try await withServer(options: options) {
            Trusting()
        } _: { one in
            try await withServer(options: options) {
                Trusting()
            } _: { other in
                let tables = [one.table.sessionTables[0], other.table.sessionTables[0]]
                try await body(one.connect(), other.connect(), tables)
                await store.fail(false)
            }
        }
    }

    @Test("Another server goes on with a session as it is")
    func sharing() async throws {
        try await withServers { one, other, tables in
            let id = try await one.openSession("2025-06-18")
            #expect(try await one.call(.legacy(id, message: setLevel)).status == 200)
            #expect(tables[1].count == 0)
            #expect(try await other.call(.legacy(id)).status == 200)
            let entries = try tables.map { try #require($0.find(id)) }
            #expect(entries[0] !== entries[1])
            #expect(entries[0].record == entries[1].record)
            #expect(entries[1].record.logLevel == .error)
            #expect(entries[1].session.revision == ProtocolRevision("2025-06-18"))
            #expect(entries[1].session.client?.name == "c")
        }
    }

    @Test("A session that ends at one server ends at all")
    func ending() async throws {
        try await withServers { one, other, tables in
            let id = try await one.openSession()
            #expect(try await other.call(.legacy(id)).status == 200)
            #expect(try await other.call(.legacy(id).with(method: "DELETE")).status == 204)
            #expect(try await one.call(.legacy(id)).status == 404)
            #expect(try await one.call(.legacy(id).with(method: "DELETE")).status == 404)
            #expect(tables.map(\.count) == [0, 0])
            #expect(await store.count == 0)
        }
    }

    @Test("Whose a session is holds at all servers", arguments: ["ann", nil])
    func owner(_ opener: String?) async throws {
        try await withServers { one, other, _ in
            let opened = try await one.call(.initialize().setting("X-User", opener))
            let id = try #require(opened.headers["mcp-session-id"])
            let request = TestRequest.legacy(id, message: ping)
            // Where nobody opened it, the other server has it without an owner before there is one.
            if opener == nil { #expect(try await other.call(request).status == 200) }
            #expect(try await one.call(request.setting("X-User", "ann")).status == 200)
            for wire in [other, one] {
                #expect(try await wire.call(request.setting("X-User", "bob")).status == 404)
                #expect(try await wire.call(request).status == 404)
                #expect(try await wire.call(request.setting("X-User", "ann")).status == 200)
            }
        }
    }

    @Test("A store that fails costs no session: the client is told to come again")
    func failure() async throws {
        try await withServers { one, _, tables in
            let id = try await one.openSession()
            await store.fail(true)
            let requests: [TestRequest] = [
                .legacy(id), .stream(id), .stream(id, after: "1-0"), .legacy(id).with(method: "DELETE"),
                .initialize(),
            ]
            for request in requests {
                let refused = try await one.call(request)
                #expect(refused.status == 503)
                #expect(refused.headers["retry-after"] == "1")
                #expect(refused.headers["mcp-session-id"] == nil)
                #expect(refused.body.contains("Unavailable: sessions cannot be reached at the moment"))
            }
            #expect(try await one.call(.modern()).status == 200)
            #expect(tables[0].count == 1)
            await store.fail(false)
            #expect(try await one.call(.legacy(id)).status == 200)
        }
    }

    @Test("What needs no session does not ask for one")
    func frugality() async throws {
        try await withServers { one, _, _ in
            let id = try await one.openSession()
            #expect(try await one.call(.modern().setting("Mcp-Session-Id", id)).status == 200)
            #expect(await store.useCount == 0)
            #expect(try await one.call(.legacy(id)).status == 200)
            #expect(await store.useCount == 1)
        }
    }

    @Test("A session in which a stream is open does not expire, and ends with its stream where another server ends it")
    func renewal() async throws {
        let options = options { $0.sessionTimeout = .seconds(4) }
        try await withServers(options: options) { one, other, tables in
            let id = try await one.openSession()
            #expect(try await one.open(.stream(id)).status == 200)
            // The first use is that of the request; by the fourth the session would have expired.
            while await store.useCount < 4 { try await Task.sleep(for: .milliseconds(50)) }
            #expect(await store.count == 1)
            #expect(try await other.call(.legacy(id)).status == 200)
            #expect(try await other.call(.legacy(id).with(method: "DELETE")).status == 204)
            while try await one.chunk() != nil {}
            #expect(tables[0].count == 0)
        }
    }

    @Test("A session of one route is none of another")
    func routes() async throws {
        let routes = [MCPRoute.mcp("/mcp") { OriginGuard() }, MCPRoute.mcp("/other") { OriginGuard() }]
        try await withServer(options: options(), routes: routes) { harness in
            let wire = try await harness.connect()
            let id = try await wire.openSession()
            var request = TestRequest.legacy(id)
            request.target = "/other"
            #expect(try await wire.call(request).status == 404)
            #expect(try await wire.call(.legacy(id)).status == 200)
        }
    }

    @Test("A server that is full takes on no more sessions of others")
    func fullServer() async throws {
        try await withServers(options: options { $0.maxSessions = 1 }) { one, other, tables in
            let id = try await one.openSession()
            _ = try await other.openSession()
            #expect(try await other.call(.legacy(id)).status == 503)
            #expect(try await one.call(.legacy(id)).status == 200)
        }
    }

    @Test("Streams that began elsewhere are not taken for those that begin here")
    func streams() async throws {
        try await withServers { one, other, _ in
            let id = try await one.openSession()
            let request = TestRequest.legacy(id, name: "count", token: "t")
            #expect(try await one.call(request).body.contains("id: 1-4"))
            let response = try await other.call(request)
            #expect(response.status == 200 && !response.body.contains("id: 1-"))
            #expect(try await other.call(.stream(id, after: "1-1")).status == 400)
            #expect(try await one.call(.stream(id, after: "1-1")).status == 200)
        }
    }
}
#endif
