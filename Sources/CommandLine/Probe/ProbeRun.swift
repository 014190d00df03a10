import Foundation
import ToolValidation

/// One run of a probe.
struct ProbeRun {
    typealias Finding = ProbeReport.Finding

    let probe: Probe
    let transport: HTTPTransport
    let answers = Answers()
    var result: ProbeReport
    /// How the port answered the beginning of a TLS handshake, if it was asked.
    var hello: TLSHello.Answer?

    /// The heads of all answers, in their order.
    final class Answers {
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
    mutating func step<Value>(
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
}
