import Foundation
import ToolValidation

/// Does what an uptime monitor does: what a client needs of a server, step by step, with the time of each.
struct Probe {
    /// A call of a tool.
    struct Call: Equatable {
        var tool: String
        var arguments: JSONObject
    }

    var url: URL
    var headers: [HeaderField]
    /// How long to wait in each step.
    var timeout: Duration
    var era = EraChoice.auto
    var call: Call?

    /// Probes once, over connections of its own.
    func run() -> ProbeReport {
        var run = ProbeRun(probe: self)
        return run.report()
    }

    fileprivate var host: String {
        (url.host() ?? "").trimmingCharacters(in: CharacterSet(charactersIn: "[]"))
    }

    fileprivate var isSecure: Bool { url.scheme?.lowercased() == "https" }

    fileprivate var port: Int { url.port ?? (isSecure ? 443 : 80) }

    fileprivate var deadline: ContinuousClock.Instant { .now + timeout }
}

/// One run of a probe.
private struct ProbeRun {
    typealias Finding = ProbeReport.Finding

    private let probe: Probe
    private let transport: HTTPTransport
    private let answers = Answers()
    private var result: ProbeReport
    private var hello: TLSHello.Answer?

    /// The heads of all answers, in their order.
    private final class Answers {
        var heads: [HTTPResponse.Head] = []
    }

    init(probe: Probe) {
        self.probe = probe
        result = ProbeReport(url: probe.url)
        transport = HTTPTransport(endpoint: probe.url, headers: probe.headers)
        transport.onHead = { [answers] in answers.heads.append($0) }
    }

    mutating func report() -> ProbeReport {
        do throws(Finding) {
            let addresses = try lookUp()
            try connect(to: addresses)
            let client = try open()
            defer { client.close() }
            let tools = try list(client)
            try checkSession(client)
            if let call = probe.call { try self.call(call, tools, client) }
        } catch {
            result.finding = error
        }
        result.status = answers.heads.last?.status
        result.requestID = answers.heads.last?.requestID
        return result
    }

    /// Takes the time of a step, which has a word about what came of it.
    private mutating func step<Value>(
        _ name: ProbeReport.Step.Name,
        _ work: (inout Self) throws(Finding) -> (value: Value, detail: String)
    ) throws(Finding) -> Value {
        let start = ContinuousClock.now
        do throws(Finding) {
            let (value, detail) = try work(&self)
            result.steps.append(.init(name: name, time: .now - start, detail: detail))
            return value
        } catch {
            result.steps.append(.init(name: name, time: .now - start, detail: error.message, isGood: false))
            throw error
        }
    }

    // MARK: - The network

    private mutating func lookUp() throws(Finding) -> [NetworkAddress] {
        try step(.dns) { run throws(Finding) in
            let (host, port) = (run.probe.host, run.probe.port)
            do throws(NameLookup.Fault) {
                let addresses = try NameLookup.addresses(of: host, port: port, before: run.probe.deadline)
                return (addresses, addresses.map(\.text).joined(separator: ", "))
            } catch {
                let reason = if case .refused(let words) = error { words } else { "no answer in time" }
                throw Finding(
                    layer: .dns,
                    message: "the host name '\(host)' has no address: \(reason)",
                    advice: "look for a mistake in the name, and at this machine's name servers"
                )
            }
        }
    }

    /// Connects, and begins a TLS handshake where one is needed.
    private mutating func connect(to addresses: [NetworkAddress]) throws(Finding) {
        let connection = try step(.tcp) { run throws(Finding) in
            do throws(TCPConnection.Fault) {
                let connection = try TCPConnection(to: addresses, before: run.probe.deadline)
                return (connection, "\(connection.address.text) port \(run.probe.port)")
            } catch {
                throw run.refusal(of: addresses, error)
            }
        }
        guard probe.isSecure else { return }
        try step(.tls) { run throws(Finding) in
            let answer = run.beginHandshake(over: connection)
            run.hello = answer
            switch answer {
            case .handshake: return ((), "the server shakes hands")
            case .alert(let number): return ((), "the server answered with alert \(number)")
            case .end: return ((), "the server ended the connection")
            case .other, .silence:
                let failure = ClientFailure(message: "", cause: answer == .other ? .insecure : .silence)
                throw run.judge(.tls).finding(for: failure)
            }
        }
    }

