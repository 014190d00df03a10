import Foundation

extension ProbeRun {
    mutating func lookUp() throws(Finding) -> [NetworkAddress] {
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
    mutating func connect(to addresses: [NetworkAddress]) throws(Finding) {
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

    /// Asks a port that said nothing in plain words whether it speaks TLS.
    func askForTLS() -> TLSHello.Answer? {
        let deadline = ContinuousClock.now + min(probe.timeout, .seconds(3))
        guard
            let addresses = try? NameLookup.addresses(of: probe.host, port: probe.port, before: deadline),
            let connection = try? TCPConnection(to: addresses, before: deadline)
        else { return nil }
        return TLSHello.Answer(connection.ask(TLSHello.bytes(to: probe.host), before: deadline))
    }
}
