import ToolValidation

/// Speaks to a server that runs as a child process, one message a line.
struct StdioTransport: ClientTransport {
    private let server: ServerProcess

    /// Starts a server.
    init(command: [String]) throws(ClientFailure) {
        server = try ServerProcess(command: command)
    }

    func exchange(
        _ request: ClientRequest,
        before deadline: ContinuousClock.Instant,
        onMessage: (JSONObject) -> Void
    ) throws(ClientFailure) -> ServerAnswer {
        try server.send(JSONValue.object(request.message).jsonText, before: deadline)
        while true {
            let line = try server.nextLine(before: deadline)
            guard let message = try? JSONValue.read(line), case .object(let members) = message
            else { throw ClientFailure(message: "the server wrote to standard output what is no MCP message") }
            if members["method"] == nil, members["id"] == request.id {
                guard let answer = ServerAnswer(members) else {
                    throw ClientFailure(message: "the server's answer has neither a result nor an error")
                }
                return answer
            }
            onMessage(members)
        }
    }

    func send(_ message: JSONObject, in era: Era, before deadline: ContinuousClock.Instant) throws(ClientFailure) {
        try server.send(JSONValue.object(message).jsonText, before: deadline)
    }

    func close(_ era: Era) {
        server.close()
    }
}