    private func beginHandshake(over connection: TCPConnection) -> TLSHello.Answer {
        TLSHello.Answer(connection.ask(TLSHello.bytes(to: probe.host), before: probe.deadline))
    }

    private func refusal(of addresses: [NetworkAddress], _ fault: TCPConnection.Fault) -> Finding {
        let place = addresses.count == 1 ? addresses[0].text : probe.host
        let advice =
            fault == .refused(code: ECONNREFUSED)
            ? "look whether the server runs and listens on this port; one that listens on 127.0.0.1 is for its own machine alone"
            : "look at the address, at firewalls and routes in between, and whether the machine is up"
        return Finding(
            layer: .tcp,
            message: "nothing takes connections at \(place) port \(probe.port): \(fault.text)",
            advice: advice
        )
    }

    // MARK: - The protocol

    private func judge(_ step: ProbeReport.Step.Name) -> ProbeJudge {
        ProbeJudge(
            url: probe.url,
            hello: hello,
            head: answers.heads.last,
            step: step,
            hasSession: transport.sessionID != nil
        )
    }

    /// Makes the acquaintance of the server. The time to the first byte of an answer is HTTP's, the rest the protocol's.
    private mutating func open() throws(Finding) -> MCPClient {
        let start = ContinuousClock.now
        do throws(ClientFailure) {
            let client = try MCPClient(
                over: transport,
                timeout: probe.timeout,
                era: probe.era,
                showsProgress: false
            )
            addHTTPStep(since: start)
            result.revision = client.era.revision
            result.server = client.serverName
            let words = [client.era.revision, client.serverName].compactMap(\.self)
            addProtocolStep(since: start, words.joined(separator: ", "))
            return client
        } catch {
            throw opening(error, since: start)
        }
    }

    private mutating func opening(_ failure: ClientFailure, since start: ContinuousClock.Instant) -> Finding {
        // A port that speaks TLS alone says nothing in plain words.
        if !probe.isSecure, answers.heads.isEmpty || answers.heads.last?.status == 400 { hello = askForTLS() }
        let isRefusedByTLS = hello == .handshake && !probe.isSecure && !answers.heads.isEmpty
        let finding = judge(.protocol)
            .finding(for: isRefusedByTLS ? ClientFailure(message: "", cause: .unreachable) : failure)
        switch finding.layer {
        case .tls:
            if let place = result.steps.firstIndex(where: { $0.name == .tls }) {
                result.steps[place].isGood = false
                result.steps[place].detail = finding.message
            } else {
                result.steps.append(
                    .init(name: .tls, time: .now - start, detail: finding.message, isGood: false)
                )
            }
        case .http, .stage:
            result.steps.append(
                .init(name: .http, time: .now - start, detail: finding.message, isGood: false)
            )
        default:
            addHTTPStep(since: start)
            addProtocolStep(since: start, finding.message, isGood: false)
        }
        return finding
    }

    private func askForTLS() -> TLSHello.Answer? {
        let deadline = ContinuousClock.now + min(probe.timeout, .seconds(3))
        guard
            let addresses = try? NameLookup.addresses(of: probe.host, port: probe.port, before: deadline),
            let connection = try? TCPConnection(to: addresses, before: deadline)
        else { return nil }
        return TLSHello.Answer(connection.ask(TLSHello.bytes(to: probe.host), before: deadline))
    }

    private mutating func addHTTPStep(since start: ContinuousClock.Instant) {
        guard let first = answers.heads.first else { return }
        let shown = answers.heads.first { (200..<300).contains($0.status) } ?? first
        result.steps.append(
            .init(name: .http, time: first.arrival - start, detail: "status \(shown.status)")
        )
    }

