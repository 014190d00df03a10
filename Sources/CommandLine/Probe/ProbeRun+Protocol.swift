import Foundation
import ToolValidation

extension ProbeRun {
    func judge(_ step: ProbeReport.Step.Name) -> ProbeJudge {
        ProbeJudge(
            url: probe.url,
            hello: hello,
            head: answers.heads.last,
            step: step,
            hasSession: transport.sessionID != nil
        )
    }

    /// Makes the acquaintance of the server. The time to the first byte of an answer is HTTP's, the rest the protocol's.
    mutating func open() throws(Finding) -> MCPClient {
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

    mutating func list(_ client: MCPClient) throws(Finding) -> [JSONObject] {
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
