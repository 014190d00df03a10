import Foundation

/// Says in which layer a failure lies, and what to do about it.
struct ProbeJudge {
    var url: URL
    /// How the port answered the beginning of a TLS handshake, if it was asked.
    var hello: TLSHello.Answer?
    /// The last answer that began.
    var head: HTTPResponse.Head?
    /// What was being done.
    var step: ProbeReport.Step.Name
    /// Whether the server has opened a session.
    var hasSession = false

    private var isSecure: Bool { url.scheme?.lowercased() == "https" }
    private var isPage: Bool { head?.contentType.hasPrefix("text/html") == true }

    func finding(for failure: ClientFailure) -> ProbeReport.Finding {
        switch failure.cause {
        case .insecure: return trust(failure.message)
        case .unreachable: return connectionLost(failure.message)
        case .silence: return silence
        case .stall:
            return .init(
                layer: .stream,
                message: "the server began to answer, and did not go on in time",
                advice: "look whether a proxy holds the answer back; --timeout waits longer"
            )
        case .cut:
            return .init(
                layer: .stream,
                message: failure.message,
                advice:
                    "the server failed or was stopped, or a proxy does not let event streams through: look into both logs"
            )
        case .foreign where isPage:
            return .init(
                layer: .protocol,
                message: "the server answered with a web page instead of a message of the protocol",
                advice:
                    "probe the MCP endpoint, whose path is often /mcp, and look what a proxy or a login page puts there"
            )
        case .foreign:
            return .init(
                layer: .protocol,
                message: failure.message,
                advice: "look whether the URL is that of an MCP endpoint, and at the server's log"
            )
        case .refusal(let refusal): return self.refusal(refusal.text, isProtocol: false)
        case .error(let error):
            guard let head, !(200..<300).contains(head.status) else { return protocolError(failure.message) }
            return refusal(error.message, isProtocol: true)
        case .other: return protocolError(failure.message)
        }
    }

    // MARK: - Connections

    private func trust(_ message: String) -> ProbeReport.Finding {
        let isPlain = hello == .other
        let advice =
            isPlain
            ? "write http://, or have the server or its proxy speak TLS on this port"
            : "look at the certificate: is it of this host, in date, complete with those that vouch for it, and from an "
                + "authority that this machine trusts?"
        return .init(
            layer: .tls,
            message: isPlain ? "the port answers, but not with TLS" : message,
            advice: advice
        )
    }

    private func connectionLost(_ message: String) -> ProbeReport.Finding {
        if isSecure, hello != .handshake { return trust(message) }
        if !isSecure, hello == .handshake || hello.isAlert { return plainToTLS }
        return .init(
            layer: .http,
            message: "the server took the connection, and ended it without an answer",
            advice: "look whether it speaks HTTP on this port, and whether it has failed: its log says more"
        )
    }

    private var plainToTLS: ProbeReport.Finding {
        .init(layer: .tls, message: "the port speaks TLS, and was asked without", advice: "write https://")
    }

    private var silence: ProbeReport.Finding {
        if isSecure, hello == .silence {
            return .init(
                layer: .tls,
                message: "the port takes connections, and does not answer a TLS handshake",
                advice: "look whether it speaks TLS, and whether the server hangs"
            )
        }
        if !isSecure, hello == .handshake || hello.isAlert { return plainToTLS }
        let layer: ProbeReport.Layer =
            switch step {
            case .call: .tool
            case .list: .protocol
            default: .http
            }
        let what = layer == .tool ? "the tool" : "the server"
        return .init(
            layer: layer,
            message: "\(what) did not answer in time",
            advice: "look whether it hangs or is overloaded; --timeout waits longer"
        )
    }

    // MARK: - Refusals

    private func protocolError(_ message: String) -> ProbeReport.Finding {
        switch step {
        case .call:
            return .init(
                layer: .tool,
                message: "the server refused the call: \(message)",
                advice: "look at the tool's name and arguments: 'mcp-generator list' shows what it takes"
            )
        default:
            return .init(
                layer: .protocol,
                message: "the server answered with an error: \(message)",
                advice: "look at the server's log\(inLog); --era modern and --era legacy probe each era alone"
            )
        }
    }

    private func refusal(_ text: String, isProtocol: Bool) -> ProbeReport.Finding {
        guard let head else { return protocolError(text) }
        let words = text.isEmpty ? "status \(head.status)" : "status \(head.status), \(text)"
        if !isPage || head.status < 500, let refusal = stageRefusal(head, words, text.lowercased()) { return refusal }
        if hasSession, head.status == 404 || (head.status == 400 && text.lowercased().contains("session")) {
            return .init(
                layer: .session,
                message: "the server does not know the session that it has just opened: \(words)",
                advice:
                    "if there are several replicas, let a client reach the same one each time, or let them share sessions"
            )
        }
        switch head.status {
        case 300..<400:
            return .init(
                layer: .http,
                message: "the server redirects: status \(head.status) to \(head.location ?? "another address")",
                advice: "probe that address, and tell it to clients: they do not carry tokens after a redirect"
            )
        case 404 where !isProtocol, 405 where !isProtocol:
            return .init(
                layer: .http,
                message: "there is no MCP endpoint at this path: \(words)",
                advice:
                    "look at the path of the URL, which is often /mcp; 'mcp-generator routes' prints those of a tools.yaml"
            )
        case 500:
            return .init(
                layer: .http,
                message: "the server failed: \(words)",
                advice: "look at its log\(inLog)"
            )
        case 501...:
            return .init(
                layer: .http,
                message: "what stands in front of the server answered for it: \(words)",
                advice: "look whether the server runs, and whether the proxy knows where"
            )
        default:
            guard !isProtocol else { return protocolError("\(text) (status \(head.status))") }
            return .init(
                layer: .http,
                message: "the server refused the request: \(words)",
                advice: "look at its log\(inLog)"
            )
        }
    }

    private var inLog: String { head?.requestID.map { " for the request \($0)" } ?? "" }
}

extension TLSHello.Answer? {
    fileprivate var isAlert: Bool { if case .alert? = self { true } else { false } }
}