    private mutating func addProtocolStep(since start: ContinuousClock.Instant, _ detail: String, isGood: Bool = true) {
        let begin = answers.heads.first?.arrival ?? start
        result.steps.append(.init(name: .protocol, time: .now - begin, detail: detail, isGood: isGood))
    }

    private mutating func list(_ client: MCPClient) throws(Finding) -> [JSONObject] {
        let tools = try step(.list) { run throws(Finding) in
            do throws(ClientFailure) {
                let tools = try client.tools()
                return (tools, tools.count == 1 ? "1 tool" : "\(tools.count) tools")
            } catch {
                throw run.judge(.list).finding(for: error)
            }
        }
        result.toolCount = tools.count
        if tools.isEmpty { result.notes.append("the server has no tools") }
        return tools
    }

    // MARK: - Sessions

    /// Looks how the server takes sessions that it never opened, where it has opened one.
    private mutating func checkSession(_ client: MCPClient) throws(Finding) {
        guard transport.sessionID != nil, case .legacy = client.era else { return }
        let request = ClientRequest(id: "probe", method: "tools/list", parameters: [:], era: client.era)
        let status = try step(.session) { run throws(Finding) in
            let (foreign, none): (Int, Int)
            do throws(ClientFailure) {
                let other = UUID().uuidString.lowercased()
                foreign = try run.transport.status(of: request, inSession: other, before: run.probe.deadline)
                none = try run.transport.status(of: request, inSession: nil, before: run.probe.deadline)
            } catch {
                throw run.judge(.session).finding(for: error)
            }
            guard foreign == 404 else {
                throw Finding(
                    layer: .session,
                    message: "a session that the server never opened got status \(foreign) instead of 404",
                    advice: "clients open a new session when they get 404 alone: after a restart of the server they would not"
                )
            }
            return (none, "a session that nobody opened gets status 404")
        }
        if status != 400 {
            result.notes.append("a request without Mcp-Session-Id got status \(status), where clients expect 400")
        }
    }

    // MARK: - Tools

    private mutating func call(_ call: Probe.Call, _ tools: [JSONObject], _ client: MCPClient) throws(Finding) {
        try step(.call) { run throws(Finding) in
            guard let tool = tools.first(where: { $0["name"] == .string(call.tool) }) else {
                let names = tools.map(ToolOutput.name).joined(separator: ", ")
                throw Finding(
                    layer: .tool,
                    message: "the server has no tool '\(call.tool)'; it has \(names.isEmpty ? "none" : names)",
                    advice: "look at the name, and whether this token may see the tool"
                )
            }
            let result: JSONObject
            do throws(ClientFailure) {
                result = try client.call(tool, arguments: call.arguments)
            } catch {
                throw run.judge(.call).finding(for: error)
            }
            guard result["isError"] != true else {
                let text = ToolOutput.texts(of: result).joined(separator: " ")
                throw Finding(
                    layer: .tool,
                    message: "the tool '\(call.tool)' answered with an error: \(text)",
                    advice: "look at --arguments, at what the tool needs, and at the server's log"
                )
            }
            return ((), call.tool)
        }
    }
}

extension Era {
    /// The revision that is spoken, once it is known.
    fileprivate var revision: String? {
        switch self {
        case .modern: Self.modernRevision
        case .opening: nil
        case .legacy(let revision): revision
        }
    }
}

extension MCPClient {
    /// The server's name and version, as it gave them at the beginning.
    fileprivate var serverName: String? {
        var identity = greeting["serverInfo"]
        if case .object(let meta)? = greeting["_meta"] {
            identity = meta["io.modelcontextprotocol/serverInfo"] ?? identity
        }
        guard case .object(let members)? = identity, case .string(let name)? = members["name"] else { return nil }
        guard case .string(let version)? = members["version"] else { return name }
        return "\(name) \(version)"
    }
}
