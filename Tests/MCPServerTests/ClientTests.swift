import MCPServerTesting
import Testing

@Suite struct ClientTests {
    @Test("The generated client calls through the dispatcher", arguments: ProtocolRevision.all)
    func calls(_ revision: ProtocolRevision) async throws {
        let client = SampleServer(tools: SampleApp()).testClient(revision)
        #expect(try await client.calculate(.init(expression: "1+1")).result == 2)
        #expect(try await client.echo(.init(message: "hi")).text == "hi")
        #expect(try await client.listSessions().active == (revision.isLegacy ? 1 : 0))
    }
}
